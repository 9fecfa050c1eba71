// The command line that makes the program a reader. Private between reader_process and run_if_reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_size.h"
#include "job.h"
#include "sandbox/reader_pool.h"

namespace webclip::sandbox {

struct ReaderSettings {
    JobLimits limits;
    ByteSize address_space;
};

std::vector<std::string> write_arguments(const Options& options);
// `arguments` as main() got them; nothing when they are not those of a reader.
std::optional<ReaderSettings> read_arguments(const std::vector<std::string_view>& arguments);

}  // namespace webclip::sandbox
