#include "sandbox/reader_pool.h"

#include <signal.h>
#include <sys/wait.h>

#include <string.h>  // NOLINT(modernize-deprecated-headers): strsignal and sigdescr_np are not in <cstring>

#include <algorithm>
#include <atomic>
#include <utility>

#include "check_markup.h"
#include "job.h"
#include "requests.h"
#include "slots.h"
#include "wire_article.h"
#include "wire_feed.h"
#include "wire_post.h"
#include "wire_site.h"

namespace webclip::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

// How a request ended that brought no answer.
ReadFailure failure(std::string_view code, std::string message, bool permanent) {
    return {std::string{code}, std::move(message), {}, permanent};
}

ReadFailure lie(std::string message) {
    return failure("reader_lied", "the reader's answer is not one: " + std::move(message), true);
}

// Signals that tell nothing of the document: somebody or the kernel's memory killer ended the reader.
bool is_from_outside(int status) {
    if (!WIFSIGNALED(status)) return false;
    const int signal = WTERMSIG(status);
    return signal == SIGKILL || signal == SIGTERM || signal == SIGINT || signal == SIGHUP ||
           signal == SIGQUIT;
}

ReadFailure cancelled() {
    return failure("cancelled", "the daemon is stopping", false);
}

ReadFailure death(int status, const std::string& last_words) {
    std::string how = "the reader ended itself";
    bool is_limit = false;
    if (WIFSIGNALED(status)) {
        const char* name = sigdescr_np(WTERMSIG(status));
        how = std::string{"the reader died: "} + (name != nullptr ? name : "unknown signal");
        is_limit = WTERMSIG(status) == SIGXCPU;
    }
    if (!last_words.empty()) how += ": " + last_words;
    return failure(is_limit ? "parse_limit" : "parse_crash", std::move(how), !is_from_outside(status));
}

// A slot in hand, given back whatever happens.
class Loan {
  public:
    Loan(Slots& slots, std::chrono::milliseconds patience, const std::atomic<Deadline>& shutdown)
        : slots_(slots), slot_(slots.take(patience, shutdown)) {}
    ~Loan() { slots_.give_back(slot_); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    Loan(Loan&&) = delete;
    Loan& operator=(Loan&&) = delete;
    Slot& operator*() { return slot_; }
    Slot* operator->() { return &slot_; }

  private:
    Slots& slots_;
    Slot& slot_;
};

std::optional<ReadFailure> read_failure(WireReader& answer) {
    std::int64_t code = 0;
    ReadFailure failure;
    answer.number(code, 0, static_cast<std::int64_t>(failure_codes.size()) - 1);
    answer.text(failure.message, 1024);
    answer.list(failure.feed_links, 50, [&](std::string& link) { answer.address(link); });
    if (!answer.is_at_end()) return std::nullopt;
    // It may end up in a log.
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; };
    std::replace_if(failure.message.begin(), failure.message.end(), is_control, ' ');
    const FailureCode& known = failure_codes.at(static_cast<std::size_t>(code));
    failure.code = known.name;
    failure.permanent = known.permanent;
    return failure;
}

}  // namespace

struct ReaderPool::State {
    explicit State(const Options& given) : options(given), slots(given) {}

    // Asks a free reader and has `describe(WireReader&)` read the result, which says what is wrong with it,
    // if anything.
    template <typename Describe>
    std::optional<ReadFailure> run(const WireWriter& request, std::string_view bytes, Describe describe);

    // One attempt with one reader. `again` is set when the reader was ended from outside.
    template <typename Describe>
    std::optional<ReadFailure> attempt(const WireWriter& request, std::string_view bytes, Describe describe,
                                       bool& again);

    std::optional<ReadFailure> no_answer(Slot& slot, FrameResult result, bool& again);

    bool is_over() const { return Clock::now() >= shutdown_at.load(); }

    const Options options;
    std::atomic<Deadline> shutdown_at{Deadline::max()};
    Slots slots;
};

