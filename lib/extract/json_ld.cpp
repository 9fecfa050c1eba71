#include "json_ld.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/ascii.h"

namespace webclip::extract {
namespace {

using Json = nlohmann::json;

constexpr std::size_t node_limit = 4000;

// How much a node of this type is "the" article of the page; 0: not at all.
int type_rank(std::string_view type) {
    struct Rank {
        std::string_view type;
        int rank;
    };
    static constexpr std::array<Rank, 24> ranks{{
        {"NewsArticle", 10},
        {"BlogPosting", 10},
        {"Article", 10},
        {"ReportageNewsArticle", 10},
        {"AnalysisNewsArticle", 10},
        {"OpinionNewsArticle", 10},
        {"TechArticle", 10},
        {"ScholarlyArticle", 10},
        {"LiveBlogPosting", 10},
        {"Report", 9},
        {"MedicalScholarlyArticle", 9},
        {"SocialMediaPosting", 8},
        {"DiscussionForumPosting", 8},
        {"QAPage", 8},
        {"Recipe", 8},
        {"Review", 6},
        {"Product", 6},
        {"Question", 5},
        {"VideoObject", 4},
        {"Event", 4},
        {"WebPage", 3},
        {"ItemPage", 3},
        {"CollectionPage", 3},
        {"Blog", 1},
    }};
    if (type.substr(0, 18) == "http://schema.org/") type.remove_prefix(18);
    for (const Rank& rank : ranks) {
        if (rank.type == type) return rank.rank;
    }
    return type.find("Article") != std::string_view::npos ? 9 : 0;
}

std::string type_of(const Json& node) {
    const auto type = node.find("@type");
    if (type == node.end()) return {};
    if (type->is_string()) return type->get<std::string>();
    std::string best;
    int best_rank = -1;
    if (type->is_array()) {
        for (const Json& one : *type) {
            if (!one.is_string()) continue;
            const int rank = type_rank(one.get_ref<const std::string&>());
            if (rank > best_rank) best = one.get<std::string>();
            best_rank = std::max(best_rank, rank);
        }
    }
    return best;
}

std::string text_of(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
    if (value.is_array() && !value.empty()) return text_of(value.front().is_array() ? Json() : value.front());
    if (value.is_object()) {
        for (const char* key : {"@value", "name"}) {
            const auto found = value.find(key);
            if (found != value.end() && found->is_string()) return found->get<std::string>();
        }
    }
    return {};
}

std::string field(const Json& node, const char* key) {
    const auto found = node.find(key);
    return found == node.end() ? std::string() : text_of(*found);
}

// "@id" references to nodes that stand elsewhere in the script (Yoast writes authors so).
using NodesById = std::map<std::string, const Json*>;

std::vector<std::string> names(const Json& node, const char* key, const NodesById& by_id) {
    std::vector<std::string> found;
    const auto value = node.find(key);
    if (value == node.end()) return found;
    const auto add = [&](const Json& one) {
        std::string name = one.is_array() ? std::string() : text_of(one);
        if (name.empty() && one.is_object()) {
            const auto target = by_id.find(field(one, "@id"));
            if (target != by_id.end()) name = field(*target->second, "name");
        }
        if (!name.empty() && std::find(found.begin(), found.end(), name) == found.end())
            found.push_back(name);
    };
    if (value->is_array()) {
        for (const Json& one : *value) add(one);
    } else {
        add(*value);
    }
    return found;
}

void add_image(const Json& value, const NodesById& by_id, std::vector<std::string>& images) {
    std::string address;
    if (value.is_string()) address = value.get<std::string>();
    if (value.is_object()) {
        address = field(value, "url");
        if (address.empty()) address = field(value, "contentUrl");
        const auto target = by_id.find(field(value, "@id"));
        if (address.empty() && target != by_id.end()) address = field(*target->second, "url");
    }
    if (!address.empty()) images.push_back(address);
}

std::vector<std::string> images_of(const Json& node, const NodesById& by_id) {
    std::vector<std::string> images;
    for (const char* key : {"image", "thumbnailUrl"}) {
        const auto value = node.find(key);
        if (value == node.end()) continue;
        if (value->is_array()) {
            for (const Json& one : *value) add_image(one, by_id, images);
        } else {
            add_image(*value, by_id, images);
        }
        if (!images.empty()) break;
    }
    return images;
}

bool is_free(const Json& node) {
    const auto value = node.find("isAccessibleForFree");
    if (value == node.end()) return true;
    if (value->is_boolean()) return value->get<bool>();
    return !value->is_string() || !equals_ignoring_ascii_case(value->get_ref<const std::string&>(), "false");
}

std::vector<std::string> keywords_of(const Json& node) {
    std::vector<std::string> keywords;
    const auto value = node.find("keywords");
    if (value == node.end()) return keywords;
    if (value->is_array()) {
        for (const Json& one : *value) {
            if (one.is_string()) keywords.push_back(one.get<std::string>());
        }
    } else if (value->is_string()) {
        for (const std::string_view piece : split_ascii(value->get_ref<const std::string&>(), ',')) {
            keywords.emplace_back(trim_ascii(piece));
        }
    }
    return keywords;
}

LinkedArticle article_from(const Json& node, std::string type, const NodesById& by_id) {
    LinkedArticle article;
    article.type = std::move(type);
    article.headline = field(node, "headline");
    if (article.headline.empty()) article.headline = field(node, "name");
    article.authors = names(node, "author", by_id);
    if (article.authors.empty()) article.authors = names(node, "creator", by_id);
    article.published = field(node, "datePublished");
    if (article.published.empty()) article.published = field(node, "uploadDate");
    if (article.published.empty()) article.published = field(node, "dateCreated");
    article.modified = field(node, "dateModified");
    const auto publishers = names(node, "publisher", by_id);
    if (!publishers.empty()) article.publisher = publishers.front();
    article.description = field(node, "description");
    article.body = field(node, "articleBody");
    if (article.body.empty()) article.body = field(node, "text");
    article.images = images_of(node, by_id);
    article.section = field(node, "articleSection");
    article.keywords = keywords_of(node);
    article.language = field(node, "inLanguage");
    article.is_free = is_free(node);
    return article;
}

Json lenient_parse(std::string_view script) {
    std::string_view text = trim_ascii(script);
    for (const std::string_view wrapper : {"<!--", "//<![CDATA[", "<![CDATA["}) {
        if (text.substr(0, wrapper.size()) == wrapper) text.remove_prefix(wrapper.size());
    }
    Json parsed = Json::parse(text, nullptr, false, true);
    if (!parsed.is_discarded()) return parsed;
    // Raw line breaks and tabs inside strings, and what trails the last brace, are the usual damage.
    std::string repaired;
    repaired.reserve(text.size());
    const std::size_t end = text.find_last_of("}]");
    for (const char c : text.substr(0, end == std::string_view::npos ? 0 : end + 1)) {
        repaired.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    }
    return Json::parse(repaired, nullptr, false, true);
}

void fill_gaps(LinkedArticle& to, LinkedArticle&& from) {
    if (to.headline.empty()) to.headline = std::move(from.headline);
    if (to.authors.empty()) to.authors = std::move(from.authors);
    if (to.published.empty()) to.published = std::move(from.published);
    if (to.modified.empty()) to.modified = std::move(from.modified);
    if (to.publisher.empty()) to.publisher = std::move(from.publisher);
    if (to.description.empty()) to.description = std::move(from.description);
    if (to.body.empty()) to.body = std::move(from.body);
    if (to.images.empty()) to.images = std::move(from.images);
    if (to.section.empty()) to.section = std::move(from.section);
    if (to.keywords.empty()) to.keywords = std::move(from.keywords);
    if (to.language.empty()) to.language = std::move(from.language);
    to.is_free = to.is_free && from.is_free;
}

// All objects that may be the article: the top level, @graph, mainEntity and lists.
std::vector<const Json*> collect_nodes(const std::vector<Json>& roots, NodesById& by_id) {
    std::vector<const Json*> queue;
    queue.reserve(roots.size());
    for (const Json& root : roots) queue.push_back(&root);
    std::vector<const Json*> nodes;
    for (std::size_t at = 0; at < queue.size() && queue.size() < node_limit; ++at) {
        const Json& value = *queue[at];
        if (value.is_array()) {
            for (const Json& one : value) queue.push_back(&one);
        }
        if (!value.is_object()) continue;
        nodes.push_back(&value);
        const auto id = value.find("@id");
        if (id != value.end() && id->is_string() && value.size() > 1)
            by_id.emplace(id->get<std::string>(), &value);
        for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "author", "hasPart"}) {
            const auto inner = value.find(key);
            if (inner != value.end() && inner->is_structured()) queue.push_back(&*inner);
        }
    }
    return nodes;
}

}  // namespace

LinkedArticle read_linked_data(const std::vector<html::DataScript>& scripts) {
    std::vector<Json> roots;
    for (const html::DataScript& script : scripts) {
        if (script.type != "application/ld+json") continue;
        Json root = lenient_parse(script.text);
        if (!root.is_discarded()) roots.push_back(std::move(root));
    }
    NodesById by_id;
    struct Candidate {
        int rank;
        LinkedArticle article;
    };
    std::vector<Candidate> candidates;
    for (const Json* node : collect_nodes(roots, by_id)) {
        std::string type = type_of(*node);
        const int rank = type_rank(type);
        if (rank > 0) candidates.push_back({rank, article_from(*node, std::move(type), by_id)});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank > b.rank; });
    LinkedArticle best;
    bool is_first = true;
    for (Candidate& candidate : candidates) {
        if (is_first) {
            best = std::move(candidate.article);
        } else if (candidate.rank >= 3) {
            fill_gaps(best, std::move(candidate.article));
        }
        is_first = false;
    }
    return best;
}

}  // namespace webclip::extract
