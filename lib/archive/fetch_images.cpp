#include "fetch_images.h"

#include <algorithm>
#include <future>
#include <optional>

#include "keep_body.h"
#include "media/data_url.h"
#include "media/image.h"

namespace webclip::archive {
namespace {

// Images of one clip in flight at once; the fetcher's own limits per host hold besides.
constexpr std::size_t window = 6;

model::Asset new_asset(std::size_t slot, const model::Image& image) {
    model::Asset asset;
    asset.slot = static_cast<int>(slot);
    asset.url = image.url;
    asset.fallbacks = image.fallbacks;
    asset.alt = image.alt;
    return asset;
}

net::Request image_request(const std::string& address, const model::SourceSettings& settings) {
    net::Request request;
    request.url = address;
    request.kind = model::CaptureKind::image;
    request.proxy = settings.proxy;
    return request;
}

std::string error_of(const net::Response& response) {
    if (!response.capture.error_code.empty()) return response.capture.error_code;
    return "http_" + std::to_string(response.capture.status);
}

class ImageFetch {
  public:
    ImageFetch(Services& services, const model::SourceSettings& settings)
        : services_(services), settings_(settings) {}

    FetchedImages run(const std::vector<model::Image>& images) {
        for (std::size_t i = 0; i < images.size(); ++i) result_.assets.push_back(new_asset(i, images[i]));
        for (std::size_t first = 0; first < images.size() && !result_.cancelled; first += window) {
            fetch_window(first, std::min(first + window, images.size()));
        }
        return std::move(result_);
    }

  private:
    static bool is_data(const model::Asset& asset) { return asset.url.starts_with("data:"); }

    void fetch_window(std::size_t first, std::size_t last) {
        std::vector<std::optional<std::future<net::Response>>> running(last - first);
        for (std::size_t i = first; i < last; ++i) {
            const model::Asset& asset = result_.assets[i];
            if (is_data(asset)) continue;
            running[i - first] = services_.fetcher.start(image_request(asset.url, settings_));
        }
        for (std::size_t i = first; i < last; ++i) {
            model::Asset& asset = result_.assets[i];
            if (auto& answer = running[i - first]) {
                settle(asset, answer->get());
            } else {
                settle_data(asset);
            }
        }
    }

    // Tries the fallbacks, one after the other, until an address gives an image.
    void settle(model::Asset& asset, net::Response response) {
        for (std::size_t next = 0;; ++next) {
            if (response.capture.error_code == "cancelled") {
                result_.cancelled = true;
                return;
            }
            if (try_store(asset, std::move(response)) || next == asset.fallbacks.size() || result_.cancelled)
                return;
            response = services_.fetcher.fetch(image_request(asset.fallbacks[next], settings_));
        }
    }

    bool try_store(model::Asset& asset, net::Response response) {
        bool stored = false;
        keep_body(services_, response);
        if (response.ok()) {
            stored = keep(asset, response.body);
        } else {
            asset.state = model::AssetState::failed;
            asset.error = error_of(response);
        }
        result_.captures.push_back(std::move(response.capture));
        asset.capture = model::CaptureId{static_cast<std::int64_t>(result_.captures.size())};
        return stored;
    }

    void settle_data(model::Asset& asset) {
        const auto bytes = media::decode_data_url(asset.url, services_.options.data_image_limit);
        if (bytes) {
            keep(asset, *bytes);
        } else {
            asset.state = model::AssetState::refused;
            asset.error = "data address that is no image or too large";
        }
        asset.url =
            "data:" + asset.media_type;  // the bytes are in the blob; the catalog need not hold them again
    }

    bool keep(model::Asset& asset, const std::string& bytes) {
        const auto header = services_.readers.read_image(bytes);
        if (!header) {
            result_.cancelled = result_.cancelled || header.error().code == "cancelled";
            asset.state = model::AssetState::refused;
            asset.error = header.error().message;
            return false;
        }
        if (kept_bytes_ + bytes.size() > services_.options.image_bytes_per_clip.bytes()) {
            asset.state = model::AssetState::refused;
            asset.error = "over the clip's limit of image bytes";
            return false;
        }
        kept_bytes_ += bytes.size();
        asset.sha256 = services_.writer.blobs().put(bytes);
        asset.state = model::AssetState::stored;
        asset.error.clear();
        asset.media_type = media::media_type(header->type);
        asset.width = header->width;
        asset.height = header->height;
        asset.bytes = bytes.size();
        return true;
    }

    Services& services_;
    const model::SourceSettings& settings_;
    FetchedImages result_;
    std::uint64_t kept_bytes_ = 0;
};

}  // namespace

FetchedImages fetch_images(Services& services, const std::vector<model::Image>& images,
                           const model::SourceSettings& settings) {
    return ImageFetch{services, settings}.run(images);
}

std::vector<model::Asset> unfetched_assets(const std::vector<model::Image>& images,
                                           const std::string& reason) {
    std::vector<model::Asset> assets;
    for (std::size_t i = 0; i < images.size(); ++i) {
        assets.push_back(new_asset(i, images[i]));
        assets.back().error = reason;
    }
    return assets;
}

}  // namespace webclip::archive
