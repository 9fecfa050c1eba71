// All that a reader of an archive can see of it, without the moments at which it was made.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "workbench.h"

namespace webclip::test {

struct ArchiveState {
    std::map<std::string, std::string> posts;  // by path
    std::vector<std::string> blobs;
    std::vector<std::string> media;
    // Rows of the catalog as text, without numbers and times that depend on the order of work.
    std::vector<std::string> sources;
    std::vector<std::string> entries;
    std::vector<std::string> clips;
    std::vector<std::string> revisions;
    std::vector<std::string> assets;
};

ArchiveState state_of(const Workbench& bench);
void expect_same(const ArchiveState& state, const ArchiveState& expected);

// What a query of the archive's catalog gives, one row a line, columns separated by " | ".
std::vector<std::string> rows(const Workbench& bench, const std::string& sql);

// Blobs whose name is not the SHA-256 of their bytes, and files of media/ that are no blob's.
std::vector<std::string> misnamed_files(const Workbench& bench);

}  // namespace webclip::test
