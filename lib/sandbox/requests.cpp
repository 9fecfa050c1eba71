#include "requests.h"

#include "job.h"
#include "wire_article.h"
#include "wire_site.h"

namespace webclip::sandbox {
namespace {

WireWriter request_for(Job job) {
    WireWriter request;
    request.choice(job, Job::markdown);
    return request;
}

void add_body(WireWriter& request, const Body& body) {
    request.text(body.content_encoding, line_limit);
    request.text(body.content_type, line_limit);
    request.text(body.url, address_limit);
}

}  // namespace

WireWriter page_request(const PageJob& job) {
    WireWriter request = request_for(Job::page);
    add_body(request, job.body);
    request.text(job.announced_title, line_limit);
    describe_rules(request, job.rules);
    request.maybe(job.fetched, [&](const auto& time) { request.time(time); });
    request.flag(job.explain);
    describe_site_config(request, job.site_config);
    describe_profile(request, job.site);
    describe_earlier(request, job.earlier);
    return request;
}

WireWriter feed_request(const Body& body, std::size_t skip) {
    WireWriter request = request_for(Job::feed);
    add_body(request, body);
    request.number(static_cast<std::int64_t>(skip), 0, INT64_MAX);
    return request;
}

WireWriter fragment_request(std::string_view url) {
    WireWriter request = request_for(Job::fragment);
    request.text(url, address_limit);
    return request;
}

WireWriter image_request() {
    return request_for(Job::image);
}

WireWriter post_request(std::string_view file_name) {
    WireWriter request = request_for(Job::post);
    request.text(file_name, line_limit);
    return request;
}

WireWriter opml_request() {
    return request_for(Job::opml);
}

WireWriter sanitize_request(std::string_view base) {
    WireWriter request = request_for(Job::sanitize);
    request.text(base, address_limit);
    return request;
}

WireWriter parse_request() {
    return request_for(Job::parse);
}

WireWriter markdown_request() {
    return request_for(Job::markdown);
}

}  // namespace webclip::sandbox
