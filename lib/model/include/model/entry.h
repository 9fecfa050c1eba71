// An entry: one address a source announced, with what the source said of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/timestamp.h"
#include "model/ids.h"

namespace webclip::model {

enum class EntryState {
    pending,   // to be fetched at or after next_attempt_at
    archived,  // has a clip
    failed,    // given up for now; `retry` makes it pending again
};

struct Entry {
    EntryId id;
    SourceId source;
    std::string url;  // as announced, resolved against the feed
    std::string key;  // the normalised address: what makes it the same clip
    std::string guid;
    std::string title;  // plain text
    std::string author;
    std::optional<Timestamp> published;
    std::optional<Timestamp> updated;
    std::string content_html;  // the feed's own text, sanitised; "" when it gave none
    std::vector<std::string> categories;

    EntryState state = EntryState::pending;
    int attempts = 0;
    Timestamp next_attempt_at;
    std::string error_code;     // "http_404", "no_article", "parse_crash", "timeout", …; "" when none
    std::string error_message;  // one line for a person
    Timestamp first_seen_at;
    std::optional<CaptureId> capture;  // of the last attempt
    std::optional<ClipId> clip;
};

}  // namespace webclip::model
