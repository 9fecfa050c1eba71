#include "reading.h"

#include <optional>
#include <string>
#include <utility>

#include "footnotes.h"
#include "formulas.h"
#include "html/parse.h"
#include "html/tag.h"
#include "images.h"
#include "listings.h"
#include "overlays.h"
#include "script_data.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;

namespace {

// Pages that only a script would fill often carry their text for readers without one (Discourse, among
// others), in templates, or as the script's data.
constexpr std::uint32_t little_text = 300;

std::optional<Document> parsed_fragment(const std::string& markup) {
    auto fragment = html::parse_fragment(markup);
    if (!fragment || fragment->body() == html::no_node) return std::nullopt;
    return std::move(*fragment);
}

bool unwrap(Document& document, html::Tag tag) {
    bool any = false;
    const std::size_t count = document.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto node = static_cast<NodeId>(i);
        if (document.tag(node) != tag || document.parent(node) == html::no_node) continue;
        document.rename(node, html::Tag::div);
        any = true;
    }
    return any;
}

// Behind the page's own content, as if the script had run.
bool add_script_article(Document& document) {
    const std::string markup = article_in_scripts(document.data_scripts());
    const auto fragment = markup.empty() ? std::nullopt : parsed_fragment(markup);
    if (!fragment || document.body() == html::no_node) return false;
    const NodeId article = document.create_element(html::Tag::article);
    document.append(document.body(), article);
    for (NodeId node = fragment->first_child(fragment->body()); node != html::no_node;
         node = fragment->next_sibling(node)) {
        document.append(article, document.import(*fragment, node));
    }
    return true;
}

}  // namespace

void settle_markup(Document& document) {
    remove_consent_windows(document);
    settle_noscripts(document);
    settle_listings(document);
    settle_formulas(document);
    settle_footnotes(document);
}

Page read_page_and_hidden_text(Document& document) {
    Page page = read_page(document);
    if (page.weight < little_text && unwrap(document, html::Tag::noscript)) page = read_page(document);
    if (page.weight < little_text && unwrap(document, html::Tag::template_)) page = read_page(document);
    if (page.weight < little_text && add_script_article(document)) page = read_page(document);
    return page;
}

}  // namespace webclip::extract
