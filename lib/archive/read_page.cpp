#include "read_page.h"

#include <algorithm>
#include <utility>

#include "archive/site_configs.h"
#include "keep_body.h"
#include "listing.h"
#include "media/plan.h"
#include "url/url.h"

namespace webclip::archive {
namespace {

PageFailure failure_of(const net::Response& response) {
    PageFailure failure;
    failure.transient = response.transient();
    failure.is_attempt = response.capture.error_code != "paused";
    failure.retry_after = response.retry_after;
    if (!response.capture.error_code.empty()) {
        failure.code = response.capture.error_code;
        failure.message = response.capture.error_message;
    } else {
        failure.code = "http_" + std::to_string(response.capture.status);
        failure.message = "the server answered " + std::to_string(response.capture.status);
    }
    return failure;
}

// The same bytes would fail again, but the server may send all of them the next time.
bool was_damaged_underway(std::string_view code) {
    return code == "truncated" || code == "corrupt";
}

PageFailure failure_of(const sandbox::ReadFailure& failure) {
    return {.code = failure.code,
            .message = failure.message,
            .transient = !failure.permanent || was_damaged_underway(failure.code),
            .is_attempt = true,
            .retry_after = {}};
}

std::string host_of(const std::string& address) {
    const auto parsed = url::parse(address);
    return parsed && parsed->is_http() ? std::string{parsed->hostname()} : std::string{};
}

// One exchange and what was read from it.
struct OnePage {
    model::Capture capture;
    Expected<sandbox::PageReading, PageFailure> reading = Unexpected{PageFailure{}};
};

// Reads the pages of one entry one after the other.
class PageSequence {
  public:
    PageSequence(Services& services, const model::Entry& entry, const model::SourceSettings& settings)
        : services_(services), entry_(entry), settings_(settings) {}

    PageText read() {
        OnePage first = fetch(entry_.url);
        text_.capture = std::move(first.capture);
        if (!first.reading) {
            text_.failure = std::move(first.reading).error();
            return std::move(text_);
        }
        text_.host = host_of(text_.capture.final_url);
        seen_ = {entry_.url, text_.capture.final_url};
        extract::PageFacts facts = std::move(first.reading->facts);
        text_.notes = std::move(facts.notes);
        text_.rules = std::move(facts.rules);
        text_.article = std::move(first.reading->article);
        const std::string single_page = facts.single_page;
        if (!take_single_page(single_page)) take_further_pages(std::move(facts));
        return std::move(text_);
    }

  private:
    model::SiteConfig config_for(const std::string& address) const {
        return site_config_for(services_.options.site_configs, host_of(address));
    }

    OnePage fetch(const std::string& address) {
        net::Request request = request_for(settings_, address, model::CaptureKind::page);
        const model::SiteConfig config = config_for(address);
        request.headers.insert(request.headers.end(), config.headers.begin(), config.headers.end());
        net::Response response = services_.fetcher.fetch(std::move(request));
        keep_body(services_, response);
        OnePage page;
        page.reading = response.ok() ? read(response) : Unexpected{failure_of(response)};
        page.capture = std::move(response.capture);
        return page;
    }

    Expected<sandbox::PageReading, PageFailure> read(const net::Response& response) {
        const std::string& address = response.capture.final_url;
        sandbox::PageJob job{.body = {.bytes = response.body,
                                      .content_encoding = response.capture.content_encoding,
                                      .content_type = response.capture.content_type,
                                      .url = address},
                             .announced_title = entry_.title,
                             .rules = settings_.rules,
                             .explain = false,
                             .fetched = response.capture.finished_at};
        if (const std::string host = host_of(address); !host.empty())
            job.site = services_.catalog.site_profile(host).value_or(model::SiteProfile{});
        job.site_config = config_for(address);
        job.earlier = earlier_;
        auto reading = services_.readers.read_page(job);
        if (reading) return *std::move(reading);
        return Unexpected{failure_of(reading.error())};
    }

