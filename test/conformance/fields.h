// Reading cases and writing answers: what the modes have in common.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"
#include "model/article.h"
#include "sandbox/reader_pool.h"

namespace webclip::conformance {

// A field's text; `otherwise` where it is missing, null or no string.
std::string text_field(const nlohmann::json& input, const char* name, std::string otherwise = {});
// The same for a field that a case cannot do without. Throws std::invalid_argument.
std::string required_text(const nlohmann::json& input, const char* name);
// The bytes given as `hex`, or those of the file named by `path`. Throws std::invalid_argument or
// std::system_error.
std::string bytes_field(const nlohmann::json& input);

std::string to_hex(std::string_view bytes);
nlohmann::json time_or_null(std::optional<Timestamp> at);
// {"error": "code: message"}.
nlohmann::json failure(const sandbox::ReadFailure& failure);
// The article's markup with its images' addresses where planning put slots.
std::string html_with_addresses(const model::Article& article);

}  // namespace webclip::conformance
