// The namespaces whose elements mean something in a feed.
#pragma once

#include <cstdint>
#include <string_view>

namespace webclip::feed {

enum class Vocabulary : std::uint8_t {
    core,  // no namespace, RSS's own ones, the root's own one
    atom,
    dublin_core,
    dc_terms,
    content,
    media,
    itunes,
    syndication,
    feedburner,
    xhtml,
    rdf,
    news,
    image,
    xml,
    other
};

// By address, with the spellings met in feeds (case, http/https, final slash); by the usual prefix when no
// namespace is declared for it. `root` is the namespace of the root, which counts as core when unknown.
Vocabulary vocabulary_of(std::string_view prefix, std::string_view uri, std::string_view root);

}  // namespace webclip::feed
