// Captions: layout tables and caption-like neighbours become figures (declared in body.h).
#include <vector>

#include "body.h"
#include "html/tag.h"
#include "text/utf8.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::NodeKind;
using html::Tag;

namespace {

constexpr std::size_t longest_caption = 400;  // weighted

// What a table of one column of cells holds, row by row; empty for tables with several columns or nested
// tables.
std::vector<NodeId> single_cells(const Document& document, NodeId table) {
    std::vector<NodeId> cells;
    int cells_in_row = 0;
    for (NodeId node = document.first_child(table); node != html::no_node;
         node = document.next(node, table)) {
        const Tag tag = document.tag(node);
        if (tag == Tag::table) return {};
        if (tag == Tag::tr) cells_in_row = 0;
        if (tag != Tag::td && tag != Tag::th) continue;
        if (++cells_in_row > 1) return {};
        cells.push_back(node);
        if (cells.size() > 6) return {};
    }
    return cells;
}

struct CellContent {
    NodeId image = html::no_node;
    std::string text;
};

CellContent content_of(const Document& document, NodeId cell) {
    CellContent content;
    for (NodeId node = cell; node != html::no_node; node = document.next(node, cell)) {
        if (document.tag(node) == Tag::img && content.image == html::no_node) content.image = node;
        if (document.kind(node) == NodeKind::text && content.text.size() < 4 * longest_caption) {
            content.text += document.text(node);
        }
    }
    content.text = text::collapse_whitespace(content.text);
    return content;
}

void move_children(Document& document, NodeId from, NodeId to) {
    for (NodeId child = document.first_child(from); child != html::no_node;) {
        const NodeId next = document.next_sibling(child);
        document.detach(child);
        document.append(to, child);
        child = next;
    }
}

// A figure with the picture (in its link, if it has one) and the children of `caption`, in the place of
// `instead`.
void replace_by_figure(Document& document, NodeId instead, NodeId image, NodeId caption) {
    const NodeId figure = document.create_element(Tag::figure);
    const NodeId parent = document.parent(image);
    const bool is_linked = document.tag(parent) == Tag::a;
    const NodeId picture = is_linked || document.tag(parent) == Tag::picture ? parent : image;
    document.insert_before(instead, figure);
    document.detach(picture);
    document.append(figure, picture);
    if (caption != html::no_node) {
        const NodeId figcaption = document.create_element(Tag::figcaption);
        move_children(document, caption, figcaption);
        document.append(figure, figcaption);
    }
    document.detach(instead);
}

// One picture in a row of its own, its caption in the row below or beside it in the same cell.
bool table_to_figure(Document& document, NodeId table) {
    const std::vector<NodeId> cells = single_cells(document, table);
    if (cells.empty()) return false;
    NodeId image = html::no_node;
    NodeId caption = html::no_node;
    for (const NodeId cell : cells) {
        const CellContent content = content_of(document, cell);
        if (content.image != html::no_node) {
            if (image != html::no_node) return false;
            image = content.image;
            if (!content.text.empty()) return false;
        } else if (!content.text.empty()) {
            if (image == html::no_node || caption != html::no_node) return false;
            if (text::weighted_length(content.text) > longest_caption) return false;
            caption = cell;
        }
    }
    if (image == html::no_node) return false;
    replace_by_figure(document, table, image, caption);
    return true;
}

}  // namespace

namespace {

void add_texts(const Document& document, NodeId within, std::vector<NodeId>& texts) {
    for (NodeId node = within; node != html::no_node; node = document.next(node, within)) {
        if (document.kind(node) == NodeKind::text) texts.push_back(node);
    }
}

void add_figcaption(const Document& document, NodeId figure, std::vector<NodeId>& texts) {
    for (NodeId node = document.next(figure, figure); node != html::no_node;
         node = document.next(node, figure)) {
        if (document.tag(node) == Tag::figcaption) add_texts(document, node, texts);
    }
}

// The texts of a table that holds one picture and no more words than a caption has.
void add_table_caption(const Document& document, NodeId table, std::vector<NodeId>& texts) {
    std::vector<NodeId> found;
    std::size_t weight = 0;
    for (const NodeId cell : single_cells(document, table)) {
        weight += text::weighted_length(content_of(document, cell).text);
        add_texts(document, cell, found);
    }
    if (weight <= longest_caption) texts.insert(texts.end(), found.begin(), found.end());
}

}  // namespace

std::vector<NodeId> caption_texts(const Document& document, const std::vector<NodeId>& images) {
    constexpr int farthest = 8;
    std::vector<NodeId> texts;
    for (const NodeId image : images) {
        NodeId around = document.parent(image);
        for (int level = 0; level < farthest && around != html::no_node; ++level) {
            const Tag tag = document.tag(around);
            if (tag == Tag::figure) add_figcaption(document, around, texts);
            if (tag == Tag::table) add_table_caption(document, around, texts);
            if (tag == Tag::figure || tag == Tag::table) break;
            around = document.parent(around);
        }
    }
    return texts;
}

void form_figures(Document& document, NodeId body) {
    std::vector<NodeId> tables;
    for (NodeId node = body; node != html::no_node; node = document.next(node, body)) {
        if (document.tag(node) == Tag::table) tables.push_back(node);
    }
    // Inner tables first: what they become may make the outer one simple.
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) table_to_figure(document, *table);
}

}  // namespace webclip::extract
