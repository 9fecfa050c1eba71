// feedparser's cases: what their comments expect of titles, links, dates and more, as far as our shape of a
// feed can say it.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

#include "base/ascii.h"
#include "expectation.h"
#include "feed/parse.h"
#include "html/document.h"
#include "html/parse.h"
#include "support/corpus.h"
#include "support/cpu_clock.h"
#include "text/utf8.h"

namespace webclip::feed {
namespace {

// Where this project means to answer otherwise, or says nothing: file below wellformed/ (or its folder), key,
// reason.
struct Deviation {
    std::string_view file;
    std::string_view path;
    std::string_view reason;
};
constexpr std::array deviations{
    Deviation{"", "source/", "the feed an entry was copied from is not kept"},
    Deviation{"rss/channel_dcterms_issued_parsed", "feed/published_parsed",
              "a feed has one date: its last change"},
    Deviation{"rss/channel_dcterms_created", "feed/created", "a feed has one date: its last change"},
    Deviation{"rss/channel_dcterms_created_parsed", "feed/created_parsed",
              "a feed has one date: its last change"},
    Deviation{"atom10/entry_link_rel_license", "entries/0/links/0/href", "links to licences are not kept"},
    Deviation{"base/feed_link_xml_base_iri", "feed/links/0/href", "a feed's link to itself is not kept"},
    Deviation{"namespace/atommathml", "entries/0/description", "stored markup holds no MathML"},
    Deviation{"namespace/rss2.0mathml", "entries/0/description", "stored markup holds no MathML"},
    Deviation{"namespace/atomsvg", "entries/0/description", "stored markup holds no SVG"},
    Deviation{"entities/lrm", "feed/title", "titles hold no direction marks: they can disguise what follows"},
    Deviation{"encoding/bozo_linenoise", "entries/0/summary",
              "UTF-8 but for one byte is read as UTF-8, where feedparser falls back to windows-1252"},
};

bool is_deviation(const std::string& file, const std::string& path) {
    return std::any_of(deviations.begin(), deviations.end(), [&](const Deviation& d) {
        const bool path_matches =
            d.path.ends_with('/') ? path.find(d.path) != std::string::npos : path == d.path;
        return path_matches && file.starts_with(d.file);
    });
}

// What a reader sees of markup.
std::string text_of_html(const std::string& markup) {
    const auto document = html::parse_fragment(markup);
    return document ? text::collapse_whitespace(html::text_content(*document, document->root()))
                    : std::string{};
}

struct Verdict {
    std::string_view group;  // "" when the path is nothing we model
    bool right = false;
    std::string ours;
};

class Checker {
  public:
    Checker(const ParsedFeed& feed, std::string_view file, const FeedContext& context)
        : feed_(feed),
          is_plain_(file.find("type=\"text/plain\"") != std::string_view::npos),
          address_(context.address) {}

    Verdict check(const Expectation& expected) const {
        if (expected.path == "version") return check_version(expected);
        std::string_view path = expected.path;
        if (path.starts_with("feed/")) return check_feed(path.substr(5), expected);
        path.remove_prefix(std::string_view{"entries/"}.size());
        const std::size_t slash = path.find('/');
        const auto index = static_cast<std::size_t>(std::atoi(std::string{path.substr(0, slash)}.c_str()));
        if (slash == std::string_view::npos) return {};
        static const ParsedEntry no_entry;
        return check_entry(path.substr(slash + 1),
                           index < feed_.entries.size() ? feed_.entries[index] : no_entry, expected);
    }

  private:
    Verdict same(std::string_view group, const std::string& ours, const Expectation& expected) const {
        return {group, expected.text && ours == *expected.text, ours};
    }

    // feedparser keeps the markup of titles that may have some; ours are its text.
    Verdict title(const std::string& ours, const Expectation& expected) const {
        if (!expected.text) return {};
        const std::string wanted = is_plain_ ? *expected.text : text_of_html(*expected.text);
        return {"title", ours == text::collapse_whitespace(wanted), ours};
    }

    // feedparser leaves addresses as they stand; ours are serialised.
    Verdict link(const std::string& ours, const Expectation& expected) const {
        if (!expected.text) return {};
        const auto wanted = url::resolve(*expected.text, address_);
        return {"link", wanted && ours == wanted->href(), ours};
    }

    static Verdict date(std::optional<Timestamp> ours, const Expectation& expected) {
        const std::string shown = ours ? to_iso8601(*ours) : "none";
        if (expected.text) {
            const auto wanted = parse_date(*expected.text);
            return {"date", ours && wanted && *ours == *wanted, shown};
        }
        if (expected.numbers.size() != 9) return {};
        const auto& n = expected.numbers;
        const auto wanted = from_civil(
            {.year = n[0], .month = n[1], .day = n[2], .hour = n[3], .minute = n[4], .second = n[5]});
        return {"date", ours && wanted && *ours == *wanted, shown};
    }

