#include "extract_batch.h"

#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>

#include "extract/site_memory.h"
#include "in_order.h"
#include "page_json.h"
#include "standard_output.h"
#include "url/url.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;
using SiteProfiles = std::map<std::string, model::SiteProfile, std::less<>>;

// What keeps a line from naming a page, or nothing.
std::string fault_of(const json& request) {
    if (!request.is_object())
        return R"(is no JSON object like {"id": 1, "html": "page.html", "url": "https://…"})";
    for (const char* key : {"html", "url"}) {
        const auto member = request.find(key);
        if (member == request.end()) return "lacks \"" + std::string{key} + "\"";
        if (!member->is_string()) return "has a \"" + std::string{key} + "\" that is no string";
    }
    return {};
}

PageFile page_of(const json& request) {
    return {request["html"].get<std::string>(), request["url"].get<std::string>()};
}

std::string host_of(const std::string& address) {
    const auto parsed = url::parse(address);
    return parsed ? std::string{parsed->hostname()} : std::string{};
}

struct Lesson {
    std::string host;  // "": nothing was learnt
    model::PageNotes notes;
};

SiteProfiles learn_sites(const std::string& list, sandbox::ReaderPool& readers, std::size_t jobs) {
    SiteProfiles sites;
    std::istringstream lines{list};
    const auto read = [&](const ListLine& line) -> Lesson {
        const json request = json::parse(line.text, nullptr, false);
        if (!fault_of(request).empty()) return {};
        const PageFile page = page_of(request);
        auto notes = page_notes(readers, page);
        return notes ? Lesson{host_of(page.url), *std::move(notes)} : Lesson{};
    };
    const auto learn = [&](const Lesson& lesson) {
        if (lesson.host.empty()) return;
        model::SiteProfile& site = sites[lesson.host];
        site = extract::learn(std::move(site), lesson.notes);
    };
    InOrder<Lesson>{lines, read, learn}.run(jobs);
    return sites;
}

std::string answer_to(const ListLine& line, sandbox::ReaderPool& readers, const SiteProfiles& sites,
                      bool explain) {
    const json request = json::parse(line.text, nullptr, false);
    const std::string fault = fault_of(request);
    json answer;
    if (fault.empty()) {
        const PageFile page = page_of(request);
        const auto site = sites.find(host_of(page.url));
        answer = page_json(readers, page, site == sites.end() ? model::SiteProfile{} : site->second, explain);
    } else {
        answer["error"] = "line " + std::to_string(line.number) + " " + fault;
    }
    answer["id"] = request.is_object() ? request.value("id", json{}) : json{};
    return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

void print_answers(std::istream& lines, sandbox::ReaderPool& readers, const SiteProfiles& sites,
                   const BatchOptions& options) {
    const auto work = [&](const ListLine& line) { return answer_to(line, readers, sites, options.explain); };
    InOrder<std::string>{lines, work, [](const std::string& answer) { print_now(answer); }}.run(options.jobs);
}

}  // namespace

void extract_batch(std::istream& lines, sandbox::ReaderPool& readers, const BatchOptions& options) {
    if (!options.site_memory) return print_answers(lines, readers, {}, options);
    const std::string list{std::istreambuf_iterator<char>{lines}, {}};
    const SiteProfiles sites = learn_sites(list, readers, options.jobs);
    std::istringstream again{list};
    print_answers(again, readers, sites, options);
}

}  // namespace webclip::daemon
