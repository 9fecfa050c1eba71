#include "entry_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "element_query.h"
#include "html/sanitize.h"
#include "html/serialize.h"
#include "person.h"
#include "text/utf8.h"
#include "text_construct.h"

namespace webclip::feed {
namespace {

constexpr std::size_t most_categories = 100;
constexpr std::size_t longest_category = 256;
constexpr std::size_t most_enclosures = 100;
constexpr std::size_t longest_id = 4096;

using V = Vocabulary;

std::optional<std::int64_t> read_length(std::string_view text) {
    text = trim_ascii(text);
    std::int64_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc{} || end != text.data() + text.size() || length < 0) return std::nullopt;
    return length;
}

// A feed on a delivery service's host names its pages relative to the site.
const url::Url& outer_base(const EntryContext& context) {
    return context.site && context.site->host() != context.address.host() ? *context.site : context.address;
}

class EntryReader {
  public:
    EntryReader(const XmlTree& tree, XmlTree::Index entry, const EntryContext& context)
        : tree_(tree), entry_(entry), context_(context), outer_(outer_base(context)) {}

    ParsedEntry read() {
        gather_media();
        result_.title = title();
        result_.id = id();
        result_.url = address();
        result_.author = author();
        read_dates();
        read_texts();
        read_categories();
        read_enclosures();
        return std::move(result_);
    }

  private:
    // Media RSS nests: what stands in media:group and media:content belongs to the entry.
    void gather_media() {
        for (auto child = tree_.first_child(entry_); child != XmlTree::none;
             child = tree_.next_sibling(child)) {
            if (tree_.is_element(child) && tree_.vocabulary(child) == V::media) add_media(child);
        }
    }

    void add_media(XmlTree::Index element) {
        for (auto node = element; node != XmlTree::none; node = tree_.next(node, element)) {
            if (tree_.is_element(node) && tree_.vocabulary(node) == V::media) media_.push_back(node);
        }
    }

    std::string title() const {
        std::string title = first_line(tree_, entry_, {{V::core, "title"}, {V::dublin_core, "title"}},
                                       context_.limits.title_bytes);
        for (const XmlTree::Index media : media_) {
            if (title.empty() && tree_.name(media) == "title") {
                title = plain_line_of(tree_, media, context_.limits.title_bytes);
            }
        }
        if (title.empty())
            title = first_line(tree_, entry_, {{V::itunes, "title"}}, context_.limits.title_bytes);
        return title;
    }

    std::string id() const {
        for (const ElementName name : {ElementName{V::core, "guid"}, ElementName{V::core, "id"},
                                       ElementName{V::dublin_core, "identifier"}}) {
            for (const XmlTree::Index child : children_named(tree_, entry_, name)) {
                const std::string text = tree_.text_content(child);
                if (const auto id = trim_ascii(text); !id.empty())
                    return std::string{cut_utf8(id, longest_id)};
            }
        }
        return std::string{cut_utf8(trim_ascii(tree_.attribute(entry_, "about", V::rdf)), longest_id)};
    }

    // RFC 4287 §4.2.1: an entry copied from another feed carries that feed's author in atom:source.
    std::string author() const {
        std::string author = authors_of(tree_, entry_);
        for (const XmlTree::Index source : children_named(tree_, entry_, {V::core, "source"})) {
            if (author.empty()) author = authors_of(tree_, source);
        }
        return author;
    }

    std::optional<url::Url> resolved(XmlTree::Index element, std::string_view text) const {
        return web_address(text, base_of(tree_, element, outer_).address);
    }

    std::string address() const {
        using Candidate = std::optional<url::Url> (EntryReader::*)() const;
        // In RSS, <link> before <atom:link>; in Atom only the latter exists.
        constexpr std::array<Candidate, 8> candidates{
            &EntryReader::original_link,  &EntryReader::text_link,    &EntryReader::atom_link,
            &EntryReader::permalink,      &EntryReader::cdf_link,     &EntryReader::rdf_subject,
            &EntryReader::content_source, &EntryReader::address_in_id};
        for (const Candidate candidate : candidates) {
            if (const auto found = (this->*candidate)()) return found->href();
        }
        return {};
    }

