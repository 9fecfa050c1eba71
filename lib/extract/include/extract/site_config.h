// Site rules in the public ftr-site-config format: "key: value" lines, one file a host, values in XPath.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/source.h"

namespace webclip::extract {

struct SiteConfigProblem {
    int line = 0;  // from 1
    std::string message;
};

struct ParsedSiteConfig {
    model::SiteConfig config;
    std::vector<SiteConfigProblem> problems;  // lines that are left out, and why
};

// Reads title, author, date, body, strip, strip_id_or_class, strip_image_src, single_page_link,
// next_page_link, find_string with replace_string, replace_string(…), http_header(…); knows and passes over
// what speaks of other programs (tidy, prune, parser, test_url, …). A page is always asked for under this
// program's own name: http_header(user-agent) is left out. `file_name` appears in the rules' names.
ParsedSiteConfig parse_site_config(std::string_view bytes, std::string_view file_name);

// The names of the files that may speak of a host, the nearest first: of "www.example.org" "example.org.txt";
// of "a.b.example.org" "a.b.example.org.txt", ".b.example.org.txt", ".example.org.txt".
std::vector<std::string> site_config_names(std::string_view host);

}  // namespace webclip::extract
