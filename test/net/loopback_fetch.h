// What most tests of the fetcher share: options that reach loopback, do not wait, and ask no robots.txt.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "net/fetcher.h"
#include "support/http_server.h"

namespace webclip::net {

inline Options loopback_options() {
    Options options;
    options.allow_private = {"127.0.0.0/8"};
    options.host.spacing = std::chrono::milliseconds{0};
    options.host.connections = 8;
    options.robots = false;
    options.total_timeout = std::chrono::seconds{20};
    options.image_timeout = std::chrono::seconds{20};
    return options;
}

inline Request page(std::string url) {
    Request request;
    request.url = std::move(url);
    return request;
}

// "/0", "/1", … spread over the first `hosts` addresses of the server.
inline std::vector<std::string> numbered_urls(const test::HttpServer& server, int count, int hosts) {
    std::vector<std::string> urls;
    urls.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) urls.push_back(server.url("/" + std::to_string(i), i % hosts + 1));
    return urls;
}

inline std::vector<Response> fetch_all(Fetcher& fetcher, const std::vector<std::string>& urls) {
    std::vector<std::future<Response>> futures;
    futures.reserve(urls.size());
    for (const std::string& url : urls) futures.push_back(fetcher.start(page(url)));
    std::vector<Response> responses;
    responses.reserve(urls.size());
    for (auto& future : futures) responses.push_back(future.get());
    return responses;
}

}  // namespace webclip::net
