#include "repeats.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "html/tag.h"
#include "site_marks.h"

namespace webclip::extract {

using html::NodeId;
using html::Tag;

namespace {

constexpr std::uint32_t long_weight = 60;

// From one end to the first kept block that is new.
template <typename Index>
void drop_run(std::vector<bool>& kept, const std::vector<bool>& repeated, Index index) {
    for (std::size_t step = 0; step < kept.size(); ++step) {
        const std::size_t i = index(step);
        if (kept[i] && !repeated[i]) return;
        kept[i] = false;
    }
}

bool is_repeated_on_purpose(const html::Document& document, NodeId container) {
    for (NodeId node = container; node != html::no_node; node = document.parent(node)) {
        switch (document.tag(node)) {
            case Tag::pre:
            case Tag::td:
            case Tag::th:
            case Tag::blockquote: return true;
            default: break;
        }
        const std::string_view classes = document.attribute_or(node, "class");
        if (find_ignoring_ascii_case(classes, "quote") != std::string_view::npos) return true;
    }
    return false;
}

// The kept blocks whose text stands in an earlier kept block that is no sibling.
std::vector<bool> find_doubles(const Page& page, const std::vector<bool>& kept) {
    const html::Document& document = *page.document;
    std::vector<bool> doubles(kept.size());
    std::unordered_map<std::string_view, NodeId> parent_of_first;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) continue;
        const NodeId container = page.blocks[i].container;
        const NodeId parent = document.parent(container);
        const auto [first, is_new] = parent_of_first.emplace(page.text_of(page.blocks[i]), parent);
        doubles[i] = !is_new && first->second != parent && !is_repeated_on_purpose(document, container);
    }
    return doubles;
}

}  // namespace

std::vector<bool> without_doubles(const Page& page, std::vector<bool> kept) {
    const std::vector<bool> doubles = find_doubles(page, kept);
    for (std::size_t from = 0; from < kept.size();) {
        bool has_long = false;
        std::size_t to = from;
        for (; to < kept.size() && (doubles[to] || !kept[to]); ++to)
            has_long = has_long || (doubles[to] && page.blocks[to].weight >= long_weight);
        if (has_long)
            std::fill(kept.begin() + static_cast<std::ptrdiff_t>(from),
                      kept.begin() + static_cast<std::ptrdiff_t>(to), false);
        from = to + 1;
    }
    return kept;
}

std::vector<bool> without_repeats(const Page& page, std::vector<bool> kept, const EarlierPages& earlier) {
    if (earlier.blocks.empty()) return kept;
    const std::unordered_set<std::uint32_t> known{earlier.blocks.begin(), earlier.blocks.end()};
    std::vector<bool> repeated(kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) continue;
        const std::uint32_t mark = text_mark(page.text_of(page.blocks[i]));
        repeated[i] = mark == no_mark || known.count(mark) > 0;
        if (mark != no_mark && repeated[i] && page.blocks[i].weight >= long_weight) kept[i] = false;
    }
    const std::size_t count = kept.size();
    drop_run(kept, repeated, [](std::size_t step) { return step; });
    drop_run(kept, repeated, [count](std::size_t step) { return count - 1 - step; });
    return kept;
}

void remove_repeated_images(html::Document& document, NodeId body, const EarlierPages& earlier) {
    std::vector<NodeId> images;
    for (NodeId node = body; node != html::no_node; node = document.next(node, body)) {
        if (document.tag(node) != Tag::img) continue;
        const std::string_view address = document.attribute_or(node, "src");
        if (!address.empty() &&
            std::find(earlier.images.begin(), earlier.images.end(), address) != earlier.images.end())
            images.push_back(node);
    }
    for (const NodeId image : images) {
        NodeId whole = image;
        for (NodeId node = image; node != body && node != html::no_node; node = document.parent(node)) {
            if (document.tag(node) == Tag::figure) whole = node;
        }
        document.detach(whole);
    }
}

std::vector<std::uint32_t> marks_of_kept(const Page& page, const std::vector<bool>& kept) {
    std::vector<std::uint32_t> marks;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const std::uint32_t mark = kept[i] ? text_mark(page.text_of(page.blocks[i])) : no_mark;
        if (mark != no_mark) marks.push_back(mark);
    }
    return marks;
}

}  // namespace webclip::extract
