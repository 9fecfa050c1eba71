#include "locate.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace webclip::daemon {
namespace {

namespace fs = std::filesystem;

fs::path environment(const char* name) {
    const char* value =
        std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here sets the environment
    return value == nullptr ? fs::path{} : fs::path{value};
}

fs::path home() {
    return environment("HOME");
}

fs::path person_folder(const char* variable, const fs::path& below_home) {
    const fs::path folder = environment(variable);
    if (folder.is_absolute()) return folder / "webclipd";
    return home().empty() ? fs::path{} : home() / below_home / "webclipd";
}

constexpr std::string_view system_config = "/etc/webclipd/webclipd.yaml";

// The service and who uses its configuration, and root, keep one archive; systemd names the unit's state
// folder.
fs::path default_archive(const fs::path& config_file) {
    if (fs::path state = environment("STATE_DIRECTORY"); !state.empty()) return state;
    fs::path person = person_folder("XDG_DATA_HOME", ".local/share");
    if (config_file == system_config || ::geteuid() == 0 || person.empty()) return "/var/lib/webclipd";
    return person;
}

std::string user_name(uid_t id) {
    const passwd* user = ::getpwuid(id);  // NOLINT(concurrency-mt-unsafe): asked before the first thread
    return user == nullptr ? "user " + std::to_string(id) : std::string{user->pw_name};
}

std::optional<fs::path> find_config() {
    std::error_code ignored;
    const fs::path person = person_folder("XDG_CONFIG_HOME", ".config");
    if (!person.empty() && fs::exists(person / "webclipd.yaml", ignored)) return person / "webclipd.yaml";
    if (fs::exists(system_config, ignored)) return system_config;
    return std::nullopt;
}

config::Config with_archive(config::Config config, const Invocation& invocation) {
    if (!invocation.archive.empty()) config.archive.folder = fs::absolute(invocation.archive);
    return config;
}

}  // namespace

config::Config load_config(const Invocation& invocation) {
    const auto file = invocation.config_file.empty() ? find_config() : fs::absolute(invocation.config_file);
    if (!file) {
        throw config::ConfigError{
            {{.file = (person_folder("XDG_CONFIG_HOME", ".config") / "webclipd.yaml").string(),
              .line = 0,
              .column = 0,
              .message = "there is no configuration here nor in /etc/webclipd; write one "
                         "(three lines are enough, see the README) or name one with --config FILE"}}};
    }
    return with_archive(config::load(*file, default_archive(*file), home()), invocation);
}

config::Config load_config_or_defaults(const Invocation& invocation) {
    if (!invocation.config_file.empty() || find_config()) return load_config(invocation);
    return with_archive(config::parse("", "built-in defaults", default_archive({}), home()), invocation);
}

fs::path locate_archive(const Invocation& invocation) {
    if (!invocation.archive.empty()) return fs::absolute(invocation.archive);
    return load_config_or_defaults(invocation).archive.folder;
}

void expect_own_archive(const fs::path& folder) {
    struct stat found {};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &found) != 0 || found.st_uid == 0) return;
    const std::string owner = user_name(found.st_uid);
    throw UsageError{"the archive " + folder.string() + " belongs to " + owner +
                     ", and root would leave files " + "there that " + owner +
                     " cannot change: `runuser -u " + owner + " -- webclipd …`"};
}

}  // namespace webclip::daemon
