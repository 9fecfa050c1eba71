#include "blocks.h"

#include <algorithm>

#include "base/ascii.h"
#include "html/tag.h"

namespace webclip::extract {

using html::Document;
using html::NodeId;
using html::NodeKind;
using html::Tag;

namespace {

constexpr std::uint32_t break_after = 40;  // a line this long ends its block at <br>
constexpr std::uint32_t paragraph_weight = 50;

std::size_t index_of(NodeId node) {
    return static_cast<std::size_t>(node);
}

bool is_skipped_tag(Tag tag) {
    switch (tag) {
        case Tag::script:
        case Tag::style:
        case Tag::template_:
        case Tag::noscript:
        case Tag::head:
        case Tag::title:
        case Tag::select:
        case Tag::textarea:
        case Tag::noframes:
        case Tag::noembed:
        case Tag::iframe:
        case Tag::object:
        case Tag::svg:
        case Tag::math:
        case Tag::audio:
        case Tag::video:
        case Tag::canvas:
        case Tag::button:
        case Tag::datalist: return true;
        default: return false;
    }
}

bool says_hidden(std::string_view style) {
    for (const std::string_view property : {std::string_view("display"), std::string_view("visibility")}) {
        const std::size_t at = style.find(property);
        if (at == std::string_view::npos) continue;
        std::string_view value = style.substr(at + property.size());
        while (!value.empty() && (value.front() == ':' || is_ascii_space(value.front())))
            value.remove_prefix(1);
        if (value.substr(0, 4) == "none" || value.substr(0, 6) == "hidden") return true;
    }
    return false;
}

std::uint32_t mix(std::uint32_t hash, std::string_view bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

// What one character is to the counts of a block.
enum class Glyph : std::uint8_t {
    blank,
    letter,
    capital,
    digit,
    wide,
    comma,
    stop,
    closer,
    separator,
    other
};

Glyph ascii_glyph(char c) {
    if (is_ascii_lower(c)) return Glyph::letter;
    if (is_ascii_upper(c)) return Glyph::capital;
    if (is_ascii_digit(c)) return Glyph::digit;
    switch (c) {
        case ' ':
        case '\t':
        case '\n':
        case '\r':
        case '\f':
        case '\v': return Glyph::blank;
        case ',':
        case ';':
        case ':': return Glyph::comma;
        case '.':
        case '!':
        case '?': return Glyph::stop;
        case '"':
        case '\'':
        case ')':
        case ']': return Glyph::closer;
        case '|':
        case '/':
        case '>': return Glyph::separator;
        default: return Glyph::other;
    }
}

Glyph latin_glyph(char32_t code) {  // and all below U+2000
    if (code == 0xA0) return Glyph::blank;
    if (code == 0xB7 || code == 0xBB) return Glyph::separator;
    return code < 0xC0 ? Glyph::other : Glyph::letter;
}

Glyph symbol_glyph(char32_t code) {  // U+2000 to U+2E7F
    if (code <= 0x200B || code == 0x2028 || code == 0x2029 || code == 0x202F) return Glyph::blank;
    if (code == 0x2026) return Glyph::stop;
    if (code == 0x201D || code == 0x2019) return Glyph::closer;
    return code == 0x2022 || code == 0x203A ? Glyph::separator : Glyph::other;
}

Glyph cjk_glyph(char32_t code) {  // from U+2E80 on
    switch (code) {
        case 0x3000:
        case 0xFEFF: return Glyph::blank;
        case 0x3001:
        case 0xFF0C:
        case 0xFF1A:
        case 0xFF1B: return Glyph::comma;
        case 0x3002:
        case 0xFF01:
        case 0xFF0E:
        case 0xFF1F: return Glyph::stop;
        case 0x300D:
        case 0x300F:
        case 0x3011:
        case 0xFF09: return Glyph::closer;
        case 0xFF5C:
        case 0x30FB:
        case 0xFF0F: return Glyph::separator;
        default: break;
    }
    if (code >= 0xFF10 && code <= 0xFF19) return Glyph::digit;
    if ((code >= 0x3002 && code <= 0x3020) || (code >= 0xFF01 && code <= 0xFF20)) return Glyph::other;
    const bool is_wide = code < 0xFB00 || (code >= 0xFF66 && code <= 0xFF9F) || code >= 0x20000;
    return is_wide ? Glyph::wide : Glyph::letter;
}

// `code` is a code point of two or more bytes.
Glyph wide_glyph(char32_t code) {
    if (code < 0x2000) return latin_glyph(code);
    return code < 0x2E80 ? symbol_glyph(code) : cjk_glyph(code);
}

// The code point at the front of valid UTF-8 that is not ASCII.
struct Decoded {
    char32_t code = 0;
    std::size_t length = 1;
};

Decoded decode_front(std::string_view bytes) {
    const auto byte = [&](std::size_t at) {
        return static_cast<char32_t>(static_cast<unsigned char>(bytes[at]));
    };
    const char32_t lead = byte(0);
    if (lead < 0xE0 && bytes.size() >= 2) return {((lead & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
    if (lead < 0xF0 && bytes.size() >= 3) {
        return {((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
    }
    if (bytes.size() >= 4) {
        return {((lead & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
                    (byte(3) & 0x3FU),
                4};
    }
    return {0xFFFD, bytes.size()};
}

class PageReader {
  public:
    explicit PageReader(const Document& document) : document_(document) {
        page_.document = &document;
        page_.elements.resize(document.size());
    }

    Page read() {
        const NodeId root = document_.body() != html::no_node ? document_.body() : document_.root();
        NodeId node = root;
        while (node != html::no_node) {
            const bool inside = enter(node);
            const NodeId child = inside ? document_.first_child(node) : html::no_node;
            node = child != html::no_node ? child : climb(node, root);
        }
        close_block();
        sum_up();
        return std::move(page_);
    }

  private:
    // Leaves `node` and those above it that end with it; the next node to enter, or none after the root.
    NodeId climb(NodeId node, NodeId root) {
        for (;;) {
            leave(node);
            if (node == root) return html::no_node;
            const NodeId next = document_.next_sibling(node);
            if (next != html::no_node) return next;
            node = document_.parent(node);
        }
    }

    bool enter(NodeId node) {
        if (document_.kind(node) == NodeKind::text) {
            add_text(node);
            return false;
        }
        if (document_.kind(node) != NodeKind::element) return true;
        const Tag tag = document_.tag(node);
        ElementFacts& facts = page_.elements[index_of(node)];
        read_attributes(node, tag, facts);
        facts.first_block = facts.end_block = next_block();
        if (is_skipped_tag(tag) || document_.name_space(node) != html::Namespace::html) return false;
        if (is_block(node, tag)) {
            close_block();
            container_ = node;
            facts.first_block = next_block();
        }
        if (facts.hidden) ++hidden_depth_;
        if (tag == Tag::a) enter_link();
        if (tag == Tag::b || tag == Tag::strong) ++bold_depth_;
        if (tag == Tag::br) add_break();
        if (tag == Tag::img) page_.images.push_back({node, next_block()});
        return true;
    }

    void leave(NodeId node) {
        if (document_.kind(node) != NodeKind::element) return;
        const Tag tag = document_.tag(node);
        if (is_skipped_tag(tag) || document_.name_space(node) != html::Namespace::html) return;
        ElementFacts& facts = page_.elements[index_of(node)];
        if (tag == Tag::a) --link_depth_;
        if (tag == Tag::b || tag == Tag::strong) --bold_depth_;
        if (facts.hidden) --hidden_depth_;
        if (is_block(node, tag)) {
            close_block();
            container_ = document_.parent(node);
        }
        facts.end_block = next_block();
    }

    bool is_block(NodeId node, Tag tag) const {
        if (tag == Tag::unknown) return document_.name(node).find('-') != std::string_view::npos;
        return html::is_block(tag);
    }

    std::uint32_t next_block() const {
        return static_cast<std::uint32_t>(page_.blocks.size()) + (is_open_ ? 1U : 0U);
    }

    void enter_link() {
        ++link_depth_;
        if (is_open_)
            ++block_.links;
        else
            ++links_ahead_;
    }

    void read_attributes(NodeId node, Tag tag, ElementFacts& facts) {
        std::uint32_t signature = 2166136261U ^ static_cast<std::uint32_t>(tag);
        for (const html::Attribute& attribute : document_.attributes(node)) {
            if (attribute.name == "class") {
                facts.subjects |= subjects_of(attribute.value);
                signature = mix(signature, attribute.value);
            } else if (attribute.name == "id" || attribute.name == "role") {
                facts.subjects |= subjects_of(attribute.value);
            } else if (attribute.name == "style") {
                facts.hidden |= says_hidden(attribute.value);
            } else if (attribute.name == "hidden") {
                facts.hidden = true;
            } else if (attribute.name == "aria-hidden") {
                facts.hidden |= attribute.value == "true";
            } else if (attribute.name == "itemprop") {
                facts.is_article_body |= attribute.value.find("articleBody") != std::string_view::npos;
            }
        }
        if (tag == Tag::body || tag == Tag::html) facts.hidden = false;
        facts.signature = signature;
        join_run(node, facts);
    }

    // Rows of like siblings: cards, posts, list items.
    void join_run(NodeId node, ElementFacts& facts) {
        NodeId before = document_.previous_sibling(node);
        while (before != html::no_node && document_.kind(before) != NodeKind::element) {
            before = document_.previous_sibling(before);
        }
        facts.run_head = static_cast<std::uint32_t>(node);
        if (before != html::no_node && page_.elements[index_of(before)].signature == facts.signature) {
            facts.run_head = page_.elements[index_of(before)].run_head;
        }
        ++page_.elements[facts.run_head].run_length;
    }

    void add_break() {
        if (!is_open_) {
            after_break_ = true;
            return;
        }
        if (last_was_break_ || block_.weight >= break_after) {
            close_block();
            after_break_ = true;
            return;
        }
        pending_blank_ = true;
        last_was_break_ = true;
    }

    void open_block() {
        if (is_open_) return;
        is_open_ = true;
        block_ = Block{};
        block_.container = container_ != html::no_node ? container_ : document_.root();
        block_.first_text = static_cast<std::uint32_t>(page_.text_nodes.size());
        block_.first_char = static_cast<std::uint32_t>(page_.text.size());
        block_.hidden = hidden_depth_ > 0;
        block_.after_break = after_break_;
        block_.links = links_ahead_;
        pending_blank_ = false;
        in_word_ = false;
    }

    void close_block() {
        after_break_ = false;
        links_ahead_ = 0;
        last_was_break_ = false;
        if (!is_open_) return;
        is_open_ = false;
        block_.end_text = static_cast<std::uint32_t>(page_.text_nodes.size());
        block_.end_char = static_cast<std::uint32_t>(page_.text.size());
        block_.cue = block_.weight < 400 ? cue_of(page_.text_of(block_)) : Cue::none;
        page_.blocks.push_back(block_);
        page_.weight += block_.weight;
    }

    void add_text(NodeId node) {
        const std::string_view bytes = document_.text(node);
        const std::uint32_t weight_before = is_open_ ? block_.weight : 0;
        bool any = false;
        for (std::size_t at = 0; at < bytes.size();) {
            std::size_t length = 1;
            Glyph glyph = Glyph::other;
            if (static_cast<unsigned char>(bytes[at]) < 0x80) {
                glyph = ascii_glyph(bytes[at]);
            } else {
                const Decoded decoded = decode_front(bytes.substr(at));
                length = decoded.length;
                glyph = wide_glyph(decoded.code);
            }
            if (glyph == Glyph::blank) {
                pending_blank_ = true;
                in_word_ = false;
            } else {
                open_block();
                any = true;
                if (pending_blank_) page_.text.push_back(' ');
                pending_blank_ = false;
                page_.text.append(bytes, at, length);
                count(glyph);
            }
            at += length;
        }
        if (!any) return;
        last_was_break_ = false;
        page_.text_nodes.push_back(node);
        const std::uint32_t added = block_.weight - weight_before;
        if (link_depth_ > 0) block_.link_weight += added;
        if (bold_depth_ > 0) block_.bold_weight += added;
    }

    void count(Glyph glyph) {
        const bool is_word = glyph == Glyph::letter || glyph == Glyph::capital || glyph == Glyph::digit;
        if (is_word && !in_word_) {
            ++block_.words;
            if (glyph == Glyph::capital) ++block_.capitals;
        }
        in_word_ = is_word;
        switch (glyph) {
            case Glyph::letter:
            case Glyph::capital: ++block_.weight; break;
            case Glyph::digit:
                ++block_.weight;
                ++block_.digits;
                break;
            case Glyph::wide:
                block_.weight += 2;
                ++block_.wide;
                break;
            case Glyph::comma: ++block_.commas; break;
            case Glyph::stop: ++block_.stops; break;
            case Glyph::separator: ++block_.separators; break;
            default: break;
        }
        if (glyph != Glyph::closer) block_.ends_with_stop = glyph == Glyph::stop;
    }

    // Children stand after their parents in a fresh document, so one backward pass adds everything up.
    void sum_up() {
        for (const Block& block : page_.blocks) {
            ElementFacts& facts = page_.elements[index_of(block.container)];
            facts.weight += block.weight;
            facts.link_weight += block.link_weight;
            facts.commas += block.commas;
            if (block.weight >= paragraph_weight && block.link_weight * 2 < block.weight) ++facts.paragraphs;
        }
        for (std::size_t i = page_.elements.size(); i-- > 1;) {
            const NodeId parent = document_.parent(static_cast<NodeId>(i));
            if (parent == html::no_node) continue;
            const ElementFacts& facts = page_.elements[i];
            ElementFacts& sum = page_.elements[index_of(parent)];
            sum.weight += facts.weight;
            sum.link_weight += facts.link_weight;
            sum.commas += facts.commas;
            sum.paragraphs += facts.paragraphs;
        }
    }

    const Document& document_;
    Page page_;
    Block block_;
    NodeId container_ = html::no_node;
    int link_depth_ = 0;
    int bold_depth_ = 0;
    int hidden_depth_ = 0;
    std::uint16_t links_ahead_ = 0;
    bool is_open_ = false;
    bool pending_blank_ = false;
    bool in_word_ = false;
    bool after_break_ = false;
    bool last_was_break_ = false;
};

}  // namespace

Page read_page(const Document& document) {
    return PageReader(document).read();
}

}  // namespace webclip::extract
