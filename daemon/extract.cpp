// `extract`: pages to JSON; touches no archive.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "archive/files.h"
#include "commands.h"
#include "media/plan.h"
#include "output.h"
#include "sandbox/reader_pool.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

struct ExtractOptions {
    std::filesystem::path file;
    std::filesystem::path batch;
    std::string url;
    std::size_t jobs = 0;
    bool explain = false;
};

// The images' slots become their absolute addresses again.
std::string with_addresses(const model::Article& article) {
    std::vector<media::LocalImage> images;
    for (const model::Image& image : article.images)
        images.push_back({.path = image.url, .original = image.url});
    return media::localize(article.html, images);
}

json article_json(const sandbox::PageReading& reading) {
    const model::Article& article = reading.article;
    json images = json::array();
    for (const model::Image& image : article.images) images.push_back(image.url);
    json answer{
        {"title", article.title},    {"byline", article.byline},        {"published", article.published_text},
        {"site", article.site},      {"lang", article.language},        {"excerpt", article.excerpt},
        {"text", article.text},      {"html", with_addresses(article)}, {"images", images},
        {"lead", article.lead_image}};
    if (!reading.explanation.empty()) answer["explain"] = reading.explanation;
    return answer;
}

json extract_file(sandbox::ReaderPool& readers, const std::filesystem::path& file, const std::string& url,
                  bool explain) {
    const auto started = std::chrono::steady_clock::now();
    json answer;
    if (const auto bytes = archive::read_whole_file(file)) {
        const auto reading = readers.read_page(
            {.body = {.bytes = *bytes, .content_encoding = {}, .content_type = {}, .url = url},
             .announced_title = {},
             .rules = {},
             .explain = explain});
        if (reading) {
            answer = article_json(*reading);
        } else {
            const std::string& code = reading.error().code;
            answer["error"] =
                code == "no_article" ? reading.error().message : code + ": " + reading.error().message;
        }
    } else {
        answer["error"] = "\"" + file.string() + "\" cannot be read";
    }
    answer["ms"] =
        std::chrono::duration<double, std::milli>{std::chrono::steady_clock::now() - started}.count();
    return answer;
}

// Lines in, lines out, in the same order, each as soon as it and those before it are done.
class Batch {
  public:
    Batch(std::istream& lines, sandbox::ReaderPool& readers, bool explain)
        : lines_(lines), readers_(readers), explain_(explain) {}

    void run(std::size_t jobs) {
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < jobs; ++i) threads.emplace_back([this] { work(); });
        for (std::thread& thread : threads) thread.join();
    }

  private:
    // Results ahead of a slow page are held, but only so many.
    static constexpr std::size_t most_ahead = 64;

    void work() {
        for (;;) {
            std::string line;
            std::size_t number = 0;
            {
                std::unique_lock lock{mutex_};
                printed_more_.wait(lock, [&] { return taken_ < printed_ + most_ahead; });
                if (!std::getline(lines_, line)) return;
                number = taken_++;
            }
            const json answer = answer_for(line);
            print(number, answer);
        }
    }

    json answer_for(const std::string& line) {
        json id;
        try {
            const json request = json::parse(line);
            id = request.value("id", json{});
            json answer = extract_file(readers_, request.at("html").get<std::string>(),
                                       request.at("url").get<std::string>(), explain_);
            answer["id"] = id;
            return answer;
        } catch (const json::exception&) {
            return {{"id", id}, {"error", "bad line: not an object with \"html\" and \"url\" in JSON"}};
        }
    }

    void print(std::size_t number, const json& answer) {
        const std::lock_guard lock{mutex_};
        ready_.emplace(number, answer);
        for (auto next = ready_.find(printed_); next != ready_.end(); next = ready_.find(printed_)) {
            print_json(next->second);
            ready_.erase(next);
            ++printed_;
        }
        printed_more_.notify_all();
    }

    std::istream& lines_;
    sandbox::ReaderPool& readers_;
    bool explain_;
    std::mutex mutex_;
    std::condition_variable printed_more_;
    std::size_t taken_ = 0;
    std::size_t printed_ = 0;
    std::map<std::size_t, json> ready_;
};

int extract(const ExtractOptions& options) {
    if (options.file.empty() == options.batch.empty())
        throw UsageError{"extract takes a FILE, or --batch LIST"};
    if (!options.file.empty() && options.url.empty())
        throw UsageError{"extract FILE needs --url URL: relative links mean nothing without it"};
    sandbox::Options sandbox;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t jobs = options.jobs == 0 ? cores : options.jobs;
    sandbox.readers = options.batch.empty() ? 1 : jobs;
    sandbox::ReaderPool readers{sandbox};
    if (options.batch.empty()) {
        const json answer = extract_file(readers, options.file, options.url, options.explain);
        print_json(answer);
        return answer.contains("error") ? exit_failed : exit_done;
    }
    std::ifstream list{options.batch};
    if (!list) throw UsageError{"\"" + options.batch.string() + "\" cannot be read"};
    Batch{list, readers, options.explain}.run(jobs);
    return exit_done;
}

}  // namespace

void add_extract_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("extract", "find the article in a page, as JSON; touches nothing");
    const auto options = std::make_shared<ExtractOptions>();
    command->add_option("FILE", options->file, "a page as the origin sent it, any encoding");
    command->add_option("--url", options->url, "where the page came from");
    command->add_option("--batch", options->batch, "JSON lines {\"id\", \"html\": path, \"url\"}");
    command->add_option("-j,--jobs", options->jobs, "pages at the same time (default: one a core)");
    command->add_flag("--explain", options->explain, "add why each candidate scored as it did");
    command->callback(
        [&invocation, options] { invocation.action = [options] { return extract(*options); }; });
}

}  // namespace webclip::daemon
