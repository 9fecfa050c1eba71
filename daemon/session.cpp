#include "session.h"

#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>

#include "archive/archive_entry.h"
#include "archive/operations.h"
#include "archive/post_view.h"
#include "archive/robots_memory.h"
#include "archive/services.h"
#include "locate.h"

namespace webclip::daemon {

using nlohmann::json;

// In the order in which they need each other; readers first, before there are threads.
struct Session::Local {
    explicit Local(const config::Config& config)
        : options(config),
          readers(options.sandbox),
          writer(options.archive.folder),
          posts(options.archive, writer),
          catalog(options.archive.folder),
          operations(
              {readers, writer, posts, catalog}, [] {}, [] { return std::string{}; }) {
        posts.write_stale(catalog);
    }

    config::Config options;
    sandbox::ReaderPool readers;
    store::Writer writer;
    archive::PostView posts;
    store::Catalog catalog;
    archive::Operations operations;
    std::optional<net::Fetcher> fetcher;
    std::mt19937_64 random{std::random_device{}()};
};

Session::Session() = default;
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Session Session::open(const config::Config& config) {
    Session session;
    session.client_ = archive::ControlClient::connect(config.archive.folder);
    if (!session.client_) {
        expect_own_archive(config.archive.folder);
        session.local_ = std::make_unique<Local>(config);
    }
    return session;
}

json Session::perform(const json& request) {
    const std::string line = request.dump();
    json answer = json::parse(client_ ? client_->request(line) : local_->operations.perform(line));
    if (answer.contains("error") && request.at("op") != "import") {
        throw std::runtime_error(answer.at("error").get<std::string>());
    }
    return answer;
}

Session::Archived Session::archive_now(std::int64_t id) {
    if (!local_->fetcher)
        local_->fetcher.emplace(local_->options.net,
                                archive::robots_memory(local_->options.archive.folder, local_->writer));
    const auto entry = local_->catalog.entry(model::EntryId{id});
    if (!entry) return {.ok = false, .line = "entry " + std::to_string(id) + " is gone"};
    archive::Services services{.options = local_->options.archive,
                               .fetcher = *local_->fetcher,
                               .readers = local_->readers,
                               .writer = local_->writer,
                               .posts = local_->posts,
                               .catalog = local_->catalog,
                               .random = local_->random};
    const archive::EntryReport report = archive::archive_entry(services, *entry, {});
    if (!report.clip) {
        return {.ok = false,
                .line = report.error_code + ": " + report.error_message +
                        (report.will_retry ? " (will be tried again)" : "")};
    }
    const auto clip = local_->catalog.clip(*report.clip);
    return {.ok = true,
            .line = "clip " + std::to_string(report.clip->value()) + ": " +
                    (clip ? clip->fields.title : std::string{}) + ", " +
                    std::to_string(report.images - report.images_missing) + " of " +
                    std::to_string(report.images) + " images"};
}

std::optional<json> ask_daemon(const std::filesystem::path& archive) {
    auto client = archive::ControlClient::connect(archive);
    if (!client) return std::nullopt;
    return json::parse(client->request(R"({"op":"ping"})"));
}

}  // namespace webclip::daemon
