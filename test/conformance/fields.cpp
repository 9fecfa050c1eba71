#include "fields.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "base/ascii.h"
#include "media/plan.h"

namespace webclip::conformance {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

std::string read_whole_file(const std::string& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
    if (!file) throw std::system_error(errno, std::generic_category(), "cannot open \"" + path + "\"");
    std::string bytes;
    char buffer[65536];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, file.get()))
        bytes.append(buffer, got);
    if (std::ferror(file.get()) != 0) throw std::runtime_error("cannot read \"" + path + "\"");
    return bytes;
}

std::string from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) throw std::invalid_argument("\"hex\" has an odd number of digits");
    std::string bytes;
    bytes.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        if (!is_ascii_hex_digit(hex[i]) || !is_ascii_hex_digit(hex[i + 1])) {
            throw std::invalid_argument("\"hex\" holds what is no hexadecimal digit");
        }
        bytes += static_cast<char>(hex_digit_value(hex[i]) * 16 + hex_digit_value(hex[i + 1]));
    }
    return bytes;
}

}  // namespace

std::string text_field(const nlohmann::json& input, const char* name, std::string otherwise) {
    const auto found = input.find(name);
    if (found == input.end() || !found->is_string()) return otherwise;
    return found->get<std::string>();
}

std::string required_text(const nlohmann::json& input, const char* name) {
    const auto found = input.find(name);
    if (found == input.end() || !found->is_string()) {
        throw std::invalid_argument("\"" + std::string{name} + "\" is missing or no string");
    }
    return found->get<std::string>();
}

std::string bytes_field(const nlohmann::json& input) {
    if (input.contains("hex")) return from_hex(required_text(input, "hex"));
    return read_whole_file(required_text(input, "path"));
}

std::string to_hex(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4U];
        hex += digits[byte & 0x0FU];
    }
    return hex;
}

nlohmann::json time_or_null(std::optional<Timestamp> at) {
    return at ? nlohmann::json(to_iso8601(*at)) : nlohmann::json();
}

nlohmann::json failure(const sandbox::ReadFailure& failure) {
    return {{"error", failure.code + ": " + failure.message}};
}

std::string html_with_addresses(const model::Article& article) {
    std::vector<media::LocalImage> images;
    for (const model::Image& image : article.images) images.push_back({image.url, image.url});
    return media::localize(article.html, images);
}

}  // namespace webclip::conformance
