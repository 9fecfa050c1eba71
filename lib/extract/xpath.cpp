#include "xpath.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "css_string.h"

namespace webclip::extract {
namespace {

constexpr int deepest = 24;  // brackets within brackets: bounds the recursion

// How the value of an attribute or the text of an element is asked.
struct Operand {
    std::string attribute;  // "" : the element's text
    bool as_words = false;  // concat(' ', …, ' ')
};

bool is_name_char(char c) {
    return is_ascii_alnum(c) || c == '-' || c == '_';
}

// One level of brackets, for as long as it is read.
class Nesting {
  public:
    explicit Nesting(int& depth) : depth_(depth) { ++depth_; }
    ~Nesting() { --depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    Nesting(Nesting&&) = delete;
    Nesting& operator=(Nesting&&) = delete;

  private:
    int& depth_;
};

// One path on its way to a selector.
struct Path {
    std::string css;
    int steps = 0;
};

class Translator {
  public:
    explicit Translator(std::string_view text) : rest_(text) {}

    Expected<std::string, std::string> translate() {
        std::string list;
        do {
            if (!list.empty()) list += ", ";
            list += whole_path();
        } while (failure_.empty() && accept("|"));
        if (failure_.empty() && !at_end()) fail("cannot read '" + std::string{rest_.substr(0, 30)} + "'");
        if (!failure_.empty()) return Unexpected{failure_};
        return list;
    }

