// Every job through readers, from bytes to value.
#include <gtest/gtest.h>

#include "codec/codec.h"
#include "sandbox/reader_pool.h"

namespace webclip::sandbox {
namespace {

class WithReader : public ::testing::Test {
  protected:
    ReaderPool& pool() { return pool_; }

  private:
    static Options one_reader() {
        Options options;
        options.readers = 1;
        return options;
    }
    ReaderPool pool_{one_reader()};
};

using ReadPage = WithReader;
using ReadFeed = WithReader;
using ReadFragment = WithReader;
using ReadImage = WithReader;
using ReadPost = WithReader;
using ReadOpml = WithReader;
using Sanitize = WithReader;
using ToMarkdown = WithReader;
using Parse = WithReader;

const std::string page =
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>The harbour at night - Example "
    "News</title>"
    "<meta property=og:title content=\"The harbour at night\"></head><body><nav><a href=/>Home</a></nav>"
    "<article><h1>The harbour at night</h1>"
    "<p>Ships lie in the harbour when the evening comes, and their lamps are lit one after the other, as "
    "they have been for a hundred years.</p>"
    "<figure><img src=/pics/harbour.jpg alt=\"The harbour\" "
    "onerror=alert(1)><figcaption>Photo</figcaption></figure>"
    "<p>Nobody on the quay looks up. The cranes stand still, the water moves a little, and somewhere a bell "
    "is heard, twice, then no more.</p>"
    "<p>In the morning the first of them will leave with the tide, and the others will follow, until the "
    "basin is empty again for an hour.</p>"
    "<script>alert(1)</script></article><footer>About us</footer></body></html>";

Body page_body(std::string_view bytes, std::string coding = "",
               std::string type = "text/html; charset=utf-8") {
    return {bytes, std::move(coding), std::move(type), "https://news.example/2024/harbour"};
}

TEST_F(ReadPage, GivesTheArticleWithSlots) {
    const auto reading = pool().read_page({page_body(page), "The harbour at night", {}, true});
    ASSERT_TRUE(reading) << reading.error().code << ": " << reading.error().message;
    EXPECT_EQ(reading->article.title, "The harbour at night");
    EXPECT_NE(reading->article.text.find("somewhere a bell is heard"), std::string::npos);
    EXPECT_EQ(reading->article.html.find("script"), std::string::npos);
    EXPECT_NE(reading->article.html.find("src=\"asset:0\""), std::string::npos) << reading->article.html;
    ASSERT_EQ(reading->article.images.size(), 1U);
    EXPECT_EQ(reading->article.images[0].url, "https://news.example/pics/harbour.jpg");
    EXPECT_EQ(reading->charset, "utf-8");
    EXPECT_NE(reading->explanation, "");
    EXPECT_EQ(pool().read_page({page_body(page), "", {}, false})->explanation, "");
}

TEST_F(ReadPage, UndoesContentCodings) {
    const std::string packed = codec::gzip(page);
    const auto whole = pool().read_page({page_body(packed, "gzip"), "", {}, false});
    ASSERT_TRUE(whole) << whole.error().message;
    const auto cut = pool().read_page(
        {page_body(std::string_view{packed}.substr(0, packed.size() - 9), "gzip"), "", {}, false});
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, "truncated");
    EXPECT_FALSE(cut.error().permanent);
    std::string damaged = packed;
    damaged[packed.size() - 6] = static_cast<char>(damaged[packed.size() - 6] ^ 1);
    EXPECT_EQ(pool().read_page({page_body(damaged, "gzip"), "", {}, false}).error().code, "corrupt");
    const std::string bomb = codec::gzip(std::string(100U << 20U, ' '));
    EXPECT_EQ(pool().read_page({page_body(bomb, "gzip"), "", {}, false}).error().code, "too_large");
    EXPECT_EQ(pool().read_page({page_body(page, "compress"), "", {}, false}).error().code, "unknown_coding");
    EXPECT_EQ(pool()
                  .read_page({page_body(packed, "gzip, gzip, gzip, gzip, gzip, gzip"), "", {}, false})
                  .error()
                  .code,
              "too_large");
}

TEST_F(ReadPage, UndoesOnlySoManyLayersOfCodings) {
    const std::string twice = codec::gzip(codec::gzip(page));
    EXPECT_TRUE(pool().read_page({page_body(twice, "gzip, gzip"), "", {}, false}));
    ReaderPool strict{{.readers = 1, .decode_layers = 1}};
    EXPECT_EQ(strict.read_page({page_body(twice, "gzip, gzip"), "", {}, false}).error().code, "too_large");
    EXPECT_TRUE(strict.read_page({page_body(codec::gzip(page), "gzip"), "", {}, false}));
}

TEST_F(ReadPage, NamesItsFailures) {
    EXPECT_EQ(pool().read_page({page_body("<p>"), "", {}, false}).error().code, "no_article");
    EXPECT_EQ(pool().read_page({{page, "", "text/html", "not an address"}, "", {}, false}).error().code,
              "bad_address");
    EXPECT_EQ(pool().read_page({page_body(std::string(9U << 20U, 'x')), "", {}, false}).error().code,
              "too_large");
    EXPECT_EQ(pool().read_page({page_body(std::string(40U << 20U, 'x')), "", {}, false}).error().code,
              "too_large");
    model::Rules rules;
    rules.body = "article[";
    EXPECT_EQ(pool().read_page({page_body(page), "", rules, false}).error().code, "bad_rule");
}

TEST_F(ReadPage, FollowsRules) {
    model::Rules rules;
    rules.body = "footer";
    const auto reading = pool().read_page({page_body(page), "", rules, false});
    ASSERT_TRUE(reading) << reading.error().message;
    EXPECT_EQ(reading->article.text.find("harbour"), std::string::npos) << reading->article.text;
}

const std::string feed_bytes =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Example "
    "News</title><link>https://news.example/</link><ttl>60</ttl>"
    "<item><guid>1</guid><title>The harbour</title><link>/2024/harbour</link><pubDate>Sun, 25 Feb 2024 "
    "20:00:55 GMT</pubDate>"
    "<description>&lt;p onclick=x&gt;Ships&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description>"
    "<enclosure url=\"https://news.example/a.mp3\" type=\"audio/mpeg\" length=\"5\"/></item></channel></rss>";

TEST_F(ReadFeed, GivesTheFeed) {
    const auto feed =
        pool().read_feed({feed_bytes, "", "application/rss+xml", "https://news.example/rss.xml"});
    ASSERT_TRUE(feed) << feed.error().code << ": " << feed.error().message;
    EXPECT_EQ(feed->format, feed::Format::rss_20);
    EXPECT_EQ(feed->title, "Example News");
    ASSERT_EQ(feed->entries.size(), 1U);
    EXPECT_EQ(feed->entries[0].url, "https://news.example/2024/harbour");
    EXPECT_EQ(feed->entries[0].published, parse_iso8601("2024-02-25T20:00:55Z"));
    EXPECT_EQ((feed->entries[0].content + feed->entries[0].summary).find("script"), std::string::npos);
    ASSERT_EQ(feed->entries[0].enclosures.size(), 1U);
    EXPECT_EQ(feed->entries[0].enclosures[0].length, 5);
}

TEST_F(ReadFeed, ReadsCompressedFiles) {
    const std::string sitemap =
        "<?xml version=\"1.0\"?><urlset "
        "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://news.example/a</loc></url></"
        "urlset>";
    const std::string file = codec::gzip(sitemap);
    for (const auto& [bytes, coding] :
         {std::pair<std::string, std::string>{file, ""}, {codec::gzip(file), "gzip"}}) {
        const auto feed =
            pool().read_feed({bytes, coding, "application/gzip", "https://news.example/sitemap.xml.gz"});
        ASSERT_TRUE(feed) << feed.error().message;
        EXPECT_EQ(feed->format, feed::Format::sitemap);
        ASSERT_EQ(feed->entries.size(), 1U);
    }
    const auto bomb = pool().read_feed(
        {codec::gzip(std::string(40U << 20U, ' ')), "", "", "https://news.example/sitemap.xml.gz"});
    ASSERT_FALSE(bomb);
    EXPECT_EQ(bomb.error().code, "too_large");
}

TEST_F(ReadFeed, NamesTheFeedsOfAPage) {
    const auto feed =
        pool().read_feed({"<!doctype html><html><head><title>t</title><link rel=alternate "
                          "type=application/rss+xml href=/rss.xml></head>"
                          "<body><p>x</body></html>",
                          "", "text/html", "https://news.example/"});
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().code, "html_page");
    EXPECT_EQ(feed.error().feed_links, std::vector<std::string>{"https://news.example/rss.xml"});
    EXPECT_FALSE(pool().read_feed({"plain words", "", "text/plain", "https://news.example/"}));
    EXPECT_FALSE(pool().read_feed({"", "", "", "https://news.example/"}));
}