    // A page's links come from a reader: what they name is checked here.
    bool may_follow(const std::string& address) const {
        return !address.empty() && host_of(address) == text_.host && !is_seen(address);
    }
    bool is_seen(const std::string& address) const {
        return std::find(seen_.begin(), seen_.end(), address) != seen_.end();
    }
    // Another page of the host, and not one of before by way of a redirect.
    bool is_further(const OnePage& page) const {
        return page.reading && host_of(page.capture.final_url) == text_.host &&
               !is_seen(page.capture.final_url);
    }

    bool take_single_page(const std::string& address) {
        if (!may_follow(address)) return false;
        OnePage page = fetch(address);
        // An answer in its place (a login, a teaser) shows no more than the first page.
        const bool is_whole =
            is_further(page) && page.reading->article.text.size() > text_.article->text.size();
        seen_.push_back(address);
        std::vector<model::Capture>& captures = is_whole ? text_.more : text_.in_vain;
        captures.push_back(std::move(page.capture));
        if (is_whole) text_.article = std::move(page.reading->article);
        return is_whole;
    }

    void take_further_pages(extract::PageFacts facts) {
        while (may_follow(facts.next_page) && text_.more.size() + 1 < pages_per_article) {
            remember(facts);
            OnePage page = fetch(facts.next_page);
            const bool belongs = is_further(page) && has_room_for(*text_.article, page.reading->article);
            if (!belongs) return end_at(std::move(page));
            seen_.insert(seen_.end(), {facts.next_page, page.capture.final_url});
            append_page(*text_.article, std::move(page.reading->article));
            text_.more.push_back(std::move(page.capture));
            facts = std::move(page.reading->facts);
        }
    }

    // What the next page must not show again.
    void remember(const extract::PageFacts& facts) {
        earlier_.blocks.insert(earlier_.blocks.end(), facts.blocks.begin(), facts.blocks.end());
        earlier_.images.clear();
        for (const model::Image& image : text_.article->images) earlier_.images.push_back(image.url);
    }

    void end_at(OnePage page) {
        text_.in_vain.push_back(std::move(page.capture));
        const bool is_last_attempt = entry_.attempts + 1 >= services_.options.policy.entry_attempts;
        const bool may_come = !page.reading && page.reading.error().transient;
        const bool is_cancelled = !page.reading && page.reading.error().code == "cancelled";
        if (!may_come || (is_last_attempt && !is_cancelled)) return;
        text_.failure = std::move(page.reading).error();
        text_.failure.message += " (page " + std::to_string(text_.more.size() + 2) + " of the article)";
        text_.article.reset();
    }

    Services& services_;
    const model::Entry& entry_;
    const model::SourceSettings& settings_;
    PageText text_;
    std::vector<std::string> seen_;
    extract::EarlierPages earlier_;
};

}  // namespace

PageText read_page(Services& services, const model::Entry& entry, const model::SourceSettings& settings) {
    return PageSequence{services, entry, settings}.read();
}

bool has_room_for(const model::Article& article, const model::Article& later) {
    // Half of what a reader takes: addresses of local images are longer than slots.
    constexpr std::size_t most_bytes = 16U << 20U;
    return article.html.size() + later.html.size() <= most_bytes &&
           article.text.size() + later.text.size() <= most_bytes;
}

void append_page(model::Article& article, model::Article later) {
    std::vector<media::LocalImage> places;
    for (model::Image& image : later.images) {
        const bool has_room = article.images.size() < most_images_per_clip;
        places.push_back({.path = has_room ? "asset:" + std::to_string(article.images.size()) : std::string{},
                          .original = image.url});
        if (has_room) article.images.push_back(std::move(image));
    }
    article.html += media::localize(later.html, places);
    if (!article.text.empty() && !later.text.empty()) article.text += "\n";
    article.text += later.text;
}

}  // namespace webclip::archive
