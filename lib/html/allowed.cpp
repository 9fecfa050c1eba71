#include "allowed.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"

namespace webclip::html {

namespace {

// A data: image of 2 MiB in base64, and its prefix.
constexpr std::size_t longest_data_image = (std::size_t{2} << 20U) / 3 * 4 + 64;

// "strip leading and trailing C0 control or space" and "remove all ASCII tab or newline" (URL Standard §4.4).
std::string without_hidden_characters(std::string_view address) {
    const auto is_outer = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!address.empty() && is_outer(address.front())) address.remove_prefix(1);
    while (!address.empty() && is_outer(address.back())) address.remove_suffix(1);
    std::string out{address};
    std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
    return out;
}

std::string data_image(std::string_view address) {
    if (address.size() > longest_data_image) return {};
    static constexpr std::array<std::string_view, 6> types = {"jpeg", "png", "gif", "webp", "avif", "jpg"};
    constexpr std::string_view prefix = "data:image/";
    const std::string clean = without_hidden_characters(address);
    if (!starts_with_ignoring_ascii_case(clean, prefix)) return {};
    const std::string_view rest = std::string_view{clean}.substr(prefix.size());
    const std::string type = to_ascii_lower(rest.substr(0, rest.find_first_of(";,")));
    if (type.size() == rest.size()) return {};
    if (std::find(types.begin(), types.end(), type) == types.end()) return {};
    return std::string{prefix} + (type == "jpg" ? "jpeg" : type) + std::string{rest.substr(type.size())};
}

std::string image_source(std::string_view address, const url::Url& base) {
    std::string image = data_image(address);
    return image.empty() ? web_address(address, base) : image;
}

// U+2028, U+2029, U+FFFE and U+FFFF.
bool is_unwanted(std::string_view character) {
    return character == "\xE2\x80\xA8" || character == "\xE2\x80\xA9" || character == "\xEF\xBF\xBE" ||
           character == "\xEF\xBF\xBF";
}

// Without what would end a line or a string in some reader of the markup.
std::string plain_value(std::string_view value) {
    std::string out;
    for (std::size_t at = 0; at < value.size(); ++at) {
        const std::string_view rest = value.substr(at);
        if (is_unwanted(rest.substr(0, 3))) {
            at += 2;
        } else if (rest[0] == '\r' || rest[0] == '\f') {
            out += ' ';
        } else if (static_cast<unsigned char>(rest[0]) >= 0x20 || rest[0] == '\t' || rest[0] == '\n') {
            out += rest[0];
        }
    }
    return out;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_ascii_digit);
}

std::string digits(std::string_view value, std::size_t most) {
    const std::string_view text = trim_ascii(value);
    return !text.empty() && text.size() <= most && all_digits(text) ? std::string{text} : std::string{};
}

std::string cell_span(std::string_view value) {
    const std::string text = digits(value, 4);
    if (text.empty()) return {};
    const int count = std::stoi(text);
    return count >= 1 && count <= 1000 ? std::to_string(count) : std::string{};
}

std::string list_start(std::string_view value) {
    std::string_view text = trim_ascii(value);
    const bool is_negative = text.starts_with('-');
    if (is_negative) text.remove_prefix(1);
    const std::string number = digits(text, 9);
    if (number.empty() || text != number) return {};
    return is_negative ? "-" + number : number;
}

std::string language(std::string_view value) {
    const std::string_view text = trim_ascii(value);
    constexpr std::size_t longest = 35;  // RFC 5646 §4.4.1
    const bool is_good =
        !text.empty() && text.size() <= longest &&
        std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_alnum(c) || c == '-'; });
    return is_good ? std::string{text} : std::string{};
}

std::string direction(std::string_view value) {
    const std::string text = to_ascii_lower(trim_ascii(value));
    return text == "ltr" || text == "rtl" || text == "auto" ? text : std::string{};
}

std::optional<std::string> if_any(std::string value) {
    if (value.empty()) return std::nullopt;
    return value;
}

std::optional<std::string> global_attribute(std::string_view name, std::string_view value) {
    if (name == "title") return if_any(plain_value(value));
    if (name == "lang") return if_any(language(value));
    if (name == "dir") return if_any(direction(value));
    return std::nullopt;
}

std::optional<std::string> image_attribute(std::string_view name, std::string_view value,
                                           const url::Url& base) {
    if (name == "src") return if_any(image_source(value, base));
    if (name == "alt") return plain_value(value);  // an empty one means decoration
    if (name == "width" || name == "height") return if_any(digits(value, 5));
    return std::nullopt;
}

