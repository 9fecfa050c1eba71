// Feed autodiscovery (https://www.rssboard.org/rss-autodiscovery), and for pages without it, links that look
// like feeds.
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "element_query.h"
#include "feed/parse.h"
#include "html/parse.h"
#include "text/decode.h"

namespace webclip::feed {
namespace {

constexpr std::size_t most_links = 50;
constexpr std::size_t most_anchors = 20'000;

bool has_word(std::string_view list, std::string_view word) {
    for (std::string_view rest = list; !rest.empty();) {
        rest = trim_ascii(rest);
        const std::size_t end = std::min(rest.find_first_of(" \t\r\n\f"), rest.size());
        if (equals_ignoring_ascii_case(rest.substr(0, end), word)) return true;
        rest.remove_prefix(end);
    }
    return false;
}

bool is_feed_type(std::string_view type) {
    constexpr std::array<std::string_view, 7> types{
        "application/rss+xml",    "application/atom+xml",   "application/feed+json", "application/rdf+xml",
        "application/x.atom+xml", "application/x-atom+xml", "text/rss+xml"};
    const std::string_view bare = trim_ascii(type.substr(0, type.find(';')));
    return std::any_of(types.begin(), types.end(),
                       [bare](std::string_view known) { return equals_ignoring_ascii_case(bare, known); });
}

// application/json and text/xml are offered for many things; the address decides.
bool is_vague_type(std::string_view type) {
    const std::string_view bare = trim_ascii(type.substr(0, type.find(';')));
    return equals_ignoring_ascii_case(bare, "application/json") ||
           equals_ignoring_ascii_case(bare, "text/xml") ||
           equals_ignoring_ascii_case(bare, "application/xml");
}

bool looks_like_feed(const url::Url& address) {
    const std::string path = to_ascii_lower(address.pathname());
    const std::string query = to_ascii_lower(address.search());
    const std::string host = to_ascii_lower(address.hostname());
    for (const std::string_view end :
         {"/feed",     "/feed/",    "/feeds",   "/feeds/",  "/rss",    "/rss/",    "/atom",
          "/atom/",    ".rss",      ".rdf",     ".atom",    "rss.xml", "atom.xml", "feed.xml",
          "index.xml", "feed.json", "/rss.php", "rss2.xml", "/rss2",   "/rss2/"}) {
        if (path.ends_with(end)) return true;
    }
    if (query.find("feed=rss") != std::string::npos || query.find("feed=atom") != std::string::npos)
        return true;
    return host.starts_with("feeds.") && path.size() > 1;
}

bool is_about_comments(const url::Url& address, std::string_view title) {
    return find_ignoring_ascii_case(address.href(), "comment") != std::string::npos ||
           find_ignoring_ascii_case(title, "comment") != std::string_view::npos ||
           title.find("评论") != std::string_view::npos || title.find("コメント") != std::string_view::npos ||
           title.find("댓글") != std::string_view::npos;
}

struct Candidate {
    std::string address;
    int rank;  // lower is better
};

class LinkFinder {
  public:
    LinkFinder(const html::Document& page, const url::Url& address)
        : page_(page), base_(address), address_(address) {}

    std::vector<std::string> run() {
        for (auto node = page_.root(); node != html::no_node; node = page_.next(node, page_.root())) {
            if (page_.kind(node) != html::NodeKind::element) continue;
            if (page_.tag(node) == html::Tag::base) read_base(node);
            if (page_.tag(node) == html::Tag::link) read_link(node);
            if (page_.tag(node) == html::Tag::a && anchors_++ < most_anchors) read_anchor(node);
        }
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
        std::vector<std::string> links;
        for (Candidate& candidate : found_) {
            if (links.size() < most_links) links.push_back(std::move(candidate.address));
        }
        return links;
    }

  private:
    void read_base(html::NodeId node) {
        if (has_base_) return;
        const auto base = web_address(page_.attribute_or(node, "href"), address_);
        if (!base) return;
        base_ = *base;
        has_base_ = true;
    }

    void read_link(html::NodeId node) {
        const std::string_view relation = page_.attribute_or(node, "rel");
        const std::string_view type = page_.attribute_or(node, "type");
        if (!has_word(relation, "alternate") && !has_word(relation, "feed")) return;
        const auto address = web_address(page_.attribute_or(node, "href"), base_);
        if (!address) return;
        const bool is_feed = is_feed_type(type) || (is_vague_type(type) && looks_like_feed(*address)) ||
                             (type.empty() && has_word(relation, "feed"));
        if (!is_feed) return;
        add(*address, is_about_comments(*address, page_.attribute_or(node, "title")) ? 1 : 0);
    }

    void read_anchor(html::NodeId node) {
        const std::string_view href = page_.attribute_or(node, "href");
        if (href.empty() || href.size() > 2048) return;
        const auto address = web_address(href, base_);
        if (!address) return;
        const bool declared = is_feed_type(page_.attribute_or(node, "type"));
        if (!declared && !looks_like_feed(*address)) return;
        const int rank = is_about_comments(*address, {}) ? 4 : 2;
        add(*address, address->host() == address_.host() ? rank : rank + 1);
    }

    void add(const url::Url& address, int rank) {
        const url::Url plain = address.without_fragment();
        if (plain == address_.without_fragment()) return;  // the page itself
        for (Candidate& known : found_) {
            if (known.address != plain.href()) continue;
            known.rank = std::min(known.rank, rank);
            return;
        }
        if (found_.size() < most_links * 2) found_.push_back({plain.href(), rank});
    }

    const html::Document& page_;
    url::Url base_;
    const url::Url& address_;
    bool has_base_ = false;
    std::size_t anchors_ = 0;
    std::vector<Candidate> found_;
};

}  // namespace

std::vector<std::string> find_feed_links(std::string_view html_bytes, const FeedContext& context) {
    const text::Decoded decoded = text::decode(
        html_bytes, {.kind = text::MarkupKind::html, .label = {}, .content_type = context.content_type});
    const auto page = html::parse(decoded.text);
    if (!page) return {};
    return LinkFinder{*page, context.address}.run();
}

}  // namespace webclip::feed