std::optional<ReadFailure> ReaderPool::State::no_answer(Slot& slot, FrameResult result, bool& again) {
    const bool was_busy = slot.process->cpu_since_request() >= options.job_wall / 2;
    slot.process->end();
    const int status = slot.process->wait_status();
    const std::string last_words = slot.process->last_words();
    slots.replace(slot);
    switch (result) {
        case FrameResult::late:
            if (is_over()) return cancelled();
            // On a machine that had no time for it, or slept meanwhile, the document is not to blame.
            return failure("parse_limit",
                           "took more than " + std::to_string(options.job_wall.count()) + " ms", was_busy);
        case FrameResult::too_long: return lie("it is over " + std::to_string(answer_limit) + " bytes");
        case FrameResult::closed:
        case FrameResult::done: break;
    }
    again = is_from_outside(status);
    return death(status, last_words);
}

template <typename Describe>
std::optional<ReadFailure> ReaderPool::State::attempt(const WireWriter& request, std::string_view bytes,
                                                      Describe describe, bool& again) {
    if (is_over()) return cancelled();
    Loan slot{slots, options.job_wall, shutdown_at};
    if (is_over()) return cancelled();
    if (slot->process == nullptr || !slot->process->is_ready()) {
        throw ReaderUnavailable{"no reader can be started: " + slot->trouble};
    }
    const auto cpu = std::chrono::ceil<std::chrono::seconds>(options.job_wall);
    std::string frame;
    const FrameResult result =
        slot->process->ask(request.bytes(), bytes, frame, answer_limit,
                           Patience{Clock::now() + options.job_wall, &shutdown_at}, cpu);
    if (result != FrameResult::done) return no_answer(*slot, result, again);

    WireReader answer{frame};
    std::int64_t resident = 0;
    answer.number(resident, 0, INT64_MAX);
    Verdict verdict = Verdict::done;
    answer.choice(verdict, Verdict::leaving);
    std::optional<ReadFailure> outcome;
    if (answer.is_good() && verdict != Verdict::done) {
        outcome = read_failure(answer);
        if (!outcome) answer.fail();
    } else if (answer.is_good()) {
        if (const std::optional<std::string> fault = describe(answer)) outcome = lie(*fault);
    }
    if (!answer.is_at_end() && !outcome) outcome = lie("its fields do not add up");
    const bool must_go = verdict == Verdict::leaving || (outcome && outcome->code == "reader_lied");
    if (must_go) {
        slots.replace(*slot);
    } else {
        slots.count_job(*slot, resident);
    }
    return outcome;
}

template <typename Describe>
std::optional<ReadFailure> ReaderPool::State::run(const WireWriter& request, std::string_view bytes,
                                                  Describe describe) {
    if (request.bytes().size() + bytes.size() > request_limit) {
        return failure("too_large", "over " + std::to_string(request_limit) + " bytes", true);
    }
    bool again = false;
    auto outcome = attempt(request, bytes, describe, again);
    // A reader that was ended from outside says nothing about the document: another one gets it, once.
    if (again) outcome = attempt(request, bytes, describe, again);
    return outcome;
}

namespace {

// What is wrong with an article a reader gave, or nothing.
std::optional<std::string> article_fault(const model::Article& article) {
    return markup_fault(article.html, {MarkupRules::Images::slots, article.images.size()});
}

// What the user is told of a rule is what they wrote, each once, whatever a reader says.
void keep_given_rules(std::vector<model::RuleOutcome>& outcomes, const PageJob& job) {
    std::vector<std::string> given = extract::rule_names(job.rules);
    for (const model::SiteRule& rule : job.site_config.rules) given.push_back(rule.name);
    std::erase_if(outcomes, [&](const model::RuleOutcome& outcome) {
        const auto found = std::find(given.begin(), given.end(), outcome.rule);
        if (found == given.end()) return true;
        given.erase(found);
        return false;
    });
}

std::optional<std::string> feed_fault(const feed::ParsedFeed& feed) {
    for (const feed::ParsedEntry& entry : feed.entries) {
        if (auto fault = markup_fault(entry.content, {})) return fault;
        if (auto fault = markup_fault(entry.summary, {})) return fault;
    }
    return std::nullopt;
}

}  // namespace

ReaderPool::ReaderPool(const Options& options) : state_(std::make_unique<State>(options)) {}
ReaderPool::~ReaderPool() = default;

