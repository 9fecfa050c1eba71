#include "image_request.h"

#include <algorithm>
#include <array>

#include "url/url.h"

namespace webclip::archive {
namespace {

using Hope = Obstacle::Hope;

// Of an image whose address answers, but not with it: what is late by more than this will not come.
constexpr int attempts_with_some_hope = 3;

Hope hope_for(const net::Response& response) {
    if (response.capture.error_code == "paused") return Hope::not_asked;
    if (response.transient()) return Hope::much;
    constexpr int gone = 410;
    return response.capture.error_code.empty() && response.capture.status != gone ? Hope::some : Hope::none;
}

}  // namespace

net::Request image_request(const std::string& address, const model::SourceSettings& settings, Referer referer,
                           std::string_view page) {
    net::Request request;
    request.url = address;
    request.kind = model::CaptureKind::image;
    request.proxy = settings.proxy;
    if (referer == Referer::page) request.referer = referer_for(page, address);
    return request;
}

std::string referer_for(std::string_view page, std::string_view image) {
    const auto from = url::parse(page);
    const auto to = url::parse(image);
    if (!from || !to || !from->is_http()) return {};
    const bool is_downgrade = from->scheme() == "https" && to->scheme() != "https";
    if (is_downgrade) return {};
    if (from->origin() != to->origin()) return from->origin() + "/";
    return from->origin() + std::string{from->pathname()} + std::string{from->search()};
}

Referer first_referer(model::ImageReferer rule) {
    return rule == model::ImageReferer::always ? Referer::page : Referer::none;
}

std::optional<Referer> second_referer(model::ImageReferer rule, const net::Response& response) {
    constexpr std::array<int, 2> refusals{401, 403};
    const bool is_refused =
        response.capture.error_code.empty() &&
        std::find(refusals.begin(), refusals.end(), response.capture.status) != refusals.end();
    if (!is_refused || rule == model::ImageReferer::never) return std::nullopt;
    return rule == model::ImageReferer::always ? Referer::none : Referer::page;
}

Obstacle obstacle_of(const net::Response& response) {
    Obstacle obstacle;
    obstacle.error = response.capture.error_code.empty() ? "http_" + std::to_string(response.capture.status)
                                                         : response.capture.error_code;
    obstacle.hope = hope_for(response);
    obstacle.retry_after = response.retry_after;
    return obstacle;
}

bool is_of_the_host(const net::Response& response) {
    constexpr std::array<std::string_view, 4> codes{"dns", "connect", "tls", "forbidden_address"};
    const auto& hops = response.capture.hops;
    // Where somebody answered, it was the address that a redirect led to.
    return std::all_of(hops.begin(), hops.end(), [](const model::Hop& hop) { return hop.status == 0; }) &&
           (response.pauses_host ||
            std::find(codes.begin(), codes.end(), response.capture.error_code) != codes.end());
}

void give_up(model::Asset& asset, const std::vector<Obstacle>& obstacles, const schedule::Policy& policy,
             Timestamp at, double random) {
    const Obstacle& told = obstacles.front();
    const Obstacle& hopeful =
        *std::max_element(obstacles.begin(), obstacles.end(),
                          [](const Obstacle& a, const Obstacle& b) { return a.hope < b.hope; });
    asset.error = told.error;
    asset.capture = told.capture;
    asset.next_attempt_at.reset();
    const bool is_attempt = std::any_of(obstacles.begin(), obstacles.end(),
                                        [](const Obstacle& o) { return o.hope != Hope::not_asked; });
    if (is_attempt) ++asset.attempts;
    const int most = hopeful.hope == Hope::some ? std::min(attempts_with_some_hope, policy.entry_attempts)
                                                : policy.entry_attempts;
    const bool again = hopeful.hope != Hope::none && asset.attempts < most;
    asset.state = again ? model::AssetState::failed : told.state;
    if (again) {
        asset.next_attempt_at =
            at + schedule::retry_delay(policy, asset.attempts, hopeful.retry_after, random);
    }
}

}  // namespace webclip::archive
