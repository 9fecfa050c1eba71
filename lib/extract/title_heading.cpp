#include "title_heading.h"

#include <cstddef>
#include <string>

#include "html/tag.h"
#include "text/utf8.h"

namespace webclip::extract {
namespace {

constexpr std::uint32_t paragraph_weight = 100;

// The title, with or without a kicker before it.
bool says(std::string_view heading, const std::string& title) {
    const std::string folded = text::fold(heading);
    return folded.ends_with(title) && folded.size() <= 2 * title.size() + 20;
}

}  // namespace

std::vector<bool> without_title_heading(const Page& page, const std::vector<bool>& all,
                                        std::string_view title) {
    const std::string wanted = text::fold(title);
    if (wanted.empty()) return all;
    std::vector<bool> kept = all;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) continue;
        const Block& block = page.blocks[i];
        if (html::is_heading(page.document->tag(block.container))) {
            if (says(page.text_of(block), wanted)) kept[i] = false;
        } else if (block.weight >= paragraph_weight) {
            break;
        }
    }
    // Where nothing else is said, the title is what there is to show.
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i] && page.blocks[i].weight > 0) return kept;
    }
    return all;
}

}  // namespace webclip::extract
