// Clip files on the wire.
#pragma once

#include "post/post.h"
#include "wire_article.h"

namespace webclip::sandbox {

template <typename Wire, typename Fields>
void describe_fields(Wire& wire, Fields& fields) {
    wire.text(fields.title, line_limit);
    wire.text(fields.heading_title, line_limit);
    wire.text(fields.from, address_limit);
    wire.text(fields.heading_url, address_limit);
    wire.maybe(fields.date, [&](auto& time) { wire.time(time); });
    wire.text(fields.date_text, line_limit);
    wire.text(fields.feed_date_comment, line_limit);
    wire.text(fields.author, line_limit);
    describe_lines(wire, fields.tags, tags_limit);
    describe_lines(wire, fields.categories, tags_limit);
    wire.text(fields.layout, line_limit);
    wire.flag(fields.comments);
}

template <typename Wire, typename Post>
void describe_post(Wire& wire, Post& post) {
    wire.choice(post.form, post::Form::free);
    describe_fields(wire, post.fields);
    wire.whole_text(post.body, document_limit);
    wire.whole_text(post.body_markdown, document_limit);
    wire.text(post.data_file, line_limit);
    describe_lines(wire, post.warnings, tags_limit);
    wire.flag(post.canonical);
}

}  // namespace webclip::sandbox
