#include "prefilter.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "base/ascii.h"
#include "data_script.h"
#include "html/tag.h"
#include "tokens.h"

namespace webclip::html {

namespace {

// Start tags that leave foreign content (WHATWG HTML §13.2.6.5). <font> does so with some attributes only.
bool may_break_out(Tag tag) {
    switch (tag) {
        case Tag::b:
        case Tag::big:
        case Tag::blockquote:
        case Tag::body:
        case Tag::br:
        case Tag::center:
        case Tag::code:
        case Tag::dd:
        case Tag::div:
        case Tag::dl:
        case Tag::dt:
        case Tag::em:
        case Tag::embed:
        case Tag::font:
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
        case Tag::head:
        case Tag::hr:
        case Tag::i:
        case Tag::img:
        case Tag::li:
        case Tag::listing:
        case Tag::menu:
        case Tag::meta:
        case Tag::nobr:
        case Tag::ol:
        case Tag::p:
        case Tag::pre:
        case Tag::ruby:
        case Tag::s:
        case Tag::small:
        case Tag::span:
        case Tag::strong:
        case Tag::strike:
        case Tag::sub:
        case Tag::sup:
        case Tag::svg:  // a nested root: which namespace it has depends on where it stands
        case Tag::math:
        case Tag::table:
        case Tag::tt:
        case Tag::u:
        case Tag::ul:
        case Tag::var: return true;
        default: return false;
    }
}

// Elements inside which markup is HTML again (integration points); of both namespaces, for simplicity.
bool may_be_integration_point(std::string_view lower_name) {
    static constexpr std::array<std::string_view, 9> names = {
        "foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"};
    return std::find(names.begin(), names.end(), lower_name) != names.end();
}

class Prefilter {
  public:
    explicit Prefilter(std::string_view in) : in_{in} { out_.markup.reserve(in.size() / 2 + 64); }

    Prefiltered run() && {
        std::size_t at = 0;
        while (at != npos) {
            at = in_.find('<', at);
            if (at != npos) at = at_markup(at);
        }
        out_.markup.append(in_.substr(copied_));
        return std::move(out_);
    }

  private:
    static constexpr std::size_t npos = std::string_view::npos;
    // What a step returns to leave the rest of the page as it is.
    static constexpr std::size_t give_up = npos;

    // Each step is given the place of a '<' and returns where to go on.
    std::size_t at_markup(std::size_t at) {
        if (at + 1 >= in_.size()) return give_up;
        const char next = in_[at + 1];
        if (is_ascii_alpha(next)) return start_tag(at);
        if (next == '!') return declaration(at);
        if (next == '?') return after('>', at + 2);
        if (next != '/') return at + 1;
        if (at + 2 >= in_.size()) return give_up;
        if (is_ascii_alpha(in_[at + 2])) return end_tag(at);
        // "</>" is nothing, any other a bogus comment. Gumbo takes it for the start of the next tag's text,
        // though, by which it compares names in foreign content.
        if (in_[at + 2] == '>' && !foreign_.empty()) return give_up;
        return after('>', at + 2);
    }

    std::size_t after(char c, std::size_t from) const {
        const std::size_t found = in_.find(c, from);
        return found == npos ? give_up : found + 1;
    }

    // In what is copied, [from, to) is left out.
    void leave_out(std::size_t from, std::size_t to) {
        out_.markup.append(in_.substr(copied_, from - copied_));
        copied_ = to;
    }

    std::size_t declaration(std::size_t at) {
        const std::string_view rest = in_.substr(at + 2);
        if (rest.starts_with("--")) {
            const std::size_t end = comment_end(in_, at + 4);
            if (end == npos) return give_up;
            leave_out(at + 4, end);
            out_.markup += "-->";
            return end;
        }
        if (!foreign_.empty() && rest.starts_with("[CDATA[")) {
            const std::size_t end = in_.find("]]>", at + 9);
            return end == npos ? give_up : end + 3;
        }
        return after('>', at + 2);  // DOCTYPE or bogus comment
    }

