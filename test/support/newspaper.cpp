#include "support/newspaper.h"

#include <iconv.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "support/corpus.h"

namespace webclip::test {
namespace {

std::string with_base(std::string text, const std::string& base) {
    constexpr std::string_view mark = "{{base}}";
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + base.size())) {
        text.replace(at, mark.size(), base);
    }
    return text;
}

std::string encoded(std::string text, const std::string& charset) {
    const iconv_t converter = iconv_open(charset.c_str(), "UTF-8");
    std::string out(text.size() * 2, '\0');
    char* from = text.data();
    char* to = out.data();
    std::size_t left = text.size();
    std::size_t room = out.size();
    const std::size_t failed = iconv(converter, &from, &left, &to, &room);
    iconv_close(converter);
    if (failed == static_cast<std::size_t>(-1))
        throw std::runtime_error("a page does not fit into " + charset);
    out.resize(out.size() - room);
    return out;
}

Answer answer_for(const nlohmann::json& route, const std::filesystem::path& folder, const std::string& base) {
    Answer answer;
    answer.status = route.value("status", 200);
    if (route.contains("location"))
        answer.headers.emplace_back("Location", base + route.at("location").get<std::string>());
    if (!route.contains("file")) return answer;
    const std::string type = route.at("type").get<std::string>();
    std::string body = read_file(folder / route.at("file").get<std::string>());
    if (!type.starts_with("image/")) body = with_base(std::move(body), base);
    if (route.contains("charset")) body = encoded(std::move(body), route.at("charset").get<std::string>());
    answer.headers.emplace_back("Content-Type", type);
    answer.headers.emplace_back("ETag", "\"" + std::to_string(std::hash<std::string>{}(body)) + "\"");
    answer.body = std::move(body);
    return answer;
}

}  // namespace

void serve_newspaper(HttpServer& server, const std::filesystem::path& folder) {
    std::string base = server.url("/");
    base.pop_back();
    for (const nlohmann::json& route : nlohmann::json::parse(read_file(folder / "routes.json"))) {
        server.serve(route.at("path").get<std::string>(), answer_for(route, folder, base));
    }
}

}  // namespace webclip::test
