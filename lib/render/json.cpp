#include <nlohmann/json.hpp>

#include "render/render.h"

namespace webclip::render {
namespace {

using nlohmann::ordered_json;

ordered_json time_or_null(std::optional<Timestamp> at) {
    return at ? ordered_json(to_iso8601(*at)) : ordered_json{};
}

ordered_json hash_or_null(const std::optional<Sha256>& hash) {
    return hash ? ordered_json(to_hex(*hash)) : ordered_json{};
}

ordered_json image(const model::Asset& asset) {
    const bool stored = asset.state == model::AssetState::stored;
    return {{"url", asset.url},
            {"alt", asset.alt},
            {"sha256", hash_or_null(asset.sha256)},
            {"type", asset.media_type},
            {"width", asset.width},
            {"height", asset.height},
            {"bytes", asset.bytes},
            {"missing", stored ? ordered_json{} : ordered_json(asset.error)}};
}

ordered_json provenance(const model::Capture& capture) {
    ordered_json hops = ordered_json::array();
    for (const model::Hop& hop : capture.hops) {
        hops.push_back({{"url", hop.url},
                        {"status", hop.status},
                        {"peer", hop.peer},
                        {"tls", hop.tls},
                        {"headers", hop.headers}});
    }
    return {{"url", capture.url},
            {"final_url", capture.final_url},
            {"status", capture.status},
            {"fetched", to_iso8601(capture.started_at)},
            {"body_sha256", hash_or_null(capture.body_sha256)},
            {"body_bytes", capture.body_bytes},
            {"hops", hops}};
}

}  // namespace

std::string to_json(const model::Clip& clip, const model::Revision& revision,
                    const std::optional<model::Capture>& capture, std::string_view body) {
    const model::ClipFields& fields = clip.fields;
    const model::Article& article = revision.article;
    ordered_json images = ordered_json::array();
    for (const model::Asset& asset : revision.assets) images.push_back(image(asset));
    const ordered_json document{{"title", fields.title},
                                {"from", fields.from},
                                {"date", time_or_null(fields.date)},
                                {"author", fields.author},
                                {"tags", fields.tags},
                                {"categories", fields.categories},
                                {"byline", article.byline},
                                {"published", article.published_text},
                                {"modified", time_or_null(article.modified)},
                                {"site", article.site},
                                {"language", article.language},
                                {"section", article.section},
                                {"excerpt", article.excerpt},
                                {"canonical_url", article.canonical_url},
                                {"paywalled", article.paywalled},
                                {"teaser", article.is_teaser},
                                {"revision", revision.number},
                                {"archived", to_iso8601(revision.made_at)},
                                {"html", body},
                                {"text", article.text},
                                {"images", images},
                                {"capture", capture ? provenance(*capture) : ordered_json{}}};
    return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace webclip::render
