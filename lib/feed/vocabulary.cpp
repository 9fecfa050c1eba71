#include "vocabulary.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace webclip::feed {
namespace {

struct Known {
    std::string_view uri;  // lower case, without scheme and final "/" or "#"
    Vocabulary vocabulary;
};

constexpr std::array known_uris{
    Known{"www.w3.org/2005/atom", Vocabulary::atom},
    Known{"purl.org/atom/ns", Vocabulary::atom},
    Known{"purl.org/atom-blog/ns", Vocabulary::atom},
    Known{"purl.org/rss/1.0", Vocabulary::core},
    Known{"purl.org/net/rss1.1", Vocabulary::core},
    Known{"my.netscape.com/rdf/simple/0.9", Vocabulary::core},
    Known{"my.netscape.com/publish/formats/rss-0.91.dtd", Vocabulary::core},
    Known{"channel.netscape.com/rdf/simple/0.9", Vocabulary::core},
    Known{"backend.userland.com/rss", Vocabulary::core},
    Known{"backend.userland.com/rss2", Vocabulary::core},
    Known{"blogs.law.harvard.edu/tech/rss", Vocabulary::core},
    Known{"www.sitemaps.org/schemas/sitemap/0.9", Vocabulary::core},
    Known{"www.google.com/schemas/sitemap/0.84", Vocabulary::core},
    Known{"www.google.com/schemas/sitemap/0.9", Vocabulary::core},
    Known{"purl.org/dc/elements/1.1", Vocabulary::dublin_core},
    Known{"purl.org/dc/elements/1.0", Vocabulary::dublin_core},
    Known{"purl.org/dc/terms", Vocabulary::dc_terms},
    Known{"purl.org/rss/1.0/modules/content", Vocabulary::content},
    Known{"search.yahoo.com/mrss", Vocabulary::media},
    Known{"www.rssboard.org/media-rss", Vocabulary::media},
    Known{"tools.search.yahoo.com/mrss", Vocabulary::media},
    Known{"www.itunes.com/dtds/podcast-1.0.dtd", Vocabulary::itunes},
    Known{"example.com/dtds/podcast-1.0.dtd", Vocabulary::itunes},
    Known{"purl.org/rss/1.0/modules/syndication", Vocabulary::syndication},
    Known{"rssnamespace.org/feedburner/ext/1.0", Vocabulary::feedburner},
    Known{"www.pheedo.com/namespace/pheedo", Vocabulary::feedburner},
    Known{"www.w3.org/1999/xhtml", Vocabulary::xhtml},
    Known{"www.w3.org/1999/02/22-rdf-syntax-ns", Vocabulary::rdf},
    Known{"www.google.com/schemas/sitemap-news/0.9", Vocabulary::news},
    Known{"www.google.com/schemas/sitemap-image/1.1", Vocabulary::image},
    Known{"www.w3.org/xml/1998/namespace", Vocabulary::xml},
};

struct Prefix {
    std::string_view prefix;
    Vocabulary vocabulary;
};

constexpr std::array known_prefixes{
    Prefix{"atom", Vocabulary::atom},
    Prefix{"atom10", Vocabulary::atom},
    Prefix{"dc", Vocabulary::dublin_core},
    Prefix{"dcterms", Vocabulary::dc_terms},
    Prefix{"content", Vocabulary::content},
    Prefix{"media", Vocabulary::media},
    Prefix{"itunes", Vocabulary::itunes},
    Prefix{"sy", Vocabulary::syndication},
    Prefix{"feedburner", Vocabulary::feedburner},
    Prefix{"xhtml", Vocabulary::xhtml},
    Prefix{"rdf", Vocabulary::rdf},
    Prefix{"rss", Vocabulary::core},
    Prefix{"news", Vocabulary::news},
    Prefix{"image", Vocabulary::image},
    Prefix{"xml", Vocabulary::xml},
};

}  // namespace

Vocabulary vocabulary_of(std::string_view prefix, std::string_view uri, std::string_view root) {
    if (uri.empty()) {
        if (prefix.empty()) return Vocabulary::core;
        const auto known = std::find_if(known_prefixes.begin(), known_prefixes.end(),
                                        [prefix](const Prefix& p) { return p.prefix == prefix; });
        return known == known_prefixes.end() ? Vocabulary::other : known->vocabulary;
    }
    std::string_view bare = trim_ascii(uri);
    if (const std::size_t scheme = bare.find("://"); scheme != std::string_view::npos)
        bare.remove_prefix(scheme + 3);
    while (bare.ends_with('/') || bare.ends_with('#')) bare.remove_suffix(1);
    const auto known = std::find_if(known_uris.begin(), known_uris.end(), [bare](const Known& k) {
        return equals_ignoring_ascii_case(k.uri, bare);
    });
    if (known != known_uris.end()) return known->vocabulary;
    return uri == root ? Vocabulary::core : Vocabulary::other;
}

}  // namespace webclip::feed
