#include "xml_feed.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "element_query.h"
#include "entry_reader.h"
#include "person.h"
#include "text_construct.h"
#include "xml_reader.h"
#include "xml_repair.h"

namespace webclip::feed {
namespace {

using V = Vocabulary;

constexpr std::size_t deepest_entry = 4;
constexpr std::chrono::seconds longest_ttl = std::chrono::days{366};

std::optional<int> read_number(std::string_view text) {
    text = trim_ascii(text);
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end == text.data()) return std::nullopt;
    return number;
}

// Collects entries while the document goes by; then reads what the feed says of itself.
class FeedReader {
  public:
    FeedReader(Format format, const FeedContext& context, const ParseLimits& limits)
        : context_{context.address, std::nullopt, limits} {
        feed_.format = format;
    }

    AfterElement on_element(const XmlTree& tree, XmlTree::Index element, std::size_t depth) {
        if (depth == 0 || depth > deepest_entry || !is_entry(tree, element)) return AfterElement::keep;
        if (seen_++ < context_.limits.skip) return AfterElement::drop;
        if (feed_.entries.size() + feed_.children.size() >= context_.limits.entries) {
            feed_.truncated = true;
            return AfterElement::stop;
        }
        add(tree, element);
        return AfterElement::drop;
    }

    ParsedFeed finish(const XmlTree& tree) {
        const XmlTree::Index channel = channel_of(tree);
        const std::size_t most = context_.limits.title_bytes;
        feed_.title = first_line(tree, channel, {{V::core, "title"}, {V::dublin_core, "title"}}, most);
        if (const auto site = site_of(tree, channel)) feed_.link = site->href();
        feed_.updated = last_date(tree, channel,
                                  {{V::core, "lastbuilddate"},
                                   {V::core, "updated"},
                                   {V::core, "modified"},
                                   {V::dc_terms, "modified"},
                                   {V::dublin_core, "date"},
                                   {V::core, "pubdate"}});
        if (!feed_.updated) feed_.updated = parse_date(tree.attribute(channel, "lastmod"));
        feed_.ttl = ttl_of(tree, channel);
        read_skips(tree, channel);
        feed_.next_url = older_page(tree, channel);
        feed_.language = language_of(tree, channel);
        fill_in_author(authors_of(tree, channel));
        return std::move(feed_);
    }

  private:
    // RFC 5005: the next page of a paged feed, else the archive before this document.
    std::string older_page(const XmlTree& tree, XmlTree::Index channel) const {
        for (const char* relation : {"next", "prev-archive"}) {
            const AtomLink link = best_link(tree, channel, relation);
            if (link.element == XmlTree::none) continue;
            const auto address =
                web_address(link.address, base_of(tree, link.element, context_.address).address);
            if (address) return address->href();
        }
        return {};
    }

    bool is_entry(const XmlTree& tree, XmlTree::Index element) const {
        if (!is_entry_name(tree, element)) return false;
        for (auto above = tree.parent(element); above != XmlTree::none; above = tree.parent(above)) {
            if (is_entry_name(tree, above)) return false;
        }
        return true;
    }

    bool is_entry_name(const XmlTree& tree, XmlTree::Index element) const {
        const V vocabulary = tree.vocabulary(element);
        if (vocabulary != V::core && vocabulary != V::atom) return false;
        const std::string_view name = tree.name(element);
        if (feed_.format == Format::sitemap) return name == "url";
        if (feed_.format == Format::sitemap_index) return name == "sitemap";
        return name == "item" || name == "entry";
    }

    void add(const XmlTree& tree, XmlTree::Index element) {
        if (feed_.format == Format::sitemap) {
            ParsedEntry entry = read_sitemap_url(tree, element, context_);
            if (!entry.url.empty()) feed_.entries.push_back(std::move(entry));
        } else if (feed_.format == Format::sitemap_index) {
            for (const XmlTree::Index location : children_named(tree, element, {V::core, "loc"})) {
                const auto address = web_address(tree.text_content(location), context_.address);
                if (address) feed_.children.push_back(address->href());
            }
        } else {
            if (!context_.site) context_.site = site_of(tree, channel_of(tree));
            feed_.entries.push_back(read_entry(tree, element, context_));
        }
    }

    static XmlTree::Index channel_of(const XmlTree& tree) {
        const auto channels = children_named(tree, tree.root(), {V::core, "channel"});
        return channels.empty() || tree.name(tree.root()) == "channel" ? tree.root() : channels.front();
    }

    std::optional<url::Url> site_of(const XmlTree& tree, XmlTree::Index channel) const {
        const auto resolved = [&](XmlTree::Index element, std::string_view text) {
            return web_address(text, base_of(tree, element, context_.address).address);
        };
        for (const XmlTree::Index link : children_named(tree, channel, {V::core, "link"})) {
            const bool is_text = tree.vocabulary(link) == V::core && !tree.has_attribute(link, "href");
            if (!is_text || link_relation(tree, link) != "alternate") continue;
            if (auto found = resolved(link, tree.text_content(link))) return found;
        }
        if (const AtomLink link = best_link(tree, channel, "alternate"); link.element != XmlTree::none) {
            if (auto found = resolved(link.element, link.address)) return found;
        }
        return resolved(channel, tree.attribute(channel, "href"));
    }

