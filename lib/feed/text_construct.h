// The text of feed elements, in the several disguises it comes in: plain, escaped once or twice, as markup,
// in base64.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "xml_tree.h"

namespace webclip::feed {

enum class TextType {
    plain,  // as it stands
    html,   // markup and references
    guess,  // plain but for references and tags that HTML's authors put into titles
};

// One line without markup, of at most `most_bytes`.
std::string plain_line(std::string_view text, TextType type, std::size_t most_bytes);
// The same of an element, whose `type` and `mode` attributes count where its vocabulary gives them a meaning.
std::string plain_line_of(const XmlTree& tree, XmlTree::Index element, std::size_t most_bytes);

// What an element's text is as HTML; not sanitised. "" for content that is no text (images, src=).
std::string html_of(const XmlTree& tree, XmlTree::Index element);

// Paragraphs and line breaks of plain text as markup.
std::string html_of_plain_text(std::string_view text);

// RFC 4648, blanks ignored; what stands before the first foreign character.
std::string decode_base64(std::string_view text);

// The longest prefix of at most `most_bytes` that ends between two code points.
std::string_view cut_utf8(std::string_view text, std::size_t most_bytes);

}  // namespace webclip::feed
