// The real clips: 600 files of public archives go in and come out, and the seed clip as a site would show it
// becomes the same clip.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <set>

#include "support/corpus.h"
#include "workbench.h"

namespace webclip::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;

constexpr auto patience = 100s;

std::size_t count_of(const std::string& summary, const std::string& word) {
    const std::size_t at = summary.rfind(" " + word);
    if (at == std::string::npos) return std::string::npos;
    const std::size_t begin = summary.find_last_not_of("0123456789", at - 1) + 1;
    return std::stoul(summary.substr(begin, at - begin));
}

// As clip-format.md has it: front matter from the first byte, then the comment, the heading and one line of
// body.
bool is_form_a(const std::string& bytes) {
    if (!bytes.starts_with("---\nlayout: post\n")) return false;
    const std::size_t end = bytes.find("\n---\n<!--");
    const std::size_t comment = end == std::string::npos ? end : bytes.find("-->\n[", end);
    return comment != std::string::npos && bytes.find("\n------\n\n<div>\n", comment) != std::string::npos &&
           bytes.ends_with("\n</div>\n");
}

fs::path only_file_of(const fs::path& folder) {
    fs::path found;
    for (const auto& item : fs::directory_iterator{folder}) found = item.path();
    return found;
}

TEST(Corpus, SixHundredClipsGoInAndComeOutByteForByte) {
    WEBCLIP_NEED_CORPUS(clips, "clips");
    Workbench bench;
    bench.configure("feeds: []\n");
    const Outcome first = bench.webclipd({"import", "--quiet", clips.string()}, patience);
    ASSERT_EQ(first.code, 0) << first.err;
    EXPECT_THAT(first.out, HasSubstr("600 files: "));
    EXPECT_EQ(count_of(first.out, "failed"), 0U);
    EXPECT_EQ(count_of(first.out, "added") + count_of(first.out, "changed"), 600U);
    const auto posts = marks_in(bench.posts());

    const Outcome again = bench.webclipd({"import", "--quiet", clips.string()}, patience);
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(count_of(again.out, "unchanged"), 600U);
    EXPECT_EQ(marks_in(bench.posts()), posts);

    const fs::path copy = bench.folder() / "copy";
    ASSERT_EQ(
        bench.webclipd({"export", "--format", "post", "--revisions", "-o", copy.string()}, patience).code, 0);
    std::multiset<std::string> given_back;
    for (const auto& [name, bytes] : files_in(copy)) given_back.insert(bytes);
    std::size_t form_a = 0;
    for (const auto& [name, bytes] : files_in(clips)) {
        if (!name.ends_with(".md") || !is_form_a(bytes)) continue;
        ++form_a;
        EXPECT_TRUE(given_back.contains(bytes)) << name;
    }
    EXPECT_GT(form_a, 300U) << "the corpus holds mostly form A";
}

TEST(Corpus, TheSeedClipComesBackByteForByte) {
    WEBCLIP_NEED_CORPUS(seed, "seed");
    const fs::path file = only_file_of(seed);
    Workbench bench;
    bench.configure("feeds: []\n");
    EXPECT_EQ(bench.line({"import", "--json", file.string()}).at("outcome"), "added");
    const json clip = bench.line({"show", "--json", "1"});
    EXPECT_EQ(clip.at("title"), "中国AI芯片急于改用国产");
    EXPECT_EQ(clip.at("author"), "王 征");
    EXPECT_EQ(clip.at("date"), "2024-02-25T20:00:55.000Z");
    EXPECT_EQ(clip.at("feed_date_comment"), "1708891255000");
    EXPECT_EQ(bench.webclipd({"export", "1"}).out, read_file(file));
}

// The seed's article in a news site's page; its pictures are served on loopback.
class SeedPage : public testing::Test {
  protected:
    static constexpr std::array<const char*, 3> pictures{"chips.png", "river.png", "bridge.png"};

    // Its text blocks, in order.
    static std::vector<std::string> paragraphs(const std::string& body) {
        std::vector<std::string> texts;
        for (std::size_t at = body.find("<p>"); at != std::string::npos; at = body.find("<p>", at + 1)) {
            const std::string text = plain_text(body.substr(at, body.find("</p>", at) - at));
            if (!text.empty()) texts.push_back(text);
        }
        return texts;
    }

    // The body with its images on this server.
    std::string localised(std::string body) {
        for (const char* picture : pictures) {
            const std::size_t at = body.find("src=\"https://");
            if (at == std::string::npos) ADD_FAILURE() << "the seed has fewer images than expected";
            const std::size_t begin = at + 5;
            body.replace(begin, body.find('"', begin) - begin,
                         server_.url("/images/" + std::string{picture}));
            server_.serve("/images/" + std::string{picture},
                          Answer{.headers = {{"Content-Type", "image/png"}}, .body = png(picture)});
        }
        EXPECT_EQ(body.find("src=\"https://"), std::string::npos) << "the seed has more images than expected";
        return body;
    }

    static std::string without_blanks(std::string text) {
        std::erase(text, ' ');
        return text;
    }

