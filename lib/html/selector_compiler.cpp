// Text of a selector list to its program (CSS Syntax Level 3, Selectors Level 4).
#include "selector_program.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "base/ascii.h"

namespace webclip::html {

namespace {

constexpr std::size_t longest_text = std::size_t{16} << 10U;
constexpr std::size_t most_compounds = 32;  // of one complex selector: bounds the matcher's recursion
constexpr std::size_t deepest_nesting = 4;

bool is_name_start(char c) {
    return is_ascii_alpha(c) || c == '_' || c == '\\' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name_character(char c) {
    return is_name_start(c) || is_ascii_digit(c) || c == '-';
}

void append_code_point(std::string& out, std::uint32_t c) {
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    const auto byte = [&](std::uint32_t value) {
        out += static_cast<char>(static_cast<unsigned char>(value));
    };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0U | (c >> 6U));
        byte(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        byte(0xE0U | (c >> 12U));
        byte(0x80U | ((c >> 6U) & 0x3FU));
        byte(0x80U | (c & 0x3FU));
    } else {
        byte(0xF0U | (c >> 18U));
        byte(0x80U | ((c >> 12U) & 0x3FU));
        byte(0x80U | ((c >> 6U) & 0x3FU));
        byte(0x80U | (c & 0x3FU));
    }
}

// Thrown within this file only: the way out of the nested calls.
struct SyntaxError {
    std::string message;
};

// A cursor over the text that knows CSS names, strings and numbers.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_{text} {}

