// Pages made to cost time, memory or stack: each ends in a document or a ParseError, in time, within its
// memory.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "html/parse.h"
#include "html/sanitize.h"
#include "html/serialize.h"
#include "support/corpus.h"
#include "support/cpu_clock.h"

namespace webclip::html {
namespace {

std::string repeated(std::string_view piece, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += piece;
    return out;
}

// '#' in the piece is its number.
std::string numbered(std::string_view piece, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) {
        for (const char c : piece) out += c == '#' ? std::to_string(i) : std::string(1, c);
    }
    return out;
}

test::CpuClock::duration cpu_of(const std::function<void()>& work) {
    const auto start = test::CpuClock::now();
    work();
    return test::CpuClock::now() - start;
}

TEST(ParseLimits, BoundTheInput) {
    ParseLimits limits;
    limits.input = ByteSize{10};
    EXPECT_TRUE(parse("<p>1234567", limits).has_value());
    const auto refused = parse("<p>12345678", limits);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().limit, LimitHit::input);
    EXPECT_EQ(refused.error().message, "the page is longer than 10 bytes");
}

TEST(ParseLimits, BoundTheMemory) {
    // Every paragraph opens all the formatting anew: 55 KB would take 2.3 GB.
    const auto refused = parse(numbered("<p><b id=#>", 4000));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().limit, LimitHit::memory);
}

TEST(ParseLimits, BoundTheTime) {
    const std::string slow = repeated("<svg><g>", 10000) + repeated("</x>", 10000);
    ParseLimits limits;
    limits.cpu = std::chrono::milliseconds{100};
    limits.arena_factor = 1000;
    const auto cpu = cpu_of([&] {
        const auto refused = parse(slow, limits);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().limit, LimitHit::time);
        EXPECT_EQ(refused.error().message, "parsing took more than 100 ms");
    });
    EXPECT_LT(cpu, std::chrono::milliseconds{300} * test::slowness);
}

TEST(ParseLimits, LeaveNoTraceInTheNextParse) {
    const std::string bomb = numbered("<p><b id=#>", 4000);
    for (int i = 0; i < 20; ++i) {
        EXPECT_FALSE(parse(bomb).has_value());
        const auto page = parse("<p>x");
        ASSERT_TRUE(page.has_value());
        EXPECT_EQ(text_content(*page, page->root()), "x");
    }
}

std::size_t depth_of(const Document& document) {
    std::size_t deepest = 0;
    std::size_t depth = 0;
    for (NodeId node = document.root(); node != no_node;) {
        if (document.first_child(node) != no_node) {
            node = document.first_child(node);
            deepest = std::max(deepest, ++depth);
            continue;
        }
        while (node != no_node && document.next_sibling(node) == no_node) {
            node = document.parent(node);
            --depth;
        }
        if (node != no_node) node = document.next_sibling(node);
    }
    return deepest;
}

TEST(ParseLimits, FlattenWhatIsTooDeep) {
    ParseLimits limits;
    limits.depth = 5;
    const auto page = parse("<div><div id=4><p id=5>a<i>b<b>c<u>d</u>e</b>f</i>g</p></div></div>", limits);
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(serialize_children(*page, page->body()),
              "<div><div id=\"4\"><p id=\"5\">a<i></i>b<b></b>c<u></u>defg</p></div></div>");
    EXPECT_EQ(depth_of(*page), 6U);
}

TEST(ParseLimits, AreTheSameDepthForFragments) {
    const std::string deep = repeated("<span>", 600) + "x";
    const auto page = parse(deep);
    const auto fragment = parse_fragment(deep);
    ASSERT_TRUE(page.has_value() && fragment.has_value());
    EXPECT_EQ(depth_of(*page), 513U);
    EXPECT_EQ(serialize_children(*page, page->body()), serialize_children(*fragment, fragment->body()));
}

TEST(ParseLimits, DropAttributesBeyondTheLimit) {
    const auto page = parse("<p " + numbered("a#=# ", 300) + ">");
    ASSERT_TRUE(page.has_value());
    const NodeId paragraph = page->first_child(page->body());
    EXPECT_EQ(page->attributes(paragraph).size(), 256U);
    EXPECT_EQ(page->attribute(paragraph, "a255"), "255");
    EXPECT_FALSE(page->attribute(paragraph, "a256").has_value());
}

TEST(ParseLimits, CutLongTextsBetweenCharacters) {
    ParseLimits limits;
    limits.text_node = ByteSize{10};
    const auto page =
        parse("<p>123456789\u00e9x</p><p>12345<!-- -->6789<!-- -->0ab</p><p>12345678\u00e9x", limits);
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(serialize_children(*page, page->body()),
              "<p>123456789</p><p>1234567890</p><p>12345678\u00e9</p>");
}

