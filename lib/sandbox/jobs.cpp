// The reader's side of every job: foreign bytes in, an answer out. Pure.
#include <optional>
#include <utility>

#include "codec/codec.h"
#include "explanation_text.h"
#include "extract/extract.h"
#include "feed/parse.h"
#include "html/parse.h"
#include "html/sanitize.h"
#include "html/serialize.h"
#include "job.h"
#include "media/image.h"
#include "media/plan.h"
#include "post/post.h"
#include "render/render.h"
#include "text/decode.h"
#include "text/utf8.h"
#include "url/url.h"
#include "wire_article.h"
#include "wire_feed.h"
#include "wire_post.h"
#include "wire_site.h"

namespace webclip::sandbox {
namespace {

// The fields of a result, or why there is none.
using Answer = Expected<WireWriter, JobFailure>;

Unexpected<JobFailure> failed(std::string_view code, const std::string& message) {
    return Unexpected{JobFailure{code, message, {}}};
}

struct BodyFields {
    std::string content_encoding;
    std::string content_type;
    std::string url;
};

BodyFields read_body_fields(WireReader& request) {
    BodyFields fields;
    request.text(fields.content_encoding, line_limit);
    request.text(fields.content_type, line_limit);
    request.text(fields.url, address_limit);
    return fields;
}

std::string_view codec_code(codec::CodecFailure failure) {
    switch (failure) {
        case codec::CodecFailure::too_large:
        case codec::CodecFailure::bad_ratio:
        case codec::CodecFailure::too_many_layers: return "too_large";
        case codec::CodecFailure::truncated: return "truncated";
        case codec::CodecFailure::corrupt: return "corrupt";
        case codec::CodecFailure::unknown_coding: return "unknown_coding";
    }
    return "corrupt";
}

Expected<std::string, JobFailure> decoded(std::string_view bytes, std::string_view coding, ByteSize most,
                                          const JobLimits& limits) {
    codec::Limits decoding;
    decoding.decoded = most;
    decoding.ratio = limits.decode_ratio;
    decoding.layers = limits.decode_layers;
    auto result = codec::decode_content(bytes, coding, decoding);
    if (!result) return failed(codec_code(result.error().code), result.error().message);
    return *std::move(result);
}

Expected<url::Url, JobFailure> page_address(std::string_view text) {
    auto address = url::parse(text);
    if (!address) return failed("bad_address", address.error().message);
    return *std::move(address);
}

html::ParseLimits parse_limits(const JobLimits& limits) {
    html::ParseLimits parse;
    parse.input = limits.decoded_page;
    parse.cpu = limits.parse_cpu;
    return parse;
}

// Nothing once the text would outgrow `limit`.
void replace_all(std::string& text, const std::string& from, const std::string& to, ByteSize limit) {
    if (from.empty() || text.find(from) == std::string::npos) return;
    std::string replaced;
    std::size_t start = 0;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, start)) {
        replaced.append(text, start, at - start).append(to);
        start = at + from.size();
        if (replaced.size() > limit.bytes()) return;
    }
    text = replaced.append(text, start, std::string::npos);
}