std::optional<std::string> kept_value(Tag tag, const Attribute& attribute, const url::Url& base) {
    const std::string_view name = attribute.name;
    const std::string_view value = attribute.value;
    std::optional<std::string> kept;
    switch (tag) {
        case Tag::a:
            if (name == "href") kept = if_any(link_target(value, base));
            break;
        case Tag::img: kept = image_attribute(name, value, base); break;
        case Tag::blockquote:
        case Tag::q:
            if (name == "cite") kept = if_any(web_address(value, base));
            break;
        case Tag::del:
        case Tag::ins:
            if (name == "cite") kept = if_any(web_address(value, base));
            if (name == "datetime") kept = if_any(plain_value(value));
            break;
        case Tag::time:
            if (name == "datetime") kept = if_any(plain_value(value));
            break;
        case Tag::td:
        case Tag::th:
            if (name == "colspan" || name == "rowspan") kept = if_any(cell_span(value));
            break;
        case Tag::ol:
            if (name == "start") kept = if_any(list_start(value));
            break;
        default: break;
    }
    return kept ? kept : global_attribute(name, value);
}

}  // namespace

Treatment treatment(Tag tag) {  // NOLINT(readability-function-size): one flat table
    switch (tag) {
        case Tag::p:
        case Tag::div:
        case Tag::span:
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
        case Tag::ul:
        case Tag::ol:
        case Tag::li:
        case Tag::dl:
        case Tag::dt:
        case Tag::dd:
        case Tag::blockquote:
        case Tag::pre:
        case Tag::code:
        case Tag::kbd:
        case Tag::samp:
        case Tag::var:
        case Tag::em:
        case Tag::strong:
        case Tag::b:
        case Tag::i:
        case Tag::u:
        case Tag::s:
        case Tag::small:
        case Tag::sub:
        case Tag::sup:
        case Tag::mark:
        case Tag::del:
        case Tag::ins:
        case Tag::q:
        case Tag::cite:
        case Tag::abbr:
        case Tag::time:
        case Tag::a:
        case Tag::img:
        case Tag::figure:
        case Tag::figcaption:
        case Tag::table:
        case Tag::thead:
        case Tag::tbody:
        case Tag::tfoot:
        case Tag::tr:
        case Tag::th:
        case Tag::td:
        case Tag::caption:
        case Tag::colgroup:
        case Tag::col:
        case Tag::br:
        case Tag::hr:
        case Tag::ruby:
        case Tag::rt:
        case Tag::rp:
        case Tag::details:
        case Tag::summary: return Treatment::keep;
        case Tag::acronym:
        case Tag::address:
        case Tag::article:
        case Tag::aside:
        case Tag::center:
        case Tag::dialog:
        case Tag::dir:
        case Tag::fieldset:
        case Tag::footer:
        case Tag::header:
        case Tag::hgroup:
        case Tag::legend:
        case Tag::listing:
        case Tag::main:
        case Tag::menu:
        case Tag::multicol:
        case Tag::nav:
        case Tag::search:
        case Tag::section:
        case Tag::strike:
        case Tag::tt: return Treatment::rename;
        case Tag::audio:
        case Tag::frame:
        case Tag::iframe:
        case Tag::video: return Treatment::frame;
        case Tag::applet:
        case Tag::area:
        case Tag::base:
        case Tag::basefont:
        case Tag::bgsound:
        case Tag::button:
        case Tag::datalist:
        case Tag::embed:
        case Tag::form:
        case Tag::frameset:
        case Tag::head:
        case Tag::input:
        case Tag::isindex:
        case Tag::keygen:
        case Tag::link:
        case Tag::math:
        case Tag::meta:
        case Tag::meter:
        case Tag::noembed:
        case Tag::noframes:
        case Tag::noscript:
        case Tag::object:
        case Tag::optgroup:
        case Tag::option:
        case Tag::param:
        case Tag::plaintext:
        case Tag::progress:
        case Tag::script:
        case Tag::select:
        case Tag::source:
        case Tag::style:
        case Tag::svg:
        case Tag::template_:
        case Tag::textarea:
        case Tag::title:
        case Tag::track:
        case Tag::xmp: return Treatment::remove;
        default: return Treatment::unwrap;
    }
}

Tag replacement(Tag tag) {
    switch (tag) {
        case Tag::acronym: return Tag::abbr;
        case Tag::dir:
        case Tag::menu: return Tag::ul;
        case Tag::listing: return Tag::pre;
        case Tag::strike: return Tag::s;
        case Tag::tt: return Tag::code;
        default: return Tag::div;
    }
}

std::vector<KeptAttribute> kept_attributes(const Document& document, NodeId element, const url::Url& base) {
    std::vector<KeptAttribute> kept;
    const Tag tag = document.tag(element);
    if (treatment(tag) != Treatment::keep) return kept;
    for (const Attribute& attribute : document.attributes(element)) {
        if (auto value = kept_value(tag, attribute, base))
            kept.push_back({attribute.name, std::move(*value)});
    }
    return kept;
}

std::string link_target(std::string_view address, const url::Url& base) {
    auto url = url::resolve(address, base);
    if (!url || !(url->is_http() || url->scheme() == "mailto")) return {};
    return url->href();
}

std::string web_address(std::string_view address, const url::Url& base) {
    auto url = url::resolve(address, base);
    return url && url->is_http() ? url->href() : std::string{};
}

}  // namespace webclip::html
