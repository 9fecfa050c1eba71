#include "known_images.h"

#include <utility>

namespace webclip::archive {
namespace {

// A condition is about one resource. Behind a redirect it may meet another one, whose validators may happen
// to be the same.
bool was_redirected(const model::Capture& capture) {
    return capture.hops.size() != 1;
}

}  // namespace

const std::optional<store::StoredImage>& KnownImages::look_up(const std::string& address) {
    const auto [place, is_new] = known_.try_emplace(address);
    if (is_new) {
        auto found = services_.catalog.image_at(address);
        // A blob that was lost is fetched anew.
        if (found && !was_redirected(found->capture) && services_.writer.blobs().size(found->sha256))
            place->second = std::move(found);
    }
    return place->second;
}

void KnownImages::make_conditional(net::Request& request) {
    const auto& known = look_up(request.url);
    if (!known) return;
    net::Response answer;
    answer.capture = known->capture;
    request.etag = answer.header("ETag");
    request.last_modified = answer.header("Last-Modified");
}

std::optional<store::StoredImage> KnownImages::unchanged(const std::string& address,
                                                         const net::Response& response) const {
    const auto known = known_.find(address);
    if (known == known_.end() || !response.not_modified() || was_redirected(response.capture))
        return std::nullopt;
    return known->second;
}

bool KnownImages::forget(const std::string& address) {
    return std::exchange(known_[address], std::nullopt).has_value();
}

}  // namespace webclip::archive
