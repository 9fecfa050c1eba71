// Owners of libcurl's handles, and libcurl's errors in our words.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace webclip::net {

struct EasyDeleter {
    void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
};
struct MultiDeleter {
    void operator()(CURLM* multi) const noexcept { curl_multi_cleanup(multi); }
};
struct SlistDeleter {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;
using Multi = std::unique_ptr<CURLM, MultiDeleter>;
using Slist = std::unique_ptr<curl_slist, SlistDeleter>;

// These throw std::runtime_error when libcurl cannot be set up at all.
Easy make_easy();
Multi make_multi();
Slist make_slist(const std::vector<std::string>& lines);

// Sets an option; throws std::runtime_error naming it when libcurl refuses.
template <typename Value>
void set(CURL* easy, CURLoption option, Value value) {
    // NOLINTNEXTLINE(bugprone-branch-clone): one call, the macro of curl/typecheck-gcc.h does not apply to a
    // variable option
    const CURLcode code = curl_easy_setopt(easy, option, value);
    if (code != CURLE_OK) {
        throw std::runtime_error{"libcurl refuses option " + std::to_string(static_cast<int>(option)) + ": " +
                                 curl_easy_strerror(code)};
    }
}

// "dns", "connect", "tls", … of Response; `detail` is what libcurl wrote into its error buffer.
std::string error_code(CURLcode code, const std::string& detail);

}  // namespace webclip::net
