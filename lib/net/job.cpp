#include "job.h"

#include <algorithm>
#include <utility>

#include "header_block.h"
#include "request_headers.h"
#include "schedule/policy.h"
#include "secret_file.h"

namespace webclip::net {

namespace {

// RFC 9309 §2.5: at least 500 KiB have to be looked at, §2.3.1.2: at least five redirects followed.
constexpr std::uint64_t robots_body = std::uint64_t{512} << 10U;
constexpr int robots_redirects = 5;

bool has_credentials(const url::Url& address) {
    return !address.username().empty() || !address.password().empty();
}

url::Url sent_part(const url::Url& address) {
    if (address.href().find('#') == std::string::npos && !has_credentials(address)) return address;
    return address.without_fragment().without_credentials();
}

}  // namespace

KindLimits limits_of(const Options& options, model::CaptureKind kind) {
    switch (kind) {
        case model::CaptureKind::feed:
            return {options.feed_limit.bytes(), false, options.total_timeout, options.redirects};
        case model::CaptureKind::image:
            return {options.image_limit.bytes(), false, options.image_timeout, options.redirects};
        case model::CaptureKind::robots:
            return {robots_body, true, options.total_timeout, std::min(options.redirects, robots_redirects)};
        case model::CaptureKind::page:
        case model::CaptureKind::imported: break;
    }
    return {options.page_limit.bytes(), false, options.total_timeout, options.redirects};
}

Job::Job(const Options& options, const AddressPolicy& policy, Request request)
    : options_(options),
      request_(std::move(request)),
      limits_(limits_of(options, request_.kind)),
      common_policy_(policy) {
    response_.capture.kind = request_.kind;
    response_.capture.started_at = now();
    take_policy(options);
    take_secrets();
    const auto parsed = url::parse(request_.url);
    if (!parsed) {
        response_.capture.url = url::redacted(request_.url);
        objection_ = Failure{"bad_url", parsed.error().message};
        return;
    }
    first_ = *parsed;
    response_.capture.url = has_credentials(*parsed) ? parsed->without_credentials().href() : parsed->href();
    if (!parsed->is_http()) {
        objection_ = Failure{"forbidden_scheme", "a " + std::string{parsed->scheme()} + ": address"};
        return;
    }
    set_hop(sent_part(*parsed));
}

void Job::take_policy(const Options& options) {
    if (request_.allow_private.empty()) return;
    std::vector<std::string> exceptions = options.allow_private;
    exceptions.insert(exceptions.end(), request_.allow_private.begin(), request_.allow_private.end());
    auto own = AddressPolicy::with_exceptions(exceptions, options.ports);
    if (own) {
        own_policy_ = *std::move(own);
    } else {
        objection_ = Failure{"forbidden_address", "allow_private: " + own.error()};
    }
}

void Job::take_secrets() {
    if (!request_.auth_file.empty()) {
        const auto pair = read_user_and_password(request_.auth_file);
        if (pair) {
            request_.headers.emplace_back("Authorization", basic_authorization(*pair));
        } else {
            objection_ = Failure{"secret_file", "auth_file: " + pair.error()};
        }
    }
    if (!request_.cookies_file.empty()) {
        auto path = secret_path(request_.cookies_file);
        if (path) {
            request_.cookies_file = *std::move(path);
        } else {
            objection_ = Failure{"secret_file", "cookies_file: " + path.error()};
        }
    }
}

std::string Job::proxy() const {
    if (request_.proxy == "none") return "";
    return request_.proxy.empty() ? options_.proxy : request_.proxy;
}

void Job::set_hop(url::Url hop) {
    host_ = hop.hostname();
    robots_cleared_ = false;
    tried_again_ = false;
    robots_awaited = false;
    if (!is_same_recipient(*first_, hop)) secrets_ = Secrets::withhold;
    response_.capture.final_url = hop.href();
    hop_ = std::move(hop);
}

const AddressPolicy& Job::policy() const {
    return own_policy_ && secrets_ == Secrets::send ? *own_policy_ : common_policy_;
}

// What can be refused before anything happens. Behind a proxy, which looks names up itself, this is the only
// look at the address we get.
std::optional<std::string> Job::refusal() const {
    const std::uint16_t port = hop_->effective_port();
    if (const std::optional<IpAddress> literal = parse_address(host_)) {
        std::string why = policy().refusal(*literal, port);
        return why.empty() ? std::nullopt : std::optional{std::move(why)};
    }
    if (proxy().empty()) return std::nullopt;
    // RFC 6761 §6.3: these names are the proxy itself.
    if (host_ == "localhost" || host_.ends_with(".localhost")) return host_ + " is a loopback address";
    if (!policy().allows_port(port))
        return "port " + std::to_string(port) + " of " + host_ + " is not allowed";
    return std::nullopt;
}

std::optional<Failure> Job::objection() const {
    if (objection_) return objection_;
    if (auto why = refusal()) return Failure{"forbidden_address", *std::move(why)};
    return std::nullopt;
}

std::optional<std::string> Job::robots_origin() const {
    if (robots_cleared_ || !options_.robots) return std::nullopt;
    switch (request_.kind) {
        case model::CaptureKind::page:
        case model::CaptureKind::image: break;
        case model::CaptureKind::feed:
            if (options_.robots_for_feeds) break;
            return std::nullopt;
        case model::CaptureKind::robots:
        case model::CaptureKind::imported: return std::nullopt;
    }
    return std::string{hop_->scheme()} + "://" + std::string{hop_->host()};
}

Request Job::robots_request() const {
    Request request;
    request.url = *robots_origin() + "/robots.txt";
    request.kind = model::CaptureKind::robots;
    request.proxy = request_.proxy;
    if (secrets_ == Secrets::send) request.allow_private = request_.allow_private;
    return request;
}

HopPlan Job::plan(const HeaderWriter& headers) const {
    HopPlan plan;
    plan.url = hop_->href();
    plan.policy = &policy();
    plan.headers = headers.write(request_, *first_, *hop_, secrets_);
    plan.body_limit = limits_.body;
    plan.cut_at_limit = limits_.cut_body;
    plan.timeout = std::max(limits_.timeout - spent_, std::chrono::milliseconds{1});
    plan.proxy = proxy();
    if (secrets_ == Secrets::send) plan.cookies_file = request_.cookies_file;
    if (!options_.resolve.empty())
        plan.resolve_key = host_ + ":" + std::to_string(hop_->effective_port()) + ":";
    return plan;
}

bool Job::advance(HopOutcome outcome) {
    if (outcome.try_again && !std::exchange(tried_again_, true)) return true;
    model::Capture& capture = response_.capture;
    spent_ += std::max(outcome.hop.finished_at - outcome.hop.started_at, Milliseconds{0});
    capture.status = outcome.hop.status;
    capture.hops.push_back(std::move(outcome.hop));
    const model::Hop& last = capture.hops.back();
    if (outcome.failure) {
        objection_ = std::move(outcome.failure);
        return false;
    }
    const std::string_view location =
        is_redirect(last.status) ? first_header_value(last.headers, "Location") : "";
    if (!location.empty()) {
        const RedirectRules rules{limits_.redirects, !request_.cookies_file.empty()};
        auto next = next_hop(rules, capture.hops, *hop_, location);
        if (!next) {
            objection_ = next.error();
            return false;
        }
        set_hop(*std::move(next));
        return true;
    }
    if (last.status == 429 || last.status == 503) {
        response_.retry_after =
            schedule::parse_retry_after(first_header_value(last.headers, "Retry-After"), last.finished_at);
    }
    response_.body = std::move(outcome.body);
    return false;
}

void Job::complete() {
    if (objection_) return fail(*objection_);
    model::Capture& capture = response_.capture;
    const std::string_view headers = capture.hops.back().headers;
    capture.content_type = first_header_value(headers, "Content-Type");
    capture.content_encoding = first_header_value(headers, "Content-Encoding");
    capture.body_bytes = response_.body.size();
    capture.finished_at = now();
    promise_.set_value(std::move(response_));
}

void Job::fail_paused(std::chrono::milliseconds left) {
    response_.retry_after = left;
    response_.pauses_host = options_.pause_scope != schedule::PauseScope::address;
    fail(Failure{"paused",
                 "the host asked not to be asked for another " + std::to_string(left.count() / 1000) + " s"});
}

void Job::fail(const Failure& failure) {
    response_.body.clear();
    response_.capture.error_code = failure.code;
    response_.capture.error_message = failure.message;
    response_.capture.finished_at = now();
    promise_.set_value(std::move(response_));
}

}  // namespace webclip::net
