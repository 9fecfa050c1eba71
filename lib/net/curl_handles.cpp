#include "curl_handles.h"

#include <stdexcept>

namespace webclip::net {

namespace {

// Once for the process; libcurl has no need to be torn down before it ends.
void initialise_once() {
    static const CURLcode code = curl_global_init(CURL_GLOBAL_ALL);
    if (code != CURLE_OK)
        throw std::runtime_error{std::string{"libcurl cannot start: "} + curl_easy_strerror(code)};
}

bool has(const std::string& detail, const char* words) {
    return detail.find(words) != std::string::npos;
}

}  // namespace

Easy make_easy() {
    initialise_once();
    Easy easy{curl_easy_init()};
    if (!easy) throw std::runtime_error{"libcurl gives no easy handle"};
    return easy;
}

Multi make_multi() {
    initialise_once();
    Multi multi{curl_multi_init()};
    if (!multi) throw std::runtime_error{"libcurl gives no multi handle"};
    return multi;
}

Slist make_slist(const std::vector<std::string>& lines) {
    Slist list;
    curl_slist* end = nullptr;
    for (const std::string& line : lines) {
        // Appending to the last node: libcurl walks the list from the node it is given.
        curl_slist* const head = curl_slist_append(end, line.c_str());
        if (head == nullptr) throw std::bad_alloc{};
        if (!list) list.reset(head);
        end = end == nullptr ? head : end->next;
    }
    return list;
}

std::string error_code(CURLcode code, const std::string& detail) {
    switch (code) {
        case CURLE_OK: return "";
        case CURLE_URL_MALFORMAT: return "bad_url";
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY: return "dns";
        case CURLE_COULDNT_CONNECT:
        case CURLE_INTERFACE_FAILED:
        case CURLE_PROXY: return "connect";
        // libcurl 7.88 has one code for both; the words tell them apart ("Operation too slow. Less than 100
        // bytes/sec …").
        case CURLE_OPERATION_TIMEDOUT: return has(detail, "too slow") ? "slow" : "timeout";
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_SSL_ENGINE_INITFAILED:
        case CURLE_USE_SSL_FAILED: return "tls";
        case CURLE_RECV_ERROR: return has(detail, "chunked-encoding") ? "protocol" : "reset";
        case CURLE_SEND_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_PARTIAL_FILE:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
        case CURLE_NO_CONNECTION_AVAILABLE: return "reset";
        case CURLE_FILESIZE_EXCEEDED: return "too_large";
        case CURLE_ABORTED_BY_CALLBACK: return "cancelled";
        default: return "protocol";
    }
}

}  // namespace webclip::net
