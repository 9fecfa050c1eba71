// A compiled selector list: what the compiler writes and the matcher reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/expected.h"
#include "html/select.h"
#include "html/tag.h"

namespace webclip::html {

enum class Combinator : std::uint8_t { descendant, child, next_sibling, subsequent_sibling };

enum class TestKind : std::uint8_t {
    type,
    unknown_type,  // by name
    id,
    class_name,
    attribute_present,
    attribute_equals,
    attribute_word,       // ~=
    attribute_dash,       // |=
    attribute_prefix,     // ^=
    attribute_suffix,     // $=
    attribute_substring,  // *=
    nth_child,
    nth_of_type,
    last_child,
    last_of_type,
    empty,
    contains,
    matches_any,   // :is(), :where()
    matches_none,  // :not()
    has,
    anchor,  // the element whose :has() is being tried
};

struct SimpleTest {
    TestKind kind{};
    Tag tag = Tag::none;
    bool ignore_case = false;
    std::string name = {};   // of a type, attribute
    std::string value = {};  // of an attribute, id, class, text
    int step = 0;            // of an+b: a
    int offset = 0;          // b
    std::size_t list = 0;    // of nested selectors: index into lists
};

struct Compound {
    // How the element must stand to the one of the compound before; of no meaning in the first one.
    Combinator combinator = Combinator::descendant;
    std::vector<SimpleTest> tests;
};

using ComplexSelector = std::vector<Compound>;  // in source order
using SelectorList = std::vector<ComplexSelector>;

struct Selector::Program {
    std::vector<SelectorList> lists;  // nested ones too
    std::size_t top = 0;              // the list that is the selector itself
};

}  // namespace webclip::html
