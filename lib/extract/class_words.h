// What class and id names say of an element: words sorted into subjects. To teach the extractor a word, add
// it to the table in class_words.cpp; what the subjects weigh is learnt (block_model.h), never decided by a
// word alone.
#pragma once

#include <cstdint>
#include <string_view>

namespace webclip::extract {

enum class Subject : std::uint8_t {
    article,
    content,
    comment,
    related,
    share,
    navigation,
    footer,
    side,
    advert,
    author,
    meta,
    newsletter,
    caption,
    dialog,
    header,
    keywords,
    title,
    hidden,
    quote,
    forum,
    cards,
    references,
    code,
    buttons,
};
inline constexpr int subject_count = 24;

// One bit a Subject.
using SubjectSet = std::uint32_t;
constexpr SubjectSet subject_bit(Subject subject) {
    return SubjectSet{1} << static_cast<unsigned>(subject);
}

// The subjects of all words in a class or id attribute. Words are runs of ASCII letters, also cut at
// camelCase humps.
SubjectSet subjects_of(std::string_view names);

}  // namespace webclip::extract
