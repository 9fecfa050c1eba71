// One picture, written down several times: a blurred preview beside the real one, a file a screen size
// (declared in images.h).
#include <algorithm>

#include "base/ascii.h"
#include "images.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;

namespace {

struct Address {
    std::string_view path;  // with scheme and host
    std::string_view query;
};

Address split(std::string_view address) {
    const std::size_t end = std::min(address.find_first_of("?#"), address.size());
    return {address.substr(0, end), address.substr(end)};
}

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

// A name no second picture has by chance.
bool is_distinct_name(std::string_view name) {
    constexpr std::size_t shortest = 8;
    return name.size() >= shortest && std::any_of(name.begin(), name.end(), is_ascii_digit);
}

// The largest number in it: a width, if it is about sizes at all.
long largest_number(std::string_view text) {
    constexpr long most = 100'000'000;
    long largest = 0;
    long value = 0;
    for (const char c : text) {
        value = is_ascii_digit(c) && value < most ? value * 10 + (c - '0') : 0;
        largest = std::max(largest, value);
    }
    return largest;
}

bool is_size(std::string_view text) {
    constexpr std::size_t longest = 24;
    return text.size() <= longest && (text.empty() || largest_number(text) > 0);
}

struct Difference {
    std::string_view first;
    std::string_view second;
};

// What differs between two addresses, as whole path segments.
Difference difference(std::string_view first, std::string_view second) {
    const std::size_t shorter = std::min(first.size(), second.size());
    std::size_t start = 0;
    for (std::size_t i = 0; i < shorter && first[i] == second[i]; ++i) {
        if (first[i] == '/') start = i + 1;
    }
    std::size_t end = 0;
    for (std::size_t i = 0; i + start < shorter; ++i) {
        const char c = first[first.size() - 1 - i];
        if (c != second[second.size() - 1 - i]) break;
        if (c == '/') end = i;
    }
    return {first.substr(start, first.size() - start - end),
            second.substr(start, second.size() - start - end)};
}

enum class Larger { neither, first, second };  // neither: they are no twins

Larger compare(std::string_view first, std::string_view second) {
    const Address a = split(first);
    const Address b = split(second);
    const std::string_view name = file_name(a.path);
    if (name.empty() || name != file_name(b.path)) return Larger::neither;
    if (a.path == b.path) {
        if (!names_image_file(a.path)) return Larger::neither;
        return largest_number(a.query) > largest_number(b.query) ? Larger::first : Larger::second;
    }
    const Difference differing = difference(a.path, b.path);
    if (!is_distinct_name(name) || !is_size(differing.first) || !is_size(differing.second))
        return Larger::neither;
    return largest_number(differing.first) > largest_number(differing.second) ? Larger::first
                                                                              : Larger::second;
}

// ai2html, which many newsrooms draw with, writes a graphic once a screen size; scripts show one of them.
bool has_wider_variant(const Document& document, NodeId image) {
    NodeId variant = document.parent(image);
    while (variant != html::no_node && !document.attribute(variant, "data-min-width"))
        variant = document.parent(variant);
    if (variant == html::no_node) return false;
    const auto least_width = [&](NodeId node) {
        return largest_number(document.attribute_or(node, "data-min-width"));
    };
    const NodeId holder = document.parent(variant);
    for (NodeId other = document.first_child(holder); other != html::no_node;
         other = document.next_sibling(other)) {
        if (least_width(other) > least_width(variant)) return true;
    }
    return false;
}

}  // namespace

std::vector<NodeId> without_twins(const Document& document, const std::vector<ImageSpot>& spots) {
    std::vector<NodeId> images;
    std::string before;
    std::uint32_t block_before = 0;
    for (const ImageSpot& spot : spots) {
        if (has_wider_variant(document, spot.node)) continue;
        std::string address = best_address(document, spot.node);
        const Larger larger =
            !images.empty() && block_before == spot.block ? compare(before, address) : Larger::neither;
        block_before = spot.block;
        if (larger == Larger::first) continue;
        if (larger == Larger::second) images.pop_back();
        images.push_back(spot.node);
        before = std::move(address);
    }
    return images;
}

}  // namespace webclip::extract
