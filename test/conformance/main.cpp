// webclip_conformance MODE: puts published cases to the public functions of the rooms. Reads one JSON object
// a line from standard input, writes one a line to standard output, in order, each as soon as it is done. A
// case that cannot be run gives {"error": …} and never ends the run.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "mode.h"
#include "sandbox/reader_pool.h"

namespace {

using webclip::conformance::Context;
using webclip::conformance::json;

struct Mode {
    std::string_view name;
    json (*run)(const json&, Context&);
    bool needs_readers;
};

constexpr Mode modes[] = {
    {"address", webclip::conformance::address_case, false},
    {"decode", webclip::conformance::decode_case, false},
    {"extract", webclip::conformance::extract_case, true},
    {"feed", webclip::conformance::feed_case, true},
    {"front_matter", webclip::conformance::front_matter_case, true},
    {"image", webclip::conformance::image_case, true},
    {"normalize", webclip::conformance::normalize_case, false},
    {"parse", webclip::conformance::parse_case, true},
    {"retry_after", webclip::conformance::retry_after_case, false},
    {"robots", webclip::conformance::robots_case, false},
    {"sanitize", webclip::conformance::sanitize_case, true},
    {"srcset", webclip::conformance::srcset_case, false},
    {"url", webclip::conformance::url_case, false},
};

const Mode* find_mode(std::string_view name) {
    for (const Mode& mode : modes) {
        if (mode.name == name) return &mode;
    }
    return nullptr;
}

int complain() {
    std::fputs("usage: webclip_conformance MODE\nmodes:", stderr);
    for (const Mode& mode : modes)
        std::fprintf(stderr, " %.*s", static_cast<int>(mode.name.size()), mode.name.data());
    std::fputs("\n", stderr);
    return 2;
}

// Lines of any length; std::getline belongs to <iostream>.
class LineReader {
  public:
    LineReader() = default;
    ~LineReader() { std::free(line_); }
    LineReader(const LineReader&) = delete;
    LineReader& operator=(const LineReader&) = delete;
    LineReader(LineReader&&) = delete;
    LineReader& operator=(LineReader&&) = delete;

    // Valid until the next call; nothing at the end.
    std::optional<std::string_view> next() {
        const ssize_t length = getline(&line_, &capacity_, stdin);
        if (length < 0) return std::nullopt;
        std::string_view line(line_, static_cast<std::size_t>(length));
        if (!line.empty() && line.back() == '\n') line.remove_suffix(1);
        return line;
    }

  private:
    char* line_ = nullptr;
    std::size_t capacity_ = 0;
};

// Published cases hold lone surrogates as escapes, which no UTF-8 can. Browsers read them as U+FFFD (WebIDL,
// USVString); here every surrogate escape that is no half of a pair becomes its escape.
std::string without_lone_surrogates(std::string_view line) {
    const auto unit_at = [line](std::size_t at) -> unsigned {
        unsigned unit = 0;
        if (line.substr(at, 2) != "\\u" || at + 6 > line.size()) return 0;
        for (const char c : line.substr(at + 2, 4)) {
            if (!webclip::is_ascii_hex_digit(c)) return 0;
            unit = unit * 16 + static_cast<unsigned>(webclip::hex_digit_value(c));
        }
        return unit;
    };
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        const unsigned unit = line[at] == '\\' ? unit_at(at) : 0;
        const bool is_pair = unit >= 0xD800 && unit <= 0xDBFF && (unit_at(at + 6) & 0xFC00U) == 0xDC00U;
        std::size_t length = line[at] == '\\' ? 2 : 1;
        if (is_pair) length = 12;
        if (!is_pair && unit >= 0xD800 && unit <= 0xDFFF) {
            out += "\\ufffd";
            length = 6;
        } else {
            out += line.substr(at, length);
        }
        at += length;
    }
    return out;
}

json answer(const Mode& mode, std::string_view line, Context& context) {
    try {
        const json input = json::parse(without_lone_surrogates(line));
        if (!input.is_object()) return {{"error", "not a JSON object"}};
        return mode.run(input, context);
    } catch (const std::exception& error) {
        return {{"error", error.what()}};
    }
}

int run(const Mode& mode) {
    std::unique_ptr<webclip::sandbox::ReaderPool> readers;
    if (mode.needs_readers) {
        webclip::sandbox::Options options;
        options.readers = 1;  // cases are put one after the other
        readers = std::make_unique<webclip::sandbox::ReaderPool>(options);
    }
    Context context{readers.get()};
    LineReader lines;
    while (const auto line = lines.next()) {
        if (line->empty()) continue;
        // A lone surrogate or a stray byte in an answer must not end the run.
        const std::string text =
            answer(mode, *line, context).dump(-1, ' ', false, json::error_handler_t::replace);
        std::fwrite(text.data(), 1, text.size(), stdout);
        std::fputc('\n', stdout);
        if (std::fflush(stdout) != 0) return 1;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    webclip::sandbox::run_if_reader(argc, argv);
    const Mode* mode = argc == 2 ? find_mode(argv[1]) : nullptr;
    if (mode == nullptr) return complain();
    try {
        return run(*mode);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "webclip_conformance: %s\n", error.what());
        return 1;
    }
}
