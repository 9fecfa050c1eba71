#include "job.h"

#include <algorithm>
#include <utility>

#include "header_block.h"
#include "schedule/policy.h"

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
    if (!request_.allow_private.empty()) {
        std::vector<std::string> exceptions = options.allow_private;
        exceptions.insert(exceptions.end(), request_.allow_private.begin(), request_.allow_private.end());
        auto own = AddressPolicy::with_exceptions(exceptions);
        if (own) {
            own_policy_ = *std::move(own);
        } else {
            objection_ = Failure{"forbidden_address", "allow_private: " + own.error()};
        }
    }
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

void Job::set_hop(url::Url hop) {
    host_ = hop.hostname();
    if (!is_same_recipient(*first_, hop)) secrets_ = Secrets::withhold;
    response_.capture.final_url = hop.href();
    hop_ = std::move(hop);
}

const AddressPolicy& Job::policy() const {
    return own_policy_ && secrets_ == Secrets::send ? *own_policy_ : common_policy_;
}

std::optional<Failure> Job::objection() const {
    if (objection_) return objection_;
    // A literal address is refused before anything happens; behind a proxy this is the only look at it we
    // get.
    const std::optional<IpAddress> literal = parse_address(host_);
    if (!literal) return std::nullopt;
    const std::string refusal = policy().refusal(*literal, hop_->effective_port());
    if (refusal.empty()) return std::nullopt;
    return Failure{"forbidden_address", refusal};
}

HopPlan Job::plan(const HeaderWriter& headers) const {
    HopPlan plan;
    plan.url = hop_->href();
    plan.policy = &policy();
    plan.headers = headers.write(request_, *first_, *hop_, secrets_);
    plan.body_limit = limits_.body;
    plan.cut_at_limit = limits_.cut_body;
    plan.timeout = std::max(limits_.timeout - spent_, std::chrono::milliseconds{1});
    plan.proxy = request_.proxy.empty() ? options_.proxy : request_.proxy;
    if (secrets_ == Secrets::send) plan.cookies_file = request_.cookies_file;
    if (!options_.resolve.empty())
        plan.resolve_key = host_ + ":" + std::to_string(hop_->effective_port()) + ":";
    return plan;
}

bool Job::advance(HopOutcome outcome) {
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

void Job::fail(const Failure& failure) {
    response_.body.clear();
    response_.capture.error_code = failure.code;
    response_.capture.error_message = failure.message;
    response_.capture.finished_at = now();
    promise_.set_value(std::move(response_));
}

}  // namespace webclip::net
