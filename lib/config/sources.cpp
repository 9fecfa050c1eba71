#include "sources.h"

#include <algorithm>
#include <array>

#include "html/select.h"
#include "net/address_policy.h"
#include "url/url.h"
#include "values.h"

namespace webclip::config {
namespace {

using model::Source;
using model::SourceKind;

bool is_path_kind(SourceKind kind) {
    return kind == SourceKind::clips || kind == SourceKind::list;
}

void check_allow_private(Reading& reading, const yaml::Node& node, const std::vector<std::string>& entries) {
    const auto policy = net::AddressPolicy::with_exceptions(entries);
    if (!policy) reading.report(node.place, policy.error());
}

// A credential's name is no path: systemd says where it is when the daemon runs.
void read_secret_file(Section& section, std::string_view key, std::string& target) {
    const yaml::Node* node = section.take(key);
    if (node == nullptr) return;
    if (node->type == yaml::NodeType::scalar && node->scalar.starts_with("credential:")) {
        target = node->scalar;
        return;
    }
    std::filesystem::path path;
    read_value(section.reading(), *node, path);
    target = path.string();
}

void check_selector(Reading& reading, const yaml::Place& place, const std::string& text) {
    if (text.empty()) return;
    if (const auto selector = html::Selector::compile(text); !selector)
        reading.report(place, "\"" + text + "\" is no CSS selector: " + selector.error().message);
}

void read_rules(Section& section, model::Rules& rules) {
    const yaml::Node* node = section.take("rules");
    if (node == nullptr) return;
    Reading& reading = section.reading();
    Section rule_section{reading, *node, "rules"};
    const auto read_selector = [&](const char* key, std::string& selector) {
        rule_section.read(key, selector);
        const yaml::Node* value = rule_section.take(key);
        if (value != nullptr) check_selector(reading, value->place, selector);
    };
    read_selector("title", rules.title);
    read_selector("byline", rules.byline);
    read_selector("date", rules.date);
    read_selector("body", rules.body);
    read_selector("next_page", rules.next_page);
    rule_section.read("remove", rules.remove);
    if (const yaml::Node* list = rule_section.take("remove")) {
        for (const std::string& selector : rules.remove) check_selector(reading, list->place, selector);
    }
    rule_section.finish();
}

// The address, checked; "" after a report.
std::string read_address(Reading& reading, const yaml::Node& node, SourceKind kind) {
    if (is_path_kind(kind)) {
        std::filesystem::path path;
        read_value(reading, node, path);
        return path.string();
    }
    if (node.type != yaml::NodeType::scalar) {
        reading.report(node.place, "expected an address");
        return {};
    }
    const auto address = url::parse(node.scalar);
    if (!address || !address->is_http()) {
        reading.report(node.place, "\"" + node.scalar + "\" is not an http or https address");
        return {};
    }
    return address->without_fragment().href();
}

void read_settings(Section& section, model::SourceSettings& settings) {
    section.read("tags", settings.tags);
    section.read("categories", settings.categories);
    section.read("author", settings.author);
    section.read("every", settings.every);
    section.read("headers", settings.headers);
    read_secret_file(section, "cookies_file", settings.cookies_file);
    read_secret_file(section, "auth_file", settings.auth_file);
    if (const yaml::Node* node = section.take("proxy")) {
        read_value(section.reading(), *node, settings.proxy);
        if (settings.proxy != "none") check_proxy(section.reading(), *node, settings.proxy);
    }
    if (const yaml::Node* node = section.take("allow_private")) {
        read_value(section.reading(), *node, settings.allow_private);
        check_allow_private(section.reading(), *node, settings.allow_private);
    }
    section.read("keep", settings.keep);
    section.read("image_referer", settings.image_referer);
    read_rules(section, settings.rules);
}

void add(Reading& reading, Config& config, const yaml::Node& node, Source source) {
    if (source.address.empty()) return;
    const std::string address = source.address;
    if (!add_source(config, std::move(source)))
        reading.report(node.place, "\"" + address + "\" is there twice; keep one");
}

// An item is an address alone, or a mapping with `url` (for folders and files: `path`) and settings.
void read_item(Reading& reading, const yaml::Node& node, SourceKind kind, Config& config) {
    Source source;
    source.kind = kind;
    if (node.type != yaml::NodeType::mapping) {
        source.address = read_address(reading, node, kind);
        add(reading, config, node, std::move(source));
        return;
    }
    const std::string key = is_path_kind(kind) ? "path" : "url";
    Section section{reading, node, "a source"};
    if (const yaml::Node* address = section.take(key)) {
        source.address = read_address(reading, *address, kind);
    } else {
        reading.report(node.place, "a source needs \"" + key + "\"");
    }
    read_settings(section, source.settings);
    section.finish();
    add(reading, config, node, std::move(source));
}

void read_list(Section& file, std::string_view key, SourceKind kind, Config& config) {
    const yaml::Node* node = file.take(key);
    if (node == nullptr) return;
    if (node->type != yaml::NodeType::sequence) {
        file.reading().report(node->place, "\"" + std::string{key} + "\" must be a list");
        return;
    }
    for (const yaml::Node& item : node->items) read_item(file.reading(), item, kind, config);
}

void read_include_list(Section& file, Config& config) {
    const yaml::Node* node = file.take("include");
    if (node == nullptr) return;
    Reading& reading = file.reading();
    const std::vector<yaml::Node> single{*node};
    for (const yaml::Node& item : node->type == yaml::NodeType::sequence ? node->items : single) {
        Include include;
        include.place = {
            .file = reading.file, .line = item.place.line, .column = item.place.column, .message = {}};
        read_value(reading, item, include.path);
        if (!include.path.empty()) config.includes.push_back(std::move(include));
    }
}

}  // namespace

void check_proxy(Reading& reading, const yaml::Node& node, const std::string& proxy) {
    static constexpr std::array<std::string_view, 6> schemes{"http://",    "https://",  "socks4://",
                                                             "socks4a://", "socks5://", "socks5h://"};
    const bool known = std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) {
        return proxy.starts_with(scheme) && proxy.size() > scheme.size();
    });
    if (known || proxy.empty()) return;
    reading.report(node.place, "\"" + url::redacted(proxy) +
                                   "\" is no proxy; write it as http://HOST:PORT or socks5h://HOST:PORT");
}

bool add_source(Config& config, Source source) {
    const bool known = std::any_of(config.sources.begin(), config.sources.end(), [&](const Source& other) {
        return other.kind == source.kind && other.address == source.address;
    });
    if (!known) config.sources.push_back(std::move(source));
    return !known;
}

void read_sources(Section& file, Config& config) {
    read_list(file, "feeds", SourceKind::feed, config);
    read_list(file, "sitemaps", SourceKind::sitemap, config);
    read_list(file, "clips", SourceKind::clips, config);
    read_list(file, "lists", SourceKind::list, config);
    read_include_list(file, config);
}

}  // namespace webclip::config
