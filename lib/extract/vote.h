// Metadata by vote: every source makes a claim, equal claims add up, the heaviest group wins.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace webclip::extract {

struct Claim {
    std::string value;   // as it would be shown
    std::string source;  // "og:title"
    double weight = 1;
    std::string key;  // what makes two claims equal; compare_key(value) unless given
};

// Letters and digits only, ASCII in lower case: "Hello, World!" and "hello world" are one claim.
std::string compare_key(std::string_view text);

struct Election {
    std::string value;  // the first claim of the winning group; "" without claims
    double weight = 0;
    std::string why;  // "og:title + h1"
};

// Claims with an empty value are ignored. Ties go to the earlier claim.
Election elect(std::vector<Claim> claims);

}  // namespace webclip::extract
