// What the block model is taught: which blocks of a page its ground truth holds.
#include "train_alignment.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "vote.h"

namespace webclip::extract {
namespace {

constexpr Holding absent = Holding::absent;
constexpr Holding present = Holding::present;
constexpr Holding elsewhere = Holding::elsewhere;

const std::string one = "The ferry left the harbour at six in the morning.";
const std::string two = "Forty people and a dog were on board that day.";
const std::string three = "The storm came a day early and stayed for three.";

struct Case {
    const char* name;
    std::vector<std::string> blocks;
    std::string truth;
    std::vector<Holding> holding;
};

TEST(Align, FindsTheBlocksThatTheTruthHolds) {
    const std::vector<Case> cases{
        {"long blocks by themselves",
         {"Home and all the pages of this site", one, two},
         one + "\n" + two,
         {absent, present, present}},
        {"a paragraph with a word more", {one + " Read on", two}, one + "\n" + two, {present, present}},
        {"of two with the same words the one in its place",
         {three, one, two, three},
         one + "\n" + two + "\n" + three,
         {elsewhere, present, present, present}},
        {"a box out of order",
         {two, one, three},
         one + "\n" + three + "\n" + two,
         {present, present, present}},
        {"a short one between its neighbours",
         {one, "On board", two, "On board"},
         one + "\nOn board\n" + two + "\nOn board",
         {present, present, present, present}},
        {"a short one elsewhere",
         {one, "On board", two},
         "On board\n" + one + "\n" + two,
         {present, absent, present}},
        {"a very short one right behind",
         {one, "(4)", two},
         one + " (4) " + two,
         {present, present, present}},
        {"a very short one within a word", {one, "ty", two}, one + "\n" + two, {present, absent, present}},
        {"nothing", {one, ""}, "", {absent, absent}},
    };
    for (const Case& c : cases) {
        std::vector<std::string> keys;
        for (const std::string& block : c.blocks) keys.push_back(compare_key(block));
        EXPECT_EQ(align(keys, c.truth), c.holding) << c.name;
    }
}

}  // namespace
}  // namespace webclip::extract
