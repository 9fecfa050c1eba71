// Whatever the bytes: candidates as the standard cuts them, and one of them is the best. Markup that needs
// images is given local ones and nothing else.
#include "fuzz.h"
#include "media/plan.h"
#include "media/srcset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const std::string_view bytes = fuzz::bytes_of(data, size);
    const auto candidates = media::parse_srcset(bytes);
    for (const auto& candidate : candidates) {
        fuzz::expect(!candidate.url.empty() && candidate.url.find_first_of(" \t\n\f\r") == std::string::npos);
        fuzz::expect(bytes.find(candidate.url) != std::string_view::npos);
        fuzz::expect(candidate.width >= 0 && candidate.density >= 0);
    }
    const media::SrcsetCandidate* best = media::best_candidate(candidates);
    fuzz::expect((best == nullptr) == candidates.empty());
    media::original_behind_proxy(bytes);
    media::localize(bytes, {{.path = "../media/a.jpg", .original = "https://example.org/a.jpg"}, {}});
    return 0;
}
