// Links from one page of an article to the next, and to the whole on one page. Never to the next article.
#pragma once

#include <string>

#include "blocks.h"
#include "extract/extract.h"
#include "url/url.h"

namespace webclip::extract {

struct PageLinks {
    std::string next;    // absolute addresses; "" when there is none
    std::string single;  // only where there is a next page
};

// From rel=next and from links that read "2", "next page", 下一页, 次へ, 다음 in any place of the page; each
// must also be an address that is_next_page.
PageLinks find_page_links(const Page& page, const PageContext& context, const url::Url& base);

}  // namespace webclip::extract
