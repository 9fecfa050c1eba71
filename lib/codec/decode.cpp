#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "codec/codec.h"
#include "layers.h"

namespace webclip::codec {
namespace {

enum class Coding { gzip, deflate, brotli, zstd };

struct NamedCoding {
    std::string_view name;
    Coding coding;
};
constexpr std::array<NamedCoding, 5> codings{{{"gzip", Coding::gzip},
                                              {"x-gzip", Coding::gzip},
                                              {"deflate", Coding::deflate},
                                              {"br", Coding::brotli},
                                              {"zstd", Coding::zstd}}};

// Values that are no coding but are met in the wild, where browsers read the body as it stands.
constexpr std::array<std::string_view, 6> no_codings{"identity", "none", "utf-8", "utf8", "binary", "8bit"};

Expected<std::vector<NamedCoding>, CodecError> parse_codings(std::string_view header, std::size_t limit) {
    std::vector<NamedCoding> layers;
    for (const std::string_view part : split_ascii(header, ',')) {
        const std::string name = to_ascii_lower(trim_ascii(part));
        if (name.empty() || std::find(no_codings.begin(), no_codings.end(), name) != no_codings.end())
            continue;
        const auto* known = std::find_if(codings.begin(), codings.end(),
                                         [&](const NamedCoding& c) { return c.name == name; });
        if (known == codings.end()) {
            return Unexpected{CodecError{CodecFailure::unknown_coding,
                                         "unknown content coding '" + name.substr(0, 40) + "'"}};
        }
        layers.push_back(*known);
        if (layers.size() > limit) {
            return Unexpected{CodecError{CodecFailure::too_many_layers,
                                         "more than " + std::to_string(limit) + " content codings"}};
        }
    }
    return layers;
}

Layer decode_layer(Coding coding, std::string_view bytes, LimitedOutput output) {
    if (bytes.empty()) return Unexpected{output.truncated()};
    switch (coding) {
        case Coding::gzip: return decode_gzip(bytes, std::move(output));
        case Coding::deflate: return decode_deflate(bytes, output);
        case Coding::brotli: return decode_brotli(bytes, std::move(output));
        case Coding::zstd: return decode_zstd(bytes, std::move(output));
    }
    return Unexpected{output.corrupt("no such coding")};
}

}  // namespace

Expected<std::string, CodecError> decode_content(std::string_view bytes, std::string_view content_encoding,
                                                 const Limits& limits) {
    const auto layers = parse_codings(content_encoding, limits.layers);
    if (!layers) return Unexpected{layers.error()};
    if (layers->empty()) {
        LimitedOutput output{"body", bytes.size(), limits};
        if (auto error = output.append(bytes)) return Unexpected{*std::move(error)};
        return std::move(output).take();
    }
    std::string decoded;
    std::string_view encoded = bytes;
    // RFC 9110 §8.4: codings are listed in the order in which they were applied.
    for (auto layer = layers->rbegin(); layer != layers->rend(); ++layer) {
        auto result = decode_layer(layer->coding, encoded, LimitedOutput{layer->name, bytes.size(), limits});
        if (!result) return result;
        decoded = std::move(*result);
        encoded = decoded;
    }
    return decoded;
}

}  // namespace webclip::codec
