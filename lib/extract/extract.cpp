#include "extract/extract.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "access.h"
#include "base/ascii.h"
#include "block_features.h"
#include "block_model.h"
#include "blocks.h"
#include "body.h"
#include "candidates.h"
#include "choose.h"
#include "embeds.h"
#include "extract_by_model.h"
#include "html/parse.h"
#include "html/sanitize.h"
#include "html/tag.h"
#include "images.h"
#include "json_ld.h"
#include "landmarks.h"
#include "metadata.h"
#include "page_links.h"
#include "page_type.h"
#include "reading.h"
#include "repeats.h"
#include "rules.h"
#include "site_evidence.h"
#include "text/utf8.h"
#include "title_heading.h"
#include "wall.h"
#include "whole.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;

namespace {

std::string first_paragraph(const Page& page, const std::vector<bool>& kept) {
    constexpr std::size_t most_bytes = 600;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i] || page.blocks[i].weight < 60) continue;
        return std::string(text::truncate_on_grapheme(page.text_of(page.blocks[i]), most_bytes));
    }
    return {};
}

void explain_choice(const Page& page, const Candidates& candidates, const std::vector<float>& likely,
                    const std::vector<bool>& kept, Explanation* explanation) {
    if (explanation == nullptr) return;
    const auto add = [&](const char* name, NodeId node) {
        if (node == html::no_node) return;
        const ElementFacts& facts = page.facts(node);
        double inside = 0;
        for (std::uint32_t i = facts.first_block; i < facts.end_block; ++i) {
            if (kept[i]) inside += page.blocks[i].weight;
        }
        Explanation::Candidate candidate{
            name, path_of(*page.document, node), facts.weight == 0 ? 0 : inside / facts.weight, {}};
        candidate.reasons.push_back("weight " + std::to_string(facts.weight));
        candidate.reasons.push_back("paragraphs " + std::to_string(facts.paragraphs));
        candidate.reasons.push_back("link weight " + std::to_string(facts.link_weight));
        explanation->candidates.push_back(std::move(candidate));
    };
    add("scored container", candidates.scored);
    add("article element", candidates.semantic);
    add("main element", candidates.main);
    for (std::size_t i = 0; i < kept.size() && explanation->pruned.size() < 2000; ++i) {
        if (kept[i]) continue;
        explanation->pruned.push_back(
            std::to_string(static_cast<int>(likely[i] * 100)) + " %: '" +
            std::string(text::truncate_on_grapheme(page.text_of(page.blocks[i]), 80)) + "'");
    }
}

std::string text_of_kept(const Page& page, const std::vector<bool>& kept) {
    std::string text;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i]) text.append(page.text_of(page.blocks[i])).push_back('\n');
    }
    return text;
}

void note_access(const Access& access, model::Article& article, Explanation* explanation) {
    article.paywalled = access.is_paywalled;
    article.is_teaser = access.is_teaser;
    if (explanation == nullptr || !access.is_paywalled) return;
    explanation->metadata.push_back(std::string(access.is_teaser ? "teaser" : "paywalled") + " (" +
                                    access.why + ")");
}

// What the page alone says.
std::vector<bool> choose_article(const Page& page, const Candidates& candidates,
                                 const std::vector<float>& likely, const model::Article& article) {
    std::vector<bool> kept = choose_blocks(page, candidates, likely);
    keep_whole(page, kept);
    // The name of a product or a discussion is a part of its description.
    return article.page_type == "article" ? without_title_heading(page, kept, article.title) : kept;
}

// The text nodes that are the page's words, by NodeId: all but the captions that were not chosen.
std::vector<bool> said_nodes(const Document& document, const Page& page, const std::vector<bool>& kept,
                             const std::vector<NodeId>& captions) {
    std::vector<bool> said(document.size(), true);
    for (const NodeId caption : captions) said[static_cast<std::size_t>(caption)] = false;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const Block& block = page.blocks[i];
        for (std::uint32_t at = block.first_text; kept[i] && at < block.end_text; ++at)
            said[static_cast<std::size_t>(page.text_nodes[at])] = true;
    }
    return said;
}

// The first heading of a post is its title; what stands below it is second.
void lower_first_headings(Document& document, NodeId body) {
    for (NodeId node = body; node != html::no_node; node = document.next(node, body)) {
        if (document.tag(node) == html::Tag::h1) document.rename(node, html::Tag::h2);
    }
}

