// `extract --batch`: JSON lines {"id", "html": path, "url"} in, an object a line out, in their order, each as
// soon as it and those before it are done. Whatever is wrong with a line or its page is the "error" of its
// object.
#pragma once

#include <cstddef>
#include <istream>

#include "sandbox/reader_pool.h"

namespace webclip::daemon {

struct BatchOptions {
    std::size_t jobs = 1;  // pages at the same time
    bool explain = false;
    // Reads all pages twice: first to learn what those of one host have in common.
    bool site_memory = false;
};

// Returns when all is printed. Throws what print_now throws.
void extract_batch(std::istream& lines, sandbox::ReaderPool& readers, const BatchOptions& options);

}  // namespace webclip::daemon
