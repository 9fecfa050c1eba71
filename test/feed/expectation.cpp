#include "expectation.h"

#include "base/ascii.h"
#include "text/utf8.h"

namespace webclip::feed {
namespace {

// The pieces of `text` between `separator`, which counts only outside quotes, brackets and parentheses.
std::vector<std::string_view> split_outside(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> pieces;
    std::size_t start = 0;
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            if (c == '\\') ++i;
            if (c == quote) quote = 0;
            continue;
        }
        if (c == '\'' || c == '"') quote = c;
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' || c == ']' || c == '}') --depth;
        if (depth == 0 && quote == 0 && text.substr(i).starts_with(separator)) {
            pieces.push_back(trim_ascii(text.substr(start, i - start)));
            i += separator.size() - 1;
            start = i + 1;
        }
    }
    pieces.push_back(trim_ascii(text.substr(start)));
    return pieces;
}

std::optional<char32_t> take_hexadecimal(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    char32_t value = 0;
    for (const char c : text.substr(0, digits)) {
        if (!is_ascii_hex_digit(c)) return std::nullopt;
        value = value * 16 + static_cast<char32_t>(hex_digit_value(c));
    }
    text.remove_prefix(digits);
    return value;
}

std::string unescape(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c != '\\' || text.empty()) {
            out += c;
            continue;
        }
        const char kind = text.front();
        text.remove_prefix(1);
        const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        const auto code_point = digits > 0 ? take_hexadecimal(text, digits) : std::nullopt;
        if (code_point) {
            text::append_utf8(out, *code_point);
        } else {
            out += kind == 'n' ? '\n' : kind == 't' ? '\t' : kind;
        }
    }
    return out;
}

// 'a', u"b", 'c' + 'd'
std::optional<std::string> string_literal(std::string_view text) {
    std::string all;
    for (std::string_view piece : split_outside(text, "+")) {
        if (piece.starts_with('u') || piece.starts_with('b')) piece.remove_prefix(1);
        const bool quoted = piece.size() >= 2 && (piece.front() == '\'' || piece.front() == '"') &&
                            piece.back() == piece.front();
        if (!quoted) return std::nullopt;
        all += unescape(piece.substr(1, piece.size() - 2));
    }
    return all;
}

std::vector<int> number_tuple(std::string_view text) {
    if (!text.starts_with('(') || !text.ends_with(')')) return {};
    std::vector<int> numbers;
    for (const std::string_view piece : split_ascii(text.substr(1, text.size() - 2), ',')) {
        numbers.push_back(std::atoi(std::string{trim_ascii(piece)}.c_str()));
    }
    return numbers;
}

// entries[0]['title_detail']['value'], entries[0].title; "" for what is no such path
std::string path_of(std::string_view text) {
    std::string path;
    for (const char c : text) {
        if (is_ascii_alnum(c) || c == '_' || c == '-') {
            path += c;
        } else if (c == '[' || c == '.') {
            path += '/';
        } else if (c != ']' && c != '\'' && c != '"') {
            return {};
        }
    }
    return path.starts_with("entries/") || path.starts_with("feed/") || path == "version" ? path
                                                                                          : std::string{};
}

void read_expression(std::string_view expression, CaseHeader& header) {
    for (std::string_view term : split_outside(expression, " and ")) {
        while (term.starts_with('(') && term.ends_with(')'))
            term = trim_ascii(term.substr(1, term.size() - 2));
        if (term == "not bozo" || term == "bozo" || term == "1" || term.empty()) continue;
        ++header.terms;
        std::vector<std::string_view> sides = split_outside(term, "==");
        Expectation expectation;
        expectation.text = string_literal(sides.back());
        expectation.numbers = number_tuple(sides.back());
        if (!expectation.text && expectation.numbers.empty()) continue;
        sides.pop_back();
        for (const std::string_view side : sides) {
            expectation.path = path_of(side);
            if (!expectation.path.empty()) header.expectations.push_back(expectation);
        }
    }
}

}  // namespace

CaseHeader read_case_header(std::string_view file) {
    CaseHeader header;
    const std::size_t open = file.find("<!--");
    if (open == std::string_view::npos) return header;
    const std::string_view comment = file.substr(open + 4, file.find("-->", open) - open - 4);
    for (std::string_view line : split_ascii(comment, '\n')) {
        line = trim_ascii(line);
        if (line.starts_with("Expect:")) read_expression(trim_ascii(line.substr(7)), header);
        if (!line.starts_with("Header:")) continue;
        line = trim_ascii(line.substr(7));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        header.headers.emplace_back(to_ascii_lower(line.substr(0, colon)),
                                    trim_ascii(line.substr(colon + 1)));
    }
    return header;
}

}  // namespace webclip::feed
