// sanitize, parse and extract.
#include <chrono>

#include "fields.h"
#include "mode.h"

namespace webclip::conformance {

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

json sanitize_case(const json& input, Context& context) {
    const std::string base = text_field(input, "base", "https://example.org/");
    const auto clean = context.readers->sanitize(required_text(input, "html"), base);
    if (!clean) return failure(clean.error());
    return {{"html", *clean}};
}

json parse_case(const json& input, Context& context) {
    const std::string bytes = bytes_field(input);
    const auto start = Clock::now();
    const auto outcome = context.readers->parse(bytes);
    const double ms = milliseconds_since(start);
    if (outcome) return {{"outcome", "ok"}, {"ms", ms}, {"nodes", outcome->nodes}};
    const std::string& code = outcome.error().code;
    if (code == "parse_crash") return {{"outcome", code}, {"ms", ms}, {"nodes", 0}};
    // A page too large to be looked at has met a limit of parsing, too.
    if (code == "parse_limit" || code == "too_large")
        return {{"outcome", "parse_limit"}, {"ms", ms}, {"nodes", 0}};
    return failure(outcome.error());
}

json extract_case(const json& input, Context& context) {
    json answer{{"id", input.value("id", json())}};
    const auto start = Clock::now();
    const std::string bytes =
        input.contains("html") ? bytes_field({{"path", input.at("html")}}) : bytes_field(input);
    const auto reading =
        context.readers->read_page({.body = {.bytes = bytes,
                                             .content_encoding = {},
                                             .content_type = text_field(input, "content_type"),
                                             .url = required_text(input, "url")},
                                    .announced_title = {},
                                    .rules = {},
                                    .explain = false});
    answer["ms"] = milliseconds_since(start);
    if (!reading) {
        answer.update(failure(reading.error()));
        return answer;
    }
    const model::Article& article = reading->article;
    json images = json::array();
    for (const model::Image& image : article.images) images.push_back(image.url);
    answer.update({{"title", article.title},
                   {"byline", article.byline},
                   {"published", article.published_text},
                   {"site", article.site},
                   {"lang", article.language},
                   {"excerpt", article.excerpt},
                   {"text", article.text},
                   {"html", html_with_addresses(article)},
                   {"images", images},
                   {"lead", article.lead_image}});
    return answer;
}

}  // namespace webclip::conformance
