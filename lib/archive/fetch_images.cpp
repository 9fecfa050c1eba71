#include "fetch_images.h"

#include <algorithm>
#include <future>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "image_request.h"
#include "keep_body.h"
#include "known_images.h"
#include "media/data_url.h"
#include "media/image.h"
#include "url/url.h"

namespace webclip::archive {
namespace {

// Images of one clip in flight at once; the fetcher's own limits per host hold besides.
constexpr std::size_t window = 6;

bool is_data(const model::Asset& asset) {
    return asset.url.starts_with("data:");
}

// Where the image is asked for. The fragment is never sent: addresses that differ in it alone are one.
std::string asked_address(std::string_view address) {
    return std::string{address.substr(0, address.find('#'))};
}

std::string first_address(const model::Asset& asset) {
    return asked_address(asset.candidates.empty() ? asset.url : asset.candidates.front());
}

std::string host_of(std::string_view address) {
    const auto parsed = url::parse(address);
    return parsed ? std::string{parsed->hostname()} : std::string{};
}

class ImageFetch {
  public:
    ImageFetch(Services& services, const ImageContext& context)
        : services_(services), context_(context), known_(services) {
        for (const model::Asset& asset : context.held) {
            if (asset.sha256) count_bytes(*asset.sha256, asset.bytes);
        }
    }

    FetchedImages run(std::vector<model::Asset> wanted) {
        result_.assets = std::move(wanted);
        for (model::Asset& asset : result_.assets) asset.capture.reset();
        for (std::size_t first = 0; first < result_.assets.size() && !result_.cancelled; first += window) {
            fetch_window(first, std::min(first + window, result_.assets.size()));
        }
        return std::move(result_);
    }

  private:
    using Running = std::optional<std::future<net::Response>>;

    // Why nothing more is fetched for this image; "" when it may be.
    std::string over_limit(const model::Asset& asset) const {
        const Options& options = services_.options;
        if (static_cast<std::size_t>(asset.slot) >= options.images_per_clip)
            return "over the limit of " + std::to_string(options.images_per_clip) +
                   " images a clip (archiving.images)";
        if (kept_bytes_ >= options.image_bytes_per_clip.bytes()) return over_bytes();
        return {};
    }

    std::string over_bytes() const {
        return "over the limit of " + std::to_string(services_.options.image_bytes_per_clip.bytes()) +
               " bytes of images a clip (archiving.image_bytes)";
    }

    static void refuse(model::Asset& asset, std::string reason) {
        asset.state = model::AssetState::refused;
        asset.error = std::move(reason);
        asset.next_attempt_at.reset();
    }

    void fetch_window(std::size_t first, std::size_t last) {
        std::vector<Running> running(last - first);
        for (std::size_t i = first; i < last; ++i) {
            const model::Asset& asset = result_.assets[i];
            const std::string address = first_address(asset);
            const bool may_start = !is_data(asset) && over_limit(asset).empty() && !is_unreachable(address);
            if (may_start && started_.insert(address).second)
                running[i - first] = start(address, first_referer(context_.settings.image_referer));
        }
        for (std::size_t i = first; i < last && !result_.cancelled; ++i) {
            model::Asset& asset = result_.assets[i];
            if (std::string reason = over_limit(asset); !reason.empty()) {
                refuse(asset, std::move(reason));
            } else if (is_data(asset)) {
                settle_data(asset);
            } else {
                settle(asset, std::move(running[i - first]));
            }
        }
    }

    std::future<net::Response> start(const std::string& address, Referer referer) {
        net::Request request = image_request(address, context_.settings, referer, context_.page);
        known_.make_conditional(request);
        return services_.fetcher.start(std::move(request));
    }

    // A later request for the same address, and its answer.
    net::Response fetch_again(const std::string& address, Referer referer, net::Response& before) {
        record(before);
        return start(address, referer).get();
    }

    bool is_unreachable(const std::string& address) const { return unreachable_.contains(host_of(address)); }

    // Tries the candidates, one after the other, until one gives an image.
    void settle(model::Asset& asset, Running first) {
        const std::vector<std::string> alone{asset.url};
        std::vector<Obstacle> obstacles;
        for (const std::string& candidate : asset.candidates.empty() ? alone : asset.candidates) {
            const std::string address = asked_address(candidate);
            if (const auto stored = stored_.find(address); stored != stored_.end()) {
                take_from(asset, result_.assets[stored->second]);
                return;
            }
            const bool is_stored = ask(asset, address, std::exchange(first, std::nullopt), obstacles);
            if (result_.cancelled) return;
            if (is_stored) {
                stored_.emplace(address, static_cast<std::size_t>(&asset - result_.assets.data()));
                return;
            }
        }
        give_up(asset, obstacles, services_.options.policy, now(), services_.random_unit());
    }

    static void take_from(model::Asset& asset, const model::Asset& other) {
        asset.state = other.state;
        asset.error.clear();
        asset.sha256 = other.sha256;
        asset.media_type = other.media_type;
        asset.width = other.width;
        asset.height = other.height;
        asset.bytes = other.bytes;
        asset.capture = other.capture;
        asset.next_attempt_at.reset();
    }

