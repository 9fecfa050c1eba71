#include <algorithm>
#include <cstdio>
#include <utility>

#include "base/ascii.h"
#include "canonical.h"
#include "front_matter.h"
#include "post/post.h"
#include "scalars.h"
#include "split.h"
#include "text/utf8.h"
#include "url/url.h"

namespace webclip::post {
namespace {

constexpr std::size_t max_warnings = 64;

void warn(Post& post, std::string warning) {
    auto& all = post.warnings;
    if (all.size() < max_warnings && std::find(all.begin(), all.end(), warning) == all.end()) {
        all.push_back(std::move(warning));
    }
}

// The bytes as UTF-8 with LF at the ends of the front matter's lines.
std::string to_text(std::string_view bytes, Post& post) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        warn(post, "byte order mark");
    }
    std::string text{bytes};
    if (!text::is_valid_utf8(text)) {
        text = text::to_valid_utf8(text);
        warn(post, "not UTF-8: malformed bytes were replaced");
    }
    if (text.starts_with("---\r\n") || (text.starts_with("<!--") && text.find("-->\r\n[") < 32)) {
        warn(post, "CRLF line ends");
        std::string lines;
        lines.reserve(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') lines += text[i];
        }
        text = std::move(lines);
    }
    return text;
}

// A date of the file's name: "2024-02-25-title.md".
std::optional<Timestamp> date_of_name(std::string_view name) {
    return name.size() > 10 && name[10] == '-' ? parse_iso8601(name.substr(0, 10)) : std::nullopt;
}

std::string title_of_name(std::string_view name) {
    if (date_of_name(name)) name.remove_prefix(11);
    for (const std::string_view extension : {".md", ".markdown", ".html", ".htm"}) {
        if (name.ends_with(extension)) name.remove_suffix(extension.size());
    }
    return text::to_valid_utf8(trim_ascii(name));
}

// ISO 8601 as Jekyll and Hugo write it: a blank may stand before the zone.
std::optional<Timestamp> parse_front_date(std::string_view text) {
    if (const auto date = parse_iso8601(text)) return date;
    std::string compact{trim_ascii(text)};
    const std::size_t blank = compact.rfind(' ');
    if (blank == std::string::npos || blank + 1 == compact.size()) return std::nullopt;
    if (compact[blank + 1] != '+' && compact[blank + 1] != '-' && compact[blank + 1] != 'Z')
        return std::nullopt;
    return parse_iso8601(compact.erase(blank, 1));
}

void read_date(Post& post, const FrontMatter& front) {
    model::ClipFields& fields = post.fields;
    const std::string text = front.text("date");
    fields.date = parse_front_date(text);
    if (!fields.date && !text.empty()) warn(post, "date: unreadable");
    // Text that says no more than the instant is dropped: see the two hands in post.h.
    if (!fields.date || to_iso8601(*fields.date) != text) fields.date_text = text;
}

void read_from(Post& post, const FrontMatter& front) {
    std::vector<std::string_view> keys{"from"};
    if (post.form == Form::free)
        keys = {"from", "link", "source", "source_url", "original_url", "canonical_url"};
    for (const std::string_view key : keys) {
        const std::string value = front.text(key);
        const auto address = url::parse(value);
        if (!address || !address->is_http()) continue;
        post.fields.from = value;
        return;
    }
    post.fields.from = front.text("from");
    if (!post.fields.from.empty()) warn(post, "from: not a web address");
}

void warn_of_foreign_keys(Post& post, const FrontMatter& front) {
    if (post.form == Form::free) return;
    for (const FrontEntry& entry : front.entries) {
        constexpr std::string_view known[] = {"layout", "title",    "date",       "author", "from",
                                              "tags",   "comments", "categories", "data"};
        if (std::find(std::begin(known), std::end(known), entry.key) == std::end(known)) {
            warn(post, "key \"" + entry.key + "\" is not of this form");
        }
    }
}

void apply(Post& post, const FrontMatter& front) {
    model::ClipFields& fields = post.fields;
    for (const std::string& warning : front.warnings) warn(post, warning);
    warn_of_foreign_keys(post, front);
    if (front.find("layout") != nullptr) fields.layout = front.text("layout");
    fields.title = front.text("title");
    read_date(post, front);
    fields.author = front.text("author");
    if (fields.author.empty()) fields.author = front.text("authors");
    read_from(post, front);
    fields.tags = front.list("tags");
    fields.categories = front.list("categories");
    if (fields.categories.empty() && front.find("category") != nullptr)
        fields.categories = {front.text("category")};
    fields.comments = to_ascii_lower(front.text("comments")) == "true";
    post.data_file = front.text("data");
}

