// The posts/ and media/ folders: a view of the catalog as files, which can always be made anew from it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "archive/options.h"
#include "media/plan.h"
#include "model/clip.h"
#include "store/catalog.h"
#include "store/writer.h"
#include "sync/synchronized.h"

namespace webclip::archive {

// The clip as a form-A file whose images point to `media` (a relative or absolute folder address), one file
// an image: <media>/ab/<sha256>.<extension>. Pure.
std::string post_text(const model::Clip& clip, const model::Revision& revision, const std::string& media);
// Where a stored asset's file stands below media/.
std::filesystem::path media_name(const model::Asset& asset);
// What stands for the asset in a file beside which `media` is.
media::LocalImage local_image(const model::Asset& asset, const std::string& media);

// Any thread.
class PostView {
  public:
    PostView(const Options& options, store::Writer& writer);

    // Writes the clip's post as its latest revision says, and links its images into media/. Returns the
    // post's path. The mark that the post is written is queued with the writer, not waited for: a crash
    // before it is durable writes the same post again.
    std::filesystem::path write(const store::Catalog& catalog, model::ClipId clip_id);

    // After a crash, or when files are missing: writes what is stale; returns how many.
    std::size_t write_stale(const store::Catalog& catalog);

  private:
    std::string claim_name(const store::Catalog& catalog, const model::Clip& clip);

    const Options& options_;
    store::Writer& writer_;
    // Names given out in this run, which the catalog may not know yet.
    sync::Synchronized<std::map<std::string, model::ClipId>> claimed_;
};

}  // namespace webclip::archive
