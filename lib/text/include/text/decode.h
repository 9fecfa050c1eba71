// From bytes of any encoding to valid UTF-8 without NUL, the way browsers name and decode encodings
// (WHATWG Encoding Standard), with statistics where nothing, or something false, was declared.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace webclip::text {

enum class MarkupKind { html, xml, plain };
enum class CharsetSource { given, bom, valid_utf8, http_header, declaration, statistics, fallback };

struct DecodeHints {
    MarkupKind kind = MarkupKind::html;
    std::string_view label{};         // a charset label that overrides everything but a BOM
    std::string_view content_type{};  // the HTTP Content-Type header
};

struct Decoded {
    std::string text;     // valid UTF-8; the BOM is gone; newlines as they were
    std::string charset;  // WHATWG name, lower case: "gb18030", "shift_jis"
    CharsetSource source = CharsetSource::fallback;
    std::size_t replaced = 0;  // bytes or sequences that became U+FFFD
};

// Order: BOM, given label, UTF-16 by its zeros, valid UTF-8 beyond ASCII, HTTP header, <meta>/<?xml?>
// declaration anywhere in the first 64 KiB, statistics; ASCII takes the name it declares, else "utf-8". A
// declaration under which the bytes do not read like text loses to a statistical answer under which they
// clearly do; UTF-7 and EBCDIC never take effect. NUL becomes U+FFFD. Never fails.
Decoded decode(std::string_view bytes, const DecodeHints& hints);

// The encoding's name for a label ("get an encoding", WHATWG Encoding §4.2), lower case; nothing for unknown
// labels.
std::optional<std::string_view> encoding_for_label(std::string_view label);
// Decodes by one encoding named as encoding_for_label does (utf-8 for an unknown name), exactly as the
// standard's decoder: BOM and NUL are the caller's business.
Decoded decode_as(std::string_view bytes, std::string_view encoding);
// What the bytes declare or look like; the decision behind decode().
struct CharsetGuess {
    std::string charset;
    CharsetSource source = CharsetSource::fallback;
};
CharsetGuess sniff_charset(std::string_view bytes, const DecodeHints& hints);

}  // namespace webclip::text