// Line by line where the lines allow it, as YAML else or, in free posts, first.
FrontMatter read_front_matter(Post& post, std::string_view front) {
    const bool line_wise = is_line_wise(front);
    if (line_wise && post.form != Form::free) return read_lines(front);
    auto yaml = read_yaml(front);
    if (yaml.front_matter) {
        if (post.form != Form::free) warn(post, "front matter is not one key a line");
        return std::move(*yaml.front_matter);
    }
    warn(post, yaml.refusal);
    return read_lines(front);
}

void apply_heading(Post& post, const Heading& heading) {
    model::ClipFields& fields = post.fields;
    fields.feed_date_comment = heading.comment.value_or("");
    if (!heading.title) return;
    fields.heading_title = *heading.title;
    fields.heading_url = heading.address;
    if (heading.broken) warn(post, "heading: line break in the title");
    if (!heading.is_link) warn(post, "heading: not a link");
    if (fields.title.empty() && !fields.heading_title.empty()) {
        fields.title = fields.heading_title;
        if (post.form != Form::n) warn(post, "title: missing, taken from the heading");
    }
    if (fields.from.empty() && !fields.heading_url.empty()) {
        fields.from = fields.heading_url;
        if (post.form != Form::n) warn(post, "from: missing, taken from the heading");
    }
}

std::optional<Timestamp> date_of_comment(std::string_view comment) {
    if (comment.empty() || comment.size() > 15) return std::nullopt;
    std::int64_t ms = 0;
    for (const char c : comment) {
        if (!is_ascii_digit(c)) return std::nullopt;
        ms = ms * 10 + (c - '0');
    }
    return Timestamp::from_ms(ms);
}

// Form N without a comment begins with "日期：Sun, 21 Jun 2020 17:36:21 +0000" (RFC 5322).
std::optional<Timestamp> date_of_first_line(std::string_view body, std::string& date_text) {
    constexpr std::string_view label = "日期：";
    const std::string_view line = body.substr(0, body.find('\n'));
    if (!line.starts_with(label)) return std::nullopt;
    const std::string_view text = trim_ascii(line.substr(label.size()));
    const std::vector<std::string_view> words = split_ascii(text, ' ');
    if (words.size() != 6) return std::nullopt;
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::size_t month = months.find(words[2]);
    if (words[2].size() != 3 || month == std::string_view::npos || month % 3 != 0) return std::nullopt;
    const std::string number = std::to_string(month / 3 + 1);
    std::string iso{words[3]};
    iso.append(number.size() == 1 ? "-0" : "-").append(number);
    iso.append(words[1].size() == 1 ? "-0" : "-").append(words[1]);
    iso.append("T").append(words[4]).append(words[5]);
    const auto date = parse_iso8601(iso);
    if (date) date_text = text;
    return date;
}

