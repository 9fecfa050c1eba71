// The form that identifies a clip.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "parser.h"
#include "percent.h"

namespace webclip::url {
namespace {

enum class Match { name, name_prefix, value_prefix };

// Parameters that tell a publisher where a visitor came from and never choose what is shown. Names are
// compared without regard to case.
struct TrackingParameter {
    Match match;
    std::string_view name;
    std::string_view value;   // of value_prefix: a parameter of an ordinary name whose value betrays it
    std::string_view reason;  // who adds it
};

constexpr std::array tracking_parameters{
    TrackingParameter{Match::name_prefix, "utm_", {}, "Google Analytics campaign; by now everybody's"},
    TrackingParameter{Match::name, "fbclid", {}, "Facebook click identifier"},
    TrackingParameter{Match::name, "gclid", {}, "Google Ads click identifier"},
    TrackingParameter{Match::name, "gclsrc", {}, "Google Ads click source"},
    TrackingParameter{Match::name, "gbraid", {}, "Google Ads click identifier, iOS"},
    TrackingParameter{Match::name, "wbraid", {}, "Google Ads click identifier, iOS"},
    TrackingParameter{Match::name, "gad_source", {}, "Google Ads traffic source"},
    TrackingParameter{Match::name, "gad_campaignid", {}, "Google Ads campaign"},
    TrackingParameter{Match::name, "srsltid", {}, "Google Merchant click identifier"},
    TrackingParameter{Match::name, "dclid", {}, "DoubleClick click identifier"},
    TrackingParameter{Match::name, "msclkid", {}, "Microsoft Advertising click identifier"},
    TrackingParameter{Match::name, "yclid", {}, "Yandex and Yahoo! Japan click identifier"},
    TrackingParameter{Match::name, "ysclid", {}, "Yandex search click identifier"},
    TrackingParameter{Match::name, "twclid", {}, "Twitter click identifier"},
    TrackingParameter{Match::name, "ttclid", {}, "TikTok click identifier"},
    TrackingParameter{Match::name, "li_fat_id", {}, "LinkedIn click identifier"},
    TrackingParameter{Match::name, "igshid", {}, "Instagram share identifier"},
    TrackingParameter{Match::name, "igsh", {}, "Instagram share identifier"},
    TrackingParameter{Match::name, "mc_cid", {}, "Mailchimp campaign"},
    TrackingParameter{Match::name, "mc_eid", {}, "Mailchimp recipient"},
    TrackingParameter{Match::name, "mkt_tok", {}, "Marketo recipient"},
    TrackingParameter{Match::name, "_hsenc", {}, "HubSpot recipient"},
    TrackingParameter{Match::name, "_hsmi", {}, "HubSpot mailing"},
    TrackingParameter{Match::name, "__hssc", {}, "HubSpot session"},
    TrackingParameter{Match::name, "__hstc", {}, "HubSpot visitor"},
    TrackingParameter{Match::name, "__hsfp", {}, "HubSpot visitor fingerprint"},
    TrackingParameter{Match::name, "hsctatracking", {}, "HubSpot call-to-action"},
    TrackingParameter{Match::name, "oly_anon_id", {}, "Omeda visitor"},
    TrackingParameter{Match::name, "oly_enc_id", {}, "Omeda visitor"},
    TrackingParameter{Match::name, "vero_id", {}, "Vero recipient"},
    TrackingParameter{Match::name, "wickedid", {}, "Wicked Reports click identifier"},
    TrackingParameter{Match::name, "rb_clickid", {}, "Rakuten click identifier"},
    TrackingParameter{Match::name, "_openstat", {}, "OpenStat campaign"},
    TrackingParameter{Match::name_prefix, "mtm_", {}, "Matomo campaign"},
    TrackingParameter{Match::name, "pk_campaign", {}, "Piwik campaign"},
    TrackingParameter{Match::name, "pk_kwd", {}, "Piwik campaign"},
    TrackingParameter{Match::name, "pk_source", {}, "Piwik campaign"},
    TrackingParameter{Match::name, "pk_medium", {}, "Piwik campaign"},
    TrackingParameter{Match::name, "pk_content", {}, "Piwik campaign"},
    TrackingParameter{Match::name, "pk_cid", {}, "Piwik campaign"},
    TrackingParameter{Match::name, "ref_src", {}, "Twitter embed that led here"},
    TrackingParameter{Match::name, "ref_url", {}, "Twitter embed that led here"},
    TrackingParameter{Match::name, "__twitter_impression", {}, "Twitter"},
    TrackingParameter{Match::value_prefix, "cmpid", "rss", "Bloomberg: the feed a reader came from"},
    TrackingParameter{Match::name, "wt.mc_id", {}, "Webtrends campaign"},
    TrackingParameter{Match::name, "spm", {}, "Alibaba: position of the link that was clicked"},
    TrackingParameter{Match::value_prefix, "source", "rss-", "Medium: the feed a reader came from"},
};

bool is_unreserved(unsigned char c) {
    return is_ascii_alnum(static_cast<char>(c)) || c == '-' || c == '.' || c == '_' || c == '~';
}

unsigned char escaped_byte(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(hex_digit_value(text[at + 1]) * 16 + hex_digit_value(text[at + 2]));
}

bool is_escape(std::string_view text, std::size_t at) {
    return at + 2 < text.size() && text[at] == '%' && is_ascii_hex_digit(text[at + 1]) &&
           is_ascii_hex_digit(text[at + 2]);
}

// Undoes the percent-encoding of unreserved characters (RFC 3986 §6.2.2.2) and upper-cases the digits of the
// rest (§6.2.2.1). An escape that only appears by that ("%%34%31") is taken as well: the result must be a
// fixed point.
std::string tidy_escapes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        out += c;
        while (out.size() >= 3 && is_escape(out, out.size() - 3)) {
            const std::size_t at = out.size() - 3;
            const unsigned char byte = escaped_byte(out, at);
            out.resize(at);
            if (!is_unreserved(byte)) {
                append_percent_encoded(out, static_cast<char>(byte));
                break;
            }
            out += static_cast<char>(byte);
        }
    }
    return out;
}

