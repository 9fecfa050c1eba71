#include "html/select.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "selector_program.h"

namespace webclip::html {

namespace {

bool has_word(std::string_view list, std::string_view word) {
    if (word.empty() || std::any_of(word.begin(), word.end(), is_ascii_space)) return false;
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool starts = at == 0 || is_ascii_space(list[at - 1]);
        if (starts && (end == list.size() || is_ascii_space(list[end]))) return true;
    }
    return false;
}

bool has_value(TestKind kind, std::string_view value, std::string_view wanted) {
    switch (kind) {
        case TestKind::attribute_equals: return value == wanted;
        case TestKind::attribute_word: return has_word(value, wanted);
        case TestKind::attribute_dash:
            return value.starts_with(wanted) &&
                   (value.size() == wanted.size() || value[wanted.size()] == '-');
        case TestKind::attribute_prefix: return !wanted.empty() && value.starts_with(wanted);
        case TestKind::attribute_suffix: return !wanted.empty() && value.ends_with(wanted);
        case TestKind::attribute_substring:
            return !wanted.empty() && value.find(wanted) != std::string_view::npos;
        default: return true;
    }
}

// Whether index = step × n + offset for some n ≥ 0.
bool is_in_progression(int index, int step, int offset) {
    const int difference = index - offset;
    return step == 0 ? difference == 0 : difference % step == 0 && difference / step >= 0;
}

// Tries one program on elements of one document. Recursion follows the selector, whose size is bounded, never
// the page.
class Matcher {
  public:
    Matcher(const Selector::Program& program, const Document& document)
        : program_{program}, document_{document} {}

    bool matches(NodeId element) { return matches_any(program_.lists[program_.top], element); }
    bool is_exhausted() const { return steps_ == 0; }

  private:
    // False when the work of this call is used up.
    bool spend(std::size_t steps = 1) {
        steps_ -= std::min(steps_, steps);
        return steps_ > 0;
    }

    bool matches_any(const SelectorList& list, NodeId element) {
        return std::any_of(list.begin(), list.end(), [&](const ComplexSelector& selector) {
            return matches_up_to(selector, selector.size() - 1, element);
        });
    }

    // Whether `element` is one for the compound `last`, with the compounds before it matched around.
    bool matches_up_to(const ComplexSelector& selector, std::size_t last, NodeId element) {
        if (!spend() || !matches_compound(selector[last], element)) return false;
        if (last == 0) return true;
        switch (selector[last].combinator) {
            case Combinator::child: {
                const NodeId parent = document_.parent(element);
                return parent != no_node && document_.is_element(parent) &&
                       matches_up_to(selector, last - 1, parent);
            }
            case Combinator::next_sibling: {
                const NodeId before = element_before(element);
                return before != no_node && matches_up_to(selector, last - 1, before);
            }
            case Combinator::descendant:
                for (NodeId above = document_.parent(element); above != no_node;
                     above = document_.parent(above)) {
                    if (document_.is_element(above) && matches_up_to(selector, last - 1, above)) return true;
                }
                return false;
            case Combinator::subsequent_sibling: break;
        }
        for (NodeId before = element_before(element); before != no_node; before = element_before(before)) {
            if (matches_up_to(selector, last - 1, before)) return true;
            if (is_exhausted()) return false;
        }
        return false;
    }

    bool matches_compound(const Compound& compound, NodeId element) {
        return std::all_of(compound.tests.begin(), compound.tests.end(),
                           [&](const SimpleTest& test) { return passes(test, element); });
    }

    bool passes(const SimpleTest& test, NodeId element) {
        switch (test.kind) {
            case TestKind::type: return document_.tag(element) == test.tag;
            case TestKind::unknown_type:
                return document_.tag(element) == Tag::unknown && document_.name(element) == test.name;
            case TestKind::id: return document_.attribute(element, "id") == test.value;
            case TestKind::class_name: return has_word(document_.attribute_or(element, "class"), test.value);
            case TestKind::nth_child:
                return is_in_progression(index_among_siblings(element), test.step, test.offset);
            case TestKind::nth_of_type:
                return is_in_progression(index_of_type(element), test.step, test.offset);
            case TestKind::last_child: return element_after(element) == no_node;
            case TestKind::last_of_type: return is_last_of_type(element);
            case TestKind::empty: return is_empty(element);
            case TestKind::contains: return contains(element, test.value);
            case TestKind::matches_any: return matches_any(program_.lists[test.list], element);
            case TestKind::matches_none: return !matches_any(program_.lists[test.list], element);
            case TestKind::has: return has(program_.lists[test.list], element);
            case TestKind::anchor: return element == anchor_;
            default: return passes_attribute(test, element);
        }
    }

