// One mapping of the file while it is read: hands out its keys, and reports those nobody asked for.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "yaml/yaml.h"

namespace webclip::config {

// Where the file's mistakes are collected, and what its relative paths mean.
struct Reading {
    std::string file;
    std::filesystem::path folder;
    std::filesystem::path home;
    std::vector<Problem> problems;

    void report(const yaml::Place& place, std::string message);
};

class Section {
  public:
    // `name` is how messages call it: "fetch"; "" for the file itself. Reports a node that is no mapping, and
    // duplicate keys.
    Section(Reading& reading, const yaml::Node& node, std::string name);

    // The value of a key; nullptr when absent or null. The key counts as known from now on.
    const yaml::Node* take(std::string_view key);

    // Reads a key into `target` when it is there, by the `read_value` overload for its type (values.h).
    template <typename T>
    void read(std::string_view key, T& target);

    // Reports every key that was not taken, with the nearest one that was.
    void finish();

    Reading& reading() { return reading_; }

  private:
    Reading& reading_;
    const yaml::Node& node_;
    std::string name_;
    std::set<std::string, std::less<>> known_;
};

// "" when nothing is near enough to be meant.
std::string nearest(std::string_view word, const std::set<std::string, std::less<>>& candidates);

}  // namespace webclip::config
