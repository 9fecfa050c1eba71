// What is remembered of one host's pages: which of them had what in common. Facts are kept as hashes
// ("marks": of a block's text, of a place in the tree, of the end of a title), never as text, so that neither
// a large nor a hostile site makes it grow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace webclip::model {

// What one page says of its site.
struct PageNotes {
    std::uint32_t page = 0;                  // hash of its address
    std::vector<std::uint32_t> marks;        // each once
    std::vector<std::uint32_t> long_blocks;  // of them, the long blocks of its article: pages that share many
                                             // are one page
};

struct SitePage {
    std::uint32_t page = 0;
    std::uint32_t long_blocks = 0;

    friend bool operator==(const SitePage&, const SitePage&) = default;
};

struct SiteMark {
    std::uint32_t mark = 0;
    std::uint32_t pages = 0;  // bit n: the page in place n has it; never 0

    friend bool operator==(const SiteMark&, const SiteMark&) = default;
};

inline constexpr std::size_t site_pages_limit = 16;  // the latest distinct ones; older ones are forgotten
inline constexpr std::size_t site_marks_limit = 3000;
inline constexpr std::size_t page_marks_limit = 512;

struct SiteProfile {
    std::vector<SitePage> pages;  // by place
    std::vector<SiteMark> marks;  // ascending by mark
    std::uint32_t next_place = 0;

    friend bool operator==(const SiteProfile&, const SiteProfile&) = default;
};

}  // namespace webclip::model
