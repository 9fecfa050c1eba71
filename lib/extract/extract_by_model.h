// extract() with another block model than the built-in one: the trainer measures models on sites they have
// not seen.
#pragma once

#include "block_model.h"
#include "extract/extract.h"

namespace webclip::extract {

Expected<model::Article, ExtractError> extract_by_model(html::Document document, const PageContext& context,
                                                        const BlockModel& blocks,
                                                        Explanation* explanation = nullptr,
                                                        PageFacts* facts = nullptr);

}  // namespace webclip::extract