    static std::string png(const std::string& name) {
        return read_file(fs::path{WEBCLIP_FIXTURES} / "newspaper/images" / name);
    }

    static std::string page_around(const std::string& title, const std::string& body) {
        std::string related;
        for (const char* item :
             {"台积电熊本工厂开业", "半导体设备订单回升", "电动汽车价格战升级", "数据中心用电激增"}) {
            related +=
                "<li><a href=\"/related/" + std::to_string(related.size()) + ".html\">" + item + "</a></li>";
        }
        return "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" + title +
               " 中文网样报</title></head><body>"
               "<div class=\"header\"><a href=\"/\">样报首页</a><ul class=\"nav\"><li><a href=\"/china\">"
               "中国频道</a></li><li><a href=\"/industry\">产业频道</a></li><li><a "
               "href=\"/politics\">政经频道</a>"
               "</li></ul></div><div class=\"wrap\"><div class=\"main\"><h1>" +
               title +
               "</h1>"
               "<div class=\"newsText\" id=\"contentDiv\">" +
               body +
               "</div>"
               "<div class=\"related\"><h3>推荐阅读更多</h3><ul>" +
               related +
               "</ul></div></div>"
               "<div class=\"sidebar\"><h3>热门排行榜</h3><ul>" +
               related +
               "</ul></div></div>"
               "<div class=\"footer\"><p>本样报由灯笼社制作</p><a "
               "href=\"/about\">关于本网站</a></div>"
               "</body></html>";
    }

    HttpServer server_;
    Workbench bench_;
};

TEST_F(SeedPage, BecomesTheSamePost) {
    WEBCLIP_NEED_CORPUS(seed, "seed");
    const std::string clip = read_file(only_file_of(seed));
    const std::size_t begin = clip.find("\n<div>\n") + 7;
    const std::string body = clip.substr(begin, clip.rfind("\n</div>") - begin);
    const std::string title = "中国AI芯片急于改用国产";
    const std::string caption = "华为的“Ascend”受到关注（2023年5月在澳门的展示）";
    ASSERT_THAT(body, HasSubstr(caption));
    server_.serve("/china/54781.html", Answer{.headers = {{"Content-Type", "text/html; charset=utf-8"}},
                                              .body = page_around(title, localised(body))});
    server_.serve(
        "/rss.xml",
        Answer{.headers = {{"Content-Type", "application/rss+xml"}},
               .body = "<rss version=\"2.0\"><channel><title>t</title><item><title>" + title +
                       "</title><link>" + server_.url("/china/54781.html") +
                       "</link><pubDate>Sun, 25 Feb 2024 20:00:55 GMT</pubDate></item></channel></rss>"});
    bench_.configure("feeds: [ " + server_.url("/rss.xml") + " ]\n");
    ASSERT_EQ(bench_.webclipd({"run", "--once"}).code, 0);

    const fs::path file = bench_.posts() / "2024/2024-02-25-中国AI芯片急于改用国产.md";
    ASSERT_TRUE(fs::is_regular_file(file));
    const std::string post = read_file(file);
    const std::string kept = post.substr(post.find("\n<div>\n"));

    const std::string text = plain_text(kept);
    const std::vector<std::string> expected = paragraphs(body);
    ASSERT_GT(expected.size(), 10U);
    std::size_t at = 0;
    for (const std::string& paragraph : expected) {
        const std::size_t found = text.find(paragraph, at);
        EXPECT_NE(found, std::string::npos) << "missing, or out of order: " << paragraph;
        if (found != std::string::npos) at = found + paragraph.size();
    }
    for (const char* chrome :
         {"样报首页", "中国频道", "推荐阅读更多", "台积电熊本", "热门排行榜", "灯笼社制作", "关于本网站"}) {
        EXPECT_THAT(kept, Not(HasSubstr(chrome)));
    }

    EXPECT_EQ(without_blanks(text), without_blanks(plain_text(body))) << "all of the text, and nothing else";

    EXPECT_THAT(unresolved_images(file, kept), IsEmpty());
    const std::vector<std::string> images = attribute_values(kept, "src");
    ASSERT_THAT(images, SizeIs(pictures.size()));
    for (std::size_t i = 0; i < images.size(); ++i) {
        EXPECT_EQ(read_file(file.parent_path() / images[i]), png(pictures.at(i))) << "picture " << i;
    }

    const std::size_t first_image = kept.find("<img");
    const std::size_t figcaption = kept.find("<figcaption", first_image);
    ASSERT_NE(figcaption, std::string::npos);
    EXPECT_EQ(kept.substr(kept.find('>', first_image) + 1, figcaption - kept.find('>', first_image) - 1), "")
        << "the caption stands right after its picture";
    EXPECT_EQ(plain_text(kept.substr(figcaption, kept.find("</figcaption>") - figcaption)), caption);
    EXPECT_EQ(kept.find(caption), kept.rfind(caption)) << "and only there";
}

}  // namespace
}  // namespace webclip::test
