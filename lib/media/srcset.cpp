#include "media/srcset.h"

#include <charconv>
#include <limits>
#include <optional>

#include "base/ascii.h"

namespace webclip::media {
namespace {

// HTML §2.3.4.2 "rules for parsing non-negative integers" would allow more; descriptors demand a valid one:
// digits only.
std::optional<int> valid_non_negative_integer(std::string_view text) {
    if (text.empty()) return std::nullopt;
    constexpr int largest = std::numeric_limits<int>::max() / 16;
    int value = 0;
    for (const char c : text) {
        if (!is_ascii_digit(c)) return std::nullopt;
        value = value > largest ? value : value * 10 + (c - '0');  // saturates: no picture is that wide
    }
    return value;
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_ascii_digit(text[at])) ++at;
    return at;
}

// HTML §2.3.4.3 "valid floating-point number".
std::optional<double> valid_floating_point_number(std::string_view text) {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = at;
    at = skip_digits(text, at);
    const bool has_whole = at > whole;
    bool has_fraction = false;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = ++at;
        at = skip_digits(text, at);
        has_fraction = at > fraction;
        if (!has_fraction) return std::nullopt;
    }
    if (!has_whole && !has_fraction) return std::nullopt;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
        const std::size_t exponent = at;
        at = skip_digits(text, at);
        if (at == exponent) return std::nullopt;
    }
    if (at != text.size()) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// Steps 9 to 15 for one candidate: nothing when `error` is set at the end.
std::optional<SrcsetCandidate> read_descriptors(std::string_view url,
                                                const std::vector<std::string_view>& descriptors) {
    // Step 9: let error be no; 10 to 12: width, density and future-compat-h absent.
    std::optional<int> width;
    std::optional<double> density;
    bool has_height = false;
    // Step 13.
    for (const std::string_view descriptor : descriptors) {
        if (descriptor.empty()) return std::nullopt;
        const std::string_view number = descriptor.substr(0, descriptor.size() - 1);
        switch (descriptor.back()) {
            case 'w': {
                const auto value = valid_non_negative_integer(number);
                if (!value || *value == 0 || width || density) return std::nullopt;
                width = value;
                break;
            }
            case 'x': {
                const auto value = valid_floating_point_number(number);
                if (!value || *value < 0 || width || density || has_height) return std::nullopt;
                density = value;
                break;
            }
            case 'h': {
                const auto value = valid_non_negative_integer(number);
                if (!value || *value == 0 || has_height || density) return std::nullopt;
                has_height = true;
                break;
            }
            default: return std::nullopt;
        }
    }
    // Step 14: h without w is an error.
    if (has_height && !width) return std::nullopt;
    // Step 15.
    return SrcsetCandidate{std::string{url}, width.value_or(0), density.value_or(0)};
}

// Step 8, the descriptor tokeniser: from `at` to the comma that ends the candidate.
std::vector<std::string_view> tokenize_descriptors(std::string_view input, std::size_t& at) {
    // Step 8.1.
    while (at < input.size() && is_ascii_space(input[at])) ++at;
    // Steps 8.2 to 8.4. `start` is where the current descriptor began.
    enum class State { in_descriptor, in_parentheses, after_descriptor } state = State::in_descriptor;
    std::vector<std::string_view> descriptors;
    std::size_t start = at;
    const auto finish = [&] {
        if (at > start) descriptors.push_back(input.substr(start, at - start));
    };
    for (; at < input.size(); ++at) {
        const char c = input[at];
        if (state == State::after_descriptor) {
            if (is_ascii_space(c)) continue;
            state = State::in_descriptor;  // and look at this character again
            start = at;
        }
        if (state == State::in_parentheses) {
            if (c == ')') state = State::in_descriptor;
        } else if (c == '(') {
            state = State::in_parentheses;
        } else if (c == ',') {
            finish();
            ++at;
            return descriptors;
        } else if (is_ascii_space(c)) {
            finish();
            state = State::after_descriptor;
        }
    }
    if (state != State::after_descriptor) finish();
    return descriptors;
}

}  // namespace

std::vector<SrcsetCandidate> parse_srcset(std::string_view srcset) {
    // Steps 1 to 3: input is `srcset`, position at its start, candidates empty.
    std::vector<SrcsetCandidate> candidates;
    std::size_t at = 0;
    for (;;) {
        // Step 4: collect white space and commas. Step 5: past the end, return candidates.
        while (at < srcset.size() && (is_ascii_space(srcset[at]) || srcset[at] == ',')) ++at;
        if (at == srcset.size()) return candidates;
        // Step 6: collect what is not white space: the url. Step 7: an empty list of descriptors.
        const std::size_t start = at;
        while (at < srcset.size() && !is_ascii_space(srcset[at])) ++at;
        std::string_view url = srcset.substr(start, at - start);
        std::vector<std::string_view> descriptors;
        if (url.ends_with(',')) {
            // Step 8, if url ends with a comma: remove all trailing commas.
            while (url.ends_with(',')) url.remove_suffix(1);
        } else {
            descriptors = tokenize_descriptors(srcset, at);
        }
        // Steps 9 to 15. Step 16: return to step 4.
        if (auto candidate = read_descriptors(url, descriptors)) candidates.push_back(*std::move(candidate));
    }
}

namespace {

constexpr int wide_enough = 2048;
constexpr double dense_enough = 2;

// The largest size up to `enough`, else the smallest above; the first of equals.
template <typename Size>
const SrcsetCandidate* best_by(const std::vector<SrcsetCandidate>& candidates, Size size, double enough) {
    const SrcsetCandidate* best = nullptr;
    for (const SrcsetCandidate& candidate : candidates) {
        const double own = size(candidate);
        if (own <= 0) continue;
        if (best == nullptr) {
            best = &candidate;
            continue;
        }
        const double held = size(*best);
        const bool better = held <= enough ? own > held && own <= enough : own < held;
        if (better) best = &candidate;
    }
    return best;
}

}  // namespace

const SrcsetCandidate* best_candidate(const std::vector<SrcsetCandidate>& candidates) {
    if (candidates.empty()) return nullptr;
    const auto* widest = best_by(
        candidates, [](const SrcsetCandidate& c) { return static_cast<double>(c.width); }, wide_enough);
    if (widest != nullptr) return widest;
    // Without a descriptor a candidate is 1x ("normalize the source densities", step 3).
    const auto density = [](const SrcsetCandidate& c) { return c.density > 0 ? c.density : 1.0; };
    return best_by(candidates, density, dense_enough);
}

}  // namespace webclip::media
