#include "sample_records.h"

namespace webclip::store::sample {

using namespace std::string_literals;

Timestamp at(std::int64_t seconds) {
    return Timestamp::from_ms(1'700'000'000'000 + seconds * 1000);
}

model::Source feed(const std::string& address) {
    model::Source source;
    source.kind = model::SourceKind::feed;
    source.address = address;
    source.settings.tags = {"新聞", "a \"quoted\" tag"};
    source.settings.categories = {"news"};
    source.settings.author = "Desk";
    source.settings.every = Milliseconds{1'800'000};
    source.settings.headers = {{"X-Key", "value"}, {"A", ""}};
    source.settings.cookies_file = "/etc/cookies";
    source.settings.proxy = "socks5://127.0.0.1:9050";
    source.settings.allow_private = {"10.0.0.0/8"};
    source.settings.keep = model::Keep::feed;
    source.settings.rules = {"h1", ".by", "time", "article", "a.next", {".ad", "aside"}};
    return source;
}

model::Entry entry(model::SourceId source, const std::string& key) {
    model::Entry entry;
    entry.source = source;
    entry.url = key + "?utm_source=feed";
    entry.key = key;
    entry.guid = "guid of " + key;
    entry.title = "Title 東京";
    entry.author = "A. Writer";
    entry.published = at(-100);
    entry.updated = at(-50);
    entry.content_html = "<p>teaser of " + key + "</p>";
    entry.categories = {"one", "two, with comma"};
    entry.next_attempt_at = at(0);
    entry.first_seen_at = at(1);
    return entry;
}

model::Capture capture(model::CaptureKind kind, const std::string& url) {
    model::Capture capture;
    capture.kind = kind;
    capture.url = url;
    capture.final_url = url + "/final";
    model::Hop first;
    first.url = url;
    first.status = 301;
    first.http_version = "1.1";
    first.request_headers = "GET / HTTP/1.1\r\n\r\n";
    first.headers = "HTTP/1.1 301 Moved\r\nX: \xff\0y\r\n\r\n"s;
    first.peer = "203.0.113.7:443";
    first.tls = "TLSv1.3 TLS_AES_128_GCM_SHA256 ab:cd";
    first.started_at = at(2);
    first.finished_at = at(3);
    model::Hop last = first;
    last.url = capture.final_url;
    last.status = 200;
    capture.hops = {first, last};
    capture.status = 200;
    capture.content_type = "text/html; charset=utf-8";
    capture.content_encoding = "gzip";
    capture.started_at = at(2);
    capture.finished_at = at(4);
    return capture;
}

model::Clip clip(const std::string& key) {
    model::Clip clip;
    clip.key = key;
    clip.fields.title = "Title \"quoted\"";
    clip.fields.heading_title = "Title quoted";
    clip.fields.from = key + "?a=1#top";
    clip.fields.heading_url = key + "?a=1";
    clip.fields.date = at(-200);
    clip.fields.date_text = "2023-11-14T22:10:00.000Z";
    clip.fields.feed_date_comment = "NaN";
    clip.fields.author = "A. Writer";
    clip.fields.tags = {"tag"};
    clip.fields.categories = {"news", "more"};
    clip.fields.layout = "table";
    clip.fields.comments = false;
    clip.created_at = at(5);
    return clip;
}

model::Asset stored_asset(BlobStore& blobs, int slot, const std::string& bytes) {
    model::Asset asset;
    asset.slot = slot;
    asset.url = "https://images.example/" + std::to_string(slot) + ".jpg";
    asset.candidates = {"https://images.example/small.jpg"};
    asset.alt = "a picture";
    asset.state = model::AssetState::stored;
    asset.sha256 = blobs.put(bytes);
    asset.media_type = "image/jpeg";
    asset.width = 640;
    asset.height = 480;
    asset.bytes = bytes.size();
    return asset;
}

model::Asset failed_asset(int slot) {
    model::Asset asset;
    asset.slot = slot;
    asset.url = "https://images.example/" + std::to_string(slot) + ".jpg";
    asset.state = model::AssetState::failed;
    asset.error = "http_404";
    return asset;
}

model::Revision revision(const std::string& words) {
    model::Revision revision;
    revision.made_at = at(6);
    revision.extractor_version = "7";
    revision.chosen = model::ChosenText::page;
    revision.chosen_because = "page 100 weighted characters, feed 2";
    model::Article& article = revision.article;
    article.title = "Title";
    article.byline = "A. Writer, B. Writer";
    article.published = at(-200);
    article.published_text = "2023-11-14T22:10:00+09:00";
    article.modified = at(-150);
    article.site = "Example";
    article.language = "ja";
    article.excerpt = "In short";
    article.section = "World";
    article.tags = {"x", "y"};
    article.canonical_url = "https://example.org/canonical";
    article.html = "<p>" + words + "</p><img src=\"asset:1\">";
    article.text = words;
    article.images = {
        {"https://images.example/1.jpg", {"https://images.example/small.jpg"}, "a picture", "caption"}};
    article.lead_image = "https://images.example/1.jpg";
    article.page_type = "article";
    article.amp_url = "https://example.org/amp";
    article.print_url = "https://example.org/print";
    article.paywalled = true;
    article.is_teaser = true;
    return revision;
}

ClipArchived archived(BlobStore& blobs, const std::string& key, const std::string& words) {
    ClipArchived change;
    change.clip = clip(key);
    change.revision = revision(words);
    const std::string page = "<html>" + words + "</html>";
    change.page = capture(model::CaptureKind::page, key);
    change.page->body_sha256 = blobs.put(page);
    change.page->body_bytes = page.size();
    change.images = {capture(model::CaptureKind::image, "https://images.example/1.jpg")};
    change.images[0].body_sha256 = blobs.put("image of " + words);
    change.revision.assets = {stored_asset(blobs, 1, "image of " + words)};
    change.revision.assets[0].capture = model::CaptureId{1};
    return change;
}

}  // namespace webclip::store::sample
