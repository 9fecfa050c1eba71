// Who is left alone because it asked for silence (Retry-After of a 429 or 503), and until when.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "base/timestamp.h"

namespace webclip::url {
class Url;
}

namespace webclip::schedule {

// What falls silent with an address whose server asked for it. A limit may be counted for one address, for a
// server, or for all servers of a site that share one front.
enum class PauseScope { address, host, domain };

// The address itself, its host name, or the registrable domain of that; equal for what pauses together.
std::string pause_key(PauseScope scope, const url::Url& address);

// Pure; the owner calls it with its own clock, which should be monotonic (any epoch).
class Pauses {
  public:
    // Never shortens a pause.
    void set(const std::string& key, Timestamp until, Timestamp now);
    // What is left of it; nothing when there is none.
    std::optional<Milliseconds> left(const std::string& key, Timestamp now) const;
    std::size_t size() const { return ends_.size(); }

    // Of servers that answer every address with a pause of days, so many are remembered: those that last
    // longest. Whoever is forgotten is asked once more and says it again.
    static constexpr std::size_t most = 16'384;

  private:
    void forget(Timestamp now);

    std::map<std::string, Timestamp> ends_;
};

}  // namespace webclip::schedule
