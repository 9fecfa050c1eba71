#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <istream>
#include <optional>
#include <streambuf>
#include <utility>

#include "yaml/yaml.h"

namespace webclip::yaml {
namespace {

// Thrown through yaml-cpp, whose event interface has no other way to stop early; caught in parse().
struct Refused {
    YamlError error;
};

Place place_of(const YAML::Mark& mark) {
    if (mark.is_null()) return {};
    return {mark.line + 1, mark.column + 1};
}

// The core tags (YAML 1.2 §10.3) as yaml-cpp reports them; "?" is a plain scalar, "!" a quoted one.
bool is_core_tag(std::string_view tag) {
    if (tag.empty() || tag == "?" || tag == "!") return true;
    constexpr std::string_view prefix = "tag:yaml.org,2002:";
    if (!tag.starts_with(prefix)) return false;
    tag.remove_prefix(prefix.size());
    for (const std::string_view core : {"str", "int", "float", "bool", "null", "seq", "map"}) {
        if (tag == core) return true;
    }
    return false;
}

// yaml-cpp reads a whole flow collection or scalar ahead before its first event (it may yet prove to be a
// key), and keeps its tokens: 16 MiB of "[" take it twelve seconds. So its input runs dry when no event comes
// for this long.
constexpr std::size_t max_bytes_ahead = 256U << 10U;

// The text as a stream of small pieces. Single use.
class BoundedInput : public std::streambuf {
  public:
    explicit BoundedInput(std::string_view text) : rest_(text), tail_(text.ends_with('\n') ? "...\n" : "") {}
    void note_event(Place place) {
        last_event_ = place;
        since_event_ = 0;
    }

  protected:
    int_type underflow() override {
        if (rest_.empty()) rest_ = std::exchange(tail_, {});
        if (rest_.empty()) return traits_type::eof();
        const std::string_view piece = rest_.substr(0, piece_.size());
        since_event_ += piece.size();
        if (since_event_ > max_bytes_ahead)
            throw Refused{{last_event_, "what follows is too long for one value"}};
        std::copy(piece.begin(), piece.end(), piece_.begin());
        rest_.remove_prefix(piece.size());
        setg(piece_.data(), piece_.data(), piece_.data() + piece.size());
        return traits_type::to_int_type(piece_[0]);
    }

  private:
    std::string_view rest_;
    // The document's end made explicit: yaml-cpp 0.7 takes a quoted scalar that lacks its closing quote for
    // complete when the input ends behind a line break.
    std::string_view tail_;
    std::array<char, 4096> piece_{};
    std::size_t since_event_ = 0;
    Place last_event_;
};

// Length of the well-formed UTF-8 sequence at `at`, 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
    };
    const unsigned char lead = byte(at);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const unsigned char lower = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char upper = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(at + 1) < lower || byte(at + 1) > upper) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80) return 0;
    }
    return length;
}

// yaml-cpp 0.7 decodes the escapes \N and \_ to the bytes 0x85 and 0xA0 instead of U+0085 and U+00A0. Its
// input was valid UTF-8, so any other stray byte cannot be.
std::string with_whole_characters(const std::string& text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text, at);
        if (length == 0) out += '\xC2';
        const std::size_t taken = length == 0 ? 1 : length;
        out.append(text, at, taken);
        at += taken;
    }
    return out;
}

// Builds the tree from yaml-cpp's events. Only this side keeps nodes, so its limits are what bounds memory.
class TreeBuilder : public YAML::EventHandler {
  public:
    TreeBuilder(const Limits& limits, BoundedInput& input) : limits_(limits), input_(input) {}

    Node take_root() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (documents_++ > 0) throw Refused{{place_of(mark), "more than one document"}};
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        attach(make_node(NodeType::null, mark, {}, anchor));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        throw Refused{{place_of(mark), "aliases are not accepted"}};
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        Node node = make_node(NodeType::scalar, mark, tag, anchor);
        node.scalar = with_whole_characters(value);
        node.quoted = tag == "!" || tag == "tag:yaml.org,2002:str";
        attach(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        open(make_node(NodeType::sequence, mark, tag, anchor));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        open(make_node(NodeType::mapping, mark, tag, anchor));
    }
    void OnMapEnd() override { close(); }

  private:
    struct Open {
        Node node;
        std::optional<Node> key;  // of a mapping, while its value is awaited
    };

    Node make_node(NodeType type, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        const Place place = place_of(mark);
        input_.note_event(place);
        if (anchor != 0) throw Refused{{place, "anchors are not accepted"}};
        if (!is_core_tag(tag)) throw Refused{{place, "tag \"" + tag + "\" is not accepted"}};
        if (++nodes_ > limits_.nodes) throw Refused{{place, "too many nodes"}};
        Node node;
        node.type = type;
        node.place = place;
        return node;
    }

    void open(Node node) {
        if (open_.size() >= limits_.depth) throw Refused{{node.place, "nested too deeply"}};
        open_.push_back({std::move(node), {}});
    }

    void close() {
        Node node = std::move(open_.back().node);
        open_.pop_back();
        attach(std::move(node));
    }

    void attach(Node node) {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.type == NodeType::sequence) {
            parent.node.items.push_back(std::move(node));
        } else if (!parent.key) {
            parent.key = std::move(node);
        } else {
            parent.node.entries.push_back({std::move(*parent.key), std::move(node)});
            parent.key.reset();
        }
    }

    const Limits& limits_;
    BoundedInput& input_;
    std::size_t nodes_ = 0;
    int documents_ = 0;
    std::vector<Open> open_;
    Node root_;
};

// What yaml-cpp must not see: it takes U+0004 for the end of its input and passes malformed UTF-8 on.
std::optional<YamlError> find_forbidden(std::string_view text) {
    Place place;
    std::size_t line_start = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        const std::size_t length = sequence_length(text, at);
        const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
        if (length == 0 || control) {
            place.column = static_cast<int>(at - line_start) + 1;
            return YamlError{place, length == 0 ? "not UTF-8" : "control character"};
        }
        at += length;
        if (c == '\n') {
            ++place.line;
            line_start = at;
        }
    }
    return std::nullopt;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(), [key](const Entry& entry) {
        return entry.key.type == NodeType::scalar && entry.key.scalar == key;
    });
    return found == entries.end() ? nullptr : &found->value;
}

Expected<Node, YamlError> parse(std::string_view text, const Limits& limits) {
    if (text.size() > limits.bytes) return Unexpected{YamlError{{}, "too long"}};
    if (auto forbidden = find_forbidden(text)) return Unexpected{std::move(*forbidden)};
    BoundedInput input{text};
    TreeBuilder builder{limits, input};
    try {
        std::istream stream{&input};
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (Refused& refused) {
        return Unexpected{std::move(refused.error)};
    } catch (const YAML::Exception& error) {
        return Unexpected{YamlError{place_of(error.mark), error.msg}};
    }
    return builder.take_root();
}

}  // namespace webclip::yaml
