#include "wire.h"

#include <gtest/gtest.h>

#include "wire_article.h"
#include "wire_feed.h"
#include "wire_post.h"
#include "wire_site.h"

namespace webclip::sandbox {
namespace {

model::Article full_article() {
    model::Article article;
    article.title = "题目";
    article.byline = "A, B";
    article.published = Timestamp::from_ms(1'700'000'000'123);
    article.published_text = "2023-11-14T22:13:20+08:00";
    article.modified = Timestamp::from_ms(-5);
    article.site = "site";
    article.language = "zh-Hans";
    article.excerpt = "excerpt";
    article.section = "section";
    article.tags = {"one", "", "три"};
    article.canonical_url = "https://x.example/a?b=c";
    article.html = "<p>text</p><img src=\"asset:0\">";
    article.text = "text\n";
    article.images = {{"https://x.example/1.jpg", {"http://x.example/2.jpg"}, "alt", "caption"},
                      {"data:image/gif;base64,R0lGOD", {}, "", ""}};
    article.lead_image = "https://x.example/lead.jpg";
    article.page_type = "article";
    article.amp_url = "https://x.example/amp";
    article.print_url = "https://x.example/print";
    article.paywalled = true;
    article.is_teaser = true;
    return article;
}

template <typename Value, typename Describe>
std::string written(const Value& value, Describe describe) {
    WireWriter wire;
    describe(wire, value);
    return std::move(wire).take();
}

const auto article_fields = [](auto& wire, auto& value) { describe_article(wire, value); };
const auto feed_fields = [](auto& wire, auto& value) { describe_feed(wire, value); };
const auto post_fields = [](auto& wire, auto& value) { describe_post(wire, value); };

TEST(Wire, BringsArticlesAcross) {
    const model::Article article = full_article();
    const std::string bytes = written(article, article_fields);
    WireReader wire{bytes};
    model::Article read;
    describe_article(wire, read);
    ASSERT_TRUE(wire.is_at_end());
    EXPECT_EQ(read.title, article.title);
    EXPECT_EQ(read.published, article.published);
    EXPECT_EQ(read.modified, article.modified);
    EXPECT_EQ(read.tags, article.tags);
    EXPECT_EQ(read.html, article.html);
    ASSERT_EQ(read.images.size(), 2U);
    EXPECT_EQ(read.images[0].candidates, article.images[0].candidates);
    EXPECT_EQ(read.images[1].url, article.images[1].url);
    EXPECT_EQ(read.amp_url, article.amp_url);
    EXPECT_EQ(read.print_url, article.print_url);
    EXPECT_TRUE(read.paywalled);
    EXPECT_TRUE(read.is_teaser);
    // Written again it is the same: no field was left out on either side.
    EXPECT_EQ(written(read, article_fields), bytes);
}

TEST(Wire, BringsFeedsAcross) {
    feed::ParsedFeed feed;
    feed.format = feed::Format::sitemap_index;
    feed.title = "t";
    feed.link = "https://x.example/";
    feed.ttl = std::chrono::seconds{3600};
    feed.skip_hours = {0, 23};
    feed.skip_days = {"Monday"};
    feed.children = {"https://x.example/s.xml"};
    feed.warnings = {"w"};
    feed.truncated = true;
    feed::ParsedEntry& entry = feed.entries.emplace_back();
    entry.id = "urn:1";
    entry.url = "https://x.example/1";
    entry.content = "<p>c</p>";
    entry.published = Timestamp::from_ms(1);
    entry.enclosures = {{"https://x.example/a.mp3", "audio/mpeg", 123}};
    const std::string bytes = written(feed, feed_fields);
    WireReader wire{bytes};
    feed::ParsedFeed read;
    describe_feed(wire, read);
    ASSERT_TRUE(wire.is_at_end());
    EXPECT_EQ(written(read, feed_fields), bytes);
    EXPECT_EQ(read.ttl, feed.ttl);
    EXPECT_EQ(read.entries.at(0).enclosures.at(0).length, 123);
}

TEST(Wire, BringsPostsAcross) {
    post::Post post;
    post.form = post::Form::bb;
    post.fields.title = "t";
    post.fields.from = "not an address, kept byte for byte";
    post.fields.date = Timestamp::from_ms(7);
    post.fields.tags = {"a"};
    post.fields.comments = false;
    post.body = "<p>";
    post.warnings = {"w"};
    post.canonical = true;
    const std::string bytes = written(post, post_fields);
    WireReader wire{bytes};
    post::Post read;
    describe_post(wire, read);
    ASSERT_TRUE(wire.is_at_end());
    EXPECT_EQ(written(read, post_fields), bytes);
    EXPECT_FALSE(read.fields.comments);
}

TEST(Wire, CutAtEveryByteIsNoticed) {
    const std::string bytes = written(full_article(), article_fields);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        WireReader wire{std::string_view{bytes}.substr(0, size)};
        model::Article read;
        describe_article(wire, read);
        ASSERT_FALSE(wire.is_at_end()) << size;
    }
    const std::string more = bytes + "x";
    WireReader longer{more};
    model::Article read;
    describe_article(longer, read);
    EXPECT_TRUE(longer.is_good());
    EXPECT_FALSE(longer.is_at_end());
}

TEST(Wire, ChangedBytesNeverCrashNorGrow) {
    const std::string bytes = written(full_article(), article_fields);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const int change : {0x01, 0x80, 0xFF}) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(changed[at] ^ change);
            WireReader wire{changed};
            model::Article read;
            describe_article(wire, read);
            ASSERT_LE(read.html.size() + read.text.size() + read.images.size(), bytes.size());
        }
    }
}

