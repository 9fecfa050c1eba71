// Brings files that exist already into the archive: clips in every form, saved pages, lists of subscriptions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/post_view.h"
#include "model/ids.h"
#include "sandbox/reader_pool.h"
#include "store/catalog.h"
#include "store/writer.h"

namespace webclip::archive {

enum class Effect { real, dry_run };

struct ImportRequest {
    std::string name;  // the file's own name, without folders
    std::string bytes;
    std::string url;  // where a saved page came from; needed for HTML
    Effect effect = Effect::real;
};

enum class ImportOutcome { added, changed, unchanged, failed };

struct ImportReport {
    ImportOutcome outcome = ImportOutcome::failed;
    std::string what;  // "clip (form A)", "page", "subscriptions"
    std::optional<model::ClipId> clip;
    std::size_t sources = 0;  // subscriptions that were new
    std::vector<std::string> warnings;
    std::string error;  // "" unless failed
};

struct ImportServices {
    sandbox::ReaderPool& readers;
    store::Writer& writer;
    PostView& posts;
    const store::Catalog& catalog;
};

// Tells the kind of file by its name and first bytes. Returns when the outcome is durable. The same bytes
// again are `unchanged`; a known address with other bytes gets a new revision.
ImportReport import_file(const ImportServices& services, const ImportRequest& request);

}  // namespace webclip::archive
