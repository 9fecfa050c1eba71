#include "corpus_site.h"

#include <zlib.h>
#include <algorithm>
#include <array>
#include <ctime>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/ascii.h"
#include "support/corpus.h"
#include "support/gzip_file.h"

namespace webclip::test {
namespace {

namespace fs = std::filesystem;

// FNV-1a: the same on every machine and in every run.
std::uint32_t number_of(std::string_view text) {
    std::uint32_t value = 2166136261U;
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
    return value;
}

// A PNG of one grey pixel row whose bytes say which picture it is.
std::string picture(std::uint32_t number) {
    const auto big_endian = [](std::uint32_t value) {
        std::string bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
        return bytes;
    };
    const auto chunk = [&](const std::string& type_and_data) {
        const auto* bytes = reinterpret_cast<const Bytef*>(type_and_data.data());
        return big_endian(static_cast<std::uint32_t>(type_and_data.size() - 4)) + type_and_data +
               big_endian(
                   static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(type_and_data.size()))));
    };
    return "\x89PNG\r\n\x1a\n" +
           chunk("IHDR" + big_endian(200 + number % 2000) + big_endian(1 + number / 2000 % 1500) +
                 std::string{"\x08\0\0\0\0", 5}) +
           chunk("tEXt" + std::to_string(number)) + chunk("IEND");
}

Answer picture_answer(const RecordedRequest& request) {
    const std::uint32_t number = number_of(request.host + request.target);
    switch (number % 17) {
        case 0: return {.status = 404, .body = "no such picture"};
        case 1: return {.headers = {{"Content-Type", "image/jpeg"}}, .body = "<html>not for you</html>"};
        case 2:
            return {.status = 302, .headers = {{"Location", "/moved/" + std::to_string(number) + ".png"}}};
        default: return {.headers = {{"Content-Type", "image/png"}}, .body = picture(number)};
    }
}

bool is_host_character(char c) {
    return is_ascii_alnum(c) || c == '.' || c == '-';
}

// Names of vocabularies, which nobody fetches but readers compare.
bool is_vocabulary(std::string_view host) {
    constexpr std::array<std::string_view, 5> names{"schema.org", "www.w3.org", "ogp.me", "purl.org",
                                                    "data-vocabulary.org"};
    return std::find(names.begin(), names.end(), host) != names.end();
}

// A day of its own for every page, so that no two posts want the same name.
std::string date_of(std::size_t number, const char* format) {
    const std::time_t at = 1'672'531'200 + static_cast<std::time_t>(number) * 86'400;  // from 2023-01-01
    std::tm parts{};
    ::gmtime_r(&at, &parts);
    char text[64];
    return {text, std::strftime(text, sizeof text, format, &parts)};
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '&' ? std::string{"&amp;"} : std::string{c};
    return out;
}

// The kinds of feed, each as the text around and for one entry.
struct FeedKind {
    const char* path;
    const char* key;  // of the configuration
    const char* type;
    const char* opening;
    std::string (*entry)(const std::string& url, std::size_t number);
    const char* closing;
};

std::string rss_entry(const std::string& url, std::size_t number) {
    return "<item><link>" + escaped(url) + "</link><pubDate>" + date_of(number, "%d %b %Y 00:00:00 GMT") +
           "</pubDate></item>\n";
}
std::string atom_entry(const std::string& url, std::size_t number) {
    return "<entry><id>" + escaped(url) + "</id><link href=\"" + escaped(url) + "\"/><published>" +
           date_of(number, "%Y-%m-%dT00:00:00Z") + "</published></entry>\n";
}
std::string json_entry(const std::string& url, std::size_t number) {
    const nlohmann::json entry{
        {"id", url}, {"url", url}, {"date_published", date_of(number, "%Y-%m-%dT00:00:00Z")}};
    return entry.dump() + ",\n";
}
std::string rdf_entry(const std::string& url, std::size_t number) {
    return "<item rdf:about=\"" + escaped(url) + "\"><link>" + escaped(url) + "</link><dc:date>" +
           date_of(number, "%Y-%m-%dT00:00:00Z") + "</dc:date></item>\n";
}
std::string news_entry(const std::string& url, std::size_t number) {
    return "<url><loc>" + escaped(url) + "</loc><news:news><news:publication_date>" +
           date_of(number, "%Y-%m-%dT00:00:00Z") + "</news:publication_date></news:news></url>\n";
}

