// Brings an article's images home: fetched, sniffed in a reader, stored by hash.
#pragma once

#include <string>
#include <vector>

#include "archive/services.h"
#include "model/capture.h"
#include "model/clip.h"
#include "model/source.h"

namespace webclip::archive {

struct FetchedImages {
    std::vector<model::Asset>
        assets;  // one a slot, in slot order; asset.capture is a place in `captures`, from 1
    std::vector<model::Capture> captures;
    bool cancelled = false;
};

// Every image ends as an asset, stored or with the reason why not. `settings` are of the article's source:
// its proxy is used, its secrets and private addresses are not.
FetchedImages fetch_images(Services& services, const std::vector<model::Image>& images,
                           const model::SourceSettings& settings);

// Assets for images that are not to be fetched now.
std::vector<model::Asset> unfetched_assets(const std::vector<model::Image>& images,
                                           const std::string& reason);

}  // namespace webclip::archive
