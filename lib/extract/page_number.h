// Addresses of the pages of one article: "/story", "/story?page=2", "/story/3/", "/story_4.html".
#pragma once

#include "url/url.h"

namespace webclip::extract {

enum class PageOf { first, later };

// Whether `candidate` is the page after `current` of the same article: the same host, the same address but
// for a page number, which is one higher. The address of a first page may have no number; a later page's has.
bool is_next_page(const url::Url& current, const url::Url& candidate, PageOf position);

// Whether `candidate` is the same article in another form: its path or query begins as `current`'s does.
bool is_same_story(const url::Url& current, const url::Url& candidate);

}  // namespace webclip::extract