    static Verdict html(const std::string& ours, const Expectation& expected) {
        if (!expected.text) return {};
        return {"text", text_of_html(ours) == text_of_html(*expected.text), ours};
    }

    Verdict check_version(const Expectation& expected) const {
        static const std::map<std::string, Format> names{
            {"rss090", Format::rss_090}, {"rss091n", Format::rss_091}, {"rss091u", Format::rss_091},
            {"rss092", Format::rss_092}, {"rss20", Format::rss_20},    {"rss10", Format::rss_10},
            {"atom03", Format::atom_03}, {"atom10", Format::atom_10},  {"cdf", Format::cdf}};
        const auto found = expected.text ? names.find(*expected.text) : names.end();
        return {"format", found != names.end() && found->second == feed_.format, ""};
    }

    Verdict check_feed(std::string_view path, const Expectation& expected) const {
        if (path == "title" || path == "title_detail/value") return title(feed_.title, expected);
        if (path == "link" || path == "links/0/href") return link(feed_.link, expected);
        if (path == "updated" || path == "updated_parsed" || path == "modified")
            return date(feed_.updated, expected);
        if (path == "published_parsed" || path == "created" || path == "created_parsed")
            return {"date", false, ""};
        if (path == "language") return same("language", feed_.language, expected);
        return {};
    }

    Verdict check_entry(std::string_view path, const ParsedEntry& entry, const Expectation& expected) const {
        if (path == "title" || path == "title_detail/value") return title(entry.title, expected);
        if (path == "link") return link(entry.url, expected);
        if (path == "updated" || path == "updated_parsed") return date(entry.updated, expected);
        if (path == "published" || path == "published_parsed" || path == "created" ||
            path == "created_parsed") {
            return date(entry.published, expected);
        }
        if (path == "source/title" || path == "source/link" || path == "source/updated_parsed")
            return {"source", false, ""};
        if (path == "links/0/href") return link(entry.url, expected);
        if (path == "summary") return html(entry.summary, expected);
        if (path == "description" || path == "content/0/value") return html(entry.content, expected);
        if (path == "author_detail/name") return same("author", entry.author, expected);
        if (path == "id") return same("id", entry.id, expected);
        return check_list(path, entry, expected);
    }

    // "tags/1/term", "enclosures/0/url"
    Verdict check_list(std::string_view path, const ParsedEntry& entry, const Expectation& expected) const {
        if (path == "category") return check_list("tags/0/term", entry, expected);
        if (path == "image/href") return check_list("enclosures/0/url", entry, expected);
        const std::vector<std::string_view> steps = split_ascii(path, '/');
        if (steps.size() != 3) return {};
        const auto index = static_cast<std::size_t>(std::atoi(std::string{steps[1]}.c_str()));
        if (steps[0] == "tags" && steps[2] == "term") {
            const bool is_there = index < entry.categories.size();
            return same("category", is_there ? entry.categories[index] : "", expected);
        }
        if (steps[0] != "enclosures") return {};
        const Enclosure enclosure = index < entry.enclosures.size() ? entry.enclosures[index] : Enclosure{};
        if (steps[2] == "url") return same("enclosure", enclosure.url, expected);
        if (steps[2] == "type") return same("enclosure", enclosure.type, expected);
        if (steps[2] != "length") return {};
        return same("enclosure", enclosure.length ? std::to_string(*enclosure.length) : "", expected);
    }

