// Documents made to break a parser. Every job ends, the pool lives, and the daemon's memory stays as it was.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <thread>

#include "base/ascii.h"
#include "processes.h"
#include "sandbox/reader_pool.h"
#include "support/corpus.h"
#include "support/cpu_clock.h"
#include "sync/synchronized.h"

namespace webclip::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

Options two_readers() {
    Options options;
    options.readers = 2;
    return options;
}

// libgumbo 0.10.1 calls abort() on these.
constexpr std::array<std::string_view, 3> aborting{"<table><math><mo><![CDATA[x]]>>",
                                                   "<table><svg><desc><![CDATA[x]]>>",
                                                   "<table><svg><select><desc><select><caption>"};

TEST(HostilePage, AbortsOnlyItsReader) {
    ReaderPool pool{two_readers()};
    for (const std::string_view page : aborting) {
        const auto outcome = pool.parse(page);
        ASSERT_FALSE(outcome) << page << ": the library has been mended; choose another page for this test";
        EXPECT_EQ(outcome.error().code, "parse_crash");
        EXPECT_TRUE(outcome.error().permanent);
        EXPECT_NE(outcome.error().message.find("Assertion"), std::string::npos) << outcome.error().message;
        EXPECT_EQ(pool.read_fragment(page, "https://x.example/").error().code, "parse_crash");
        EXPECT_EQ(pool.sanitize(page, "https://x.example/").error().code, "parse_crash");
        EXPECT_EQ(pool.read_page({{page, "", "text/html", "https://x.example/"}, "", {}, false}).error().code,
                  "parse_crash");
        EXPECT_TRUE(pool.parse("<p>x"));
    }
    EXPECT_EQ(pool.replaced(), 12U);
}

TEST(HostilePage, OfTheCorpusEndsAsAValue) {
    WEBCLIP_NEED_CORPUS(folder, "hostile-html");
    ReaderPool pool{two_readers()};
    for (const auto& file : std::filesystem::directory_iterator{folder}) {
        if (file.path().extension() != ".html") continue;
        const auto outcome = pool.parse(test::read_file(file.path()));
        if (outcome) continue;
        EXPECT_TRUE(outcome.error().code == "parse_crash" || outcome.error().code == "parse_limit")
            << file.path();
    }
    EXPECT_TRUE(pool.parse("<p>x"));
}

std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    out.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

// '#' becomes the number of the repetition.
std::string numbered(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        for (const char c : text) {
            if (c == '#') {
                out += std::to_string(i);
            } else {
                out += c;
            }
        }
    }
    return out;
}

struct Shape {
    const char* name;
    std::string (*make)(std::size_t n);
};

const Shape shapes[] = {
    {"div", [](std::size_t n) { return repeated("<div>", n); }},
    {"p b", [](std::size_t n) { return numbered("<p><b id=#>", n); }},
    {"b then p", [](std::size_t n) { return "<p>" + numbered("<b id=#>", n) + repeated("<p>x", n); }},
    {"svg g", [](std::size_t n) { return repeated("<svg><g>", n) + repeated("</x>", n); }},
    {"div then /p", [](std::size_t n) { return repeated("<div>", n) + repeated("</p>", n); }},
    {"ul li", [](std::size_t n) { return repeated("<ul><li>", n); }},
    {"form div", [](std::size_t n) { return repeated("<form><div></form>", n); }},
    {"font p", [](std::size_t n) { return numbered("<font color=#><p>x</p>", n); }},
    {"a div", [](std::size_t n) { return repeated("<a><div>", n); }},
    {"b div /b", [](std::size_t n) { return repeated("<b><div></b>", n); }},
    {"body attributes", [](std::size_t n) { return numbered("<body a#=1>", n); }},
    {"attributes", [](std::size_t n) { return "<p" + numbered(" a#=1", n) + ">"; }},
    {"isindex", [](std::size_t n) { return repeated("<isindex>", n); }},
    {"nested tables", [](std::size_t n) { return repeated("<table><tr><td>", n); }},
    {"span", [](std::size_t n) { return repeated("<span>", n); }},
    {"nul", [](std::size_t n) { return std::string(n, '\0'); }},
    {"bad utf-8", [](std::size_t n) { return std::string(n, '\xFF'); }},
    {"references", [](std::size_t n) { return repeated("&notit;&#x110000;", n); }},
    {"open brackets", [](std::size_t n) { return std::string(n, '<'); }},
    {"comments", [](std::size_t n) { return repeated("<!--", n); }},
    {"templates", [](std::size_t n) { return repeated("<template>", n); }},
    {"selects", [](std::size_t n) { return repeated("<select><option>", n); }},
    {"ruby", [](std::size_t n) { return repeated("<ruby><rt>", n); }},
    {"blockquotes with text",
     [](std::size_t n) { return repeated("<blockquote>some words of text, and more. ", n); }},
    {"links", [](std::size_t n) { return numbered("<a href=/#>l</a> ", n); }},
    {"images",
     [](std::size_t n) { return "<article>" + numbered("<p>words of a text <img src=/#.jpg></p>", n); }},
};

