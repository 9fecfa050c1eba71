// What is remembered of a site, and what a page adds to it, on the wire.
#pragma once

#include "extract/extract.h"
#include "model/site_profile.h"
#include "wire_article.h"

namespace webclip::sandbox {

inline constexpr std::size_t article_blocks_limit = 20'000;  // of all pages of one article

template <typename Wire, typename Hashes>
void describe_hashes(Wire& wire, Hashes& hashes) {
    wire.list(hashes, model::page_marks_limit, [&](auto& hash) { wire.hash(hash); });
}

template <typename Wire, typename Notes>
void describe_notes(Wire& wire, Notes& notes) {
    wire.hash(notes.page);
    describe_hashes(wire, notes.marks);
    describe_hashes(wire, notes.long_blocks);
}

template <typename Wire, typename Profile>
void describe_profile(Wire& wire, Profile& profile) {
    wire.list(profile.pages, model::site_pages_limit, [&](auto& page) {
        wire.hash(page.page);
        wire.hash(page.long_blocks);
    });
    wire.list(profile.marks, model::site_marks_limit, [&](auto& mark) {
        wire.hash(mark.mark);
        wire.hash(mark.pages);
    });
    wire.hash(profile.next_place);
}

// Without its headers: they are for the request.
template <typename Wire, typename Config>
void describe_site_config(Wire& wire, Config& config) {
    wire.list(config.rules, tags_limit, [&](auto& rule) {
        wire.choice(rule.kind, model::RuleKind::single_page);
        wire.text(rule.selector, line_limit);
        wire.text(rule.name, line_limit);
    });
    wire.list(config.replacements, tags_limit, [&](auto& pair) {
        wire.text(pair.first, line_limit);
        wire.text(pair.second, line_limit);
    });
}

template <typename Wire, typename Earlier>
void describe_earlier(Wire& wire, Earlier& earlier) {
    wire.list(earlier.blocks, article_blocks_limit, [&](auto& block) { wire.hash(block); });
    wire.list(earlier.images, images_limit, [&](auto& image) { wire.address(image); });
}

template <typename Wire, typename PageFacts>
void describe_page_facts(Wire& wire, PageFacts& facts) {
    describe_notes(wire, facts.notes);
    wire.list(facts.blocks, article_blocks_limit, [&](auto& block) { wire.hash(block); });
    wire.address(facts.next_page);
    wire.address(facts.single_page);
    wire.list(facts.rules, tags_limit, [&](auto& outcome) {
        wire.text(outcome.rule, line_limit);
        wire.flag(outcome.matched);
    });
}

}  // namespace webclip::sandbox
