#include "train_samples.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

#include "candidates.h"
#include "html/parse.h"
#include "json_ld.h"
#include "landmarks.h"
#include "metadata.h"
#include "reading.h"
#include "site_evidence.h"
#include "text/decode.h"
#include "url/url.h"

namespace webclip::extract {

using Json = nlohmann::json;

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

namespace {

int fold_of(const std::string& host) {
    std::uint32_t hash = 2166136261U;  // FNV-1a, so that a script can find the same folds
    for (const char c : host) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return static_cast<int>((hash >> 8U) % folds);
}

bool read_sample(const Json& request, const Json& truth, Sample& sample) {
    const auto address = url::parse(request.value("url", ""));
    const auto fallback = url::parse("http://localhost/");
    const text::Decoded decoded = text::decode(read_file(request.at("html")), {});
    auto document = html::parse(decoded.text);
    if (!document) return false;
    sample.document = std::make_unique<html::Document>(std::move(*document));
    settle_markup(*sample.document);
    sample.page = read_page_and_hidden_text(*sample.document);
    const Landmarks marks = find_landmarks(sample.page);
    const LinkedArticle linked = read_linked_data(sample.document->data_scripts());
    const Candidates candidates = find_candidates(sample.page);
    const PageContext context{address ? *address : *fallback, {}, {}};
    model::Article article;
    const SiteEvidence unknown_site{context.site, context.address};
    read_metadata({sample.page, marks, linked, context, unknown_site}, article, nullptr);
    sample.rows =
        first_stage_rows(sample.page, marks, linked, candidates, article.title, context.address, {});
    if (truth.contains("text") || truth.contains("with")) label(sample, truth);
    const std::string host = address ? std::string(address->hostname()) : request.value("id", "");
    sample.fold = fold_of(host);
    return true;
}

}  // namespace

std::vector<Sample> read_samples(const std::string& folder) {
    std::vector<Sample> samples;
    std::vector<std::filesystem::path> sets;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) sets.push_back(entry.path());
    std::sort(sets.begin(), sets.end());
    for (const auto& set : sets) {
        std::map<std::string, Json> truths;
        std::ifstream gt(set / "gt.jsonl");
        for (std::string line; std::getline(gt, line);) {
            const Json row = Json::parse(line);
            truths[row.at("id").get<std::string>()] = row.at("gt");
        }
        std::ifstream pages(set / "pages.jsonl");
        for (std::string line; std::getline(pages, line);) {
            const Json row = Json::parse(line);
            const Json& truth = truths[row.at("id").get<std::string>()];
            Sample sample;
            sample.set = set.filename();
            sample.request = row;
            if (read_sample(row, truth, sample)) samples.push_back(std::move(sample));
        }
        std::fprintf(stderr, "%s: %zu pages so far\n", set.filename().c_str(), samples.size());
    }
    return samples;
}

}  // namespace webclip::extract
