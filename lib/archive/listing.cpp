#include "listing.h"

#include <algorithm>
#include <unordered_set>

#include "archive/files.h"
#include "crypto/sha256.h"
#include "feed/subscriptions.h"
#include "keep_body.h"
#include "schedule/allowance.h"
#include "schedule/policy.h"
#include "schedule/source_policy.h"
#include "url/url.h"

namespace webclip::archive {
namespace {

// A sitemap index is followed one level down, and no further than this.
constexpr std::size_t most_child_sitemaps = 200;

struct Announced {
    std::string address;
    std::string guid;
    std::string title;
    std::string author;
    std::optional<Timestamp> published;
    std::optional<Timestamp> updated;
    std::string content_html;
    std::vector<std::string> categories;
};

// Collects entries, each key once, addresses that cannot be fetched left out.
class EntryList {
  public:
    EntryList(model::SourceId source, Timestamp seen_at) : source_(source), seen_at_(seen_at) {}

    void add(Announced announced) {
        const auto address = url::parse(announced.address);
        if (!address || !address->is_http()) return;
        model::Entry entry;
        entry.key = url::normalize(*address).href();
        if (!keys_.insert(entry.key).second) return;
        entry.source = source_;
        entry.url = std::move(announced.address);
        entry.guid = std::move(announced.guid);
        entry.title = std::move(announced.title);
        entry.author = std::move(announced.author);
        entry.published = announced.published;
        entry.updated = announced.updated;
        entry.content_html = std::move(announced.content_html);
        entry.categories = std::move(announced.categories);
        entry.first_seen_at = seen_at_;
        entry.next_attempt_at = seen_at_;
        entries_.push_back(std::move(entry));
    }

    std::vector<model::Entry> take() { return std::move(entries_); }

