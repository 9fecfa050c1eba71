// newsboat's urls file
// (https://newsboat.org/releases/2.30/docs/newsboat.html#_configuring_feeds_via_urls_file) and plain lists.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "feed/subscriptions.h"
#include "text/utf8.h"
#include "url/url.h"

namespace webclip::feed {
namespace {

constexpr std::size_t longest_line = 64U << 10U;
constexpr std::size_t most_words = 64;
constexpr std::string_view byte_order_mark{"\xEF\xBB\xBF"};

std::vector<std::string_view> lines_of(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = trim_ascii(text.substr(0, end));
        if (!line.empty() && line.front() != '#' && line.size() <= longest_line) lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// Words between blanks; "…" holds blanks, and \" and \\ in it; # at the start of a word ends the line.
class WordReader {
  public:
    explicit WordReader(std::string_view line) : rest_(line) {}

    std::optional<std::string> next() {
        rest_ = trim_ascii(rest_);
        if (rest_.empty() || rest_.front() == '#') return std::nullopt;
        if (rest_.front() != '"') {
            const std::size_t end = std::min(rest_.find_first_of(" \t"), rest_.size());
            std::string word{rest_.substr(0, end)};
            rest_.remove_prefix(end);
            return word;
        }
        rest_.remove_prefix(1);
        return quoted();
    }

  private:
    std::string quoted() {
        std::string word;
        while (!rest_.empty() && rest_.front() != '"') {
            if (rest_.front() == '\\' && rest_.size() > 1) {
                rest_.remove_prefix(1);
                word += unescaped(rest_.front());
            } else {
                word += rest_.front();
            }
            rest_.remove_prefix(1);
        }
        if (!rest_.empty()) rest_.remove_prefix(1);
        return word;
    }

    static char unescaped(char c) {
        switch (c) {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            default: return c;
        }
    }

    std::string_view rest_;
};

bool is_special_source(std::string_view word) {
    constexpr std::array<std::string_view, 3> schemes{"query:", "exec:", "filter:"};
    return std::any_of(schemes.begin(), schemes.end(), [word](std::string_view scheme) {
        return starts_with_ignoring_ascii_case(word, scheme);
    });
}

}  // namespace

UrlsFile parse_newsboat_urls(std::string_view bytes) {
    const std::string text = text::to_valid_utf8(bytes);
    UrlsFile file;
    for (const std::string_view line : lines_of(text)) {
        WordReader words{line};
        const auto first = words.next();
        if (!first) continue;
        const auto address = is_special_source(*first) ? std::nullopt : std::optional{url::parse(*first)};
        if (!address || !*address || !(*address)->is_http()) {
            file.skipped.emplace_back(line);
            continue;
        }
        Subscription subscription{(*address)->href(), {}, {}};
        for (auto word = words.next(); word; word = words.next()) {
            if (word->starts_with('~')) {
                subscription.title = text::collapse_whitespace(std::string_view{*word}.substr(1));
            } else if (std::string tag = text::collapse_whitespace(*word);
                       tag != "!" && !tag.empty() && subscription.tags.size() < most_words) {
                subscription.tags.push_back(std::move(tag));  // "!" hides a feed in newsboat's list
            }
        }
        file.subscriptions.push_back(std::move(subscription));
    }
    return file;
}

std::vector<std::string> parse_url_list(std::string_view bytes) {
    const std::string text = text::to_valid_utf8(bytes);
    std::vector<std::string> addresses;
    for (const std::string_view line : lines_of(text)) {
        const std::size_t end = line.find_first_of(" \t");
        addresses.emplace_back(line.substr(0, end));
    }
    return addresses;
}

}  // namespace webclip::feed
