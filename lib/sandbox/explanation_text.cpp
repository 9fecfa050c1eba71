#include "explanation_text.h"

#include <algorithm>
#include <cmath>

namespace webclip::sandbox {
namespace {

std::string rounded(double score) {
    const auto tenths = static_cast<long long>(std::llround(std::clamp(score, -1e12, 1e12) * 10));
    const long long magnitude = tenths < 0 ? -tenths : tenths;
    return (tenths < 0 ? "-" : "") + std::to_string(magnitude / 10) + "." + std::to_string(magnitude % 10);
}

}  // namespace

std::string explanation_text(const extract::Explanation& explanation) {
    std::string out;
    for (const auto& candidate : explanation.candidates) {
        out += "candidate " + candidate.name + " " + rounded(candidate.score) + " " + candidate.path + "\n";
        for (const std::string& reason : candidate.reasons) out += "    " + reason + "\n";
    }
    for (const std::string& line : explanation.pruned) out += "pruned " + line + "\n";
    for (const std::string& line : explanation.metadata) out += line + "\n";
    return out;
}

}  // namespace webclip::sandbox
