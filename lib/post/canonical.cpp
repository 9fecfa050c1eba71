#include "canonical.h"

#include <algorithm>
#include <utility>

#include "post/post.h"
#include "scalars.h"
#include "split.h"

namespace webclip::post {
namespace {

enum class Hand { public_pipeline, own };

// Takes the text between `prefix` and `suffix` on the next line; nothing, and `rest` as it was, when they are
// not there.
std::optional<std::string_view> take_between(std::string_view& rest, std::string_view prefix,
                                             std::string_view suffix) {
    std::string_view after = rest;
    if (after.empty()) return std::nullopt;
    const std::string_view line = take_line(after);
    if (line.size() < prefix.size() + suffix.size() || !line.starts_with(prefix) || !line.ends_with(suffix)) {
        return std::nullopt;
    }
    rest = after;
    return line.substr(prefix.size(), line.size() - prefix.size() - suffix.size());
}

std::vector<std::string> split_verbatim(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(", "), text.size());
        items.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    return items;
}

std::optional<std::vector<std::string>> read_items(std::string_view text, Hand hand) {
    if (hand == Hand::public_pipeline) return split_verbatim(text);
    return read_yaml_list(std::string{"["}.append(text).append("]"));
}

std::optional<std::string> read_scalar(std::string_view text, Hand hand) {
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    if (!quoted) return std::string{text};
    // The public pipeline never quotes: these are somebody else's quotes, not part of the value.
    return hand == Hand::own ? read_any_yaml_scalar(text) : std::nullopt;
}

// The lines from "---" to "---".
bool read_front(std::string_view& rest, model::ClipFields& fields, Hand hand) {
    const auto open = take_between(rest, "---", "");
    const auto layout = take_between(rest, "layout: ", "");
    const auto title = take_between(rest, "title: ", "");
    const auto date = take_between(rest, "date: ", "");
    const auto author = take_between(rest, "author: ", "");
    const auto from = take_between(rest, "from: ", "");
    const auto tags = take_between(rest, "tags: [ ", " ]");
    fields.comments = take_between(rest, "comments: True", "").has_value();
    const auto categories = take_between(rest, "categories: [ ", " ]");
    const auto close = take_between(rest, "---", "");
    if (!open || !layout || !title || !date || !author || !from || !tags || !close) return false;
    if (title->size() < 2 || title->front() != '"' || title->back() != '"') return false;

    fields.date = parse_iso8601(*date);
    if (hand == Hand::public_pipeline) fields.date_text = *date;
    auto read_layout = read_scalar(*layout, hand);
    auto read_author = read_scalar(*author, hand);
    auto read_from = read_scalar(*from, hand);
    auto read_tags = read_items(*tags, hand);
    auto read_categories = read_items(categories.value_or(std::string_view{}), hand);
    auto read_title = hand == Hand::own ? read_any_yaml_scalar(*title)
                                        : std::optional{unescape_quotes(title->substr(1, title->size() - 2))};
    if (!read_layout || !read_title || !read_author || !read_from || !read_tags || !read_categories)
        return false;
    fields.layout = std::move(*read_layout);
    fields.title = std::move(*read_title);
    fields.author = std::move(*read_author);
    fields.from = std::move(*read_from);
    fields.tags = std::move(*read_tags);
    fields.categories = std::move(*read_categories);
    return fields.date.has_value();
}

std::optional<CanonicalPost> read_by(std::string_view text, Hand hand) {
    CanonicalPost post;
    std::string_view rest = text;
    if (!read_front(rest, post.fields, hand)) return std::nullopt;
    const auto comment = take_between(rest, "<!--", "-->");
    if (comment) post.fields.feed_date_comment = *comment;
    if (rest.empty()) return std::nullopt;
    const auto link = split_link(take_line(rest));
    if (!link) return std::nullopt;
    post.fields.heading_title = link->title;
    post.fields.heading_url = link->address;
    constexpr std::string_view opening = "------\n\n<div>\n";
    constexpr std::string_view closing = "\n</div>\n";
    if (rest.size() < opening.size() + closing.size() || !rest.starts_with(opening) ||
        !rest.ends_with(closing)) {
        return std::nullopt;
    }
    post.body = rest.substr(opening.size(), rest.size() - opening.size() - closing.size());
    if (write_post(post.fields, post.body) != text) return std::nullopt;
    return post;
}

}  // namespace

bool is_verbatim(const model::ClipFields& fields) {
    return fields.date && fields.date_text == to_iso8601(*fields.date);
}

std::optional<CanonicalPost> read_canonical(std::string_view text) {
    // What both hands write alike is read as our own, unless a value would have to be quoted today: the first
    // try that gives the same bytes says how the fields are to be written.
    if (auto post = read_by(text, Hand::own)) return post;
    return read_by(text, Hand::public_pipeline);
}

}  // namespace webclip::post
