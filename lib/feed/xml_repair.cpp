#include "xml_repair.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "html_entities.h"
#include "markup_scanner.h"
#include "text/utf8.h"

namespace webclip::feed {
namespace {

constexpr std::size_t deepest = 200;
constexpr std::size_t most_namespaces = 256;
constexpr std::size_t longest_reference = 64;
constexpr std::size_t longest_attribute = 1U << 20U;
constexpr std::size_t longest_cdata = 4U << 20U;  // libxml2 refuses sections above 10 MB
constexpr std::size_t most_names = 4096;
constexpr std::size_t most_entities = 128;
constexpr std::size_t longest_entity = 512;
constexpr std::size_t most_expansion = 256U << 10U;

// Bytes that need a look before they may stand in a document.
constexpr std::array<bool, 256> make_special() {
    std::array<bool, 256> special{};
    for (std::size_t c = 0; c < 0x20; ++c) special.at(c) = c != '\t' && c != '\n' && c != '\r';
    for (const char c : {'&', '<', '>'}) special.at(static_cast<unsigned char>(c)) = true;
    special.at(0xEF) = true;  // U+FFFE and U+FFFF begin with it
    return special;
}
constexpr std::array<bool, 256> special_bytes = make_special();

bool is_special(char c) {
    return special_bytes.at(static_cast<unsigned char>(c));
}
bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20;
}

bool is_noncharacter(std::string_view at) {
    return at.starts_with("\xEF\xBF\xBE") || at.starts_with("\xEF\xBF\xBF");
}

std::string_view cut_on_code_point(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return text.substr(0, most);
}

// Internal general entities whose replacement is plain text.
class Entities {
  public:
    explicit Entities(std::string_view subset) {
        constexpr std::string_view open{"<!ENTITY"};
        for (std::size_t at = subset.find(open);
             at != std::string_view::npos && values_.size() < most_entities;
             at = subset.find(open, at + open.size())) {
            declare(subset.substr(at + open.size(), longest_entity * 2));
        }
    }

    // Nothing for unknown names and when too much was replaced already.
    std::optional<std::string_view> replacement(std::string_view name) {
        const auto found = values_.find(std::string{name});
        if (found == values_.end() || found->second.size() > budget_) return std::nullopt;
        budget_ -= found->second.size();
        return found->second;
    }

    bool empty() const { return values_.empty(); }

  private:
    void declare(std::string_view rest) {
        rest = trim_ascii(rest);
        const std::size_t name_end = rest.find_first_of(" \t\r\n");
        if (name_end == std::string_view::npos || rest.front() == '%') return;
        const std::string_view name = rest.substr(0, name_end);
        rest = trim_ascii(rest.substr(name_end));
        if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) return;  // SYSTEM, PUBLIC
        const std::size_t close = rest.find(rest.front(), 1);
        if (close == std::string_view::npos || close > longest_entity) return;
        const std::string value = decode_references(rest.substr(1, close - 1));
        if (value.find_first_of("&<%") == std::string::npos) values_.emplace(name, value);
    }

    std::unordered_map<std::string, std::string> values_;
    std::size_t budget_ = most_expansion;
};

class Repairer {
  public:
    Repairer(std::string_view text, std::size_t root_at, std::string_view subset)
        : text_(text), scanner_(text, root_at), entities_(subset) {
        out_.reserve(text.size() - root_at + 256);
        out_ = R"(<?xml version="1.0" encoding="UTF-8"?>)";
    }

    RepairedXml run() {
        while (const MarkupToken* token = scanner_.next()) write(*token);
        if (open_.size() > 1) note_unclosed();
        while (!open_.empty()) pop();
        return {std::move(out_), warnings()};
    }

  private:
    struct OpenElement {
        std::size_t name_at = 0;  // in text_
        std::uint16_t name_size = 0;
        std::uint16_t namespaces = 0;  // declared on it
        bool written = false;
    };

    void write(const MarkupToken& token) {
        switch (token.kind) {
            case MarkupKind::text: return write_text(token.content);
            case MarkupKind::cdata: return write_cdata(token);
            case MarkupKind::start_tag: return write_start(token);
            case MarkupKind::end_tag: return write_end(token);
            default: return;
        }
    }

    std::string_view name_of(const OpenElement& element) const {
        return text_.substr(element.name_at, element.name_size);
    }