Answer read_page(WireReader& request, const JobLimits& limits) {
    const BodyFields body = read_body_fields(request);
    extract::PageContext context;
    request.text(context.announced_title, line_limit);
    describe_rules(request, context.rules);
    request.maybe(context.fetched, [&](auto& time) { request.time(time); });
    bool explain = false;
    request.flag(explain);
    model::SiteConfig config;
    describe_site_config(request, config);
    context.site_rules = std::move(config.rules);
    describe_profile(request, context.site);
    describe_earlier(request, context.earlier);
    const auto bytes = decoded(request.rest(), body.content_encoding, limits.decoded_page, limits);
    if (!bytes) return Unexpected{bytes.error()};
    const auto address = page_address(body.url);
    if (!address) return Unexpected{address.error()};
    context.address = *address;
    text::DecodeHints hints;
    hints.content_type = body.content_type;
    text::Decoded page = text::decode(*bytes, hints);
    for (const auto& [from, to] : config.replacements) replace_all(page.text, from, to, limits.decoded_page);
    auto document = html::parse(page.text, parse_limits(limits));
    if (!document) return failed("parse_limit", document.error().message);
    extract::Explanation explanation;
    extract::PageFacts facts;
    auto article = extract::extract(*std::move(document), context, explain ? &explanation : nullptr, &facts);
    if (!article) {
        const bool is_rule = article.error().code == extract::ExtractFailure::bad_rule;
        return failed(is_rule ? "bad_rule" : "no_article", article.error().message);
    }
    const model::Article planned = media::plan(*std::move(article));
    WireWriter answer;
    describe_article(answer, planned);
    answer.text(page.charset, line_limit);
    answer.text(explain ? explanation_text(explanation) : std::string{}, document_limit);
    describe_page_facts(answer, facts);
    return answer;
}

std::string_view feed_code(feed::FeedFailure failure) {
    switch (failure) {
        case feed::FeedFailure::not_a_feed: return "not_a_feed";
        case feed::FeedFailure::html_page: return "html_page";
        case feed::FeedFailure::empty: return "empty";
        case feed::FeedFailure::malformed: return "malformed";
    }
    return "malformed";
}

Answer read_feed(WireReader& request, const JobLimits& limits) {
    const BodyFields body = read_body_fields(request);
    std::int64_t skip = 0;
    request.number(skip, 0, INT64_MAX);
    auto bytes = decoded(request.rest(), body.content_encoding, limits.decoded_feed, limits);
    // A file that is itself compressed, as sitemap.xml.gz is.
    if (bytes && codec::is_gzip(*bytes)) bytes = decoded(*bytes, "gzip", limits.decoded_feed, limits);
    if (!bytes) return Unexpected{bytes.error()};
    auto address = page_address(body.url);
    if (!address) return Unexpected{address.error()};
    feed::ParseLimits parse;
    parse.skip = static_cast<std::size_t>(skip);
    auto parsed = feed::parse(*bytes, {*std::move(address), body.content_type}, parse);
    if (!parsed) {
        feed::FeedError& error = parsed.error();
        return Unexpected{
            JobFailure{feed_code(error.code), std::move(error.message), std::move(error.feed_links)}};
    }
    WireWriter answer;
    describe_feed(answer, *parsed);
    return answer;
}

Answer article_answer(const model::Article& article) {
    WireWriter answer;
    describe_article(answer, article);
    return answer;
}

Answer read_fragment(WireReader& request) {
    std::string url;
    request.text(url, address_limit);
    const auto base = page_address(url);
    if (!base) return Unexpected{base.error()};
    return article_answer(
        media::plan(extract::from_feed_content(text::to_valid_utf8(request.rest()), *base)));
}

Answer read_image(WireReader& request) {
    const auto header = media::sniff_image(request.rest());
    if (!header) return failed("not_an_image", header.error().reason);
    WireWriter answer;
    describe_image_header(answer, *header);
    return answer;
}

// Markdown is shown as it was written: paragraphs at blank lines, everything escaped.
std::string markdown_as_paragraphs(std::string_view markdown) {
    std::string html;
    while (!markdown.empty()) {
        const std::size_t end = std::min(markdown.find("\n\n"), markdown.size());
        const std::string_view paragraph = text::trim(markdown.substr(0, end));
        if (!paragraph.empty()) html += "<p>" + html::escape_text(paragraph) + "</p>";
        markdown.remove_prefix(std::min(end + 2, markdown.size()));
    }
    return html;
}

