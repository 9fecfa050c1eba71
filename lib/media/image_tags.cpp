#include "image_tags.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "base/ascii.h"
#include "html/serialize.h"

namespace webclip::media {
namespace {

void append_code_point(std::string& out, std::uint32_t value) {
    const auto append = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (value < 0x80) {
        append(value);
    } else if (value < 0x800) {
        append(0xC0U | value >> 6U);
        append(0x80U | (value & 0x3FU));
    } else if (value < 0x10000) {
        append(0xE0U | value >> 12U);
        append(0x80U | (value >> 6U & 0x3FU));
        append(0x80U | (value & 0x3FU));
    } else {
        append(0xF0U | value >> 18U);
        append(0x80U | (value >> 12U & 0x3FU));
        append(0x80U | (value >> 6U & 0x3FU));
        append(0x80U | (value & 0x3FU));
    }
}

// `name` is what stands between & and ;. False when it is no reference that a serialiser writes.
bool append_reference(std::string& out, std::string_view name) {
    struct Named {
        std::string_view name;
        std::string_view text;
    };
    constexpr std::array<Named, 6> named{
        {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", "\xC2\xA0"}}};
    for (const Named& entry : named) {
        if (entry.name != name) continue;
        out += entry.text;
        return true;
    }
    if (!name.starts_with('#')) return false;
    name.remove_prefix(1);
    const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
    if (hexadecimal) name.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), value, hexadecimal ? 16 : 10);
    const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (error != std::errc{} || end != name.data() + name.size() || value > 0x10FFFF || is_surrogate)
        return false;
    append_code_point(out, value);
    return true;
}

std::string without_references(std::string_view value) {
    constexpr std::size_t longest_reference = 10;  // "&#x10FFFF;"
    std::string out;
    out.reserve(value.size());
    while (!value.empty()) {
        const std::size_t plain = std::min(value.find('&'), value.size());
        out += value.substr(0, plain);
        value.remove_prefix(plain);
        if (value.empty()) break;
        const std::size_t end = value.substr(0, longest_reference).find(';');
        if (end != std::string_view::npos && append_reference(out, value.substr(1, end - 1))) {
            value.remove_prefix(end + 1);
        } else {
            out.push_back('&');
            value.remove_prefix(1);
        }
    }
    return out;
}

using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

// `inside`: what stands between the tag's name and its `>`.
Attributes read_attributes(std::string_view inside) {
    Attributes attributes;
    for (;;) {
        while (!inside.empty() && (is_ascii_space(inside.front()) || inside.front() == '/'))
            inside.remove_prefix(1);
        if (inside.empty()) return attributes;
        std::size_t end = 0;
        while (end < inside.size() && inside[end] != '=' && !is_ascii_space(inside[end])) ++end;
        const std::string_view name = inside.substr(0, end);
        inside.remove_prefix(end);
        if (!inside.starts_with("=\"")) {
            attributes.emplace_back(name, std::string_view{});
            if (inside.starts_with('=')) inside.remove_prefix(1);
            continue;
        }
        inside.remove_prefix(2);
        const std::size_t close = std::min(inside.find('"'), inside.size());
        attributes.emplace_back(name, inside.substr(0, close));
        inside.remove_prefix(std::min(close + 1, inside.size()));
    }
}

std::string value_of(const Attributes& attributes, std::string_view name) {
    for (const auto& [key, value] : attributes) {
        if (key == name) return without_references(value);
    }
    return {};
}

}  // namespace

std::string ImageTag::attribute(std::string_view name) const {
    return value_of(attributes, name);
}

std::string safe_value(std::string_view as_written) {
    std::string out;
    out.reserve(as_written.size());
    for (const char c : as_written) {
        // Canonical markup has none of these in a value; & is left alone, for it begins a reference.
        const bool is_open = c == '<' || c == '>' || c == '"' || c == '\'' || c == '`';
        if (is_open) {
            out += html::escape_attribute({&c, 1});
        } else {
            out.push_back(c);
        }
    }
    return out;
}

std::optional<ImageTag> ImageTags::next() {
    for (;;) {
        const std::size_t begin = html_.find('<', at_);
        if (begin == std::string_view::npos) return std::nullopt;
        const std::size_t close = html_.find('>', begin);
        if (close == std::string_view::npos) return std::nullopt;
        at_ = close + 1;
        const std::string_view tag = html_.substr(begin + 1, close - begin - 1);
        std::size_t name_end = 0;
        while (name_end < tag.size() && !is_ascii_space(tag[name_end])) ++name_end;
        const std::string_view name = tag.substr(0, name_end);
        if (name == "/a") {
            link_.reset();
        } else if (name == "a") {
            link_ = value_of(read_attributes(tag.substr(name_end)), "href");
        } else if (name == "img") {
            return ImageTag{begin, close + 1, read_attributes(tag.substr(name_end)), link_};
        }
    }
}

std::string link_instead_of(const ImageTag& tag, std::string_view original) {
    std::string words{trim_ascii(tag.attribute("alt"))};
    if (words.empty()) words = trim_ascii(tag.attribute("title"));
    // Markup of one line stays so.
    std::replace_if(words.begin(), words.end(), is_ascii_space, ' ');
    const bool has_address = original.starts_with("http://") || original.starts_with("https://");
    if (!has_address) return html::escape_text(words);
    if (words.empty()) words = "image";
    if (!tag.link) {
        return "<a href=\"" + html::escape_attribute(original) +
               "\" rel=\"noopener noreferrer nofollow ugc\">" + html::escape_text(words) + "</a>";
    }
    if (*tag.link == original) return html::escape_text(words);
    return html::escape_text(words) + " (" + html::escape_text(original) + ")";
}

std::optional<std::size_t> slot_of(std::string_view address) {
    constexpr std::string_view scheme = "asset:";
    constexpr std::size_t most_digits = 9;
    if (!address.starts_with(scheme)) return std::nullopt;
    address.remove_prefix(scheme.size());
    if (address.empty() || address.size() > most_digits) return std::nullopt;
    std::size_t slot = 0;
    for (const char c : address) {
        if (!is_ascii_digit(c)) return std::nullopt;
        slot = slot * 10 + static_cast<std::size_t>(c - '0');
    }
    return slot;
}

}  // namespace webclip::media
