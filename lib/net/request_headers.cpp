#include "request_headers.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"

namespace webclip::net {

namespace {

std::string base64(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t j = 0; j < 3; ++j) {
            bits = bits << 8U | (j < group.size() ? static_cast<std::uint8_t>(group[j]) : 0U);
        }
        for (std::size_t j = 0; j < 4; ++j)
            out.push_back(j > group.size() ? '=' : alphabet[bits >> (18U - 6U * j) & 63U]);
    }
    return out;
}

bool is_token_character(char c) {
    return is_ascii_alnum(c) || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

class Writer {
  public:
    explicit Writer(HeaderLines& out) : out_(out) {}
    void add(std::string_view name, std::string_view value) {
        record(name, value);
        send(name, value);
    }
    void add_secret(std::string_view name, std::string_view value) {
        record(name, "[removed]");
        send(name, value);
    }

  private:
    void record(std::string_view name, std::string_view value) {
        out_.recorded.append(name).append(": ").append(value).append("\r\n");
    }
    void send(std::string_view name, std::string_view value) {
        std::string line;
        line.reserve(name.size() + value.size() + 2);
        out_.lines.push_back(std::move(line.append(name).append(": ").append(value)));
    }
    HeaderLines& out_;
};

std::string request_line(const url::Url& hop, std::size_t room) {
    std::string text;
    text.reserve(hop.href().size() + room + 64);
    text.append("GET ").append(hop.pathname()).append(hop.search()).append(" HTTP/1.1\r\nHost: ");
    return text.append(hop.host()).append("\r\n");
}

bool has_nothing_own(const Request& request, const url::Url& first, Secrets secrets) {
    const bool no_secrets = secrets == Secrets::withhold ||
                            (request.headers.empty() && first.username().empty() && first.password().empty());
    return no_secrets && request.etag.empty() && request.last_modified.empty() && request.referer.empty();
}

bool overrides(const Request& request, std::string_view name) {
    return std::any_of(request.headers.begin(), request.headers.end(), [&](const auto& header) {
        return equals_ignoring_ascii_case(header.first, name) &&
               is_sendable_header(header.first, header.second);
    });
}

}  // namespace

std::string user_agent(const Options& options) {
    return options.contact.empty() ? options.user_agent : options.user_agent + " (" + options.contact + ")";
}

std::string_view accepted_types(model::CaptureKind kind) {
    switch (kind) {
        case model::CaptureKind::feed:
            return "application/atom+xml,application/rss+xml,application/feed+json,*/*;q=0.8";
        case model::CaptureKind::image: return "image/avif,image/webp,image/*,*/*;q=0.8";
        case model::CaptureKind::robots: return "text/plain,*/*;q=0.8";
        case model::CaptureKind::page:
        case model::CaptureKind::imported: break;
    }
    return "text/html,application/xhtml+xml,*/*;q=0.8";
}

std::string_view accepted_codings(model::CaptureKind kind) {
    return kind == model::CaptureKind::robots ? "identity" : "gzip, deflate, br, zstd";
}

std::string basic_authorization(std::string_view user_and_password) {
    return "Basic " + base64(user_and_password);
}

bool is_sendable_header(std::string_view name, std::string_view value) {
    static constexpr std::array<std::string_view, 8> connection_headers{
        "host", "connection", "content-length", "transfer-encoding",
        "te",   "upgrade",    "expect",         "accept-encoding"};
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_token_character)) return false;
    const bool clean = std::none_of(value.begin(), value.end(), [](char c) {
        return (static_cast<std::uint8_t>(c) < 0x20U && c != '\t') || c == '\x7f';
    });
    return clean &&
           std::none_of(connection_headers.begin(), connection_headers.end(),
                        [&](std::string_view known) { return equals_ignoring_ascii_case(name, known); });
}

HeaderWriter::HeaderWriter(const Options& options) : user_agent_(user_agent(options)) {
    using model::CaptureKind;
    for (const CaptureKind kind : {CaptureKind::feed, CaptureKind::page, CaptureKind::image,
                                   CaptureKind::robots, CaptureKind::imported}) {
        HeaderLines lines;
        Writer writer{lines};
        if (is_sendable_header("User-Agent", user_agent_)) writer.add("User-Agent", user_agent_);
        writer.add("Accept", accepted_types(kind));
        writer.add("Accept-Encoding", accepted_codings(kind));
        lines.recorded += "\r\n";
        common_.emplace(kind, CommonHeaders{make_slist(lines.lines), lines.recorded});
    }
}

HeaderLines HeaderWriter::write(const Request& request, const url::Url& first, const url::Url& hop,
                                Secrets secrets) const {
    HeaderLines out;
    if (has_nothing_own(request, first, secrets)) {
        out.common = &common_.at(request.kind);
        out.recorded = request_line(hop, out.common->recorded.size());
        out.recorded += out.common->recorded;
        return out;
    }
    out.recorded = request_line(hop, 256);
    Writer writer{out};
    const auto add_default = [&](std::string_view name, std::string_view value) {
        if (value.empty() || (secrets == Secrets::send && overrides(request, name))) return;
        if (is_sendable_header(name, value)) writer.add(name, value);
    };
    add_default("User-Agent", user_agent_);
    add_default("Accept", accepted_types(request.kind));
    writer.add("Accept-Encoding", accepted_codings(request.kind));
    add_default("Referer", request.referer);
    // Validators belong to the address they came from, not to where it leads; yet without them a feed behind
    // a redirect would be transferred every time, and RFC 9110 §13.1 leaves it to the server to find that
    // they do not match.
    add_default("If-None-Match", request.etag);
    add_default("If-Modified-Since", request.last_modified);
    if (secrets == Secrets::send) {
        if (!first.username().empty() || !first.password().empty()) {
            const std::string pair =
                url::percent_decode(first.username()) + ":" + url::percent_decode(first.password());
            if (!overrides(request, "Authorization"))
                writer.add_secret("Authorization", basic_authorization(pair));
        }
        for (const auto& [name, value] : request.headers) {
            if (is_sendable_header(name, value)) writer.add_secret(name, value);
        }
    }
    out.recorded += "\r\n";
    return out;
}

}  // namespace webclip::net
