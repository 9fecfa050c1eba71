#include "parser.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "host.h"
#include "percent.h"

namespace webclip::url {
namespace {

constexpr std::size_t max_input_bytes = 64U << 10U;

bool is_c0_or_space(char c) {
    return c >= '\0' && c <= ' ';
}
bool is_tab_or_newline(char c) {
    return c == '\t' || c == '\n' || c == '\r';
}

// "starts with a Windows drive letter".
bool starts_with_drive_letter(std::string_view text) {
    if (text.size() < 2 || !is_ascii_alpha(text[0]) || (text[1] != ':' && text[1] != '|')) return false;
    return text.size() == 2 || text[2] == '/' || text[2] == '\\' || text[2] == '?' || text[2] == '#';
}

// "Windows drive letter"; a normalized one ends in ":".
bool is_drive_letter(std::string_view text) {
    return text.size() == 2 && is_ascii_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

// How many bytes of `text` spell one dot: "." or "%2e".
std::size_t dot_length(std::string_view text) {
    if (text.starts_with('.')) return 1;
    return text.size() >= 3 && text[0] == '%' && text[1] == '2' && (text[2] == 'e' || text[2] == 'E') ? 3 : 0;
}

// The number of dots a "single-dot" or "double-dot path segment" holds; 0 for any other segment.
int count_dots(std::string_view segment) {
    for (int dots = 0; dots <= 2; ++dots) {
        if (segment.empty()) return dots;
        const std::size_t length = dot_length(segment);
        if (length == 0) return 0;
        segment.remove_prefix(length);
    }
    return 0;
}

}  // namespace

std::optional<std::uint16_t> special_scheme_port(std::string_view scheme) {
    if (scheme == "https" || scheme == "wss") return 443;
    if (scheme == "http" || scheme == "ws") return 80;
    if (scheme == "ftp") return 21;
    if (scheme == "file") return 0;
    return std::nullopt;
}

Expected<Url, UrlError> UrlParser::run() {
    if (input_.size() > max_input_bytes) return Unexpected{UrlError{"longer than 64 KiB"}};
    // Step 1: strip C0 controls and spaces at both ends. Step 3: remove tabs and newlines.
    while (!input_.empty() && is_c0_or_space(input_.front())) input_.remove_prefix(1);
    while (!input_.empty() && is_c0_or_space(input_.back())) input_.remove_suffix(1);
    const bool has_breaks = std::any_of(input_.begin(), input_.end(), is_tab_or_newline);
    const bool malformed = !is_well_formed(input_);
    if (has_breaks || malformed) {
        cleaned_ = malformed ? to_scalar_values(input_) : std::string{input_};
        cleaned_.erase(std::remove_if(cleaned_.begin(), cleaned_.end(), is_tab_or_newline), cleaned_.end());
        input_ = cleaned_;
    }
    State state = scheme_start();
    while (state != State::done && state != State::failed) state = step(state);
    if (state == State::failed) return Unexpected{std::move(error_)};
    return serialize(record_);
}

UrlParser::State UrlParser::fail(const char* message) {
    error_.message = message;
    return State::failed;
}

UrlParser::State UrlParser::step(State state) {
    switch (state) {
        case State::no_scheme: return no_scheme();
        case State::special_relative_or_authority: return special_relative_or_authority();
        case State::path_or_authority: return path_or_authority();
        case State::relative: return relative();
        case State::relative_slash: return relative_slash();
        case State::special_authority_slashes: return special_authority_slashes();
        case State::special_authority_ignore_slashes: return special_authority_ignore_slashes();
        case State::authority: return authority();
        case State::host: return host();
        case State::port: return port();
        case State::file: return file();
        case State::file_slash: return file_slash();
        case State::file_host: return file_host();
        case State::path_start: return path_start();
        case State::path: return path();
        case State::opaque_path: return opaque_path();
        case State::query: return query();
        case State::fragment: return fragment();
        case State::done:
        case State::failed: break;
    }
    return state;
}

// "scheme start state" and "scheme state". Each state below reads a whole run where the Standard's takes one
// code point at a time; the pointer stands where the Standard's would stand when the next state begins.
UrlParser::State UrlParser::scheme_start() {
    std::size_t end = 0;
    if (!input_.empty() && is_ascii_alpha(input_[0])) {
        while (end < input_.size() && (is_ascii_alnum(input_[end]) || input_[end] == '+' ||
                                       input_[end] == '-' || input_[end] == '.')) {
            ++end;
        }
    }
    if (end == 0 || end == input_.size() || input_[end] != ':') return State::no_scheme;
    record_.scheme = to_ascii_lower(input_.substr(0, end));
    special_ = special_scheme_port(record_.scheme).has_value();
    pointer_ = end + 1;
    return after_scheme();
}

UrlParser::State UrlParser::after_scheme() {
    if (is_file()) return State::file;  // step 2.5
    if (special_) {
        if (base_ != nullptr && base_->scheme() == record_.scheme) {  // step 2.6
            return State::special_relative_or_authority;
        }
        return State::special_authority_slashes;  // step 2.7
    }
    if (c() == '/') {  // step 2.8
        ++pointer_;
        return State::path_or_authority;
    }
    record_.opaque_path = true;  // step 2.9
    return State::opaque_path;
}

UrlParser::State UrlParser::no_scheme() {
    if (base_ == nullptr) return fail("relative address without a base");  // step 1
    const bool fragment_only = !at_end() && c() == '#';
    if (base_->has_opaque_path() && !fragment_only) {
        return fail("relative address on a base whose path is opaque");
    }
    if (base_->has_opaque_path()) {  // step 2
        record_ = record_of(*base_);
        ++pointer_;
        return State::fragment;
    }
    return base_->scheme() == "file" ? State::file : State::relative;  // steps 3 and 4
}

UrlParser::State UrlParser::special_relative_or_authority() {
    if (c() == '/' && c(1) == '/') {
        pointer_ += 2;
        return State::special_authority_ignore_slashes;
    }
    return State::relative;
}

UrlParser::State UrlParser::path_or_authority() {
    if (c() != '/') {
        --pointer_;  // the path state reads the "/" that led here
        return State::path;
    }
    ++pointer_;
    return State::authority;
}

void UrlParser::copy_authority_of_base() {
    Record base = record_of(*base_);
    record_.username = std::move(base.username);
    record_.password = std::move(base.password);
    record_.host = std::move(base.host);
    record_.port = base.port;
}

UrlParser::State UrlParser::relative() {
    record_.scheme = base_->scheme();  // step 2
    special_ = special_scheme_port(record_.scheme).has_value();
    if (!at_end() && is_slash(c())) {  // steps 3 and 4
        ++pointer_;
        return State::relative_slash;
    }
    copy_authority_of_base();  // step 5.1
    record_.path = base_->pathname();
    if (at_end() || c() == '#' || c() == '?') {
        if (at_end() || c() == '#') record_.query = record_of(*base_).query;
        return after_path_character();
    }
    shorten_path();  // step 5.4
    return State::path;
}

// "?" and "#" lead from any path to the query and the fragment.
UrlParser::State UrlParser::after_path_character() {
    if (at_end()) return State::done;
    return input_[pointer_++] == '?' ? State::query : State::fragment;
}

UrlParser::State UrlParser::relative_slash() {
    if (is_special() && !at_end() && is_slash(c())) {  // step 1
        ++pointer_;
        return State::special_authority_ignore_slashes;
    }
    if (c() == '/') {  // step 2
        ++pointer_;
        return State::authority;
    }
    copy_authority_of_base();  // step 3
    --pointer_;
    return State::path;
}

UrlParser::State UrlParser::special_authority_slashes() {
    if (c() == '/' && c(1) == '/') pointer_ += 2;
    return State::special_authority_ignore_slashes;
}

UrlParser::State UrlParser::special_authority_ignore_slashes() {
    while (c() == '/' || c() == '\\') ++pointer_;
    return State::authority;
}

std::size_t UrlParser::find_authority_end() const {
    return std::min(input_.find_first_of(special_ ? "/?#\\" : "/?#", pointer_), input_.size());
}

UrlParser::State UrlParser::authority() {
    authority_end_ = find_authority_end();
    const std::string_view all = input_.substr(pointer_, authority_end_ - pointer_);
    const std::size_t at_sign = all.rfind('@');
    if (at_sign == std::string_view::npos) return State::host;
    if (at_sign + 1 == all.size()) return fail("credentials without a host");  // step 2.1
    set_credentials(all.substr(0, at_sign));
    pointer_ += at_sign + 1;
    return State::host;
}

// Step 1 of the authority state. Every "@" before the last one belongs to the credentials ("%40").
void UrlParser::set_credentials(std::string_view userinfo) {
    const std::size_t colon = userinfo.find(':');
    append_encoded(record_.username, userinfo.substr(0, colon), EncodeSet::userinfo);
    if (colon == std::string_view::npos) return;
    append_encoded(record_.password, userinfo.substr(colon + 1), EncodeSet::userinfo);
}

UrlParser::State UrlParser::host() {
    std::size_t end = pointer_;
    for (bool inside_brackets = false; end < authority_end_; ++end) {
        if (input_[end] == ':' && !inside_brackets) break;
        if (input_[end] == '[') inside_brackets = true;
        if (input_[end] == ']') inside_brackets = false;
    }
    const std::string_view buffer = input_.substr(pointer_, end - pointer_);
    const bool colon = end < authority_end_;
    if (buffer.empty() && (colon || is_special())) return fail("no host");  // steps 2.1 and 3.1
    auto host = parse_host(buffer, is_special() ? HostKind::domain : HostKind::opaque);
    if (!host) {
        error_ = std::move(host).error();
        return State::failed;
    }
    record_.host = std::move(*host);
    pointer_ = colon ? end + 1 : end;
    return colon ? State::port : State::path_start;
}

UrlParser::State UrlParser::port() {
    std::uint32_t value = 0;
    const std::size_t start = pointer_;
    for (; pointer_ < authority_end_; ++pointer_) {
        if (!is_ascii_digit(c())) return fail("port that is not a number");  // step 4
        value = value * 10 + static_cast<std::uint32_t>(c() - '0');
        if (value > 65535) return fail("port out of range");  // step 2.1.2
    }
    if (pointer_ > start && (!is_special() || special_scheme_port(record_.scheme) != value)) {
        record_.port = static_cast<std::uint16_t>(value);
    }
    return State::path_start;
}

UrlParser::State UrlParser::file() {
    record_.scheme = "file";  // step 1
    special_ = true;
    record_.host = "";                 // step 2
    if (!at_end() && is_slash(c())) {  // step 3
        ++pointer_;
        return State::file_slash;
    }
    if (base_ == nullptr || base_->scheme() != "file") return State::path;  // step 5
    record_.host = record_of(*base_).host;                                  // step 4.1
    record_.path = base_->pathname();
    if (at_end() || c() == '#' || c() == '?') {
        if (at_end() || c() == '#') record_.query = record_of(*base_).query;
        return after_path_character();
    }
    if (starts_with_drive_letter(input_.substr(pointer_))) {  // step 4.4.3
        record_.path.clear();
    } else {
        shorten_path();  // step 4.4.2
    }
    return State::path;
}

UrlParser::State UrlParser::file_slash() {
    if (!at_end() && is_slash(c())) {  // step 1
        ++pointer_;
        return State::file_host;
    }
    if (base_ != nullptr && base_->scheme() == "file") {  // step 2.1
        record_.host = record_of(*base_).host;
        const std::string_view path = base_->pathname();
        const std::string_view first = path.substr(0, std::min(path.find('/', 1), path.size()));
        if (!starts_with_drive_letter(input_.substr(pointer_)) && first.size() == 3 &&
            is_drive_letter(first.substr(1)) && first[2] == ':') {
            record_.path = first;
        }
    }
    --pointer_;  // step 2.2
    return State::path;
}

UrlParser::State UrlParser::file_host() {
    const std::size_t end = find_authority_end();
    const std::string_view buffer = input_.substr(pointer_, end - pointer_);
    // A drive letter stays in the buffer and begins the path: the pointer stays where it is.
    if (is_drive_letter(buffer)) return State::path;  // step 1.1
    pointer_ = end;
    if (!buffer.empty()) {  // step 1.3
        auto host = parse_host(buffer, HostKind::domain);
        if (!host) {
            error_ = std::move(host).error();
            return State::failed;
        }
        record_.host = *host == "localhost" ? std::string{} : std::move(*host);
    }
    return State::path_start;
}

UrlParser::State UrlParser::path_start() {
    if (is_special() || (!at_end() && c() == '/')) return State::path;  // steps 1 and 4
    return after_path_character();                                      // steps 2 and 3
}

// "path state", one segment after the other. The states before leave the pointer on the "/" that begins the
// path or on its first character.
UrlParser::State UrlParser::path() {
    if (!at_end() && is_slash(c())) ++pointer_;
    std::string encoded;
    for (;;) {
        const std::size_t start = pointer_;
        while (!at_end() && !is_slash(c()) && c() != '?' && c() != '#') ++pointer_;
        encoded.clear();
        append_encoded(encoded, input_.substr(start, pointer_ - start), EncodeSet::path);
        const bool slash = !at_end() && is_slash(c());
        const int dots = count_dots(encoded);
        if (dots == 2) shorten_path();  // step 1.2
        if (dots == 0) {
            append_segment(encoded);  // step 1.4
        } else if (!slash) {
            append_segment({});
        }
        if (!slash) return after_path_character();
        ++pointer_;
    }
}

void UrlParser::append_segment(std::string_view encoded) {
    const bool drive = is_file() && record_.path.empty() && is_drive_letter(encoded);
    record_.path += '/';
    record_.path += encoded;
    if (drive) record_.path.back() = ':';
}

// "shorten a url's path".
void UrlParser::shorten_path() {
    const std::string& path = record_.path;
    if (is_file() && path.size() == 3 && is_drive_letter(std::string_view{path}.substr(1)) && path[2] == ':')
        return;
    if (!path.empty()) record_.path.resize(path.rfind('/'));
}

UrlParser::State UrlParser::opaque_path() {
    const std::size_t end = std::min(input_.find_first_of("?#", pointer_), input_.size());
    std::string_view text = input_.substr(pointer_, end - pointer_);
    // A blank right before "?" or "#" is encoded, so that dropping the rest cannot strip it.
    const bool blank_at_end = end < input_.size() && text.ends_with(' ');
    if (blank_at_end) text.remove_suffix(1);
    append_encoded(record_.path, text, EncodeSet::c0_control);
    if (blank_at_end) record_.path += "%20";
    pointer_ = end;
    return after_path_character();
}

UrlParser::State UrlParser::query() {
    const std::size_t end = std::min(input_.find('#', pointer_), input_.size());
    append_encoded(record_.query.emplace(), input_.substr(pointer_, end - pointer_),
                   is_special() ? EncodeSet::special_query : EncodeSet::query);
    pointer_ = end;
    return after_path_character();
}

UrlParser::State UrlParser::fragment() {
    append_encoded(record_.fragment.emplace(), input_.substr(pointer_), EncodeSet::fragment);
    return State::done;
}

}  // namespace webclip::url
