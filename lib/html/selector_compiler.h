// Text of a selector list to its program (CSS Syntax Level 3, Selectors Level 4).
#pragma once

#include <string_view>

#include "selector_program.h"

namespace webclip::html {

Expected<Selector::Program, SelectorError> compile_selector(std::string_view text);

}  // namespace webclip::html
