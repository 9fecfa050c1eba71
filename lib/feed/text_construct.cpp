#include "text_construct.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "html/serialize.h"
#include "html_entities.h"
#include "text/utf8.h"

namespace webclip::feed {
namespace {

using Names = std::string_view;

// Markup that people do write into titles; anything else in angle brackets is meant literally.
bool is_title_tag(std::string_view name) {
    constexpr std::array<Names, 36> names{
        "a",    "abbr", "acronym", "b",    "big",   "br",     "center", "cite", "code", "del", "div", "em",
        "font", "h1",   "h2",      "h3",   "i",     "img",    "ins",    "mark", "nobr", "p",   "q",   "rp",
        "rt",   "ruby", "s",       "span", "small", "strike", "strong", "sub",  "sup",  "tt",  "u",   "wbr"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_void(std::string_view name) {
    constexpr std::array<Names, 14> names{"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                          "input", "link", "meta", "param", "source", "track", "wbr"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool breaks_words(std::string_view name) {
    return name == "br" || name == "p" || name == "div" || name == "h1" || name == "h2" || name == "h3";
}

constexpr std::size_t longest_tag = 4096;

// Removes tags; for TextType::guess only those of is_title_tag.
class TagStripper {
  public:
    TagStripper(std::string_view text, TextType type) : rest_(text), type_(type) {}

    std::string run() {
        while (!rest_.empty()) {
            const std::size_t open = rest_.find('<');
            out_ += rest_.substr(0, open);
            if (open == std::string_view::npos) break;
            rest_.remove_prefix(open);
            if (!take_comment() && !take_tag()) {
                out_ += '<';
                rest_.remove_prefix(1);
            }
        }
        return std::move(out_);
    }

  private:
    bool take_comment() {
        if (!rest_.starts_with("<!--")) return false;
        const std::size_t end = rest_.find("-->");
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 3);
        return true;
    }

    bool take_tag() {
        const bool closes = rest_.starts_with("</");
        std::size_t at = closes ? 2 : 1;
        const std::size_t name_at = at;
        while (at < rest_.size() && is_ascii_alnum(rest_[at])) ++at;
        const std::string name = to_ascii_lower(rest_.substr(name_at, at - name_at));
        if (name.empty() || is_ascii_digit(name.front()) || no_close_) return false;
        const bool ends_name =
            at < rest_.size() && (is_ascii_space(rest_[at]) || rest_[at] == '>' || rest_[at] == '/');
        if (!ends_name || (type_ == TextType::guess && !is_title_tag(name) && !is_hidden(name))) return false;
        const std::size_t end = tag_end(at);
        no_close_ = end == std::string_view::npos;
        if (no_close_) return false;
        rest_.remove_prefix(end + 1);
        if (!closes && is_hidden(name)) skip_hidden("</" + name);
        if (breaks_words(name)) out_ += ' ';
        return true;
    }

    // The ">" outside quotes; the first one where quotes do not pair up.
    std::size_t tag_end(std::size_t from) const {
        char quote = 0;
        for (std::size_t i = from; i < rest_.size() && i - from < longest_tag; ++i) {
            const char c = rest_[i];
            if (quote == 0 && c == '>') return i;
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return rest_.find('>', from);
    }

    static bool is_hidden(std::string_view name) { return name == "script" || name == "style"; }

    void skip_hidden(const std::string& end_tag) {
        const std::size_t end = find_ignoring_ascii_case(rest_, end_tag);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end);
    }

    std::string_view rest_;
    TextType type_;
    std::string out_;
    bool no_close_ = false;
};

enum class Coding { text, markup, base64, other };

struct Construct {
    Coding coding = Coding::text;
    TextType type = TextType::guess;
};

bool is_xhtml_type(std::string_view type) {
    return type == "xhtml" || type == "application/xhtml+xml" || type == "xml";
}
bool is_html_type(std::string_view type) {
    return type == "html" || type == "text/html";
}
bool is_plain_type(std::string_view type) {
    return type == "text" || type == "plain" || type == "text/plain";
}

// RFC 4287 §3.1 and §4.1.3, Atom 0.3's `mode`, Media RSS's type="plain"; RSS says nothing and means HTML.
Construct construct_of(const XmlTree& tree, XmlTree::Index element) {
    const std::string type = to_ascii_lower(trim_ascii(tree.attribute(element, "type")));
    const std::string mode = to_ascii_lower(trim_ascii(tree.attribute(element, "mode")));
    const Vocabulary vocabulary = tree.vocabulary(element);
    const bool is_media = vocabulary == Vocabulary::media;
    if (mode == "base64") return {Coding::base64, TextType::html};
    if (is_xhtml_type(type)) return {Coding::markup, TextType::html};
    if (is_html_type(type)) return {Coding::text, TextType::html};
    if (is_plain_type(type)) return {Coding::text, TextType::plain};
    if (is_media) return {Coding::text, TextType::guess};
    if (vocabulary != Vocabulary::atom || type.empty()) return {Coding::text, TextType::guess};
    if (type.ends_with("+xml") || type.ends_with("/xml")) return {Coding::markup, TextType::html};
    if (type.starts_with("text/")) return {Coding::text, TextType::plain};
    const bool is_binary = type.find('/') != std::string::npos;
    if (is_binary)
        return {type == "application/octet-stream" ? Coding::base64 : Coding::other, TextType::html};
    return {Coding::text, TextType::guess};
}

// Children of a <div> that is all there is: it belongs to the type, not to the text (RFC 4287 §3.1.1.3).
XmlTree::Index markup_root(const XmlTree& tree, XmlTree::Index element) {
    XmlTree::Index only = XmlTree::none;
    for (auto child = tree.first_child(element); child != XmlTree::none; child = tree.next_sibling(child)) {
        if (!tree.is_element(child) && trim_ascii(tree.text(child)).empty()) continue;
        if (only != XmlTree::none || !tree.is_element(child)) return element;
        only = child;
    }
    return only != XmlTree::none && tree.name(only) == "div" ? only : element;
}

void append_start_tag(std::string& out, const XmlTree& tree, XmlTree::Index element) {
    out += '<';
    out += tree.name(element);
    for (std::size_t i = 0; i < tree.attribute_count(element); ++i) {
        const XmlTree::Attribute attribute = tree.attribute_at(element, i);
        if (attribute.vocabulary != Vocabulary::core) continue;
        out += ' ';
        out += attribute.name;
        out += "=\"";
        out += html::escape_attribute(attribute.value);
        out += '"';
    }
    out += '>';
}

std::string markup_inside(const XmlTree& tree, XmlTree::Index element) {
    std::string out;
    auto node = tree.first_child(element);
    if (node == XmlTree::none) return out;
    while (node != element) {
        if (!tree.is_element(node)) {
            out += html::escape_text(tree.text(node));
        } else {
            append_start_tag(out, tree, node);
            if (tree.first_child(node) != XmlTree::none) {
                node = tree.first_child(node);
                continue;
            }
        }
        while (node != element) {
            if (tree.is_element(node) && !is_void(tree.name(node)))
                out.append("</").append(tree.name(node)) += '>';
            if (tree.next_sibling(node) != XmlTree::none) {
                node = tree.next_sibling(node);
                break;
            }
            node = tree.parent(node);
        }
    }
    return out;
}

bool looks_like_html(std::string_view text) {
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        if (at + 1 < text.size() &&
            (is_ascii_alpha(text[at + 1]) || text[at + 1] == '/' || text[at + 1] == '!'))
            return true;
    }
    return text.find('&') != std::string_view::npos;
}

}  // namespace

std::string_view cut_utf8(std::string_view text, std::size_t most_bytes) {
    if (text.size() <= most_bytes) return text;
    while (most_bytes > 0 && (static_cast<unsigned char>(text[most_bytes]) & 0xC0U) == 0x80U) --most_bytes;
    return text.substr(0, most_bytes);
}

std::string plain_line(std::string_view text, TextType type, std::size_t most_bytes) {
    text = cut_utf8(trim_ascii(text), most_bytes * 16);
    std::string line{text};
    if (type != TextType::plain && text.find_first_of("<&") != std::string_view::npos) {
        line = decode_references(TagStripper{text, type}.run());
    }
    return std::string{
        text::truncate_on_grapheme(text::collapse_whitespace(text::strip_controls(line)), most_bytes)};
}

std::string plain_line_of(const XmlTree& tree, XmlTree::Index element, std::size_t most_bytes) {
    const Construct construct = construct_of(tree, element);
    std::string text = tree.text_content(element);
    if (construct.coding == Coding::base64) text = text::to_valid_utf8(decode_base64(text));
    const bool is_markup = construct.coding == Coding::markup;
    // Text beside child elements was markup already: its brackets are meant.
    const bool is_read = is_markup || tree.has_element_children(element);
    return plain_line(text, is_read ? TextType::plain : construct.type, most_bytes);
}

std::string html_of(const XmlTree& tree, XmlTree::Index element) {
    if (tree.vocabulary(element) == Vocabulary::atom && tree.has_attribute(element, "src")) return {};
    const Construct construct = construct_of(tree, element);
    if (construct.coding == Coding::other) return {};
    if (construct.coding == Coding::base64)
        return text::to_valid_utf8(decode_base64(tree.text_content(element)));
    if (construct.coding == Coding::markup) return markup_inside(tree, markup_root(tree, element));
    if (tree.has_element_children(element)) return markup_inside(tree, element);
    std::string text = tree.text_content(element);
    if (construct.type == TextType::plain) return html_of_plain_text(text);
    // What says nothing of its type is markup when it shows some.
    return construct.type == TextType::html || looks_like_html(text) ? text : html_of_plain_text(text);
}

std::string html_of_plain_text(std::string_view text) {
    text = trim_ascii(text);
    std::string out;
    bool in_paragraphs = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim_ascii(text.substr(0, end));
        if (!line.empty()) {
            out += html::escape_text(line);
        } else if (!out.ends_with("<p>")) {
            out += "</p><p>";
            in_paragraphs = true;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool more_of_paragraph =
            !line.empty() && !text.empty() && !trim_ascii(text.substr(0, text.find('\n'))).empty();
        if (more_of_paragraph) out += "<br>";
    }
    return in_paragraphs ? "<p>" + out + "</p>" : out;
}

std::string decode_base64(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        std::uint32_t value = 0;
        if (is_ascii_upper(c)) {
            value = static_cast<std::uint32_t>(c - 'A');
        } else if (is_ascii_lower(c)) {
            value = static_cast<std::uint32_t>(c - 'a') + 26;
        } else if (is_ascii_digit(c)) {
            value = static_cast<std::uint32_t>(c - '0') + 52;
        } else if (c == '+' || c == '-') {
            value = 62;
        } else if (c == '/' || c == '_') {
            value = 63;
        } else if (is_ascii_space(c)) {
            continue;
        } else {
            break;
        }
        bits = (bits << 6U | value) & 0xFFFFFFU;
        if (++count == 4) count = 0;
        if (count != 1) out += static_cast<char>(bits >> (count == 2 ? 4U : count == 3 ? 2U : 0U) & 0xFFU);
    }
    return out;
}

}  // namespace webclip::feed
