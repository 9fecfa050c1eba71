#include "record_text.h"

#include <sqlite3.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "store/open_error.h"

namespace webclip::store {
namespace {

using Json = nlohmann::json;

template <typename Enum, std::size_t N>
using Words = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Words<model::SourceKind, 5> source_kinds{{{model::SourceKind::feed, "feed"},
                                                    {model::SourceKind::clips, "clips"},
                                                    {model::SourceKind::sitemap, "sitemap"},
                                                    {model::SourceKind::list, "list"},
                                                    {model::SourceKind::manual, "manual"}}};
constexpr Words<model::EntryState, 3> entry_states{{{model::EntryState::pending, "pending"},
                                                    {model::EntryState::archived, "archived"},
                                                    {model::EntryState::failed, "failed"}}};
constexpr Words<model::CaptureKind, 5> capture_kinds{{{model::CaptureKind::feed, "feed"},
                                                      {model::CaptureKind::page, "page"},
                                                      {model::CaptureKind::image, "image"},
                                                      {model::CaptureKind::robots, "robots"},
                                                      {model::CaptureKind::imported, "imported"}}};
constexpr Words<model::ChosenText, 3> chosen_texts{{{model::ChosenText::page, "page"},
                                                    {model::ChosenText::feed, "feed"},
                                                    {model::ChosenText::imported, "imported"}}};
constexpr Words<model::AssetState, 3> asset_states{{{model::AssetState::stored, "stored"},
                                                    {model::AssetState::failed, "failed"},
                                                    {model::AssetState::refused, "refused"}}};
constexpr Words<model::SourceHealth, 3> source_healths{{{model::SourceHealth::ok, "ok"},
                                                        {model::SourceHealth::backing_off, "backing_off"},
                                                        {model::SourceHealth::dead, "dead"}}};
constexpr Words<model::Keep, 3> keeps{
    {{model::Keep::fuller, "fuller"}, {model::Keep::page, "page"}, {model::Keep::feed, "feed"}}};

constexpr Words<model::ImageReferer, 3> image_referers{{{model::ImageReferer::refused, "refused"},
                                                        {model::ImageReferer::always, "always"},
                                                        {model::ImageReferer::never, "never"}}};

template <typename Enum, std::size_t N>
std::string_view word_of(const Words<Enum, N>& words, Enum value) {
    for (const auto& [known, name] : words) {
        if (known == value) return name;
    }
    return {};
}

template <typename Enum, std::size_t N>
Enum value_of(const Words<Enum, N>& words, std::string_view word) {
    for (const auto& [value, name] : words) {
        if (name == word) return value;
    }
    throw DatabaseError(SQLITE_CORRUPT,
                        "catalog: '" + std::string{word.substr(0, 80)} + "' is no word known here");
}

// Text that is no UTF-8 must not keep a clip from being stored.
std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Runs `read`, which takes the parsed value apart.
template <typename Read>
auto parsed(std::string_view text, Read read) -> decltype(read(std::declval<const Json&>())) {
    try {
        return read(Json::parse(text));
    } catch (const Json::exception& error) {
        throw DatabaseError(SQLITE_CORRUPT, std::string{"catalog: unreadable JSON: "} + error.what());
    }
}

template <typename T>
void put_unless_default(Json& json, const char* key, const T& value) {
    if (value != T{}) json[key] = value;
}

Json rules_to_json(const model::Rules& rules) {
    Json json = Json::object();
    put_unless_default(json, "title", rules.title);
    put_unless_default(json, "byline", rules.byline);
    put_unless_default(json, "date", rules.date);
    put_unless_default(json, "body", rules.body);
    put_unless_default(json, "next_page", rules.next_page);
    put_unless_default(json, "remove", rules.remove);
    return json;
}

model::Rules rules_from_json(const Json& json) {
    model::Rules rules;
    rules.title = json.value("title", "");
    rules.byline = json.value("byline", "");
    rules.date = json.value("date", "");
    rules.body = json.value("body", "");
    rules.next_page = json.value("next_page", "");
    rules.remove = json.value("remove", std::vector<std::string>{});
    return rules;
}

}  // namespace

std::string_view word(model::SourceKind kind) {
    return word_of(source_kinds, kind);
}
std::string_view word(model::SourceHealth health) {
    return word_of(source_healths, health);
}
std::string_view word(model::EntryState state) {
    return word_of(entry_states, state);
}
std::string_view word(model::CaptureKind kind) {
    return word_of(capture_kinds, kind);
}
std::string_view word(model::ChosenText chosen) {
    return word_of(chosen_texts, chosen);
}
std::string_view word(model::AssetState state) {
    return word_of(asset_states, state);
}

model::SourceKind source_kind(std::string_view word) {
    return value_of(source_kinds, word);
}
model::SourceHealth source_health(std::string_view word) {
    return value_of(source_healths, word);
}
model::EntryState entry_state(std::string_view word) {
    return value_of(entry_states, word);
}
model::CaptureKind capture_kind(std::string_view word) {
    return value_of(capture_kinds, word);
}
model::ChosenText chosen_text(std::string_view word) {
    return value_of(chosen_texts, word);
}
model::AssetState asset_state(std::string_view word) {
    return value_of(asset_states, word);
}

std::string strings_to_json(const std::vector<std::string>& strings) {
    return dump(Json(strings));
}

std::vector<std::string> strings_from_json(std::string_view json) {
    return parsed(json, [](const Json& value) { return value.get<std::vector<std::string>>(); });
}

std::string settings_to_json(const model::SourceSettings& settings) {
    Json json = Json::object();
    put_unless_default(json, "tags", settings.tags);
    put_unless_default(json, "categories", settings.categories);
    put_unless_default(json, "author", settings.author);
    if (settings.every) json["every_ms"] = settings.every->count();
    put_unless_default(json, "headers", settings.headers);
    put_unless_default(json, "cookies_file", settings.cookies_file);
    put_unless_default(json, "auth_file", settings.auth_file);
    put_unless_default(json, "proxy", settings.proxy);
    put_unless_default(json, "allow_private", settings.allow_private);
    if (settings.keep != model::Keep::fuller) json["keep"] = word_of(keeps, settings.keep);
    if (settings.image_referer != model::ImageReferer::refused)
        json["image_referer"] = word_of(image_referers, settings.image_referer);
    if (settings.rules != model::Rules{}) json["rules"] = rules_to_json(settings.rules);
    return dump(json);
}

model::SourceSettings settings_from_json(std::string_view json) {
    return parsed(json, [](const Json& value) {
        using Strings = std::vector<std::string>;
        model::SourceSettings settings;
        settings.tags = value.value("tags", Strings{});
        settings.categories = value.value("categories", Strings{});
        settings.author = value.value("author", "");
        if (value.contains("every_ms"))
            settings.every = Milliseconds{value.at("every_ms").get<std::int64_t>()};
        settings.headers = value.value("headers", decltype(settings.headers){});
        settings.cookies_file = value.value("cookies_file", "");
        settings.auth_file = value.value("auth_file", "");
        settings.proxy = value.value("proxy", "");
        settings.allow_private = value.value("allow_private", Strings{});
        settings.keep = value_of(keeps, value.value("keep", std::string{"fuller"}));
        settings.image_referer =
            value_of(image_referers, value.value("image_referer", std::string{"refused"}));
        if (value.contains("rules")) settings.rules = rules_from_json(value.at("rules"));
        return settings;
    });
}

std::string rhythm_to_json(const model::Rhythm& rhythm) {
    Json json = Json::object();
    if (rhythm.seen_until) json["seen_until_ms"] = rhythm.seen_until->ms();
    if (rhythm.last_arrival) json["last_arrival_ms"] = rhythm.last_arrival->ms();
    if (rhythm.ttl) json["ttl_ms"] = rhythm.ttl->count();
    put_unless_default(json, "watched_hours", rhythm.watched_hours);
    put_unless_default(json, "arrivals", rhythm.arrivals);
    put_unless_default(json, "by_hour", rhythm.by_hour);
    put_unless_default(json, "by_day", rhythm.by_day);
    put_unless_default(json, "longest_gap_ms", rhythm.longest_gap.count());
    put_unless_default(json, "skip_hours", rhythm.skip_hours);
    put_unless_default(json, "skip_days", rhythm.skip_days);
    return dump(json);
}

model::Rhythm rhythm_from_json(std::string_view json) {
    return parsed(json, [](const Json& value) {
        const auto ms = [&](const char* key) -> std::optional<std::int64_t> {
            if (!value.contains(key)) return std::nullopt;
            return value.at(key).get<std::int64_t>();
        };
        model::Rhythm rhythm;
        if (const auto at = ms("seen_until_ms")) rhythm.seen_until = Timestamp::from_ms(*at);
        if (const auto at = ms("last_arrival_ms")) rhythm.last_arrival = Timestamp::from_ms(*at);
        if (const auto ttl = ms("ttl_ms")) rhythm.ttl = Milliseconds{*ttl};
        rhythm.watched_hours = value.value("watched_hours", 0.0);
        rhythm.arrivals = value.value("arrivals", 0.0);
        rhythm.by_hour = value.value("by_hour", decltype(rhythm.by_hour){});
        rhythm.by_day = value.value("by_day", decltype(rhythm.by_day){});
        rhythm.longest_gap = Milliseconds{ms("longest_gap_ms").value_or(0)};
        rhythm.skip_hours = value.value("skip_hours", std::uint32_t{0});
        rhythm.skip_days = value.value("skip_days", std::uint32_t{0});
        return rhythm;
    });
}

std::string images_to_json(const std::vector<model::Image>& images) {
    Json list = Json::array();
    for (const model::Image& image : images) {
        Json json{{"url", image.url}};
        put_unless_default(json, "candidates", image.candidates);
        put_unless_default(json, "alt", image.alt);
        put_unless_default(json, "caption", image.caption);
        list.push_back(std::move(json));
    }
    return dump(list);
}

std::vector<model::Image> images_from_json(std::string_view json) {
    return parsed(json, [](const Json& list) {
        std::vector<model::Image> images;
        for (const Json& value : list) {
            images.push_back({value.at("url").get<std::string>(),
                              value.value("candidates", std::vector<std::string>{}), value.value("alt", ""),
                              value.value("caption", "")});
        }
        return images;
    });
}

std::string site_profile_to_json(const model::SiteProfile& profile) {
    Json pages = Json::array();
    for (const model::SitePage& page : profile.pages) pages.push_back({page.page, page.long_blocks});
    Json marks = Json::array();
    for (const model::SiteMark& mark : profile.marks) marks.push_back({mark.mark, mark.pages});
    return dump({{"pages", pages}, {"marks", marks}, {"next_place", profile.next_place}});
}

std::optional<model::SiteProfile> site_profile_from_json(std::string_view text) {
    try {
        const Json json = Json::parse(text);
        model::SiteProfile profile;
        for (const Json& page : json.at("pages"))
            profile.pages.push_back({page.at(0).get<std::uint32_t>(), page.at(1).get<std::uint32_t>()});
        for (const Json& mark : json.at("marks"))
            profile.marks.push_back({mark.at(0).get<std::uint32_t>(), mark.at(1).get<std::uint32_t>()});
        profile.next_place = json.at("next_place").get<std::uint32_t>();
        return profile;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

}  // namespace webclip::store