// Runs `shape` at each size; what is wrong goes to `faults`.
void try_shape(ReaderPool& pool, const Shape& shape, sync::Synchronized<std::vector<std::string>>& faults) {
    for (const std::size_t n : {3000U, 100'000U}) {
        const std::string page = shape.make(n);
        const auto start = Clock::now();
        const auto reading = pool.read_page({{page, "", "text/html", "https://x.example/"}, "", {}, false});
        const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
        const std::string code = reading ? "" : reading.error().code;
        const bool is_fit =
            code.empty() || code == "parse_limit" || code == "parse_crash" || code == "no_article";
        if (is_fit && taken <= std::chrono::milliseconds{10'500}) continue;
        faults.lock()->push_back(std::string{shape.name} + " " + std::to_string(n) + ": " + code + " after " +
                                 std::to_string(taken.count()) + " ms");
    }
}

TEST(HostilePage, EveryShapeEndsInTime) {
    ReaderPool pool{two_readers()};
    sync::Synchronized<std::vector<std::string>> faults;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < std::size(shapes); i = next++) try_shape(pool, shapes[i], faults);
    };
    std::thread other{work};
    work();
    other.join();
    EXPECT_THAT(*faults.lock(), ::testing::IsEmpty());
    EXPECT_TRUE(pool.parse("<p>x"));
}

// Row 40.
TEST(HostilePage, AMillionNestedTags) {
    ReaderPool pool{two_readers()};
    const std::string page = repeated("<span>", 1'000'000);
    for (int i = 0; i < 2; ++i) {
        const auto outcome = pool.parse(page);
        EXPECT_TRUE(outcome || outcome.error().code == "parse_limit") << outcome.error().message;
    }
    const auto clean = pool.sanitize(page, "https://x.example/");
    EXPECT_TRUE(clean || clean.error().code == "parse_limit") << clean.error().message;
}

// Tags whose handling has broken parsers.
constexpr std::string_view soup_pieces =
    "<table>|<tr>|<td>|<caption>|<colgroup>|<col>|<tbody>|</table>|<svg>|<desc>|<math>|<mo>|"
    "<mglyph>|<annotation-xml encoding=text/html>|<foreignObject>|<title>|</title>|<select>|"
    "<option>|</select>|<template>|</template>|<p>|</p>|<b>|</b>|<a href=x>|</a>|<i>|</i>|"
    "<nobr>|<form>|</form>|<div>|</div>|<ul>|<li>|<![CDATA[x]]>|<!--x-->|<!doctype html>|"
    "<html a=1>|<body b=2>|<head>|</body>|</html>|<frameset>|<script>x</script>|"
    "<style>x</style>|<textarea>|</textarea>|<plaintext>|<img src=a.jpg onerror=x>|&amp|text|"
    "<h1>|</h1>|<button>|<ruby>|<rt>";

class Soup {
  public:
    explicit Soup(unsigned seed) : random_(seed) {}
    std::string next() {
        std::string soup;
        const std::size_t length = 3 + random_() % 40;
        for (std::size_t i = 0; i < length; ++i) soup += pieces_[random_() % pieces_.size()];
        return soup;
    }

  private:
    std::vector<std::string_view> pieces_ = split_ascii(soup_pieces, '|');
    std::mt19937 random_;
};

// 10,000 in the normal suite; WEBCLIP_SOUP asks for more.
std::size_t soup_documents() {
    const char* wanted = std::getenv("WEBCLIP_SOUP");  // NOLINT(concurrency-mt-unsafe): read only
    return wanted == nullptr ? 10'000 : std::max(2000UL, std::strtoul(wanted, nullptr, 10));
}

TEST(HostilePage, SoupLeavesTheDaemonAsItWas) {
    ReaderPool pool{two_readers()};
    const std::size_t documents = soup_documents();
    std::atomic<std::size_t> ended{0};
    std::atomic<std::size_t> odd{0};
    const auto work = [&](unsigned seed, std::size_t count) {
        Soup soup{seed};
        for (std::size_t i = 0; i < count; ++i) {
            const std::string page = soup.next();
            std::string code;
            // What the reader answers must also pass the daemon's own look at it.
            if (i % 3 == 0) {
                if (const auto parsed = pool.parse(page); !parsed) code = parsed.error().code;
            } else if (i % 3 == 1) {
                if (const auto clean = pool.sanitize(page, "https://x.example/"); !clean)
                    code = clean.error().code;
            } else {
                if (const auto article = pool.read_fragment(page, "https://x.example/"); !article)
                    code = article.error().code;
            }
            ++ended;
            if (!code.empty() && code != "parse_crash" && code != "parse_limit") ++odd;
        }
    };
    work(1, 1000);  // what is taken once is taken now
    const std::size_t before = resident_kib(getpid());
    std::thread other{work, 2, (documents - 1000) / 2};
    work(3, documents - 1000 - (documents - 1000) / 2);
    other.join();
    EXPECT_EQ(ended, documents);
    EXPECT_EQ(odd, 0U);
    // A sanitizer keeps freed memory to find late uses of it, and tells of leaks itself.
    if (!test::is_sanitized) {
        const std::size_t after = resident_kib(getpid());
        EXPECT_LE(after, before + before / 20 + 1024) << "KiB, from " << before;
    }
    RecordProperty("readers_replaced", static_cast<int>(pool.replaced()));
}

}  // namespace
}  // namespace webclip::sandbox
