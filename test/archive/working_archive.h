// A whole archive in a temporary folder, with everything that works on it, and a loopback server to archive
// from.
#pragma once

#include <functional>
#include <optional>
#include <random>
#include <string>

#include "archive/archive_entry.h"
#include "archive/archiver.h"
#include "archive/import.h"
#include "archive/post_view.h"
#include "archive/refresh_source.h"
#include "archive/scheduler.h"
#include "archive/services.h"
#include "support/http_server.h"
#include "support/temp_dir.h"

namespace webclip::test {

class WorkingArchive {
  public:
    explicit WorkingArchive(const std::function<void(archive::Options&)>& adjust = {});

    const TempDir& folder() const { return folder_; }
    const archive::Options& options() const { return options_; }
    store::Writer& writer() { return writer_; }
    store::Catalog& catalog() { return catalog_; }
    net::Fetcher& fetcher() { return fetcher_; }
    sandbox::ReaderPool& readers() { return readers_; }
    archive::PostView& posts() { return posts_; }
    archive::Services services();
    archive::ImportServices import_services();

    // A source the scheduler will find due.
    model::Source add_source(model::SourceKind kind, const std::string& address,
                             model::SourceSettings settings = {});
    // A pending entry.
    model::Entry add_entry(const std::string& url, model::Entry entry = {});
    archive::EntryReport archive(const std::string& url, model::Entry entry = {},
                                 const model::SourceSettings& settings = {});
    // `run --once`.
    archive::RunCounts run_once();

    // The post of a clip as it is on disk.
    std::string post(model::ClipId clip);

  private:
    TempDir folder_;
    archive::Options options_;
    sandbox::ReaderPool readers_;
    store::Writer writer_;
    store::Catalog catalog_;
    net::Fetcher fetcher_;
    archive::PostView posts_;
    std::mt19937_64 random_{1};
};

// A page with an article of ours around `body`.
std::string page_with(const std::string& title, const std::string& body);
// Running text, long enough to be an article.
std::string prose();
// The bytes of a small PNG of the given width (its height is 1).
std::string png(unsigned width);

}  // namespace webclip::test
