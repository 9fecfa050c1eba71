#include "listings.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "html/tag.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::Tag;

namespace {

bool has_word(std::string_view classes, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return find_ignoring_ascii_case(classes, word) != std::string_view::npos;
    });
}

// How Pygments, Chroma, Rouge, highlight.js, SyntaxHighlighter, Prism, Hexo and code hosts call them.
bool is_called_line_number(std::string_view classes) {
    return has_word(classes, {"lineno", "line-number", "linenumber", "gutter", "ln-num", "blob-num", "lnt"});
}

enum class Numbers { none, only, beside_words };

// What the text of an element is, as line numbers go.
Numbers numbers_in(const Document& document, NodeId element) {
    Numbers found = Numbers::none;
    for (NodeId node = element; node != html::no_node; node = document.next(node, element)) {
        for (const char c : document.text(node)) {
            if (is_ascii_digit(c)) {
                found = Numbers::only;
            } else if (!is_ascii_space(c)) {
                return Numbers::beside_words;
            }
        }
    }
    return found;
}

bool is_line(Tag tag) {
    return html::is_block(tag) && tag != Tag::ul && tag != Tag::ol && tag != Tag::pre && tag != Tag::table &&
           tag != Tag::tbody && tag != Tag::td;
}

// Whoever copies the code is to leave it behind.
bool is_unselectable(const Document& document, NodeId node) {
    return document.attribute_or(node, "style").find("user-select:none") != std::string_view::npos ||
           document.attribute_or(node, "style").find("user-select: none") != std::string_view::npos;
}

// A number alone before the rest of a line that is a block.
bool begins_line(const Document& document, NodeId node) {
    const NodeId line = document.parent(node);
    if (!is_line(document.tag(line)) || document.first_child(line) != node) return false;
    const NodeId code = document.next_sibling(node);
    return code != html::no_node && document.is_element(code) && numbers_in(document, node) == Numbers::only;
}

bool is_line_number(const Document& document, NodeId node) {
    if (!document.is_element(node)) return false;
    const std::string_view classes = document.attribute_or(node, "class");
    const bool is_called_so = is_called_line_number(classes) || classes == "ln" ||
                              is_unselectable(document, node) || begins_line(document, node);
    return is_called_so && numbers_in(document, node) != Numbers::beside_words;
}

// The lines of code in an element: text as it stands, a line feed behind each block.
class CodeText {
  public:
    explicit CodeText(const Document& document) : document_(document) {}

    std::string of(NodeId top) && {
        NodeId node = document_.first_child(top);
        while (node != html::no_node) {
            const bool is_skipped = is_line_number(document_, node);
            if (!is_skipped) enter(node);
            const NodeId child = is_skipped ? html::no_node : document_.first_child(node);
            node = child != html::no_node ? child : climb(node, top);
        }
        while (!code_.empty() && is_ascii_space(code_.back())) code_.pop_back();
        return std::move(code_);
    }

  private:
    void enter(NodeId node) {
        const Tag tag = document_.tag(node);
        if (is_line(tag)) {
            end_line();
            line_ = code_.size();
        }
        if (tag == Tag::br) {
            code_ += '\n';
        } else {
            add(document_.text(node));
        }
    }

    NodeId climb(NodeId node, NodeId top) {
        while (document_.next_sibling(node) == html::no_node) {
            leave(node);
            node = document_.parent(node);
            if (node == top) return html::no_node;
        }
        leave(node);
        return document_.next_sibling(node);
    }

    void leave(NodeId node) {
        if (!is_line(document_.tag(node))) return;
        if (code_.size() == line_ || !code_.ends_with('\n')) code_ += '\n';
    }

    void end_line() {
        if (!code_.empty() && !code_.ends_with('\n')) code_ += '\n';
    }

    // No-break spaces are how such pages indent.
    void add(std::string_view text) {
        constexpr std::string_view no_break = "\xC2\xA0";
        for (std::size_t at = text.find(no_break); at != std::string_view::npos; at = text.find(no_break)) {
            code_ += text.substr(0, at);
            code_ += ' ';
            text.remove_prefix(at + no_break.size());
        }
        code_ += text;
    }

