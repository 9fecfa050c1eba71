// What the daemon asks of a reader and how it answers. A request is a Job, its fields and, last, the foreign
// bytes; an answer a Verdict, the reader's own memory use, and the fields of the result or of the failure.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_size.h"
#include "wire.h"

namespace webclip::sandbox {

enum class Job { page, feed, fragment, image, post, opml, sanitize, parse, markdown };

enum class Verdict {
    done,
    failed,
    leaving,  // failed, and the reader ends itself, since its state can no longer be trusted
};

// Failures by index, so that an answer cannot make codes up.
struct FailureCode {
    std::string_view name;
    bool permanent;  // the same bytes would fail again
};
inline constexpr std::array<FailureCode, 14> failure_codes{{
    {"parse_limit", true},
    {"parse_crash", true},
    {"too_large", true},
    {"truncated", false},  // the transfer was cut: another one may be whole
    {"corrupt", false},
    {"unknown_coding", true},
    {"not_a_feed", true},
    {"html_page", true},
    {"empty", true},
    {"malformed", true},
    {"no_article", true},
    {"bad_rule", true},
    {"not_an_image", true},
    {"bad_address", true},
}};

struct JobFailure {
    std::string_view code;  // of failure_codes
    std::string message;
    std::vector<std::string> feed_links;
};

// The limits a reader is told on its command line.
struct JobLimits {
    std::chrono::milliseconds parse_cpu{2000};
    ByteSize decoded_page;
    ByteSize decoded_feed;
    std::size_t decode_ratio = 100;
    std::size_t decode_layers = 3;
};

// Frames: a 32-bit little-endian length and that many bytes.
inline constexpr std::size_t request_limit = 34U << 20U;  // the largest body fetched is 20 MiB
inline constexpr std::size_t answer_limit = 64U << 20U;
inline constexpr std::string_view greeting = "webclip reader 1";  // the first frame of a reader that is ready

// Does one job. What it returns is the answer without the reader's report: Verdict and fields.
std::string run_job(std::string_view request, const JobLimits& limits);
std::string failure_answer(Verdict verdict, const JobFailure& failure);

}  // namespace webclip::sandbox
