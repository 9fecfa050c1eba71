// An Explanation as lines for a person.
#pragma once

#include <string>

#include "extract/extract.h"

namespace webclip::sandbox {

std::string explanation_text(const extract::Explanation& explanation);

}  // namespace webclip::sandbox
