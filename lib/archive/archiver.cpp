#include "archive/archiver.h"

#include <spdlog/spdlog.h>

#include <atomic>
#include <thread>
#include <vector>

#include "archive/services.h"
#include "sync/bounded_queue.h"
#include "text/utf8.h"

namespace webclip::archive {
namespace {

// One line of at most 1 KiB: what comes from outside cannot forge log lines.
std::string for_log(std::string_view text) {
    constexpr std::size_t longest = 1024;
    return std::string{
        text::truncate_on_grapheme(text::collapse_whitespace(text::strip_controls(text)), longest)};
}

void log_refresh(const model::Source& source, const RefreshReport& report) {
    if (report.cancelled) return;
    if (report.error.empty()) {
        spdlog::info("source={} outcome={} entries={}", for_log(source.address),
                     report.unchanged ? "unchanged" : "read", report.announced);
    } else {
        spdlog::warn("source={} outcome=failed reason=\"{}\"", for_log(source.address),
                     for_log(report.error));
    }
    // Said once, when it happens: `sources` shows it from then on.
    if (report.health_changed && report.health == model::SourceHealth::dead)
        spdlog::error("source={} health=dead reason=\"{}\": not asked again until `webclipd retry --sources`",
                      for_log(source.address), for_log(report.error));
    if (report.went_stale)
        spdlog::warn("source={} stale=yes: nothing new for much longer than it used to be",
                     for_log(source.address));
}

void log_entry(const model::Entry& entry, const EntryReport& report) {
    if (report.cancelled) return;
    if (report.clip) {
        spdlog::info("entry={} outcome=archived clip={} images={} missing={}", for_log(entry.url),
                     report.clip->value(), report.images, report.images_missing);
    } else {
        spdlog::warn("entry={} outcome={} code={} reason=\"{}\"", for_log(entry.url),
                     report.will_retry ? "retry_later" : "failed", report.error_code,
                     for_log(report.error_message));
    }
}

void log_images(model::ClipId clip, const ImagesReport& report) {
    if (report.cancelled) return;
    spdlog::info("clip={} outcome=images_tried_again arrived={} missing={}", clip.value(), report.stored,
                 report.missing);
}

}  // namespace

struct Archiver::State {
    State(const Options& given, net::Fetcher& with_fetcher, sandbox::ReaderPool& with_readers,
          store::Writer& with_writer)
        : options(given),
          fetcher(with_fetcher),
          readers(with_readers),
          writer(with_writer),
          posts(given, with_writer),
          queue(given.workers * 2) {}

    const Options& options;
    net::Fetcher& fetcher;
    sandbox::ReaderPool& readers;
    store::Writer& writer;
    PostView posts;
    std::function<void(const Finished&)> callback;
    sync::BoundedQueue<Job> queue;
    std::atomic<bool> dropping{false};
    std::vector<std::thread> workers;

    void work(const store::Catalog& catalog);
    void run(Services& services, const Job& job);
};

void Archiver::State::run(Services& services, const Job& job) {
    Finished finished{.job = job, .refresh = {}, .entry = {}, .images = {}, .broken = {}};
    // The job boundary: a broken environment costs this job, which stays due, and not the daemon.
    try {
        if (const auto* source = std::get_if<model::Source>(&job)) {
            finished.refresh = refresh_source(services, *source);
            log_refresh(*source, *finished.refresh);
        } else if (const auto* entry = std::get_if<EntryJob>(&job)) {
            finished.entry = archive_entry(services, entry->entry, entry->settings);
            log_entry(entry->entry, *finished.entry);
        } else {
            const model::ClipId clip = std::get<ImagesJob>(job).clip;
            finished.images = complete_images(services, clip);
            log_images(clip, *finished.images);
        }
    } catch (const std::exception& error) {
        finished.broken = error.what();
        spdlog::error("job=failed reason=\"{}\"", for_log(error.what()));
    }
    if (callback) callback(finished);
}

void Archiver::State::work(const store::Catalog& catalog) {
    std::mt19937_64 random{std::random_device{}()};
    Services services{.options = options,
                      .fetcher = fetcher,
                      .readers = readers,
                      .writer = writer,
                      .posts = posts,
                      .catalog = catalog,
                      .random = random};
    while (const auto job = queue.pop()) {
        if (!dropping) run(services, *job);
    }
}

Archiver::Archiver(const Options& options, net::Fetcher& fetcher, sandbox::ReaderPool& readers,
                   store::Writer& writer)
    : state_(std::make_unique<State>(options, fetcher, readers, writer)) {
    try {
        // Opened here: what cannot be had (descriptors) is the caller's to know, not a thread's to die of.
        for (std::size_t i = 0; i < options.workers; ++i)
            state_->workers.emplace_back(
                [this, catalog = store::Catalog{options.folder}] { state_->work(catalog); });
    } catch (...) {
        stop();  // those that could be started
        throw;
    }
}

Archiver::~Archiver() {
    stop();
}

void Archiver::on_finished(std::function<void(const Finished&)> callback) {
    state_->callback = std::move(callback);
}

bool Archiver::submit(Job job) {
    return state_->queue.push(std::move(job));
}

void Archiver::stop() {
    state_->dropping = true;
    state_->queue.close();
    for (std::thread& worker : state_->workers) {
        if (worker.joinable()) worker.join();
    }
}

const Options& Archiver::options() const {
    return state_->options;
}
sandbox::ReaderPool& Archiver::readers() {
    return state_->readers;
}
store::Writer& Archiver::writer() {
    return state_->writer;
}
PostView& Archiver::posts() {
    return state_->posts;
}

}  // namespace webclip::archive
