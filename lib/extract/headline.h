// What a heading says beside the headline itself: the kicker above it, the label of a thread.
#pragma once

#include <string>

#include "html/document.h"

namespace webclip::extract {

struct Heading {
    std::string whole;
    std::string headline;  // without kicker; the same where there is none
};

// By the names of the heading's elements. To teach a name, add it to the table in headline.cpp.
Heading read_heading(const html::Document& document, html::NodeId heading);

}  // namespace webclip::extract