  private:
    model::SourceId source_;
    Timestamp seen_at_;
    std::unordered_set<std::string> keys_;
    std::vector<model::Entry> entries_;
};

void add_all(EntryList& list, feed::ParsedFeed& feed) {
    for (feed::ParsedEntry& entry : feed.entries) {
        const bool summary_is_fuller = entry.summary.size() > entry.content.size();
        list.add({.address = std::move(entry.url),
                  .guid = std::move(entry.id),
                  .title = std::move(entry.title),
                  .author = std::move(entry.author),
                  .published = entry.published,
                  .updated = entry.updated,
                  .content_html = std::move(summary_is_fuller ? entry.summary : entry.content),
                  .categories = std::move(entry.categories)});
    }
}

sandbox::Body body_of(const net::Response& response) {
    return {.bytes = response.body,
            .content_encoding = response.capture.content_encoding,
            .content_type = response.capture.content_type,
            .url = response.capture.final_url};
}

std::string error_of(const net::Response& response) {
    if (!response.capture.error_code.empty())
        return response.capture.error_code + ": " + response.capture.error_message;
    return "http_" + std::to_string(response.capture.status) + ": the server answered " +
           std::to_string(response.capture.status);
}

enum class Conditions { none, validators };

// Fetches one feed or sitemap and keeps its raw body; fills everything of the listing but entries.
net::Response fetch_feed(Services& services, const model::Source& source, const std::string& address,
                         Conditions conditions, Listing& listing) {
    net::Request request = request_for(source.settings, address, model::CaptureKind::feed);
    if (conditions == Conditions::validators) {
        request.etag = source.state.etag;
        request.last_modified = source.state.last_modified;
        // RFC 3229 with the "feed" instance manipulation: a server that knows it sends what is new alone.
        if (!request.etag.empty()) request.headers.emplace_back("A-IM", "feed");
    }
    net::Response response = services.fetcher.fetch(std::move(request));
    keep_body(services, response);
    listing.capture = response.capture;
    listing.cancelled = response.capture.error_code == "cancelled";
    listing.gone = response.capture.error_code.empty() && response.capture.status == 410;
    listing.retry_after = schedule::parse_retry_after(response.header("retry-after"), now());
    listing.fresh_for = schedule::freshness({.cache_control = response.header("cache-control"),
                                             .expires = response.header("expires"),
                                             .date = response.header("date"),
                                             .age = response.header("age")},
                                            now());
    return response;
}

// Reads a feed to its end, however long it is, a portion at a time: no answer of a reader grows beyond one.
// A later portion that is too much for a reader ends the list; what says nothing of the bytes fails the
// whole.
Expected<feed::ParsedFeed, sandbox::ReadFailure> read_entries(Services& services, const sandbox::Body& body,
                                                              EntryList& list) {
    constexpr std::size_t most_entries = 100'000;
    auto feed = services.readers.read_feed(body);
    if (!feed) return feed;
    std::size_t read = feed->entries.size();
    bool has_more = feed->truncated;
    add_all(list, *feed);
    while (has_more && read > 0 && read < most_entries) {
        auto rest = services.readers.read_feed(body, read);
        if (!rest && !rest.error().permanent) return rest;
        if (!rest || rest->entries.empty()) break;
        read += rest->entries.size();
        has_more = rest->truncated;
        add_all(list, *rest);
    }
    return feed;
}

void read_children(Services& services, const model::Source& source, const std::vector<std::string>& children,
                   EntryList& list) {
    const std::size_t count = std::min(children.size(), most_child_sitemaps);
    for (std::size_t i = 0; i < count; ++i) {
        Listing ignored;
        const net::Response response = fetch_feed(services, source, children[i], Conditions::none, ignored);
        if (!response.ok()) continue;
        // One that cannot be read costs the others nothing.
        static_cast<void>(read_entries(services, body_of(response), list));
    }
}

// RFC 5005 and JSON Feed: older entries, a page at a time, as many as a backfill asks for.
void read_older_pages(Services& services, const model::Source& source, std::string next, EntryList& list) {
    std::unordered_set<std::string> seen;
    for (int page = 0; page < source.state.backfill_pages && !next.empty(); ++page) {
        if (!seen.insert(next).second) return;
        Listing ignored;
        const net::Response response = fetch_feed(services, source, next, Conditions::none, ignored);
        if (!response.ok()) return;
        auto feed = read_entries(services, body_of(response), list);
        if (!feed) return;
        next = std::move(feed->next_url);
    }
}

// What a body of the source's own address, or of a feed it names, announces. `may_discover` is false one
// level down.
void read_feed_body(Services& services, const model::Source& source, net::Response response,
                    bool may_discover, Listing& listing) {
    EntryList list{source.id, now()};
    auto feed = read_entries(services, body_of(response), list);
    if (!feed && may_discover && !feed.error().feed_links.empty()) {
        const std::string found = feed.error().feed_links.front();
        response = fetch_feed(services, source, found, Conditions::none, listing);
        if (!response.ok()) {
            listing.error = error_of(response);
            return;
        }
        listing.feed_url = found;
        read_feed_body(services, source, std::move(response), false, listing);
        return;
    }
    if (!feed) {
        listing.cancelled = feed.error().code == "cancelled";
        listing.error = feed.error().code + ": " + feed.error().message;
        return;
    }
    read_children(services, source, feed->children, list);
    read_older_pages(services, source, feed->next_url, list);
    listing.entries = list.take();
    listing.title = feed->title;
    listing.etag = response.header("etag");
    listing.last_modified = response.header("last-modified");
    listing.body_sha256 = to_hex(*response.capture.body_sha256);
    listing.wishes = {.ttl = feed->ttl,
                      .skip_hours = schedule::skip_hours(feed->skip_hours),
                      .skip_days = schedule::skip_days(feed->skip_days)};
}

Listing read_feed(Services& services, const model::Source& source) {
    Listing listing;
    const bool discovered = !source.state.feed_url.empty();
    const bool backfilling = source.state.backfill_pages > 0;
    listing.feed_url = source.state.feed_url;
    net::Response response = fetch_feed(services, source, schedule::address_to_ask(source),
                                        backfilling ? Conditions::none : Conditions::validators, listing);
    if (response.not_modified()) {
        listing.unchanged = true;
    } else if (!response.ok()) {
        listing.error = error_of(response);
    } else if (!backfilling && to_hex(*response.capture.body_sha256) == source.state.body_sha256) {
        listing.unchanged = true;
        listing.etag = response.header("etag");
        listing.last_modified = response.header("last-modified");
    } else {
        read_feed_body(services, source, std::move(response), !discovered, listing);
    }
    return listing;
}

model::Capture capture_of_file(const std::string& path) {
    model::Capture capture;
    capture.kind = model::CaptureKind::imported;
    capture.url = path;
    capture.final_url = path;
    capture.started_at = now();
    capture.finished_at = capture.started_at;
    return capture;
}

Listing read_url_list(const model::Source& source) {
    Listing listing;
    listing.capture = capture_of_file(source.address);
    const auto bytes = read_whole_file(source.address);
    if (!bytes) {
        listing.error = "unreadable: cannot read \"" + source.address + "\"";
        return listing;
    }
    listing.body_sha256 = to_hex(crypto::sha256(*bytes));
    listing.unchanged = listing.body_sha256 == source.state.body_sha256;
    if (listing.unchanged) return listing;
    EntryList list{source.id, now()};
    for (std::string& address : feed::parse_url_list(*bytes))
        list.add(Announced{std::move(address), {}, {}, {}, {}, {}, {}, {}});
    listing.entries = list.take();
    return listing;
}

// Names, sizes and times of all posts below a folder: unchanged when equal to last time's.
struct FolderState {
    std::vector<std::filesystem::path> posts;
    std::string digest;
};

FolderState look_at_folder(const std::filesystem::path& folder) {
    FolderState state;
    for (const auto& file : std::filesystem::recursive_directory_iterator{folder}) {
        if (file.is_regular_file() && file.path().extension() == ".md") state.posts.push_back(file.path());
    }
    std::sort(state.posts.begin(), state.posts.end());
    crypto::Hasher hasher;
    for (const std::filesystem::path& post : state.posts) {
        hasher.update(post.string());
        hasher.update(std::to_string(std::filesystem::file_size(post)));
        hasher.update(std::to_string(std::filesystem::last_write_time(post).time_since_epoch().count()));
    }
    state.digest = to_hex(hasher.finish());
    return state;
}

void add_post(Services& services, const std::filesystem::path& path, EntryList& list) {
    const auto bytes = read_whole_file(path);
    if (!bytes) return;
    auto reading = services.readers.read_post(*bytes, path.filename().string());
    if (!reading) return;
    const model::ClipFields& fields = reading->post.fields;
    const std::string from = fields.from.empty() ? fields.heading_url : fields.from;
    auto content = services.readers.sanitize(reading->post.body, from);
    list.add({.address = from,
              .guid = {},
              .title = fields.title,
              .author = fields.author,
              .published = fields.date,
              .updated = {},
              .content_html = content ? std::move(content).value() : std::string{},
              .categories = fields.tags});
}

Listing read_clips_folder(Services& services, const model::Source& source) {
    Listing listing;
    listing.capture = capture_of_file(source.address);
    std::error_code error;
    if (!std::filesystem::is_directory(source.address, error)) {
        listing.error = "unreadable: \"" + source.address + "\" is not a folder";
        return listing;
    }
    FolderState folder = look_at_folder(source.address);
    listing.body_sha256 = std::move(folder.digest);
    listing.unchanged = listing.body_sha256 == source.state.body_sha256;
    if (listing.unchanged) return listing;
    EntryList list{source.id, now()};
    for (const std::filesystem::path& post : folder.posts) add_post(services, post, list);
    listing.entries = list.take();
    return listing;
}

}  // namespace

net::Request request_for(const model::SourceSettings& settings, std::string address,
                         model::CaptureKind kind) {
    net::Request request;
    request.url = std::move(address);
    request.kind = kind;
    request.headers = settings.headers;
    request.cookies_file = settings.cookies_file;
    request.auth_file = settings.auth_file;
    request.proxy = settings.proxy;
    request.allow_private = settings.allow_private;
    return request;
}

Listing read_listing(Services& services, const model::Source& source) {
    switch (source.kind) {
        case model::SourceKind::feed:
        case model::SourceKind::sitemap: return read_feed(services, source);
        case model::SourceKind::list: return read_url_list(source);
        case model::SourceKind::clips: return read_clips_folder(services, source);
        case model::SourceKind::manual: break;  // its entries are added by hand; there is nothing to read
    }
    return {};
}

}  // namespace webclip::archive