TEST_F(ReadFragment, GivesAnArticle) {
    const auto article =
        pool().read_fragment("<p>Ships<script>x</script> <img src=a.jpg></p>", "https://news.example/2024/");
    ASSERT_TRUE(article) << article.error().message;
    EXPECT_NE(article->html.find("<img src=\"asset:0\""), std::string::npos) << article->html;
    ASSERT_EQ(article->images.size(), 1U);
    EXPECT_EQ(article->images[0].url, "https://news.example/2024/a.jpg");
    EXPECT_EQ(pool().read_fragment("<p>x", "").error().code, "bad_address");
}

TEST_F(ReadImage, LooksAtTheHeader) {
    const std::string gif("GIF89a\x20\x03\x58\x02\0\0\0", 13);
    const auto header = pool().read_image(gif);
    ASSERT_TRUE(header) << header.error().message;
    EXPECT_EQ(header->width, 800);
    EXPECT_EQ(header->height, 600);
    EXPECT_EQ(header->type, media::ImageType::gif);
    const auto svg = pool().read_image("<svg onload=alert(1)>");
    ASSERT_FALSE(svg);
    EXPECT_EQ(svg.error().code, "not_an_image");
    EXPECT_EQ(svg.error().message, "svg is not shown");
    EXPECT_TRUE(pool().read_image(gif + std::string(20U << 20U, 'x')));
}

