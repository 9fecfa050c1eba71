#include "html/serialize.h"
#include "render/render.h"

namespace webclip::render {
namespace {

// Enough for a comfortable page in every script; no font or image is loaded from anywhere.
constexpr std::string_view style =
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.7 "
    "system-ui,sans-serif;color:#222;background:#fff}"
    "h1{line-height:1.3}img{max-width:100%;height:auto}figure{margin:1.5rem "
    "0}figcaption{color:#666;font-size:.9rem}"
    "pre{overflow-x:auto;padding:.8rem;background:#f5f5f5}table{border-collapse:collapse}td,th{padding:.3rem "
    ".6rem;"
    "border:1px solid #ddd}blockquote{margin:1rem 0;padding-left:1rem;border-left:3px solid #ddd}"
    "header p,footer{color:#666;font-size:.9rem}footer{margin-top:3rem;border-top:1px solid "
    "#ddd;overflow-wrap:anywhere}";

std::string row(std::string_view name, std::string_view value) {
    if (value.empty()) return {};
    return "<dt>" + html::escape_text(name) + "</dt><dd>" + html::escape_text(value) + "</dd>\n";
}

std::string link(const std::string& address) {
    // Only what a reader may follow becomes a link; an imported clip's `from` can be anything.
    if (!address.starts_with("http://") && !address.starts_with("https://"))
        return html::escape_text(address);
    const std::string escaped = html::escape_attribute(address);
    return "<a href=\"" + escaped + "\" rel=\"noopener noreferrer nofollow\">" + html::escape_text(address) +
           "</a>";
}

// Many a body opens with its own title, which is not shown twice.
bool opens_with_title(std::string_view body, const std::string& title) {
    const std::size_t begin = body.find_first_not_of(" \n");
    if (begin == std::string_view::npos || !body.substr(begin).starts_with("<h1>")) return false;
    return body.substr(begin + 4).starts_with(title + "</h1>");
}

}  // namespace

std::string to_html(const model::Clip& clip, const model::Revision& revision, std::string_view body) {
    const model::ClipFields& fields = clip.fields;
    const model::Article& article = revision.article;
    const std::string title = html::escape_text(fields.title);
    std::string page = "<!DOCTYPE html>\n<html";
    if (!article.language.empty()) page += " lang=\"" + html::escape_attribute(article.language) + "\"";
    page += ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n";
    page +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' file:; "
        "style-src 'unsafe-inline'\">\n";
    page += "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + title + "</title>\n<style>";
    page += style;
    page += "</style>\n</head>\n<body>\n<header>\n";
    if (!opens_with_title(body, title)) page += "<h1>" + title + "</h1>\n";
    page += "<p>" + html::escape_text(fields.author);
    if (!fields.author.empty() && fields.date) page += " · ";
    if (fields.date)
        page += "<time datetime=\"" + to_iso8601(*fields.date) + "\">" + to_iso8601_date(*fields.date) +
                "</time>";
    page += "</p>\n</header>\n<article>\n";
    page += body;
    page += "\n</article>\n<footer>\n<dl>\n<dt>from</dt><dd>" + link(fields.from) + "</dd>\n";
    page += row("archived", to_iso8601(revision.made_at));
    page += row("site", article.site);
    page += "</dl>\n</footer>\n</body>\n</html>\n";
    return page;
}

}  // namespace webclip::render
