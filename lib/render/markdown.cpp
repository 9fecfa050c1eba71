#include <vector>

#include "base/ascii.h"
#include "render/render.h"
#include "text/utf8.h"
#include "yaml/yaml.h"

namespace webclip::render {
namespace {

using html::Document;
using html::NodeId;
using html::NodeKind;
using html::Tag;

// Characters that mean something anywhere in a line of CommonMark.
bool means_something(char c) {
    constexpr std::string_view special = "\\`*_[]<>|~&$";
    return special.find(c) != std::string_view::npos;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (means_something(c)) out += '\\';
        out += c;
    }
    return out;
}

// What means something only where a line begins: #, +, -, =, "1." and "1)".
std::string escape_line_start(const std::string& line) {
    std::size_t digits = 0;
    while (digits < line.size() && is_ascii_digit(line[digits])) ++digits;
    if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) {
        return line.substr(0, digits) + "\\" + line.substr(digits);
    }
    constexpr std::string_view special = "#+-=";
    const bool risky = !line.empty() && special.find(line.front()) != std::string_view::npos;
    return risky ? "\\" + line : line;
}

// An address inside (…): blanks, brackets and controls would end it.
std::string link_target(std::string_view address) {
    std::string target;
    for (const char c : address) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        const bool unsafe = byte <= 0x20 || byte == 0x7F || c == '(' || c == ')' || c == '<' || c == '>' ||
                            c == '\\' || c == '`';
        if (unsafe) {
            target += '%';
            target += digits[byte >> 4U];
            target += digits[byte & 15U];
        } else {
            target += c;
        }
    }
    return target;
}

std::string fence_for(std::string_view code) {
    std::size_t longest = 2;
    std::size_t run = 0;
    for (const char c : code) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return std::string(longest + 1, '`');
}

std::string repeated_prefix(const std::string& text, const std::string& first, const std::string& rest) {
    std::string out = first;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += rest;
    }
    return out;
}

// Markdown of one element's content while its children are walked.
struct Frame {
    NodeId node;
    std::string out;   // finished blocks, blank lines between them
    std::string line;  // the running paragraph's inline text
    int item = 0;      // of an <ol>: the next number
};

// Walks without recursion: frames are pushed on entering an element, and folded into their parent on leaving
// it.
class Writer {
  public:
    explicit Writer(const Document& document) : document_(document) {}

    std::string write(NodeId within) {
        frames_.push_back({.node = within, .out = {}, .line = {}});
        NodeId at = document_.first_child(within);
        while (frames_.size() > 1 || at != html::no_node) {
            if (at == html::no_node) {
                at = document_.next_sibling(frames_.back().node);
                leave();
            } else if (document_.kind(at) == NodeKind::text) {
                add_text(document_.text(at));
                at = document_.next_sibling(at);
            } else if (is_leaf(at)) {
                add_leaf(at);
                at = document_.next_sibling(at);
            } else {
                frames_.push_back({.node = at, .out = {}, .line = {}});
                at = document_.first_child(at);
            }
        }
        end_line(frames_.back());
        return frames_.back().out;
    }

  private:
    Tag tag(NodeId node) const { return document_.tag(node); }

    // Elements whose content is not walked here.
    bool is_leaf(NodeId node) const {
        const Tag t = tag(node);
        return t == Tag::img || t == Tag::br || t == Tag::hr || t == Tag::pre || t == Tag::table ||
               t == Tag::code;
    }

    void add_text(std::string_view text) {
        std::string& line = frames_.back().line;
        std::string words = escaped(text::collapse_whitespace(text));
        const bool blank_before = !text.empty() && is_ascii_space(text.front());
        const bool blank_after = !text.empty() && is_ascii_space(text.back());
        if (blank_before && !line.empty() && !line.ends_with(' ')) line += ' ';
        line += words;
        if (blank_after && !words.empty()) line += ' ';
    }

    void add_leaf(NodeId node) {
        Frame& frame = frames_.back();
        switch (tag(node)) {
            case Tag::br: frame.line += "\\\n"; break;
            case Tag::hr: add_block(frame, "---"); break;
            case Tag::img: frame.line += image(node); break;
            case Tag::code: frame.line += code_span(node); break;
            case Tag::pre: {
                const std::string code = html::text_content(document_, node);
                const std::string fence = fence_for(code);
                add_block(frame, fence + "\n" + code + (code.ends_with('\n') ? "" : "\n") + fence);
                break;
            }
            case Tag::table: add_block(frame, table(node)); break;
            default: break;
        }
    }

    std::string image(NodeId node) const {
        return "![" + escaped(text::collapse_whitespace(document_.attribute_or(node, "alt"))) + "](" +
               link_target(document_.attribute_or(node, "src")) + ")";
    }

    std::string code_span(NodeId node) const {
        const std::string code = text::collapse_whitespace(html::text_content(document_, node));
        const std::string fence = code.find('`') == std::string::npos ? "`" : fence_for(code);
        const std::string pad = fence.size() > 1 ? " " : "";
        return code.empty() ? "" : fence + pad + code + pad + fence;
    }

