// Scalars and lists of the file as typed values. Each read_value reports what is wrong and leaves `target` as
// it was.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_size.h"
#include "base/timestamp.h"
#include "config/config.h"
#include "section.h"
#include "yaml/yaml.h"

namespace webclip::config {

void read_value(Reading& reading, const yaml::Node& node, std::string& target);
void read_value(Reading& reading, const yaml::Node& node, bool& target);
void read_value(Reading& reading, const yaml::Node& node, int& target);
void read_value(Reading& reading, const yaml::Node& node, std::size_t& target);
void read_value(Reading& reading, const yaml::Node& node, std::uint32_t& target);
void read_value(Reading& reading, const yaml::Node& node, double& target);
void read_value(Reading& reading, const yaml::Node& node, std::chrono::milliseconds& target);
void read_value(Reading& reading, const yaml::Node& node, std::chrono::seconds& target);
void read_value(Reading& reading, const yaml::Node& node, ByteSize& target);
void read_value(Reading& reading, const yaml::Node& node, std::filesystem::path& target);
// A single scalar is a list of one.
void read_value(Reading& reading, const yaml::Node& node, std::vector<std::string>& target);
void read_value(Reading& reading, const yaml::Node& node, std::vector<std::uint16_t>& target);
void read_value(Reading& reading, const yaml::Node& node,
                std::vector<std::pair<std::string, std::string>>& target);
void read_value(Reading& reading, const yaml::Node& node, LogLevel& target);
void read_value(Reading& reading, const yaml::Node& node, model::Keep& target);
void read_value(Reading& reading, const yaml::Node& node, model::ImageReferer& target);
void read_value(Reading& reading, const yaml::Node& node, schedule::PauseScope& target);

// A duration; `auto` is nothing.
void read_value(Reading& reading, const yaml::Node& node, std::optional<std::chrono::milliseconds>& target);

template <typename T>
void Section::read(std::string_view key, T& target) {
    if (const yaml::Node* value = take(key)) read_value(reading_, *value, target);
}

// "90s", "30m", "1h 30m", "7d", "500ms"; nothing for anything else. A number needs its unit.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
// "8MiB", "20 MB", "64KiB", "100B"; a number needs its unit.
std::optional<ByteSize> parse_byte_size(std::string_view text);

// The shortest text that reads back as the same value.
std::string to_text(std::chrono::milliseconds duration);
std::string to_text(ByteSize size);
std::string to_text(LogLevel level);
std::string to_text(model::Keep keep);
std::string to_text(model::ImageReferer rule);
std::string to_text(schedule::PauseScope scope);

}  // namespace webclip::config