    // feedburner:origLink, pheedo:origLink: the page itself, where <link> is a counting redirect.
    std::optional<url::Url> original_link() const {
        for (auto child = tree_.first_child(entry_); child != XmlTree::none;
             child = tree_.next_sibling(child)) {
            if (!tree_.is_element(child) || tree_.name(child) != "origlink") continue;
            if (auto found = resolved(child, tree_.text_content(child))) return found;
        }
        return std::nullopt;
    }

    std::optional<url::Url> text_link() const {
        for (const XmlTree::Index link : children_named(tree_, entry_, {V::core, "link"})) {
            if (tree_.vocabulary(link) != V::core || tree_.has_attribute(link, "href")) continue;
            if (link_relation(tree_, link) != "alternate") continue;
            if (auto found = resolved(link, tree_.text_content(link))) return found;
        }
        return std::nullopt;
    }

    std::optional<url::Url> atom_link() const {
        const AtomLink link = best_link(tree_, entry_, "alternate");
        if (link.element == XmlTree::none || link.address.empty()) return std::nullopt;
        return resolved(link.element, link.address);
    }

    // A guid is a permalink unless it says otherwise (RSS 2.0), and is believed when it is a whole address.
    std::optional<url::Url> permalink() const {
        for (const XmlTree::Index guid : children_named(tree_, entry_, {V::core, "guid"})) {
            if (equals_ignoring_ascii_case(trim_ascii(tree_.attribute(guid, "ispermalink")), "false"))
                continue;
            if (auto found = whole_address(tree_.text_content(guid))) return found;
        }
        return std::nullopt;
    }

    std::optional<url::Url> cdf_link() const {
        if (tree_.has_attribute(entry_, "href")) return resolved(entry_, tree_.attribute(entry_, "href"));
        for (const XmlTree::Index anchor : children_named(tree_, entry_, {V::core, "a"})) {
            if (auto found = resolved(anchor, tree_.attribute(anchor, "href"))) return found;
        }
        return std::nullopt;
    }

    std::optional<url::Url> rdf_subject() const {
        return whole_address(tree_.attribute(entry_, "about", V::rdf));
    }

    std::optional<url::Url> content_source() const {
        for (const XmlTree::Index content : children_named(tree_, entry_, {V::core, "content"})) {
            if (auto found = resolved(content, tree_.attribute(content, "src"))) return found;
        }
        return std::nullopt;
    }

    std::optional<url::Url> address_in_id() const {
        for (const XmlTree::Index id : children_named(tree_, entry_, {V::core, "id"})) {
            if (auto found = whole_address(tree_.text_content(id))) return found;
        }
        return std::nullopt;
    }

    static std::optional<url::Url> whole_address(std::string_view text) {
        auto address = url::parse(trim_ascii(text));
        if (!address || !address->is_http()) return std::nullopt;
        return *std::move(address);
    }

    void read_dates() {
        result_.published = last_date(tree_, entry_,
                                      {{V::core, "published"},
                                       {V::core, "pubdate"},
                                       {V::core, "issued"},
                                       {V::dc_terms, "issued"},
                                       {V::dublin_core, "date"},
                                       {V::core, "date"},
                                       {V::dc_terms, "created"},
                                       {V::core, "created"},
                                       {V::dc_terms, "date"},
                                       {V::dc_terms, "available"}});
        result_.updated = last_date(tree_, entry_,
                                    {{V::core, "updated"}, {V::core, "modified"}, {V::dc_terms, "modified"}});
        if (!result_.updated) result_.updated = parse_date(tree_.attribute(entry_, "lastmod"));
    }

    struct Text {
        std::string html;
        url::Url base;
    };

    // The entry's own page is what relative addresses in its text mean, unless xml:base says more.
    url::Url text_base(XmlTree::Index element) const {
        const Base base = base_of(tree_, element, outer_);
        if (base.is_declared) return base.address;
        auto page = url::parse(result_.url);
        return page ? *std::move(page) : base.address;
    }

    void add_text(std::vector<Text>& texts, XmlTree::Index element) const {
        std::string html = html_of(tree_, element);
        if (!trim_ascii(html).empty()) texts.push_back({std::move(html), text_base(element)});
    }

