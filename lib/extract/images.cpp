#include "images.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "html/tag.h"
#include "media/plan.h"
#include "media/srcset.h"
#include "text/utf8.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::Tag;

namespace {

constexpr std::array<std::string_view, 18> lazy_attributes{
    "data-src",        "data-lazy-src", "data-original",  "data-original-src", "data-lazy",
    "data-hi-res-src", "data-full-src", "data-image",     "data-img-src",      "data-actualsrc",
    "data-echo",       "data-url",      "data-orig-file", "data-large-file",   "data-src-medium",
    "data-croporisrc", "file",          "zoomfile"};

bool is_placeholder_address(std::string_view address) {
    if (address.empty() || starts_with_ignoring_ascii_case(address, "data:") || address == "#" ||
        starts_with_ignoring_ascii_case(address, "about:")) {
        return true;
    }
    for (const std::string_view part :
         {"spacer", "blank.gif", "blank.png", "1x1", "pixel.", "/pixel", "placeholder", "transparent.",
          "lazyload.", "loading.gif", "grey.gif", "/lazy.", "spaceball"}) {
        if (find_ignoring_ascii_case(address, part) != std::string_view::npos) return true;
    }
    return false;
}

// Widest first, as one list of addresses as written.
void add_srcset(std::string_view srcset, std::vector<std::string>& addresses) {
    auto candidates = media::parse_srcset(srcset);
    const media::SrcsetCandidate* best = media::best_candidate(candidates);
    if (best == nullptr) return;
    addresses.push_back(best->url);
    for (const media::SrcsetCandidate& candidate : candidates) {
        if (&candidate != best && addresses.size() < 8) addresses.push_back(candidate.url);
    }
}

void add_sources(const Document& document, NodeId picture, std::vector<std::string>& addresses) {
    for (NodeId node = document.first_child(picture); node != html::no_node;
         node = document.next_sibling(node)) {
        if (document.tag(node) != Tag::source) continue;
        for (const char* key : {"srcset", "data-srcset", "data-lazy-srcset"}) {
            const std::string_view srcset = document.attribute_or(node, key);
            if (!srcset.empty() && !is_placeholder_address(srcset)) add_srcset(srcset, addresses);
        }
    }
}

// Attributes of the page's own making: believed where they hold the address of an image file.
void add_any_data(const Document& document, NodeId image, std::vector<std::string>& addresses) {
    for (const html::Attribute& attribute : document.attributes(image)) {
        const std::string_view value = trim_ascii(attribute.value);
        if (!attribute.name.starts_with("data-") || value.find(' ') != std::string_view::npos) continue;
        const bool is_address = value.find('/') != std::string_view::npos && names_image_file(value);
        if (is_address && !is_placeholder_address(value)) addresses.emplace_back(value);
    }
    // A path from some other root than the page's is the least likely one.
    std::stable_partition(addresses.begin(), addresses.end(), [](const std::string& address) {
        return address.front() == '/' || starts_with_ignoring_ascii_case(address, "http");
    });
}

// What the page's own attributes of a lazy picture name.
void add_lazy(const Document& document, NodeId image, std::vector<std::string>& addresses) {
    for (const std::string_view key : lazy_attributes) {
        const std::string_view value = trim_ascii(document.attribute_or(image, key));
        const bool is_data = key.substr(0, 4) == "data";
        if (value.empty() || value.front() == '{' || is_placeholder_address(value)) continue;
        if (is_data || names_image_file(value)) addresses.emplace_back(value);
    }
    for (const char* key : {"data-srcset", "data-lazy-srcset"}) {
        const std::string_view srcset = document.attribute_or(image, key);
        if (!srcset.empty() && !starts_with_ignoring_ascii_case(srcset, "data:"))
            add_srcset(srcset, addresses);
    }
}

// Everything that names this picture, best first: what a script would load, then what the page shows, then
// the candidates for other screens.
std::vector<std::string> addresses_of(const Document& document, NodeId image) {
    std::vector<std::string> addresses;
    const std::string_view own = document.attribute_or(image, "src");
    const std::string_view srcset = document.attribute_or(image, "srcset");
    add_lazy(document, image, addresses);
    const bool is_real = !is_placeholder_address(own);
    if (is_real) addresses.emplace_back(own);
    if (!srcset.empty() && !starts_with_ignoring_ascii_case(srcset, "data:")) add_srcset(srcset, addresses);
    const NodeId parent = document.parent(image);
    if (parent != html::no_node && document.tag(parent) == Tag::picture)
        add_sources(document, parent, addresses);
    if (addresses.empty()) add_any_data(document, image, addresses);
    if (!own.empty() && !is_real && !starts_with_ignoring_ascii_case(own, "data:"))
        addresses.emplace_back(own);
    if (parent != html::no_node && document.tag(parent) == Tag::a && addresses.empty()) {
        const std::string_view href = document.attribute_or(parent, "href");
        if (names_image_file(href)) addresses.emplace_back(href);
    }
    return addresses;
}

std::vector<std::string> absolute(const std::vector<std::string>& written, const url::Url& base) {
    std::vector<std::string> addresses;
    const auto add = [&](const Expected<url::Url, url::UrlError>& address) {
        if (!address || !address->is_http()) return;
        if (std::find(addresses.begin(), addresses.end(), address->href()) == addresses.end()) {
            addresses.push_back(address->href());
        }
    };
    for (const std::string& text : written) add(url::resolve(trim_ascii(text), base));
    const std::size_t count = addresses.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (const auto original = media::original_behind_proxy(addresses[i])) add(url::parse(*original));
    }
    return addresses;
}

