#include <gtest/gtest.h>

#include "post/post.h"

namespace webclip::post {
namespace {

const Timestamp day = *parse_iso8601("2024-02-25T20:00:55.000Z");

struct Case {
    const char* title;
    const char* name;
};

// Row 46: names that mean something to a file system.
TEST(FileName, IsSafeOnEveryFileSystem) {
    for (const auto& [title, name] : {
             Case{"中国AI芯片急于改用国产", "2024-02-25-中国AI芯片急于改用国产.md"},
             Case{"", "2024-02-25-untitled.md"},
             Case{" . ", "2024-02-25-untitled.md"},
             Case{"\x01\x7f", "2024-02-25-untitled.md"},
             Case{"../../etc/passwd", "2024-02-25-etc-passwd.md"},
             Case{"a/b\\c:d*e?f\"g<h>i|j", "2024-02-25-a-b-c-d-e-f-g-h-i-j.md"},
             Case{"50% of C#", "2024-02-25-50- of C-.md"},
             Case{"%2e%2e%2fx", "2024-02-25-2e-2e-2fx.md"},
             Case{"CON", "2024-02-25-CON.md"},
             Case{"-rf", "2024-02-25-rf.md"},
             Case{".hidden", "2024-02-25-hidden.md"},
             Case{"ends with dot.", "2024-02-25-ends with dot.md"},
             Case{"ends with blank \t\n", "2024-02-25-ends with blank.md"},
             Case{"no\xC2\xA0"
                  "break\xE3\x80\x80space",
                  "2024-02-25-no break space.md"},
             Case{"line\nbreak\r\x1b[31m", "2024-02-25-line break [31m.md"},
             Case{"U+2028 \xE2\x80\xA8 here", "2024-02-25-U+2028 here.md"},
             Case{"cod\xE2\x80\xAE"
                  "fdp.exe",
                  "2024-02-25-codfdp.exe.md"},
             Case{"zero\xE2\x80\x8B"
                  "width\xEF\xBB\xBF",
                  "2024-02-25-zerowidth.md"},
             Case{"e\xCC\x81t\xC3\xA9", "2024-02-25-\xC3\xA9t\xC3\xA9.md"},
             Case{"bad \xFF byte", "2024-02-25-bad \xEF\xBF\xBD byte.md"},
             Case{"family \xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9",
                  "2024-02-25-family \xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9.md"},
             Case{"---", "2024-02-25-untitled.md"},
         }) {
        EXPECT_EQ(file_name(day, title), name);
    }
}

TEST(FileName, CutsTheTitleOnAGraphemeAt120Bytes) {
    std::string title;
    for (int i = 0; i < 100; ++i) title += "日";
    EXPECT_EQ(file_name(day, title).size(), 11U + 120U + 3U);
    // 118 bytes, then a family of four emoji in one grapheme: all of it goes.
    const std::string family = "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";
    EXPECT_EQ(file_name(day, std::string(118, 'a') + family), "2024-02-25-" + std::string(118, 'a') + ".md");
    // The cut may bare a blank or a dot, which must not end the name.
    EXPECT_EQ(file_name(day, std::string(118, 'a') + ". tail"),
              "2024-02-25-" + std::string(118, 'a') + ".md");
}

TEST(FileName, TakesADisambiguation) {
    EXPECT_EQ(file_name(day, "a", "1f2e"), "2024-02-25-a-1f2e.md");
    EXPECT_EQ(file_name(day, "", "1f2e"), "2024-02-25-untitled-1f2e.md");
}

TEST(FileName, GivesTitlesThatDifferInNormalFormOneName) {
    EXPECT_EQ(file_name(day, "\xE3\x81\x8B\xE3\x82\x99"), file_name(day, "\xE3\x81\x8C"));
}

}  // namespace
}  // namespace webclip::post