    std::vector<Text> texts_named(std::initializer_list<ElementName> names) const {
        std::vector<Text> texts;
        for (const ElementName name : names) {
            for (const XmlTree::Index child : children_named(tree_, entry_, name)) add_text(texts, child);
        }
        return texts;
    }

    void read_texts() {
        std::vector<Text> full = texts_named({{V::content, "encoded"},
                                              {V::core, "content"},
                                              {V::xhtml, "body"},
                                              {V::core, "body"},
                                              {V::core, "fullitem"}});
        std::vector<Text> brief = texts_named({{V::core, "summary"},
                                               {V::core, "description"},
                                               {V::core, "abstract"},
                                               {V::dublin_core, "description"},
                                               {V::dc_terms, "abstract"},
                                               {V::itunes, "summary"}});
        for (const XmlTree::Index media : media_) {
            if (tree_.name(media) == "description") add_text(brief, media);
        }
        for (Text& subtitle : texts_named({{V::itunes, "subtitle"}})) brief.push_back(std::move(subtitle));

        const Text* fullest = nullptr;
        for (const std::vector<Text>* texts : {&full, &brief}) {
            for (const Text& text : *texts) {
                if (fullest == nullptr || text.html.size() > fullest->html.size()) fullest = &text;
            }
        }
        if (fullest == nullptr) return;
        result_.content = clean(*fullest);
        if (brief.empty()) return;
        result_.summary = brief.front().html == fullest->html ? result_.content : clean(brief.front());
    }

    std::string clean(const Text& text) const {
        return clean_html(text.html, text.base, context_.limits.content_bytes);
    }

    void read_categories() {
        for (auto child = tree_.first_child(entry_); child != XmlTree::none;
             child = tree_.next_sibling(child)) {
            if (tree_.is_element(child)) read_category(child);
        }
        for (const XmlTree::Index media : media_) {
            if (tree_.name(media) == "category") add_category(result_.categories, labelled(media));
            if (tree_.name(media) == "keywords") add_keywords(media);
        }
    }

    void read_category(XmlTree::Index element) {
        const V vocabulary = tree_.vocabulary(element);
        const std::string_view name = tree_.name(element);
        if (is_named(tree_, element, {V::core, "category"})) {
            add_category(result_.categories, labelled(element));
        } else if (name == "subject" && (vocabulary == V::dublin_core || vocabulary == V::dc_terms)) {
            add_category(result_.categories, plain_line_of(tree_, element, longest_category));
        } else if (vocabulary == V::itunes && name == "category") {
            for (auto node = element; node != XmlTree::none; node = tree_.next(node, element)) {
                if (tree_.is_element(node)) add_category(result_.categories, tree_.attribute(node, "text"));
            }
        } else if (vocabulary == V::itunes && name == "keywords") {
            add_keywords(element);
        }
    }

    std::string labelled(XmlTree::Index element) const {
        for (const std::string_view name : {"label", "term"}) {
            if (const auto value = trim_ascii(tree_.attribute(element, name)); !value.empty())
                return std::string{value};
        }
        return plain_line_of(tree_, element, longest_category);
    }

    void add_keywords(XmlTree::Index element) {
        const std::string all = tree_.text_content(element);
        for (const std::string_view keyword : split_ascii(cut_utf8(all, 16U << 10U), ',')) {
            add_category(result_.categories, keyword);
        }
    }

    void read_enclosures() {
        for (auto child = tree_.first_child(entry_); child != XmlTree::none;
             child = tree_.next_sibling(child)) {
            if (!tree_.is_element(child)) continue;
            const std::string_view name = tree_.name(child);
            const V vocabulary = tree_.vocabulary(child);
            if (is_named(tree_, child, {V::core, "enclosure"})) {
                enclose(child, {"url", "href"});
            } else if (name == "link" && is_media_link(child)) {
                enclose(child, {"href"});
            } else if (vocabulary == V::itunes && name == "image") {
                enclose(child, {"href", "url"}, "image");
            }
        }
        for (const XmlTree::Index media : media_) {
            if (tree_.name(media) == "content") enclose(media, {"url"});
            if (tree_.name(media) == "thumbnail") enclose(media, {"url"}, "image");
        }
    }

    bool is_media_link(XmlTree::Index link) const {
        const std::string relation = link_relation(tree_, link);
        return relation == "enclosure" || relation == "image";
    }