struct Shape {
    const char* name;
    std::function<std::string(int)> page;
};

Shape repeating(const char* piece) {
    return {piece, [piece](int n) { return numbered(piece, n); }};
}

// clang-format off
constexpr const char* repeated_pieces[] = {
    "<div>", "<p><b id=#>", "<ul><li>", "<form><div></form>", "<font color=#><p>x</p>", "<a><div>",
    "<b><div></b>", "<body a#=1>", "<isindex>", "<table><tr><td>", "<table>", "<table>x", "<span>", "<b>",
    "<nobr>", "<i><table>", "<svg>", "<math><mi>", "<svg><desc>", "<template>", "<select><option>",
    "<option>", "<ruby><rt>", "<dl><dd>", "<button>", "<h1>", "<!---->x", "<!--", "<script>",
    "<style></style>", "<textarea>", "<title></title>", "<iframe>", "<noscript><img src=/a> </noscript> ",
    "<noscript>", "</p>", "</br>", "<br>", "<p>", "<p></p>", "&amp;", "&notit;", "&#0;", "\n", "<pre>\n",
    "</", "</>", "<", "<?", "<![CDATA[", "<a href=x>", "<a href=x>a</a>", "<img src=x>",
    "<iframe src=x></iframe>", "<video><source src=x>", "<x-#>", "<frameset>", "<plaintext>", "<caption>",
    "<col>", "<tr><td>x</td></tr>", "<li><p>", "<object>", "<marquee>", "<details><summary>",
};
// clang-format on

std::vector<Shape> hostile_shapes() {
    std::vector<Shape> shapes;
    for (const char* piece : repeated_pieces) {
        shapes.push_back(repeating(piece));
    }
    shapes.push_back({"all formatting in every paragraph",
                      [](int n) { return "<p>" + numbered("<b id=#>", n) + repeated("<p>x", n); }});
    shapes.push_back({"foreign depth", [](int n) { return repeated("<svg><g>", n) + repeated("</x>", n); }});
    shapes.push_back({"depth and </p>", [](int n) { return repeated("<div>", n) + repeated("</p>", n); }});
    shapes.push_back({"attributes", [](int n) { return "<p " + numbered("a#=1 ", n) + ">"; }});
    shapes.push_back({"one value", [](int n) { return "<p title='" + repeated("&amp;x ", n) + "'>"; }});
    shapes.push_back({"one name", [](int n) { return "<" + repeated("x-", n) + ">"; }});
    return shapes;
}

// What a reader does with a page that parses must be bounded as well.
void use(Document& document) {
    const url::Url base = url::parse("https://example.org/" + std::string(2000, 'b') + "/").value();
    EXPECT_LE(depth_of(document), 513U);
    readable_text(document, document.root());
    serialize(document, document.root());
    if (document.body() == no_node) return;
    EXPECT_LT(sanitized_html(document, document.body(), base).size(), 40U << 20U);
}

TEST(ParseLimits, HoldForEveryShape) {
    ParseLimits limits;
    limits.cpu = std::chrono::milliseconds{150};
    int parsed = 0;
    int stopped = 0;
    for (const Shape& shape : hostile_shapes()) {
        const std::string page = shape.page(20000);
        const auto parsing = cpu_of([&] {
            auto document = parse(page, limits);
            if (!document) {
                ++stopped;
                return;
            }
            ++parsed;
            const auto using_it = cpu_of([&] { use(*document); });
            EXPECT_LT(using_it, std::chrono::milliseconds{2500} * test::slowness) << shape.name;
        });
        EXPECT_LT(parsing, std::chrono::milliseconds{3000} * test::slowness) << shape.name;
    }
    EXPECT_GT(parsed, 30);
    EXPECT_GT(stopped, 3);
}

// Gumbo aborts on these. Nothing can be done about it here but to know: readers are made to die.
TEST(ParseLimits, DoNotCoverGumbosAssertions) {
    WEBCLIP_NEED_CORPUS(folder, "hostile-html");
    for (const char* name :
         {"abort-svg-select-caption.html", "abort-table-math-cdata.html", "abort-table-svg-cdata.html"}) {
        const std::string page = test::read_file(folder / name);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            std::fclose(stderr);
            ::_exit(parse(page).has_value() ? 0 : 1);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE((WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT) ||
                    (WIFEXITED(status) && WEXITSTATUS(status) == 0))
            << name << ": " << status;
    }
}

}  // namespace
}  // namespace webclip::html
