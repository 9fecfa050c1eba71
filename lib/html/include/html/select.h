// CSS selectors over a Document, the part of Selectors Level 4 that rules and extraction need.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "html/document.h"

namespace webclip::html {

struct SelectorError {
    std::string message;  // names the place, bytes from 1: "unexpected ']' at 14"
};

// Compiled selector list: type, universal, #id, .class, attribute tests (= ~= |= ^= $= *= and the i flag),
// combinators (descendant > + ~), :first-child :last-child :only-child :nth-child(an+b) :first-of-type
// :last-of-type :nth-of-type(an+b) :not() :is() :where() :has() :empty :contains("…"). Names of elements and
// attributes in any case, ids, classes and values as they stand. Copyable; pure. The work of one call is
// bounded (matching_steps): on a page made to exceed it, elements late in the page count as not matching.
class Selector {
  public:
    static Expected<Selector, SelectorError> compile(std::string_view text);
    bool matches(const Document& document, NodeId element) const;
    // Below `within`, without itself, in document order; what stands around `within` counts as well.
    std::vector<NodeId> all(const Document& document, NodeId within) const;
    NodeId first(const Document& document, NodeId within) const;

    struct Program;
    static constexpr std::size_t matching_steps = 50'000'000;

  private:
    std::shared_ptr<const Program> program_;  // shared by copies; immutable
};

}  // namespace webclip::html
