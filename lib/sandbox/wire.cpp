#include "wire.h"

#include <array>

#include "text/utf8.h"

namespace webclip::sandbox {
namespace {

// As url::Url writes addresses: nothing below or equal to a blank, no quotes that could end an attribute.
bool is_address(std::string_view value, AddressKind kind) {
    if (value.empty()) return true;
    const bool is_data = kind == AddressKind::web_or_data_image && value.starts_with("data:image/");
    if (!is_data && !value.starts_with("http://") && !value.starts_with("https://")) return false;
    if (value.size() > (is_data ? data_image_limit : address_limit)) return false;
    return std::all_of(value.begin(), value.end(),
                       [](char c) { return static_cast<unsigned char>(c) > ' '; });
}

std::string_view cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    while (limit > 0 && is_continuation(text[limit])) --limit;
    return text.substr(0, limit);
}

bool is_clean(std::string_view text) {
    return text.find('\0') == std::string_view::npos && text::is_valid_utf8(text);
}

std::string cleaned(std::string_view text) {
    std::string clean = text::to_valid_utf8(text);
    clean.erase(std::remove(clean.begin(), clean.end(), '\0'), clean.end());
    return clean;
}

}  // namespace

void WireWriter::size(std::size_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
}

void WireWriter::text(std::string_view value, std::size_t limit) {
    if (!is_clean(value)) return text(cleaned(value), limit);
    value = cut(value, limit);
    size(value.size());
    bytes_ += value;
}

void WireWriter::whole_text(std::string_view value, std::size_t limit) {
    overlong_ = overlong_ || value.size() > limit;
    text(value, limit);
}

void WireWriter::address(std::string_view value, AddressKind kind) {
    text(is_address(value, kind) ? value : std::string_view{}, data_image_limit);
}

void WireWriter::number(std::int64_t value, std::int64_t least, std::int64_t most) {
    const auto bits = static_cast<std::uint64_t>(std::clamp(value, least, most));
    for (unsigned shift = 0; shift < 64; shift += 8) byte(static_cast<std::uint8_t>(bits >> shift));
}

std::string_view WireReader::take(std::size_t count) {
    if (!is_good_ || count > bytes_.size()) {
        is_good_ = false;
        return {};
    }
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
}

std::size_t WireReader::size(std::size_t limit) {
    std::size_t value = 0;
    unsigned shift = 0;
    for (const char c : take(4)) {
        value |= static_cast<std::size_t>(static_cast<unsigned char>(c)) << shift;
        shift += 8;
    }
    if (value > limit) is_good_ = false;
    return is_good_ ? value : 0;
}

void WireReader::text(std::string& value, std::size_t limit) {
    const std::string_view taken = take(size(limit));
    if (!is_clean(taken)) return fail();
    value = taken;
}

void WireReader::address(std::string& value, AddressKind kind) {
    text(value, data_image_limit);
    if (is_address(value, kind)) return;
    fail();
    value.clear();
}

void WireReader::number(std::int64_t& value, std::int64_t least, std::int64_t most) {
    std::uint64_t bits = 0;
    unsigned shift = 0;
    for (const char c : take(8)) {
        bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << shift;
        shift += 8;
    }
    const auto number = static_cast<std::int64_t>(bits);
    if (number < least || number > most) fail();
    value = is_good_ ? number : least;
}

void WireReader::number(int& value, int least, int most) {
    std::int64_t wide = 0;
    number(wide, least, most);
    value = static_cast<int>(wide);
}

void WireReader::flag(bool& value) {
    const std::string_view taken = take(1);
    value = taken == "\x01";
    if (!value && taken != std::string_view{"\0", 1}) fail();
}

void WireReader::hash(std::uint32_t& value) {
    value = static_cast<std::uint32_t>(size(UINT32_MAX));
}

void WireReader::time(Timestamp& value) {
    std::int64_t ms = 0;
    number(ms, INT64_MIN, INT64_MAX);
    value = Timestamp::from_ms(ms);
}

void WireReader::seconds(std::chrono::seconds& value) {
    std::int64_t count = 0;
    number(count, 0, longest_period);
    value = std::chrono::seconds{count};
}

std::string_view WireReader::rest() {
    return take(bytes_.size());
}

}  // namespace webclip::sandbox