    // GitHub's tables know neither blocks in cells nor spans: the text of each cell, row by row.
    std::string table(NodeId node) const {
        std::vector<std::vector<std::string>> rows;
        for (NodeId at = document_.next(node, node); at != html::no_node; at = document_.next(at, node)) {
            if (tag(at) == Tag::tr) rows.emplace_back();
            if ((tag(at) == Tag::td || tag(at) == Tag::th) && !rows.empty()) {
                rows.back().push_back(escaped(text::collapse_whitespace(html::text_content(document_, at))));
            }
        }
        std::size_t width = 0;
        for (const auto& row : rows) width = std::max(width, row.size());
        std::string out;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            rows[r].resize(width);
            for (const std::string& cell : rows[r]) out += "| " + cell + " ";
            out += "|\n";
            if (r != 0) continue;
            for (std::size_t c = 0; c < width; ++c) out += "| --- ";
            out += "|\n";
        }
        if (!out.empty()) out.pop_back();
        return out;
    }

    static void add_block(Frame& frame, const std::string& block) {
        end_line(frame);
        if (block.empty()) return;
        frame.out += (frame.out.empty() ? "" : "\n\n") + block;
    }

    static void end_line(Frame& frame) {
        std::string line{text::trim(frame.line)};
        frame.line.clear();
        while (line.ends_with("\\\n") || line.ends_with('\\')) line.erase(line.find_last_of('\\'));
        if (text::is_blank(line)) return;
        frame.out += (frame.out.empty() ? "" : "\n\n") + escape_line_start(line);
    }

    // Folds the finished element into its parent.
    void leave() {
        Frame done = std::move(frames_.back());
        frames_.pop_back();
        Frame& parent = frames_.back();
        const Tag t = tag(done.node);
        if (!html::is_block(t)) {
            leave_inline(parent, done, t);
            return;
        }
        end_line(done);
        add_block(parent, block_text(parent, done, t));
    }

    void leave_inline(Frame& parent, const Frame& done, Tag t) {
        // An inline element around blocks: its blocks go on, its mark is lost.
        if (!done.out.empty()) add_block(parent, done.out);
        const std::string inner{text::trim(done.line)};
        if (inner.empty()) {
            if (!done.line.empty() && !parent.line.empty()) parent.line += ' ';
            return;
        }
        const std::string before = done.line.starts_with(' ') ? " " : "";
        const std::string after = done.line.ends_with(' ') ? " " : "";
        parent.line += before + marked(done.node, t, inner) + after;
    }

    std::string marked(NodeId node, Tag t, const std::string& inner) const {
        if (t == Tag::strong || t == Tag::b) return "**" + inner + "**";
        if (t == Tag::em || t == Tag::i) return "*" + inner + "*";
        const auto href = document_.attribute(node, "href");
        if (t == Tag::a && href) return "[" + inner + "](" + link_target(*href) + ")";
        return inner;
    }

    std::string block_text(Frame& parent, const Frame& done, Tag t) const {
        if (done.out.empty()) return {};
        switch (t) {
            case Tag::h1: return "# " + done.out;
            case Tag::h2: return "## " + done.out;
            case Tag::h3: return "### " + done.out;
            case Tag::h4: return "#### " + done.out;
            case Tag::h5: return "##### " + done.out;
            case Tag::h6: return "###### " + done.out;
            case Tag::blockquote: return repeated_prefix(done.out, "> ", "> ");
            case Tag::li: {
                const bool numbered = tag(parent.node) == Tag::ol;
                const std::string mark = numbered ? std::to_string(++parent.item) + ". " : "- ";
                return repeated_prefix(done.out, mark, std::string(mark.size(), ' '));
            }
            default: return done.out;
        }
    }

    const Document& document_;
    std::vector<Frame> frames_;
};

std::string quoted_list(const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const std::string& text : texts) list += (list.size() > 1 ? ", " : "") + yaml::quote(text);
    return list + "]";
}

}  // namespace

std::string markdown_body(const html::Document& document, html::NodeId within) {
    return Writer{document}.write(within);
}

std::string to_markdown(const model::Clip& clip, const model::Revision& revision, std::string_view markdown) {
    const model::ClipFields& fields = clip.fields;
    std::string text = "---\ntitle: " + yaml::quote(fields.title) + "\n";
    if (fields.date) text += "date: " + to_iso8601(*fields.date) + "\n";
    if (!fields.author.empty()) text += "author: " + yaml::quote(fields.author) + "\n";
    text += "from: " + yaml::quote(fields.from) + "\n";
    if (!fields.tags.empty()) text += "tags: " + quoted_list(fields.tags) + "\n";
    if (!fields.categories.empty()) text += "categories: " + quoted_list(fields.categories) + "\n";
    if (!revision.article.language.empty())
        text += "language: " + yaml::quote(revision.article.language) + "\n";
    return text + "archived: " + to_iso8601(revision.made_at) + "\n---\n\n" + std::string{markdown} + "\n";
}

}  // namespace webclip::render
