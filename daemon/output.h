// What commands print: lines made safe for a terminal, JSON, and progress that stays quiet in a pipe.
#pragma once

#include <chrono>
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/timestamp.h"
#include "model/clip.h"

namespace webclip::daemon {

void print_line(std::string_view line);
void print_json(const nlohmann::json& value);

// Text from outside as part of one line: no control characters, white space collapsed.
std::string clean(std::string_view text);
// The same, cut or filled with blanks to a width in terminal columns (a CJK character takes two).
std::string column(std::string_view raw, std::size_t width);
std::string day(std::optional<Timestamp> at);           // "2024-02-25" or "-"
std::string moment(std::optional<Timestamp> at);        // "2024-02-25 20:00Z" or "-"
nlohmann::json json_time(std::optional<Timestamp> at);  // ISO 8601 or null
std::string human_bytes(std::uint64_t bytes);
std::string counted(std::size_t number, std::string_view one);  // "1 file", "2 files"
// What a person at a terminal wonders about, "no clips" say; nothing in a pipe.
void remark(std::string_view line);
std::string_view state_name(model::AssetState state);

// A line on the terminal's standard error that is rewritten in place; nothing at all elsewhere.
class Progress {
  public:
    Progress();
    ~Progress();  // clears the line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    Progress(Progress&&) = delete;
    Progress& operator=(Progress&&) = delete;
    // Redraws at most ten times a second.
    void show(const std::string& line);
    // Makes room for other output; the next show() draws again.
    void clear();

  private:
    bool terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace webclip::daemon
