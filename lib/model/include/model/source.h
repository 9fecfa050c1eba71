// A source: what yields addresses. Its identity and settings come from the configuration or from `add`.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/timestamp.h"
#include "model/ids.h"
#include "model/rhythm.h"

namespace webclip::model {

enum class SourceKind {
    feed,     // RSS, RDF, Atom or JSON Feed, or an HTML page that names one
    clips,    // a folder of clips whose `from:` are fetched
    sitemap,  // a sitemap or sitemap index
    list,     // a file of addresses, one a line
    manual,   // addresses given by hand: `add`, `import`
};

// Which text becomes the article when both the feed and the page offer one.
enum class Keep { fuller, page, feed };

// When the page's address is told to the server of its images. Some answer nobody else, some nobody with it.
enum class ImageReferer {
    refused,  // once, when an image is refused without it
    always,   // and once without, when it is refused with it
    never,
};

// CSS selectors that override the extractor on this source's pages; empty ones do not.
struct Rules {
    std::string title;
    std::string byline;
    std::string date;
    std::string body;
    std::string next_page;
    std::vector<std::string> remove;

    friend bool operator==(const Rules&, const Rules&) = default;
};

// A rule from a file of the public site-config format, its XPath translated to CSS.
enum class RuleKind { title, byline, date, body, remove, next_page, single_page };
struct SiteRule {
    RuleKind kind = RuleKind::body;
    std::string selector;
    std::string name;  // "body: //div[@id='story'] (example.org.txt)"
};

// What such a file says of a host. A Rules field that is given goes before its rules of that kind.
struct SiteConfig {
    std::vector<SiteRule> rules;  // of one kind: in the order in which they are tried
    std::vector<std::pair<std::string, std::string>> replacements;  // in the page's text, before it is parsed
    std::vector<std::pair<std::string, std::string>> headers;       // sent with the request for the page
};

// How a rule fared on one page.
struct RuleOutcome {
    std::string rule;  // "body: div.story"
    bool matched = false;
};

// What the user says of a source. Absent values fall back to the configuration's general ones.
struct SourceSettings {
    std::vector<std::string> tags;
    std::vector<std::string> categories;
    std::string author;                 // "" : the article's own
    std::optional<Milliseconds> every;  // looks at fixed times instead of what its rhythm asks for
    std::vector<std::pair<std::string, std::string>> headers;  // sent to the source's own host only
    std::string cookies_file;                // a path, or "credential:NAME" for what systemd keeps
    std::string auth_file;                   // likewise; its first line is "user:password"
    std::string proxy;                       // "none": none although there is a general one
    std::vector<std::string> allow_private;  // CIDR or host:port; never inherited by pages' images
    Keep keep = Keep::fuller;
    ImageReferer image_referer = ImageReferer::refused;
    Rules rules;

    friend bool operator==(const SourceSettings&, const SourceSettings&) = default;
};

enum class SourceHealth {
    ok,
    backing_off,  // the last refresh failed; tried again at next_check_at
    dead,         // ended by its publisher (410), or failing for too long; not asked until `retry`
};

// What the last refreshes taught: kept by the catalog, input to the schedule.
struct SourceState {
    std::string title;  // as the source names itself
    std::string etag;
    std::string last_modified;
    std::optional<Timestamp> last_checked_at;
    std::optional<Timestamp> last_changed_at;
    Timestamp next_check_at;
    int failures = 0;        // in a row
    std::string last_error;  // "" after a success
    SourceHealth health = SourceHealth::ok;
    std::optional<Timestamp> health_since;  // when it became so
    std::optional<Timestamp> stale_since;   // nothing new for much longer than it used to be
    Rhythm rhythm;
    std::string feed_url;  // found by discovery when the address is a web page; "" otherwise
    // Where permanent redirects lead, and how often in a row they agreed. Asked instead of the address once
    // `moved` (schedule/source_policy.h).
    std::string moved_url;
    int moved_times = 0;
    std::optional<Timestamp> moved_since;
    int backfill_pages = 0;   // older pages of the feed still wanted (`backfill`)
    std::string body_sha256;  // hex, of the last body read: the same bytes need no second reading
};

struct Source {
    SourceId id;
    SourceKind kind = SourceKind::feed;
    std::string address;  // a URL; for `clips` and `list` a path
    SourceSettings settings;
    SourceState state;
    bool by_hand = false;  // from `add` or `import`: stays although the configuration does not name it
    bool active = true;    // false once the configuration no longer names it
};

}  // namespace webclip::model
