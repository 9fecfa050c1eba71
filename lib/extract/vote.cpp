#include "vote.h"

#include <cstdint>

#include "base/ascii.h"

namespace webclip::extract {

std::string compare_key(std::string_view text) {
    std::string key;
    key.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            if (is_ascii_alnum(text[at])) key.push_back(to_ascii_lower(text[at]));
            continue;
        }
        const std::string_view three = text.substr(at, 3);
        // General punctuation, CJK punctuation and fullwidth punctuation are no letters.
        if (three.size() == 3 && (three.substr(0, 2) == "\xE2\x80" || three.substr(0, 2) == "\xE3\x80" ||
                                  three.substr(0, 2) == "\xEF\xBC")) {
            at += 2;
            continue;
        }
        if (three.substr(0, 2) == "\xC2\xA0" || three.substr(0, 2) == "\xC2\xAB" ||
            three.substr(0, 2) == "\xC2\xBB") {
            at += 1;
            continue;
        }
        key.push_back(text[at]);
    }
    return key;
}

Election elect(std::vector<Claim> claims) {
    struct Group {
        std::string_view key;
        const Claim* first = nullptr;
        double weight = 0;
        std::string why;
    };
    std::vector<Group> groups;
    for (Claim& claim : claims) {
        if (claim.value.empty()) continue;
        if (claim.key.empty()) claim.key = compare_key(claim.value);
        if (claim.key.empty()) continue;
        Group* group = nullptr;
        for (Group& known : groups) {
            if (known.key == claim.key) group = &known;
        }
        if (group == nullptr) group = &groups.emplace_back(Group{claim.key, &claim, 0, {}});
        group->weight += claim.weight;
        group->why += (group->why.empty() ? "" : " + ") + claim.source;
    }
    const Group* best = nullptr;
    for (const Group& group : groups) {
        if (best == nullptr || group.weight > best->weight) best = &group;
    }
    if (best == nullptr) return {};
    return {best->first->value, best->weight, best->why};
}

}  // namespace webclip::extract
