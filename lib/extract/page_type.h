// What kind of page this is, by its own claims and its shape.
#pragma once

#include <string>

#include "blocks.h"
#include "json_ld.h"
#include "landmarks.h"
#include "url/url.h"

namespace webclip::extract {

// "article", "forum", "listing", "product" or "documentation".
std::string page_type(const Page& page, const Landmarks& marks, const LinkedArticle& linked,
                      const url::Url& address);

}  // namespace webclip::extract