constexpr std::array<FeedKind, 5> feed_kinds{{
    {"/rss.xml", "feeds", "application/rss+xml", "<rss version=\"2.0\"><channel><title>RSS</title>\n",
     rss_entry, "</channel></rss>"},
    {"/atom.xml", "feeds", "application/atom+xml",
     "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Atom</title>\n", atom_entry, "</feed>"},
    {"/feed.json", "feeds", "application/feed+json",
     "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"JSON\",\"items\":[\n", json_entry,
     "{}]}"},
    {"/rdf.xml", "feeds", "application/rdf+xml",
     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
     "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>RDF</title></channel>\n",
     rdf_entry, "</rdf:RDF>"},
    {"/news.xml", "sitemaps", "application/xml",
     "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
     "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n",
     news_entry, "</urlset>"},
}};

}  // namespace

std::vector<CorpusSite::Page> CorpusSite::choose(std::size_t count) {
    std::vector<Page> pages;
    if (const auto folder = corpus("pages-cjk")) {
        std::istringstream index{read_file(*folder / "index.tsv")};
        std::string line;
        std::getline(index, line);
        while (std::getline(index, line)) {
            const std::vector<std::string_view> cells = split_ascii(line, '\t');
            if (!cells.at(0).ends_with(".html")) continue;
            std::string url{cells.at(6)};
            if (url.empty()) url = "http://cjk.test/" + std::string{cells.at(0)};
            pages.push_back({std::move(url), read_file(*folder / std::string{cells.at(0)})});
        }
    }
    for (const char* set : {"aeb", "postlight", "goose", "np4k", "rdb", "traf", "cwce"}) {
        const auto folder = corpus("extract-dev/" + std::string{set});
        if (!folder || pages.size() >= 2 * count + 100) continue;
        std::istringstream index{read_gzip_file(*folder / "index.jsonl.gz")};
        std::string line;
        while (std::getline(index, line)) {
            const auto row = nlohmann::json::parse(line);
            const std::string id = row.at("id");
            const std::string url = row.value("url", "");
            const bool has_own_url = url.starts_with("http") && url.find("fakehost") == std::string::npos;
            pages.push_back({has_own_url ? url : "http://" + std::string{set} + ".test/" + id + ".html",
                             read_gzip_file(*folder / "html" / (id + ".html.gz"))});
        }
    }
    // A few from everywhere, or the first ones, which are of many languages.
    if (pages.size() > count) {
        const std::size_t step = std::max<std::size_t>(1, std::min<std::size_t>(pages.size() / count, 7));
        std::vector<Page> few;
        for (std::size_t i = 0; i < pages.size() && few.size() < count; i += step)
            few.push_back(std::move(pages[i]));
        pages = std::move(few);
    }
    return pages;
}

// "https://host/path" as it is to be had here.
std::string CorpusSite::here(std::string_view url) {
    const std::size_t begin = url.find("//") + 2;
    std::size_t end = begin;
    while (end < url.size() && is_host_character(url[end])) ++end;
    const std::string host{url.substr(begin, end - begin)};
    hosts_.insert(host);
    const std::string_view rest = url.substr(end, url.find('#') - end);
    return server_.url_with_host(host, (rest.starts_with('/') ? "" : "/") + std::string{rest});
}

