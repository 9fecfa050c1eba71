// Fault matrix row 19: alias bombs, deep nesting and huge files are refused within a second.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "support/cpu_clock.h"
#include "yaml/yaml.h"

namespace webclip::yaml {
namespace {

std::string repeated(std::string_view unit, std::size_t times) {
    std::string out;
    out.reserve(unit.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += unit;
    return out;
}

struct Case {
    const char* name;
    std::string (*text)();  // made by the row's own test: some are large
    const char* message;
};

class Hostile : public testing::TestWithParam<Case> {};

TEST_P(Hostile, IsRefusedWithinASecond) {
    const std::string text = GetParam().text();
    const auto start = test::CpuClock::now();
    const auto root = parse(text);
    EXPECT_LT(test::CpuClock::now() - start, std::chrono::seconds{1} * test::slowness);
    ASSERT_FALSE(root);
    EXPECT_EQ(root.error().message, GetParam().message);
}

std::string stairs(std::size_t depth) {
    std::string out;
    for (std::size_t i = 0; i < depth; ++i) out += std::string(i, ' ') + "a:\n";
    return out;
}

constexpr const char* too_deep = "nested too deeply";
constexpr const char* too_far = "what follows is too long for one value";

INSTANTIATE_TEST_SUITE_P(
    Inputs, Hostile,
    testing::Values(Case{"FlowSequences", [] { return repeated("[", 100'000); }, too_deep},
                    Case{"FlowMappings", [] { return repeated("{a: ", 50'000); }, too_deep},
                    Case{"BlockSequences", [] { return repeated("- ", 100'000); }, too_deep},
                    Case{"BlockMappings", [] { return stairs(3000); }, too_deep},
                    Case{"ComplexKeys", [] { return repeated("? ", 100'000); }, too_deep},
                    Case{"HundredMegabytes", [] { return repeated("[", 100'000'000); }, "too long"},
                    Case{"SixteenMegabytesOfBrackets", [] { return repeated("[", 16U << 20U); }, too_far},
                    Case{"FlowSequenceWithoutEnd", [] { return "[" + repeated("a,", 8'000'000); }, too_far},
                    Case{"ScalarWithoutEnd", [] { return "\"" + repeated("a", 16'000'000); }, too_far},
                    Case{"ManyNodes", [] { return repeated("- a\n", 4'000'000); }, "too many nodes"},
                    Case{"AliasBomb",
                         [] {
                             return std::string{
                                 "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
                                 "[*b,*b,*b,*b,*b,*b,*b,*b]\n"};
                         },
                         "anchors are not accepted"},
                    Case{"SelfReference", [] { return std::string{"&a [*a]\n"}; },
                         "anchors are not accepted"}),
    [](const testing::TestParamInfo<Case>& row) { return row.param.name; });

TEST(HostileYaml, TextsMadeOfIndicatorsNeverCrashTheParser) {
    constexpr std::string_view units[] = {
        "[",     "]", "{",  "}",   "- ",         "? ",    ": ",          ":",  ",",  "\n",
        "\n  ",  " ", "#",  "&a ", "*a ",        "!",     "!!str ",      "!<", ">",  "|",
        "|2-\n", "'", "\"", "%",   "%TAG ! x\n", "---\n", "...\n",       "a",  "\t", "\r",
        "\\x",   "@", "`",  "<<",  "=",          "~",     "\xEF\xBB\xBF"};
    std::mt19937 random{20260101};
    int accepted = 0;
    for (int round = 0; round < 50'000; ++round) {
        std::string text;
        for (std::size_t length = 1 + random() % 14; length > 0; --length)
            text += units[random() % std::size(units)];
        if (parse(text)) ++accepted;
    }
    EXPECT_GT(accepted, 0);
    EXPECT_LT(accepted, 50'000);
}

}  // namespace
}  // namespace webclip::yaml