  private:
    void fail(std::string why) {
        if (failure_.empty()) failure_ = std::move(why);
        rest_ = {};
    }
    void skip_space() { rest_ = rest_.substr(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }
    bool at_end() {
        skip_space();
        return rest_.empty();
    }
    bool sees(std::string_view token) {
        skip_space();
        return rest_.starts_with(token);
    }
    bool accept(std::string_view token) {
        if (!sees(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    // A word that ends where a name does: "or" of "or @id", not of "order".
    bool accept_word(std::string_view word) {
        if (!sees(word) || (rest_.size() > word.size() && is_name_char(rest_[word.size()]))) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    bool accept_call(std::string_view name) {
        const std::string_view before = rest_;
        if (accept_word(name) && accept("(")) return true;
        rest_ = before;
        return false;
    }
    void expect(std::string_view token) {
        if (!accept(token))
            fail("'" + std::string{token} + "' is missing at '" + std::string{rest_.substr(0, 30)} + "'");
    }
    std::string name() {
        skip_space();
        std::size_t length = 0;
        while (length < rest_.size() && is_name_char(rest_[length])) ++length;
        std::string found = to_ascii_lower(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return found;
    }
    std::string literal() {
        skip_space();
        if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) {
            fail("a text in quotes is missing");
            return {};
        }
        const std::size_t end = rest_.find(rest_.front(), 1);
        if (end == std::string_view::npos) {
            fail("a quote is not closed");
            return {};
        }
        std::string found{rest_.substr(1, end - 1)};
        rest_.remove_prefix(end + 1);
        return found;
    }

    std::string whole_path() {
        const bool in_brackets = accept("(");
        Path path;
        if (accept(".")) skip_space();
        bool is_child = false;
        // A single "/" is that of the document, whose only element is html.
        if (!accept("//")) accept("/");
        do {
            step(path, is_child);
        } while (failure_.empty() && next_separator(is_child));
        if (path.steps == 0) fail("names no element");
        // The first of all: rules take the first match where they take one.
        if (in_brackets) {
            expect(")");
            if (accept("[")) {
                expect("1");
                expect("]");
            }
        }
        return path.css;
    }

    bool next_separator(bool& is_child) {
        if (accept("//")) {
            is_child = false;
            return true;
        }
        is_child = true;
        return accept("/");
    }

    void step(Path& path, bool is_child) {
        if (accept("@")) {
            name();
            return;
        }
        if (accept_call("text")) return expect(")");
        if (accept("..")) return go_to_parent(path, "*");
        if (accept(".")) return;
        const std::string word = name_or_any();
        if (accept("::")) return along(path, word, is_child);
        element(path, word, is_child ? " > " : " ");
    }

    // Empty for "*", which is still to be read.
    std::string name_or_any() { return sees("*") ? std::string{} : name(); }

    void along(Path& path, const std::string& axis, bool is_child) {
        const std::string word = name_or_any();
        if (axis == "following-sibling") return element(path, word, " ~ ");
        if (axis == "descendant" || axis == "descendant-or-self") return element(path, word, " ");
        if (axis == "child") return element(path, word, is_child ? " > " : " ");
        if (axis != "parent" && axis != "self") return fail("the axis '" + axis + "' is not supported");
        if (word.empty()) accept("*");
        if (axis == "parent") return go_to_parent(path, word.empty() ? "*" : word);
        if (!word.empty()) path.css += ":is(" + word + ")";
        predicates(path, word, {});
    }

    void element(Path& path, const std::string& word, const std::string& combinator) {
        if (word.empty() && !accept("*")) return fail("an element's name is missing");
        if (sees("(")) return fail("the function '" + word + "' is not supported");
        if (path.steps > 0) path.css += combinator;
        path.css += word.empty() ? "*" : word;
        ++path.steps;
        predicates(path, word, combinator);
    }

    // Only of one step: what stands before it would be lost.
    void go_to_parent(Path& path, const std::string& parent) {
        if (path.steps != 1) return fail("the parent of a longer path is not supported");
        path.css = parent + ":has(> " + path.css + ")";
        predicates(path, parent, {});
    }

    void predicates(Path& path, const std::string& word, const std::string& combinator) {
        bool is_first = true;
        while (failure_.empty() && accept("[")) {
            if (const auto place = position(word)) {
                if (!is_first) return fail("a position behind another condition is not supported");
                if (combinator == " ~ " && *place == ":nth-of-type(1)")
                    return fail("the first sibling of a name is not supported");
                if (combinator == " ~ " && *place == ":nth-child(1)") {
                    // The next sibling of any name.
                    path.css.replace(path.css.rfind(" ~ "), 3, " + ");
                } else {
                    path.css += *place;
                }
            } else {
                path.css += any_of();
            }
            expect("]");
            is_first = false;
        }
    }

    // "3" or "last()", when that is all between the brackets.
    std::optional<std::string> position(const std::string& word) {
        const std::string_view before = rest_;
        const std::string kind = word.empty() || word == "*" ? "child" : "of-type";
        const bool has_call = accept_call("position") && accept(")") && accept("=");
        std::string number;
        skip_space();
        while (!rest_.empty() && is_ascii_digit(rest_.front())) {
            number += rest_.front();
            rest_.remove_prefix(1);
        }
        if (!number.empty() && sees("]")) return ":nth-" + kind + "(" + number + ")";
        if (!has_call && accept_call("last") && accept(")") && sees("]")) return ":last-" + kind;
        rest_ = before;
        return std::nullopt;
    }

    // "a or b and c". The only ways down are this and operand().
    std::string any_of() {
        const Nesting nesting{depth_};
        if (depth_ > deepest) {
            fail("too many brackets");
            return {};
        }
        std::string first = all_of();
        if (!accept_word("or")) return first;
        std::string list = first;
        do {
            list += ", " + all_of();
        } while (failure_.empty() && accept_word("or"));
        return ":is(" + list + ")";
    }

    std::string all_of() {
        std::string both = condition();
        while (failure_.empty() && accept_word("and")) both += condition();
        return both;
    }

    std::string condition() {
        if (accept_call("not")) {
            std::string inner = any_of();
            expect(")");
            return ":not(" + inner + ")";
        }
        if (accept("(")) {
            std::string inner = any_of();
            expect(")");
            return inner;
        }
        if (accept_call("contains")) return text_test("*=", "contains");
        if (accept_call("starts-with")) return text_test("^=", "starts-with");
        if (sees("@") || sees("normalize-space")) return attribute_test();
        return existence();
    }

    std::string attribute_test() {
        const Operand value = operand();
        if (value.attribute.empty()) {
            fail("the whole text of an element can only be asked with contains()");
            return {};
        }
        if (accept("!="))
            return "[" + value.attribute + "]:not([" + value.attribute + "=" + css_string(literal()) + "])";
        if (accept("=")) return "[" + value.attribute + "=" + css_string(literal()) + "]";
        return "[" + value.attribute + "]";
    }

    std::string text_test(const std::string& sign, std::string_view function) {
        const Operand value = operand();
        expect(",");
        std::string wanted = literal();
        expect(")");
        if (value.attribute.empty()) {
            if (function != "contains") fail("the text of an element can only be asked with contains()");
            return ":contains(" + css_string(wanted) + ")";
        }
        // ' word ' within concat(' ', @class, ' '): one of the words.
        const bool is_word = value.as_words && wanted.size() > 2 && wanted.front() == ' ' &&
                             wanted.back() == ' ' && wanted.find(' ', 1) == wanted.size() - 1;
        if (is_word)
            return "[" + value.attribute + "~=" + css_string(wanted.substr(1, wanted.size() - 2)) + "]";
        if (value.as_words && sign == "*=") wanted = std::string{trim_ascii(wanted)};
        return "[" + value.attribute + sign + css_string(wanted) + "]";
    }

    Operand operand() {
        const Nesting nesting{depth_};
        if (depth_ > deepest) {
            fail("too many brackets");
            return {};
        }
        if (accept_call("concat")) {
            literal();
            expect(",");
            Operand value = operand();
            expect(",");
            literal();
            expect(")");
            value.as_words = true;
            return value;
        }
        if (accept_call("normalize-space")) {
            Operand value = sees(")") ? Operand{} : operand();
            expect(")");
            return value;
        }
        if (accept("@")) return {name(), false};
        if (accept_call("text")) {
            expect(")");
            return {};
        }
        if (!accept("."))
            fail("an attribute or text() is missing at '" + std::string{rest_.substr(0, 30)} + "'");
        return {};
    }

    // [img], [.//img], [self::div]: an element that is there.
    std::string existence() {
        if (accept_word("self")) {
            expect("::");
            const std::string word = sees("*") ? std::string{} : name();
            if (word.empty()) accept("*");
            return ":is(" + (word.empty() ? std::string{"*"} : word) + ")";
        }
        Path path;
        bool is_child = true;
        if (accept(".//")) {
            is_child = false;
        } else {
            accept("./");
        }
        const std::string start = is_child ? "> " : "";
        if (!sees("*") && (rest_.empty() || !is_ascii_alpha(rest_.front()))) {
            fail("cannot read the condition '" + std::string{rest_.substr(0, 30)} + "'");
            return {};
        }
        const bool goes_deep = accept_word("descendant") && accept("::");
        do {
            step(path, is_child);
        } while (failure_.empty() && next_separator(is_child));
        return ":has(" + (goes_deep ? std::string{} : start) + path.css + ")";
    }

    std::string_view rest_;
    std::string failure_;
    int depth_ = 0;
};

}  // namespace

Expected<std::string, std::string> css_from_xpath(std::string_view xpath) {
    return Translator{trim_ascii(xpath)}.translate();
}

}  // namespace webclip::extract