void check_body(Post& post, std::string_view body) {
    if (post.form == Form::a && body.find('\n') != std::string_view::npos)
        warn(post, "body: more than one line");
    if (body.find('\r') != std::string_view::npos) warn(post, "body: carriage returns");
    const bool controls = std::any_of(body.begin(), body.end(), [](char c) {
        return (c >= '\0' && c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == '\x7F';
    });
    if (controls) warn(post, "body: control characters");
    if (body.find("\xE2\x80\xA8") != std::string_view::npos ||
        body.find("\xE2\x80\xA9") != std::string_view::npos) {
        warn(post, "body: U+2028 or U+2029");
    }
    if (body.find("{{") != std::string_view::npos || body.find("{%") != std::string_view::npos) {
        warn(post, "body: looks like Liquid");
    }
}

void check_fields(Post& post) {
    const model::ClipFields& fields = post.fields;
    if (fields.title.empty()) warn(post, "title: empty");
    if (!fields.date) warn(post, "date: none");
    if (fields.from.empty()) warn(post, "from: none");
    if (fields.feed_date_comment == "NaN") warn(post, "feed date: NaN");
    if (!fields.feed_date_comment.empty() && fields.feed_date_comment != "NaN" &&
        !date_of_comment(fields.feed_date_comment)) {
        warn(post, "feed date: unreadable");
    }
    if (fields.title.find('\\') != std::string::npos) warn(post, "title: backslash");
    if (has_control_characters(fields.title)) warn(post, "title: control characters");
}

// What the front matter does not say, the comment, the first line or the file's name may.
void fill_date(Post& post, std::string_view file_name) {
    model::ClipFields& fields = post.fields;
    if (fields.date) return;
    fields.date = date_of_comment(fields.feed_date_comment);
    if (fields.date) {
        if (post.form != Form::n) warn(post, "date: missing, taken from the comment");
        return;
    }
    if (post.form == Form::n) fields.date = date_of_first_line(post.body, fields.date_text);
    if (fields.date) return;
    fields.date = date_of_name(file_name);
    if (fields.date) warn(post, "date: missing, taken from the file's name");
}

bool begins_with_markup(std::string_view body) {
    return trim_ascii(body.substr(0, 256)).starts_with('<');
}

// The body of form A stands between <div> and </div>, with whatever the lines are.
std::string body_of_form_a(std::string_view rest) {
    std::string_view inner = trim_ascii(rest);
    if (!inner.starts_with("<div>\n") || !inner.ends_with("</div>")) return std::string{inner};
    inner.remove_prefix(6);
    inner.remove_suffix(6);
    if (inner.ends_with('\n')) inner.remove_suffix(1);
    return std::string{inner};
}

Form form_of(const FrontAndBody& parts, const Heading& heading, bool repeats) {
    if (!parts.has_front_matter) return heading.title ? Form::n : Form::free;
    if (heading.title || heading.comment) return Form::a;
    const FrontMatter front = read_lines(parts.front);
    if (front.find("data") != nullptr || front.text("layout") == "table" || front.text("layout") == "subs") {
        return Form::w;
    }
    if (!is_line_wise(parts.front) || front.find("from") == nullptr) return Form::free;
    if (repeats) return Form::bb;
    return begins_with_markup(parts.body) || trim_ascii(parts.body).empty() ? Form::b : Form::free;
}

void read_body(Post& post, const FrontAndBody& parts, const Heading& heading,
               const std::vector<std::string_view>& copies) {
    switch (post.form) {
        case Form::a: post.body = body_of_form_a(heading.rest); break;
        case Form::n: post.body = trim_ascii(heading.rest); break;
        case Form::bb: {
            const auto fullest =
                std::max_element(copies.begin(), copies.end(),
                                 [](const auto& a, const auto& b) { return a.size() < b.size(); });
            post.body = trim_ascii(*fullest);
            warn(post, "the post stands " + std::to_string(copies.size()) + " times in its file");
            break;
        }
        case Form::b:
        case Form::w: post.body = trim_ascii(parts.body); break;
        case Form::free: post.body_markdown = parts.body; break;
    }
    if (post.form == Form::a && post.body.find('\n') != std::string::npos)
        warn(post, "body: more than one line");
    check_body(post, post.form == Form::free ? post.body_markdown : post.body);
}

}  // namespace

Post read_post(std::string_view bytes, std::string_view file_name) {
    Post post;
    if (text::is_valid_utf8(bytes)) {
        if (auto canonical = read_canonical(bytes)) {
            post.fields = std::move(canonical->fields);
            post.body = std::move(canonical->body);
            post.canonical = true;
            check_fields(post);
            check_body(post, post.body);
            return post;
        }
    }
    const std::string text = to_text(bytes, post);
    const FrontAndBody parts = split_front_matter(text);
    if (!parts.closed) warn(post, "front matter is not closed");
    const Heading heading = split_heading(parts.body);
    const std::vector<std::string_view> copies =
        parts.has_front_matter ? split_copies(parts.body) : std::vector<std::string_view>{parts.body};
    post.fields.comments = false;
    post.form = form_of(parts, heading, copies.size() > 1);
    if (parts.has_front_matter) apply(post, read_front_matter(post, parts.front));
    apply_heading(post, heading);
    read_body(post, parts, heading, copies);
    fill_date(post, file_name);
    check_fields(post);
    if (post.fields.title.empty()) post.fields.title = title_of_name(file_name);
    return post;
}

}  // namespace webclip::post
