// Records with every field set, so that a field lost on the way through the catalog shows.
#pragma once

#include <string>

#include "store/writer.h"

namespace webclip::store::sample {

Timestamp at(std::int64_t seconds);

model::Source feed(const std::string& address = "https://example.org/feed");
model::Entry entry(model::SourceId source, const std::string& key);
model::Capture capture(model::CaptureKind kind, const std::string& url);
model::Clip clip(const std::string& key);
model::Asset stored_asset(BlobStore& blobs, int slot, const std::string& bytes);
model::Asset failed_asset(int slot);
model::Revision revision(const std::string& words);

// A page's first revision, with its capture's body put and one stored image: what `clip_archived` gets.
ClipArchived archived(BlobStore& blobs, const std::string& key, const std::string& words);

}  // namespace webclip::store::sample