    const ParsedFeed& feed_;
    bool is_plain_;
    const url::Url& address_;
};

FeedContext context_of(const CaseHeader& header, const std::string& name) {
    FeedContext context{*url::parse("http://127.0.0.1:8097/tests/" + name), {}};
    for (const auto& [key, value] : header.headers) {
        if (key == "content-type") context.content_type = value;
        if (key != "content-location") continue;
        if (auto location = url::resolve(value, context.address)) context.address = *location;
    }
    return context;
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& item : std::filesystem::recursive_directory_iterator{folder}) {
        if (item.is_regular_file()) files.push_back(item.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

struct Score {
    int right = 0;
    int total = 0;
    int deviating = 0;
};

using Scores = std::map<std::string, Score, std::less<>>;

void score_case(const std::string& name, const std::string& bytes, Scores& scores) {
    const CaseHeader header = read_case_header(bytes);
    if (header.expectations.empty()) return;
    const FeedContext context = context_of(header, name);
    const auto feed = parse(bytes, context);
    static const ParsedFeed nothing;
    const Checker checker{feed ? *feed : nothing, bytes, context};
    for (const Expectation& expected : header.expectations) {
        const Verdict verdict = checker.check(expected);
        if (verdict.group.empty()) continue;
        Score& score = scores[std::string{verdict.group}];
        if (is_deviation(name, expected.path)) {
            ++score.deviating;
            continue;
        }
        ++score.total;
        if (verdict.right) {
            ++score.right;
            continue;
        }
        std::printf("  miss: %s: %s: want \"%s\", read \"%s\"%s\n", name.c_str(), expected.path.c_str(),
                    expected.text.value_or("(a date)").c_str(), verdict.ours.c_str(),
                    feed ? "" : " (no feed)");
    }
}

void print(const char* title, const Scores& scores) {
    for (const auto& [group, score] : scores) {
        std::printf("%s %-9s %4d of %4d right, %d other by intent\n", title, group.c_str(), score.right,
                    score.total, score.deviating);
    }
}

int percent(const Score& score) {
    return score.total == 0 ? 100 : score.right * 100 / score.total;
}

TEST(FeedparserCorpus, WellFormedTitlesLinksAndDates) {
    WEBCLIP_NEED_CORPUS(corpus, "feeds");
    Scores scores;
    for (const auto& file : files_below(corpus / "wellformed")) {
        if (file.parent_path().filename() == "sanitize") continue;  // its own test, by structure
        score_case(std::filesystem::relative(file, corpus / "wellformed"), test::read_file(file), scores);
    }
    print("wellformed", scores);
    ASSERT_GE(scores["title"].total, 80);
    ASSERT_GE(scores["link"].total, 12);
    ASSERT_GE(scores["date"].total, 15);
    for (const auto& [group, score] : scores) EXPECT_GE(percent(score), 98) << group;
}

TEST(FeedparserCorpus, EntitiesEncodingsAndIllFormed) {
    WEBCLIP_NEED_CORPUS(corpus, "feeds");
    Scores scores;
    for (const char* folder : {"entities", "encoding", "illformed"}) {
        for (const auto& file : files_below(corpus / folder)) {
            score_case(std::filesystem::relative(file, corpus), test::read_file(file), scores);
        }
    }
    print("others", scores);
    ASSERT_GE(scores["title"].total, 140);
    for (const auto& [group, score] : scores) EXPECT_GE(percent(score), 98) << group;
}

TEST(FeedparserCorpus, NoFileCrashesOrTakesASecond) {
    WEBCLIP_NEED_CORPUS(corpus, "feeds");
    std::size_t feeds = 0;
    std::size_t files = 0;
    for (const auto& file : files_below(corpus)) {
        if (file.extension() != ".xml") continue;
        const std::string bytes = test::read_file(file);
        const auto start = test::CpuClock::now();
        const auto feed = parse(bytes, {*url::parse("http://example.com/feed"), ""});
        const auto took = test::CpuClock::now() - start;
        EXPECT_LT(took, std::chrono::seconds{1} * test::slowness) << file;
        ++files;
        feeds += feed ? 1 : 0;
        if (!feed) std::printf("  no feed: %s: %s\n", file.c_str(), feed.error().message.c_str());
    }
    std::printf("%zu of %zu files are read as feeds\n", feeds, files);
    EXPECT_EQ(feeds, files);
}

bool is_active_element(std::string_view name) {
    static const std::set<std::string_view> names{
        "script", "style", "iframe", "frame", "object", "embed",    "applet",   "form",  "input", "button",
        "link",   "meta",  "base",   "svg",   "math",   "template", "noscript", "video", "audio", "frameset"};
    return names.contains(name);
}

bool is_active_attribute(const html::Attribute& attribute) {
    if (attribute.name.starts_with("on") || attribute.name == "style" || attribute.name == "srcdoc")
        return true;
    std::string value;
    for (const char c : attribute.value) {
        if (static_cast<unsigned char>(c) > 0x20) value += to_ascii_lower(c);
    }
    constexpr std::array<std::string_view, 5> schemes{"javascript:", "vbscript:", "data:text",
                                                      "livescript:", "mocha:"};
    return std::any_of(schemes.begin(), schemes.end(),
                       [&value](std::string_view scheme) { return value.starts_with(scheme); });
}

// The first thing in `markup` that could act, or "".
std::string first_violation(const std::string& markup) {
    const auto document = html::parse_fragment(markup);
    if (!document) return "cannot be parsed again";
    for (auto node = document->root(); node != html::no_node; node = document->next(node, document->root())) {
        if (document->kind(node) != html::NodeKind::element) continue;
        if (is_active_element(document->name(node))) return std::string{document->name(node)};
        for (const html::Attribute& attribute : document->attributes(node)) {
            if (is_active_attribute(attribute)) return std::string{attribute.name};
        }
    }
    return {};
}

TEST(FeedparserCorpus, SanitizedContentCannotAct) {
    WEBCLIP_NEED_CORPUS(corpus, "feeds");
    int texts = 0;
    for (const auto& file : files_below(corpus / "wellformed" / "sanitize")) {
        const auto feed = parse(test::read_file(file), {*url::parse("http://example.com/feed"), ""});
        ASSERT_TRUE(feed) << file;
        for (const ParsedEntry& entry : feed->entries) {
            for (const std::string* markup : {&entry.content, &entry.summary}) {
                EXPECT_EQ(first_violation(*markup), "") << file << ": " << *markup;
                texts += markup->empty() ? 0 : 1;
            }
        }
    }
    std::printf("%d texts checked\n", texts);
    EXPECT_GE(texts, 150);
}

}  // namespace
}  // namespace webclip::feed