TEST_F(ReadPost, GivesFieldsAndArticle) {
    const auto reading = pool().read_post(
        "---\ntitle: Harbour\ntags: [ a ]\n---\n\n# Heading\n\nSome *words* with <b>markup</b>.\n",
        "2024-02-25-harbour.md");
    ASSERT_TRUE(reading) << reading.error().message;
    EXPECT_EQ(reading->post.form, post::Form::free);
    EXPECT_EQ(reading->post.fields.title, "Harbour");
    EXPECT_EQ(reading->article.title, "Harbour");
    EXPECT_NE(reading->article.text.find("words"), std::string::npos) << reading->article.html;
    EXPECT_TRUE(pool().read_post(std::string_view{"\xFF\0\xFE", 3}, "\xFF.md"));
}

TEST_F(ReadOpml, GivesSubscriptions) {
    const auto list = pool().read_opml(
        "<opml version=\"2.0\"><body><outline text=News><outline text=\"E\" "
        "xmlUrl=\"https://news.example/rss\"/></outline></body></opml>");
    ASSERT_TRUE(list) << list.error().message;
    ASSERT_EQ(list->size(), 1U);
    EXPECT_EQ(list->at(0).url, "https://news.example/rss");
}

TEST_F(Sanitize, GivesCleanMarkup) {
    const auto markup =
        pool().sanitize("<p onclick=x>a<script>b</script><a href=/c>c</a><img src=d.png srcset='e 2x'></p>",
                        "https://news.example/");
    ASSERT_TRUE(markup) << markup.error().message;
    EXPECT_EQ(*markup,
              "<p>a<a href=\"https://news.example/c\" rel=\"noopener noreferrer nofollow ugc\">c</a>"
              "<img src=\"https://news.example/d.png\"></p>");
}

TEST_F(ToMarkdown, WritesMarkup) {
    const auto markdown = pool().to_markdown("<h2>Harbour</h2><p>Some <em>words</em>.</p>");
    ASSERT_TRUE(markdown) << markdown.error().message;
    EXPECT_NE(markdown->find("## Harbour"), std::string::npos) << *markdown;
    EXPECT_NE(markdown->find("*words*"), std::string::npos) << *markdown;
}

TEST_F(Parse, CountsNodes) {
    EXPECT_GT(pool().parse("<p>a<p>b")->nodes, 5U);
    EXPECT_EQ(pool().parse(std::string(9U << 20U, 'x')).error().code, "parse_limit");
    EXPECT_GT(pool().parse("")->nodes, 0U);
}

}  // namespace
}  // namespace webclip::sandbox
