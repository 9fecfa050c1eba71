#include "net/library_version.h"

#include <curl/curl.h>

namespace webclip::net {

std::string library_version() {
    return curl_version();
}

}  // namespace webclip::net
