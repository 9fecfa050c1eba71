#include "check_markup.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/ascii.h"

namespace webclip::sandbox {
namespace {

// The sanitiser's elements, written down a second time: a mistake in one list is caught by the other.
constexpr std::array<std::string_view, 58> elements{
    "p",     "div",  "span",    "h1",      "h2",         "h3",    "h4",         "h5",    "h6",
    "ul",    "ol",   "li",      "dl",      "dt",         "dd",    "blockquote", "pre",   "code",
    "kbd",   "samp", "var",     "em",      "strong",     "b",     "i",          "u",     "s",
    "small", "sub",  "sup",     "mark",    "del",        "ins",   "q",          "cite",  "abbr",
    "time",  "a",    "img",     "figure",  "figcaption", "table", "thead",      "tbody", "tfoot",
    "tr",    "th",   "td",      "caption", "colgroup",   "col",   "br",         "hr",    "ruby",
    "rt",    "rp",   "details", "summary"};

constexpr std::array<std::string_view, 4> void_elements{"br", "col", "hr", "img"};

enum class Value { any, link, picture, count, integer, rel };

struct AllowedAttribute {
    std::string_view name;
    Value value;
};
constexpr std::array<AllowedAttribute, 14> attributes{{
    {"href", Value::link},
    {"src", Value::picture},
    {"cite", Value::link},
    {"alt", Value::any},
    {"title", Value::any},
    {"datetime", Value::any},
    {"lang", Value::any},
    {"dir", Value::any},
    {"rel", Value::rel},
    {"colspan", Value::count},
    {"rowspan", Value::count},
    {"start", Value::integer},
    {"width", Value::count},
    {"height", Value::count},
}};

template <std::size_t Size>
bool holds(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_count(std::string_view value) {
    return !value.empty() && value.size() <= 9 && std::all_of(value.begin(), value.end(), is_ascii_digit);
}

bool is_link(std::string_view value) {
    return value.starts_with("https://") || value.starts_with("http://") || value.starts_with("mailto:");
}

bool is_remote_picture(std::string_view value) {
    constexpr std::string_view data = "data:image/";
    if (!value.starts_with(data)) return value.starts_with("https://") || value.starts_with("http://");
    constexpr std::array<std::string_view, 5> types{"jpeg", "png", "gif", "webp", "avif"};
    value.remove_prefix(data.size());
    return holds(types, value.substr(0, value.find_first_of(";,")));
}

bool is_slot(std::string_view value, std::size_t slots) {
    constexpr std::string_view scheme = "asset:";
    if (!value.starts_with(scheme)) return false;
    value.remove_prefix(scheme.size());
    if (!is_count(value) || (value.size() > 1 && value.front() == '0')) return false;
    std::size_t slot = 0;
    for (const char c : value) slot = slot * 10 + static_cast<std::size_t>(c - '0');
    return slot < slots;
}

class MarkupCheck {
  public:
    MarkupCheck(std::string_view markup, const MarkupRules& rules) : left_(markup), rules_(rules) {}
    std::optional<std::string> run();

  private:
    // Each takes what it names from `left_` and says whether it was fit.
    bool text();
    bool start_tag();
    bool end_tag();
    bool attribute();
    bool value(const AllowedAttribute& attribute);
    bool escaped(std::string_view text, std::string_view forbidden);
    std::string_view name();
    bool fail(std::string why);

    std::string_view left_;
    const MarkupRules& rules_;
    std::vector<std::string_view> open_;
    std::string why_;
};

bool MarkupCheck::fail(std::string why) {
    why_ = std::move(why);
    return false;
}

std::optional<std::string> MarkupCheck::run() {
    while (!left_.empty()) {
        const bool is_fit = left_.front() != '<' ? text() : left_.starts_with("</") ? end_tag() : start_tag();
        if (!is_fit) return why_;
    }
    if (!open_.empty()) return "<" + std::string{open_.back()} + "> is not closed";
    return std::nullopt;
}

// No character of `forbidden`, no NUL, and every & begins a character reference.
bool MarkupCheck::escaped(std::string_view text, std::string_view forbidden) {
    constexpr std::size_t longest_reference = 10;  // "&#x10FFFF;"
    if (text.find_first_of(forbidden) != std::string_view::npos ||
        text.find('\0') != std::string_view::npos) {
        return fail("a character that is not escaped");
    }
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        const std::string_view reference = text.substr(at + 1, longest_reference - 1);
        const std::size_t end = reference.find(';');
        const std::string_view inside = reference.substr(0, end);
        const auto is_part = [](char c) { return is_ascii_alnum(c) || c == '#'; };
        const bool is_reference = end != std::string_view::npos && !inside.empty() &&
                                  std::all_of(inside.begin(), inside.end(), is_part);
        if (!is_reference) return fail("an & that is not escaped");
    }
    return true;
}

bool MarkupCheck::text() {
    const std::string_view text = left_.substr(0, left_.find('<'));
    left_.remove_prefix(text.size());
    return escaped(text, ">");
}

std::string_view MarkupCheck::name() {
    std::size_t end = 0;
    while (end < left_.size() && (is_ascii_lower(left_[end]) || is_ascii_digit(left_[end]))) ++end;
    const std::string_view name = left_.substr(0, end);
    left_.remove_prefix(end);
    return name;
}

bool MarkupCheck::start_tag() {
    left_.remove_prefix(1);
    const std::string_view element = name();
    if (!holds(elements, element)) return fail("<" + std::string{element} + "> is not allowed");
    while (left_.starts_with(' ')) {
        left_.remove_prefix(1);
        if (!attribute()) return false;
    }
    if (!left_.starts_with('>')) return fail("<" + std::string{element} + "> does not end");
    left_.remove_prefix(1);
    if (!holds(void_elements, element)) open_.push_back(element);
    return true;
}

bool MarkupCheck::end_tag() {
    left_.remove_prefix(2);
    const std::string_view element = name();
    if (open_.empty() || open_.back() != element)
        return fail("</" + std::string{element} + "> closes nothing");
    open_.pop_back();
    if (!left_.starts_with('>')) return fail("</" + std::string{element} + "> does not end");
    left_.remove_prefix(1);
    return true;
}

bool MarkupCheck::attribute() {
    const std::string_view key = name();
    const auto* allowed = std::find_if(attributes.begin(), attributes.end(),
                                       [&](const AllowedAttribute& known) { return known.name == key; });
    if (allowed == attributes.end()) return fail("attribute '" + std::string{key} + "' is not allowed");
    return value(*allowed);
}

bool MarkupCheck::value(const AllowedAttribute& attribute) {
    if (!left_.starts_with("=\"")) return fail(std::string{attribute.name} + " has no quoted value");
    left_.remove_prefix(2);
    const std::size_t end = left_.find('"');
    if (end == std::string_view::npos) return fail(std::string{attribute.name} + " does not end");
    const std::string_view value = left_.substr(0, end);
    left_.remove_prefix(end + 1);
    if (!escaped(value, "<>'`")) return false;
    const auto is_fit = [&] {
        switch (attribute.value) {
            case Value::any: return true;
            case Value::link: return is_link(value);
            case Value::count: return is_count(value);
            case Value::integer: return is_count(value.starts_with('-') ? value.substr(1) : value);
            case Value::rel: return value == "noopener noreferrer nofollow ugc";
            case Value::picture:
                return rules_.images == MarkupRules::Images::slots ? is_slot(value, rules_.slots)
                                                                   : is_remote_picture(value);
        }
        return false;
    };
    return is_fit() || fail(std::string{attribute.name} + " has a value that is not allowed");
}

}  // namespace

std::optional<std::string> markup_fault(std::string_view markup, const MarkupRules& rules) {
    return MarkupCheck{markup, rules}.run();
}

}  // namespace webclip::sandbox
