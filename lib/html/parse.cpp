#include "html/parse.h"

#include <algorithm>

#include "gumbo_arena.h"
#include "prefilter.h"
#include "tree_builder.h"

namespace webclip::html {

namespace {

std::size_t arena_bytes(std::size_t input, const ParseLimits& limits) {
    const std::uint64_t scaled = limits.arena_base.bytes() + limits.arena_factor * std::uint64_t{input};
    return static_cast<std::size_t>(std::min(limits.arena.bytes(), scaled));
}

ParseError error(LimitHit hit, const ParseLimits& limits) {
    switch (hit) {
        case LimitHit::input:
            return {hit, "the page is longer than " + std::to_string(limits.input.bytes()) + " bytes"};
        case LimitHit::memory: return {hit, "parsing took more memory than a page of this length may"};
        case LimitHit::time: break;
    }
    return {hit, "parsing took more than " + std::to_string(limits.cpu.count()) + " ms"};
}

Expected<Document, ParseError> parse_as(GumboArena::Context context, std::string_view utf8,
                                        const ParseLimits& limits) {
    if (utf8.size() > limits.input.bytes()) return Unexpected{error(LimitHit::input, limits)};
    Prefiltered page = prefilter(utf8);
    GumboArena arena{{arena_bytes(utf8.size(), limits), limits.cpu}};
    const GumboOutput* tree = arena.parse(page.markup, context);
    if (tree == nullptr) return Unexpected{error(arena.hit(), limits)};
    TreeBuilder builder{limits};
    return context == GumboArena::Context::document ? builder.document(*tree, std::move(page.data_scripts))
                                                    : builder.fragment(*tree);
}

}  // namespace

Expected<Document, ParseError> parse(std::string_view utf8, const ParseLimits& limits) {
    return parse_as(GumboArena::Context::document, utf8, limits);
}

Expected<Document, ParseError> parse_fragment(std::string_view utf8, const ParseLimits& limits) {
    return parse_as(GumboArena::Context::body_fragment, utf8, limits);
}

}  // namespace webclip::html
