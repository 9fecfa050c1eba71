#include "feed/parse.h"

#include "base/ascii.h"
#include "json_feed.h"
#include "root.h"
#include "text/decode.h"
#include "text/utf8.h"
#include "xml_feed.h"

namespace webclip::feed {
namespace {

constexpr std::size_t largest_text = 128U << 20U;

Unexpected<FeedError> failed(FeedFailure code, std::string message) {
    return Unexpected{FeedError{code, std::move(message), {}}};
}

// The Encoding Standard leaves UTF-32 out, the XML recommendation does not. Nothing when the first character,
// which is a byte order mark or "<", is not written in it.
std::optional<text::Decoded> decode_utf32(std::string_view bytes) {
    using namespace std::string_view_literals;
    const bool big = bytes.starts_with("\0\0\xFE\xFF"sv) || bytes.starts_with("\0\0\0<"sv);
    const bool little = bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("<\0\0\0"sv);
    if (!big && !little) return std::nullopt;
    text::Decoded decoded{
        .text = {}, .charset = big ? "utf-32be" : "utf-32le", .source = text::CharsetSource::bom};
    for (; bytes.size() >= 4; bytes.remove_prefix(4)) {
        char32_t c = 0;
        for (std::size_t i = 0; i < 4; ++i) c = c << 8U | static_cast<unsigned char>(bytes[big ? i : 3 - i]);
        const bool is_character = c != 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
        if (!is_character) ++decoded.replaced;
        if (c != 0xFEFF) text::append_utf8(decoded.text, is_character ? c : 0xFFFD);
    }
    return decoded;
}

text::Decoded decode(std::string_view bytes, const FeedContext& context) {
    if (auto decoded = decode_utf32(bytes)) return *std::move(decoded);
    return text::decode(bytes,
                        {.kind = text::MarkupKind::xml, .label = {}, .content_type = context.content_type});
}

}  // namespace

Expected<ParsedFeed, FeedError> parse(std::string_view bytes, const FeedContext& context,
                                      const ParseLimits& limits) {
    const text::Decoded decoded = decode(bytes, context);
    const std::string_view text = trim_ascii(decoded.text);
    if (text.empty()) return failed(FeedFailure::empty, "the answer is empty");
    if (text.size() > largest_text) return failed(FeedFailure::malformed, "the feed is too large");
    if (text.starts_with('{')) return read_json_feed(text, context, limits);

    const Root root = find_root(text);
    if (root.kind == RootKind::html) {
        return Unexpected{FeedError{FeedFailure::html_page, "the answer is a page, not a feed",
                                    find_feed_links(bytes, context)}};
    }
    if (root.kind == RootKind::none)
        return failed(FeedFailure::not_a_feed, "nothing in the answer looks like a feed");
    auto feed = read_xml_feed(text, root, context, limits);
    if (feed && decoded.replaced > 0) {
        feed->warnings.push_back(std::to_string(decoded.replaced) + " sequences are not valid " +
                                 decoded.charset);
    }
    return feed;
}

}  // namespace webclip::feed
