// The image tags of canonical markup (html::serialize), found without a parser: there `<` stands nowhere but
// at the beginning of a tag and `>` nowhere but at its end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace webclip::media {

struct ImageTag {
    std::size_t begin = 0;                                                  // of `<img`
    std::size_t end = 0;                                                    // behind its `>`
    std::vector<std::pair<std::string_view, std::string_view>> attributes;  // in order; values as written
    std::optional<std::string> link;  // the address of the <a> it stands in

    // The value without character references; "" when absent.
    std::string attribute(std::string_view name) const;
};

class ImageTags {
  public:
    // `canonical_html` must outlive this.
    explicit ImageTags(std::string_view canonical_html) : html_(canonical_html) {}
    std::optional<ImageTag> next();

  private:
    std::string_view html_;
    std::size_t at_ = 0;
    std::optional<std::string> link_;
};

// A value as written, fit to be written again: what is escaped stays so, line breaks too.
std::string safe_value(std::string_view as_written);

// What stands in the place of an image that is not shown: a link to `original`, or inside another link, where
// markup allows none, the text of one. Nothing remote is ever loaded, and the address is not lost.
std::string link_instead_of(const ImageTag& tag, std::string_view original);

// The n of "asset:<n>"; nothing for other addresses.
std::optional<std::size_t> slot_of(std::string_view address);

}  // namespace webclip::media
