// Pages with their ground truth, as the block model's trainer sees them: a row of numbers, a label and a
// weight for every block.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "block_features.h"
#include "blocks.h"
#include "html/document.h"

namespace webclip::extract {

inline constexpr int folds = 4;

struct Sample {  // NOLINT(bugprone-exception-escape): the JSON library's move aborts before it throws
    std::string set;
    nlohmann::json request;                    // {"id","html","url"}
    std::unique_ptr<html::Document> document;  // Page points into it
    Page page;
    std::vector<FirstRow> rows;  // with an empty lexicon
    std::vector<float> label;    // 1: the truth holds the block
    std::vector<float> weight;   // 0: not labelled
    int fold = 0;                // by host, so that no site is in two
};

// Every page of the sets in `folder`, those without ground truth (label and weight empty) among them. Throws
// what the JSON library throws on a damaged list.
std::vector<Sample> read_samples(const std::string& folder);

// Sets label and weight by the truth: {"text"} or {"with","without"}.
void label(Sample& sample, const nlohmann::json& truth);

std::string read_file(const std::string& path);

}  // namespace webclip::extract
