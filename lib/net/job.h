// One request on its way through its hops. Used on the loop's thread, and by nobody else once it was handed
// over.
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "net/address_policy.h"
#include "net/fetcher.h"
#include "redirect.h"
#include "schedule/pauses.h"
#include "transfer.h"
#include "url/url.h"

namespace webclip::net {

// The limits of a kind of request.
struct KindLimits {
    std::uint64_t body = 0;
    bool cut_body = false;
    std::chrono::milliseconds timeout{0};
    int redirects = 10;
};
KindLimits limits_of(const Options& options, model::CaptureKind kind);

class Job {
  public:
    Job(const Options& options, const AddressPolicy& policy, Request request);

    std::future<Response> future() { return promise_.get_future(); }
    // Why the next hop must not be sent at all; what is to be recorded then is in place.
    std::optional<Failure> objection() const;
    const std::string& host() const { return host_; }
    // What falls silent when this hop's server asks for it.
    std::string pause_key() const { return schedule::pause_key(options_.pause_scope, *hop_); }

    // Whose robots.txt ("https://example.org") has a say over the next hop; nothing once clear_robots() was
    // called for it, or where none has.
    std::optional<std::string> robots_origin() const;
    std::string hop_path() const { return std::string{hop_->pathname()}.append(hop_->search()); }
    void clear_robots() { robots_cleared_ = true; }
    // Asks for that robots.txt the way this request goes.
    Request robots_request() const;

    HopPlan plan(const HeaderWriter& headers) const;
    // Takes a hop's outcome in. True when another hop has to follow, or the same one once more.
    bool advance(HopOutcome outcome);

    // Ends the request: the waiting future gets its answer.
    void complete();
    void fail(const Failure& failure);
    void fail(std::exception_ptr exception) { promise_.set_exception(std::move(exception)); }
    // The hop is not sent: a pause holds for so long.
    void fail_paused(std::chrono::milliseconds left);
    const Response& response() const { return response_; }

    std::unique_ptr<Transfer> transfer;  // while a hop is under way
    std::size_t place = 0;               // among the loop's running jobs
    std::string robots_of;               // the origin, when the loop itself asks for robots.txt
    std::future<Response> robots_answer;
    bool robots_awaited = false;  // what was asked for this hop counts for it, however soon it grows old

  private:
    void take_policy(const Options& options);
    void take_secrets();
    void set_hop(url::Url hop);
    std::optional<std::string> refusal() const;
    std::string proxy() const;
    const AddressPolicy& policy() const;

    const Options& options_;
    Request request_;
    KindLimits limits_;
    const AddressPolicy& common_policy_;
    std::optional<AddressPolicy> own_policy_;  // with the request's exceptions, for its first host
    std::optional<Failure> objection_;         // to the request itself
    std::optional<url::Url> first_;
    std::optional<url::Url> hop_;  // the one to send next
    std::string host_;
    bool robots_cleared_ = false;
    bool tried_again_ = false;
    Secrets secrets_ = Secrets::send;  // withheld for good once a redirect left the first host
    std::chrono::milliseconds spent_{0};
    Response response_;
    std::promise<Response> promise_;
};

}  // namespace webclip::net
