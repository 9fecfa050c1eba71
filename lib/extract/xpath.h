// XPath 1.0 as site rules use it, translated to CSS selectors: steps down the tree, to siblings after and to
// the parent, tests of attributes and text, positions, unions.
#pragma once

#include <string>
#include <string_view>

#include "base/expected.h"

namespace webclip::extract {

// A selector list that matches what `xpath` does. A last step to an attribute or to text() stands for its
// element. The error says what is beyond this: "the axis 'ancestor' is not supported".
Expected<std::string, std::string> css_from_xpath(std::string_view xpath);

}  // namespace webclip::extract
