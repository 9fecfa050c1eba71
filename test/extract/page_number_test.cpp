#include "page_number.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace webclip::extract {
namespace {

struct NextPageCase {
    const char* name;
    const char* current;
    const char* candidate;
    PageOf position;
    bool is_next;
};

const std::vector<NextPageCase>& next_page_cases() {
    static const std::vector<NextPageCase> cases{
        {"query", "https://e.org/story", "https://e.org/story?page=2", PageOf::first, true},
        {"query among others", "https://e.org/s?id=7", "https://e.org/s?id=7&page=2", PageOf::first, true},
        {"query of another story", "https://e.org/s?id=7", "https://e.org/s?id=8&page=2", PageOf::first,
         false},
        {"folder", "https://e.org/story/", "https://e.org/story/2/", PageOf::first, true},
        {"folder with the word", "https://e.org/story", "https://e.org/story/page/2", PageOf::first, true},
        {"underscore", "https://e.org/n/123.html", "https://e.org/n/123_2.html", PageOf::first, true},
        {"dash with extension", "https://e.org/n/a.html", "https://e.org/n/a-2.html", PageOf::first, true},
        {"dash of a slug", "https://e.org/flood", "https://e.org/flood-2", PageOf::first, false},
        {"index", "https://e.org/n/", "https://e.org/n/index_2.html", PageOf::first, true},
        {"third page", "https://e.org/n/1_2.html", "https://e.org/n/1_3.html", PageOf::later, true},
        {"not the page before", "https://e.org/n/1_2.html", "https://e.org/n/1_1.html", PageOf::later, false},
        {"not the same page", "https://e.org/s?page=2", "https://e.org/s?page=2", PageOf::later, false},
        {"one is left out", "https://e.org/story", "https://e.org/story?page=3", PageOf::first, false},
        {"next article by number", "https://e.org/n/123", "https://e.org/n/124", PageOf::first, false},
        {"next article by number, later", "https://e.org/n/1?page=2", "https://e.org/n/2", PageOf::later,
         false},
        {"next article by name", "https://e.org/flood", "https://e.org/fire", PageOf::first, false},
        {"another host", "https://e.org/story", "https://f.org/story?page=2", PageOf::first, false},
        {"another scheme's", "https://e.org/story", "mailto:a@e.org", PageOf::first, false},
    };
    return cases;
}

TEST(NextPage, IsTheSameAddressWithTheNextNumber) {
    for (const NextPageCase& one : next_page_cases()) {
        EXPECT_EQ(is_next_page(*url::parse(one.current), *url::parse(one.candidate), one.position),
                  one.is_next)
            << one.name;
    }
}

TEST(SameStory, BeginsWithTheSameAddress) {
    struct Case {
        const char* candidate;
        bool is_same;
    };
    for (const Case& one : {Case{"https://e.org/story/all", true}, Case{"https://e.org/story?page=all", true},
                            Case{"https://e.org/story", false}, Case{"https://e.org/storybook", false},
                            Case{"https://f.org/story/all", false}}) {
        EXPECT_EQ(is_same_story(*url::parse("https://e.org/story"), *url::parse(one.candidate)), one.is_same)
            << one.candidate;
    }
}

}  // namespace
}  // namespace webclip::extract
