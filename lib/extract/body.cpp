#include "body.h"

#include "html/tag.h"
#include "text/utf8.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::NodeKind;
using html::Tag;

namespace {

class BodyBuilder {
  public:
    BodyBuilder(Document& document, const Page& page)
        : document_(document), page_(page), live_(document.size(), false) {}

    void keep(const Block& block) {
        for (std::uint32_t i = block.first_text; i < block.end_text; ++i) mark(page_.text_nodes[i]);
    }

    void mark(NodeId node) {
        for (; node != html::no_node && !live_[static_cast<std::size_t>(node)];
             node = document_.parent(node)) {
            live_[static_cast<std::size_t>(node)] = true;
        }
    }

    NodeId build() {
        NodeId root = find_root();
        prune(root);
        const NodeId body = document_.create_element(Tag::div);
        if (is_bare(document_.tag(root))) {
            for (NodeId child = document_.first_child(root); child != html::no_node;) {
                const NodeId next = document_.next_sibling(child);
                document_.detach(child);
                document_.append(body, child);
                child = next;
            }
        } else {
            document_.detach(root);
            document_.append(body, root);
        }
        return body;
    }

  private:
    bool is_live(NodeId node) const {
        return static_cast<std::size_t>(node) < live_.size() && live_[static_cast<std::size_t>(node)];
    }

    // Elements that say nothing of their own: their children may stand without them.
    static bool is_bare(Tag tag) {
        switch (tag) {
            case Tag::html:
            case Tag::body:
            case Tag::div:
            case Tag::section:
            case Tag::article:
            case Tag::main:
            case Tag::center:
            case Tag::form:
            case Tag::td:
            case Tag::header:
            case Tag::footer:
            case Tag::aside:
            case Tag::unknown:
            case Tag::none:
            case Tag::span:
            case Tag::fieldset:
            case Tag::nav: return true;
            default: return false;
        }
    }

    // Downwards while only one child is alive, but not into a list, a table's rows or a paragraph.
    NodeId find_root() const {
        NodeId root = document_.body() != html::no_node ? document_.body() : document_.root();
        for (;;) {
            NodeId only = html::no_node;
            int alive = 0;
            for (NodeId child = document_.first_child(root); child != html::no_node;
                 child = document_.next_sibling(child)) {
                if (!is_live(child)) continue;
                only = child;
                ++alive;
            }
            if (alive != 1 || document_.kind(only) != NodeKind::element || !goes_into(document_.tag(only)))
                return root;
            root = only;
        }
    }

    static bool goes_into(Tag tag) { return is_bare(tag); }

    // Elements without text that matter where they stand.
    static bool stays_without_text(Tag tag) {
        switch (tag) {
            case Tag::br:
            case Tag::hr:
            case Tag::td:
            case Tag::th:
            case Tag::col:
            case Tag::colgroup:
            case Tag::source: return true;
            default: return false;
        }
    }

    void prune(NodeId root) {
        for (NodeId node = document_.first_child(root); node != html::no_node;) {
            if (wants(node)) {
                // What was chosen within a form stays; a form itself is no part of an article.
                if (document_.tag(node) == Tag::form && is_live(node)) document_.rename(node, Tag::div);
                const bool opaque = document_.kind(node) == NodeKind::element && !is_live(node);
                node = opaque ? document_.next_after(node, root) : document_.next(node, root);
                continue;
            }
            const NodeId next = document_.next_after(node, root);
            document_.detach(node);
            node = next;
        }
    }

    bool wants(NodeId node) const {
        if (is_live(node)) return true;
        if (document_.kind(node) == NodeKind::text) return text::is_blank(document_.text(node));
        return stays_without_text(document_.tag(node)) && !has_text(node);
    }

    bool has_text(NodeId node) const {
        const ElementFacts& facts = page_.facts(node);
        return facts.weight > 0;
    }

    Document& document_;
    const Page& page_;
    std::vector<bool> live_;
};

}  // namespace

NodeId build_body(Document& document, const Page& page, const std::vector<bool>& kept,
                  const std::vector<NodeId>& images) {
    BodyBuilder builder(document, page);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i]) builder.keep(page.blocks[i]);
    }
    for (const NodeId image : images) builder.mark(image);
    return builder.build();
}

}  // namespace webclip::extract
