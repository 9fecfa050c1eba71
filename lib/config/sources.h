// The lists of sources in the file: feeds, sitemaps, clips, lists, include.
#pragma once

#include "section.h"

namespace webclip::config {

void read_sources(Section& file, Config& config);

// Reports a proxy that is none: no scheme the fetcher knows.
void check_proxy(Reading& reading, const yaml::Node& node, const std::string& proxy);

// One source that `include` brought; false when the file names it already.
bool add_source(Config& config, model::Source source);

}  // namespace webclip::config
