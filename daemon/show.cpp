// `show CLIP`: what is known of one clip, where it came from, and its text.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "find_clip.h"
#include "locate.h"
#include "output.h"
#include "store/catalog.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

struct ShowOptions {
    std::string clip;
    bool as_json = false;
};

struct Shown {
    model::Clip clip;
    model::Revision revision;
    std::optional<model::Capture> capture;
    std::optional<model::Source> source;
    std::vector<std::optional<model::Capture>> images;  // one an asset
};

std::string_view chosen_name(model::ChosenText chosen) {
    switch (chosen) {
        case model::ChosenText::page: return "page";
        case model::ChosenText::feed: return "feed";
        case model::ChosenText::imported: break;
    }
    return "imported";
}

json hop_json(const model::Hop& hop) {
    return {{"url", hop.url},
            {"status", hop.status},
            {"http", hop.http_version},
            {"headers", hop.headers},
            {"peer", hop.peer},
            {"tls", hop.tls},
            {"started", json_time(hop.started_at)},
            {"finished", json_time(hop.finished_at)}};
}

json capture_json(const model::Capture& capture) {
    json hops = json::array();
    for (const model::Hop& hop : capture.hops) hops.push_back(hop_json(hop));
    return {{"url", capture.url},
            {"final_url", capture.final_url},
            {"status", capture.status},
            {"content_type", capture.content_type},
            {"body_sha256", capture.body_sha256 ? json(to_hex(*capture.body_sha256)) : json{}},
            {"body_bytes", capture.body_bytes},
            {"started", json_time(capture.started_at)},
            {"finished", json_time(capture.finished_at)},
            {"error", capture.error_code},
            {"hops", hops}};
}

json asset_json(const model::Asset& asset) {
    return {{"slot", asset.slot},
            {"url", asset.url},
            {"candidates", asset.candidates},
            {"alt", asset.alt},
            {"state", state_name(asset.state)},
            {"error", asset.error},
            {"attempts", asset.attempts},
            {"next_attempt", json_time(asset.next_attempt_at)},
            {"sha256", asset.sha256 ? json(to_hex(*asset.sha256)) : json{}},
            {"type", asset.media_type},
            {"width", asset.width},
            {"height", asset.height},
            {"bytes", asset.bytes}};
}

json shown_json(const Shown& shown) {
    const model::ClipFields& fields = shown.clip.fields;
    const model::Article& article = shown.revision.article;
    json assets = json::array();
    for (std::size_t i = 0; i < shown.revision.assets.size(); ++i) {
        json asset = asset_json(shown.revision.assets[i]);
        const auto& fetched = shown.images[i];
        asset["status"] = fetched ? fetched->status : 0;
        asset["fetched"] = fetched ? json(fetched->final_url) : json{};
        assets.push_back(std::move(asset));
    }
    return {{"clip", shown.clip.id.value()},
            {"title", fields.title},
            {"heading_title", fields.heading_title},
            {"from", fields.from},
            {"heading_url", fields.heading_url},
            {"date", json_time(fields.date)},
            {"date_text", fields.date_text},
            {"feed_date_comment", fields.feed_date_comment},
            {"author", fields.author},
            {"tags", fields.tags},
            {"categories", fields.categories},
            {"layout", fields.layout},
            {"comments", fields.comments},
            {"post", shown.clip.post_name},
            {"original_name", shown.clip.original_name},
            {"source", shown.source ? json(shown.source->address) : json{}},
            {"revision", shown.revision.number},
            {"made", json_time(shown.revision.made_at)},
            {"extractor", shown.revision.extractor_version},
            {"chosen", chosen_name(shown.revision.chosen)},
            {"chosen_because", shown.revision.chosen_because},
            {"byline", article.byline},
            {"published", article.published_text},
            {"modified", json_time(article.modified)},
            {"site", article.site},
            {"language", article.language},
            {"section", article.section},
            {"topics", article.tags},
            {"canonical_url", article.canonical_url},
            {"amp_url", article.amp_url},
            {"print_url", article.print_url},
            {"page_type", article.page_type},
            {"paywalled", article.paywalled},
            {"teaser", article.is_teaser},
            {"excerpt", article.excerpt},
            {"html", article.html},
            {"text", article.text},
            {"assets", assets},
            {"pages", shown.revision.more_pages.size() + 1},
            {"capture", shown.capture ? capture_json(*shown.capture) : json{}}};
}

void print_field(std::string_view name, const std::string& value) {
    if (!value.empty()) print_line(column(name, 10) + " " + clean(value));
}

void print_capture(const model::Capture& capture) {
    for (const model::Hop& hop : capture.hops) {
        print_field("fetched", moment(hop.started_at) + "  " + std::to_string(hop.status) + "  " + hop.url +
                                   "  " + hop.peer);
    }
    if (capture.body_sha256)
        print_field("raw body", to_hex(*capture.body_sha256) + "  " + human_bytes(capture.body_bytes));
}

std::string missing_words(const model::Asset& asset) {
    const std::string words = std::string{state_name(asset.state)} + " (" + asset.error + ")";
    return asset.next_attempt_at ? words + ", next try " + moment(asset.next_attempt_at) : words;
}

void print_shown(const Shown& shown) {
    const model::ClipFields& fields = shown.clip.fields;
    print_field("clip", std::to_string(shown.clip.id.value()) + ", revision " +
                            std::to_string(shown.revision.number));
    print_field("title", fields.title);
    print_field("author", fields.author);
    print_field("date", moment(fields.date));
    print_field("from", fields.from);
    if (shown.source) print_field("source", shown.source->address);
    print_field("post", shown.clip.post_name);
    print_field("text from",
                std::string{chosen_name(shown.revision.chosen)} + " (" + shown.revision.chosen_because + ")");
    if (shown.capture) print_capture(*shown.capture);
    if (const std::size_t more = shown.revision.more_pages.size(); more > 0)
        print_field("pages", std::to_string(more + 1));
    for (const model::Asset& asset : shown.revision.assets) {
        const std::string what = asset.state == model::AssetState::stored
                                     ? to_hex(*asset.sha256).substr(0, 16) + "  " + human_bytes(asset.bytes)
                                     : missing_words(asset);
        print_field("image", what + "  " + asset.url);
    }
    print_line("");
    print_line(shown.revision.article.text);
}

int show(const Invocation& invocation, const ShowOptions& options) {
    const store::Catalog catalog{locate_archive(invocation)};
    const model::ClipId id = find_clip(catalog, options.clip);
    auto clip = catalog.clip(id);
    auto revision = catalog.latest_revision(id);
    if (!clip || !revision)
        throw std::runtime_error("clip " + std::to_string(id.value()) + " has no revision");
    Shown shown{.clip = std::move(*clip),
                .revision = std::move(*revision),
                .capture = {},
                .source = {},
                .images = {}};
    if (shown.revision.capture) shown.capture = catalog.capture(*shown.revision.capture);
    for (const model::Asset& asset : shown.revision.assets)
        shown.images.push_back(asset.capture ? catalog.capture(*asset.capture) : std::nullopt);
    shown.source = catalog.source(shown.clip.source);
    if (options.as_json) {
        print_json(shown_json(shown));
    } else {
        print_shown(shown);
    }
    return exit_done;
}

}  // namespace

void add_show_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("show", "one clip: where it came from, its images, its text");
    const auto options = std::make_shared<ShowOptions>();
    command->add_option("CLIP", options->clip, "number, address, post name or the start of one")->required();
    command->add_flag("--json", options->as_json, "one JSON object");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return show(invocation, *options); };
    });
}

}  // namespace webclip::daemon
