#include "heading.h"
#include "post/post.h"
#include "text/utf8.h"

namespace webclip::post {
namespace {

// Titles, names and tags are one line of text to a reader; controls in them are noise or an attempt.
std::string clean(std::string_view text) {
    return text::collapse_whitespace(text::strip_controls(text::to_valid_utf8(text)));
}

std::vector<std::string> clean_all(const std::vector<std::string>& texts) {
    std::vector<std::string> out;
    for (const std::string& text : texts) {
        std::string item = clean(text);
        if (!item.empty()) out.push_back(std::move(item));
    }
    return out;
}

}  // namespace

model::ClipFields new_clip_fields(std::string_view title, std::string_view from, Timestamp date,
                                  std::optional<Timestamp> feed_date, std::string_view author,
                                  const std::vector<std::string>& tags,
                                  const std::vector<std::string>& categories) {
    model::ClipFields fields;
    fields.title = clean(title);
    fields.heading_title = escape_heading(fields.title);
    fields.from = text::to_valid_utf8(from);
    fields.heading_url = heading_address(fields.from);
    fields.date = date;
    fields.feed_date_comment = feed_date ? std::to_string(feed_date->ms()) : "NaN";
    fields.author = clean(author);
    fields.tags = clean_all(tags);
    fields.categories = clean_all(categories);
    fields.comments = true;
    return fields;
}

}  // namespace webclip::post
