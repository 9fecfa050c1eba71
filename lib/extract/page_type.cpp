#include "page_type.h"

#include <algorithm>

#include "base/ascii.h"
#include "html/tag.h"
#include "repetitions.h"

namespace webclip::extract {
namespace {

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return find_ignoring_ascii_case(text, part) != std::string_view::npos;
    });
}

}  // namespace

std::string page_type(const Page& page, const Landmarks& marks, const LinkedArticle& linked,
                      const url::Url& address) {
    const std::string& type = linked.type;
    if (type.find("Forum") != std::string::npos || type == "QAPage" || type == "Question") return "forum";
    if (type == "Product") return "product";
    if (type == "CollectionPage") return "listing";
    if (type.find("Article") != std::string::npos || type == "BlogPosting") return "article";
    const std::string_view open_graph = marks.meta({"og:type"});
    if (starts_with_ignoring_ascii_case(open_graph, "product")) return "product";
    if (equals_ignoring_ascii_case(open_graph, "article")) return "article";
    const std::string place = std::string(address.hostname()) + std::string(address.pathname());
    if (contains_any(
            place, {"forum", "viewtopic", "showthread", "/thread", "/t/", "/questions/", "bbs", "discuss"})) {
        return "forum";
    }
    if (contains_any(place, {"docs.", "/docs/", "/documentation/", "developer.", "/manual/", "/reference/",
                             "readthedocs"})) {
        return "documentation";
    }
    const Repetition run = heaviest_repetition(page);
    if (run.weight * 2 > page.weight) {
        const SubjectSet thread = subject_bit(Subject::forum) | subject_bit(Subject::comment);
        if ((run.subjects & thread) != 0 && run.link_weight * 3 < run.weight) return "forum";
        if (run.link_weight * 3 > run.weight) return "listing";
    }
    return "article";
}

}  // namespace webclip::extract
