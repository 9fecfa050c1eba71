// Finds the article in a page. Pure: the document in, the article out; what is known of the site comes as a
// value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "base/timestamp.h"
#include "html/document.h"
#include "model/article.h"
#include "model/site_profile.h"
#include "model/source.h"
#include "url/url.h"

namespace webclip::extract {

// Raised whenever the same page may give another article; stored with every revision.
inline constexpr std::string_view version = "1";

// What the earlier pages of an article in several pages have shown already: it is not shown again.
struct EarlierPages {
    std::vector<std::uint32_t> blocks;  // as PageFacts::blocks
    std::vector<std::string> images;    // addresses
};

struct PageContext {
    url::Url address;  // after redirects
    std::string
        announced_title;  // what the feed called the entry; "" when unknown. A hint, never the answer alone
    model::Rules rules;
    std::optional<Timestamp> fetched = {};         // when the page was read: none of its dates is later
    std::vector<model::SiteRule> site_rules = {};  // tried after `rules`
    model::SiteProfile site = {};                  // what other pages of the host taught (site_memory.h)
    EarlierPages earlier = {};
};

// What a page tells beside its article.
struct PageFacts {
    model::PageNotes notes;             // for the site's profile
    std::vector<std::uint32_t> blocks;  // hashes of the article's blocks
    std::string next_page;              // absolute address of the article's next page; "" when there is none
    std::string single_page;            // of the whole article on one page
    std::vector<model::RuleOutcome> rules;  // of every rule that was tried
};

// What RuleOutcome::rule can say for rules of the configuration: "title: h1".
std::vector<std::string> rule_names(const model::Rules& rules);

enum class ExtractFailure { no_article, bad_rule };

struct ExtractError {
    ExtractFailure code;
    std::string message;  // "no article", or which selector is wrong where
};

// Why a page gave what it gave: candidates with their scores, what was pruned, where metadata came from. For
// people; the keys are stable enough to read, not to depend on.
struct Explanation {
    struct Candidate {
        std::string name;
        std::string path;  // "html>body>div#main>article"
        double score = 0;
        std::vector<std::string> reasons;
    };
    std::vector<Candidate> candidates;
    std::vector<std::string> pruned;    // "related-links: 'Read more'…"
    std::vector<std::string> metadata;  // "title: og:title 'X' (3 votes)"
};

// Edits `document` (it is consumed). Article::html is sanitised with absolute URLs; Article::images are those
// that stand in it, best candidate first; captions stay at their pictures. Article::text is what was chosen
// of the page, without captions that were not and without the links in the place of films. `explanation` and
// `facts` are filled when they are wanted.
Expected<model::Article, ExtractError> extract(html::Document document, const PageContext& context,
                                               Explanation* explanation = nullptr,
                                               PageFacts* facts = nullptr);

// The article of a feed entry's own markup: no search, only sanitising, images and text.
model::Article from_feed_content(std::string_view html, const url::Url& base);

}  // namespace webclip::extract