    std::size_t start_tag(std::size_t at) {
        const TagToken token = read_tag(in_, at + 1);
        if (token.end == npos) return give_up;
        if (!foreign_.empty()) return foreign_start_tag(token);
        if (token.name.size() > longest_special_name) return token.end;
        const Tag tag = tag_from_name(lower(token.name));
        switch (tag) {
            case Tag::script: return script(token);
            case Tag::style: return may_be_in_select_ ? give_up : style(token);
            case Tag::textarea: return raw_text(token);
            case Tag::title:
            case Tag::xmp:
            case Tag::iframe:
            case Tag::noembed:
            case Tag::noframes: return may_be_in_select_ ? give_up : raw_text(token);
            case Tag::plaintext:
            case Tag::frameset: return give_up;
            case Tag::svg:
            case Tag::math:
                if (may_be_in_select_) return give_up;
                if (!token.is_self_closing) foreign_.push_back(token.name);
                return token.end;
            case Tag::select: may_be_in_select_ = true; return token.end;
            case Tag::template_:
                has_template_ = true;
                template_in_select_ = template_in_select_ || may_be_in_select_;
                return token.end;
            case Tag::col: return has_template_ ? give_up : token.end;
            default: return token.end;
        }
    }

    std::size_t end_tag(std::size_t at) {
        const TagToken token = read_tag(in_, at + 2);
        if (token.end == npos) return give_up;
        if (!foreign_.empty()) return foreign_end_tag(token);
        if (may_be_in_select_ && equals_ignoring_ascii_case(token.name, "select")) {
            may_be_in_select_ = template_in_select_;
        }
        return token.end;
    }

    std::size_t foreign_start_tag(const TagToken& token) {
        if (may_be_integration_point(to_ascii_lower(foreign_.back()))) return give_up;
        const bool is_short = token.name.size() <= longest_special_name;
        if (is_short && may_break_out(tag_from_name(lower(token.name)))) return give_up;
        if (foreign_.size() >= deepest_foreign) return give_up;
        if (!token.is_self_closing) foreign_.push_back(token.name);
        return token.end;
    }

    std::size_t foreign_end_tag(const TagToken& token) {
        for (std::size_t i = foreign_.size(); i-- > 0;) {
            if (equals_ignoring_ascii_case(foreign_[i], token.name)) {
                foreign_.resize(i);
                return token.end;
            }
        }
        return give_up;  // it may end an HTML element around this one
    }

    std::size_t script(const TagToken& token) {
        const std::size_t end = script_end(in_, token.end);
        if (is_formula(token.text)) return end;
        const std::string_view content = in_.substr(token.end, end - token.end);
        if (auto lifted = lift_data_script(token.text, content))
            out_.data_scripts.push_back(std::move(*lifted));
        leave_out(token.end, end);
        return end;
    }

    std::size_t style(const TagToken& token) {
        const std::size_t end = raw_text_end(in_, token.end, token.name);
        leave_out(token.end, end);
        return end;
    }

    std::size_t raw_text(const TagToken& token) const { return raw_text_end(in_, token.end, token.name); }

    std::string_view lower(std::string_view name) {
        std::transform(name.begin(), name.end(), lower_.begin(), [](char c) { return to_ascii_lower(c); });
        return {lower_.data(), name.size()};
    }

    // "blockquote", the longest name that matters here.
    static constexpr std::size_t longest_special_name = 10;
    // Bounds the search for a matching end tag.
    static constexpr std::size_t deepest_foreign = 64;

    std::string_view in_;
    std::size_t copied_ = 0;  // all before is in out_ or left out
    Prefiltered out_;
    std::array<char, longest_special_name> lower_{};
    // Names of the open elements from <svg> or <math> on; empty in HTML.
    std::vector<std::string_view> foreign_;
    // <select> ignores most tags, so that a <style> in it makes no raw text.
    bool may_be_in_select_ = false;
    bool template_in_select_ = false;
    // Behind a <col> right inside a <template> even scripts are ignored ("in column group").
    bool has_template_ = false;
};

}  // namespace

Prefiltered prefilter(std::string_view utf8) {
    return Prefilter{utf8}.run();
}

}  // namespace webclip::html
