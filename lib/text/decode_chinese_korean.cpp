// gb18030 (and gbk, which is decoded by it), big5 and euc-kr: WHATWG Encoding §10.2, §11.1 and §13.1.
#include "encodings.h"
#include "mapping.h"

namespace webclip::text {

namespace {

constexpr bool is_ascii(unsigned byte) {
    return byte < 0x80;
}
constexpr bool is_between(unsigned byte, unsigned first, unsigned last) {
    return byte >= first && byte <= last;
}

// gb18030's four-byte sequence that starts at `at` with a lead byte and a digit; answers where decoding goes
// on.
std::size_t put_four_bytes(Utf8Writer& out, std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
    const std::size_t left = bytes.size() - at;
    const bool third_fits = left < 3 || is_between(byte(2), 0x81, 0xFE);
    const bool fourth_fits = left < 4 || is_between(byte(3), '0', '9');
    if (!third_fits || !fourth_fits) {
        out.put_error();
        return at + 1;  // the second byte and what follows are read anew
    }
    if (left < 4) {
        out.put_error();
        return bytes.size();
    }
    const unsigned pointer =
        (((byte(0) - 0x81U) * 10 + byte(1) - '0') * 126 + byte(2) - 0x81U) * 10 + byte(3) - '0';
    const Index& index = gb18030_four_byte_index();
    if (pointer < index.size()) {
        out.put(index[pointer]);
    } else if (pointer >= 189000 && pointer <= 1237575) {
        out.put(pointer - 189000 + 0x10000);
    } else {
        out.put_error();
    }
    return at + 4;
}

// What both ends of a failed pair do: an ASCII trail byte is read anew, any other is used up (§10.2.1, step
// 7).
std::size_t put_bad_pair(Utf8Writer& out, std::string_view bytes, std::size_t at) {
    out.put_error();
    const bool keeps_trail = at + 1 < bytes.size() && !is_ascii(static_cast<unsigned char>(bytes[at + 1]));
    return at + (keeps_trail ? 2 : 1);
}

// The loop shared by the encodings of pairs: ASCII, or a lead byte 81…FE and its trail byte. `put_pair`
// writes the character of a pair, or answers false.
template <typename PutPair>
void decode_pairs(Utf8Writer& out, std::string_view bytes, PutPair put_pair) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        if (is_ascii(lead)) {
            at = put_ascii(out, bytes, at);
        } else if (!is_between(lead, 0x81, 0xFE)) {
            out.put_error();
            ++at;
        } else if (at + 1 < bytes.size() && put_pair(lead, static_cast<unsigned char>(bytes[at + 1]))) {
            at += 2;
        } else {
            at = put_bad_pair(out, bytes, at);
        }
    }
}

bool put_indexed(Utf8Writer& out, const Index& index, std::size_t pointer) {
    const char32_t c = index[pointer];
    if (c != 0) out.put(c);
    return c != 0;
}

}  // namespace

void decode_gb18030(Utf8Writer& out, std::string_view bytes) {
    const Index& index = gb18030_index();
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        if (is_ascii(lead)) {
            at = put_ascii(out, bytes, at);
            continue;
        }
        if (lead == 0x80 || lead == 0xFF) {
            lead == 0x80 ? out.put(0x20AC) : out.put_error();
            ++at;
            continue;
        }
        const unsigned trail = at + 1 < bytes.size() ? static_cast<unsigned char>(bytes[at + 1]) : 0;
        if (is_between(trail, 0x40, 0x7E) || is_between(trail, 0x80, 0xFE)) {
            out.put(index[(lead - 0x81U) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)]);  // the index is full
            at += 2;
        } else if (is_between(trail, '0', '9')) {
            at = put_four_bytes(out, bytes, at);
        } else {
            at = put_bad_pair(out, bytes, at);
        }
    }
}

void decode_big5(Utf8Writer& out, std::string_view bytes) {
    const Index& index = big5_index();
    decode_pairs(out, bytes, [&](unsigned lead, unsigned trail) {
        if (!is_between(trail, 0x40, 0x7E) && !is_between(trail, 0xA1, 0xFE)) return false;
        const unsigned pointer = (lead - 0x81U) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62);
        switch (pointer) {
            case 1133: return out.put(0xCA), out.put(0x304), true;
            case 1135: return out.put(0xCA), out.put(0x30C), true;
            case 1164: return out.put(0xEA), out.put(0x304), true;
            case 1166: return out.put(0xEA), out.put(0x30C), true;
            default: return put_indexed(out, index, pointer);
        }
    });
}

void decode_euc_kr(Utf8Writer& out, std::string_view bytes) {
    const Index& index = euc_kr_index();
    decode_pairs(out, bytes, [&](unsigned lead, unsigned trail) {
        return is_between(trail, 0x41, 0xFE) && put_indexed(out, index, (lead - 0x81U) * 190 + trail - 0x41);
    });
}

}  // namespace webclip::text
