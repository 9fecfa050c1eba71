// A clip: an archived article, with its revisions and their assets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "base/timestamp.h"
#include "model/article.h"
#include "model/ids.h"

namespace webclip::model {

// What a post's front matter and heading say, kept apart so that an imported form-A file is written back byte
// for byte (design: the clip format).
struct ClipFields {
    std::string title;          // T
    std::string heading_title;  // T2
    std::string from;           // byte for byte
    std::string heading_url;    // URL2
    std::optional<Timestamp> date;
    std::string date_text;          // as written
    std::string feed_date_comment;  // inside <!-- -->: milliseconds, "NaN", or "" when the file has none
    std::string author;
    std::vector<std::string> tags;
    std::vector<std::string> categories;
    std::string layout = "post";
    bool comments = true;  // the `comments: True` line is there
};

enum class AssetState { stored, failed, refused };

// An image of a revision and what became of it.
struct Asset {
    int slot = 0;                         // the n of asset:n
    std::string url;                      // as the page shows it
    std::vector<std::string> candidates;  // Image::candidates
    std::string alt;
    AssetState state = AssetState::failed;
    std::string error;  // why it is not stored
    std::optional<Sha256> sha256;
    std::string media_type;  // "image/jpeg"
    int width = 0;
    int height = 0;
    std::uint64_t bytes = 0;
    std::optional<CaptureId> capture;          // of the bytes; of the failure when there are none
    int attempts = 0;                          // that failed
    std::optional<Timestamp> next_attempt_at;  // of one that failed and may yet come
};

enum class ChosenText { page, feed, imported };

// One version of a clip's article.
struct Revision {
    RevisionId id;
    ClipId clip;
    int number = 1;
    Timestamp made_at;
    std::optional<CaptureId> capture;
    std::string extractor_version;
    ChosenText chosen = ChosenText::page;
    std::string chosen_because;  // one line: "page 5,210 weighted characters, feed 290"
    Article article;             // html with asset:<n> images
    std::vector<Asset> assets;
    std::vector<CaptureId> more_pages;  // the second and further pages the article was read from
};

struct Clip {
    ClipId id;
    std::string key;  // normalised address
    ClipFields fields;
    SourceId source;
    std::string post_name;                    // path below posts/; "" until the post is written first
    std::optional<RevisionId> post_revision;  // the revision the post shows; behind the latest after a crash
    std::string original_name;                // of an imported file; "" otherwise
    std::optional<Sha256> original_sha256;    // blob of an imported file's bytes
    Timestamp created_at;
};

}  // namespace webclip::model
