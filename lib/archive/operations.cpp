#include "archive/operations.h"

#include <unistd.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/ascii.h"
#include "url/url.h"

namespace webclip::archive {
namespace {

using nlohmann::json;

// Wrong requests are the client's mistake and end as an answer.
struct BadRequest : std::runtime_error {
    using std::runtime_error::runtime_error;
};

Effect effect_of(const json& request) {
    return request.value("dry_run", false) ? Effect::dry_run : Effect::real;
}

std::string bytes_from_hex(const std::string& hex) {
    if (hex.size() % 2 != 0) throw BadRequest{"odd number of hexadecimal digits"};
    std::string bytes;
    bytes.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        if (!is_ascii_hex_digit(hex[i]) || !is_ascii_hex_digit(hex[i + 1]))
            throw BadRequest{"not hexadecimal"};
        bytes += static_cast<char>(hex_digit_value(hex[i]) * 16 + hex_digit_value(hex[i + 1]));
    }
    return bytes;
}

std::string_view outcome_name(ImportOutcome outcome) {
    switch (outcome) {
        case ImportOutcome::added: return "added";
        case ImportOutcome::changed: return "changed";
        case ImportOutcome::unchanged: return "unchanged";
        case ImportOutcome::failed: break;
    }
    return "failed";
}

// The source that entries added by hand belong to; made when first needed.
model::SourceId manual_source(const ImportServices& services) {
    const auto known = services.catalog.source_at(model::SourceKind::manual, "manual");
    if (known) return known->id;
    model::Source source;
    source.kind = model::SourceKind::manual;
    source.address = "manual";
    source.by_hand = true;
    return services.writer.add_source(std::move(source)).get();
}

std::optional<model::Entry> entry_for(const std::string& address) {
    const auto parsed = url::parse(address);
    if (!parsed || !parsed->is_http()) return std::nullopt;
    model::Entry entry;
    entry.url = parsed->href();
    entry.key = url::normalize(*parsed).href();
    entry.first_seen_at = now();
    entry.next_attempt_at = entry.first_seen_at;
    return entry;
}

json add(const ImportServices& services, const json& request) {
    json answer{{"added", json::array()}, {"known", json::array()}, {"refused", json::array()}};
    std::vector<model::Entry> entries;
    std::set<std::string> keys;
    for (const std::string& address : request.at("urls").get<std::vector<std::string>>()) {
        auto entry = entry_for(address);
        if (!entry) {
            answer["refused"].push_back(
                {{"url", url::redacted(address)}, {"reason", "not an http or https address"}});
        } else if (!services.catalog.known_keys({entry->key}).empty() || !keys.insert(entry->key).second) {
            answer["known"].push_back(entry->url);
        } else {
            entries.push_back(std::move(*entry));
        }
    }
    std::vector<model::EntryId> ids(entries.size());
    if (effect_of(request) == Effect::real && !entries.empty()) {
        const model::SourceId source = manual_source(services);
        for (model::Entry& entry : entries) entry.source = source;
        ids = services.writer.add_entries(entries).get();
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
        answer["added"].push_back({{"url", entries[i].url}, {"entry", ids[i].value()}});
    }
    return answer;
}

json import(const ImportServices& services, const json& request) {
    const ImportReport report =
        import_file(services, {.name = request.at("name").get<std::string>(),
                               .bytes = bytes_from_hex(request.at("hex").get<std::string>()),
                               .url = request.value("url", std::string{}),
                               .effect = effect_of(request)});
    json answer{{"outcome", outcome_name(report.outcome)},
                {"what", report.what},
                {"sources", report.sources},
                {"warnings", report.warnings}};
    answer["clip"] = report.clip ? json(report.clip->value()) : json{};
    if (!report.error.empty()) answer["error"] = report.error;
    return answer;
}

json retry(const ImportServices& services, const json& request) {
    std::optional<std::vector<model::EntryId>> entries;
    if (request.contains("entries")) {
        entries.emplace();
        for (const std::int64_t id : request.at("entries").get<std::vector<std::int64_t>>())
            entries->emplace_back(id);
    }
    if (effect_of(request) == Effect::real) {
        const std::size_t images = entries ? 0 : services.writer.retry_images().get();
        return {{"retried", services.writer.retry(std::move(entries)).get()}, {"images", images}};
    }
    if (!entries) {
        return {{"retried", services.catalog.failed_entries(0).size()},
                {"images", services.catalog.missing_images(0).size()}};
    }
    std::size_t known = 0;
    for (const model::EntryId id : *entries) known += services.catalog.entry(id) ? 1U : 0U;
    return {{"retried", known}, {"images", 0}};
}

json refresh(const ImportServices& services, const json& request) {
    if (effect_of(request) == Effect::real) services.writer.refresh_now(std::nullopt).get();
    return json::object();
}

json backfill(const ImportServices& services, const json& request) {
    const model::SourceId source{request.at("source").get<std::int64_t>()};
    const int pages = request.at("pages").get<int>();
    if (!services.catalog.source(source)) throw BadRequest{"no source " + std::to_string(source.value())};
    if (pages < 1) throw BadRequest{"\"pages\" must be 1 or more"};
    if (effect_of(request) == Effect::real) services.writer.backfill(source, pages).get();
    return {{"source", source.value()}, {"pages", pages}};
}

}  // namespace

Operations::Operations(ImportServices services, std::function<void()> changed,
                       std::function<std::string()> status)
    : services_(services), changed_(std::move(changed)), status_(std::move(status)) {}

std::string Operations::perform(std::string_view request_text) {
    json answer;
    try {
        const json request = json::parse(request_text);
        const std::string op = request.at("op").get<std::string>();
        if (op == "ping") {
            answer = {{"pid", ::getpid()}, {"status", status_()}};
        } else if (op == "add") {
            answer = add(services_, request);
        } else if (op == "import") {
            answer = import(services_, request);
        } else if (op == "retry") {
            answer = retry(services_, request);
        } else if (op == "refresh") {
            answer = refresh(services_, request);
        } else if (op == "backfill") {
            answer = backfill(services_, request);
        } else {
            throw BadRequest{"unknown request \"" + op + "\""};
        }
        if (op != "ping" && effect_of(request) == Effect::real) changed_();
    } catch (const std::exception& error) {
        answer = {{"error", error.what()}};
    }
    return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace webclip::archive