    const Document& document_;
    std::string code_;
    std::size_t line_ = 0;  // where the innermost line begins
};

void empty(Document& document, NodeId element) {
    while (document.first_child(element) != html::no_node) document.detach(document.first_child(element));
}

NodeId only_code_in(const Document& document, NodeId pre) {
    NodeId code = html::no_node;
    for (NodeId child = document.first_child(pre); child != html::no_node;
         child = document.next_sibling(child)) {
        if (!document.is_element(child)) continue;
        if (code != html::no_node || document.tag(child) != Tag::code) return html::no_node;
        code = child;
    }
    return code;
}

void settle_pre(Document& document, NodeId pre) {
    bool is_drawn = false;
    for (NodeId node = document.next(pre, pre); node != html::no_node && !is_drawn;
         node = document.next(node, pre)) {
        if (document.tag(node) == Tag::img) return;  // no code, but a page laid out by hand
        is_drawn = is_line(document.tag(node)) || is_line_number(document, node);
    }
    if (!is_drawn) return;
    const NodeId text = document.create_text(CodeText(document).of(pre));
    const NodeId code = only_code_in(document, pre);
    if (code != html::no_node) empty(document, code);
    empty(document, pre);
    if (code != html::no_node) document.append(pre, code);
    document.append(code != html::no_node ? code : pre, text);
}

struct Row {
    NodeId number = html::no_node;
    NodeId code = html::no_node;
    int cells = 0;
};

// The rows of a table; none when tables stand in it.
std::vector<Row> rows_of(const Document& document, NodeId table) {
    std::vector<Row> rows;
    for (NodeId node = document.next(table, table); node != html::no_node;
         node = document.next(node, table)) {
        const Tag tag = document.tag(node);
        if (tag == Tag::table) return {};
        if (tag == Tag::tr) rows.emplace_back();
        if ((tag != Tag::td && tag != Tag::th) || rows.empty()) continue;
        Row& row = rows.back();
        if (++row.cells > 2) return {};
        (row.cells == 1 ? row.number : row.code) = node;
    }
    return rows;
}

bool holds_code(const Document& document, NodeId cell) {
    if (has_word(document.attribute_or(cell, "class"), {"code"})) return true;
    for (NodeId node = document.next(cell, cell); node != html::no_node; node = document.next(node, cell)) {
        if (document.tag(node) == Tag::pre || document.tag(node) == Tag::code) return true;
    }
    return false;
}

// One row for the whole listing must show its numbers, a row a line may keep them to its attributes.
bool is_numbered(const Document& document, const Row& row, std::size_t rows) {
    if (row.cells != 2) return false;
    const Numbers numbers = numbers_in(document, row.number);
    const bool is_called_so = is_called_line_number(document.attribute_or(row.number, "class")) ||
                              document.attribute(row.number, "data-line-number");
    if (numbers == Numbers::beside_words || (!is_called_so && (rows > 1 || numbers == Numbers::none)))
        return false;
    return holds_code(document, row.code);
}

void settle_table(Document& document, NodeId table) {
    const std::vector<Row> rows = rows_of(document, table);
    const bool is_listing = !rows.empty() && std::all_of(rows.begin(), rows.end(), [&](const Row& row) {
        return is_numbered(document, row, rows.size());
    });
    if (!is_listing) return;
    std::string code;
    for (const Row& row : rows) {
        if (!code.empty()) code += '\n';
        code += CodeText(document).of(row.code);
    }
    empty(document, table);
    document.rename(table, Tag::pre);
    document.append(table, document.create_text(code));
}

}  // namespace

void settle_listings(Document& document) {
    const std::size_t count = document.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto node = static_cast<NodeId>(i);
        const Tag tag = document.tag(node);
        if ((tag != Tag::table && tag != Tag::pre) || document.parent(node) == html::no_node) continue;
        tag == Tag::table ? settle_table(document, node) : settle_pre(document, node);
    }
}

}  // namespace webclip::extract