// A <source> of a type that is never stored is of no use.
bool is_storable_source(const Document& document, NodeId source) {
    const std::string_view type = trim_ascii(document.attribute_or(source, "type"));
    if (type.empty()) return true;
    for (const std::string_view known :
         {"image/jpeg", "image/jpg", "image/png", "image/gif", "image/webp", "image/avif"}) {
        if (equals_ignoring_ascii_case(type, known)) return true;
    }
    return false;
}

// The candidates of the picture's own srcset, then those of the <picture> around it: where two are as wide,
// the format of the plain <img> is the one that more programs read.
std::vector<media::SrcsetCandidate> all_candidates(const Document& document, NodeId image) {
    std::vector<media::SrcsetCandidate> all;
    const auto add = [&](NodeId node) {
        for (const char* key : {"srcset", "data-srcset", "data-lazy-srcset"}) {
            const std::string_view srcset = document.attribute_or(node, key);
            if (srcset.empty() || starts_with_ignoring_ascii_case(srcset, "data:")) continue;
            for (media::SrcsetCandidate& one : media::parse_srcset(srcset)) {
                if (!is_placeholder_address(one.url)) all.push_back(std::move(one));
            }
        }
    };
    add(image);
    const NodeId parent = document.parent(image);
    if (parent == html::no_node || document.tag(parent) != Tag::picture) return all;
    for (NodeId node = document.first_child(parent); node != html::no_node;
         node = document.next_sibling(node)) {
        if (document.tag(node) == Tag::source && is_storable_source(document, node)) add(node);
    }
    return all;
}

// The candidate that is worth more than what the page shows without knowing of srcset. A small one may be
// less than a `src` of unknown size: it counts only when the `src` is one of the candidates.
std::optional<std::string> widest_address(const Document& document, NodeId image, const url::Url& base,
                                          std::string_view shown) {
    constexpr int surely_wide = 1000;
    const std::vector<media::SrcsetCandidate> all = all_candidates(document, image);
    const media::SrcsetCandidate* best = media::best_candidate(all);
    if (best == nullptr) return std::nullopt;
    const auto resolved = [&](const media::SrcsetCandidate& one) {
        const auto address = url::resolve(one.url, base);
        return address && address->is_http() ? address->href() : std::string{};
    };
    const bool knows_shown =
        std::any_of(all.begin(), all.end(), [&](const auto& one) { return resolved(one) == shown; });
    if (best->width < surely_wide && best->density <= 1 && !knows_shown) return std::nullopt;
    std::string address = resolved(*best);
    if (address.empty()) return std::nullopt;
    return address;
}

NodeId first_image_in(const Document& document, NodeId node) {
    for (NodeId inner = node; inner != html::no_node; inner = document.next(inner, node)) {
        if (document.tag(inner) == Tag::img) return inner;
    }
    return html::no_node;
}

NodeId last_image_before(const Document& document, NodeId noscript) {
    for (NodeId node = document.previous_sibling(noscript); node != html::no_node;
         node = document.previous_sibling(node)) {
        if (document.kind(node) == html::NodeKind::text) continue;
        return first_image_in(document, node);
    }
    return html::no_node;
}

// More than what is written under a picture.
bool has_much_text(const Document& document, NodeId element) {
    constexpr std::size_t most_of_caption = 200;  // weighted
    std::size_t weight = 0;
    for (NodeId node = element; node != html::no_node; node = document.next(node, element)) {
        if (document.is_text(node) && !text::is_blank(document.text(node)))
            weight += text::weighted_length(document.text(node));
    }
    return weight > most_of_caption;
}

