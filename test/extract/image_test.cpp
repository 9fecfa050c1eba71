#include "images.h"

#include <string>

#include <gtest/gtest.h>

#include "body.h"
#include "html/parse.h"
#include "html/serialize.h"

namespace webclip::extract {
namespace {

const url::Url& base() {
    static const url::Url address = *url::parse("https://example.org/news/a.html");
    return address;
}

std::vector<model::Image> images_of(const std::string& fragment) {
    auto document = html::parse_fragment(fragment);
    settle_noscripts(*document);
    const ImageAddresses addresses = settle_addresses(*document, document->body(), base());
    return list_images(*document, document->body(), addresses);
}

TEST(SettleAddresses, PrefersTheRealPictureToThePlaceholder) {
    const struct {
        const char* name;
        const char* fragment;
        const char* address;
    } cases[] = {
        {"plain", "<img src=b.jpg>", "https://example.org/news/b.jpg"},
        {"data-src", "<img src=data:image/gif;base64,R0 data-src=/b.jpg>", "https://example.org/b.jpg"},
        {"data-original", "<img src=/img/blank.gif data-original=/b.jpg>", "https://example.org/b.jpg"},
        {"data-lazy-src", "<img src='' data-lazy-src=/b.jpg>", "https://example.org/b.jpg"},
        {"src before srcset", "<img src=/s.jpg srcset='/m.jpg 600w, /l.jpg 1200w'>",
         "https://example.org/s.jpg"},
        {"srcset alone", "<img srcset='/m.jpg 600w, /l.jpg 1200w'>", "https://example.org/l.jpg"},
        {"data-srcset", "<img data-srcset='/m.jpg 600w, /l.jpg 1200w'>", "https://example.org/l.jpg"},
        {"picture", "<picture><source srcset='/w.webp 900w'><img></picture>", "https://example.org/w.webp"},
        {"noscript alone", "<p><noscript><img src=/n.jpg></noscript></p>", "https://example.org/n.jpg"},
        {"noscript after placeholder",
         "<img src=data:image/gif;base64,R0><noscript><img src=/n.jpg></noscript>",
         "https://example.org/n.jpg"},
        {"an attribute of the page's own",
         "<img src='data:image/svg+xml,%3Csvg/%3E' data-path=reviews/1.png data-image-loader=/b.png "
         "data-x='a/b'>",
         "https://example.org/b.png"},
        {"linked original", "<a href=/full.jpg><img></a>", "https://example.org/full.jpg"},
    };
    for (const auto& one : cases) {
        const auto images = images_of(one.fragment);
        ASSERT_EQ(images.size(), 1U) << one.name;
        EXPECT_EQ(images[0].url, one.address) << one.name;
    }
}

TEST(SettleAddresses, AWidePictureIsFetchedFirstAndThePagesOwnNext) {
    const std::string here = "https://example.org/";
    const struct {
        const char* name;
        const char* fragment;
        std::vector<std::string> candidates;
    } cases[] = {
        {"wide srcset",
         "<img src=/s.jpg srcset='/m.jpg 600w, /l.jpg 1200w'>",
         {here + "l.jpg", here + "s.jpg", here + "m.jpg"}},
        {"wider than any screen",
         "<img src=/s.jpg srcset='/l.jpg 1600w, /xl.jpg 6000w'>",
         {here + "l.jpg", here + "s.jpg", here + "xl.jpg"}},
        {"a small srcset that knows the src",
         "<img src=/s.jpg srcset='/s.jpg 320w, /m.jpg 640w'>",
         {here + "m.jpg", here + "s.jpg"}},
        {"a small srcset beside a src of unknown size",
         "<img src=/original.jpg srcset='/s.jpg 320w, /m.jpg 640w'>",
         {here + "original.jpg", here + "m.jpg", here + "s.jpg"}},
        {"density", "<img src=/1.jpg srcset='/2.jpg 2x'>", {here + "2.jpg", here + "1.jpg"}},
        {"sources of a picture",
         "<picture><source srcset='/w.webp 1500w'><source type=image/jxl srcset='/w.jxl 1800w'>"
         "<img src=/s.jpg></picture>",
         {here + "w.webp", here + "s.jpg", here + "w.jxl"}},
        {"a crop for telephones",
         "<picture><source media='(max-width: 500px)' srcset=/crop.jpg><img src=/s.jpg></picture>",
         {here + "s.jpg", here + "crop.jpg"}},
        {"lazy",
         "<img src=data:image/gif;base64,R0 data-src=/s.jpg data-srcset='/s.jpg 400w, /m.jpg 800w'>",
         {here + "m.jpg", here + "s.jpg"}},
    };
    for (const auto& one : cases) {
        const auto images = images_of(one.fragment);
        ASSERT_EQ(images.size(), 1U) << one.name;
        EXPECT_EQ(images[0].candidates, one.candidates) << one.name;
    }
}

TEST(SettleAddresses, OriginalsBehindProxiesComeLast) {
    const auto images = images_of("<img src='https://i0.wp.com/pics.example.net/x.jpg?w=300'>");
    ASSERT_EQ(images.size(), 1U);
    ASSERT_EQ(images[0].candidates.size(), 2U);
    EXPECT_EQ(images[0].candidates[0], images[0].url);
    EXPECT_NE(images[0].candidates[1].find("pics.example.net/x.jpg"), std::string::npos);
}

TEST(IsDecoration, TrackersSpacersAndIcons) {
    const struct {
        const char* fragment;
        bool expected;
    } cases[] = {
        {"<img src=/a.jpg>", false},
        {"<img src=/a.jpg width=640 height=480>", false},
        {"<img src=/a.jpg width=100%>", false},
        {"<img src=/t.gif width=1 height=1>", true},
        {"<img src=/i.png width=16 height=16>", true},
        {"<img src=/img/spacer.gif>", true},
        {"<img src=/pixel.gif>", true},
        {"<img class=wp-emoji src=/x.svg>", true},
        {"<img src=data:image/gif;base64,R0lGOD>", true},
        {"<img src=https://secure.gravatar.com/avatar/abc>", true},
        {"<img src=/banner_468x60.gif>", true},
        {"<img src=/name.png width=340 height=80>", true},
        {"<img src=/9cf_w16_h16.png>", true},
        {"<img src=/icon_scale.svg>", true},
        {"<img src=/img/space.gif>", true},
        {"<img src=/4x4-truck.jpg>", false},
        {"<img src=/silicon-valley-1024x568.png>", false},
        {"<img>", true},
    };
    for (const auto& one : cases) {
        const auto document = html::parse_fragment(one.fragment);
        EXPECT_EQ(is_decoration(*document, document->first_child(document->body())), one.expected)
            << one.fragment;
    }
}

TEST(FormFigures, LayoutTablesWithACaptionBecomeFigures) {
    const struct {
        const char* name;
        const char* fragment;
        const char* expected;
    } cases[] = {
        {"caption in the next row",
         "<table><tr><td><img src=a.jpg></td></tr><tr><td>The quay.</td></tr></table>",
         "<figure><img src=\"a.jpg\"><figcaption>The quay.</figcaption></figure>"},
        {"no caption", "<table><tr><td><a href=b><img src=a.jpg></a></td></tr></table>",
         "<figure><a href=\"b\"><img src=\"a.jpg\"></a></figure>"},
    };
    for (const auto& one : cases) {
        auto document = html::parse_fragment(one.fragment);
        form_figures(*document, document->body());
        EXPECT_EQ(html::serialize_children(*document, document->body()), one.expected) << one.name;
    }
}

TEST(FormFigures, DataTablesStay) {
    for (const char* fragment :
         {"<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
          "<table><tbody><tr><td><img src=\"a.jpg\"></td><td>text</td></tr></tbody></table>",
          "<table><tbody><tr><td>one</td></tr><tr><td>two</td></tr></tbody></table>"}) {
        auto document = html::parse_fragment(fragment);
        form_figures(*document, document->body());
        EXPECT_EQ(html::serialize_children(*document, document->body()), fragment);
    }
}

}  // namespace
}  // namespace webclip::extract
