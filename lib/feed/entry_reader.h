// An <item>, <entry>, <ITEM> or <url> to ParsedEntry.
#pragma once

#include <optional>

#include "element_query.h"
#include "feed/parse.h"
#include "xml_tree.h"

namespace webclip::feed {

struct EntryContext {
    url::Url address;              // of the feed
    std::optional<url::Url> site;  // the page the feed belongs to, as far as known
    ParseLimits limits;
};

ParsedEntry read_entry(const XmlTree& tree, XmlTree::Index entry, const EntryContext& context);
// The <url> of a sitemap, with Google's news and image extensions.
ParsedEntry read_sitemap_url(const XmlTree& tree, XmlTree::Index entry, const EntryContext& context);

// Shared with the other formats: sanitised markup within the limit.
std::string clean_html(std::string_view html, const url::Url& base, std::size_t most_bytes);
void add_category(std::vector<std::string>& categories, std::string_view text);
void add_enclosure(std::vector<Enclosure>& enclosures, Enclosure enclosure);
// The last one of the children that can be read; earlier names win.
std::optional<Timestamp> last_date(const XmlTree& tree, XmlTree::Index parent,
                                   std::initializer_list<ElementName> names);

}  // namespace webclip::feed
