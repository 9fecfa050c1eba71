#include "formulas.h"

#include <optional>
#include <string>

#include "base/ascii.h"
#include "html/tag.h"
#include "text/utf8.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::Tag;

namespace {

enum class Layout { in_line, own_line };

// A command of at least two letters: "\\frac".
bool has_tex_command(std::string_view text) {
    for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1)) {
        if (at + 2 < text.size() && is_ascii_alpha(text[at + 1]) && is_ascii_alpha(text[at + 2])) return true;
    }
    return false;
}

// WordPress names all of them, others none.
bool is_tex_picture(const Document& document, NodeId image) {
    const std::string_view classes = document.attribute_or(image, "class");
    const std::string_view alternative = document.attribute_or(image, "alt");
    if (alternative.empty() || classes.starts_with("mwe-math-")) return false;
    const bool is_tex = has_tex_command(alternative) && alternative.find('{') != std::string_view::npos;
    return classes == "latex" || is_tex;
}

bool is_tex_script(const Document& document, NodeId node) {
    return document.tag(node) == Tag::script && document.first_child(node) != html::no_node &&
           starts_with_ignoring_ascii_case(document.attribute_or(node, "type"), "math/tex");
}

NodeId next_element(const Document& document, NodeId node) {
    do node = document.next_sibling(node);
    while (node != html::no_node && !document.is_element(node));
    return node;
}

NodeId previous_element(const Document& document, NodeId node) {
    do node = document.previous_sibling(node);
    while (node != html::no_node && !document.is_element(node));
    return node;
}

std::string text_within(const Document& document, NodeId top) {
    std::string text;
    for (NodeId node = top; node != html::no_node; node = document.next(node, top))
        text += document.text(node);
    return text;
}

// What must stand before the child of a MathML element, by its place: "/" before a denominator.
const char* before_child(std::string_view parent, int place) {
    if (place == 0) return parent == "msqrt" || parent == "mroot" ? "√" : "";
    if (parent == "mfrac") return "/";
    if (parent == "msup" || parent == "mover") return "^";
    if (parent == "msub" || parent == "munder") return "_";
    if (parent == "msubsup" || parent == "munderover") return place == 1 ? "_" : "^";
    return "";
}

int place_of(const Document& document, NodeId node) {
    int place = 0;
    constexpr int enough = 3;
    for (NodeId before = document.previous_sibling(node); before != html::no_node && place < enough;
         before = document.previous_sibling(before)) {
        if (document.is_element(before)) ++place;
    }
    return place;
}

// Several symbols where one is expected: "(n+1)/2".
bool needs_parentheses(const Document& document, NodeId node) {
    if (document.name(node) != "mrow" && document.name(node) != "mfrac") return false;
    const std::string_view parent = document.name(document.parent(node));
    const bool is_operand = parent == "mfrac" || parent == "mroot" ||
                            (parent.starts_with("ms") && parent != "mstyle") ||
                            (parent.starts_with("mu") && place_of(document, node) > 0);
    const NodeId first = document.first_child(node);
    return is_operand && first != html::no_node && next_element(document, first) != html::no_node &&
           (document.is_element(first) ||
            next_element(document, next_element(document, first)) != html::no_node);
}

// The symbols of MathML in the order in which they are read.
class Symbols {
  public:
    explicit Symbols(const Document& document) : document_(document) {}

    std::string of(NodeId math) && {
        NodeId node = document_.first_child(math);
        while (node != html::no_node) {
            const NodeId child = enter(node) ? document_.first_child(node) : html::no_node;
            node = child != html::no_node ? child : climb(node, math);
        }
        return std::move(out_);
    }

  private:
    bool enter(NodeId node) {
        if (!document_.is_element(node)) {
            out_ += text::collapse_whitespace(document_.text(node));
            return false;
        }
        if (document_.name(node).starts_with("annotation")) return false;
        out_ += before_child(document_.name(document_.parent(node)), place_of(document_, node));
        if (needs_parentheses(document_, node)) out_ += '(';
        return true;
    }

    void leave(NodeId node) {
        if (document_.is_element(node) && needs_parentheses(document_, node)) out_ += ')';
    }

    NodeId climb(NodeId node, NodeId math) {
        for (;;) {
            leave(node);
            if (document_.next_sibling(node) != html::no_node) return document_.next_sibling(node);
            node = document_.parent(node);
            if (node == math) return html::no_node;
        }
    }

    const Document& document_;
    std::string out_;
};

// The TeX source that MathML carries with it.
std::optional<std::string> tex_of(const Document& document, NodeId math) {
    for (NodeId node = math; node != html::no_node; node = document.next(node, math)) {
        if (document.is_element(node) && document.name(node) == "annotation" &&
            document.attribute_or(node, "encoding").find("tex") != std::string_view::npos) {
            return text_within(document, node);
        }
    }
    const std::string_view written = document.attribute_or(math, "alttext");
    if (!written.empty()) return std::string(written);
    return std::nullopt;
}

