#include "html/sanitize.h"

#include <algorithm>
#include <vector>

#include "allowed.h"
#include "base/ascii.h"
#include "html/parse.h"
#include "html/serialize.h"
#include "noscript.h"
#include "read_back.h"

namespace webclip::html {

namespace {

bool has_controls(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
}

// Without the characters that no later format can hold: C0 controls and the two code points that XML refuses.
std::string without_controls(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
            at += 2;
        } else if (c == '\r') {
            out += '\n';
        } else if (c == '\f') {
            out += ' ';
        } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
            out += c;
        }
    }
    return out;
}

class Sanitizer {
  public:
    Sanitizer(Document& document, NodeId top, const url::Url& base)
        : document_{document}, top_{top}, base_{base} {}

    void run() {
        rescue_noscript_images(document_, top_);
        if (document_.is_element(top_)) reduce_attributes(top_);
        NodeId node = document_.first_child(top_);
        while (node != no_node) node = document_.is_text(node) ? text(node) : element(node);
    }

  private:
    // Each treats one node and returns the next to treat. Parents come before their children, so that the
    // parent of a node is already what it will be.
    NodeId text(NodeId node) {
        const std::string_view text = document_.text(node);
        if (has_controls(text) || text.find("\xEF\xBF") != std::string_view::npos) {
            document_.set_text(node, without_controls(text));
        }
        return document_.next_after(node, top_);
    }

    NodeId element(NodeId node) {
        switch (treatment(document_.tag(node))) {
            case Treatment::keep: return keep(node);
            case Treatment::rename: {
                const Tag tag = replacement(document_.tag(node));
                document_.rename(node, tag);
                return keep(node);
            }
            case Treatment::unwrap: return unwrap(node);
            case Treatment::remove: return remove(node);
            case Treatment::frame: break;
        }
        return replace_by_link(node);
    }

    NodeId keep(NodeId node) {
        const Tag tag = document_.tag(node);
        if (is_stray(tag, document_.tag(document_.parent(node)))) {
            document_.rename(node, Tag::div);
            document_.clear_attributes(node);
            return document_.next(node, top_);
        }
        reduce_attributes(node);
        if (tag == Tag::a && (!document_.attribute(node, "href") || is_in_link(node))) return unwrap(node);
        if (tag == Tag::img && !document_.attribute(node, "src")) return remove(node);
        return document_.next(node, top_);
    }

    static bool is_address(const KeptAttribute& attribute) {
        return attribute.name == "href" || attribute.name == "src" || attribute.name == "cite";
    }

    // Every relative address grows by the base: a page of many short ones must not become gigabytes.
    bool spend(std::size_t address_bytes) {
        if (address_bytes > address_bytes_left_) return false;
        address_bytes_left_ -= address_bytes;
        return true;
    }

    // Parsers differ in what a list item without its list ends.
    static bool is_stray(Tag tag, Tag parent) {
        if (tag == Tag::li) return parent != Tag::ul && parent != Tag::ol;
        return (tag == Tag::dt || tag == Tag::dd) && parent != Tag::dl;
    }

    bool is_in_link(NodeId node) const {
        while (node != top_) {
            node = document_.parent(node);
            if (document_.tag(node) == Tag::a) return true;
        }
        return false;
    }

    NodeId unwrap(NodeId node) {
        const NodeId following = document_.next(node, top_);
        document_.unwrap(node);
        return following;
    }

    NodeId remove(NodeId node) {
        const NodeId following = document_.next_after(node, top_);
        document_.detach(node);
        return following;
    }

    void reduce_attributes(NodeId node) {
        const std::vector<KeptAttribute> kept = kept_attributes(document_, node, base_);
        document_.clear_attributes(node);
        for (const KeptAttribute& attribute : kept)
            document_.set_attribute(node, attribute.name, attribute.value);
        if (document_.tag(node) == Tag::a) {
            document_.set_attribute(node, "rel", "noopener noreferrer nofollow ugc");
        }
    }

