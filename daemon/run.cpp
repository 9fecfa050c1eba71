// `run`: the daemon, and `run --once`.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include <csignal>
#include <memory>
#include <nlohmann/json.hpp>

#include "archive/archiver.h"
#include "archive/control.h"
#include "archive/operations.h"
#include "archive/robots_memory.h"
#include "archive/scheduler.h"
#include "commands.h"
#include "locate.h"
#include "net/fetcher.h"
#include "net/library_version.h"
#include "output.h"
#include "signals.h"
#include "store/writer.h"
#include "systemd.h"

namespace webclip::daemon {
namespace {

using namespace std::chrono_literals;

struct RunOptions {
    bool once = false;
    bool all = false;
    bool as_json = false;
};

// The scheduler's loop goes round every few seconds; silent for so long, it is stuck.
constexpr std::chrono::seconds scheduler_patience{20};
constexpr std::chrono::seconds status_interval{5};

void set_up_logging(const config::Config& config) {
    auto logger =
        std::make_shared<spdlog::logger>("webclipd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern(systemd::logs_to_journal() ? "%l %v" : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
                        spdlog::pattern_time_type::utc);
    switch (config.log) {
        case config::LogLevel::debug: logger->set_level(spdlog::level::debug); break;
        case config::LogLevel::info: logger->set_level(spdlog::level::info); break;
        case config::LogLevel::warn: logger->set_level(spdlog::level::warn); break;
        case config::LogLevel::error: logger->set_level(spdlog::level::err); break;
    }
    spdlog::set_default_logger(std::move(logger));
}

std::string describe(const archive::RunCounts& counts) {
    std::string line = "sources " + std::to_string(counts.sources_read) + " read, " +
                       std::to_string(counts.sources_failed) + " failed; entries " +
                       std::to_string(counts.archived) + " archived, " + std::to_string(counts.failed) +
                       " failed; images " + std::to_string(counts.images - counts.images_missing) + " of " +
                       std::to_string(counts.images) + "; " + std::to_string(counts.running) + " running";
    if (!counts.broken.empty()) line += "; trouble: " + clean(counts.broken);
    return line;
}

nlohmann::json json_of(const archive::RunCounts& counts) {
    return {{"sources_read", counts.sources_read},
            {"sources_failed", counts.sources_failed},
            {"archived", counts.archived},
            {"failed", counts.failed},
            {"images", counts.images},
            {"images_missing", counts.images_missing},
            {"trouble", counts.broken}};
}

// Everything the daemon consists of, in the order in which the parts need each other.
class Daemon {
  public:
    explicit Daemon(const Invocation& invocation)
        : invocation_(invocation), config_(load_config(invocation)), readers_(config_.sandbox) {
        expect_own_archive(config_.archive.folder);
        config::read_includes(config_, readers_);
        set_up_logging(config_);
        systemd::extend_start(60s);  // a migration or a sweep of a large archive takes its time
        writer_.emplace(config_.archive.folder);
        writer_->sync_sources(config_.sources).get();
        fetcher_.emplace(config_.net, archive::robots_memory(config_.archive.folder, *writer_));
        archiver_.emplace(config_.archive, *fetcher_, readers_, *writer_);
        catalog_.emplace(config_.archive.folder);
        archiver_->posts().write_stale(*catalog_);
    }

    const config::Config& config() const { return config_; }
    store::Writer& writer() { return *writer_; }
    archive::Scheduler& scheduler() { return *scheduler_; }

    void start(archive::RunMode mode) {
        scheduler_.emplace(*archiver_, mode);
        operations_.emplace(
            archive::ImportServices{readers_, *writer_, archiver_->posts(), *catalog_},
            [this] { scheduler_->wake(); }, [this] { return describe(scheduler_->counts()); });
        control_.emplace(config_.archive.folder,
                         [this](std::string_view line) { return operations_->perform(line); });
    }

    // The source lists of the file are taken over; a bad file leaves everything as it is, and the status says
    // so until a good one comes.
    void reload() {
        systemd::reloading();
        try {
            const std::size_t sources = take_over_sources();
            refused_.clear();
            spdlog::info(
                "reload=done sources={}; options outside the source lists take effect at the next start",
                sources);
        } catch (const config::ConfigError& error) {
            for (const config::Problem& problem : error.problems())
                spdlog::error("reload=refused {}", config::describe(problem));
            refused_ = "the new configuration is wrong, the old one stays in force (" +
                       config::describe(error.problems().front()) + "); ";
        } catch (const std::exception& error) {
            spdlog::error("reload=failed {}", clean(error.what()));
            refused_ = "the new configuration could not be taken over (" + clean(error.what()) + "); ";
        }
        systemd::ready(status());
    }

