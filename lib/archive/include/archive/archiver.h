// The worker threads: each takes one job and walks it straight down, from fetch to commit.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "archive/archive_entry.h"
#include "archive/complete_images.h"
#include "archive/options.h"
#include "archive/post_view.h"
#include "archive/refresh_source.h"
#include "model/entry.h"
#include "model/source.h"
#include "net/fetcher.h"
#include "sandbox/reader_pool.h"
#include "store/writer.h"

namespace webclip::archive {

struct EntryJob {
    model::Entry entry;
    model::SourceSettings settings;
    std::string host;
};
struct ImagesJob {
    model::ClipId clip;
    std::string host;  // of one of the images
};
using Job = std::variant<model::Source, EntryJob, ImagesJob>;

// What became of a job; told on the worker's thread.
struct Finished {
    const Job& job;
    std::optional<RefreshReport> refresh;
    std::optional<EntryReport> entry;
    std::optional<ImagesReport> images;
    std::string broken;  // the environment failed (disk full, …): nothing was recorded; "" otherwise
};

// Any thread may call any member. The services must outlive the archiver.
class Archiver {
  public:
    Archiver(const Options& options, net::Fetcher& fetcher, sandbox::ReaderPool& readers,
             store::Writer& writer);
    ~Archiver();
    Archiver(const Archiver&) = delete;
    Archiver& operator=(const Archiver&) = delete;
    Archiver(Archiver&&) = delete;
    Archiver& operator=(Archiver&&) = delete;

    // Called after every job; set before the first submit.
    void on_finished(std::function<void(const Finished&)> callback);
    // Queues a job; waits while the queue is full. False once stopped.
    bool submit(Job job);
    // Lets running jobs end, drops queued ones (their work stays due in the catalog), joins the workers.
    void stop();

    const Options& options() const;
    sandbox::ReaderPool& readers();
    store::Writer& writer();
    PostView& posts();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace webclip::archive
