// The places of a page that speak of the article instead of being it: meta tags, title, headings, microdata,
// bylines, dates. Collected in one pass over the document; read by the metadata_*.cpp files.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "blocks.h"
#include "html/document.h"

namespace webclip::extract {

struct MetaTag {
    std::string name;  // name, property or itemprop in lower case
    std::string_view content;
};

struct Landmarks {
    std::vector<MetaTag> metas;
    std::string_view html_language;
    std::string title;  // <title>, white space collapsed
    std::string_view base_href;
    std::string_view canonical_href;
    std::string_view image_src_href;
    std::string_view amp_href;
    std::string_view print_href;
    html::NodeId main_heading = html::no_node;  // the one that says what <title> says, else the first h1
    std::vector<html::NodeId> headings;         // h1 in document order
    std::vector<html::NodeId> subheadings;      // h2, h3
    std::vector<html::NodeId> times;            // <time>, <abbr class=published>
    std::vector<html::NodeId> item_authors;     // itemprop=author or creator
    std::vector<html::NodeId> item_dates;       // itemprop=datePublished, pubdate, dateCreated
    std::vector<html::NodeId> item_headlines;
    std::vector<html::NodeId> author_links;  // rel=author, and links to author pages
    std::vector<html::NodeId> byline_spots;  // class or id says author
    std::vector<html::NodeId> date_spots;    // class or id says date
    std::vector<html::NodeId> title_spots;   // class or id says title of the entry
    std::vector<html::NodeId> tag_links;     // rel=tag

    // The first non-empty content among the names, in their order.
    std::string_view meta(std::initializer_list<std::string_view> names) const;
};

Landmarks find_landmarks(const Page& page);

// text_content of an element, white space collapsed; at most about 1,000 bytes.
std::string short_text(const html::Document& document, html::NodeId node);
// The block at which the article's heading begins; 0 without one.
std::size_t heading_block(const Page& page, const Landmarks& marks);

}  // namespace webclip::extract
