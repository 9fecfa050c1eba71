// What the words of a short line say of its purpose: "Read more", 关連記事, 责任编辑：. A feature for the
// model, not a delete rule. To teach a phrase, add it to the table in phrase_cues.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace webclip::extract {

enum class Cue : std::uint8_t {
    none,
    related,
    share,
    subscribe,
    copyright,
    advert,
    comments,
    byline,
    credit,
    source,
    keywords,
    navigation,
    editor,
    login,
    about_author,
    correction,
};
inline constexpr int cue_count = 16;

// The purpose that the beginning of `line` states; Cue::none for most lines. ASCII case is ignored.
Cue cue_of(std::string_view line);

}  // namespace webclip::extract
