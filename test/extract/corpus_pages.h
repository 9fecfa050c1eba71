// A page set of the corpus: index.jsonl.gz with one JSON a page, html/<id>.html.gz with the bytes.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace webclip::test {

struct CorpusPage {  // NOLINT(bugprone-exception-escape): the JSON library's move aborts before it throws
    std::string id;
    std::string url;
    bool is_cjk = false;
    nlohmann::json truth;
    std::string bytes;
};

std::vector<CorpusPage> read_page_set(const std::filesystem::path& folder);

}  // namespace webclip::test
