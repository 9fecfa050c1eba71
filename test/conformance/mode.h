// One kind of case: a JSON object in, a JSON object out. Whatever a mode throws becomes {"error": …}.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "sandbox/reader_pool.h"

namespace webclip::conformance {

using nlohmann::json;

// What modes share: the readers, with the daemon's own limits, started before the first case.
struct Context {
    sandbox::ReaderPool* readers = nullptr;  // null for modes that read nothing hostile
};

json url_case(const json& input, Context& context);
json normalize_case(const json& input, Context& context);
json robots_case(const json& input, Context& context);
json retry_after_case(const json& input, Context& context);
json decode_case(const json& input, Context& context);
json feed_case(const json& input, Context& context);
json sanitize_case(const json& input, Context& context);
json parse_case(const json& input, Context& context);
json extract_case(const json& input, Context& context);
json srcset_case(const json& input, Context& context);
json image_case(const json& input, Context& context);
json address_case(const json& input, Context& context);
json front_matter_case(const json& input, Context& context);

}  // namespace webclip::conformance
