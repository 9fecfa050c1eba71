#include "extract_batch.h"

#include <nlohmann/json.hpp>
#include <string>

#include "in_order.h"
#include "page_json.h"
#include "standard_output.h"

namespace webclip::daemon {
namespace {

using nlohmann::json;

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

std::string answer_to(const ListLine& line, sandbox::ReaderPool& readers, bool explain) {
    const json request = json::parse(line.text, nullptr, false);
    const std::string fault = fault_of(request);
    json answer;
    if (fault.empty()) {
        const PageFile page{request["html"].get<std::string>(), request["url"].get<std::string>()};
        answer = page_json(readers, page, explain);
    } else {
        answer["error"] = "line " + std::to_string(line.number) + " " + fault;
    }
    answer["id"] = request.is_object() ? request.value("id", json{}) : json{};
    return answer.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

void extract_batch(std::istream& lines, sandbox::ReaderPool& readers, const BatchOptions& options) {
    const auto work = [&](const ListLine& line) { return answer_to(line, readers, options.explain); };
    InOrder<std::string>{lines, work, [](const std::string& answer) { print_now(answer); }}.run(options.jobs);
}

}  // namespace webclip::daemon
