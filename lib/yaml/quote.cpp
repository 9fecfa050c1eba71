#include "yaml/yaml.h"

namespace webclip::yaml {
namespace {

void append_hex(std::string& out, unsigned value, int digits) {
    constexpr std::string_view alphabet = "0123456789ABCDEF";
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        out += alphabet[(value >> static_cast<unsigned>(shift)) & 0xFU];
    }
}

// Bytes of the non-ASCII character at the front of `rest` that must not stand raw, and their escape: C1
// controls (NEL, U+0085, is a line break to YAML 1.1), U+2028 and U+2029 (likewise), U+FEFF, U+FFFE and
// U+FFFF. Hexadecimal escapes only: yaml-cpp decodes \N and \_ to single bytes.
std::size_t append_escaped_unicode(std::string& out, std::string_view rest) {
    if (rest.size() >= 2 && rest[0] == '\xC2' && static_cast<unsigned char>(rest[1]) < 0xA0) {
        out += "\\x";
        append_hex(out, static_cast<unsigned char>(rest[1]), 2);
        return 2;
    }
    struct Escape {
        std::string_view bytes;
        std::string_view escape;
    };
    for (const auto& [bytes, escape] : {Escape{"\xE2\x80\xA8", "\\u2028"}, Escape{"\xE2\x80\xA9", "\\u2029"},
                                        Escape{"\xEF\xBB\xBF", "\\uFEFF"}, Escape{"\xEF\xBF\xBE", "\\uFFFE"},
                                        Escape{"\xEF\xBF\xBF", "\\uFFFF"}}) {
        if (rest.starts_with(bytes)) {
            out += escape;
            return bytes.size();
        }
    }
    return 0;
}

void append_escaped_ascii(std::string& out, char c) {
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
        out += c;
    } else {
        out += "\\x";
        append_hex(out, byte, 2);
    }
}

}  // namespace

std::string quote(std::string_view text) {
    std::string out = "\"";
    out.reserve(text.size() + 2);
    for (std::size_t at = 0; at < text.size();) {
        if ((text[at] & '\x80') == 0) {
            append_escaped_ascii(out, text[at++]);
            continue;
        }
        const std::size_t escaped = append_escaped_unicode(out, text.substr(at));
        if (escaped == 0) out += text[at];
        at += escaped == 0 ? 1 : escaped;
    }
    return out + '"';
}

}  // namespace webclip::yaml