model::Article article_of(const post::Post& post) {
    // Without an address of its own a post's relative links lead nowhere.
    auto base = url::parse(post.fields.from);
    if (!base) base = url::parse("about:blank");
    const std::string body = post.body.empty() ? markdown_as_paragraphs(post.body_markdown) : post.body;
    model::Article article = extract::from_feed_content(text::to_valid_utf8(body), *base);
    article.title = post.fields.title;
    if (!post.fields.author.empty()) article.byline = post.fields.author;
    if (post.fields.date) article.published = post.fields.date;
    article.tags = post.fields.tags;
    return media::plan(std::move(article));
}

Answer read_post(WireReader& request) {
    std::string file_name;
    request.text(file_name, line_limit);
    const post::Post post = post::read_post(request.rest(), file_name);
    WireWriter answer;
    describe_post(answer, post);
    const model::Article article = article_of(post);
    describe_article(answer, article);
    return answer;
}

Answer read_opml(WireReader& request) {
    auto subscriptions = feed::parse_opml(request.rest());
    if (!subscriptions) return failed("malformed", subscriptions.error());
    WireWriter answer;
    answer.list(*subscriptions, subscriptions_limit,
                [&](const auto& item) { describe_subscription(answer, item); });
    return answer;
}

Answer sanitize(WireReader& request) {
    std::string url;
    request.text(url, address_limit);
    const auto base = page_address(url);
    if (!base) return Unexpected{base.error()};
    WireWriter answer;
    answer.whole_text(html::sanitize_fragment(text::to_valid_utf8(request.rest()), *base), document_limit);
    return answer;
}

Answer parse(WireReader& request, const JobLimits& limits) {
    auto document = html::parse(text::decode(request.rest(), {}).text, parse_limits(limits));
    if (!document) return failed("parse_limit", document.error().message);
    WireWriter answer;
    answer.number(static_cast<std::int64_t>(document->size()), 0, INT64_MAX);
    return answer;
}

Answer markdown(WireReader& request, const JobLimits& limits) {
    const auto document = html::parse_fragment(text::to_valid_utf8(request.rest()), parse_limits(limits));
    if (!document) return failed("parse_limit", document.error().message);
    WireWriter answer;
    answer.whole_text(render::markdown_body(*document, document->body()), document_limit);
    return answer;
}

Answer answer_to(WireReader& request, const JobLimits& limits) {
    Job job = Job::parse;
    request.choice(job, Job::markdown);
    switch (job) {
        case Job::page: return read_page(request, limits);
        case Job::feed: return read_feed(request, limits);
        case Job::fragment: return read_fragment(request);
        case Job::image: return read_image(request);
        case Job::post: return read_post(request);
        case Job::opml: return read_opml(request);
        case Job::sanitize: return sanitize(request);
        case Job::parse: return parse(request, limits);
        case Job::markdown: return markdown(request, limits);
    }
    return failed("malformed", "no such job");
}

}  // namespace

std::string failure_answer(Verdict verdict, const JobFailure& failure) {
    WireWriter answer;
    answer.choice(verdict, Verdict::leaving);
    std::int64_t code = 0;
    for (std::size_t i = 0; i < failure_codes.size(); ++i) {
        if (failure_codes.at(i).name == failure.code) code = static_cast<std::int64_t>(i);
    }
    answer.number(code, 0, static_cast<std::int64_t>(failure_codes.size()) - 1);
    answer.text(failure.message, 1024);
    answer.list(failure.feed_links, 50, [&](const std::string& link) { answer.address(link); });
    return std::move(answer).take();
}

std::string run_job(std::string_view request, const JobLimits& limits) {
    WireReader reader{request};
    Answer answer = answer_to(reader, limits);
    if (answer && answer->overlong()) {
        answer =
            failed("too_large", "the answer has a text over " + std::to_string(document_limit) + " bytes");
    }
    if (!answer) return failure_answer(Verdict::failed, answer.error());
    WireWriter verdict;
    verdict.choice(Verdict::done, Verdict::leaving);
    return std::move(verdict).take() + answer->bytes();
}

}  // namespace webclip::sandbox
