// Articles and pictures on the wire.
#pragma once

#include "media/image.h"
#include "model/article.h"
#include "model/source.h"
#include "wire.h"

namespace webclip::sandbox {

inline constexpr std::size_t images_limit = 1000;
inline constexpr std::size_t tags_limit = 1000;

template <typename Wire, typename Lines>
void describe_lines(Wire& wire, Lines& lines, std::size_t limit) {
    wire.list(lines, limit, [&](auto& line) { wire.text(line, line_limit); });
}

template <typename Wire, typename Image>
void describe_image(Wire& wire, Image& image) {
    wire.address(image.url, AddressKind::web_or_data_image);
    wire.list(image.candidates, 32, [&](auto& address) { wire.address(address); });
    wire.text(image.alt, line_limit);
    wire.text(image.caption, line_limit);
}

template <typename Wire, typename Article>
void describe_article(Wire& wire, Article& article) {
    wire.text(article.title, line_limit);
    wire.text(article.byline, line_limit);
    wire.maybe(article.published, [&](auto& time) { wire.time(time); });
    wire.text(article.published_text, line_limit);
    wire.maybe(article.modified, [&](auto& time) { wire.time(time); });
    wire.text(article.site, line_limit);
    wire.text(article.language, line_limit);
    wire.text(article.excerpt, line_limit);
    wire.text(article.section, line_limit);
    describe_lines(wire, article.tags, tags_limit);
    wire.address(article.canonical_url);
    wire.whole_text(article.html, document_limit);
    wire.whole_text(article.text, document_limit);
    wire.list(article.images, images_limit, [&](auto& image) { describe_image(wire, image); });
    wire.address(article.lead_image);
    wire.text(article.page_type, line_limit);
    wire.address(article.amp_url);
    wire.address(article.print_url);
    wire.flag(article.paywalled);
    wire.flag(article.is_teaser);
}

template <typename Wire, typename Rules>
void describe_rules(Wire& wire, Rules& rules) {
    wire.text(rules.title, line_limit);
    wire.text(rules.byline, line_limit);
    wire.text(rules.date, line_limit);
    wire.text(rules.body, line_limit);
    wire.text(rules.next_page, line_limit);
    describe_lines(wire, rules.remove, tags_limit);
}

template <typename Wire, typename Header>
void describe_image_header(Wire& wire, Header& header) {
    wire.choice(header.type, media::ImageType::avif);
    wire.number(header.width, 1, 30'000);
    wire.number(header.height, 1, 30'000);
}

}  // namespace webclip::sandbox