void settle_noscript(Document& document, NodeId noscript) {
    const NodeId inner = first_image_in(document, noscript);
    if (inner == html::no_node || has_much_text(document, noscript)) return;
    const NodeId lazy = last_image_before(document, noscript);
    const std::string address(document.attribute_or(inner, "src"));
    if (lazy == html::no_node) {
        document.detach(inner);
        document.insert_before(noscript, inner);
    } else if (addresses_of(document, lazy).empty() && !address.empty()) {
        document.set_attribute(lazy, "src", address);
    }
    document.detach(noscript);
}

int leading_number(std::string_view text) {
    constexpr int most = 100'000;
    int value = 0;
    for (const char c : text) {
        if (!is_ascii_digit(c) || value > most) break;
        value = value * 10 + (c - '0');
    }
    return value;
}

// What the page says of a picture's size in CSS pixels; 0 where it does not.
struct Size {
    int width = 0;
    int height = 0;
};

Size size_in_attributes(const Document& document, NodeId image) {
    const auto pixels = [&](const char* name) {
        const std::string_view text = document.attribute_or(image, name);
        return text.find('%') == std::string_view::npos ? leading_number(text) : 0;
    };
    return {pixels("width"), pixels("height")};
}

std::string_view file_name(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    return address.substr(address.rfind('/') + 1);
}

// "banner_468x60.gif", "9cf_w16_h16.png".
Size size_in_name(std::string_view name) {
    for (std::size_t at = 1; at + 1 < name.size(); ++at) {
        const bool parts =
            (name[at] == 'x' && is_ascii_digit(name[at - 1])) || (name[at] == 'h' && name[at - 1] == '_');
        if (!parts || !is_ascii_digit(name[at + 1])) continue;
        std::size_t start = name[at] == 'x' ? at : at - 1;
        while (start > 0 && is_ascii_digit(name[start - 1])) --start;
        if (name[at] == 'h' && (start == 0 || name[start - 1] != 'w')) continue;
        const Size size{leading_number(name.substr(start)), leading_number(name.substr(at + 1))};
        constexpr int least = 10;  // "4x4" is a car
        if (size.width >= least && size.height >= least) return size;
    }
    return {};
}

// The bars that publishers and advertisers put their names on.
bool is_banner(Size size) {
    constexpr int highest = 90;   // a leaderboard's
    constexpr int narrowest = 4;  // times as wide as high
    return size.height > 0 && size.height <= highest && size.width >= narrowest * size.height;
}

bool is_small(Size size, int smallest) {
    return (size.width > 0 && size.width < smallest) || (size.height > 0 && size.height < smallest);
}

// Whether the file is called what page furniture is: "icon_scale.svg", "blue-arrow.gif". Photographs tell of
// arrows and icons in more words, and as JPEG.
bool is_called_furniture(std::string_view name) {
    const std::string lower = to_ascii_lower(name);
    if (lower.ends_with(".jpg") || lower.ends_with(".jpeg")) return false;
    const std::string_view stem = std::string_view(lower).substr(0, lower.rfind('.'));
    if (stem == "space" || lower.ends_with(".ico")) return true;
    std::vector<std::string_view> words;
    std::size_t start = 0;
    for (std::size_t at = 0; at <= stem.size(); ++at) {
        if (at < stem.size() && is_ascii_alnum(stem[at])) continue;
        words.push_back(stem.substr(start, at - start));
        start = at + 1;
    }
    constexpr std::size_t most_words = 3;
    if (words.size() > most_words) return false;
    const auto is_furniture = [](std::string_view word) {
        return word == "spacer" || word == "blank" || word == "arrow" || word == "arrows" || word == "icon" ||
               word == "favicon" || word == "btn" || word == "bullet";
    };
    return is_furniture(words.front()) || is_furniture(words.back());
}

std::string caption_of(const Document& document, NodeId image, NodeId root) {
    NodeId figure = document.parent(image);
    while (figure != html::no_node && figure != root && document.tag(figure) != Tag::figure) {
        figure = document.parent(figure);
    }
    if (figure == html::no_node || document.tag(figure) != Tag::figure) return {};
    for (NodeId node = figure; node != html::no_node; node = document.next(node, figure)) {
        if (document.tag(node) == Tag::figcaption)
            return text::collapse_whitespace(html::readable_text(document, node));
    }
    return {};
}

}  // namespace

