#include "declaration.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"

namespace webclip::text {

namespace {

struct Attribute {
    std::string name;
    std::string value;
};

// The byte reader of the prescan. Running off the end ends the whole prescan, which then has found nothing.
class Prescan {
  public:
    explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

    std::optional<Encoding> run() {
        while (!at_end()) {
            if (const std::optional<Encoding> found = tag()) return found;
            ++at_;
        }
        return std::nullopt;
    }

  private:
    bool at_end() const { return at_ >= bytes_.size(); }
    char current() const { return bytes_[at_]; }
    std::string_view rest() const { return bytes_.substr(at_); }
    void give_up() { at_ = bytes_.size(); }
    void move_to(std::size_t position) { at_ = std::min(position, bytes_.size()); }

    // Step 2 of the loop: what stands at the position; afterwards the position is on the last byte looked at.
    std::optional<Encoding> tag() {
        if (current() != '<') return std::nullopt;
        if (rest().substr(0, 4) == "<!--") {
            const std::size_t end = bytes_.find("-->", at_ + 2);
            move_to(end == std::string_view::npos ? end : end + 2);
        } else if (is_meta_tag()) {
            at_ += 6;
            return meta();
        } else if (is_other_tag()) {
            move_to(bytes_.find_first_of("\t\n\f\r >", at_ + 1));
            while (next_attribute()) {
            }
        } else if (at_ + 1 < bytes_.size() && (rest()[1] == '!' || rest()[1] == '/' || rest()[1] == '?')) {
            move_to(bytes_.find('>', at_ + 1));
        }
        return std::nullopt;
    }

    bool is_meta_tag() const {
        return starts_with_ignoring_ascii_case(rest(), "<meta") && rest().size() > 5 &&
               (is_ascii_space(rest()[5]) || rest()[5] == '/');
    }

    bool is_other_tag() const {
        const std::size_t name = rest().size() > 1 && rest()[1] == '/' ? 2 : 1;
        return rest().size() > name && is_ascii_alpha(rest()[name]);
    }

    std::optional<Encoding> meta() {
        bool got_pragma = false;
        std::optional<bool> need_pragma;
        std::optional<Encoding> charset;
        std::vector<std::string> seen;
        while (const std::optional<Attribute> attribute = next_attribute()) {
            if (std::find(seen.begin(), seen.end(), attribute->name) != seen.end()) continue;
            if (seen.size() < most_attributes) seen.push_back(attribute->name);
            if (attribute->name == "http-equiv") {
                got_pragma = attribute->value == "content-type" || got_pragma;
            } else if (attribute->name == "content" && !charset) {
                charset = charset_parameter(attribute->value);
                if (charset) need_pragma = true;
            } else if (attribute->name == "charset") {
                charset = find_encoding(attribute->value);
                need_pragma = false;
            }
        }
        if (at_end() || !need_pragma || (*need_pragma && !got_pragma) || !charset) return std::nullopt;
        if (*charset == Encoding::utf_16be || *charset == Encoding::utf_16le) return Encoding::utf_8;
        return *charset == Encoding::x_user_defined ? Encoding::windows_1252 : *charset;
    }

    // "Get an attribute". Nothing at the end of the tag, and at the end of the bytes.
    std::optional<Attribute> next_attribute() {
        while (!at_end() && (is_ascii_space(current()) || current() == '/')) ++at_;
        if (at_end() || current() == '>') return std::nullopt;
        Attribute attribute;
        if (!read_name(attribute.name)) return attribute;
        ++at_;  // past the equals sign
        skip_spaces();
        read_value(attribute.value);
        if (at_end()) return std::nullopt;
        return attribute;
    }

    // True if a value follows: the position is then on the equals sign.
    bool read_name(std::string& name) {
        while (!at_end()) {
            if (current() == '=' && !name.empty()) return true;
            if (is_ascii_space(current())) {
                skip_spaces();
                return !at_end() && current() == '=';
            }
            if (current() == '/' || current() == '>') return false;
            name += to_ascii_lower(current());
            ++at_;
        }
        return false;
    }

