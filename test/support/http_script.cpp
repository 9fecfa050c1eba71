#include <cstdio>

#include "base/ascii.h"
#include "support/http_server.h"

namespace webclip::test {

namespace {

const std::string* find_header(const Headers& headers, std::string_view name) {
    for (const auto& [key, value] : headers) {
        if (equals_ignoring_ascii_case(key, name)) return &value;
    }
    return nullptr;
}

bool is_unchanged(const Answer& answer, const RecordedRequest& request) {
    if (!answer.conditional) return false;
    const std::string* etag = find_header(answer.headers, "ETag");
    if (etag != nullptr && request.has_header("If-None-Match"))
        return request.header("If-None-Match") == *etag;
    const std::string* modified = find_header(answer.headers, "Last-Modified");
    return modified != nullptr && request.header("If-Modified-Since") == *modified;
}

std::string chunked(const std::string& body) {
    std::string out;
    constexpr std::size_t piece = 4096;
    for (std::size_t at = 0; at < body.size(); at += piece) {
        const std::string part = body.substr(at, piece);
        char size[24];
        std::snprintf(size, sizeof size, "%zx\r\n", part.size());
        out.append(size).append(part).append("\r\n");
    }
    return out + "0\r\n\r\n";
}

bool has_no_body(int status) {
    return status == 304 || status == 204 || status < 200;
}

}  // namespace

std::string RecordedRequest::header(std::string_view name) const {
    const std::string* value = find_header(headers, name);
    return value == nullptr ? std::string{} : *value;
}

bool RecordedRequest::has_header(std::string_view name) const {
    return find_header(headers, name) != nullptr;
}

Script& Script::send(std::string bytes) {
    actions_.push_back({Step::send, std::move(bytes), {}});
    return *this;
}

Script& Script::wait(std::chrono::milliseconds pause) {
    actions_.push_back({Step::wait, {}, pause});
    return *this;
}

Script& Script::drip(std::string bytes, std::chrono::milliseconds pause) {
    actions_.push_back({Step::drip, std::move(bytes), pause});
    return *this;
}

Script& Script::endless(std::string bytes) {
    actions_.push_back({Step::endless, std::move(bytes), {}});
    return *this;
}

Script& Script::stall() {
    actions_.push_back({Step::stall, {}, {}});
    return *this;
}

Script& Script::close() {
    actions_.push_back({Step::close, {}, {}});
    return *this;
}

Script& Script::reset() {
    actions_.push_back({Step::reset, {}, {}});
    return *this;
}

Script script_of(const Answer& answer, const RecordedRequest& request) {
    const int status = is_unchanged(answer, request) ? 304 : answer.status;
    std::string bytes = "HTTP/1.1 " + std::to_string(status) + " -\r\n";
    for (const auto& [name, value] : answer.headers)
        bytes.append(name).append(": ").append(value).append("\r\n");
    if (answer.chunked && !has_no_body(status)) {
        bytes += "Transfer-Encoding: chunked\r\n";
    } else if (!has_no_body(status)) {
        bytes += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
    }
    if (answer.close) bytes += "Connection: close\r\n";
    bytes += "\r\n";
    if (!has_no_body(status) && request.method != "HEAD")
        bytes += answer.chunked ? chunked(answer.body) : answer.body;

    Script script;
    if (answer.delay.count() > 0) script.wait(answer.delay);
    script.send(std::move(bytes));
    if (answer.close) script.close();
    return script;
}

}  // namespace webclip::test
