#include "read_back.h"

#include <algorithm>

#include "base/ascii.h"

namespace webclip::html {

namespace {

// Depth is left to spare for the elements around the contents.
constexpr std::size_t deepest = 500;

bool is_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_ascii_space);
}

// Parsers move any other text out of these.
bool holds_only_table_parts(Tag tag) {
    switch (tag) {
        case Tag::table:
        case Tag::thead:
        case Tag::tbody:
        case Tag::tfoot:
        case Tag::tr:
        case Tag::colgroup: return true;
        default: return false;
    }
}

bool is_row_group(Tag tag) {
    return tag == Tag::thead || tag == Tag::tbody || tag == Tag::tfoot;
}

// Whether the start tag is taken as it stands, given its parent. Elements missing here may stand anywhere.
bool may_stand_in(Tag tag, Tag parent) {
    switch (tag) {
        case Tag::li: return parent == Tag::ul || parent == Tag::ol;
        case Tag::dt:
        case Tag::dd: return parent == Tag::dl;
        case Tag::rt:
        case Tag::rp: return parent == Tag::ruby;
        case Tag::caption:
        case Tag::colgroup:
        case Tag::thead:
        case Tag::tbody:
        case Tag::tfoot: return parent == Tag::table;
        case Tag::col: return parent == Tag::colgroup;
        case Tag::tr: return is_row_group(parent);
        case Tag::td:
        case Tag::th: return parent == Tag::tr;
        default: return !holds_only_table_parts(parent) && !(is_heading(tag) && is_heading(parent));
    }
}

// Counts the open elements that forbid others anywhere inside them.
class OpenElements {
  public:
    bool enter(Tag tag) {
        if (is_block(tag) && paragraphs_ > 0) return false;
        if (tag == Tag::a && links_ > 0) return false;
        if (++depth_ > deepest) return false;
        count(tag, 1);
        return true;
    }
    void leave(Tag tag) {
        --depth_;
        count(tag, -1);
    }

  private:
    void count(Tag tag, int change) {
        if (tag == Tag::p) paragraphs_ += change;
        if (tag == Tag::a) links_ += change;
    }

    std::size_t depth_ = 0;
    int paragraphs_ = 0;
    int links_ = 0;
};

}  // namespace

bool surely_reads_back(const Document& document, NodeId node) {
    OpenElements open;
    const auto is_good = [&](NodeId at) {
        const NodeId above = document.parent(at);
        const Tag parent = above == node ? Tag::body : document.tag(above);
        if (document.is_text(at)) return !holds_only_table_parts(parent) || is_blank(document.text(at));
        const Tag tag = document.tag(at);
        return may_stand_in(tag, parent) && open.enter(tag) &&
               !(is_void(tag) && document.first_child(at) != no_node);
    };
    NodeId at = document.first_child(node);
    while (at != no_node) {
        if (!is_good(at)) return false;
        if (const NodeId child = document.first_child(at); child != no_node) {
            at = child;
            continue;
        }
        if (document.is_element(at)) open.leave(document.tag(at));
        while (document.next_sibling(at) == no_node) {
            at = document.parent(at);
            if (at == node) return true;
            open.leave(document.tag(at));
        }
        at = document.next_sibling(at);
    }
    return true;
}

}  // namespace webclip::html
