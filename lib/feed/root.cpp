#include "root.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "feed/parse.h"
#include "markup_scanner.h"

namespace webclip::feed {
namespace {

constexpr std::size_t farthest_root = 256U << 10U;

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The value of an attribute whose name is `name` in any case; "" when absent.
std::string_view attribute(const MarkupToken& tag, std::string_view name) {
    const auto found =
        std::find_if(tag.attributes.begin(), tag.attributes.end(),
                     [name](const RawAttribute& a) { return equals_ignoring_ascii_case(a.name, name); });
    return found == tag.attributes.end() ? std::string_view{} : found->value;
}

bool declares(const MarkupToken& tag, std::string_view part_of_namespace) {
    return std::any_of(
        tag.attributes.begin(), tag.attributes.end(), [part_of_namespace](const RawAttribute& a) {
            return starts_with_ignoring_ascii_case(a.name, "xmlns") &&
                   find_ignoring_ascii_case(a.value, part_of_namespace) != std::string_view::npos;
        });
}

Format rss_format(const MarkupToken& tag) {
    const std::string_view version = trim_ascii(attribute(tag, "version"));
    if (version.starts_with("0.90")) return Format::rss_090;
    if (version.starts_with("0.91")) return Format::rss_091;
    if (version.starts_with("0.9")) return Format::rss_092;
    return Format::rss_20;
}

Format rdf_format(const MarkupToken& tag) {
    return declares(tag, "netscape.com/rdf/simple/0.9") ? Format::rss_090 : Format::rss_10;
}

Format atom_format(const MarkupToken& tag) {
    const bool old = declares(tag, "purl.org/atom/ns#") || attribute(tag, "version") == "0.3";
    return old && !declares(tag, "www.w3.org/2005/atom") ? Format::atom_03 : Format::atom_10;
}

Format format_of(const MarkupToken& tag) {
    const std::string name = to_ascii_lower(local_name(tag.name));
    if (name == "rss") return rss_format(tag);
    if (name == "rdf") return rdf_format(tag);
    if (name == "feed") return atom_format(tag);
    if (name == "urlset") return Format::sitemap;
    if (name == "sitemapindex") return Format::sitemap_index;
    return Format::unknown;
}

bool is_html_name(std::string_view name) {
    constexpr std::array<std::string_view, 30> names{
        "html", "head", "body", "title", "meta",  "link", "script", "style",    "div",    "p",
        "h1",   "h2",   "a",    "span",  "table", "br",   "center", "noscript", "iframe", "form",
        "ul",   "main", "img",  "b",     "i",     "font", "pre",    "section",  "header", "article"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

// <channel> may stand alone: CDF, and RSS whose <rss> was lost. Only as the first element of all.
Format lone_channel(const MarkupToken& tag) {
    if (!equals_ignoring_ascii_case(local_name(tag.name), "channel")) return Format::unknown;
    return tag.name == "channel" ? Format::rss_20 : Format::cdf;
}

bool is_blank(std::string_view text) {
    return trim_ascii(text).empty();
}

}  // namespace

Root find_root(std::string_view text) {
    MarkupScanner scanner{text.substr(0, std::min(text.size(), farthest_root))};
    Root root;
    bool first = true;
    while (const MarkupToken* token = scanner.next()) {
        if (token->kind == MarkupKind::doctype && root.subset.empty()) root.subset = token->content;
        if (token->kind == MarkupKind::text && !is_blank(token->content)) root.is_first_markup = false;
        if (token->kind != MarkupKind::start_tag) continue;
        root.format = format_of(*token);
        if (root.format == Format::unknown && first) root.format = lone_channel(*token);
        if (root.format != Format::unknown) {
            root.kind = RootKind::feed;
            root.at = token->offset;
            return root;
        }
        const std::string name = to_ascii_lower(token->name);
        if (first && is_html_name(name)) root.kind = RootKind::html;
        if (name == "html" || name == "body") {
            root.kind = RootKind::html;
            return root;
        }
        first = false;
        root.is_first_markup = false;
    }
    return root;
}

Root find_opml_root(std::string_view text) {
    MarkupScanner scanner{text.substr(0, std::min(text.size(), farthest_root))};
    Root root;
    while (const MarkupToken* token = scanner.next()) {
        if (token->kind == MarkupKind::doctype && root.subset.empty()) root.subset = token->content;
        if (token->kind != MarkupKind::start_tag) continue;
        const std::string name = to_ascii_lower(token->name);
        if (name != "opml" && name != "outline" && name != "outlinedocument") continue;
        root.kind = RootKind::feed;
        root.at = token->offset;
        return root;
    }
    return root;
}

// The first bytes with zero bytes and byte order mark left out: enough for UTF-16 and UTF-32 too.
Format detect_format(std::string_view bytes) {
    std::string head;
    for (const char c : bytes.substr(0, farthest_root)) {
        if (c != '\0') head += c;
    }
    std::string_view text = head;
    for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
        if (text.starts_with(mark)) text.remove_prefix(mark.size());
    }
    text = trim_ascii(text);
    if (text.starts_with('{')) {
        const bool feed = text.find("\"items\"") != std::string_view::npos ||
                          text.find("jsonfeed.org") != std::string_view::npos;
        return feed ? Format::json_feed : Format::unknown;
    }
    return find_root(text).format;
}

}  // namespace webclip::feed