// Every address of the open web in a page, on this server. Bytes, since pages have many encodings; addresses
// are ASCII in all of them.
std::string CorpusSite::rewritten(const std::string& page) {
    std::string out;
    out.reserve(page.size() + page.size() / 8);
    std::size_t copied = 0;
    for (std::size_t at = page.find("//"); at != std::string::npos; at = page.find("//", at + 2)) {
        std::size_t end = at + 2;
        while (end < page.size() && is_host_character(page[end])) ++end;
        const std::string host = page.substr(at + 2, end - at - 2);
        const bool has_scheme = at >= 5 && (page.compare(at - 5, 5, "http:") == 0 ||
                                            (at >= 6 && page.compare(at - 6, 6, "https:") == 0));
        const bool is_relative =
            at > 0 && std::string_view{"\"'= (,"}.find(page[at - 1]) != std::string_view::npos;
        const bool is_host = host.find('.') != std::string::npos && host.front() != '.' &&
                             host.back() != '.' && end < page.size() && page[end] != ':' &&
                             !is_vocabulary(host);
        if (!is_host || !(has_scheme || is_relative)) continue;
        const std::size_t scheme = has_scheme ? (page[at - 2] == 's' ? at - 6 : at - 5) : at;
        out.append(page, copied, scheme - copied);
        std::string base = server_.url_with_host(host, "");
        out += base;
        copied = end;
        if (hosts_.size() < 5000) hosts_.insert(host);
    }
    return out.append(page, copied);
}

void CorpusSite::serve(const Page& page, std::size_t number) {
    const std::string url = here(page.url);
    // Some pages are in several sets.
    if (std::find(addresses_.begin(), addresses_.end(), url) != addresses_.end()) return;
    const std::size_t host = url.find("//") + 2;
    const std::size_t path = url.find('/', host);
    const std::string name = url.substr(host, url.find(':', host) - host);
    std::string type = "text/html";
    const Answer answer{.headers = {{"Content-Type", type}, {"ETag", "\"" + std::to_string(number) + "\""}},
                        .body = rewritten(page.bytes)};
    server_.serve("//" + name + url.substr(path), answer);
    addresses_.push_back(url);
}

void CorpusSite::announce(std::size_t kind, const std::vector<std::size_t>& numbers) {
    const FeedKind& feed = feed_kinds.at(kind);
    std::string body = feed.opening;
    for (const std::size_t number : numbers) body += feed.entry(addresses_.at(number), number);
    body += feed.closing;
    server_.serve(feed.path,
                  Answer{.headers = {{"Content-Type", feed.type}, {"ETag", "\"feed\""}}, .body = body});
    feed_paths_.insert(feed.path);
}

CorpusSite::CorpusSite(HttpServer& server, std::size_t count) : server_(server) {
    const std::vector<Page> pages = choose(count);
    for (std::size_t i = 0; i < pages.size(); ++i) serve(pages[i], i);
    // What is no page: gone, going in circles, without an article.
    addresses_.push_back(server_.url("/gone.html"));
    addresses_.push_back(server_.url("/circle.html"));
    addresses_.push_back(server_.url("/blank.html"));
    server_.serve("/circle.html", Answer{.status = 302, .headers = {{"Location", "/circle.html"}}});
    server_.serve("/blank.html", Answer{.headers = {{"Content-Type", "text/html"}}, .body = "<p></p>"});
    server_.serve("*", [](const RecordedRequest& request) {
        const bool wants_picture = request.header("Accept").starts_with("image/");
        return wants_picture ? picture_answer(request) : Answer{.status = 404, .body = "nothing here"};
    });
    for (std::size_t kind = 0; kind < feed_kinds.size(); ++kind) {
        std::vector<std::size_t> numbers;
        for (std::size_t i = kind; i < addresses_.size(); i += feed_kinds.size()) numbers.push_back(i);
        announce(kind, numbers);
    }
}

std::string CorpusSite::configuration() const {
    std::string text = "fetch:\n  allow_private: [ 127.0.0.1/32 ]\n  resolve:\n";
    const std::string port = std::to_string(server_.port());
    for (const std::string& host : hosts_)
        text.append("    - \"").append(host).append(":").append(port).append(":127.0.0.1\"\n");
    // What fails is not tried again while a test looks on.
    text += "politeness: { spacing: 0ms, retry_first: 1d }\n";
    for (const char* key : {"feeds", "sitemaps"}) {
        text += std::string{key} + ":\n";
        for (const FeedKind& kind : feed_kinds) {
            if (std::string_view{kind.key} == key)
                text.append("  - ").append(server_.url(kind.path)).append("\n");
        }
    }
    return text;
}

}  // namespace webclip::test
