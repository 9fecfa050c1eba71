// Measures the extractor in one process: JSON lines {"id","html":<path>,"url"} in, one JSON object a page
// out, as `webclipd extract --batch` prints them. No reader process around it: for scoring and profiling
// only.
//   extract_batch LIST [--parse-only | --explain | --site-memory] > OUT
#include <chrono>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/timestamp.h"
#include "extract/extract.h"
#include "extract/site_memory.h"
#include "html/parse.h"
#include "text/decode.h"
#include "url/url.h"

namespace {

using Json = nlohmann::json;
using namespace webclip;

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Json describe(const model::Article& article) {
    Json images = Json::array();
    for (const model::Image& image : article.images) images.push_back(image.url);
    return {{"title", article.title},     {"byline", article.byline}, {"published", article.published_text},
            {"site", article.site},       {"lang", article.language}, {"excerpt", article.excerpt},
            {"text", article.text},       {"html", article.html},     {"images", images},
            {"lead", article.lead_image}, {"type", article.page_type}};
}

using Sites = std::map<std::string, model::SiteProfile>;

// As `webclipd extract --batch --site-memory` learns: every page of the list, in its order.
Sites learn_sites(const char* list) {
    Sites sites;
    std::ifstream lines(list);
    for (std::string line; std::getline(lines, line);) {
        const Json request = Json::parse(line);
        const auto address = url::parse(request.value("url", ""));
        if (!address) continue;
        auto document = html::parse(text::decode(read_file(request.at("html")), {}).text);
        if (!document) continue;
        extract::PageFacts facts;
        if (!extract::extract(std::move(*document), {*address, {}, {}}, nullptr, &facts)) continue;
        model::SiteProfile& site = sites[std::string(address->hostname())];
        site = extract::learn(std::move(site), facts.notes);
    }
    return sites;
}

Json extract_page(const Json& request, const Sites& sites, bool is_parse_only, bool explains) {
    const auto start = std::chrono::steady_clock::now();
    Json answer;
    const auto address = url::parse(request.value("url", "http://localhost/"));
    const auto fallback = url::parse("http://localhost/");
    const text::Decoded decoded = text::decode(read_file(request.at("html")), {});
    auto document = html::parse(decoded.text);
    if (!document) {
        answer["error"] = document.error().message;
    } else if (!is_parse_only) {
        extract::PageContext context{address ? *address : *fallback, {}, {}, now()};
        const auto site = sites.find(std::string(context.address.hostname()));
        if (site != sites.end()) context.site = site->second;
        extract::Explanation explanation;
        const auto article =
            extract::extract(std::move(*document), context, explains ? &explanation : nullptr);
        if (article)
            answer = describe(*article);
        else
            answer["error"] = article.error().message;
        if (explains) {
            answer["metadata"] = explanation.metadata;
            answer["pruned"] = explanation.pruned;
        }
    }
    answer["id"] = request.at("id");
    answer["ms"] =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return answer;
}

}  // namespace

int main(int argc, char** argv) try {
    const std::string_view option = argc > 2 ? argv[2] : "";
    const char* name = argc > 1 ? argv[1] : "";
    const Sites sites = option.starts_with("--site-memory") ? learn_sites(name) : Sites{};
    std::ifstream list(name);
    for (std::string line; std::getline(list, line);) {
        const Json answer = extract_page(Json::parse(line), sites, option == "--parse-only",
                                         option == "--explain" || option == "--site-memory-explain");
        std::puts(answer.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
        std::fflush(stdout);
    }
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "extract_batch: %s\n", error.what());
    return 1;
}
