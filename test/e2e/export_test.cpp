// `export`: one clip in every format, with its pictures, for readers without this program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/corpus.h"
#include "support/newspaper.h"
#include "workbench.h"

namespace webclip::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* caption = "工坊里的显微镜，据说比店主的年纪还大（3月1日摄）";

class Export : public testing::Test {
  protected:
    void SetUp() override {
        serve_newspaper(server_, std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper");
        bench_.configure("feeds: []\n");
        ASSERT_EQ(bench_.webclipd({"add", server_.url("/zh/chips.html")}).code, 0);
    }

    // The clip's one text file; its two pictures are checked on the way.
    std::filesystem::path exported(const std::string& format) {
        const std::filesystem::path folder = bench_.folder() / format;
        const Outcome outcome = bench_.webclipd(
            {"export", "--format", format, "-o", folder.string(), server_.url("/zh/chips.html")});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        std::filesystem::path text;
        std::vector<std::string> pictures;
        for (const auto& [name, bytes] : files_in(folder)) {
            if (name.starts_with("media/")) {
                pictures.push_back(bytes);
            } else {
                EXPECT_TRUE(text.empty()) << "two texts";
                text = folder / name;
            }
        }
        const std::filesystem::path images = std::filesystem::path{WEBCLIP_FIXTURES} / "newspaper/images";
        EXPECT_THAT(pictures, testing::UnorderedElementsAre(read_file(images / "chips.png"),
                                                            read_file(images / "chips-line.png")));
        return text;
    }

    HttpServer server_;
    Workbench bench_;
};

TEST_F(Export, Post) {
    const std::filesystem::path file = exported("post");
    const std::string text = read_file(file);
    EXPECT_EQ(file.extension(), ".md");
    EXPECT_THAT(text,
                AllOf(StartsWith("---\nlayout: post\ntitle: \"小城里的芯片工坊\"\n"), HasSubstr(caption)));
    EXPECT_THAT(attribute_values(text, "src"), SizeIs(2));
    EXPECT_THAT(unresolved_images(file, text), IsEmpty());
}

TEST_F(Export, Html) {
    const std::filesystem::path file = exported("html");
    const std::string text = read_file(file);
    EXPECT_EQ(file.extension(), ".html");
    EXPECT_THAT(text,
                AllOf(StartsWith("<!DOCTYPE html>"), HasSubstr("小城里的芯片工坊</h1>"), HasSubstr(caption),
                      HasSubstr(server_.url("/zh/chips.html")), Not(HasSubstr("<script"))));
    EXPECT_THAT(attribute_values(text, "src"), SizeIs(2));
    EXPECT_THAT(unresolved_images(file, text), IsEmpty());
}

TEST_F(Export, Markdown) {
    const std::filesystem::path file = exported("markdown");
    const std::string text = read_file(file);
    EXPECT_EQ(file.extension(), ".md");
    EXPECT_THAT(text, AllOf(HasSubstr("小城里的芯片工坊"), HasSubstr(caption),
                            HasSubstr("在东江边的一座小城里"), Not(HasSubstr("<p>"))));
    std::vector<std::string> images;
    for (std::size_t at = text.find("!["); at != std::string::npos; at = text.find("![", at + 1)) {
        const std::size_t begin = text.find("](", at) + 2;
        images.push_back(text.substr(begin, text.find_first_of(" )", begin) - begin));
    }
    ASSERT_THAT(images, SizeIs(2));
    for (const std::string& image : images) {
        EXPECT_TRUE(std::filesystem::is_regular_file(file.parent_path() / image)) << image;
    }
}

TEST_F(Export, Json) {
    const std::filesystem::path file = exported("json");
    EXPECT_EQ(file.extension(), ".json");
    const json clip = json::parse(read_file(file));
    EXPECT_EQ(clip.at("title"), "小城里的芯片工坊");
    const std::string whole = clip.dump();
    EXPECT_THAT(whole, AllOf(HasSubstr(caption), HasSubstr(server_.url("/zh/chips.html"))));
    std::string html;
    for (const auto& [name, value] : clip.items()) {
        if (value.is_string() && value.get<std::string>().find("<img") != std::string::npos) html = value;
    }
    EXPECT_THAT(attribute_values(html, "src"), SizeIs(2));
    EXPECT_THAT(unresolved_images(file, html), IsEmpty());
}

TEST_F(Export, OneClipGoesToStandardOutputWhenNoFolderIsNamed) {
    const Outcome outcome = bench_.webclipd({"export", "1"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, StartsWith("---\nlayout: post\n"));
}

TEST_F(Export, ADryRunNamesTheFilesAndWritesNone) {
    const std::filesystem::path folder = bench_.folder() / "nothing";
    const Outcome outcome = bench_.webclipd({"export", "--dry-run", "-o", folder.string()});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, HasSubstr("小城里的芯片工坊.md"));
    EXPECT_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace webclip::test
