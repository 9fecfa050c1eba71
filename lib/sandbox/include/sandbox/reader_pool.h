// Runs the pure core on hostile bytes in confined child processes ("readers"). A reader may abort, hang or
// lie: its job then ends as a value, the process is replaced, and what comes back is checked as foreign
// input.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/byte_size.h"
#include "base/expected.h"
#include "extract/extract.h"
#include "feed/parse.h"
#include "feed/subscriptions.h"
#include "media/image.h"
#include "model/article.h"
#include "model/source.h"
#include "post/post.h"

namespace webclip::sandbox {

struct Options {
    std::size_t readers = 0;  // 0: one a core, at most 8
    std::chrono::milliseconds parse_cpu{2000};
    std::chrono::milliseconds job_wall{10'000};  // then the reader is killed; also for its start
    ByteSize decoded_page = ByteSize{8U << 20U};
    ByteSize decoded_feed = ByteSize{16U << 20U};
    std::size_t decode_ratio = 100;  // bytes out of every byte received; looked at from 1 MiB on
    std::size_t decode_layers = 3;   // codings laid over one another
    ByteSize address_space = ByteSize{512U << 20U};
    std::size_t jobs_per_reader = 500;  // then it is replaced
    ByteSize growth_per_reader = ByteSize{64U << 20U};
    // The program that readers run, and its first arguments: this one, whatever became of its file. Tests put
    // faulty ones here.
    std::vector<std::string> reader_command{"/proc/self/exe"};
};

// Why a job gave no answer from the bytes. `code` is what the catalog records.
struct ReadFailure {
    // From the bytes: "parse_limit", "parse_crash", "too_large", "truncated", "corrupt", "unknown_coding",
    // "not_a_feed", "html_page", "empty", "malformed", "no_article", "bad_rule", "not_an_image",
    // "bad_address". From the readers: "reader_lied" (its answer is not one) and "cancelled" (the pool is
    // shutting down).
    std::string code;
    std::string message;
    std::vector<std::string> feed_links;  // with "html_page"
    // The same bytes would fail again in this version of the program.
    bool permanent = true;
};

// No reader can be started now: a trouble of this machine, which says nothing of any document.
class ReaderUnavailable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Bytes as received, with what is needed to read them.
struct Body {
    std::string_view bytes;
    std::string content_encoding;
    std::string content_type;
    std::string url;  // final address
};

struct PageJob {
    Body body;
    std::string announced_title;
    model::Rules rules;
    bool explain = false;
    model::SiteConfig site_config = {};
    model::SiteProfile site = {};  // see extract::PageContext, as for the next
    extract::EarlierPages earlier = {};
    std::optional<Timestamp> fetched = {};  // none of the page's dates is later
};

struct PageReading {
    model::Article article;  // html with asset:<n> images (media::plan)
    std::string charset;
    std::string explanation;  // text for a person; "" unless asked for
    extract::PageFacts facts;
};

struct PostReading {
    post::Post post;
    model::Article article;  // of the post's body: sanitised, planned, text
};

struct ParseOutcome {
    std::size_t nodes = 0;
};

// Starts its readers in the constructor, which must run before the process has threads and throws
// std::runtime_error or std::system_error when none can be started or confined; replaces them by posix_spawn.
// Any thread may call any member; a call waits for a free reader, and throws ReaderUnavailable when there is
// none within Options::job_wall. main() must call run_if_reader first.
class ReaderPool {
  public:
    explicit ReaderPool(const Options& options);
    ~ReaderPool();
    ReaderPool(const ReaderPool&) = delete;
    ReaderPool& operator=(const ReaderPool&) = delete;
    ReaderPool(ReaderPool&&) = delete;
    ReaderPool& operator=(ReaderPool&&) = delete;

    Expected<PageReading, ReadFailure> read_page(const PageJob& job);
    Expected<feed::ParsedFeed, ReadFailure> read_feed(const Body& body, std::size_t skip = 0);
    // The feed's own text of an entry as an article.
    Expected<model::Article, ReadFailure> read_fragment(std::string_view html, std::string_view url);
    Expected<media::ImageHeader, ReadFailure> read_image(std::string_view bytes);
    Expected<PostReading, ReadFailure> read_post(std::string_view bytes, std::string_view file_name);
    Expected<std::vector<feed::Subscription>, ReadFailure> read_opml(std::string_view bytes);
    Expected<std::string, ReadFailure> sanitize(std::string_view html, std::string_view base);
    Expected<ParseOutcome, ReadFailure> parse(std::string_view bytes);
    // Canonical markup as Markdown (render::markdown_body).
    Expected<std::string, ReadFailure> to_markdown(std::string_view html);

    // Jobs that are not done after `grace`, and every later one, end as "cancelled", which is no fault of
    // theirs.
    void begin_shutdown(std::chrono::milliseconds grace);

    // Readers that died or were killed since the start; those replaced in good order, by age or size, do not
    // count.
    std::size_t replaced() const;
    std::size_t size() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// The first line of every main(): when this process was started as a reader, confines itself, serves jobs
// until its socket closes, and does not return. Otherwise returns at once.
void run_if_reader(int argc, char** argv);

}  // namespace webclip::sandbox
