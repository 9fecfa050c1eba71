// The fields of each request, as WireWriters to be followed by the foreign bytes.
#pragma once

#include <string_view>

#include "sandbox/reader_pool.h"
#include "wire.h"

namespace webclip::sandbox {

WireWriter page_request(const PageJob& job);
WireWriter feed_request(const Body& body, std::size_t skip);
WireWriter fragment_request(std::string_view url);
WireWriter image_request();
WireWriter post_request(std::string_view file_name);
WireWriter opml_request();
WireWriter sanitize_request(std::string_view base);
WireWriter parse_request();
WireWriter markdown_request();

}  // namespace webclip::sandbox
