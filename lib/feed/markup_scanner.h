// Cuts XML-like text into tags, text and the rest, whatever its state; the first half of reading broken
// feeds.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace webclip::feed {

struct RawAttribute {
    std::string_view name;
    std::string_view value;  // references not yet replaced
};

enum class MarkupKind { text, start_tag, end_tag, cdata, comment, instruction, doctype };

struct MarkupToken {
    MarkupKind kind = MarkupKind::text;
    std::size_t offset = 0;    // of its first byte
    std::string_view name;     // of tags, as written, with the prefix
    std::string_view content;  // of text and CDATA; of a doctype: its internal subset
    std::vector<RawAttribute> attributes;
    bool self_closing = false;
    bool is_cut = false;  // its end is missing
};

// Linear in the length of the text, whatever it holds. The text must outlive the scanner and its tokens.
class MarkupScanner {
  public:
    static constexpr std::size_t most_attributes = 256;  // an element's further ones are passed over
    static constexpr std::size_t longest_name = 256;     // longer ones are cut

    explicit MarkupScanner(std::string_view text, std::size_t from = 0) : text_(text), at_(from) {}

    // The next token, valid until the next call; nothing at the end.
    const MarkupToken* next();

  private:
    void read_text();
    bool read_tag();
    void read_end_tag();
    void read_attributes();
    bool read_attribute();
    std::string_view read_value();
    void read_declaration();
    void read_instruction();
    void read_cdata();
    void read_doctype();
    std::string_view read_name();
    void skip_space();
    bool starts_markup(std::size_t at) const;
    bool at_end() const { return at_ >= text_.size(); }
    // Moves behind `mark` and returns what stood before it; at the end of the text when there is none.
    std::string_view take_until(std::string_view mark);

    std::string_view text_;
    std::size_t at_;
    MarkupToken token_;
    // Where a search is known to find nothing any more: keeps repeated searches linear.
    bool no_double_quote_ = false;
    bool no_single_quote_ = false;
    bool no_instruction_end_ = false;
    bool seen_doctype_ = false;
};

}  // namespace webclip::feed
