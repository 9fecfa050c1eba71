// robots.txt in the catalog.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/robots_copy.h"
#include "store/database.h"
#include "write_session.h"

namespace webclip::store {

std::optional<model::RobotsCopy> find_robots(Database& database, std::string_view origin);
// Takes the place of the one before; those that were asked for longest ago go when there are too many.
void save_robots(WriteSession& session, std::string_view origin, const model::RobotsCopy& copy);

}  // namespace webclip::store
