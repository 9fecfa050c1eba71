// A command's way to change the archive: through the daemon when one holds it, else by itself.
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "archive/control.h"
#include "config/config.h"

namespace webclip::daemon {

class Session {
  public:
    // Asks the running daemon, or opens the archive (readers, writer) in this process. Throws
    // store::OpenError.
    static Session open(const config::Config& config);
    ~Session();
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // See archive::Operations. An {"error": …} answer is thrown as std::runtime_error, but for "import",
    // whose errors are of one file.
    nlohmann::json perform(const nlohmann::json& request);
    bool through_daemon() const { return client_.has_value(); }

    // Fetches and archives one entry here and now. Precondition: !through_daemon(). A line for a person.
    struct Archived {
        bool ok = false;
        std::string line;
    };
    Archived archive_now(std::int64_t id);

  private:
    struct Local;
    Session();
    std::optional<archive::ControlClient> client_;
    std::unique_ptr<Local> local_;
};

// What a running daemon says of itself; nothing when none runs.
std::optional<nlohmann::json> ask_daemon(const std::filesystem::path& archive);

}  // namespace webclip::daemon
