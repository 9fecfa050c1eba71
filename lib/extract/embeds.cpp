#include "embeds.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::Tag;

namespace {

// Hosts, matched with their subdomains, that serve a film, a recording or a post that an article shows.
constexpr std::array<std::string_view, 22> player_hosts{"youtube.com",     "youtube-nocookie.com",
                                                        "youtu.be",        "vimeo.com",
                                                        "dailymotion.com", "bilibili.com",
                                                        "youku.com",       "v.qq.com",
                                                        "tudou.com",       "iqiyi.com",
                                                        "nicovideo.jp",    "tv.naver.com",
                                                        "tv.kakao.com",    "twitter.com",
                                                        "x.com",           "facebook.com",
                                                        "instagram.com",   "tiktok.com",
                                                        "soundcloud.com",  "spotify.com",
                                                        "ted.com",         "archive.org"};

std::string_view host_of(std::string_view address) {
    const std::size_t slashes = address.find("//");
    if (slashes == std::string_view::npos) return {};
    address.remove_prefix(slashes + 2);
    return address.substr(0, address.find_first_of("/:?#"));
}

bool is_player(std::string_view address) {
    const std::string host = to_ascii_lower(host_of(address));
    return std::any_of(player_hosts.begin(), player_hosts.end(), [&](std::string_view known) {
        return host == known || (host.size() > known.size() && host.ends_with(known) &&
                                 host[host.size() - known.size() - 1] == '.');
    });
}

bool is_embed(const Document& document, NodeId node) {
    const Tag tag = document.tag(node);
    return tag == Tag::video || tag == Tag::audio ||
           (tag == Tag::iframe && is_player(document.attribute_or(node, "src")));
}

void load_lazy_frame(Document& document, NodeId node) {
    const std::string_view lazy = document.attribute_or(node, "data-src");
    if (document.tag(node) == Tag::iframe && is_player(lazy)) document.set_attribute(node, "src", lazy);
}

}  // namespace

std::vector<NodeId> embeds_within(Document& document, const Page& page, const std::vector<bool>& kept) {
    const auto first = std::find(kept.begin(), kept.end(), true);
    if (first == kept.end()) return {};
    const auto last = std::find(kept.rbegin(), kept.rend(), true).base();
    const Block& first_block = page.blocks[static_cast<std::size_t>(first - kept.begin())];
    const Block& last_block = page.blocks[static_cast<std::size_t>(last - kept.begin()) - 1];
    const NodeId end = page.text_nodes[last_block.end_text - 1];
    std::vector<NodeId> embeds;
    for (NodeId node = page.text_nodes[first_block.first_text]; node != end && node != html::no_node;
         node = document.next(node, document.root())) {
        if (!document.is_element(node)) continue;
        load_lazy_frame(document, node);
        if (is_embed(document, node)) embeds.push_back(node);
    }
    return embeds;
}

}  // namespace webclip::extract
