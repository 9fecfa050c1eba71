#include "archive/archive_entry.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "archive/choose_text.h"
#include "archive/post_view.h"
#include "extract/extract.h"
#include "fetch_images.h"
#include "learned_site.h"
#include "post/post.h"
#include "read_page.h"
#include "schedule/policy.h"

namespace webclip::archive {
namespace {

struct FeedText {
    std::optional<model::Article> article;
    bool is_undecided = false;  // the reading was cut short, which says nothing of the text
};

FeedText read_feed_text(Services& services, const model::Entry& entry) {
    if (entry.content_html.empty()) return {};
    auto article = services.readers.read_fragment(entry.content_html, entry.url);
    if (!article) return {.article = {}, .is_undecided = !article.error().permanent};
    if (article->text.empty()) return {};
    return {.article = std::move(article).value()};
}

// The article itself, with what the other side knows better filled in.
model::Article merge(const TextChoice& choice, std::optional<model::Article>& page,
                     std::optional<model::Article>& feed) {
    if (choice.chosen == model::ChosenText::page) return std::move(*page);
    if (!page) return std::move(*feed);
    model::Article article = std::move(*page);
    article.html = std::move(feed->html);
    article.text = std::move(feed->text);
    article.images = std::move(feed->images);
    article.is_teaser = false;
    return article;
}

const std::string& first_filled(const std::string& a, const std::string& b, const std::string& c) {
    if (!a.empty()) return a;
    return b.empty() ? c : b;
}

model::ClipFields fields_for(const model::Entry& entry, const model::Article& article,
                             const model::SourceSettings& settings, Timestamp at) {
    // A date is a claim: feeds that give local time as UTC date posts into the future.
    const Timestamp claimed = entry.published.value_or(article.published.value_or(at));
    return post::new_clip_fields(first_filled(entry.title, article.title, entry.url), entry.url,
                                 std::min(claimed, at), entry.published,
                                 first_filled(settings.author, entry.author, article.byline), settings.tags,
                                 settings.categories);
}

int attempts_after(const model::Entry& entry, const PageFailure& failure) {
    return entry.attempts + (failure.is_attempt ? 1 : 0);
}

EntryReport give_up(Services& services, const model::Entry& entry, PageText page) {
    const schedule::Policy& policy = services.options.policy;
    const int attempts = attempts_after(entry, page.failure);
    EntryReport report;
    report.error_code = page.failure.code;
    report.error_message = page.failure.message;
    report.will_retry = page.failure.transient && attempts < policy.entry_attempts;
    const Milliseconds wait =
        schedule::retry_delay(policy, attempts, page.failure.retry_after, services.random_unit());
    std::vector<model::Capture> further = std::move(page.more);
    std::move(page.in_vain.begin(), page.in_vain.end(), std::back_inserter(further));
    services.writer
        .entry_failed({.entry = entry.id,
                       .state = report.will_retry ? model::EntryState::pending : model::EntryState::failed,
                       .attempts = attempts,
                       .next_attempt_at = now() + wait,
                       .error_code = report.error_code,
                       .error_message = report.error_message,
                       .capture = std::move(page.capture),
                       .further_captures = std::move(further)})
        .get();
    return report;
}

// The feed's text stands in for a page that will not come.
bool feed_stands_in(const Services& services, const model::Entry& entry, const PageText& page,
                    const std::optional<model::Article>& feed) {
    const bool last_attempt = attempts_after(entry, page.failure) >= services.options.policy.entry_attempts;
    return feed && is_full_text(*feed) && (!page.failure.transient || last_attempt);
}

// Where its images stand: behind the redirects, if there was an answer.
const std::string& page_address(const model::Entry& entry, const PageText& page) {
    return page.capture.final_url.empty() ? entry.url : page.capture.final_url;
}

EntryReport commit(Services& services, const model::Entry& entry, const model::SourceSettings& settings,
                   TextChoice choice, model::Article article, PageText page) {
    EntryReport report;
    FetchedImages images = fetch_images(services, assets_for(article.images),
                                        {.settings = settings, .page = page_address(entry, page)});
    report.cancelled = images.cancelled;
    if (images.cancelled) return report;
    article.images.clear();  // the revision's assets hold them from here on
    store::ClipArchived change;
    change.entry = entry.id;
    change.clip.key = entry.key;
    change.clip.source = entry.source;
    change.clip.created_at = now();
    change.clip.fields = fields_for(entry, article, settings, change.clip.created_at);
    change.revision.made_at = change.clip.created_at;
    change.revision.extractor_version = extract::version;
    change.revision.chosen = choice.chosen;
    change.revision.chosen_because = std::move(choice.because);
    change.revision.article = std::move(article);
    change.revision.assets = std::move(images.assets);
    change.page = std::move(page.capture);
    change.more_pages = std::move(page.more);
    change.in_vain = std::move(page.in_vain);
    change.site = learned_site(services.catalog, page.host, page.notes);
    change.rules = std::move(page.rules);
    change.images = std::move(images.captures);
    for (const model::Asset& asset : change.revision.assets) {
        ++report.images;
        report.images_missing += asset.state == model::AssetState::stored ? 0U : 1U;
    }
    const store::Archived archived = services.writer.clip_archived(std::move(change)).get();
    services.posts.write(services.catalog, archived.clip);
    report.clip = archived.clip;
    report.is_new_clip = archived.is_new_clip;
    return report;
}

}  // namespace

EntryReport archive_entry(Services& services, const model::Entry& entry,
                          const model::SourceSettings& settings) {
    PageText page = read_page(services, entry, settings);
    FeedText feed_text;
    if (page.failure.code != "cancelled") feed_text = read_feed_text(services, entry);
    if (page.failure.code == "cancelled" || feed_text.is_undecided) {
        EntryReport report;
        report.cancelled = true;
        return report;
    }
    std::optional<model::Article>& feed = feed_text.article;
    if (!page.article && !feed_stands_in(services, entry, page, feed))
        return give_up(services, entry, std::move(page));
    TextChoice choice =
        choose_text(settings.keep, {page.article ? &*page.article : nullptr, page.failure.code},
                    {feed ? &*feed : nullptr, {}});
    model::Article article = merge(choice, page.article, feed);
    return commit(services, entry, settings, std::move(choice), std::move(article), std::move(page));
}

}  // namespace webclip::archive
