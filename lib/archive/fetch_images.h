// Brings an article's images home: fetched, sniffed in a reader, stored by hash.
#pragma once

#include <string>
#include <vector>

#include "archive/services.h"
#include "model/capture.h"
#include "model/clip.h"
#include "model/source.h"

namespace webclip::archive {

// One an image, in slot order; nothing is fetched yet.
std::vector<model::Asset> assets_for(const std::vector<model::Image>& images);
// Likewise, for images that are not to be fetched, with the reason.
std::vector<model::Asset> unfetched_assets(const std::vector<model::Image>& images,
                                           const std::string& reason);

struct ImageContext {
    const model::SourceSettings& settings;  // of the article's source: its proxy is used, its secrets and
                                            // private addresses are not
    std::string page;                       // the address that shows the images
    std::vector<model::Asset> held = {};    // what the clip has already: counts for its limits
};

struct FetchedImages {
    std::vector<model::Asset> assets;  // asset.capture is a place in `captures`, from 1
    std::vector<model::Capture> captures;
    bool cancelled = false;
};

// Every image ends as an asset: stored; failed, with the reason and the time of the next attempt if there is
// to be one; or refused: an answer that is no image, or over a limit. Of each the candidates are tried in
// order. An address is asked once, however many images it stands for, and a host that cannot be reached is
// not asked again for this clip. What an earlier clip brought from an address is not fetched again while its
// server says that it is unchanged.
FetchedImages fetch_images(Services& services, std::vector<model::Asset> wanted, const ImageContext& context);

}  // namespace webclip::archive