Expected<PageReading, ReadFailure> ReaderPool::read_page(const PageJob& job) {
    PageReading reading;
    auto failed = state_->run(page_request(job), job.body.bytes, [&](WireReader& answer) {
        reading = {};
        describe_article(answer, reading.article);
        answer.text(reading.charset, line_limit);
        answer.text(reading.explanation, document_limit);
        describe_page_facts(answer, reading.facts);
        keep_given_rules(reading.facts.rules, job);
        return article_fault(reading.article);
    });
    if (failed) return Unexpected{*std::move(failed)};
    return reading;
}

Expected<feed::ParsedFeed, ReadFailure> ReaderPool::read_feed(const Body& body, std::size_t skip) {
    feed::ParsedFeed feed;
    auto failed = state_->run(feed_request(body, skip), body.bytes, [&](WireReader& answer) {
        feed = {};
        describe_feed(answer, feed);
        return feed_fault(feed);
    });
    if (failed) return Unexpected{*std::move(failed)};
    return feed;
}

Expected<model::Article, ReadFailure> ReaderPool::read_fragment(std::string_view html, std::string_view url) {
    model::Article article;
    auto failed = state_->run(fragment_request(url), html, [&](WireReader& answer) {
        article = {};
        describe_article(answer, article);
        return article_fault(article);
    });
    if (failed) return Unexpected{*std::move(failed)};
    return article;
}

Expected<media::ImageHeader, ReadFailure> ReaderPool::read_image(std::string_view bytes) {
    // No header ends later: only its beginning has to be sent.
    constexpr std::size_t enough = 8U << 20U;
    media::ImageHeader header;
    auto failed = state_->run(image_request(), bytes.substr(0, enough), [&](WireReader& answer) {
        describe_image_header(answer, header);
        return std::optional<std::string>{};
    });
    if (failed) return Unexpected{*std::move(failed)};
    return header;
}

Expected<PostReading, ReadFailure> ReaderPool::read_post(std::string_view bytes, std::string_view file_name) {
    PostReading reading;
    auto failed = state_->run(post_request(file_name), bytes, [&](WireReader& answer) {
        reading = {};
        describe_post(answer, reading.post);
        describe_article(answer, reading.article);
        return article_fault(reading.article);
    });
    if (failed) return Unexpected{*std::move(failed)};
    return reading;
}

Expected<std::vector<feed::Subscription>, ReadFailure> ReaderPool::read_opml(std::string_view bytes) {
    std::vector<feed::Subscription> subscriptions;
    auto failed = state_->run(opml_request(), bytes, [&](WireReader& answer) {
        subscriptions.clear();
        answer.list(subscriptions, subscriptions_limit,
                    [&](feed::Subscription& item) { describe_subscription(answer, item); });
        return std::optional<std::string>{};
    });
    if (failed) return Unexpected{*std::move(failed)};
    return subscriptions;
}

Expected<std::string, ReadFailure> ReaderPool::sanitize(std::string_view html, std::string_view base) {
    std::string markup;
    auto failed = state_->run(sanitize_request(base), html, [&](WireReader& answer) {
        answer.whole_text(markup, document_limit);
        return markup_fault(markup, {});
    });
    if (failed) return Unexpected{*std::move(failed)};
    return markup;
}

Expected<ParseOutcome, ReadFailure> ReaderPool::parse(std::string_view bytes) {
    std::int64_t nodes = 0;
    auto failed = state_->run(parse_request(), bytes, [&](WireReader& answer) {
        answer.number(nodes, 0, INT64_MAX);
        return std::optional<std::string>{};
    });
    if (failed) return Unexpected{*std::move(failed)};
    return ParseOutcome{static_cast<std::size_t>(nodes)};
}

Expected<std::string, ReadFailure> ReaderPool::to_markdown(std::string_view html) {
    std::string markdown;
    auto failed = state_->run(markdown_request(), html, [&](WireReader& answer) {
        answer.whole_text(markdown, document_limit);
        return std::optional<std::string>{};
    });
    if (failed) return Unexpected{*std::move(failed)};
    return markdown;
}

void ReaderPool::begin_shutdown(std::chrono::milliseconds grace) {
    state_->shutdown_at = Clock::now() + grace;
}

std::size_t ReaderPool::replaced() const {
    return state_->slots.replaced();
}
std::size_t ReaderPool::size() const {
    return state_->slots.size();
}

}  // namespace webclip::sandbox
