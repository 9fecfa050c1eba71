// Pages that stand in an article's place: logins, robot checks, errors sent as 200, cookie walls. Named by
// what they say in their title, heading or lines; a page that has prose besides is no wall, whatever its
// title says. To teach a phrase, add it to the tables in wall.cpp.
#pragma once

#include <string>

#include "blocks.h"
#include "json_ld.h"
#include "landmarks.h"

namespace webclip::extract {

// "a login page", "a robot check", "access denied", "page not found", "a cookie wall", "a removed post"; ""
// for a page that may hold an article.
std::string wall_name(const Page& page, const Landmarks& marks, const LinkedArticle& linked);

}  // namespace webclip::extract