    void read_value(std::string& value) {
        if (at_end() || current() == '>') return;
        if (current() == '"' || current() == '\'') {
            const std::size_t end = bytes_.find(current(), at_ + 1);
            if (end == std::string_view::npos) return give_up();
            value = to_ascii_lower(bytes_.substr(at_ + 1, end - at_ - 1));
            at_ = end + 1;
            return;
        }
        const std::size_t end = bytes_.find_first_of("\t\n\f\r >", at_);
        if (end == std::string_view::npos) return give_up();
        value = to_ascii_lower(bytes_.substr(at_, end - at_));
        at_ = end;
    }

    void skip_spaces() {
        while (!at_end() && is_ascii_space(current())) ++at_;
    }

    // Bounds the search for repeated attributes in a tag that has thousands.
    static constexpr std::size_t most_attributes = 32;

    std::string_view bytes_;
    std::size_t at_ = 0;
};

std::size_t skip_controls(std::string_view bytes, std::size_t at) {
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) <= 0x20) ++at;
    return at;
}

}  // namespace

std::optional<Encoding> prescan_meta(std::string_view bytes) {
    if (const std::optional<Encoding> found = Prescan(bytes).run()) return found;
    return xml_declaration(bytes);
}

std::optional<Encoding> xml_declaration(std::string_view bytes) {
    if (bytes.substr(0, 5) != "<?xml") return std::nullopt;
    const std::string_view declaration = bytes.substr(0, bytes.find('>'));
    std::size_t at = declaration.find("encoding");
    if (at == std::string_view::npos) return std::nullopt;
    at = skip_controls(declaration, at + 8);
    if (at >= declaration.size() || declaration[at] != '=') return std::nullopt;
    at = skip_controls(declaration, at + 1);
    if (at >= declaration.size() || (declaration[at] != '"' && declaration[at] != '\'')) return std::nullopt;
    const std::size_t end = declaration.find(declaration[at], at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view label = declaration.substr(at + 1, end - at - 1);
    const bool has_blank = std::any_of(label.begin(), label.end(), [](char c) { return c >= 0 && c <= ' '; });
    const std::optional<Encoding> found = has_blank ? std::nullopt : find_encoding(label);
    if (found == Encoding::utf_16be || found == Encoding::utf_16le) return Encoding::utf_8;
    return found;
}

std::optional<Encoding> charset_parameter(std::string_view content_type) {
    std::size_t at = 0;
    while ((at = find_ignoring_ascii_case(content_type, "charset", at)) != std::string_view::npos) {
        at += 7;
        while (at < content_type.size() && is_ascii_space(content_type[at])) ++at;
        if (at >= content_type.size() || content_type[at] != '=') continue;
        ++at;
        while (at < content_type.size() && is_ascii_space(content_type[at])) ++at;
        if (at >= content_type.size()) return std::nullopt;
        const char quote = content_type[at];
        if (quote == '"' || quote == '\'') {
            const std::size_t end = content_type.find(quote, at + 1);
            if (end == std::string_view::npos) return std::nullopt;
            return find_encoding(content_type.substr(at + 1, end - at - 1));
        }
        const std::size_t end = std::min(content_type.find_first_of("\t\n\f\r ;", at), content_type.size());
        return find_encoding(content_type.substr(at, end - at));
    }
    return std::nullopt;
}

std::string_view html_language(std::string_view bytes) {
    bytes = bytes.substr(0, 4096);
    const std::size_t tag = find_ignoring_ascii_case(bytes, "<html");
    if (tag == std::string_view::npos) return {};
    const std::size_t end = std::min(bytes.find('>', tag), bytes.size());
    const std::size_t name = find_ignoring_ascii_case(bytes.substr(0, end), "lang=", tag + 5);
    if (name == std::string_view::npos) return {};
    std::string_view value = bytes.substr(name + 5, end - name - 5);
    if (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
    return value.substr(
        0, std::min(value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-"),
                    value.size()));
}

}  // namespace webclip::text