    // One candidate. False with an obstacle more, or cancelled.
    bool ask(model::Asset& asset, const std::string& address, Running running,
             std::vector<Obstacle>& obstacles) {
        const model::ImageReferer rule = context_.settings.image_referer;
        if (const auto known = failed_.find(address); known != failed_.end()) {
            obstacles.push_back(known->second);
            return false;
        }
        const std::string host = host_of(address);
        if (const auto known = unreachable_.find(host); known != unreachable_.end() && !running) {
            obstacles.push_back(known->second);
            return false;
        }
        started_.insert(address);
        Referer referer = first_referer(rule);
        net::Response response = running ? running->get() : start(address, referer).get();
        if (const auto again = second_referer(rule, response)) {
            referer = *again;
            response = fetch_again(address, referer, response);
        }
        auto unchanged = known_.unchanged(address, response);
        if (response.not_modified() && !unchanged && known_.forget(address))
            response = fetch_again(address, referer, response);
        if (response.capture.error_code == "cancelled") {
            result_.cancelled = true;
            return false;
        }
        const bool of_the_host = is_of_the_host(response);
        std::optional<Obstacle> obstacle;
        if (!response.ok() && !unchanged) obstacle = obstacle_of(response);
        const model::CaptureId capture = record(response);
        if (!obstacle) obstacle = unchanged ? take(asset, *unchanged) : keep(asset, response.body);
        if (result_.cancelled) return false;
        asset.capture = capture;
        if (!obstacle) return true;
        obstacle->capture = capture;
        failed_.emplace(address, *obstacle);
        if (of_the_host) unreachable_.emplace(host, *obstacle);
        obstacles.push_back(*std::move(obstacle));
        return false;
    }

    model::CaptureId record(net::Response& response) {
        keep_body(services_, response);
        result_.captures.push_back(std::move(response.capture));
        return model::CaptureId{static_cast<std::int64_t>(result_.captures.size())};
    }

    void settle_data(model::Asset& asset) {
        const auto bytes = media::decode_data_url(asset.url, services_.options.data_image_limit);
        std::optional<Obstacle> obstacle;
        if (bytes) {
            obstacle = keep(asset, *bytes);
        } else {
            obstacle = refused("data address that is no image, or over the limit of " +
                               std::to_string(services_.options.data_image_limit.bytes()) +
                               " bytes (archiving.data_image_limit)");
        }
        if (obstacle && !result_.cancelled) refuse(asset, std::move(obstacle->error));
        // The bytes are in the blob; the catalog need not hold them again.
        asset.url = "data:" + asset.media_type;
    }

    static Obstacle refused(std::string why) {
        return {.state = model::AssetState::refused,
                .error = std::move(why),
                .hope = Obstacle::Hope::none,
                .retry_after = {},
                .capture = {}};
    }

    // Stores the bytes of an image. Nothing when they are stored; a cancelled reading says so in the result.
    std::optional<Obstacle> keep(model::Asset& asset, const std::string& bytes) {
        const auto header = services_.readers.read_image(bytes);
        if (!header) {
            result_.cancelled = result_.cancelled || header.error().code == "cancelled";
            Obstacle obstacle = refused(header.error().message);
            if (!header.error().permanent) {  // another reading of the same bytes may end otherwise
                obstacle.state = model::AssetState::failed;
                obstacle.hope = Obstacle::Hope::much;
            }
            return obstacle;
        }
        if (!has_room_for(bytes.size())) return refused(over_bytes());
        be_stored(asset, services_.writer.blobs().put(bytes), bytes.size());
        asset.media_type = media::media_type(header->type);
        asset.width = header->width;
        asset.height = header->height;
        return std::nullopt;
    }

    // The bytes are here from an earlier exchange, and this one says that they are still what it would bring.
    std::optional<Obstacle> take(model::Asset& asset, const store::StoredImage& image) {
        if (!has_room_for(image.bytes)) return refused(over_bytes());
        be_stored(asset, image.sha256, image.bytes);
        asset.media_type = image.media_type;
        asset.width = image.width;
        asset.height = image.height;
        return std::nullopt;
    }

    bool has_room_for(std::uint64_t bytes) const {
        return kept_bytes_ + bytes <= services_.options.image_bytes_per_clip.bytes();
    }

    void be_stored(model::Asset& asset, const Sha256& hash, std::uint64_t bytes) {
        count_bytes(hash, bytes);
        asset.sha256 = hash;
        asset.bytes = bytes;
        asset.state = model::AssetState::stored;
        asset.error.clear();
        asset.next_attempt_at.reset();
    }

    void count_bytes(const Sha256& hash, std::uint64_t bytes) {
        if (counted_.insert(hash).second) kept_bytes_ += bytes;
    }

    Services& services_;
    const ImageContext& context_;
    KnownImages known_;
    FetchedImages result_;
    std::set<Sha256> counted_;
    std::uint64_t kept_bytes_ = 0;
    std::unordered_set<std::string> started_;
    std::unordered_map<std::string, std::size_t> stored_;    // address → place of the asset
    std::unordered_map<std::string, Obstacle> failed_;       // by address
    std::unordered_map<std::string, Obstacle> unreachable_;  // by host
};

}  // namespace

FetchedImages fetch_images(Services& services, std::vector<model::Asset> wanted,
                           const ImageContext& context) {
    return ImageFetch{services, context}.run(std::move(wanted));
}

std::vector<model::Asset> assets_for(const std::vector<model::Image>& images) {
    std::vector<model::Asset> assets;
    for (const model::Image& image : images) {
        model::Asset asset;
        asset.slot = static_cast<int>(assets.size());
        asset.url = image.url;
        asset.candidates = image.candidates;
        asset.alt = image.alt;
        assets.push_back(std::move(asset));
    }
    return assets;
}

std::vector<model::Asset> unfetched_assets(const std::vector<model::Image>& images,
                                           const std::string& reason) {
    std::vector<model::Asset> assets = assets_for(images);
    for (model::Asset& asset : assets) asset.error = reason;
    return assets;
}

}  // namespace webclip::archive