bool names_image_file(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    for (const std::string_view suffix : {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"}) {
        if (address.size() > suffix.size() &&
            equals_ignoring_ascii_case(address.substr(address.size() - suffix.size()), suffix)) {
            return true;
        }
    }
    return false;
}

std::string best_address(const Document& document, NodeId image) {
    std::vector<std::string> addresses = addresses_of(document, image);
    return addresses.empty() ? std::string() : std::move(addresses.front());
}

void settle_noscripts(Document& document) {
    const std::size_t count = document.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto node = static_cast<NodeId>(i);
        if (document.tag(node) == Tag::noscript && document.parent(node) != html::no_node)
            settle_noscript(document, node);
    }
}

ImageAddresses settle_addresses(Document& document, NodeId within, const url::Url& base) {
    ImageAddresses settled;
    for (NodeId node = within; node != html::no_node; node = document.next(node, within)) {
        if (document.tag(node) != Tag::img) continue;
        std::vector<std::string> addresses = absolute(addresses_of(document, node), base);
        const std::string shown = addresses.empty() ? std::string{} : addresses.front();
        const auto widest = widest_address(document, node, base, shown);
        for (const char* key : {"srcset", "sizes"}) document.remove_attribute(node, key);
        if (shown.empty()) continue;
        document.set_attribute(node, "src", shown);
        if (widest) {
            std::erase(addresses, *widest);
            addresses.insert(addresses.begin(), *widest);
        }
        settled.emplace(shown, std::move(addresses));
    }
    return settled;
}

bool is_decoration(const Document& document, NodeId image, Surroundings around) {
    const bool is_block = around == Surroundings::block;
    const int smallest = is_block ? 33 : 3;
    const Size size = size_in_attributes(document, image);
    if (is_small(size, smallest) || (is_block && is_banner(size))) return true;
    const std::string_view classes = document.attribute_or(image, "class");
    for (const std::string_view word :
         {"emoji", "avatar", "icon", "smiley", "gravatar", "spacer", "tracking", "logo"}) {
        if (find_ignoring_ascii_case(classes, word) != std::string_view::npos) return true;
    }
    const std::vector<std::string> addresses = addresses_of(document, image);
    if (addresses.empty()) return true;
    const std::string_view address = addresses.front();
    const std::string_view name = file_name(address);
    const Size named_size = size_in_name(name);
    // Two unlike small numbers in a name are a ratio, "16x10".
    const bool is_small_square = named_size.width == named_size.height && is_small(named_size, smallest);
    if (is_block && (is_called_furniture(name) || is_small_square || is_banner(named_size))) return true;
    for (const std::string_view part :
         {"gravatar.com/avatar", "/avatar", "feedburner", "doubleclick", "/emoji/", "/icons/", "/icon-",
          "stats.wordpress", "pixel.wp.com", "b.scorecardresearch", "google-analytics", "/share-", "addtoany",
          "/smilies/", "/smileys/", "sharethis", "counter", "/logo.", "track."}) {
        if (find_ignoring_ascii_case(address, part) != std::string_view::npos) return true;
    }
    return is_placeholder_address(address);
}

std::vector<model::Image> list_images(const Document& document, NodeId root,
                                      const ImageAddresses& addresses) {
    std::vector<model::Image> images;
    for (NodeId node = root; node != html::no_node; node = document.next(node, root)) {
        if (document.tag(node) != Tag::img) continue;
        model::Image image;
        image.url = document.attribute_or(node, "src");
        const bool is_new = std::none_of(images.begin(), images.end(),
                                         [&](const model::Image& known) { return known.url == image.url; });
        if (image.url.empty() || !is_new || images.size() >= 1000) continue;
        const auto known = addresses.find(image.url);
        if (known != addresses.end()) image.candidates = known->second;
        image.alt = document.attribute_or(node, "alt");
        image.caption = caption_of(document, node, root);
        images.push_back(std::move(image));
    }
    return images;
}

std::string lead_image(const Landmarks& marks, const LinkedArticle& linked,
                       const std::vector<model::Image>& images, const url::Url& base) {
    std::vector<std::string_view> claims{marks.meta({"og:image", "og:image:url", "og:image:secure_url"}),
                                         marks.meta({"twitter:image", "twitter:image:src"})};
    for (const std::string& image : linked.images) claims.emplace_back(image);
    claims.push_back(marks.image_src_href);
    claims.push_back(marks.meta({"image", "thumbnail", "thumbnailurl", "msapplication-tileimage"}));
    for (const std::string_view claim : claims) {
        if (claim.empty()) continue;
        const auto address = url::resolve(trim_ascii(claim), base);
        if (address && address->is_http()) return address->href();
    }
    return images.empty() ? std::string() : images.front().url;
}

}  // namespace webclip::extract
