// Real pages of many hosts on one loopback server, announced by feeds of several kinds; their links and
// images lead nowhere else.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "support/http_server.h"

namespace webclip::test {

class CorpusSite {
  public:
    // About `count` of the corpus's pages, the same ones each time. Pictures are made up: a few are missing,
    // no pictures, or moved.
    CorpusSite(HttpServer& server, std::size_t count);

    // The configuration: names to be resolved, and the sources.
    std::string configuration() const;
    // Addresses of the pages that the sources announce, with those that are no pages.
    const std::vector<std::string>& addresses() const { return addresses_; }
    // Paths of the feeds, as the server records them.
    const std::set<std::string>& feed_paths() const { return feed_paths_; }

  private:
    struct Page {
        std::string url;    // on the open web
        std::string bytes;  // likewise
    };
    static std::vector<Page> choose(std::size_t count);

    void serve(const Page& page, std::size_t number);
    void announce(std::size_t kind, const std::vector<std::size_t>& numbers);
    std::string here(std::string_view url);
    std::string rewritten(const std::string& page);

    HttpServer& server_;
    std::set<std::string> hosts_;
    std::vector<std::string> addresses_;
    std::set<std::string> feed_paths_;
    std::vector<std::string> sources_;  // lines of the configuration
};

}  // namespace webclip::test
