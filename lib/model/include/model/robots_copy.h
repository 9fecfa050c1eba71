// What a host's robots.txt said when it was asked last.
#pragma once

#include <string>

#include "base/timestamp.h"

namespace webclip::model {

struct RobotsCopy {
    std::string body;      // "": there is none, which allows everything
    Timestamp fetched_at;  // wall clock
    friend bool operator==(const RobotsCopy&, const RobotsCopy&) = default;
};

}  // namespace webclip::model
