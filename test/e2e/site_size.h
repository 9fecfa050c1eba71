// How much of the corpus the tests over it take: little in the suite, more on request.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <string>

namespace webclip::test {

inline std::size_t number_from_environment(const char* name, std::size_t otherwise) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read only
    return text == nullptr ? otherwise : std::stoul(text);
}

inline std::size_t site_pages() {
    return number_from_environment("WEBCLIP_SITE_PAGES", 24);
}
inline std::size_t site_kills() {
    return number_from_environment("WEBCLIP_SITE_KILLS", 9);
}

}  // namespace webclip::test
