#include "values.h"

#include <array>
#include <charconv>
#include <limits>

#include "base/ascii.h"

namespace webclip::config {
namespace {

struct DurationUnit {
    std::string_view name;
    std::int64_t ms;
};
constexpr std::array<DurationUnit, 6> duration_units{
    {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}, {"w", 604'800'000}}};

struct SizeUnit {
    std::string_view name;
    std::uint64_t bytes;
};
constexpr std::array<SizeUnit, 7> size_units{{{"B", 1},
                                              {"KiB", 1U << 10U},
                                              {"MiB", 1U << 20U},
                                              {"GiB", 1U << 30U},
                                              {"KB", 1000},
                                              {"MB", 1'000'000},
                                              {"GB", 1'000'000'000}}};

constexpr std::array<std::pair<std::string_view, LogLevel>, 4> log_levels{{{"debug", LogLevel::debug},
                                                                           {"info", LogLevel::info},
                                                                           {"warn", LogLevel::warn},
                                                                           {"error", LogLevel::error}}};
constexpr std::array<std::pair<std::string_view, model::Keep>, 3> keeps{
    {{"fuller", model::Keep::fuller}, {"page", model::Keep::page}, {"feed", model::Keep::feed}}};

constexpr std::array<std::pair<std::string_view, model::ImageReferer>, 3> image_referers{
    {{"refused", model::ImageReferer::refused},
     {"always", model::ImageReferer::always},
     {"never", model::ImageReferer::never}}};

constexpr std::array<std::pair<std::string_view, schedule::PauseScope>, 3> pause_scopes{
    {{"address", schedule::PauseScope::address},
     {"host", schedule::PauseScope::host},
     {"domain", schedule::PauseScope::domain}}};

// Reports and returns false when the node is no scalar.
bool is_scalar(Reading& reading, const yaml::Node& node, std::string_view wanted) {
    if (node.type == yaml::NodeType::scalar) return true;
    reading.report(node.place, "expected " + std::string{wanted});
    return false;
}

template <typename Number>
void read_number(Reading& reading, const yaml::Node& node, Number& target, std::string_view wanted) {
    if (!is_scalar(reading, node, wanted)) return;
    Number value{};
    const char* const end = node.scalar.data() + node.scalar.size();
    const auto [stop, error] = std::from_chars(node.scalar.data(), end, value);
    if (error != std::errc{} || stop != end) {
        reading.report(node.place, "\"" + node.scalar + "\" is not " + std::string{wanted});
        return;
    }
    target = value;
}

template <typename Table, typename Value>
void read_choice(Reading& reading, const yaml::Node& node, const Table& table, Value& target) {
    std::string names;
    for (const auto& [name, value] : table) {
        if (node.type == yaml::NodeType::scalar && node.scalar == name) {
            target = value;
            return;
        }
        names += (names.empty() ? "" : ", ") + std::string{name};
    }
    reading.report(node.place, "\"" + node.scalar + "\" is not one of: " + names);
}

template <typename Table, typename Value>
std::string name_of(const Table& table, Value wanted) {
    for (const auto& [name, value] : table) {
        if (value == wanted) return std::string{name};
    }
    return {};
}

// Digits off the front of `text`; nothing when there are none or too many.
std::optional<std::uint64_t> take_number(std::string_view& text) {
    std::uint64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return value;
}

std::string_view take_letters(std::string_view& text) {
    std::size_t length = 0;
    while (length < text.size() && is_ascii_alpha(text[length])) ++length;
    const std::string_view letters = text.substr(0, length);
    text.remove_prefix(length);
    return letters;
}

std::filesystem::path resolve_path(const Reading& reading, const std::string& text) {
    if (text.starts_with("~/") && !reading.home.empty()) return reading.home / text.substr(2);
    return (reading.folder / text).lexically_normal();
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    std::int64_t total = 0;
    text = trim_ascii(text);
    if (text.empty()) return std::nullopt;
    constexpr std::int64_t century = std::int64_t{100} * 366 * 86'400'000;
    while (!text.empty()) {
        const auto number = take_number(text);
        const std::string_view letters = take_letters(text);
        std::int64_t factor = 0;
        for (const DurationUnit& unit : duration_units) {
            if (unit.name == letters) factor = unit.ms;
        }
        if (!number || factor == 0 || *number > static_cast<std::uint64_t>(century / factor))
            return std::nullopt;
        total += static_cast<std::int64_t>(*number) * factor;
        if (total > century) return std::nullopt;
        text = trim_ascii(text);
    }
    return std::chrono::milliseconds{total};
}

std::optional<ByteSize> parse_byte_size(std::string_view text) {
    text = trim_ascii(text);
    const auto number = take_number(text);
    text = trim_ascii(text);
    for (const SizeUnit& unit : size_units) {
        if (!number || unit.name != text) continue;
        if (*number > std::numeric_limits<std::uint64_t>::max() / unit.bytes) return std::nullopt;
        return ByteSize{*number * unit.bytes};
    }
    return std::nullopt;
}

void read_value(Reading& reading, const yaml::Node& node, std::string& target) {
    if (is_scalar(reading, node, "a text")) target = node.scalar;
}

void read_value(Reading& reading, const yaml::Node& node, bool& target) {
    if (!is_scalar(reading, node, "true or false")) return;
    if (node.scalar != "true" && node.scalar != "false") {
        reading.report(node.place, "\"" + node.scalar + "\" is neither true nor false");
        return;
    }
    target = node.scalar == "true";
}

void read_value(Reading& reading, const yaml::Node& node, int& target) {
    read_number(reading, node, target, "a whole number");
}

void read_value(Reading& reading, const yaml::Node& node, std::size_t& target) {
    read_number(reading, node, target, "a whole number, zero or more");
}

void read_value(Reading& reading, const yaml::Node& node, std::uint32_t& target) {
    read_number(reading, node, target, "a whole number, zero or more");
}

void read_value(Reading& reading, const yaml::Node& node, double& target) {
    double value = target;
    read_number(reading, node, value, "a number");
    if (value < 0 || value > 1) {
        reading.report(node.place, "\"" + node.scalar + "\" must be between 0 and 1");
        return;
    }
    target = value;
}

void read_value(Reading& reading, const yaml::Node& node, std::chrono::milliseconds& target) {
    if (!is_scalar(reading, node, "a duration")) return;
    if (const auto duration = parse_duration(node.scalar)) {
        target = *duration;
    } else {
        reading.report(node.place,
                       "\"" + node.scalar + "\" is not a duration; write it as 90s, 30m, 1h or 7d");
    }
}

void read_value(Reading& reading, const yaml::Node& node, std::optional<std::chrono::milliseconds>& target) {
    if (node.type == yaml::NodeType::scalar && node.scalar == "auto") {
        target.reset();
        return;
    }
    const std::size_t problems_before = reading.problems.size();
    std::chrono::milliseconds duration{};
    read_value(reading, node, duration);
    if (reading.problems.size() == problems_before) target = duration;
}

void read_value(Reading& reading, const yaml::Node& node, std::chrono::seconds& target) {
    std::chrono::milliseconds duration = target;
    read_value(reading, node, duration);
    target = std::chrono::duration_cast<std::chrono::seconds>(duration);
}

void read_value(Reading& reading, const yaml::Node& node, ByteSize& target) {
    if (!is_scalar(reading, node, "a size")) return;
    if (const auto size = parse_byte_size(node.scalar)) {
        target = *size;
    } else {
        reading.report(node.place, "\"" + node.scalar + "\" is not a size; write it as 64KiB, 8MiB or 1GiB");
    }
}

void read_value(Reading& reading, const yaml::Node& node, std::filesystem::path& target) {
    if (is_scalar(reading, node, "a path")) target = resolve_path(reading, node.scalar);
}

void read_value(Reading& reading, const yaml::Node& node, std::vector<std::string>& target) {
    if (node.type == yaml::NodeType::scalar) {
        target = {node.scalar};
        return;
    }
    if (node.type != yaml::NodeType::sequence) {
        reading.report(node.place, "expected a list of texts");
        return;
    }
    std::vector<std::string> texts;
    for (const yaml::Node& item : node.items) {
        if (is_scalar(reading, item, "a text")) texts.push_back(item.scalar);
    }
    target = std::move(texts);
}

void read_value(Reading& reading, const yaml::Node& node, std::vector<std::uint16_t>& target) {
    const std::vector<yaml::Node> single{node};
    std::vector<std::uint16_t> numbers;
    for (const yaml::Node& item : node.type == yaml::NodeType::sequence ? node.items : single) {
        std::uint16_t number = 0;
        read_number(reading, item, number, "a number from 1 to 65535");
        if (number != 0) numbers.push_back(number);
    }
    target = std::move(numbers);
}

void read_value(Reading& reading, const yaml::Node& node,
                std::vector<std::pair<std::string, std::string>>& target) {
    if (node.type != yaml::NodeType::mapping) {
        reading.report(node.place, "expected a mapping of names to texts");
        return;
    }
    for (const auto& [key, value] : node.entries) {
        if (!is_scalar(reading, value, "a text")) continue;
        if (key.scalar.empty() || (key.scalar + value.scalar).find_first_of("\r\n:") < key.scalar.size() ||
            value.scalar.find_first_of("\r\n") != std::string::npos) {
            reading.report(key.place, "\"" + key.scalar + "\" cannot be a header");
            continue;
        }
        target.emplace_back(key.scalar, value.scalar);
    }
}

void read_value(Reading& reading, const yaml::Node& node, LogLevel& target) {
    read_choice(reading, node, log_levels, target);
}

void read_value(Reading& reading, const yaml::Node& node, model::Keep& target) {
    read_choice(reading, node, keeps, target);
}

void read_value(Reading& reading, const yaml::Node& node, model::ImageReferer& target) {
    read_choice(reading, node, image_referers, target);
}

void read_value(Reading& reading, const yaml::Node& node, schedule::PauseScope& target) {
    read_choice(reading, node, pause_scopes, target);
}

std::string to_text(std::chrono::milliseconds duration) {
    std::string_view name = "ms";
    std::int64_t factor = 1;
    for (const DurationUnit& unit : duration_units) {
        if (duration.count() != 0 && duration.count() % unit.ms == 0) {
            name = unit.name;
            factor = unit.ms;
        }
    }
    return std::to_string(duration.count() / factor) + std::string{name};
}

std::string to_text(ByteSize size) {
    std::string_view name = "B";
    std::uint64_t factor = 1;
    for (const SizeUnit& unit : size_units) {
        if (size.bytes() != 0 && size.bytes() % unit.bytes == 0 && unit.bytes > factor) {
            name = unit.name;
            factor = unit.bytes;
        }
    }
    return std::to_string(size.bytes() / factor) + std::string{name};
}

std::string to_text(LogLevel level) {
    return name_of(log_levels, level);
}
std::string to_text(model::Keep keep) {
    return name_of(keeps, keep);
}
std::string to_text(model::ImageReferer rule) {
    return name_of(image_referers, rule);
}
std::string to_text(schedule::PauseScope scope) {
    return name_of(pause_scopes, scope);
}

}  // namespace webclip::config
