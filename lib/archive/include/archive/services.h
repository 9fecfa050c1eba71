// What a job works with. One a worker thread.
#pragma once

#include <random>

#include "archive/options.h"
#include "net/fetcher.h"
#include "sandbox/reader_pool.h"
#include "store/catalog.h"
#include "store/writer.h"

namespace webclip::archive {

class PostView;

// References must outlive the job; the catalog connection and the random engine are the worker's own.
struct Services {
    const Options& options;
    net::Fetcher& fetcher;
    sandbox::ReaderPool& readers;
    store::Writer& writer;
    PostView& posts;
    const store::Catalog& catalog;
    std::mt19937_64& random;

    double random_unit() { return std::uniform_real_distribution<double>{0, 1}(random); }
};

}  // namespace webclip::archive