    NodeId replace_by_link(NodeId frame) {
        const std::string address = is_hidden(frame) ? std::string{} : frame_address(frame);
        if (!address.empty() && spend(address.size())) {
            const std::string_view title = frame_title(frame);
            document_.insert_before(frame,
                                    link(frame, address, title.empty() ? std::string_view{address} : title));
        }
        return remove(frame);
    }

    bool is_hidden(NodeId frame) const {
        const auto is_nothing = [](std::string_view size) { return size == "0" || size == "1"; };
        return document_.attribute(frame, "hidden") || is_nothing(document_.attribute_or(frame, "width")) ||
               is_nothing(document_.attribute_or(frame, "height"));
    }

    std::string frame_address(NodeId frame) const {
        for (const char* name : {"src", "data-src", "data-lazy-src"}) {
            const std::string_view value = document_.attribute_or(frame, name);
            if (trim_ascii(value).empty()) continue;
            std::string address = web_address(value, base_);
            if (!address.empty()) return address;
        }
        for (NodeId child = document_.first_child(frame); child != no_node;
             child = document_.next_sibling(child)) {
            if (document_.tag(child) != Tag::source) continue;
            std::string address = web_address(document_.attribute_or(child, "src"), base_);
            if (!address.empty()) return address;
        }
        return {};
    }

    std::string_view frame_title(NodeId frame) const {
        for (const char* name : {"title", "aria-label"}) {
            const std::string_view title = trim_ascii(document_.attribute_or(frame, name));
            if (!title.empty()) return title;
        }
        return {};
    }

    // A paragraph of its own where blocks may stand; mere text where links may not.
    NodeId link(NodeId frame, std::string_view address, std::string_view title) {
        const NodeId text = document_.create_text(without_controls(title));
        if (is_in_link(frame)) return text;
        const NodeId link = document_.create_element(Tag::a);
        document_.set_attribute(link, "href", address);
        document_.set_attribute(link, "rel", "noopener noreferrer nofollow ugc");
        document_.append(link, text);
        if (!may_hold_paragraph(document_.parent(frame))) return link;
        const NodeId paragraph = document_.create_element(Tag::p);
        document_.append(paragraph, link);
        return paragraph;
    }

    bool may_hold_paragraph(NodeId parent) const {
        switch (document_.tag(parent)) {
            case Tag::body:
            case Tag::div:
            case Tag::blockquote:
            case Tag::figure:
            case Tag::li:
            case Tag::dd:
            case Tag::td:
            case Tag::details: return true;
            default: return parent == top_ && treatment(document_.tag(parent)) != Treatment::keep;
        }
    }

    Document& document_;
    NodeId top_;
    const url::Url& base_;
    std::size_t address_bytes_left_ = std::size_t{16} << 20U;
};

// Rounds of writing and reading after which markup that still changes is given up; two suffice for what was
// seen.
constexpr int most_rounds = 4;

std::string as_plain_paragraph(const Document& document, NodeId node) {
    return "<p>" + escape_text(without_controls(readable_text(document, node))) + "</p>";
}

}  // namespace

void sanitize(Document& document, NodeId node, const url::Url& base) {
    Sanitizer{document, node, base}.run();
}

std::string sanitized_html(Document& document, NodeId node, const url::Url& base) {
    ParseLimits limits;
    limits.cpu = std::chrono::milliseconds{1000};  // each round
    sanitize(document, node, base);
    std::string markup = serialize_children(document, node);
    if (surely_reads_back(document, node)) return markup;
    for (int round = 0; round < most_rounds; ++round) {
        auto read = parse_fragment(markup, limits);
        if (!read) return {};
        sanitize(*read, read->body(), base);
        std::string again = serialize_children(*read, read->body());
        if (again == markup) return markup;
        markup = std::move(again);
    }
    return as_plain_paragraph(document, node);
}

std::string sanitize_fragment(std::string_view utf8, const url::Url& base) {
    auto document = parse_fragment(utf8);
    return document ? sanitized_html(*document, document->body(), base) : std::string{};
}

}  // namespace webclip::html
