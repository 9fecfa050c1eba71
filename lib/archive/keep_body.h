// Puts the raw body of an answer, whatever its status, under its hash and names it in the capture.
#pragma once

#include "archive/services.h"

namespace webclip::archive {

inline void keep_body(Services& services, net::Response& response) {
    if (response.body.empty() && !response.ok()) return;
    response.capture.body_sha256 = services.writer.blobs().put(response.body);
    response.capture.body_bytes = response.body.size();
}

}  // namespace webclip::archive