    void enclose(XmlTree::Index element, std::initializer_list<std::string_view> names,
                 std::string_view type = {}) {
        for (const std::string_view name : names) {
            const auto address = resolved(element, tree_.attribute(element, name));
            if (!address) continue;
            Enclosure enclosure{address->href(), std::string{trim_ascii(tree_.attribute(element, "type"))},
                                read_length(tree_.attribute(element, "length"))};
            if (!enclosure.length) enclosure.length = read_length(tree_.attribute(element, "filesize"));
            if (enclosure.type.empty()) enclosure.type = tree_.attribute(element, "medium");
            if (enclosure.type.empty()) enclosure.type = type;
            return add_enclosure(result_.enclosures, std::move(enclosure));
        }
    }

    const XmlTree& tree_;
    XmlTree::Index entry_;
    const EntryContext& context_;
    const url::Url& outer_;
    std::vector<XmlTree::Index> media_;
    ParsedEntry result_;
};

}  // namespace

std::string clean_html(std::string_view html, const url::Url& base, std::size_t most_bytes) {
    html = cut_utf8(trim_ascii(html), most_bytes);
    if (html.find_first_of("<&") == std::string_view::npos)
        return html::escape_text(text::strip_controls(html));
    return html::sanitize_fragment(html, base);
}

void add_category(std::vector<std::string>& categories, std::string_view text) {
    if (categories.size() >= most_categories) return;
    std::string category = plain_line(text, TextType::guess, longest_category);
    const bool is_known = std::find(categories.begin(), categories.end(), category) != categories.end();
    if (!category.empty() && !is_known) categories.push_back(std::move(category));
}

void add_enclosure(std::vector<Enclosure>& enclosures, Enclosure enclosure) {
    constexpr std::size_t longest_type = 128;
    const bool is_known =
        std::any_of(enclosures.begin(), enclosures.end(),
                    [&enclosure](const Enclosure& other) { return other.url == enclosure.url; });
    if (is_known || enclosures.size() >= most_enclosures) return;
    enclosure.type = cut_utf8(enclosure.type, longest_type);
    enclosures.push_back(std::move(enclosure));
}

std::optional<Timestamp> last_date(const XmlTree& tree, XmlTree::Index parent,
                                   std::initializer_list<ElementName> names) {
    for (const ElementName name : names) {
        std::optional<Timestamp> last;
        for (const XmlTree::Index child : children_named(tree, parent, name)) {
            if (const auto date = parse_date(tree.text_content(child))) last = date;
        }
        if (last) return last;
    }
    return std::nullopt;
}

ParsedEntry read_entry(const XmlTree& tree, XmlTree::Index entry, const EntryContext& context) {
    return EntryReader{tree, entry, context}.read();
}

ParsedEntry read_sitemap_url(const XmlTree& tree, XmlTree::Index entry, const EntryContext& context) {
    ParsedEntry result;
    for (const XmlTree::Index location : children_named(tree, entry, {V::core, "loc"})) {
        const auto address = web_address(tree.text_content(location), context.address);
        if (address && result.url.empty()) result.url = address->href();
    }
    result.id = result.url;
    result.updated = last_date(tree, entry, {{V::core, "lastmod"}});
    for (const XmlTree::Index news : children_named(tree, entry, {V::news, "news"})) {
        result.title = first_line(tree, news, {{V::news, "title"}}, context.limits.title_bytes);
        result.published = last_date(tree, news, {{V::news, "publication_date"}});
        for (const XmlTree::Index keywords : children_named(tree, news, {V::news, "keywords"})) {
            const std::string all = tree.text_content(keywords);
            for (const std::string_view keyword : split_ascii(cut_utf8(all, 16U << 10U), ',')) {
                add_category(result.categories, keyword);
            }
        }
    }
    for (const XmlTree::Index image : children_named(tree, entry, {V::image, "image"})) {
        for (const XmlTree::Index location : children_named(tree, image, {V::image, "loc"})) {
            const auto address = web_address(tree.text_content(location), context.address);
            if (address) add_enclosure(result.enclosures, {address->href(), "image", std::nullopt});
        }
    }
    return result;
}

}  // namespace webclip::feed
