#include "encodings.h"
#include "text/decode.h"
#include "text/utf8.h"

namespace webclip::text {

namespace {

// WHATWG Encoding §14.2, "shared UTF-16 decoder".
void decode_utf_16(Utf8Writer& out, std::string_view bytes, Encoding encoding) {
    const auto unit_at = [&](std::size_t at) -> char32_t {
        const char32_t first = static_cast<unsigned char>(bytes[at]);
        const char32_t second = static_cast<unsigned char>(bytes[at + 1]);
        return encoding == Encoding::utf_16be ? (first << 8U) | second : (second << 8U) | first;
    };
    std::size_t at = 0;
    while (at + 2 <= bytes.size()) {
        const char32_t unit = unit_at(at);
        at += 2;
        if (unit < 0xD800 || unit > 0xDFFF) {
            out.put(unit);
            continue;
        }
        const bool leads = unit <= 0xDBFF;
        if (leads && at + 2 > bytes.size()) {
            out.put_error();  // the end: one error, whatever is left of the pair
            return;
        }
        const char32_t next = leads ? unit_at(at) : 0;
        if (next >= 0xDC00 && next <= 0xDFFF) {
            out.put(0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00));
            at += 2;
        } else {
            out.put_error();
        }
    }
    if (at < bytes.size()) out.put_error();
}

void decode_user_defined(Utf8Writer& out, std::string_view bytes) {
    for (std::size_t at = 0; (at = put_ascii(out, bytes, at)) < bytes.size(); ++at) {
        out.put(0xF780U + static_cast<unsigned char>(bytes[at]) - 0x80U);
    }
}

void decode_utf_8(Utf8Writer& out, std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t valid = valid_utf8_prefix(bytes.substr(at));
        out.put_run(bytes.substr(at, valid));
        at += valid;
        if (at == bytes.size()) return;
        out.put_error();
        at += ill_formed_length(bytes, at);
    }
}

}  // namespace

void decode_into(Utf8Writer& out, std::string_view bytes, Encoding encoding) {
    switch (encoding) {
        case Encoding::utf_8: return decode_utf_8(out, bytes);
        case Encoding::gbk:
        case Encoding::gb18030: return decode_gb18030(out, bytes);
        case Encoding::big5: return decode_big5(out, bytes);
        case Encoding::euc_kr: return decode_euc_kr(out, bytes);
        case Encoding::euc_jp: return decode_euc_jp(out, bytes);
        case Encoding::shift_jis: return decode_shift_jis(out, bytes);
        case Encoding::iso_2022_jp: return decode_iso_2022_jp(out, bytes);
        case Encoding::utf_16be:
        case Encoding::utf_16le: return decode_utf_16(out, bytes, encoding);
        case Encoding::x_user_defined: return decode_user_defined(out, bytes);
        case Encoding::replacement:
            if (!bytes.empty()) out.put_error();
            return;
        default: return decode_single_byte(out, bytes, encoding);
    }
}

Decoded decode_as(std::string_view bytes, std::string_view encoding) {
    const std::optional<Encoding> known = find_encoding(encoding);
    const Encoding chosen = known.value_or(Encoding::utf_8);
    Decoded decoded;
    decoded.charset = std::string(name_of(chosen));
    decoded.source = known ? CharsetSource::given : CharsetSource::fallback;
    if (chosen == Encoding::utf_8 && is_valid_utf8(bytes)) {
        decoded.text = std::string(bytes);
        return decoded;
    }
    Utf8Writer out(bytes.size() + bytes.size() / 2);
    decode_into(out, bytes, chosen);
    decoded.replaced = out.errors();
    decoded.text = out.take();
    return decoded;
}

}  // namespace webclip::text
