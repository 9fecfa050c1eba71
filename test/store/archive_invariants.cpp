#include "archive_invariants.h"

#include <algorithm>
#include <set>

#include "crypto/sha256.h"
#include "store/blob_store.h"
#include "store/catalog.h"

namespace webclip::store {
namespace {

void check_blobs(const Catalog& catalog, const BlobStore& blobs, BlobCheck check,
                 std::vector<std::string>& broken) {
    std::set<Sha256> named;
    for (const NamedBlob& blob : catalog.blobs()) {
        named.insert(blob.sha256);
        if (blobs.size(blob.sha256) != blob.bytes)
            broken.push_back("blob missing or cut short: " + to_hex(blob.sha256));
        if (check == BlobCheck::sizes) continue;
        const auto bytes = blobs.get(blob.sha256);
        if (bytes && crypto::sha256(*bytes) != blob.sha256)
            broken.push_back("blob altered: " + to_hex(blob.sha256));
    }
    for (const Sha256& digest : blobs.all()) {
        if (named.count(digest) == 0) broken.push_back("orphan blob: " + to_hex(digest));
    }
}

}  // namespace

std::vector<std::string> broken_invariants(const std::filesystem::path& archive, BlobCheck check) {
    const Catalog catalog{archive};
    std::vector<std::string> broken = catalog.structural_problems();
    for (const AlteredText& text : catalog.altered_texts()) broken.push_back("altered: " + text.where);
    check_blobs(catalog, BlobStore{archive / "blobs"}, check, broken);
    const auto temporaries = archive / "blobs" / "tmp";
    if (std::filesystem::exists(temporaries) && !std::filesystem::is_empty(temporaries)) {
        broken.emplace_back("temporary files left");
    }
    return broken;
}

std::vector<std::string> listing(const std::filesystem::path& archive) {
    std::vector<std::string> lines;
    for (const auto& found : std::filesystem::recursive_directory_iterator(archive)) {
        if (!found.is_regular_file() || found.path() == archive / "lock") continue;
        lines.push_back(found.path().string() + " " + std::to_string(found.file_size()));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace webclip::store
