#include "secret_file.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string_view>

namespace webclip::net {

namespace {

constexpr std::string_view credential_scheme = "credential:";

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
    if (::access(path.c_str(), R_OK) != 0) return Unexpected{"\"" + path + "\" cannot be read"};
    return path;
}

Expected<std::string, std::string> read_user_and_password(const std::string& configured) {
    auto path = secret_path(configured);
    if (!path) return path;
    std::ifstream file{*path};
    std::string line;
    std::getline(file, line);
    if (line.ends_with('\r')) line.pop_back();
    if (line.find(':') == std::string::npos)
        return Unexpected{"\"" + *path + "\" does not begin with a line \"user:password\""};
    return line;
}

}  // namespace webclip::net
