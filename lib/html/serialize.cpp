#include "html/serialize.h"

#include <array>
#include <utility>

namespace webclip::html {

namespace {

// What each byte is written as in one place of the markup; empty: as itself.
using Escapes = std::array<std::string_view, 256>;

constexpr Escapes text_escapes() {
    Escapes table{};
    table['&'] = "&amp;";
    table['<'] = "&lt;";
    table['>'] = "&gt;";
    table['\r'] = "&#13;";  // a bare one would be read as a line feed
    return table;
}

constexpr Escapes attribute_escapes() {
    Escapes table = text_escapes();
    table['"'] = "&quot;";
    table['\''] = "&#39;";
    table['`'] = "&#96;";
    return table;
}

constexpr Escapes with_line_feed(Escapes table, std::string_view line_feed) {
    table['\n'] = line_feed;
    return table;
}

constexpr Escapes in_text = text_escapes();
constexpr Escapes in_attribute = attribute_escapes();
constexpr Escapes in_one_line_text = [] {
    Escapes table = with_line_feed(text_escapes(), " ");
    table['\r'] = " ";
    return table;
}();
constexpr Escapes in_one_line_preformatted = with_line_feed(text_escapes(), "&#10;");
constexpr Escapes in_one_line_attribute = with_line_feed(attribute_escapes(), "&#10;");

void escape(std::string& out, std::string_view text, const Escapes& escapes) {
    std::size_t copied = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view replacement = escapes[static_cast<unsigned char>(text[i])];
        if (replacement.empty()) continue;
        out.append(text.substr(copied, i - copied));
        out += replacement;
        copied = i + 1;
    }
    out.append(text.substr(copied));
}

// White space counts in these, and the parser drops a line feed right behind the start tag.
bool is_preformatted(Tag tag) {
    return tag == Tag::pre || tag == Tag::listing || tag == Tag::textarea;
}

class Serializer {
  public:
    Serializer(const Document& document, LineBreaks breaks) : document_{document}, breaks_{breaks} {}

    std::string subtree(NodeId top) && {
        count_preformatted_around(top);
        enter(top);
        walk(top);
        leave(top);
        return std::move(out_);
    }

    std::string children(NodeId top) && {
        count_preformatted_around(top);
        if (is_preformatted(document_.tag(top))) ++preformatted_;
        walk(top);
        return std::move(out_);
    }

  private:
    void count_preformatted_around(NodeId top) {
        for (NodeId node = document_.parent(top); node != no_node; node = document_.parent(node)) {
            if (is_preformatted(document_.tag(node))) ++preformatted_;
        }
    }

    void walk(NodeId top) {
        NodeId node = document_.first_child(top);
        while (node != no_node) {
            enter(node);
            if (const NodeId child = document_.first_child(node); child != no_node) {
                node = child;
                continue;
            }
            leave(node);
            while (document_.next_sibling(node) == no_node) {
                node = document_.parent(node);
                if (node == top) return;
                leave(node);
            }
            node = document_.next_sibling(node);
        }
    }

    void enter(NodeId node) {
        if (document_.is_text(node)) return text(document_.text(node));
        if (!document_.is_element(node)) return;
        const Tag tag = document_.tag(node);
        out_ += '<';
        out_ += document_.name(node);
        attributes(node, tag);
        out_ += '>';
        if (!is_preformatted(tag)) return;
        ++preformatted_;
        const NodeId child = document_.first_child(node);
        if (child != no_node && document_.text(child).starts_with('\n')) {
            out_ += breaks_ == LineBreaks::one_line ? "&#10;" : "\n";
        }
    }

    void leave(NodeId node) {
        if (!document_.is_element(node)) return;
        const Tag tag = document_.tag(node);
        if (is_preformatted(tag)) --preformatted_;
        if (is_void(tag)) return;
        out_ += "</";
        out_ += document_.name(node);
        out_ += '>';
    }

    // The address of an image stands first, so that who looks for it need not read the others.
    void attributes(NodeId node, Tag tag) {
        const auto all = document_.attributes(node);
        if (tag != Tag::img) {
            for (const Attribute& each : all) attribute(each);
            return;
        }
        for (const Attribute& each : all) {
            if (each.name == "src") attribute(each);
        }
        for (const Attribute& each : all) {
            if (each.name != "src") attribute(each);
        }
    }

    void attribute(const Attribute& attribute) {
        out_ += ' ';
        out_ += attribute.name;
        out_ += "=\"";
        escape(out_, attribute.value, breaks_ == LineBreaks::one_line ? in_one_line_attribute : in_attribute);
        out_ += '"';
    }

    void text(std::string_view text) {
        if (breaks_ == LineBreaks::keep) return escape(out_, text, in_text);
        escape(out_, text, preformatted_ > 0 ? in_one_line_preformatted : in_one_line_text);
    }

    const Document& document_;
    LineBreaks breaks_;
    std::string out_;
    unsigned preformatted_ = 0;  // open elements around this place in which white space counts
};

}  // namespace

std::string serialize(const Document& document, NodeId node, LineBreaks breaks) {
    return Serializer{document, breaks}.subtree(node);
}

std::string serialize_children(const Document& document, NodeId node, LineBreaks breaks) {
    return Serializer{document, breaks}.children(node);
}

std::string escape_text(std::string_view text) {
    std::string out;
    escape(out, text, in_text);
    return out;
}

std::string escape_attribute(std::string_view value) {
    std::string out;
    escape(out, value, in_attribute);
    return out;
}

}  // namespace webclip::html
