// euc-jp, iso-2022-jp and shift_jis: WHATWG Encoding §12.
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

char32_t euc_character(const Index& index, unsigned lead, unsigned trail) {
    if (!is_between(lead, 0xA1, 0xFE) || !is_between(trail, 0xA1, 0xFE)) return 0;
    return index[(lead - 0xA1U) * 94 + trail - 0xA1U];
}

// euc-jp's sequence of two or three bytes that starts at `at`; answers where decoding goes on.
std::size_t put_euc_sequence(Utf8Writer& out, std::string_view bytes, std::size_t at) {
    const auto byte = [bytes](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const unsigned lead = byte(at);
    std::size_t last = at + 1;  // the byte that ends the sequence
    char32_t c = 0;
    if (lead == 0x8E) {
        c = is_between(byte(last), 0xA1, 0xDF) ? 0xFF61 - 0xA1 + byte(last) : 0;
    } else if (lead == 0x8F && is_between(byte(last), 0xA1, 0xFE)) {
        ++last;
        c = euc_character(jis0212_index(), byte(last - 1), byte(last));
    } else {
        c = euc_character(jis0208_index(), lead, byte(last));
    }
    c == 0 ? out.put_error() : out.put(c);
    return last + (is_ascii(byte(last)) ? 0 : 1);  // an ASCII trail byte is read anew
}

char32_t shift_jis_character(const Index& index, unsigned lead, unsigned trail) {
    if (!is_between(trail, 0x40, 0x7E) && !is_between(trail, 0x80, 0xFC)) return 0;
    const unsigned pointer =
        (lead - (lead < 0xA0 ? 0x81U : 0xC1U)) * 188 + trail - (trail < 0x7F ? 0x40U : 0x41U);
    if (pointer >= 8836 && pointer <= 10715) return 0xE000 - 8836 + pointer;
    return index[pointer];
}

// §12.2.1. One byte a call, as the standard tells it, because escapes, errors and read-again bytes interlock.
class Iso2022JpDecoder {
  public:
    Iso2022JpDecoder(Utf8Writer& out, std::string_view bytes)
        : out_(out), bytes_(bytes), index_(jis0208_index()) {}

    void run() {
        while (at_ < bytes_.size()) step(static_cast<unsigned char>(bytes_[at_++]));
        finish();
    }

  private:
    enum class State { ascii, roman, katakana, lead, trail, escape_start, escape };

    void step(unsigned byte) {
        switch (state_) {
            case State::ascii:
            case State::roman:
            case State::katakana: single(byte); break;
            case State::lead: lead(byte); break;
            case State::trail: trail(byte); break;
            case State::escape_start: escape_start(byte); break;
            case State::escape: escape(byte); break;
        }
    }

    void single(unsigned byte) {
        if (byte == 0x1B) {
            state_ = State::escape_start;
            return;
        }
        output_ = false;
        if (state_ == State::katakana) {
            put_or_error(is_between(byte, 0x21, 0x5F) ? 0xFF61 - 0x21 + byte : 0);
        } else if (!is_ascii(byte) || byte == 0x0E || byte == 0x0F) {
            out_.put_error();
        } else if (state_ == State::roman && (byte == 0x5C || byte == 0x7E)) {
            out_.put(byte == 0x5C ? 0xA5 : 0x203E);
        } else {
            out_.put(byte);
        }
    }

    void lead(unsigned byte) {
        if (byte == 0x1B) {
            state_ = State::escape_start;
            return;
        }
        output_ = false;
        if (is_between(byte, 0x21, 0x7E)) {
            lead_ = byte;
            state_ = State::trail;
        } else {
            out_.put_error();
        }
    }

    void trail(unsigned byte) {
        state_ = byte == 0x1B ? State::escape_start : State::lead;
        put_or_error(is_between(byte, 0x21, 0x7E) ? index_[(lead_ - 0x21) * 94 + byte - 0x21] : 0);
    }

    void escape_start(unsigned byte) {
        if (byte == 0x24 || byte == 0x28) {
            lead_ = byte;
            state_ = State::escape;
        } else {
            refuse_escape(1);
        }
    }

    void escape(unsigned byte) {
        State next = State::escape;
        if (lead_ == 0x28 && byte == 0x42) next = State::ascii;
        if (lead_ == 0x28 && byte == 0x4A) next = State::roman;
        if (lead_ == 0x28 && byte == 0x49) next = State::katakana;
        if (lead_ == 0x24 && (byte == 0x40 || byte == 0x42)) next = State::lead;
        if (next == State::escape) {
            refuse_escape(2);
            return;
        }
        state_ = output_state_ = next;
        // Two escapes with nothing between them are an error: they have been used to hide markup.
        if (output_) out_.put_error();
        output_ = true;
    }

    // The bytes after the escape character are read anew in the state before it.
    void refuse_escape(std::size_t bytes_read) {
        at_ -= bytes_read;
        output_ = false;
        state_ = output_state_;
        out_.put_error();
    }

    void finish() {
        if (state_ == State::trail || state_ == State::escape_start) out_.put_error();
        if (state_ == State::escape) {
            // Only the byte after the escape character is left to be read anew.
            refuse_escape(1);
            run();
        }
    }

    void put_or_error(char32_t c) { c == 0 ? out_.put_error() : out_.put(c); }

    Utf8Writer& out_;
    std::string_view bytes_;
    const Index& index_;
    std::size_t at_ = 0;
    State state_ = State::ascii;
    State output_state_ = State::ascii;
    unsigned lead_ = 0;
    bool output_ = false;
};

}  // namespace

void decode_euc_jp(Utf8Writer& out, std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        if (is_ascii(lead)) {
            at = put_ascii(out, bytes, at);
        } else if (lead != 0x8E && lead != 0x8F && !is_between(lead, 0xA1, 0xFE)) {
            out.put_error();
            ++at;
        } else {
            at = put_euc_sequence(out, bytes, at);
        }
    }
}

void decode_shift_jis(Utf8Writer& out, std::string_view bytes) {
    const Index& index = jis0208_index();
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        if (is_ascii(lead)) {
            at = put_ascii(out, bytes, at);
            continue;
        }
        if (lead == 0x80 || is_between(lead, 0xA1, 0xDF)) {
            out.put(lead == 0x80 ? 0x80U : 0xFF61U - 0xA1U + lead);
            ++at;
            continue;
        }
        if (!is_between(lead, 0x81, 0x9F) && !is_between(lead, 0xE0, 0xFC)) {
            out.put_error();
            ++at;
            continue;
        }
        const unsigned trail = at + 1 < bytes.size() ? static_cast<unsigned char>(bytes[at + 1]) : 0;
        const char32_t c = shift_jis_character(index, lead, trail);
        c == 0 ? out.put_error() : out.put(c);
        // A trail byte in the ASCII range is read anew after an error.
        at += c == 0 && is_ascii(trail) ? 1 : 2;
    }
}

void decode_iso_2022_jp(Utf8Writer& out, std::string_view bytes) {
    Iso2022JpDecoder(out, bytes).run();
}

}  // namespace webclip::text
