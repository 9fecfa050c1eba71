#include "tokens.h"

#include <array>

#include "base/ascii.h"

namespace webclip::html {

namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr bool ends_name(char c) {
    return is_ascii_space(c) || c == '/' || c == '>';
}

// Reads the attributes of a tag one by one, from behind its name.
class AttributeReader {
  public:
    AttributeReader(std::string_view markup, std::size_t at) : markup_{markup}, at_{at} {}

    enum class Found { attribute, tag_end, markup_end };

    Found next() {
        is_self_closing_ = false;
        while (at_ < markup_.size()) {
            const char c = markup_[at_];
            if (c == '>') {
                ++at_;
                return Found::tag_end;
            }
            if (!is_ascii_space(c) && c != '/') return read_attribute();
            is_self_closing_ = c == '/';
            ++at_;
        }
        return Found::markup_end;
    }

    std::string_view name() const { return name_; }
    std::string_view value() const { return value_; }
    std::size_t place() const { return at_; }
    bool is_self_closing() const { return is_self_closing_; }

  private:
    Found read_attribute() {
        value_ = {};
        const std::size_t start = at_++;  // whatever the first character is, even '='
        while (at_ < markup_.size() && !ends_name(markup_[at_]) && markup_[at_] != '=') ++at_;
        name_ = markup_.substr(start, at_ - start);
        std::size_t sign = at_;
        while (sign < markup_.size() && is_ascii_space(markup_[sign])) ++sign;
        if (sign == markup_.size()) return Found::markup_end;
        if (markup_[sign] != '=') return Found::attribute;
        at_ = sign + 1;
        return read_value();
    }

    Found read_value() {
        while (at_ < markup_.size() && is_ascii_space(markup_[at_])) ++at_;
        if (at_ == markup_.size()) return Found::markup_end;
        const char first = markup_[at_];
        const std::size_t start = first == '"' || first == '\'' ? at_ + 1 : at_;
        if (start != at_) {
            const std::size_t end = markup_.find(first, start);
            if (end == npos) return Found::markup_end;
            value_ = markup_.substr(start, end - start);
            at_ = end + 1;
            return Found::attribute;
        }
        while (at_ < markup_.size() && !is_ascii_space(markup_[at_]) && markup_[at_] != '>') ++at_;
        value_ = markup_.substr(start, at_ - start);
        return Found::attribute;
    }

    std::string_view markup_;
    std::size_t at_;
    std::string_view name_;
    std::string_view value_;
    bool is_self_closing_ = false;
};

// Whether the end tag `</name` stands at `at`.
bool is_end_tag(std::string_view markup, std::size_t at, std::string_view name) {
    const std::size_t behind = at + 2 + name.size();
    return behind < markup.size() && markup[at + 1] == '/' && ends_name(markup[behind]) &&
           equals_ignoring_ascii_case(markup.substr(at + 2, name.size()), name);
}

}  // namespace

TagToken read_tag(std::string_view markup, std::size_t name) {
    TagToken token;
    std::size_t at = name;
    while (at < markup.size() && !ends_name(markup[at])) ++at;
    token.name = markup.substr(name, at - name);
    AttributeReader attributes{markup, at};
    auto found = attributes.next();
    while (found == AttributeReader::Found::attribute) found = attributes.next();
    if (found == AttributeReader::Found::markup_end) return token;
    token.end = attributes.place();
    token.text = markup.substr(name, token.end - name);
    token.is_self_closing = attributes.is_self_closing();
    return token;
}

std::string_view raw_attribute(std::string_view tag_text, std::string_view name) {
    std::size_t at = 0;
    while (at < tag_text.size() && !ends_name(tag_text[at])) ++at;
    AttributeReader attributes{tag_text, at};
    while (attributes.next() == AttributeReader::Found::attribute) {
        if (equals_ignoring_ascii_case(attributes.name(), name)) return attributes.value();
    }
    return {};
}

std::size_t comment_end(std::string_view markup, std::size_t from) {
    const std::string_view content = markup.substr(from);
    if (content.starts_with(">")) return from + 1;
    if (content.starts_with("->")) return from + 2;
    for (std::size_t at = markup.find("--", from); at != npos; at = markup.find("--", at + 1)) {
        const std::string_view rest = markup.substr(at + 2);
        if (rest.starts_with(">")) return at + 3;
        if (rest.starts_with("!>")) return at + 4;
    }
    return npos;
}

std::size_t raw_text_end(std::string_view markup, std::size_t from, std::string_view name) {
    for (std::size_t at = markup.find('<', from); at != npos; at = markup.find('<', at + 1)) {
        if (is_end_tag(markup, at, name)) return at;
    }
    return markup.size();
}

// The "script data escaped" and "double escaped" states: inside <!-- a <script> hides the next </script>.
std::size_t script_end(std::string_view markup, std::size_t from) {
    constexpr std::string_view name = "script";
    enum class State { plain, escaped, double_escaped } state = State::plain;
    for (std::size_t at = from; at < markup.size(); ++at) {
        at = state == State::plain ? markup.find('<', at) : markup.find_first_of("<-", at);
        if (at == npos) break;
        const std::string_view rest = markup.substr(at);
        if (rest[0] == '-') {
            if (rest.starts_with("-->")) state = State::plain;
            continue;
        }
        if (state == State::plain && rest.starts_with("<!--")) {
            state = State::escaped;
            ++at;  // the two dashes may end the comment themselves: "<!-->"
            continue;
        }
        if (is_end_tag(markup, at, name)) {
            if (state != State::double_escaped) return at;
            state = State::escaped;
            continue;
        }
        const bool is_start = rest.size() > name.size() + 1 && ends_name(rest[name.size() + 1]) &&
                              starts_with_ignoring_ascii_case(rest.substr(1), name);
        if (state == State::escaped && is_start) state = State::double_escaped;
    }
    return markup.size();
}

}  // namespace webclip::html
