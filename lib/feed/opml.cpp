// OPML 2.0 (http://opml.org/spec2.opml) and what programs make of it.
#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "feed/subscriptions.h"
#include "root.h"
#include "text/decode.h"
#include "text_construct.h"
#include "url/url.h"
#include "xml_reader.h"
#include "xml_repair.h"

namespace webclip::feed {
namespace {

constexpr std::size_t most_subscriptions = 50'000;
constexpr std::size_t most_tags = 16;
constexpr std::size_t longest_tag = 256;
constexpr std::size_t longest_title = 1024;
constexpr std::size_t largest_text = 64U << 20U;

void add_tag(std::vector<std::string>& tags, std::string_view text) {
    std::string tag = plain_line(text, TextType::guess, longest_tag);
    const bool is_known = std::find(tags.begin(), tags.end(), tag) != tags.end();
    if (!tag.empty() && !is_known && tags.size() < most_tags) tags.push_back(std::move(tag));
}

class OutlineReader {
  public:
    explicit OutlineReader(const XmlTree& tree) : tree_(tree) {}

    std::vector<Subscription> read() {
        for (auto node = tree_.root(); node != XmlTree::none; node = tree_.next(node, tree_.root())) {
            if (tree_.is_element(node) && tree_.name(node) == "outline") add(node);
        }
        return std::move(found_);
    }

  private:
    std::string title_of(XmlTree::Index outline) const {
        for (const std::string_view name : {"title", "text"}) {
            std::string title = plain_line(tree_.attribute(outline, name), TextType::guess, longest_title);
            if (!title.empty()) return title;
        }
        return {};
    }

    // xmlUrl; programs that write `url` instead say type="rss".
    std::string_view address_of(XmlTree::Index outline) const {
        const std::string_view address = trim_ascii(tree_.attribute(outline, "xmlurl"));
        const std::string_view type = trim_ascii(tree_.attribute(outline, "type"));
        const bool is_feed =
            equals_ignoring_ascii_case(type, "rss") || equals_ignoring_ascii_case(type, "atom");
        return address.empty() && is_feed ? trim_ascii(tree_.attribute(outline, "url")) : address;
    }

    void add(XmlTree::Index outline) {
        std::string_view address = address_of(outline);
        constexpr std::string_view feed_scheme{"feed:"};  // "feed://host" and "feed:https://host"
        std::string bare;
        if (starts_with_ignoring_ascii_case(address, feed_scheme)) {
            bare = address.substr(feed_scheme.size());
            if (bare.starts_with("//")) bare.insert(0, "http:");
            address = bare;
        }
        const auto parsed = url::parse(address);
        if (!parsed || !parsed->is_http() || found_.size() >= most_subscriptions) return;
        if (!seen_.insert(parsed->href()).second) return;
        found_.push_back({parsed->href(), title_of(outline), tags_of(outline)});
    }

    std::vector<std::string> tags_of(XmlTree::Index outline) const {
        std::vector<std::string> path;
        for (auto above = tree_.parent(outline); above != XmlTree::none && path.size() < most_tags;
             above = tree_.parent(above)) {
            if (tree_.name(above) == "outline") path.push_back(title_of(above));
        }
        std::vector<std::string> tags;
        for (auto tag = path.rbegin(); tag != path.rend(); ++tag) add_tag(tags, *tag);
        // A comma-separated list of slash-delimited paths.
        const std::string_view categories =
            cut_utf8(tree_.attribute(outline, "category"), longest_tag * most_tags);
        for (const std::string_view category : split_ascii(categories, ',')) {
            for (const std::string_view step : split_ascii(category, '/')) add_tag(tags, step);
        }
        return tags;
    }

    const XmlTree& tree_;
    std::vector<Subscription> found_;
    std::unordered_set<std::string> seen_;
};

}  // namespace

Expected<std::vector<Subscription>, std::string> parse_opml(std::string_view bytes) {
    const text::Decoded decoded =
        text::decode(bytes, {.kind = text::MarkupKind::xml, .label = {}, .content_type = {}});
    if (decoded.text.size() > largest_text) return Unexpected{std::string{"the file is too large"}};
    const Root root = find_opml_root(decoded.text);
    if (root.kind == RootKind::none)
        return Unexpected{std::string{"the file is not OPML: it has no <opml> element"}};
    const RepairedXml repaired = repair_xml(decoded.text, root.at, root.subset);
    const XmlReading reading = read_xml(
        repaired.text, [](const XmlTree&, XmlTree::Index, std::size_t) { return AfterElement::keep; });
    if (reading.tree.empty()) return Unexpected{std::string{"the file cannot be read as XML"}};
    return OutlineReader{reading.tree}.read();
}

}  // namespace webclip::feed