// From a chosen body to what is stored of it. What the sanitizer adds, a link in the place of a film, is in
// no `said`.
void finish_body(Document& document, NodeId body, const url::Url& base, const EarlierPages& earlier,
                 const std::vector<bool>& said, model::Article& article) {
    form_figures(document, body);
    lower_first_headings(document, body);
    const ImageAddresses addresses = settle_addresses(document, body, base);
    remove_repeated_images(document, body, earlier);
    article.html = html::sanitized_html(document, body, base);
    article.text = html::readable_text(document, body, &said);
    article.images = list_images(document, body, addresses);
}

void settle_page_links(const Page& page, const PageContext& context, const url::Url& base,
                       std::string_view page_type, PageFacts& facts) {
    // The next page of a list or a discussion is no part of an article.
    if (page_type != "article" && page_type != "documentation") return;
    PageLinks links = find_page_links(page, context, base);
    facts.next_page = std::move(links.next);
    facts.single_page = std::move(links.single);
}

ExtractError no_article(std::string why) {
    return {ExtractFailure::no_article, "no article: " + std::move(why)};
}

}  // namespace

Expected<model::Article, ExtractError> extract(Document document, const PageContext& context,
                                               Explanation* explanation, PageFacts* facts) {
    return extract_by_model(std::move(document), context, built_in_model(), explanation, facts);
}

Expected<model::Article, ExtractError> extract_by_model(Document document, const PageContext& context,
                                                        const BlockModel& blocks, Explanation* explanation,
                                                        PageFacts* facts) {
    const auto compiled = compile_rules(context.rules, context.site_rules);
    if (!compiled) return Unexpected{compiled.error()};
    RuleBook rules{*compiled, explanation};
    model::Article article;
    rules.remove(document);
    settle_markup(document);

    Page page = read_page_and_hidden_text(document);
    const Landmarks marks = find_landmarks(page);
    if (page.weight == 0 && page.images.empty()) return Unexpected{no_article("the page has no text")};
    const LinkedArticle linked = read_linked_data(document.data_scripts());
    if (const std::string wall = wall_name(page, marks, linked); !wall.empty())
        return Unexpected{no_article(wall)};
    const Candidates candidates = find_candidates(page);
    SiteEvidence site{context.site, context.address};
    read_metadata({page, marks, linked, context, site}, article, explanation);
    rules.metadata(document, article);
    article.page_type = page_type(page, marks, linked, context.address);

    const std::vector<float> likely = likely_blocks(
        page,
        first_stage_rows(page, marks, linked, candidates, article.title, context.address, *blocks.lexicon),
        blocks);
    std::vector<bool> kept = rules.blocks(page);
    if (kept.empty())
        kept = site.settle(page, likely, choose_article(page, candidates, likely, article), explanation);
    kept = without_repeats(page, without_doubles(page, std::move(kept)), context.earlier);
    explain_choice(page, candidates, likely, kept, explanation);
    if (article.excerpt.empty()) article.excerpt = first_paragraph(page, kept);

    note_access(read_access(page, marks, linked, text_of_kept(page, kept)), article, explanation);

    const auto base = url::resolve(marks.base_href, context.address);
    const url::Url& links_base = base && base->is_http() ? *base : context.address;
    if (facts != nullptr) {
        facts->notes = page_notes(
            page, {marks.title, article.byline, article.published_text, heading_block(page, marks)},
            context.address, likely);
        facts->blocks = marks_of_kept(page, kept);
        settle_page_links(page, context, links_base, article.page_type, *facts);
        rules.links(document, context.address, links_base, *facts);
        facts->rules = std::move(rules).outcomes();
    }
    const std::string lead_of_page = lead_image(marks, linked, {}, links_base);
    std::vector<NodeId> shown = choose_images(page, kept);
    const std::vector<NodeId> captions = caption_texts(document, shown);
    for (const auto& more : {captions, embeds_within(document, page, kept)})
        shown.insert(shown.end(), more.begin(), more.end());
    const NodeId body = build_body(document, page, kept, shown);
    const std::vector<bool> said = said_nodes(document, page, kept, captions);
    finish_body(document, body, links_base, context.earlier, said, article);
    article.lead_image =
        !lead_of_page.empty() || article.images.empty() ? lead_of_page : article.images.front().url;
    if (article.text.empty() && article.images.empty())
        return Unexpected{no_article("nothing in the page reads like one")};
    return article;
}

model::Article from_feed_content(std::string_view html, const url::Url& base) {
    model::Article article;
    auto document = html::parse_fragment(html);
    if (!document) return article;
    settle_markup(*document);
    const NodeId body = document->body();
    if (body == html::no_node) return article;
    const std::vector<bool> said(document->size(), true);
    finish_body(*document, body, base, {}, said, article);
    article.language = text::detect_language(article.text);
    article.page_type = "article";
    return article;
}

}  // namespace webclip::extract
