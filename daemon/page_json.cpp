#include "page_json.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <vector>

#include "archive/files.h"
#include "media/plan.h"
#include "output.h"
#include "url/url.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

// The images' slots become their absolute addresses again.
std::string with_addresses(const model::Article& article) {
    std::vector<media::LocalImage> images;
    for (const model::Image& image : article.images)
        images.push_back({.path = image.url, .original = image.url});
    return media::localize(article.html, images);
}

json article_json(const sandbox::PageReading& reading) {
    const model::Article& article = reading.article;
    json images = json::array();
    for (const model::Image& image : article.images) images.push_back(image.url);
    json answer{{"title", article.title},
                {"byline", article.byline},
                {"published", article.published_text},
                {"modified", json_time(article.modified)},
                {"site", article.site},
                {"lang", article.language},
                {"section", article.section},
                {"tags", article.tags},
                {"excerpt", article.excerpt},
                {"text", article.text},
                {"html", with_addresses(article)},
                {"images", images},
                {"lead", article.lead_image},
                {"canonical", article.canonical_url},
                {"amp", article.amp_url},
                {"print", article.print_url},
                {"type", article.page_type},
                {"paywalled", article.paywalled},
                {"teaser", article.is_teaser}};
    if (!reading.explanation.empty()) answer["explain"] = reading.explanation;
    return answer;
}

std::string describe(const sandbox::ReadFailure& failure) {
    return failure.code == "no_article" ? failure.message : failure.code + ": " + failure.message;
}

sandbox::PageJob page_job(std::string_view bytes, const std::string& url) {
    return {.body = {.bytes = bytes, .content_encoding = {}, .content_type = {}, .url = url},
            .announced_title = {},
            .rules = {},
            .explain = false,
            .fetched = now()};
}

json read_page(sandbox::ReaderPool& readers, const PageFile& page, const model::SiteProfile& site,
               bool explain) {
    const auto bytes = archive::read_whole_file(page.file);
    if (!bytes) return {{"error", "\"" + page.file.string() + "\" cannot be read"}};
    // A page whose address is no address still has its text; only its relative links are lost.
    const auto address = url::parse(page.url);
    sandbox::PageJob job = page_job(*bytes, address ? page.url : "about:blank");
    job.explain = explain;
    job.site = site;
    const auto reading = readers.read_page(job);
    if (!reading) return {{"error", describe(reading.error())}};
    json answer = article_json(*reading);
    if (!address)
        answer["warning"] = "relative links are lost: \"" + page.url + "\": " + address.error().message;
    return answer;
}

}  // namespace

json page_json(sandbox::ReaderPool& readers, const PageFile& page, const model::SiteProfile& site,
               bool explain) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point started = Clock::now();
    json answer = read_page(readers, page, site, explain);
    answer["ms"] = std::chrono::duration<double, std::milli>{Clock::now() - started}.count();
    return answer;
}

std::optional<model::PageNotes> page_notes(sandbox::ReaderPool& readers, const PageFile& page) {
    const auto bytes = archive::read_whole_file(page.file);
    if (!bytes || !url::parse(page.url)) return std::nullopt;
    auto reading = readers.read_page(page_job(*bytes, page.url));
    if (!reading) return std::nullopt;
    return std::move(reading->facts.notes);
}

}  // namespace webclip::daemon
