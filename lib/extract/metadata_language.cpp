#include "base/ascii.h"
#include "metadata.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

bool is_tag(std::string_view tag) {
    if (tag.size() < 2 || tag.size() > 35) return false;
    for (const char c : tag) {
        if (!is_ascii_alnum(c) && c != '-' && c != '_') return false;
    }
    return is_ascii_alpha(tag[0]) && is_ascii_alpha(tag[1]);
}

// "zh_CN" and "zh-cn" both; og:locale is written with "_".
std::string canonical(std::string_view tag) {
    std::string result(trim_ascii(tag));
    for (char& c : result) {
        if (c == '_') c = '-';
    }
    return result;
}

bool is_wide_language(std::string_view tag) {
    for (const std::string_view language : {"zh", "ja", "ko", "yue"}) {
        if (starts_with_ignoring_ascii_case(tag, language)) return true;
    }
    return false;
}

// Enough of the running text to tell its language: the longest blocks' worth.
std::string sample(const Page& page) {
    std::string text;
    for (const Block& block : page.blocks) {
        if (block.weight < 60 || block.link_weight * 2 > block.weight) continue;
        text += page.text_of(block);
        text += '\n';
        if (text.size() > 4000) break;
    }
    return text;
}

}  // namespace

std::string elect_language(const MetadataSources& sources) {
    std::string declared;
    for (const std::string_view claim :
         {sources.marks.html_language, std::string_view(sources.linked.language),
          sources.marks.meta({"content-language", "language", "dc.language", "dcterms.language"}),
          sources.marks.meta({"og:locale"})}) {
        if (!declared.empty() || !is_tag(trim_ascii(claim))) continue;
        declared = canonical(claim);
    }
    std::size_t wide = 0;
    for (const Block& block : sources.page.blocks) wide += block.wide;
    const bool is_wide = wide * 2 * 3 > sources.page.weight;
    if (!declared.empty() && is_wide == is_wide_language(declared)) return declared;
    std::string detected = text::detect_language(sample(sources.page));
    return detected.empty() ? declared : detected;
}

}  // namespace webclip::extract
