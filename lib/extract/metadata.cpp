#include "metadata.h"

#include <algorithm>

#include "base/ascii.h"
#include "html/tag.h"
#include "text/utf8.h"
#include "url/url.h"

namespace webclip::extract {
namespace {

constexpr std::size_t most_tags = 32;

void add_tags(std::string_view list, std::vector<std::string>& tags) {
    for (const std::string_view piece : split_ascii(list, ',')) {
        std::string tag = text::collapse_whitespace(piece);
        if (tag.empty() || tag.size() > 80 || tags.size() >= most_tags) continue;
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    }
}

// An absolute web address of ordinary length, or "".
std::string absolute(std::string_view href, const url::Url& base) {
    constexpr std::size_t longest = 2048;
    if (href.empty()) return {};
    const auto address = url::resolve(href, base);
    return address && address->is_http() && address->href().size() <= longest ? address->href()
                                                                              : std::string();
}

void fill_addresses(const MetadataSources& sources, model::Article& article) {
    const url::Url& base = sources.context.address;
    article.canonical_url = absolute(sources.marks.canonical_href, base);
    if (article.canonical_url.empty()) article.canonical_url = absolute(sources.marks.meta({"og:url"}), base);
    article.amp_url = absolute(sources.marks.amp_href, base);
    article.print_url = absolute(sources.marks.print_href, base);
}

}  // namespace

void fill_labels(const MetadataSources& sources, model::Article& article) {
    const Landmarks& marks = sources.marks;
    article.excerpt = text::collapse_whitespace(marks.meta({"og:description"}));
    if (article.excerpt.empty())
        article.excerpt = text::collapse_whitespace(marks.meta({"description", "dc.description"}));
    if (article.excerpt.empty()) article.excerpt = text::collapse_whitespace(sources.linked.description);
    if (article.excerpt.empty())
        article.excerpt = text::collapse_whitespace(marks.meta({"twitter:description"}));
    article.section = text::collapse_whitespace(sources.linked.section);
    if (article.section.empty()) article.section = text::collapse_whitespace(marks.meta({"article:section"}));
    for (const MetaTag& tag : marks.metas) {
        if (tag.name == "article:tag") add_tags(tag.content, article.tags);
    }
    for (const std::string& keyword : sources.linked.keywords) add_tags(keyword, article.tags);
    for (const html::NodeId node : marks.tag_links)
        add_tags(short_text(*sources.page.document, node), article.tags);
    if (article.tags.empty())
        add_tags(marks.meta({"news_keywords", "keywords", "parsely-tags"}), article.tags);
    fill_addresses(sources, article);
}

void read_metadata(const MetadataSources& sources, model::Article& article, Explanation* explanation) {
    const Election site = elect_site(sources);
    const Election title = elect_title(sources, site.value);
    const Election byline = elect_byline(sources, site.value);
    const Dates dates = elect_dates(sources);
    article.site = site.value;
    article.title = title.value;
    article.byline = byline.value;
    if (dates.published) {
        article.published = dates.published->instant;
        article.published_text = dates.published->iso;
    }
    if (dates.modified) article.modified = dates.modified->instant;
    article.language = elect_language(sources);
    fill_labels(sources, article);
    if (explanation == nullptr) return;
    const auto explain = [&](const char* what, const std::string& value, const std::string& why) {
        if (!value.empty())
            explanation->metadata.push_back(std::string(what) + ": '" + value + "' (" + why + ")");
    };
    explain("title", title.value, title.why);
    explain("byline", byline.value, byline.why);
    explain("published", article.published_text, dates.why);
    if (dates.modified) explain("modified", dates.modified->iso, dates.why_modified);
    explain("site", site.value, site.why);
    const auto show = [&](const char* what, const std::string& value) {
        explain(what, value, "as declared");
    };
    show("section", article.section);
    show("canonical", article.canonical_url);
    show("amp", article.amp_url);
    show("print", article.print_url);
    explain("language", article.language, "declared unless the text says otherwise");
}

}  // namespace webclip::extract
