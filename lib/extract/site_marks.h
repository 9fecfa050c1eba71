// The hashes by which a site's profile remembers what pages have. Kinds are salted, so that a title never
// looks like a block. Changing one makes old profiles useless, never wrong.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "blocks.h"

namespace webclip::extract {

inline constexpr std::uint32_t no_mark = 0;  // of what is too short to tell anything

// Letters only, in lower case; numbers count as one digit: "12 comments" and "7 Comments" are the same.
std::uint32_t text_mark(std::string_view text);
// What stands in a place of the tree: its container's tag and class, and those of the three elements around
// it.
enum class Place : std::uint8_t { body, byline, date };
std::uint32_t place_mark(Place place, const Page& page, const Block& block);
std::uint32_t address_mark(std::string_view path);

// The pieces at both ends of a title that a separator sets off, longest first.
struct TitleEnd {
    std::string_view rest;
    std::uint32_t mark = no_mark;
};
std::vector<TitleEnd> title_ends(std::string_view title);

}  // namespace webclip::extract
