#include "person.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/ascii.h"
#include "element_query.h"
#include "text_construct.h"

namespace webclip::feed {
namespace {

constexpr std::size_t longest_name = 512;
constexpr std::size_t most_authors = 32;

bool is_mail(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find_first_of(" \t<>()") == std::string_view::npos;
}

// The two parts of `outside open inside close`.
struct Parts {
    std::string_view outside;
    std::string_view inside;
};
std::optional<Parts> split_bracketed(std::string_view text, char open, char close) {
    const std::size_t from = text.find(open);
    if (from == std::string_view::npos || text.back() != close) return std::nullopt;
    return Parts{trim_ascii(text.substr(0, from)), trim_ascii(text.substr(from + 1, text.size() - from - 2))};
}

std::string name_of_element(const XmlTree& tree, XmlTree::Index person) {
    std::string name =
        first_line(tree, person, {{Vocabulary::core, "name"}, {Vocabulary::core, "email"}}, longest_name);
    if (name.empty()) name = plain_line_of(tree, person, longest_name);
    return person_name(name);
}

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

}  // namespace

std::string person_name(std::string_view text) {
    text = trim_ascii(text);
    for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'<', '>'}}) {
        const auto parts = text.empty() ? std::nullopt : split_bracketed(text, open, close);
        if (!parts) continue;
        if (is_mail(parts->outside) && !parts->inside.empty()) return std::string{parts->inside};
        if (is_mail(parts->inside) && !parts->outside.empty()) return std::string{parts->outside};
    }
    return std::string{text};
}

std::string authors_of(const XmlTree& tree, XmlTree::Index parent) {
    for (const ElementName kind :
         {ElementName{Vocabulary::core, "author"}, ElementName{Vocabulary::dublin_core, "creator"},
          ElementName{Vocabulary::dublin_core, "author"}, ElementName{Vocabulary::itunes, "author"},
          ElementName{Vocabulary::core, "managingeditor"}, ElementName{Vocabulary::media, "credit"}}) {
        std::vector<std::string> names;
        for (const XmlTree::Index person : children_named(tree, parent, kind)) {
            std::string name = name_of_element(tree, person);
            const bool is_new = !name.empty() && std::find(names.begin(), names.end(), name) == names.end();
            if (is_new && names.size() < most_authors) names.push_back(std::move(name));
        }
        if (!names.empty()) return joined(names);
    }
    return {};
}

}  // namespace webclip::feed