    bool passes_attribute(const SimpleTest& test, NodeId element) const {
        const auto value = document_.attribute(element, test.name);
        if (!value) return false;
        return test.ignore_case ? has_value(test.kind, to_ascii_lower(*value), test.value)
                                : has_value(test.kind, *value, test.value);
    }

    NodeId element_before(NodeId node) {
        do {
            node = document_.previous_sibling(node);
        } while (node != no_node && spend() && !document_.is_element(node));
        return node;
    }
    NodeId element_after(NodeId node) {
        do {
            node = document_.next_sibling(node);
        } while (node != no_node && spend() && !document_.is_element(node));
        return node;
    }

    bool is_same_type(NodeId a, NodeId b) const {
        return document_.tag(a) == document_.tag(b) && document_.name(a) == document_.name(b);
    }

    // From 1. Elements come in document order, so the index of the sibling asked about last is mostly near.
    int index_among_siblings(NodeId element) {
        int steps = 1;
        for (NodeId before = element_before(element); before != no_node;
             before = element_before(before), ++steps) {
            if (before == counted_) {
                steps += counted_index_;
                break;
            }
        }
        counted_ = element;
        counted_index_ = steps;
        return steps;
    }

    int index_of_type(NodeId element) {
        int index = 1;
        for (NodeId before = element_before(element); before != no_node; before = element_before(before)) {
            if (is_same_type(before, element)) ++index;
        }
        return index;
    }

    bool is_last_of_type(NodeId element) {
        for (NodeId after = element_after(element); after != no_node; after = element_after(after)) {
            if (is_same_type(after, element)) return false;
        }
        return true;
    }

    bool is_empty(NodeId element) {
        for (NodeId child = document_.first_child(element); child != no_node;
             child = document_.next_sibling(child)) {
            if (!spend() || document_.is_element(child) || !document_.text(child).empty()) return false;
        }
        return true;
    }

    bool contains(NodeId element, std::string_view text) {
        const std::string content = text_content(document_, element);
        return spend(content.size()) && content.find(text) != std::string::npos;
    }

    bool has(const SelectorList& list, NodeId element) {
        const NodeId outer = std::exchange(anchor_, element);
        const bool found = std::any_of(list.begin(), list.end(), [&](const ComplexSelector& selector) {
            return has_relative(selector, element);
        });
        anchor_ = outer;
        return found;
    }

    // The first compound is the anchor itself, so the second tells where to look.
    bool has_relative(const ComplexSelector& selector, NodeId element) {
        const Combinator first = selector[1].combinator;
        if (first == Combinator::descendant || first == Combinator::child)
            return has_below(selector, element);
        for (NodeId after = element_after(element); after != no_node; after = element_after(after)) {
            if (matches_up_to(selector, selector.size() - 1, after) || has_below(selector, after))
                return true;
            if (is_exhausted()) return false;
        }
        return false;
    }

    bool has_below(const ComplexSelector& selector, NodeId top) {
        for (NodeId node = document_.next(top, top); node != no_node; node = document_.next(node, top)) {
            if (document_.is_element(node) && matches_up_to(selector, selector.size() - 1, node)) return true;
            if (!spend()) return false;
        }
        return false;
    }

    const Selector::Program& program_;
    const Document& document_;
    std::size_t steps_ = Selector::matching_steps;
    NodeId anchor_ = no_node;
    NodeId counted_ = no_node;
    int counted_index_ = 0;
};

}  // namespace

bool Selector::matches(const Document& document, NodeId element) const {
    return document.is_element(element) && Matcher{*program_, document}.matches(element);
}

std::vector<NodeId> Selector::all(const Document& document, NodeId within) const {
    std::vector<NodeId> found;
    Matcher matcher{*program_, document};
    for (NodeId node = document.next(within, within); node != no_node; node = document.next(node, within)) {
        if (document.is_element(node) && matcher.matches(node)) found.push_back(node);
        if (matcher.is_exhausted()) break;
    }
    return found;
}

NodeId Selector::first(const Document& document, NodeId within) const {
    Matcher matcher{*program_, document};
    for (NodeId node = document.next(within, within); node != no_node; node = document.next(node, within)) {
        if (document.is_element(node) && matcher.matches(node)) return node;
        if (matcher.is_exhausted()) break;
    }
    return no_node;
}

}  // namespace webclip::html
