// What a page's JSON-LD scripts claim of its article (https://schema.org). Claims only: they are one voice
// among several in every vote, since no field is right more often than nine times in ten.
#pragma once

#include <string>
#include <vector>

#include "html/document.h"

namespace webclip::extract {

struct LinkedArticle {
    std::string type;  // "NewsArticle", "DiscussionForumPosting", "Product"; "" when there is no JSON-LD
    std::string headline;
    std::vector<std::string> authors;
    std::string published;
    std::string modified;
    std::string publisher;
    std::string description;
    std::string body;
    std::vector<std::string> images;
    std::string section;
    std::vector<std::string> keywords;
    std::string language;
    bool is_free = true;  // isAccessibleForFree
};

// Damaged scripts are read as far as a lenient reader gets, or skipped. Bounded work on hostile input.
LinkedArticle read_linked_data(const std::vector<html::DataScript>& scripts);

}  // namespace webclip::extract
