#include "net/fetcher.h"

#include <utility>

#include "loop.h"

namespace webclip::net {

Fetcher::Fetcher(Options options, RobotsMemory robots)
    : loop_(std::make_unique<Loop>(std::move(options), std::move(robots))) {}
Fetcher::~Fetcher() = default;

std::future<Response> Fetcher::start(Request request) {
    return loop_->start(std::move(request));
}

void Fetcher::begin_shutdown(std::chrono::milliseconds grace) {
    loop_->begin_shutdown(grace);
}

}  // namespace webclip::net