    std::string status() const { return clean(refused_ + describe(scheduler_->counts())); }

    void stop() {
        control_.reset();
        scheduler_->stop();
        fetcher_->begin_shutdown(config_.archive.shutdown_grace);
        readers_.begin_shutdown(config_.archive.shutdown_grace);
        archiver_->stop();
        writer_->stop();
    }

  private:
    std::size_t take_over_sources() {
        config::Config fresh = load_config(invocation_);
        config::read_includes(fresh, readers_);
        writer_->sync_sources(fresh.sources).get();
        scheduler_->wake();
        return fresh.sources.size();
    }

    const Invocation& invocation_;
    config::Config config_;
    std::string refused_;          // what was wrong at the last reload; of the main thread
    sandbox::ReaderPool readers_;  // started before any thread, so they inherit nothing
    std::optional<store::Writer> writer_;
    std::optional<net::Fetcher> fetcher_;
    std::optional<archive::Archiver> archiver_;
    std::optional<store::Catalog> catalog_;  // of the control thread
    std::optional<archive::Scheduler> scheduler_;
    std::optional<archive::Operations> operations_;
    std::optional<archive::ControlServer> control_;
};

std::chrono::milliseconds beat() {
    return std::min<std::chrono::milliseconds>(status_interval,
                                               systemd::watchdog_interval().value_or(status_interval));
}

// Until a signal says stop; the exit code.
int serve(Daemon& daemon, const SignalSet& signals) {
    for (;;) {
        const std::optional<int> signal = signals.wait(beat());
        if (signal == SIGHUP) {
            daemon.reload();
        } else if (signal) {
            spdlog::info("stop=asked signal={}", *signal);
            return exit_done;
        }
        if (const std::string failure = daemon.scheduler().failure(); !failure.empty()) {
            spdlog::critical("scheduler=ended reason=\"{}\"", clean(failure));
            return exit_failed;
        }
        if (daemon.scheduler().is_alive(scheduler_patience)) systemd::watchdog();
        systemd::status(daemon.status());
    }
}

int run_forever(const Invocation& invocation) {
    const SignalSet signals{SIGTERM, SIGINT, SIGHUP};  // blocked before the first thread exists
    Daemon daemon{invocation};
    daemon.start(archive::RunMode::forever);
    spdlog::info("start=done archive={} sources={} fetching={}", daemon.config().archive.folder.string(),
                 daemon.config().sources.size(), net::library_version());
    systemd::ready(daemon.status());
    const int code = serve(daemon, signals);
    systemd::stopping();
    daemon.stop();
    return code;
}

int run_once(const Invocation& invocation, const RunOptions& options) {
    const SignalSet signals{SIGTERM, SIGINT};
    Daemon daemon{invocation};
    if (options.all) daemon.writer().refresh_now(std::nullopt).get();
    daemon.start(archive::RunMode::once);
    int code = exit_done;
    {
        Progress progress;
        while (!daemon.scheduler().wait_until_done(100ms)) {
            progress.show(describe(daemon.scheduler().counts()));
            if (signals.wait(0ms)) {
                code = exit_try_again;
                break;
            }
        }
    }
    const archive::RunCounts counts = daemon.scheduler().counts();
    const std::string failure = daemon.scheduler().failure();
    daemon.stop();
    if (options.as_json) {
        print_json(json_of(counts));
    } else {
        print_line(describe(counts));
    }
    if (!failure.empty()) throw std::runtime_error(failure);
    if (!counts.broken.empty()) return exit_failed;
    return code;
}

}  // namespace

void add_run_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("run", "the daemon");
    const auto options = std::make_shared<RunOptions>();
    CLI::Option* once =
        command->add_flag("--once", options->once, "read what is due, archive what is pending, exit");
    command->add_flag("--all", options->all, "read every source, due or not")->needs(once);
    command->add_flag("--json", options->as_json, "the summary as one JSON object")->needs(once);
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] {
            return options->once ? run_once(invocation, *options) : run_forever(invocation);
        };
    });
}

}  // namespace webclip::daemon
