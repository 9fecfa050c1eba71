#include "output.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "text/utf8.h"

namespace webclip::daemon {
namespace {

// East Asian wide and fullwidth characters take two columns.
std::size_t columns(char32_t c) {
    const bool fullwidth = (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6);
    return text::is_cjk(c) || fullwidth || c >= 0x1F300 ? 2 : 1;
}

}  // namespace

void print_line(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
}

void print_json(const nlohmann::json& value) {
    print_line(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    std::fflush(stdout);
}

std::string clean(std::string_view text) {
    return text::collapse_whitespace(text::strip_controls(text::to_valid_utf8(text)));
}

std::string column(std::string_view raw, std::size_t width) {
    const std::string text = clean(raw);
    std::string cell;
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const text::CodePoint point = text::code_point_at(text, at);
        if (used + columns(point.value) > width) break;
        cell += text.substr(at, point.length);
        used += columns(point.value);
        at += point.length;
    }
    return cell + std::string(width - used, ' ');
}

std::string day(std::optional<Timestamp> at) {
    return at ? to_iso8601_date(*at) : "-";
}

std::string moment(std::optional<Timestamp> at) {
    if (!at) return "-";
    const std::string iso = to_iso8601(*at);
    return iso.substr(0, 10) + " " + iso.substr(11, 5) + "Z";
}

nlohmann::json json_time(std::optional<Timestamp> at) {
    return at ? nlohmann::json(to_iso8601(*at)) : nlohmann::json{};
}

std::string human_bytes(std::uint64_t bytes) {
    constexpr std::array<const char*, 5> units{"B", "KiB", "MiB", "GiB", "TiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    return text.data();
}

std::string counted(std::size_t number, std::string_view one) {
    return std::to_string(number) + " " + std::string{one} + (number == 1 ? "" : "s");
}

void remark(std::string_view line) {
    if (::isatty(STDOUT_FILENO) == 1)
        std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

std::string_view state_name(model::AssetState state) {
    switch (state) {
        case model::AssetState::stored: return "stored";
        case model::AssetState::refused: return "refused";
        case model::AssetState::failed: break;
    }
    return "failed";
}

Progress::Progress() : terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    clear();
}

void Progress::clear() {
    if (drawn_) std::fputs("\r\x1b[K", stderr);
    drawn_ = false;
}

void Progress::show(const std::string& line) {
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || now - last_ < std::chrono::milliseconds{100}) return;
    last_ = now;
    drawn_ = true;
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
}

}  // namespace webclip::daemon
