// What is asked for an image, and what an answer without one means. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"
#include "model/clip.h"
#include "model/source.h"
#include "net/fetcher.h"
#include "schedule/policy.h"

namespace webclip::archive {

// Whether a request names the page that shows the image.
enum class Referer { none, page };

net::Request image_request(const std::string& address, const model::SourceSettings& settings, Referer referer,
                           std::string_view page);
// What a browser would send (Referrer Policy, "strict-origin-when-cross-origin"); "" for none.
std::string referer_for(std::string_view page, std::string_view image);

Referer first_referer(model::ImageReferer rule);
// How to ask once more after `response`; nothing when that would not help.
std::optional<Referer> second_referer(model::ImageReferer rule, const net::Response& response);

// Why one candidate gave no image.
struct Obstacle {
    model::AssetState state = model::AssetState::failed;
    std::string error;
    enum class Hope {
        none,       // this address will not give an image
        some,       // a page may be ahead of its images: 404, 403
        much,       // network trouble, 5xx
        not_asked,  // the host wants silence: no attempt was made
    } hope = Hope::none;
    std::optional<Milliseconds> retry_after;
    std::optional<model::CaptureId> capture;
};

Obstacle obstacle_of(const net::Response& response);
// Whether other addresses of the same host would fare no better now.
bool is_of_the_host(const net::Response& response);

// The asset after an attempt in which no candidate gave an image. The most hopeful obstacle decides when it
// is tried again; the first is the one that is told. `obstacles` is not empty.
void give_up(model::Asset& asset, const std::vector<Obstacle>& obstacles, const schedule::Policy& policy,
             Timestamp at, double random);

}  // namespace webclip::archive
