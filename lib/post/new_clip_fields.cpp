#include "heading.h"
#include "post/post.h"
#include "scalars.h"
#include "text/utf8.h"

namespace webclip::post {
namespace {

std::vector<std::string> clean_all(const std::vector<std::string>& texts) {
    std::vector<std::string> out;
    for (const std::string& text : texts) {
        std::string item = clean_line(text);
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
    fields.title = clean_line(title);
    fields.heading_title = escape_heading(fields.title);
    fields.from = text::to_valid_utf8(from);
    fields.heading_url = heading_address(fields.from);
    fields.date = date;
    fields.feed_date_comment = feed_date ? std::to_string(feed_date->ms()) : "NaN";
    fields.author = clean_line(author);
    fields.tags = clean_all(tags);
    fields.categories = clean_all(categories);
    fields.comments = true;
    return fields;
}

}  // namespace webclip::post