    // RSS's minutes, else the syndication module's period divided by its frequency.
    static std::optional<std::chrono::seconds> ttl_of(const XmlTree& tree, XmlTree::Index channel) {
        constexpr std::size_t longest_word = 32;
        const auto minutes = read_number(first_line(tree, channel, {{V::core, "ttl"}}, longest_word));
        if (minutes && *minutes > 0)
            return std::min<std::chrono::seconds>(std::chrono::minutes{*minutes}, longest_ttl);
        const std::string period =
            to_ascii_lower(first_line(tree, channel, {{V::syndication, "updateperiod"}}, longest_word));
        constexpr std::array<std::pair<std::string_view, std::chrono::seconds>, 5> periods{
            {{"hourly", std::chrono::hours{1}},
             {"daily", std::chrono::days{1}},
             {"weekly", std::chrono::days{7}},
             {"monthly", std::chrono::days{30}},
             {"yearly", std::chrono::days{365}}}};
        const auto found = std::find_if(periods.begin(), periods.end(),
                                        [&period](const auto& p) { return p.first == period; });
        if (found == periods.end()) return std::nullopt;
        const int frequency =
            read_number(first_line(tree, channel, {{V::syndication, "updatefrequency"}}, longest_word))
                .value_or(1);
        return std::max<std::chrono::seconds>(found->second / std::max(frequency, 1),
                                              std::chrono::seconds{1});
    }

    void read_skips(const XmlTree& tree, XmlTree::Index channel) {
        for (const XmlTree::Index hours : children_named(tree, channel, {V::core, "skiphours"})) {
            for (const XmlTree::Index hour : children_named(tree, hours, {V::core, "hour"})) {
                const auto value =
                    read_number(tree.text_content(hour));  // RSS 0.91 counts 1–24, RSS 2.0 0–23
                if (value && *value >= 0 && *value <= 24) add_once(feed_.skip_hours, *value % 24);
            }
        }
        for (const XmlTree::Index days : children_named(tree, channel, {V::core, "skipdays"})) {
            for (const XmlTree::Index day : children_named(tree, days, {V::core, "day"}))
                add_day(tree.text_content(day));
        }
    }

    void add_day(std::string_view text) {
        constexpr std::array<std::string_view, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                        "Friday", "Saturday", "Sunday"};
        for (const std::string_view name : names) {
            if (equals_ignoring_ascii_case(trim_ascii(text), name))
                add_once(feed_.skip_days, std::string{name});
        }
    }

    template <typename T>
    static void add_once(std::vector<T>& all, T value) {
        if (std::find(all.begin(), all.end(), value) == all.end()) all.push_back(std::move(value));
    }

    static std::string language_of(const XmlTree& tree, XmlTree::Index channel) {
        constexpr std::size_t longest_tag = 35;  // BCP 47 §4.4.1
        std::string language =
            first_line(tree, channel, {{V::core, "language"}, {V::dublin_core, "language"}}, longest_tag);
        for (const XmlTree::Index element : {channel, tree.root()}) {
            if (language.empty())
                language = plain_line(tree.attribute(element, "lang", V::xml), TextType::plain, longest_tag);
        }
        std::replace(language.begin(), language.end(), '_', '-');
        return language;
    }

    void fill_in_author(const std::string& author) {
        for (ParsedEntry& entry : feed_.entries) {
            if (entry.author.empty()) entry.author = author;
        }
    }

    ParsedFeed feed_;
    EntryContext context_;
    std::size_t seen_ = 0;
};

}  // namespace

Expected<ParsedFeed, FeedError> read_xml_feed(std::string_view text, const Root& root,
                                              const FeedContext& context, const ParseLimits& limits) {
    const RepairedXml repaired = repair_xml(text, root.at, root.subset);
    FeedReader reader{root.format, context, limits};
    const XmlReading reading =
        read_xml(repaired.text, [&reader](const XmlTree& tree, XmlTree::Index element, std::size_t depth) {
            return reader.on_element(tree, element, depth);
        });
    if (reading.tree.empty()) {
        return Unexpected{FeedError{FeedFailure::malformed, "the feed's first element cannot be read", {}}};
    }
    ParsedFeed feed = reader.finish(reading.tree);
    feed.warnings = repaired.warnings;
    if (!root.is_first_markup) feed.warnings.emplace_back("something stands before the feed");
    if (reading.is_partial) feed.warnings.emplace_back("the feed could be read in part only");
    return feed;
}

}  // namespace webclip::feed
