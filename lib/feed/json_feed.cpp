#include "json_feed.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "element_query.h"
#include "entry_reader.h"
#include "person.h"
#include "text_construct.h"

namespace webclip::feed {
namespace {

using Json = nlohmann::json;

constexpr std::size_t deepest_value = 64;
constexpr std::size_t most_values = 1'000'000;
constexpr std::size_t longest_name = 512;

const Json& member(const Json& object, const char* name) {
    static const Json nothing;
    if (!object.is_object()) return nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

// "" for what is no string.
std::string_view string_of(const Json& value) {
    const auto* text = value.get_ptr<const std::string*>();
    return text == nullptr ? std::string_view{} : std::string_view{*text};
}

std::string_view string_in(const Json& object, const char* name) {
    return string_of(member(object, name));
}

// Identifiers should be strings; numbers are read as such (version 1.1, "id").
std::string identifier(const Json& value) {
    if (value.is_number()) return value.dump();
    constexpr std::size_t longest_id = 4096;
    return std::string{cut_utf8(trim_ascii(string_of(value)), longest_id)};
}

std::string authors(const Json& object) {
    std::string all;
    const auto add = [&all](const Json& author) {
        const std::string name =
            person_name(plain_line(string_in(author, "name"), TextType::plain, longest_name));
        if (!name.empty() && all.size() < longest_name * 8) all += (all.empty() ? "" : ", ") + name;
    };
    for (const Json& author : member(object, "authors")) add(author);
    if (all.empty()) add(member(object, "author"));
    return all;
}

class JsonFeedReader {
  public:
    JsonFeedReader(const Json& document, const FeedContext& context, const ParseLimits& limits)
        : document_(document), address_(context.address), limits_(limits) {}

    ParsedFeed read() {
        feed_.format = Format::json_feed;
        feed_.title = plain_line(string_in(document_, "title"), TextType::plain, limits_.title_bytes);
        feed_.link = absolute(string_in(document_, "home_page_url"));
        feed_.next_url = absolute(string_in(document_, "next_url"));
        feed_.language = plain_line(string_in(document_, "language"), TextType::plain, 35);
        const std::string feed_authors = authors(document_);
        std::size_t seen = 0;
        for (const Json& item : member(document_, "items")) {
            if (!item.is_object() || seen++ < limits_.skip) continue;
            if (feed_.entries.size() >= limits_.entries) {
                feed_.truncated = true;
                break;
            }
            feed_.entries.push_back(entry(item));
            if (feed_.entries.back().author.empty()) feed_.entries.back().author = feed_authors;
        }
        return std::move(feed_);
    }

  private:
    std::string absolute(std::string_view text) const {
        const auto address = web_address(text, address_);
        return address ? address->href() : std::string{};
    }

    std::string address_of(const Json& item) const {
        for (const char* name : {"url", "external_url"}) {
            if (std::string address = absolute(string_in(item, name)); !address.empty()) return address;
        }
        const auto id = url::parse(string_in(item, "id"));
        return id && id->is_http() ? id->href() : std::string{};
    }

    ParsedEntry entry(const Json& item) const {
        ParsedEntry entry;
        entry.id = identifier(member(item, "id"));
        entry.url = address_of(item);
        entry.title = plain_line(string_in(item, "title"), TextType::plain, limits_.title_bytes);
        entry.author = authors(item);
        entry.published = parse_date(string_in(item, "date_published"));
        entry.updated = parse_date(string_in(item, "date_modified"));
        for (const Json& tag : member(item, "tags")) add_category(entry.categories, string_of(tag));
        read_texts(item, entry);
        read_enclosures(item, entry);
        return entry;
    }

    void read_texts(const Json& item, ParsedEntry& entry) const {
        const auto page = url::parse(entry.url);
        const url::Url& base = page ? *page : address_;
        const std::string_view html = string_in(item, "content_html");
        const std::string_view plain = string_in(item, "content_text");
        const std::string summary = html_of_plain_text(string_in(item, "summary"));
        entry.summary = clean_html(summary, base, limits_.content_bytes);
        entry.content = html.empty() ? clean_html(html_of_plain_text(plain), base, limits_.content_bytes)
                                     : clean_html(html, base, limits_.content_bytes);
        if (entry.content.empty()) entry.content = entry.summary;
    }

    void read_enclosures(const Json& item, ParsedEntry& entry) const {
        for (const Json& attachment : member(item, "attachments")) {
            Enclosure enclosure{
                absolute(string_in(attachment, "url")), std::string{string_in(attachment, "mime_type")}, {}};
            const Json& size = member(attachment, "size_in_bytes");
            if (size.is_number_unsigned() && size.get<std::uint64_t>() < (1ULL << 62U)) {
                enclosure.length = size.get<std::int64_t>();
            }
            if (!enclosure.url.empty()) add_enclosure(entry.enclosures, std::move(enclosure));
        }
        for (const char* name : {"image", "banner_image"}) {
            std::string address = absolute(string_in(item, name));
            if (!address.empty())
                add_enclosure(entry.enclosures, {std::move(address), "image", std::nullopt});
        }
    }

    const Json& document_;
    const url::Url& address_;
    const ParseLimits& limits_;
    ParsedFeed feed_;
};

bool is_feed(const Json& document) {
    if (!document.is_object() || !member(document, "items").is_array()) return false;
    return string_in(document, "version").find("jsonfeed.org") != std::string_view::npos ||
           document.contains("title") || document.contains("feed_url") || document.contains("home_page_url");
}

// Counted before parsing: nlohmann-json's own callback for it searches all earlier siblings of each value
// (3.11.2).
bool is_within_limits(std::string_view text) {
    std::size_t depth = 0;
    std::size_t values = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') in_string = !in_string;
        if (in_string) {
            if (c == '\\') ++i;
            continue;
        }
        if (c == '[' || c == '{') ++depth;
        if ((c == ']' || c == '}') && depth > 0) --depth;
        if (c == ',' || c == '[' || c == '{') ++values;
        if (depth > deepest_value || values > most_values) return false;
    }
    return true;
}

}  // namespace

Expected<ParsedFeed, FeedError> read_json_feed(std::string_view text, const FeedContext& context,
                                               const ParseLimits& limits) {
    if (!is_within_limits(text)) {
        return Unexpected{
            FeedError{FeedFailure::malformed, "the JSON is too deep or has too many values", {}}};
    }
    Json document = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    const bool is_repaired = document.is_discarded();
    if (is_repaired) {  // line breaks inside strings are the common mistake
        std::string flat{text};
        std::replace_if(
            flat.begin(), flat.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
        document = Json::parse(flat, nullptr, /*allow_exceptions=*/false);
    }
    if (document.is_discarded())
        return Unexpected{FeedError{FeedFailure::malformed, "the JSON cannot be read", {}}};
    if (!is_feed(document))
        return Unexpected{FeedError{FeedFailure::not_a_feed, "the JSON is not a JSON Feed", {}}};
    ParsedFeed feed = JsonFeedReader{document, context, limits}.read();
    if (is_repaired) feed.warnings.emplace_back("control characters were not escaped");
    return feed;
}

}  // namespace webclip::feed