    static std::size_t slot(std::string_view name) {
        std::size_t hash = name.size();
        for (const char c : name) hash = hash * 31 + static_cast<unsigned char>(to_ascii_lower(c));
        return hash % 1024;
    }

    void write_start(const MarkupToken& token) {
        // An item cannot hold items: the end tag of the one before is missing.
        const bool entry_in_entry = !open_.empty() &&
                                    equals_ignoring_ascii_case(name_of(open_.back()), token.name) &&
                                    (equals_ignoring_ascii_case(token.name, "item") || token.name == "entry");
        if (entry_in_entry) {
            ++unclosed_;
            pop();
        }
        OpenElement element;
        element.name_at = static_cast<std::size_t>(token.name.data() - text_.data());
        element.name_size = static_cast<std::uint16_t>(token.name.size());
        element.written = written_ < deepest;
        if (element.written) {
            out_ += '<';
            write_name(token.name);
            element.namespaces = write_attributes(token);
            out_ += token.self_closing ? "/>" : ">";
        } else {
            too_deep_ = true;
        }
        if (token.self_closing) {
            namespaces_ -= element.namespaces;
            return;
        }
        if (element.written) {
            ++written_;
            ++counts_.at(slot(token.name));
        }
        open_.push_back(element);
    }

    void write_end(const MarkupToken& token) {
        if (token.is_cut) ++cut_;
        if (open_.empty()) return;
        const auto matches = [this, &token](const OpenElement& element) {
            return equals_ignoring_ascii_case(name_of(element), token.name);
        };
        if (!matches(open_.back())) {
            const bool may_be_open = counts_.at(slot(token.name)) > 0;
            const auto written_end =
                open_.begin() + static_cast<std::ptrdiff_t>(written_);  // those are the first ones
            if (!may_be_open || std::none_of(open_.begin(), written_end, matches)) {
                ++unopened_;
                return;
            }
            while (!matches(open_.back()) || !open_.back().written) {
                ++unclosed_;
                pop();
            }
        }
        if (open_.size() > 1) pop();  // the root stays open to the end
    }

    void pop() {
        const OpenElement element = open_.back();
        open_.pop_back();
        if (!element.written) return;
        --written_;
        --counts_.at(slot(name_of(element)));
        namespaces_ -= element.namespaces;
        out_ += "</";
        write_name(name_of(element));
        out_ += '>';
    }

    void note_unclosed() { unclosed_ += open_.size() - 1; }

    // libxml2's dictionary turns quadratic on names beyond some ten thousands (2.9.14): those after the first
    // 4096 different ones are written as "_".
    bool is_admitted(std::string_view name) {
        if (names_.size() >= most_names) return names_.contains(name);
        names_.insert(name);
        return true;
    }

    // Only letters libxml2 takes without a look at its tables, and one colon.
    void write_name(std::string_view name) {
        if (!is_admitted(name)) {
            out_ += '_';
            return;
        }
        bool seen_colon = false;
        for (std::size_t i = 0; i < name.size(); ++i) {
            const bool is_inner_colon = name[i] == ':' && i > 0 && i + 1 < name.size() && !seen_colon &&
                                        (is_ascii_alpha(name[i + 1]) || name[i + 1] == '_');
            seen_colon = seen_colon || is_inner_colon;
            const bool plain = name[i] != ':' && static_cast<unsigned char>(name[i]) < 0x80;
            out_ += plain || is_inner_colon ? name[i] : '_';
        }
    }

    std::uint16_t write_attributes(const MarkupToken& token) {
        std::uint16_t namespaces = 0;
        for (const RawAttribute& attribute : token.attributes) {
            const bool declares = attribute.name == "xmlns" || attribute.name.starts_with("xmlns:");
            if (!is_admitted(attribute.name) || (declares && !is_admitted(attribute.value))) continue;
            if (declares && namespaces_ >= most_namespaces) continue;
            if (declares && trim_ascii(attribute.value).empty() && attribute.name.size() > 5) continue;
            if (declares) {
                ++namespaces;
                ++namespaces_;
            }
            out_ += ' ';
            write_name(attribute.name);
            out_ += "=\"";
            write_attribute_value(cut_on_code_point(attribute.value, longest_attribute));
            out_ += '"';
        }
        return namespaces;
    }

    void write_attribute_value(std::string_view value) {
        for (;;) {
            const std::size_t quote = value.find('"');
            write_text(value.substr(0, quote));
            if (quote == std::string_view::npos) return;
            out_ += "&quot;";
            value.remove_prefix(quote + 1);
        }
    }

