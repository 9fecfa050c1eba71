// The URL record and the state machine of the URL Standard §4.4 ("basic URL parser" without state override).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/expected.h"
#include "url/url.h"

namespace webclip::url {

// "special scheme": its default port (0 for file), or nothing for schemes that are not special.
std::optional<std::uint16_t> special_scheme_port(std::string_view scheme);

// A URL record. A path that is a list is kept as its serialisation: each segment with a "/" before it.
struct Record {
    std::string scheme;
    std::string username;
    std::string password;
    std::optional<std::string> host;
    std::optional<std::uint16_t> port;
    std::string path;
    bool opaque_path = false;
    std::optional<std::string> query;
    std::optional<std::string> fragment;
};

class UrlParser {
  public:
    // `input` and `base` (which may be null) must outlive the parser.
    UrlParser(std::string_view input, const Url* base) : input_(input), base_(base) {}
    Expected<Url, UrlError> run();

    // "URL serializer" with the places of the parts.
    static Url serialize(const Record& record);
    static Record record_of(const Url& url);

  private:
    enum class State {
        no_scheme,
        special_relative_or_authority,
        path_or_authority,
        relative,
        relative_slash,
        special_authority_slashes,
        special_authority_ignore_slashes,
        authority,
        host,
        port,
        file,
        file_slash,
        file_host,
        path_start,
        path,
        opaque_path,
        query,
        fragment,
        done,
        failed,
    };

    State scheme_start();
    State after_scheme();
    State step(State state);
    State no_scheme();
    State special_relative_or_authority();
    State path_or_authority();
    State relative();
    State relative_slash();
    State special_authority_slashes();
    State special_authority_ignore_slashes();
    State authority();
    State host();
    State port();
    State file();
    State file_slash();
    State file_host();
    State path_start();
    State path();
    State opaque_path();
    State query();
    State fragment();

    State fail(const char* message);
    State after_path_character();
    void set_credentials(std::string_view userinfo);
    void copy_authority_of_base();
    void append_segment(std::string_view encoded);
    void shorten_path();
    bool is_special() const { return special_; }
    bool is_file() const { return record_.scheme == "file"; }
    bool is_slash(char c) const { return c == '/' || (special_ && c == '\\'); }
    bool at_end() const { return pointer_ >= input_.size(); }
    char c(std::size_t offset = 0) const {  // NUL at the end; a NUL of the input means nothing to any state
        return pointer_ + offset < input_.size() ? input_[pointer_ + offset] : '\0';
    }
    std::size_t find_authority_end() const;

    std::string_view input_;
    const Url* base_;
    std::string cleaned_;
    std::size_t pointer_ = 0;
    std::size_t authority_end_ = 0;  // of the host and port, set by the authority state
    bool special_ = false;
    Record record_;
    UrlError error_;
};

}  // namespace webclip::url
