#include "script_data.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "html/serialize.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

constexpr std::size_t shortest_paragraph = 40;  // weighted
constexpr std::size_t shortest_article = 300;
constexpr std::size_t most_bytes = 4U << 20U;

// A "key": "value" of a script. Read as a sequence of string literals instead of as JSON: state assignments
// are script, with undefined, comments and more behind the value.
struct Pair {
    std::string key;
    std::string value;
};

class Literals {
  public:
    explicit Literals(std::string_view script) : script_(script) {}

    // The next value with the key before it.
    bool next(Pair& pair) {
        while (skip_to_quote()) {
            std::string literal = read_literal();
            if (is_key()) {
                key_ = std::move(literal);
                continue;
            }
            pair = {key_, std::move(literal)};
            return true;
        }
        return false;
    }

  private:
    bool skip_to_quote() {
        at_ = std::min(script_.find('"', at_), script_.size());
        return at_ < script_.size();
    }

    bool is_key() const {
        const std::size_t next = script_.find_first_not_of(" \t\r\n", at_);
        return next != std::string_view::npos && script_[next] == ':';
    }

    std::uint32_t hex_digits() {
        std::uint32_t value = 0;
        for (int i = 0; i < 4 && at_ < script_.size() && is_ascii_hex_digit(script_[at_]); ++i)
            value = value * 16 + static_cast<std::uint32_t>(hex_digit_value(script_[at_++]));
        return value;
    }

    void read_escape(std::string& out) {
        const char c = script_[at_++];
        if (c == 'n') out += '\n';
        if (c == 't' || c == 'r' || c == 'b' || c == 'f') out += ' ';
        if (c == 'u') {
            std::uint32_t value = hex_digits();
            const bool is_high = value >= 0xD800 && value < 0xDC00;
            if (is_high && script_.substr(at_, 2) == "\\u") {
                at_ += 2;
                value = 0x10000 + ((value - 0xD800) << 10U) + (hex_digits() - 0xDC00);
            }
            const bool is_character = value > 0 && value < 0x110000 && (value < 0xD800 || value >= 0xE000);
            text::append_utf8(out, is_character ? static_cast<char32_t>(value) : U'\uFFFD');
        }
        if (std::string_view{"ntrbfu"}.find(c) == std::string_view::npos) out += c;
    }

    // From the quote at `at_` to behind the one that closes it.
    std::string read_literal() {
        std::string out;
        ++at_;
        while (at_ < script_.size() && script_[at_] != '"') {
            const std::size_t end = std::min(script_.find_first_of("\"\\", at_), script_.size());
            out.append(script_, at_, end - at_);
            at_ = end;
            if (at_ + 1 < script_.size() && script_[at_] == '\\') {
                ++at_;
                read_escape(out);
            } else if (at_ < script_.size() && script_[at_] == '\\') {
                ++at_;
            }
        }
        at_ = std::min(at_ + 1, script_.size());
        return out;
    }

    std::string_view script_;
    std::size_t at_ = 0;
    std::string key_;
};

bool has_markup(std::string_view value) {
    return value.find("<p") != std::string_view::npos || value.find("<div") != std::string_view::npos ||
           value.find("<br") != std::string_view::npos;
}

// Sentences, not identifiers, addresses, styles or code.
bool reads_like_prose(std::string_view value) {
    if (value.size() > most_bytes || text::weighted_length(value) < shortest_paragraph) return false;
    if (value.starts_with("http") || value.starts_with("data:") || value.starts_with("/")) return false;
    std::size_t blanks = 0;
    std::size_t braces = 0;
    std::size_t wide = 0;
    for (const char c : value) {
        blanks += c == ' ' ? 1U : 0U;
        braces += c == '{' || c == '}' || c == ';' ? 1U : 0U;
        wide += static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xEF ? 1U : 0U;
    }
    return (blanks * 14 > value.size() || wide * 6 > value.size()) && braces * 60 < value.size();
}

bool names_a_body(std::string_view key) {
    constexpr std::array<std::string_view, 14> names{
        "articlebody", "body",     "content", "html",           "bodyhtml", "contenthtml", "text",
        "cooked",      "bodytext", "story",   "articlecontent", "rendered", "maincontent", "paragraph"};
    return std::find(names.begin(), names.end(), to_ascii_lower(key)) != names.end();
}

std::string as_markup(std::string_view value) {
    if (has_markup(value)) return std::string{value};
    std::string markup;
    for (const std::string_view line : split_ascii(value, '\n')) {
        // Inline markup stays; a text has none to lose.
        const std::string_view trimmed = trim_ascii(line);
        if (!trimmed.empty())
            markup += "<p>" +
                      (trimmed.find("</") == std::string_view::npos ? html::escape_text(trimmed)
                                                                    : std::string{trimmed}) +
                      "</p>";
    }
    return markup;
}

// What stands under one key in all scripts.
struct Voice {
    std::vector<std::string> values;
    std::size_t weight = 0;
    std::size_t longest = 0;  // index
};

using Voices = std::map<std::string, Voice, std::less<>>;

void listen(const html::DataScript& script, Voices& voices) {
    Literals literals{script.text};
    for (Pair pair; literals.next(pair);) {
        if (!reads_like_prose(pair.value)) continue;
        Voice& voice = voices[pair.key];
        if (std::find(voice.values.begin(), voice.values.end(), pair.value) != voice.values.end() ||
            voice.values.size() >= 500) {
            continue;
        }
        voice.weight += text::weighted_length(pair.value);
        voice.values.push_back(std::move(pair.value));
        if (voice.values.back().size() > voice.values[voice.longest].size())
            voice.longest = voice.values.size() - 1;
    }
}

}  // namespace

std::string article_in_scripts(const std::vector<html::DataScript>& scripts) {
    Voices voices;
    for (const html::DataScript& script : scripts) listen(script, voices);
    const Voice* best = nullptr;
    std::size_t most = 0;
    for (const auto& [key, voice] : voices) {
        const std::size_t weight = voice.weight * (names_a_body(key) ? 3 : 1);
        if (voice.weight < shortest_article || weight <= most) continue;
        best = &voice;
        most = weight;
    }
    if (best == nullptr) return {};
    // A value with markup is a whole article; the others are those of other pages' teasers.
    const std::string& longest = best->values[best->longest];
    if (has_markup(longest) && text::weighted_length(longest) >= shortest_article) return longest;
    std::string markup;
    for (const std::string& value : best->values) markup += as_markup(value);
    return markup;
}

}  // namespace webclip::extract
