#include "locate.h"

#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>

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

// systemd names the unit's state folder; root keeps its archive where the service would.
fs::path default_archive() {
    if (fs::path state = environment("STATE_DIRECTORY"); !state.empty()) return state;
    fs::path person = person_folder("XDG_DATA_HOME", ".local/share");
    if (::geteuid() == 0 || person.empty()) return "/var/lib/webclipd";
    return person;
}

std::optional<fs::path> find_config() {
    std::error_code ignored;
    const fs::path person = person_folder("XDG_CONFIG_HOME", ".config");
    if (!person.empty() && fs::exists(person / "webclipd.yaml", ignored)) return person / "webclipd.yaml";
    const fs::path system = "/etc/webclipd/webclipd.yaml";
    if (fs::exists(system, ignored)) return system;
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
    return with_archive(config::load(*file, default_archive(), home()), invocation);
}

config::Config load_config_or_defaults(const Invocation& invocation) {
    if (!invocation.config_file.empty() || find_config()) return load_config(invocation);
    return with_archive(config::parse("", "built-in defaults", default_archive(), home()), invocation);
}

fs::path locate_archive(const Invocation& invocation) {
    if (!invocation.archive.empty()) return fs::absolute(invocation.archive);
    return load_config_or_defaults(invocation).archive.folder;
}

}  // namespace webclip::daemon