    void write_text(std::string_view text) {
        while (!text.empty()) {
            const auto stop = std::find_if(text.begin(), text.end(), is_special);
            const auto plain = static_cast<std::size_t>(stop - text.begin());
            out_ += text.substr(0, plain);
            text.remove_prefix(plain);
            if (!text.empty()) text.remove_prefix(write_special(text));
        }
    }

    // Returns how many bytes of `text` are dealt with.
    std::size_t write_special(std::string_view text) {
        switch (text.front()) {
            case '&': return write_reference(text);
            case '<': out_ += "&lt;"; return 1;
            case '>': out_ += out_.ends_with("]]") ? "&gt;" : ">"; return 1;
            default: break;
        }
        if (is_control(text.front())) {
            ++controls_;
            return 1;
        }
        if (is_noncharacter(text)) return 3;
        out_ += text.front();
        return 1;
    }

    std::size_t write_reference(std::string_view text) {
        const std::size_t end = text.substr(0, longest_reference).find(';');
        const std::string_view name =
            end == std::string_view::npos ? std::string_view{} : text.substr(1, end - 1);
        if (const auto character = name.empty() ? std::nullopt : referenced_character(name)) {
            write_character(*character);
            return end + 1;
        }
        if (!name.empty() && !entities_.empty()) {
            if (const auto replacement = entities_.replacement(name)) {
                write_text(*replacement);
                return end + 1;
            }
        }
        ++ampersands_;
        out_ += "&amp;";
        return 1;
    }

    void write_character(char32_t c) {
        switch (c) {
            case U'&': out_ += "&amp;"; break;
            case U'<': out_ += "&lt;"; break;
            case U'>': out_ += "&gt;"; break;
            case U'"': out_ += "&quot;"; break;
            case U'\t': out_ += "&#9;"; break;  // as characters they would be normalised away in attributes
            case U'\n': out_ += "&#10;"; break;
            case U'\r': out_ += "&#13;"; break;
            default: text::append_utf8(out_, c);
        }
    }

    void write_cdata(const MarkupToken& token) {
        if (token.is_cut) ++cut_;
        for (std::string_view rest = token.content; !rest.empty();) {
            const std::string_view piece = cut_on_code_point(rest, longest_cdata);
            write_cdata_piece(piece);
            rest.remove_prefix(piece.size());
        }
    }

    void write_cdata_piece(std::string_view rest) {
        out_ += "<![CDATA[";
        while (!rest.empty()) {
            const auto stop = std::find_if(rest.begin(), rest.end(), is_special);
            const auto plain = static_cast<std::size_t>(stop - rest.begin());
            out_ += rest.substr(0, plain);
            rest.remove_prefix(plain);
            if (rest.empty()) break;
            if (is_control(rest.front())) {
                ++controls_;
            } else if (is_noncharacter(rest)) {
                rest.remove_prefix(2);
            } else {
                out_ += rest.front();
            }
            rest.remove_prefix(1);
        }
        out_ += "]]>";
    }

    std::vector<std::string> warnings() const {
        std::vector<std::string> all;
        const auto note = [&all](std::size_t count, std::string_view what) {
            if (count > 0) all.push_back(std::to_string(count) + ' ' + std::string{what});
        };
        note(ampersands_, "ampersands were not escaped or named unknown entities");
        note(unclosed_, "elements were not closed");
        note(unopened_, "end tags closed nothing");
        note(cut_, "tags or CDATA sections had no end");
        note(controls_, "control characters were dropped");
        if (too_deep_) all.emplace_back("elements deeper than 200 lost their tags");
        return all;
    }

    std::string_view text_;
    MarkupScanner scanner_;
    Entities entities_;
    std::string out_;
    std::vector<OpenElement> open_;
    std::size_t written_ = 0;  // of open_, from its beginning
    std::size_t namespaces_ = 0;
    std::array<std::uint16_t, 1024> counts_{};  // open written elements by slot(name)
    std::unordered_set<std::string_view> names_;
    std::size_t ampersands_ = 0;
    std::size_t unclosed_ = 0;
    std::size_t unopened_ = 0;
    std::size_t cut_ = 0;
    std::size_t controls_ = 0;
    bool too_deep_ = false;
};

}  // namespace

RepairedXml repair_xml(std::string_view text, std::size_t root_at, std::string_view subset) {
    return Repairer{text, root_at, subset}.run();
}

}  // namespace webclip::feed
