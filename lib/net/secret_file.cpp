#include "secret_file.h"

#include <fcntl.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <system_error>

#include "base/shortage.h"
#include "base/unique_fd.h"

namespace webclip::net {

namespace {

constexpr std::string_view credential_scheme = "credential:";

// After a file could not be opened: it is not the file's fault.
void throw_shortage(const std::string& path) {
    if (is_shortage(errno)) throw std::system_error{errno, std::generic_category(), path};
}

}  // namespace

Expected<std::string, std::string> secret_path(const std::string& configured) {
    std::string path = configured;
    if (configured.starts_with(credential_scheme)) {
        const std::string name = configured.substr(credential_scheme.size());
        // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing in this program changes the environment
        const char* const folder = ::getenv("CREDENTIALS_DIRECTORY");
        if (folder == nullptr)
            return Unexpected{"\"" + configured + "\" needs LoadCredential=" + name +
                              ":FILE in the systemd unit"};
        if (name.empty() || name.find('/') != std::string::npos)
            return Unexpected{"\"" + configured + "\" names no credential"};
        path = std::string{folder} + "/" + name;
    }
    const UniqueFd file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!file) throw_shortage(path);
    if (!file) return Unexpected{"\"" + path + "\" cannot be read"};
    return path;
}

Expected<std::string, std::string> read_user_and_password(const std::string& configured) {
    auto path = secret_path(configured);
    if (!path) return path;
    std::ifstream file{*path};
    if (!file) throw_shortage(*path);
    std::string line;
    std::getline(file, line);
    if (line.ends_with('\r')) line.pop_back();
    if (line.find(':') == std::string::npos)
        return Unexpected{"\"" + *path + "\" does not begin with a line \"user:password\""};
    return line;
}

}  // namespace webclip::net
