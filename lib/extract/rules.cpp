#include "rules.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "byline_names.h"
#include "html/tag.h"
#include "metadata.h"

namespace webclip::extract {

using html::NodeId;

namespace {

// What a matched element says: the machine-readable attribute when it has one, else its text.
std::string value_of(const html::Document& document, NodeId node) {
    for (const char* key : {"datetime", "content"}) {
        const std::string_view value = document.attribute_or(node, key);
        if (!value.empty()) return std::string(value);
    }
    return short_text(document, node);
}

std::vector<CompiledRule>& of_kind(CompiledRules& rules, model::RuleKind kind) {
    switch (kind) {
        case model::RuleKind::title: return rules.title;
        case model::RuleKind::byline: return rules.byline;
        case model::RuleKind::date: return rules.date;
        case model::RuleKind::body: return rules.body;
        case model::RuleKind::remove: return rules.remove;
        case model::RuleKind::next_page: return rules.next_page;
        case model::RuleKind::single_page: return rules.single_page;
    }
    return rules.body;
}

struct ConfiguredRule {
    model::RuleKind kind;
    const char* field;
    std::string_view selector;

    std::string name() const { return field + (": " + std::string{selector}); }
};

std::vector<ConfiguredRule> configured(const model::Rules& rules) {
    using model::RuleKind;
    std::vector<ConfiguredRule> list{{RuleKind::title, "title", rules.title},
                                     {RuleKind::byline, "byline", rules.byline},
                                     {RuleKind::date, "date", rules.date},
                                     {RuleKind::body, "body", rules.body},
                                     {RuleKind::next_page, "next_page", rules.next_page}};
    for (const std::string& one : rules.remove) list.push_back({RuleKind::remove, "remove", one});
    std::erase_if(list, [](const ConfiguredRule& rule) { return rule.selector.empty(); });
    return list;
}

}  // namespace

std::vector<std::string> rule_names(const model::Rules& rules) {
    std::vector<std::string> names;
    for (const ConfiguredRule& rule : configured(rules)) names.push_back(rule.name());
    return names;
}

Expected<CompiledRules, ExtractError> compile_rules(const model::Rules& rules,
                                                    const std::vector<model::SiteRule>& site_rules) {
    CompiledRules compiled;
    for (const ConfiguredRule& rule : configured(rules)) {
        auto selector = html::Selector::compile(rule.selector);
        if (!selector) {
            return Unexpected{ExtractError{
                ExtractFailure::bad_rule, std::string("rule '") + rule.field + "': selector '" +
                                              std::string{rule.selector} + "': " + selector.error().message}};
        }
        of_kind(compiled, rule.kind).push_back({std::move(*selector), rule.name()});
    }
    for (const model::SiteRule& rule : site_rules) {
        // They were compiled when their file was read.
        auto selector = html::Selector::compile(rule.selector);
        if (selector) of_kind(compiled, rule.kind).push_back({std::move(*selector), rule.name});
    }
    return compiled;
}

void RuleBook::note(const CompiledRule& rule, bool matched) {
    outcomes_.push_back({rule.name, matched});
    if (explanation_ == nullptr) return;
    explanation_->metadata.push_back("rule " + rule.name + (matched ? "" : ": matches nothing here"));
}

template <typename Value>
std::string RuleBook::first_value(const html::Document& document, const std::vector<CompiledRule>& list,
                                  Value value) {
    for (const CompiledRule& rule : list) {
        const NodeId node = rule.selector.first(document, document.root());
        std::string found = node == html::no_node ? std::string() : value(node);
        note(rule, !found.empty());
        if (!found.empty()) return found;
    }
    return {};
}

void RuleBook::remove(html::Document& document) {
    for (const CompiledRule& rule : rules_.remove) {
        const std::vector<NodeId> nodes = rule.selector.all(document, document.root());
        for (const NodeId node : nodes) {
            if (node != document.html() && node != document.body() && node != document.head())
                document.detach(node);
        }
        note(rule, !nodes.empty());
        if (explanation_ == nullptr) continue;
        explanation_->pruned.push_back("rule remove: " + std::to_string(nodes.size()) + " elements");
    }
}

std::vector<bool> RuleBook::blocks(const Page& page) {
    for (const CompiledRule& rule : rules_.body) {
        std::vector<bool> kept(page.blocks.size(), false);
        bool any = false;
        for (const NodeId node : rule.selector.all(*page.document, page.document->root())) {
            const ElementFacts& facts = page.facts(node);
            for (std::uint32_t i = facts.first_block; i < facts.end_block; ++i) kept[i] = any = true;
        }
        note(rule, any);
        if (any) return kept;
    }
    return {};
}

void RuleBook::metadata(const html::Document& document, model::Article& article) {
    const auto text = [&](NodeId node) { return value_of(document, node); };
    if (std::string title = first_value(document, rules_.title, text); !title.empty())
        article.title = std::move(title);
    if (const std::string byline = first_value(document, rules_.byline, text); !byline.empty()) {
        const std::string cleaned = clean_byline(byline);
        article.byline = cleaned.empty() ? byline : cleaned;
    }
    // What is no date is no match.
    const auto date = [&](NodeId node) {
        std::string value = value_of(document, node);
        return find_date(value) ? value : std::string();
    };
    if (const auto found = find_date(first_value(document, rules_.date, date))) {
        article.published = found->instant;
        article.published_text = found->iso;
    }
}

void RuleBook::links(const html::Document& document, const url::Url& address, const url::Url& base,
                     PageFacts& facts) {
    const auto link = [&](NodeId node) {
        const auto target = url::resolve(trim_ascii(document.attribute_or(node, "href")), base);
        const bool is_other = target && target->is_http() && target->hostname() == address.hostname() &&
                              !(target->without_fragment() == address.without_fragment());
        return is_other ? target->without_fragment().href() : std::string();
    };
    if (std::string next = first_value(document, rules_.next_page, link); !next.empty())
        facts.next_page = std::move(next);
    if (std::string single = first_value(document, rules_.single_page, link); !single.empty())
        facts.single_page = std::move(single);
}

}  // namespace webclip::extract
