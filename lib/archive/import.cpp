#include "archive/import.h"

#include <algorithm>

#include "base/ascii.h"
#include "crypto/sha256.h"
#include "extract/extract.h"
#include "feed/subscriptions.h"
#include "fetch_images.h"
#include "learned_site.h"
#include "post/post.h"
#include "url/url.h"

namespace webclip::archive {
namespace {

enum class FileKind { post, page, opml, url_list };

bool has_extension(std::string_view name, std::initializer_list<std::string_view> extensions) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return false;
    return std::any_of(extensions.begin(), extensions.end(), [&](std::string_view extension) {
        return equals_ignoring_ascii_case(name.substr(dot + 1), extension);
    });
}

FileKind kind_of(const ImportRequest& request) {
    const std::string_view start = trim_ascii(std::string_view{request.bytes}.substr(0, 1024));
    if (has_extension(request.name, {"opml"}) ||
        find_ignoring_ascii_case(start, "<opml") != std::string_view::npos) {
        return FileKind::opml;
    }
    if (has_extension(request.name, {"html", "htm", "xhtml"})) return FileKind::page;
    if (has_extension(request.name, {"txt"}) || request.name == "urls") return FileKind::url_list;
    return FileKind::post;
}

std::string_view form_name(post::Form form) {
    switch (form) {
        case post::Form::a: return "A";
        case post::Form::n: return "N";
        case post::Form::b: return "B";
        case post::Form::bb: return "BB";
        case post::Form::w: return "W";
        case post::Form::free: break;
    }
    return "free";
}

// What makes two files the same clip: the normalised origin; a post without one is only itself.
std::string key_for(const std::string& from, const Sha256& digest) {
    const auto address = url::parse(from);
    return address && address->is_http() ? url::normalize(*address).href() : "import:" + to_hex(digest);
}

ImportReport failed(std::string what, std::string error) {
    ImportReport report;
    report.what = std::move(what);
    report.error = std::move(error);
    return report;
}

model::Capture capture_of(const ImportRequest& request, const std::string& address, const Sha256& digest) {
    model::Capture capture;
    capture.kind = model::CaptureKind::imported;
    capture.url = address;
    capture.final_url = address;
    capture.started_at = now();
    capture.finished_at = capture.started_at;
    capture.body_sha256 = digest;
    capture.body_bytes = request.bytes.size();
    return capture;
}

// Whether one of the clip's revisions was made from these very bytes.
bool has_bytes(const store::Catalog& catalog, model::ClipId clip, const Sha256& digest) {
    for (const model::Revision& revision : catalog.revisions(clip)) {
        if (revision.chosen != model::ChosenText::imported || !revision.capture) continue;
        const auto capture = catalog.capture(*revision.capture);
        if (capture && capture->body_sha256 == digest) return true;
    }
    return false;
}

// Commits, unless it is a dry run or the archive has these very bytes already.
void settle(const ImportServices& services, const ImportRequest& request, store::ClipArchived change,
            ImportReport& report) {
    const auto known = services.catalog.clip_by_key(change.clip.key);
    if (known && has_bytes(services.catalog, known->id, *change.clip.original_sha256)) {
        report.outcome = ImportOutcome::unchanged;
        report.clip = known->id;
        return;
    }
    report.outcome = known ? ImportOutcome::changed : ImportOutcome::added;
    if (request.effect == Effect::dry_run) return;
    services.writer.blobs().put(request.bytes);
    const store::Archived archived = services.writer.clip_archived(std::move(change)).get();
    services.posts.write(services.catalog, archived.clip);
    report.clip = archived.clip;
}

store::ClipArchived change_for(const ImportRequest& request, std::string key, model::ClipFields fields,
                               model::Article article, const std::string& address) {
    const Sha256 digest = crypto::sha256(request.bytes);
    store::ClipArchived change;
    change.clip.key = std::move(key);
    change.clip.fields = std::move(fields);
    change.clip.original_name = request.name;
    change.clip.original_sha256 = digest;
    change.clip.created_at = now();
    change.revision.made_at = change.clip.created_at;
    change.revision.extractor_version = extract::version;
    change.revision.chosen = model::ChosenText::imported;
    change.revision.chosen_because = "imported from \"" + request.name + "\"";
    change.revision.assets = unfetched_assets(article.images, "not fetched: the clip was imported");
    article.images.clear();
    change.revision.article = std::move(article);
    change.page = capture_of(request, address, digest);
    return change;
}

ImportReport import_post(const ImportServices& services, const ImportRequest& request) {
    auto reading = services.readers.read_post(request.bytes, request.name);
    if (!reading) return failed("clip", reading.error().message);
    ImportReport report;
    report.what = "clip (form " + std::string{form_name(reading->post.form)} + ")";
    report.warnings = reading->post.warnings;
    model::ClipFields fields = reading->post.fields;
    if (fields.from.empty()) fields.from = fields.heading_url;
    if (fields.from.empty() && !fields.date)
        return failed("clip", "no clip: neither an address nor a date in front matter, heading or file name");
    const std::string address = fields.from;
    settle(services, request,
           change_for(request, key_for(address, crypto::sha256(request.bytes)), std::move(fields),
                      std::move(reading->article), address),
           report);
    return report;
}

ImportReport import_page(const ImportServices& services, const ImportRequest& request) {
    const auto address = url::parse(request.url);
    if (request.url.empty()) return failed("page", "a saved page needs its address: --url URL");
    if (!address || !address->is_http())
        return failed("page", "\"" + url::redacted(request.url) + "\" is not an http or https address");
    const std::string host{address->hostname()};
    auto reading = services.readers.read_page(
        {.body = {.bytes = request.bytes,
                  .content_encoding = {},
                  .content_type = "text/html",
                  .url = address->href()},
         .announced_title = {},
         .rules = {},
         .explain = false,
         .site = services.catalog.site_profile(host).value_or(model::SiteProfile{}),
         .fetched = now()});
    if (!reading) return failed("page", reading.error().code + ": " + reading.error().message);
    const model::Article& article = reading->article;
    const Timestamp at = now();
    model::ClipFields fields = post::new_clip_fields(
        article.title.empty() ? request.url : article.title, request.url,
        std::min(article.published.value_or(at), at), std::nullopt, article.byline, {}, {});
    ImportReport report;
    report.what = "page";
    store::ClipArchived change = change_for(request, url::normalize(*address).href(), std::move(fields),
                                            std::move(reading->article), address->href());
    change.site = learned_site(services.catalog, host, reading->facts.notes);
    settle(services, request, std::move(change), report);
    return report;
}

ImportReport add_subscriptions(const ImportServices& services, const ImportRequest& request,
                               std::vector<feed::Subscription> subscriptions) {
    ImportReport report;
    report.what = "subscriptions";
    report.outcome = ImportOutcome::unchanged;
    for (feed::Subscription& subscription : subscriptions) {
        const auto address = url::parse(subscription.url);
        if (!address || !address->is_http()) {
            report.warnings.push_back("left out \"" + url::redacted(subscription.url) +
                                      "\": no http or https address");
            continue;
        }
        model::Source source;
        source.address = address->without_fragment().href();
        source.settings.tags = std::move(subscription.tags);
        source.by_hand = true;
        if (services.catalog.source_at(source.kind, source.address)) continue;
        ++report.sources;
        report.outcome = ImportOutcome::added;
        if (request.effect == Effect::real) services.writer.add_source(std::move(source)).get();
    }
    return report;
}

ImportReport import_opml(const ImportServices& services, const ImportRequest& request) {
    auto subscriptions = services.readers.read_opml(request.bytes);
    if (!subscriptions) return failed("subscriptions", subscriptions.error().message);
    return add_subscriptions(services, request, std::move(subscriptions).value());
}

ImportReport import_urls(const ImportServices& services, const ImportRequest& request) {
    feed::UrlsFile urls = feed::parse_newsboat_urls(request.bytes);
    if (urls.subscriptions.empty()) return failed("subscriptions", "no line of it begins with an address");
    ImportReport report = add_subscriptions(services, request, std::move(urls.subscriptions));
    for (const std::string& line : urls.skipped) report.warnings.push_back("left out \"" + line + "\"");
    return report;
}

}  // namespace

ImportReport import_file(const ImportServices& services, const ImportRequest& request) {
    switch (kind_of(request)) {
        case FileKind::page: return import_page(services, request);
        case FileKind::opml: return import_opml(services, request);
        case FileKind::url_list: return import_urls(services, request);
        case FileKind::post: break;
    }
    return import_post(services, request);
}

}  // namespace webclip::archive
