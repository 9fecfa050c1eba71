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
    std::string message;  // names the place: "unexpected ']' at 14"
};

// Compiled selector list: type, universal, #id, .class, attribute tests (= ~= |= ^= $= *= and the i flag),
// combinators (descendant > + ~), :first-child :last-child :nth-child(an+b) :not() :is() :has() :empty
// :contains("…"). Copyable; pure.
class Selector {
  public:
    static Expected<Selector, SelectorError> compile(std::string_view text);
    bool matches(const Document& document, NodeId element) const;
    // In document order.
    std::vector<NodeId> all(const Document& document, NodeId within) const;
    NodeId first(const Document& document, NodeId within) const;

  private:
    struct Program;
    std::shared_ptr<const Program> program_;  // shared by copies; immutable
};

}  // namespace webclip::html
