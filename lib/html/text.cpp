#include <array>

#include "html/document.h"

namespace webclip::html {

namespace {

// What browsers never show as text: programs, what stands for something else, and raw markup in place of
// frames.
bool is_unseen(Tag tag) {
    switch (tag) {
        case Tag::script:
        case Tag::style:
        case Tag::template_:
        case Tag::noscript:
        case Tag::iframe:
        case Tag::noembed:
        case Tag::noframes: return true;
        default: return false;
    }
}

// Unicode's blanks that readers do not tell from a space; the length in bytes, 0 for anything else.
std::size_t blank_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    switch (byte(at)) {
        case ' ':
        case '\t':
        case '\n':
        case '\r':
        case '\f': return 1;
        case 0xC2: return byte(at + 1) == 0xA0 ? 2 : 0;  // U+00A0
        case 0xE2: {
            const unsigned second = byte(at + 1);
            const unsigned third = byte(at + 2);
            const bool is_blank =
                (second == 0x80 && (third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF)) ||
                (second == 0x81 && third == 0x9F);
            return is_blank ? 3 : 0;  // U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F
        }
        case 0xE3: return byte(at + 1) == 0x80 && byte(at + 2) == 0x80 ? 3 : 0;  // U+3000
        default: return 0;
    }
}

class ReadableText {
  public:
    ReadableText(const Document& document, const std::vector<bool>* said)
        : document_{document}, said_{said} {}

    std::string of(NodeId top) && {
        for (NodeId node = document_.parent(top); node != no_node; node = document_.parent(node)) {
            if (document_.tag(node) == Tag::pre) ++preformatted_;
        }
        if (enter(top)) walk(top);
        while (out_.ends_with('\n')) out_.pop_back();
        return std::move(out_);
    }

  private:
    void walk(NodeId top) {
        NodeId node = document_.first_child(top);
        while (node != no_node) {
            const bool is_seen = !is_unseen(document_.tag(node)) && document_.tag(node) != Tag::head;
            if (is_seen && enter(node) && document_.first_child(node) != no_node) {
                node = document_.first_child(node);
                continue;
            }
            if (is_seen) leave(node);
            while (document_.next_sibling(node) == no_node) {
                node = document_.parent(node);
                if (node == top) return;
                leave(node);
            }
            node = document_.next_sibling(node);
        }
    }

    // False for a node without children.
    bool enter(NodeId node) {
        if (document_.is_text(node)) {
            if (!is_said(node)) return false;
            preformatted_ > 0 ? preformatted(document_.text(node)) : running(document_.text(node));
            return false;
        }
        const Tag tag = document_.tag(node);
        if (tag == Tag::pre) ++preformatted_;
        if (tag == Tag::br) break_line();
        if (tag == Tag::rt && !has_parenthesis(node)) add_word("(");
        if (is_cell(tag)) {
            before_cell(node);
        } else if (is_block(tag)) {
            end_line(tag);
        }
        return true;
    }

    bool is_said(NodeId node) const {
        const auto index = static_cast<std::size_t>(node);
        return said_ == nullptr || (index < said_->size() && (*said_)[index]);
    }

    void leave(NodeId node) {
        const Tag tag = document_.tag(node);
        if (tag == Tag::pre) --preformatted_;
        if (tag == Tag::rt && !has_parenthesis(node)) add_word(")");
        if (is_block(tag) && !is_cell(tag)) end_line(tag);
    }

    // A block that a cell begins with does not part it from the cell before.
    void end_line(Tag tag) {
        if (tag == Tag::tr || tag == Tag::table) tabs_ = 0;
        if (tabs_ == 0) line_ended_ = true;
    }

    // Readings stand above the text; in a line they need the parentheses that <rp> brings, if it is there.
    bool has_parenthesis(NodeId reading) const {
        const NodeId before = document_.previous_sibling(reading);
        return before != no_node && document_.tag(before) == Tag::rp;
    }

    static bool is_cell(Tag tag) { return tag == Tag::td || tag == Tag::th; }

    // A tab, even where the cell before ended with a block.
    void before_cell(NodeId cell) {
        NodeId before = document_.previous_sibling(cell);
        while (before != no_node && !document_.is_element(before))
            before = document_.previous_sibling(before);
        if (before == no_node) {
            row_start_ = out_.size();
            return;
        }
        if (out_.size() > row_start_) line_ended_ = false;
        ++tabs_;
    }

    // A <br> in a <pre> is a line of its own, elsewhere several in a row break one line.
    void break_line() {
        if (preformatted_ == 0) {
            line_ended_ = true;
            return;
        }
        separate();
        out_ += '\n';
    }

    // Writes what must stand between the text before and the text to come.
    void separate() {
        const bool is_at_line_start = out_.empty() || out_.ends_with('\n');
        if (line_ended_ && !is_at_line_start) out_ += '\n';
        if (tabs_ > 0) {
            out_.append(tabs_, '\t');
        } else if (blank_ && !line_ended_ && !is_at_line_start) {
            out_ += ' ';
        }
        line_ended_ = blank_ = false;
        tabs_ = 0;
    }

    void preformatted(std::string_view text) {
        if (text.empty()) return;
        separate();
        out_ += text;
    }

    void running(std::string_view text) {
        std::size_t word = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t blank = blank_length(text, at);
            if (blank == 0) {
                ++at;
                continue;
            }
            add_word(text.substr(word, at - word));
            blank_ = true;
            at += blank;
            word = at;
        }
        add_word(text.substr(word));
    }

    void add_word(std::string_view word) {
        if (word.empty()) return;
        separate();
        out_ += word;
    }

    const Document& document_;
    const std::vector<bool>* said_;
    std::string out_;
    unsigned preformatted_ = 0;
    std::size_t row_start_ = 0;  // where the text of the table row begins
    // What is due before the next text.
    bool line_ended_ = false;
    std::size_t tabs_ = 0;
    bool blank_ = false;
};

}  // namespace

std::string text_content(const Document& document, NodeId node) {
    std::string out{document.text(node)};
    NodeId at = document.next(node, node);
    while (at != no_node) {
        out += document.text(at);
        at = is_unseen(document.tag(at)) ? document.next_after(at, node) : document.next(at, node);
    }
    return out;
}

std::string readable_text(const Document& document, NodeId node, const std::vector<bool>* said) {
    return ReadableText{document, said}.of(node);
}

}  // namespace webclip::html
