// Images whose bytes are here already, in another clip or this one: asked for again under the condition that
// they have changed.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "archive/services.h"
#include "store/catalog.h"

namespace webclip::archive {

class KnownImages {
  public:
    explicit KnownImages(const Services& services) : services_(services) {}

    // Adds the validators (RFC 9110 §13.1) of the answer that brought the image from there last.
    void make_conditional(net::Request& request);
    // What `response` says is unchanged; nothing where it says something else. Its request must have been
    // made conditional.
    std::optional<store::StoredImage> unchanged(const std::string& address,
                                                const net::Response& response) const;
    // The address is asked without a condition from now on. False when it was anyway.
    bool forget(const std::string& address);

  private:
    const std::optional<store::StoredImage>& look_up(const std::string& address);

    const Services& services_;
    std::unordered_map<std::string, std::optional<store::StoredImage>> known_;  // by address
};

}  // namespace webclip::archive
