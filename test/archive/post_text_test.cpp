#include <gtest/gtest.h>

#include "archive/post_view.h"

namespace webclip::archive {
namespace {

model::Asset stored(int slot) {
    model::Asset asset;
    asset.slot = slot;
    asset.url = "https://example.org/p.jpg";
    asset.state = model::AssetState::stored;
    asset.sha256 = Sha256{};
    asset.media_type = "image/jpeg";
    return asset;
}

TEST(PostText, PointsImagesAtMediaAndKeepsOneLine) {
    model::Clip clip;
    clip.fields.title = "T";
    clip.fields.heading_title = "T";
    clip.fields.from = "https://example.org/a";
    clip.fields.heading_url = clip.fields.from;
    clip.fields.date = Timestamp::from_ms(0);
    model::Revision revision;
    revision.article.html = "<p><img src=\"asset:0\" alt=\"a\"></p>\n<pre>x\ny</pre>";
    revision.assets = {stored(0)};
    const std::string zeros(64, '0');
    const std::string text = post_text(clip, revision, "../../media");
    EXPECT_NE(text.find("<div>\n<p><img src=\"../../media/00/" + zeros +
                        ".jpg\" alt=\"a\"></p> <pre>x&#10;y</pre>\n</div>\n"),
              std::string::npos)
        << text;
}

TEST(MediaName, IsTheHashWithTheTypesOwnExtension) {
    model::Asset asset = stored(0);
    EXPECT_EQ(media_name(asset), "00/" + std::string(64, '0') + ".jpg");
    asset.media_type = "image/webp";
    EXPECT_EQ(media_name(asset).extension(), ".webp");
}

}  // namespace
}  // namespace webclip::archive
