#include <algorithm>
#include <string>

#include "canonical.h"
#include "heading.h"
#include "post/post.h"
#include "scalars.h"
#include "yaml/yaml.h"

namespace webclip::post {
namespace {

// The first hand: as the public pipeline wrote it. A line break cannot have been there.
std::string verbatim(std::string_view text) {
    std::string out{text};
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

std::string join(const std::vector<std::string>& items, bool is_verbatim) {
    std::string out;
    for (const std::string& item : items) {
        if (!out.empty()) out += ", ";
        out += is_verbatim ? verbatim(item) : yaml_scalar(item, Context::flow);
    }
    return out;
}

void append_front_matter(std::string& out, const model::ClipFields& fields, bool is_verbatim) {
    const auto line = [&](std::string_view key, const std::string& value) {
        out.append(key)
            .append(is_verbatim ? verbatim(value) : yaml_scalar(value, Context::block))
            .append("\n");
    };
    out += "---\n";
    line("layout: ", fields.layout);
    out.append("title: ");
    // Between quotes a reader of YAML 1.1 gives every title back: "---", "yes", ": #", "{{ x }}". Quotes,
    // backslashes and control characters are escaped.
    out.append(is_verbatim ? "\"" + escape_quotes(verbatim(fields.title)) + "\"" : yaml::quote(fields.title));
    out.append("\n");
    if (fields.date) out.append("date: ").append(to_iso8601(*fields.date)).append("\n");
    line("author: ", fields.author);
    line("from: ", fields.from);
    out.append("tags: [ ").append(join(fields.tags, is_verbatim)).append(" ]\n");
    if (fields.comments) out += "comments: True\n";
    if (!fields.categories.empty()) {
        out.append("categories: [ ").append(join(fields.categories, is_verbatim)).append(" ]\n");
    }
    out += "---\n";
}

// "NaN", digits or nothing: what a comment says must not end it.
bool is_safe_comment(std::string_view comment) {
    return comment == "NaN" || comment.find_first_not_of("0123456789-") == std::string_view::npos;
}

// An address that was not made by heading_address(): of a form N post, or none at all.
std::string safe_address(const model::ClipFields& fields) {
    return heading_address(fields.heading_url.empty() ? fields.from : fields.heading_url);
}

void append_heading(std::string& out, const model::ClipFields& fields, bool is_verbatim) {
    if (!fields.feed_date_comment.empty() && (is_verbatim || is_safe_comment(fields.feed_date_comment))) {
        out.append("<!--").append(verbatim(fields.feed_date_comment)).append("-->\n");
    }
    if (is_verbatim) {
        out.append("[")
            .append(verbatim(fields.heading_title))
            .append("](")
            .append(verbatim(fields.heading_url));
    } else {
        out.append("[").append(fields.heading_title.empty() ? escape_heading(fields.title)
                                                            : safe_heading(fields.heading_title));
        out.append("](").append(safe_address(fields));
    }
    out += ")\n------\n\n";
}

std::string one_line(std::string_view body) {
    std::string out;
    out.reserve(body.size());
    for (const char c : body) {
        if (c == '\n') {
            out += "&#10;";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

std::string write_post(const model::ClipFields& fields, std::string_view body) {
    const bool verbatim_fields = is_verbatim(fields);
    std::string out;
    out.reserve(body.size() + 1024);
    append_front_matter(out, fields, verbatim_fields);
    append_heading(out, fields, verbatim_fields);
    out.append("<div>\n");
    out.append(verbatim_fields ? std::string{body} : disarm_liquid(one_line(body)));
    out.append("\n</div>\n");
    return out;
}

}  // namespace webclip::post
