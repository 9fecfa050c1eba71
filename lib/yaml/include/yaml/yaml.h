// YAML read with the place of every node, and scalars written so that every YAML reader gives them back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace webclip::yaml {

struct Place {
    int line = 1;    // from 1
    int column = 1;  // from 1, in bytes
};

enum class NodeType { null, scalar, sequence, mapping };

struct Entry;

// One node of a parsed document, owning its children. Mappings keep their order and their duplicate keys:
// refusing them is the caller's, who can name them.
struct Node {
    NodeType type = NodeType::null;
    Place place;
    std::string scalar;
    bool quoted = false;         // a quoted scalar (or one tagged !!str) is a string whatever it looks like
    std::vector<Node> items;     // sequence
    std::vector<Entry> entries;  // mapping

    const Node* find(std::string_view key) const;  // first entry with that key; nullptr when absent
};

// A mapping's entry. Not a std::pair: libstdc++'s cannot stand inside Node, which is incomplete there.
struct Entry {
    Node key;
    Node value;
};

struct YamlError {
    Place place;
    std::string message;
};

struct Limits {
    std::size_t bytes = 16U << 20U;
    std::size_t depth = 64;
    std::size_t nodes = 200'000;
};

// One document in UTF-8 (an empty one is a null node), without recursion deeper than `limits.depth` and in
// time linear in its bytes. Refused, each with its place: anchors and aliases, tags other than the core ones,
// a second document, control characters, anything past a limit, and a scalar, comment or flow collection of
// more than 256 KiB.
Expected<Node, YamlError> parse(std::string_view text, const Limits& limits = {});

// `text`, which must be valid UTF-8, as a double-quoted scalar on one line that readers of YAML 1.1 and 1.2
// give back.
std::string quote(std::string_view text);

}  // namespace webclip::yaml
