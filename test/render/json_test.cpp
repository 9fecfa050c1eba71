#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "render/render.h"

namespace webclip::render {
namespace {

TEST(ToJson, HoldsFieldsImagesAndProvenance) {
    model::Clip clip;
    clip.fields.title = "题";
    clip.fields.from = "https://example.org/";
    model::Revision revision;
    revision.article.text = "正文";
    revision.assets.resize(2);
    revision.assets[0].state = model::AssetState::stored;
    revision.assets[0].sha256 = Sha256{};
    revision.assets[1].error = "http_404";
    model::Capture capture;
    capture.final_url = "https://example.org/final";
    capture.hops.resize(1);
    const auto document = nlohmann::json::parse(to_json(clip, revision, capture, "<p>正文</p>"));
    EXPECT_EQ(document["title"], "题");
    EXPECT_EQ(document["text"], "正文");
    EXPECT_EQ(document["html"], "<p>正文</p>");
    EXPECT_EQ(document["images"][0]["sha256"], std::string(64, '0'));
    EXPECT_TRUE(document["images"][0]["missing"].is_null());
    EXPECT_EQ(document["images"][1]["missing"], "http_404");
    EXPECT_EQ(document["capture"]["final_url"], "https://example.org/final");
    EXPECT_TRUE(document["date"].is_null());
}

}  // namespace
}  // namespace webclip::render
