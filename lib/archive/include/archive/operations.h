// The changes a command can ask for, as JSON in and JSON out, so that they read the same whether the command
// runs them itself or sends them to the daemon that holds the archive.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "archive/import.h"

namespace webclip::archive {

// Requests ("op" names one; "dry_run": true changes nothing) and the fields of their answers:
//   {"op":"ping"}                                       → pid, status
//   {"op":"add","urls":[…]}                             → added:[{url, entry}], known:[url], refused:[{url,
//   reason}]
//   {"op":"import","name":…,"hex":…,"url":…}            → outcome, what, clip, sources, warnings, error
//   {"op":"retry","entries":[id…]}                      → retried    (no "entries": all failed ones)
//   {"op":"refresh"}                                    → {}         (every source is due now)
// A request that cannot be carried out gives {"error": "one line"}.
// One thread at a time.
class Operations {
  public:
    // `changed` is called after each change (wakes the scheduler); `status` gives the answer to "ping".
    Operations(ImportServices services, std::function<void()> changed, std::function<std::string()> status);

    std::string perform(std::string_view request);

  private:
    ImportServices services_;
    std::function<void()> changed_;
    std::function<std::string()> status_;
};

}  // namespace webclip::archive