// What KaTeX, MathJax and MediaWiki call the elements they draw a formula with.
bool is_drawing(const Document& document, NodeId node) {
    if (document.tag(node) == Tag::unknown && document.name(node).starts_with("mjx-")) return true;
    for (const std::string_view name : split_ascii(document.attribute_or(node, "class"), ' ')) {
        if (name == "katex" || name.starts_with("katex-") || name.starts_with("MathJax") ||
            name.starts_with("MJX") || name.starts_with("mjx-") || name.starts_with("mwe-math-")) {
            return true;
        }
    }
    return false;
}

// The highest of the elements around `math` that are there to draw it.
NodeId drawing_around(const Document& document, NodeId math) {
    constexpr int farthest = 5;
    NodeId drawing = math;
    NodeId at = document.parent(math);
    for (int level = 0; level < farthest && at != html::no_node; ++level, at = document.parent(at)) {
        if (is_drawing(document, at)) drawing = at;
    }
    return drawing;
}

std::string between_dollars(const std::string& tex, Layout layout) {
    const std::string dollars = layout == Layout::own_line ? "$$" : "$";
    return dollars + text::collapse_whitespace(tex) + dollars;
}

class FormulaSettler {
  public:
    explicit FormulaSettler(Document& document) : document_(document) {}

    void settle(NodeId node) {
        if (document_.parent(node) == html::no_node) return;
        if (document_.tag(node) == Tag::math) {
            settle_math(node);
        } else if (is_tex_script(document_, node)) {
            settle_script(node);
        } else if (document_.tag(node) == Tag::img && is_tex_picture(document_, node)) {
            settle_picture(node);
        }
    }

  private:
    void settle_math(NodeId math) {
        NodeId drawing = drawing_around(document_, math);
        if (drawing == crowded_) drawing = math;
        if (drawing != math) {
            const Content content = content_of(drawing);
            if (content == Content::picture) return;
            if (content == Content::more) {
                crowded_ = drawing;
                drawing = math;
            }
        }
        const NodeId after = next_element(document_, drawing);
        if (after != html::no_node && is_tex_script(document_, after)) return document_.detach(drawing);
        const auto tex = tex_of(document_, math);
        replace(drawing, tex ? between_dollars(*tex, layout_of(math, drawing)) : Symbols(document_).of(math));
    }

    void settle_script(NodeId script) {
        for (NodeId before = previous_element(document_, script);
             before != html::no_node && is_drawing(document_, before);
             before = previous_element(document_, script)) {
            document_.detach(before);
        }
        const bool is_display =
            document_.attribute_or(script, "type").find("display") != std::string_view::npos;
        replace(script, between_dollars(text_within(document_, script),
                                        is_display ? Layout::own_line : Layout::in_line));
    }

    void settle_picture(NodeId image) {
        const auto is_nothing = [&](NodeId beside) {
            return beside == html::no_node ||
                   (document_.is_text(beside) && text::is_blank(document_.text(beside)));
        };
        const bool is_alone =
            is_nothing(document_.previous_sibling(image)) && is_nothing(document_.next_sibling(image));
        replace(image, between_dollars(std::string(document_.attribute_or(image, "alt")),
                                       is_alone ? Layout::own_line : Layout::in_line));
    }

    enum class Content { formula, picture, more };

    // An element that only looks like a drawing, a page's own box of that name, holds several formulas.
    Content content_of(NodeId drawing) const {
        int formulas = 0;
        for (NodeId node = drawing; node != html::no_node; node = document_.next(node, drawing)) {
            if (document_.tag(node) == Tag::img) return Content::picture;
            if (document_.tag(node) == Tag::math && ++formulas > 1) return Content::more;
            if (document_.tag(node) == Tag::p) return Content::more;
        }
        return Content::formula;
    }

    Layout layout_of(NodeId math, NodeId drawing) const {
        const bool is_display =
            document_.attribute_or(math, "display") == "block" ||
            document_.attribute_or(drawing, "class").find("isplay") != std::string_view::npos ||
            document_.attribute_or(drawing, "display") == "true";
        return is_display ? Layout::own_line : Layout::in_line;
    }

    void replace(NodeId drawing, const std::string& formula) {
        document_.insert_before(drawing, document_.create_text(formula));
        document_.detach(drawing);
    }

    Document& document_;
    NodeId crowded_ = html::no_node;  // the last such element, lest every formula in it looks through it
};

}  // namespace

void settle_formulas(Document& document) {
    FormulaSettler settler(document);
    const std::size_t count = document.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Tag tag = document.tag(static_cast<NodeId>(i));
        if (tag == Tag::math || tag == Tag::script || tag == Tag::img) settler.settle(static_cast<NodeId>(i));
    }
}

}  // namespace webclip::extract
