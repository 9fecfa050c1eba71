// The headers of one hop: what is sent, and what is recorded of it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "curl_handles.h"
#include "net/fetcher.h"
#include "url/url.h"

namespace webclip::net {

std::string user_agent(const Options& options);
std::string_view accepted_types(model::CaptureKind kind);
// Asked for in this order; bodies are kept as they come and decoded by a reader. robots.txt is read right
// here, so it has to come plain.
std::string_view accepted_codings(model::CaptureKind kind);

// The headers of a request without validators and secrets, the same for each of a kind: made once.
struct CommonHeaders {
    Slist list;
    std::string recorded;
};

struct HeaderLines {
    const CommonHeaders* common = nullptr;  // these, and then `lines` is empty
    std::vector<std::string> lines;         // "Name: value", without line ends
    std::string recorded;                   // request line and all headers; values of secrets replaced
};

// `secrets`: whether the request's own headers and the credentials of `first` go along.
enum class Secrets { send, withhold };

// Used on the loop's thread only.
class HeaderWriter {
  public:
    explicit HeaderWriter(const Options& options);
    // What it gives refers to it.
    HeaderLines write(const Request& request, const url::Url& first, const url::Url& hop,
                      Secrets secrets) const;

  private:
    std::string user_agent_;
    std::map<model::CaptureKind, CommonHeaders> common_;
};

// The value of Authorization for "user:password" (RFC 7617).
std::string basic_authorization(std::string_view user_and_password);

// Whether a header may be set by configuration: a field name and value of RFC 9110 §5 that is not the
// connection's business.
bool is_sendable_header(std::string_view name, std::string_view value);

}  // namespace webclip::net