// `path` decoded once (or as often as it was encoded once too often), if it was percent-encoded more than
// once as a whole: every escape is an escaped escape, and what they stand for is UTF-8 that is not all ASCII.
// A lone "%25" or
// "%2520" may be meant, so it stays.
std::optional<std::string> decode_twice_encoded(std::string_view path) {
    std::string out;
    out.reserve(path.size());
    bool decoded = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            out += path[i];
            continue;
        }
        std::size_t digits = i + 1;
        while (path.substr(digits, 2) == "25") digits += 2;
        const bool complete = digits + 1 < path.size() && is_ascii_hex_digit(path[digits]) &&
                              is_ascii_hex_digit(path[digits + 1]);
        if (!complete) digits -= std::min<std::size_t>(digits - i - 1, 2);
        if (digits == i + 1) return std::nullopt;  // an escape, or a "%", of its own
        out += '%';
        out.append(path, digits, 2);
        i = digits + 1;
        decoded = true;
    }
    if (!decoded) return std::nullopt;
    const std::string meant = percent_decode(out);
    const bool ascii = std::all_of(meant.begin(), meant.end(), [](char c) { return (c & '\x80') == 0; });
    if (ascii || !is_well_formed(meant)) return std::nullopt;
    return out;
}

std::string normal_path(std::string_view path) {
    std::string text = tidy_escapes(path);
    // Each round undoes a whole level, or an escape that was itself spelt in escapes: a few at most.
    while (auto decoded = decode_twice_encoded(text)) text = tidy_escapes(*decoded);
    return text;
}

bool is_tracking(std::string_view parameter) {
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    const std::string_view name = parameter.substr(0, equals);
    const std::string_view value = parameter.substr(std::min(equals + 1, parameter.size()));
    return std::any_of(tracking_parameters.begin(), tracking_parameters.end(),
                       [&](const TrackingParameter& known) {
                           switch (known.match) {
                               case Match::name: return equals_ignoring_ascii_case(name, known.name);
                               case Match::name_prefix:
                                   return starts_with_ignoring_ascii_case(name, known.name);
                               case Match::value_prefix:
                                   return equals_ignoring_ascii_case(name, known.name) &&
                                          starts_with_ignoring_ascii_case(value, known.value);
                           }
                           return false;
                       });
}

// Without tracking and empty parameters.
std::string normal_query(std::string_view query) {
    const std::string text = tidy_escapes(query);
    std::string out;
    for (const std::string_view parameter : split_ascii(text, '&')) {
        if (parameter.empty() || is_tracking(parameter)) continue;
        if (!out.empty()) out += '&';
        out += parameter;
    }
    return out;
}

}  // namespace

Url normalize(const Url& address) {
    if (!address.is_http()) return address.without_fragment();
    Record record = UrlParser::record_of(address);
    record.fragment.reset();
    record.path = normal_path(record.path);
    if (record.query) record.query = normal_query(*record.query);
    if (record.query && record.query->empty()) record.query.reset();
    // Decoded dots may have made dot segments; parsing once more removes them.
    const Url rough = UrlParser::serialize(record);
    const auto parsed = parse(rough.href());
    return parsed ? *parsed : rough;
}

}  // namespace webclip::url