    bool at_end() const { return at_ == text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }
    char peek_next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }
    char take() { return text_[at_++]; }
    bool take_if(char c) {
        if (at_end() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    void expect(char c) {
        if (!take_if(c)) fail_here();
    }
    bool skip_spaces() {
        const std::size_t before = at_;
        while (!at_end() && is_ascii_space(text_[at_])) ++at_;
        return at_ != before;
    }

    bool at_name() const {
        return is_name_start(peek()) || (peek() == '-' && (is_name_start(peek_next()) || peek_next() == '-'));
    }
    std::string name() {
        if (!at_name()) fail_here();
        return name_characters();
    }
    std::string name_characters() {
        std::string out;
        while (is_name_character(peek())) {
            if (peek() == '\\') {
                escape(out);
            } else {
                out += take();
            }
        }
        if (out.empty()) fail_here();
        return out;
    }
    bool at_string() const { return peek() == '"' || peek() == '\''; }
    std::string string() {
        const char quote = take();
        std::string out;
        while (!at_end() && peek() != quote) {
            if (peek() == '\\') {
                escape(out);
            } else {
                out += take();
            }
        }
        expect(quote);
        return out;
    }
    // Up to the closing parenthesis, which stays.
    std::string_view argument() {
        const std::size_t start = at_;
        while (!at_end() && peek() != ')') ++at_;
        return trim_ascii(text_.substr(start, at_ - start));
    }

    [[noreturn]] void fail_here() const {
        std::string what =
            at_end() ? std::string{"end"} : "'" + std::string{text_.substr(at_, character_length())} + "'";
        throw SyntaxError{"unexpected " + what + " at " + std::to_string(at_ + 1)};
    }
    [[noreturn]] void fail(std::string_view what) const {
        throw SyntaxError{std::string{what} + " at " + std::to_string(at_ + 1)};
    }

  private:
    std::size_t character_length() const {
        std::size_t length = 1;
        while (at_ + length < text_.size() &&
               (static_cast<unsigned char>(text_[at_ + length]) & 0xC0U) == 0x80U)
            ++length;
        return length;
    }

    void escape(std::string& out) {
        ++at_;
        if (at_end()) fail_here();
        if (!is_ascii_hex_digit(peek())) {
            out += take();
            return;
        }
        std::uint32_t value = 0;
        for (int digits = 0; digits < 6 && is_ascii_hex_digit(peek()); ++digits) {
            value = value * 16 + static_cast<std::uint32_t>(hex_digit_value(take()));
        }
        if (is_ascii_space(peek())) ++at_;
        append_code_point(out, value);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

std::optional<int> read_integer(std::string_view text) {
    const bool is_negative = text.starts_with('-');
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || text.size() > 6 || !std::all_of(text.begin(), text.end(), is_ascii_digit))
        return std::nullopt;
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return is_negative ? -value : value;
}

struct Progression {
    int step = 0;
    int offset = 0;
};

// an+b (CSS Syntax §6), blanks anywhere.
std::optional<Progression> read_progression(std::string_view argument) {
    std::string text = to_ascii_lower(argument);
    std::erase_if(text, is_ascii_space);
    if (text == "odd") return Progression{2, 1};
    if (text == "even") return Progression{2, 0};
    const std::size_t n = text.find('n');
    if (n == std::string::npos) {
        const auto offset = read_integer(text);
        if (!offset) return std::nullopt;
        return Progression{0, *offset};
    }
    const std::string_view front = std::string_view{text}.substr(0, n);
    const std::string_view back = std::string_view{text}.substr(n + 1);
    std::optional<int> step = front.empty() || front == "+" ? 1 : front == "-" ? -1 : read_integer(front);
    const std::optional<int> offset = back.empty()              ? 0
                                      : is_ascii_digit(back[0]) ? std::nullopt
                                                                : read_integer(back);
    if (!step || !offset) return std::nullopt;
    return Progression{*step, *offset};
}

class Compiler {
  public:
    explicit Compiler(std::string_view text) : in_{text} {}

    Selector::Program run() {
        program_.top = list();
        if (!in_.at_end()) in_.fail_here();
        return std::move(program_);
    }

  private:
    enum class Relative { no, yes };

    // Up to a ')' or the end.
    std::size_t list(Relative relative = Relative::no) {
        SelectorList selectors;
        do {
            in_.skip_spaces();
            selectors.push_back(complex(relative));
        } while (in_.take_if(','));
        program_.lists.push_back(std::move(selectors));
        return program_.lists.size() - 1;
    }

    ComplexSelector complex(Relative relative) {
        ComplexSelector compounds;
        Combinator combinator = Combinator::descendant;
        if (relative == Relative::yes) {
            compounds.push_back({combinator, {SimpleTest{TestKind::anchor}}});
            combinator = explicit_combinator().value_or(combinator);
        }
        for (;;) {
            compounds.push_back({combinator, compound()});
            if (compounds.size() > most_compounds) in_.fail("too many steps");
            const bool had_space = in_.skip_spaces();
            if (in_.at_end() || in_.peek() == ',' || in_.peek() == ')') return compounds;
            const auto written = explicit_combinator();
            if (!written && !had_space) in_.fail_here();
            combinator = written.value_or(Combinator::descendant);
        }
    }

    std::optional<Combinator> explicit_combinator() {
        std::optional<Combinator> found;
        if (in_.take_if('>'))
            found = Combinator::child;
        else if (in_.take_if('+'))
            found = Combinator::next_sibling;
        else if (in_.take_if('~'))
            found = Combinator::subsequent_sibling;
        if (found) in_.skip_spaces();
        return found;
    }

    std::vector<SimpleTest> compound() {
        std::vector<SimpleTest> tests;
        const bool is_universal = in_.take_if('*');
        if (!is_universal && in_.at_name()) tests.push_back(type(to_ascii_lower(in_.name())));
        const bool has_type = is_universal || !tests.empty();
        for (;;) {
            if (in_.take_if('#')) {
                tests.push_back({TestKind::id, Tag::none, false, {}, in_.name_characters()});
            } else if (in_.take_if('.')) {
                tests.push_back({TestKind::class_name, Tag::none, false, {}, in_.name()});
            } else if (in_.take_if('[')) {
                tests.push_back(attribute());
            } else if (in_.take_if(':')) {
                pseudo_class(tests);
            } else {
                break;
            }
        }
        if (tests.empty() && !has_type) in_.fail_here();
        return tests;
    }

    static SimpleTest type(std::string name) {
        const Tag tag = tag_from_name(name);
        return {tag == Tag::unknown ? TestKind::unknown_type : TestKind::type, tag, false, std::move(name)};
    }

    SimpleTest attribute() {
        SimpleTest test{TestKind::attribute_present};
        in_.skip_spaces();
        test.name = to_ascii_lower(in_.name());
        in_.skip_spaces();
        if (in_.take_if(']')) return test;
        test.kind = attribute_operator();
        in_.skip_spaces();
        test.value = in_.at_string() ? in_.string() : in_.name_characters();
        in_.skip_spaces();
        if (in_.peek() == 'i' || in_.peek() == 'I') {
            in_.take();
            test.ignore_case = true;
            test.value = to_ascii_lower(test.value);
            in_.skip_spaces();
        }
        in_.expect(']');
        return test;
    }

    TestKind attribute_operator() {
        static constexpr std::array<std::pair<char, TestKind>, 5> operators = {
            {{'~', TestKind::attribute_word},
             {'|', TestKind::attribute_dash},
             {'^', TestKind::attribute_prefix},
             {'$', TestKind::attribute_suffix},
             {'*', TestKind::attribute_substring}}};
        if (in_.take_if('=')) return TestKind::attribute_equals;
        for (const auto& [sign, kind] : operators) {
            if (!in_.take_if(sign)) continue;
            in_.expect('=');
            return kind;
        }
        in_.fail_here();
    }

    void pseudo_class(std::vector<SimpleTest>& tests) {
        const std::string name = to_ascii_lower(in_.name());
        if (in_.take_if('(')) {
            tests.push_back(functional(name));
            in_.skip_spaces();
            in_.expect(')');
            return;
        }
        const auto nth = [](TestKind kind, int offset) {
            SimpleTest test{kind};
            test.offset = offset;
            return test;
        };
        if (name == "first-child" || name == "only-child") tests.push_back(nth(TestKind::nth_child, 1));
        if (name == "last-child" || name == "only-child") tests.push_back({TestKind::last_child});
        if (name == "first-of-type") tests.push_back(nth(TestKind::nth_of_type, 1));
        if (name == "last-of-type") tests.push_back({TestKind::last_of_type});
        if (name == "empty") tests.push_back({TestKind::empty});
        static constexpr std::array<std::string_view, 6> known = {
            "first-child", "only-child", "last-child", "first-of-type", "last-of-type", "empty"};
        if (std::find(known.begin(), known.end(), name) == known.end())
            in_.fail("unknown ':" + name + "' before");
    }

    SimpleTest functional(const std::string& name) {
        in_.skip_spaces();
        if (name == "nth-child") return nth(TestKind::nth_child);
        if (name == "nth-of-type") return nth(TestKind::nth_of_type);
        if (name == "contains") {
            return {TestKind::contains, Tag::none, false, {}, in_.at_string() ? in_.string() : in_.name()};
        }
        if (name == "not") return nested(TestKind::matches_none, Relative::no);
        if (name == "is" || name == "where") return nested(TestKind::matches_any, Relative::no);
        if (name != "has") in_.fail("unknown ':" + name + "()' before");
        if (inside_has_) in_.fail("':has()' inside ':has()' before");
        inside_has_ = true;
        SimpleTest test = nested(TestKind::has, Relative::yes);
        inside_has_ = false;
        return test;
    }

    SimpleTest nth(TestKind kind) {
        const auto progression = read_progression(in_.argument());
        if (!progression) in_.fail("not of the form an+b: what stands before");
        SimpleTest test{kind};
        test.step = progression->step;
        test.offset = progression->offset;
        return test;
    }

    SimpleTest nested(TestKind kind, Relative relative) {
        if (++nesting_ > deepest_nesting) in_.fail("nested too deeply");
        SimpleTest test{kind};
        test.list = list(relative);
        --nesting_;
        return test;
    }

    Scanner in_;
    Selector::Program program_;
    std::size_t nesting_ = 0;
    bool inside_has_ = false;
};

}  // namespace

Expected<Selector, SelectorError> Selector::compile(std::string_view text) {
    if (text.size() > longest_text) {
        return Unexpected{SelectorError{"longer than " + std::to_string(longest_text) + " bytes"}};
    }
    try {
        Selector selector;
        selector.program_ = std::make_shared<const Program>(Compiler{text}.run());
        return selector;
    } catch (const SyntaxError& error) {
        return Unexpected{SelectorError{error.message}};
    }
}

}  // namespace webclip::html
