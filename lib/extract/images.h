// Pictures: which of the page's belong to the article, where their bytes are, and what is written under them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "blocks.h"
#include "json_ld.h"
#include "landmarks.h"
#include "model/article.h"
#include "url/url.h"

namespace webclip::extract {

// A <noscript> that holds a picture either lends its address to the placeholder before it or is replaced by
// the picture; one with much text is a page for readers without scripts and stays (reading.h). To be called
// before the page is read as blocks.
void settle_noscripts(html::Document& document);

// Gives every lazy or responsive picture one plain absolute `src`: what its script would load, else what the
// page shows, else its widest candidate. Returned by that address: all that name the picture, in the order in
// which to fetch them (model::Image::candidates).
using ImageAddresses = std::map<std::string, std::vector<std::string>>;
ImageAddresses settle_addresses(html::Document& document, html::NodeId within, const url::Url& base);

// Trackers, spacers, icons, avatars, share buttons. Looks at the element alone. Small pictures in the middle
// of a text, such as flags, say something: `inline_text` lets them pass.
enum class Surroundings { block, inline_text };
bool is_decoration(const html::Document& document, html::NodeId image,
                   Surroundings around = Surroundings::block);

// Whether the address names a file of an image type.
bool names_image_file(std::string_view address);

// The first of what names the picture, as written; "" when nothing does.
std::string best_address(const html::Document& document, html::NodeId image);

// Each picture once, where the page has it in several sizes beside each other.
std::vector<html::NodeId> without_twins(const html::Document& document, const std::vector<ImageSpot>& spots);

// The pictures of `page` that stand with the kept blocks.
std::vector<html::NodeId> choose_images(const Page& page, const std::vector<bool>& kept);

// Images of the finished tree in document order, each address once.
std::vector<model::Image> list_images(const html::Document& document, html::NodeId root,
                                      const ImageAddresses& addresses);

std::string lead_image(const Landmarks& marks, const LinkedArticle& linked,
                       const std::vector<model::Image>& images, const url::Url& base);

}  // namespace webclip::extract
