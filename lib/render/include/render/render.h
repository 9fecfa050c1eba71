// A stored clip as one document. Bodies are canonical, sanitised markup whose images are local already
// (media::localize).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "html/document.h"
#include "model/capture.h"
#include "model/clip.h"

namespace webclip::render {

// A whole page without script, readable in any browser, with its provenance at the end.
std::string to_html(const model::Clip& clip, const model::Revision& revision, std::string_view body);

// One JSON object, pretty-printed: fields, text, html, images with hashes, provenance.
std::string to_json(const model::Clip& clip, const model::Revision& revision,
                    const std::optional<model::Capture>& capture, std::string_view body);

// The body as CommonMark with GitHub's tables. Text is escaped so that a Markdown reader shows the same text.
// Reader processes only, for the document comes from html::parse_fragment.
std::string markdown_body(const html::Document& document, html::NodeId within);

// Front matter and the Markdown body.
std::string to_markdown(const model::Clip& clip, const model::Revision& revision, std::string_view markdown);

}  // namespace webclip::render
