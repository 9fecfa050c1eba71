// What a page says about its own encoding.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "encodings.h"

namespace webclip::text {

// WHATWG HTML §13.2.3.2, "prescan a byte stream to determine its encoding", over all of `bytes` (browsers
// stop at 1024; the caller cuts). Falls back on an XML declaration. UTF-16 counts as UTF-8, x-user-defined as
// windows-1252.
std::optional<Encoding> prescan_meta(std::string_view bytes);

// The encoding named by `<?xml … encoding="…"?>` at the very start.
std::optional<Encoding> xml_declaration(std::string_view bytes);

// WHATWG HTML §2.4.4, "extracting a character encoding from a meta element"; also fit for Content-Type
// headers.
std::optional<Encoding> charset_parameter(std::string_view content_type);

// The value of the `lang` attribute of the page's <html> tag, "" if there is none near the start.
std::string_view html_language(std::string_view bytes);

}  // namespace webclip::text
