// The srcset attribute (WHATWG HTML, "parse a srcset attribute").
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace webclip::media {

struct SrcsetCandidate {
    std::string url;     // as written
    int width = 0;       // w descriptor; 0: none
    double density = 0;  // x descriptor; 0: none (or the useless "0x")
};

// In source order; candidates with invalid descriptors are dropped, as the standard says.
std::vector<SrcsetCandidate> parse_srcset(std::string_view srcset);
// The one to archive: the widest up to 2,048 px, else the narrowest above; where none names a width, the
// densest up to 2x, else the least dense above. The first of equals; nullptr for an empty list.
const SrcsetCandidate* best_candidate(const std::vector<SrcsetCandidate>& candidates);

}  // namespace webclip::media
