#include "markup_scanner.h"

#include <algorithm>

#include "base/ascii.h"

namespace webclip::feed {
namespace {

constexpr std::string_view cdata_open{"<![CDATA["};
constexpr std::string_view doctype_open{"<!DOCTYPE"};

bool is_name_start(char c) {
    return is_ascii_alpha(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name_char(char c) {
    return is_name_start(c) || is_ascii_digit(c) || c == '-' || c == '.';
}

}  // namespace

const MarkupToken* MarkupScanner::next() {
    if (at_end()) return nullptr;
    token_.offset = at_;
    token_.name = {};
    token_.content = {};
    token_.attributes.clear();
    token_.self_closing = false;
    token_.is_cut = false;
    if (text_[at_] != '<' || !read_tag()) read_text();
    return &token_;
}

bool MarkupScanner::starts_markup(std::size_t at) const {
    if (at + 1 >= text_.size()) return false;
    const char c = text_[at + 1];
    if (c == '!' || c == '?') return true;
    if (c == '/') return at + 2 < text_.size() && is_name_start(text_[at + 2]);
    return is_name_start(c);
}

// A "<" that begins no markup is text.
void MarkupScanner::read_text() {
    token_.kind = MarkupKind::text;
    const std::size_t start = at_;
    at_ = std::min(text_.find('<', at_ + 1), text_.size());
    token_.content = text_.substr(start, at_ - start);
}

bool MarkupScanner::read_tag() {
    if (!starts_markup(at_)) return false;
    const char c = text_[at_ + 1];
    if (c == '!') {
        read_declaration();
    } else if (c == '?') {
        read_instruction();
    } else if (c == '/') {
        read_end_tag();
    } else {
        const std::size_t start = at_++;
        token_.name = read_name();
        // "<me@example.org>" and "<3>" are no tags.
        if (!at_end() && !is_ascii_space(text_[at_]) && text_[at_] != '/' && text_[at_] != '>' &&
            text_[at_] != '<') {
            at_ = start;
            return false;
        }
        token_.kind = MarkupKind::start_tag;
        read_attributes();
    }
    return true;
}

std::string_view MarkupScanner::read_name() {
    const std::size_t start = at_;
    while (!at_end() && is_name_char(text_[at_])) ++at_;
    return text_.substr(start, std::min(at_ - start, longest_name));
}

void MarkupScanner::skip_space() {
    while (!at_end() && is_ascii_space(text_[at_])) ++at_;
}

void MarkupScanner::read_end_tag() {
    token_.kind = MarkupKind::end_tag;
    at_ += 2;
    token_.name = read_name();
    while (!at_end() && text_[at_] != '>' && text_[at_] != '<') ++at_;
    token_.is_cut = at_end() || text_[at_] == '<';
    if (!token_.is_cut) ++at_;
}

void MarkupScanner::read_attributes() {
    while (read_attribute()) {
    }
    token_.is_cut = at_end() || text_[at_] == '<';
    if (!token_.is_cut) ++at_;
}

// Stops before ">", at the end of the text, and before a "<" that must belong to the next tag.
bool MarkupScanner::read_attribute() {
    skip_space();
    if (at_end() || text_[at_] == '>' || text_[at_] == '<') return false;
    if (text_[at_] == '/') {
        ++at_;
        token_.self_closing = !at_end() && text_[at_] == '>';
        return true;
    }
    if (!is_name_start(text_[at_])) {
        ++at_;
        return true;
    }
    RawAttribute attribute{read_name(), {}};
    skip_space();
    if (!at_end() && text_[at_] == '=') {
        ++at_;
        skip_space();
        attribute.value = read_value();
    }
    if (token_.attributes.size() < most_attributes) token_.attributes.push_back(attribute);
    return true;
}

std::string_view MarkupScanner::read_value() {
    if (at_end()) return {};
    const char quote = text_[at_];
    if (quote == '"' || quote == '\'') {
        bool& none_left = quote == '"' ? no_double_quote_ : no_single_quote_;
        const std::size_t close = none_left ? std::string_view::npos : text_.find(quote, at_ + 1);
        if (close != std::string_view::npos) {
            const std::string_view value = text_.substr(at_ + 1, close - at_ - 1);
            at_ = close + 1;
            return value;
        }
        none_left = true;
        ++at_;
    }
    const std::size_t start = at_;
    while (!at_end() && !is_ascii_space(text_[at_]) && text_[at_] != '>' && text_[at_] != '<') {
        if (text_[at_] == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '>') break;
        ++at_;
    }
    return text_.substr(start, at_ - start);
}

std::string_view MarkupScanner::take_until(std::string_view mark) {
    const std::size_t start = at_;
    const std::size_t end = text_.find(mark, at_);
    token_.is_cut = end == std::string_view::npos;
    at_ = token_.is_cut ? text_.size() : end + mark.size();
    return text_.substr(start, token_.is_cut ? std::string_view::npos : end - start);
}

void MarkupScanner::read_declaration() {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) {
        token_.kind = MarkupKind::comment;
        at_ += 4;
        take_until("-->");
    } else if (starts_with_ignoring_ascii_case(rest, cdata_open)) {
        read_cdata();
    } else if (starts_with_ignoring_ascii_case(rest, doctype_open) && !seen_doctype_) {
        read_doctype();
    } else {
        token_.kind = MarkupKind::comment;
        take_until(">");
    }
}

void MarkupScanner::read_cdata() {
    token_.kind = MarkupKind::cdata;
    at_ += cdata_open.size();
    token_.content = take_until("]]>");
}

// XML declarations end at the first ">", so that one without "?" costs nothing else.
void MarkupScanner::read_instruction() {
    token_.kind = MarkupKind::instruction;
    const bool is_declaration = starts_with_ignoring_ascii_case(text_.substr(at_), "<?xml ");
    at_ += 2;
    if (!is_declaration && !no_instruction_end_) {
        const std::size_t end = text_.find("?>", at_);
        if (end != std::string_view::npos) {
            at_ = end + 2;
            return;
        }
        no_instruction_end_ = true;
    }
    take_until(">");
}

// Only the first one counts. Its internal subset ends at "]" and ">" with nothing but blanks between.
void MarkupScanner::read_doctype() {
    token_.kind = MarkupKind::doctype;
    seen_doctype_ = true;
    at_ += doctype_open.size();
    const std::size_t stop = text_.find_first_of("[>", at_);
    if (stop == std::string_view::npos || text_[stop] == '>') {
        take_until(">");
        return;
    }
    for (std::size_t end = text_.find(']', stop); end != std::string_view::npos;
         end = text_.find(']', end + 1)) {
        std::size_t after = end + 1;
        while (after < text_.size() && is_ascii_space(text_[after])) ++after;
        if (after < text_.size() && text_[after] == '>') {
            token_.content = text_.substr(stop + 1, end - stop - 1);
            at_ = after + 1;
            return;
        }
        end = after - 1;
    }
    take_until(">");
}

}  // namespace webclip::feed
