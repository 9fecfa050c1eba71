#include "rules.h"

#include <algorithm>

#include "byline_names.h"
#include "html/tag.h"
#include "metadata.h"

namespace webclip::extract {

using html::NodeId;

namespace {

void note(Explanation* explanation, const std::string& line) {
    if (explanation != nullptr) explanation->metadata.push_back(line);
}

Expected<std::optional<html::Selector>, ExtractError> compile(const char* name, const std::string& text) {
    if (text.empty()) return std::optional<html::Selector>();
    auto selector = html::Selector::compile(text);
    if (!selector) {
        return Unexpected{ExtractError{
            ExtractFailure::bad_rule,
            std::string("rule '") + name + "': selector '" + text + "': " + selector.error().message}};
    }
    return std::optional<html::Selector>(std::move(*selector));
}

// What a matched element says: the machine-readable attribute when it has one, else its text.
std::string value_of(const html::Document& document, NodeId node) {
    for (const char* key : {"datetime", "content"}) {
        const std::string_view value = document.attribute_or(node, key);
        if (!value.empty()) return std::string(value);
    }
    return short_text(document, node);
}

std::string first_value(const html::Document& document, const std::optional<html::Selector>& rule,
                        const char* name, Explanation* explanation) {
    if (!rule) return {};
    const NodeId node = rule->first(document, document.root());
    std::string value = node == html::no_node ? std::string() : value_of(document, node);
    if (value.empty())
        note(explanation, std::string(name) + ": the rule matches nothing; automatic result kept");
    return value;
}

}  // namespace

Expected<CompiledRules, ExtractError> compile_rules(const model::Rules& rules) {
    CompiledRules compiled;
    struct Field {
        const char* name;
        const std::string& text;
        std::optional<html::Selector>& into;
    };
    for (const Field& field :
         {Field{"title", rules.title, compiled.title}, Field{"byline", rules.byline, compiled.byline},
          Field{"date", rules.date, compiled.date}, Field{"body", rules.body, compiled.body}}) {
        auto selector = compile(field.name, field.text);
        if (!selector) return Unexpected{selector.error()};
        field.into = std::move(*selector);
    }
    for (const std::string& text : rules.remove) {
        auto selector = compile("remove", text);
        if (!selector) return Unexpected{selector.error()};
        if (*selector) compiled.remove.push_back(std::move(**selector));
    }
    return compiled;
}

void remove_by_rules(html::Document& document, const CompiledRules& rules, Explanation* explanation) {
    for (const html::Selector& selector : rules.remove) {
        const std::vector<NodeId> nodes = selector.all(document, document.root());
        for (const NodeId node : nodes) {
            if (node != document.html() && node != document.body() && node != document.head())
                document.detach(node);
        }
        if (explanation == nullptr) continue;
        explanation->pruned.push_back("rule remove: " + std::to_string(nodes.size()) + " elements");
    }
}

std::vector<bool> blocks_by_rules(const Page& page, const CompiledRules& rules, Explanation* explanation) {
    if (!rules.body) return {};
    std::vector<bool> kept(page.blocks.size(), false);
    bool any = false;
    for (const NodeId node : rules.body->all(*page.document, page.document->root())) {
        const ElementFacts& facts = page.facts(node);
        for (std::uint32_t i = facts.first_block; i < facts.end_block; ++i) kept[i] = any = true;
    }
    if (any) return kept;
    note(explanation, "body: the rule matches nothing; automatic result kept");
    return {};
}

void metadata_by_rules(const html::Document& document, const CompiledRules& rules, model::Article& article,
                       Explanation* explanation) {
    if (std::string title = first_value(document, rules.title, "title", explanation); !title.empty()) {
        article.title = std::move(title);
        note(explanation, "title: '" + article.title + "' (rule)");
    }
    if (const std::string byline = first_value(document, rules.byline, "byline", explanation);
        !byline.empty()) {
        const std::string cleaned = clean_byline(byline);
        article.byline = cleaned.empty() ? byline : cleaned;
        note(explanation, "byline: '" + article.byline + "' (rule)");
    }
    const std::string date = first_value(document, rules.date, "date", explanation);
    if (date.empty()) return;
    if (const auto found = find_date(date)) {
        article.published = found->instant;
        article.published_text = found->iso;
        note(explanation, "published: '" + found->iso + "' (rule)");
    } else {
        note(explanation,
             "date: the rule's text '" + date.substr(0, 80) + "' is no date; automatic result kept");
    }
}

}  // namespace webclip::extract
