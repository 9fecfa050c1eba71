// Everything about the article but its body. One file a question:
//   wrong title      metadata_title.cpp
//   wrong byline     metadata_byline.cpp (which claims), byline_names.h (names out of a line),
//                    byline_cjk.h (记者, 文／, 기자)
//   wrong date       metadata_dates.cpp (which claims), date_vote.h (which wins), date_lines.h ("updated"),
//                    date_day.h and date_clock.h (forms of dates)
//   wrong site name  metadata_site.cpp
//   wrong language   metadata_language.cpp
//   wrong paywall    access.h
//   refused page     wall.h
//   the rest         metadata.cpp
// Each gathers claims from the landmarks and the JSON-LD and lets them vote (vote.h).
#pragma once

#include <string>
#include <vector>

#include "date_text.h"
#include "extract/extract.h"
#include "json_ld.h"
#include "landmarks.h"
#include "model/article.h"
#include "vote.h"

namespace webclip::extract {

class SiteEvidence;

struct MetadataSources {
    const Page& page;
    const Landmarks& marks;
    const LinkedArticle& linked;
    const PageContext& context;
    const SiteEvidence& site;
};

struct Dates {
    std::optional<FoundDate> published;
    std::optional<FoundDate> modified;
    std::string why;
    std::string why_modified;
};

Election elect_title(const MetadataSources& sources, const std::string& site);
Election elect_byline(const MetadataSources& sources, const std::string& site);
Dates elect_dates(const MetadataSources& sources);
Election elect_site(const MetadataSources& sources);
std::string elect_language(const MetadataSources& sources);
// Section, tags, excerpt, canonical address and twins.
void fill_labels(const MetadataSources& sources, model::Article& article);

// All of the above into `article`; `explanation` may be nullptr.
void read_metadata(const MetadataSources& sources, model::Article& article, Explanation* explanation);

// `title` without the site's name at either end, when a separator sets it off.
std::string strip_site(std::string_view title, std::string_view site);

}  // namespace webclip::extract