TEST(WireWriter, MakesTextsFit) {
    const struct {
        const char* name;
        std::string text;
        std::size_t limit;
        const char* expected;
    } cases[] = {
        {"as it is", "text", 4, "text"},
        {"cut", "text", 3, "tex"},
        {"cut between characters", "a文章", 5, "a文"},
        {"cut before the first", "文", 2, ""},
        {"NUL removed", std::string{"a\0b", 3}, 10, "ab"},
        {"bad UTF-8 replaced", "a\xFF", 10, "a\xEF\xBF\xBD"},
        {"empty", "", 0, ""},
    };
    for (const auto& c : cases) {
        WireWriter writer;
        writer.text(c.text, c.limit);
        WireReader reader{writer.bytes()};
        std::string read;
        reader.text(read, c.limit);
        EXPECT_TRUE(reader.is_at_end()) << c.name;
        EXPECT_EQ(read, c.expected) << c.name;
    }
    WireWriter overlong;
    overlong.whole_text("four", 3);
    EXPECT_TRUE(overlong.overlong());
}

TEST(WireWriter, EmptiesWhatIsNoAddress) {
    const struct {
        const char* address;
        AddressKind kind;
        bool kept;
    } cases[] = {
        {"https://x.example/", AddressKind::web, true},
        {"http://x.example/", AddressKind::web, true},
        {"", AddressKind::web, true},
        {"data:image/png;base64,AAAA", AddressKind::web_or_data_image, true},
        {"data:image/png;base64,AAAA", AddressKind::web, false},
        {"data:text/html,x", AddressKind::web_or_data_image, false},
        {"javascript:alert(1)", AddressKind::web_or_data_image, false},
        {"//x.example/", AddressKind::web, false},
        {"/a", AddressKind::web, false},
        {"https://x.example/a b", AddressKind::web, false},
        {"https://x.example/\nSet-Cookie: a", AddressKind::web, false},
        {"ftp://x.example/", AddressKind::web, false},
    };
    for (const auto& c : cases) {
        WireWriter writer;
        writer.address(c.address, c.kind);
        WireReader reader{writer.bytes()};
        std::string read;
        reader.address(read, c.kind);
        EXPECT_TRUE(reader.is_at_end()) << c.address;
        EXPECT_EQ(read, c.kept ? c.address : "") << c.address;
    }
}

TEST(WireReader, RefusesWhatAWriterNeverWrites) {
    const auto refuses = [](const std::string& bytes, auto read) {
        WireReader wire{bytes};
        read(wire);
        return !wire.is_good();
    };
    std::string text;
    bool flag = false;
    int number = 0;
    const auto read_text = [&](WireReader& wire) { wire.text(text, 100); };
    EXPECT_TRUE(refuses(std::string{"\xFF\xFF\xFF\xFF", 4}, read_text));
    EXPECT_TRUE(refuses(std::string{"\x65\0\0\0", 4} + std::string(101, 'x'), read_text));
    EXPECT_TRUE(refuses(std::string{"\x01\0\0\0\xC3", 5}, read_text));
    EXPECT_TRUE(refuses(std::string{"\x01\0\0\0\0", 5}, read_text));
    EXPECT_TRUE(refuses("\x02", [&](WireReader& wire) { wire.flag(flag); }));
    EXPECT_TRUE(refuses(std::string(8, '\xFF'), [&](WireReader& wire) { wire.number(number, 0, 9); }));
    EXPECT_EQ(number, 0);
    const std::string address =
        written(std::string{"javascript:alert(1)"}, [](auto& wire, auto& v) { wire.text(v, 99); });
    EXPECT_TRUE(refuses(address, [&](WireReader& wire) { wire.address(text); }));
    EXPECT_EQ(text, "");
    std::vector<std::string> lines;
    EXPECT_TRUE(refuses(std::string{"\xE9\x03\0\0", 4} + std::string(5000, '\0'),
                        [&](WireReader& wire) { describe_lines(wire, lines, 1000); }));
    EXPECT_TRUE(lines.empty());
}

TEST(Wire, BringsWhatAPageTellsOfItsSiteAcross) {
    extract::PageFacts facts;
    facts.notes = {7, {1, 2, 0xFFFFFFFF}, {2}};
    facts.blocks = {3, 4};
    facts.next_page = "https://x.example/2";
    facts.rules = {{"body: p", true}, {"title: h1", false}};
    const auto fields = [](auto& wire, auto& value) { describe_page_facts(wire, value); };
    const std::string bytes = written(facts, fields);
    WireReader wire{bytes};
    extract::PageFacts read;
    describe_page_facts(wire, read);
    ASSERT_TRUE(wire.is_at_end());
    EXPECT_EQ(read.notes.marks, facts.notes.marks);
    EXPECT_EQ(read.blocks, facts.blocks);
    EXPECT_EQ(read.next_page, facts.next_page);
    EXPECT_EQ(read.single_page, "");
    ASSERT_EQ(read.rules.size(), 2U);
    EXPECT_TRUE(read.rules[0].matched);
    EXPECT_EQ(read.rules[1].rule, "title: h1");
}

TEST(Wire, RefusesMoreOfASiteThanItsProfileHolds) {
    WireWriter many;
    many.hash(7);
    many.list(std::vector<int>(model::page_marks_limit + 1), model::page_marks_limit + 1,
              [&](int) { many.hash(1); });
    WireReader wire{many.bytes()};
    model::PageNotes notes;
    describe_notes(wire, notes);
    EXPECT_FALSE(wire.is_good());
    EXPECT_TRUE(notes.marks.empty());
}

}  // namespace
}  // namespace webclip::sandbox
