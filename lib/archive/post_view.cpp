#include "archive/post_view.h"

#include <system_error>

#include "archive/files.h"
#include "crypto/sha256.h"
#include "html/serialize.h"
#include "media/image.h"
#include "media/plan.h"
#include "post/post.h"

namespace webclip::archive {
namespace {

// A blob is read by several names: a hard link costs nothing. File systems without links get a copy.
void link_or_copy(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code error;
    if (std::filesystem::exists(to, error)) return;
    std::filesystem::create_directories(to.parent_path());
    std::filesystem::create_hard_link(from, to, error);
    if (!error || error == std::errc::file_exists) return;
    std::filesystem::copy_file(from, to, std::filesystem::copy_options::skip_existing);
}

std::string extension_of(const std::string& media_type) {
    using media::ImageType;
    for (const ImageType type :
         {ImageType::jpeg, ImageType::png, ImageType::gif, ImageType::webp, ImageType::avif}) {
        if (media::media_type(type) == media_type) return std::string{media::extension(type)};
    }
    return "bin";
}

// What a crash left half-written: posts stand in folders of years.
void sweep_temporaries(const std::filesystem::path& posts) {
    std::error_code none;
    for (const auto& year : std::filesystem::directory_iterator{posts, none}) {
        if (!year.is_directory()) continue;
        for (const auto& file : std::filesystem::directory_iterator{year.path(), none}) {
            if (file.path().filename().string().starts_with(".tmp-"))
                std::filesystem::remove(file.path(), none);
        }
    }
}

std::string year_folder(const model::Clip& clip) {
    return to_iso8601(clip.fields.date.value_or(clip.created_at)).substr(0, 4);
}

}  // namespace

std::filesystem::path media_name(const model::Asset& asset) {
    const std::string hash = to_hex(*asset.sha256);
    return std::filesystem::path{hash.substr(0, 2)} / (hash + "." + extension_of(asset.media_type));
}

media::LocalImage local_image(const model::Asset& asset, const std::string& media) {
    const bool stored = asset.state == model::AssetState::stored && asset.sha256;
    return {.path = stored ? media + "/" + media_name(asset).generic_string() : std::string{},
            .original = asset.url.starts_with("data:") ? std::string{} : asset.url};
}

std::string post_text(const model::Clip& clip, const model::Revision& revision, const std::string& media) {
    std::vector<media::LocalImage> images;
    for (const model::Asset& asset : revision.assets) images.push_back(local_image(asset, media));
    const std::string body = media::localize(revision.article.html, images);
    return post::write_post(clip.fields, html::to_one_line(body));
}

PostView::PostView(const Options& options, store::Writer& writer) : options_(options), writer_(writer) {}

std::string PostView::claim_name(const store::Catalog& catalog, const model::Clip& clip) {
    if (!clip.post_name.empty()) return clip.post_name;
    const Timestamp date = clip.fields.date.value_or(clip.created_at);
    const std::string disambiguation = to_hex(crypto::sha256(clip.key)).substr(0, 8);
    auto claimed = claimed_.lock();
    constexpr std::size_t many_names = 4096;
    if (claimed->size() >= many_names) {
        std::erase_if(*claimed, [&](const auto& name) { return catalog.post_name_taken(name.first); });
    }
    for (const std::string& extra : {std::string{}, disambiguation}) {
        std::string name = year_folder(clip) + "/" + post::file_name(date, clip.fields.title, extra);
        const auto [place, is_new] = claimed->try_emplace(name, clip.id);
        if (place->second == clip.id && (!is_new || !catalog.post_name_taken(name))) return name;
    }
    // Two clips with one title, one day and one hash prefix: the number is unique.
    return year_folder(clip) + "/" +
           post::file_name(date, clip.fields.title, std::to_string(clip.id.value()));
}

std::filesystem::path PostView::write(const store::Catalog& catalog, model::ClipId clip_id) {
    const auto clip = catalog.clip(clip_id);
    const auto revision = catalog.latest_revision(clip_id);
    if (!clip || !revision) return {};
    const std::string name = claim_name(catalog, *clip);
    std::filesystem::path path = posts_folder(options_) / name;
    const std::filesystem::path media = media_folder(options_);
    for (const model::Asset& asset : revision->assets) {
        if (asset.state != model::AssetState::stored || !asset.sha256) continue;
        link_or_copy(writer_.blobs().path(*asset.sha256), media / media_name(asset));
    }
    const std::string relative_media = media.lexically_relative(path.parent_path()).generic_string();
    write_whole_file(path, post_text(*clip, *revision, relative_media));
    if (clip->post_name != name || clip->post_revision != revision->id)
        writer_.post_written(clip_id, name, revision->id);
    return path;
}

std::size_t PostView::write_stale(const store::Catalog& catalog) {
    sweep_temporaries(posts_folder(options_));
    std::size_t written = 0;
    for (const model::ClipId clip : catalog.clips_with_stale_posts()) {
        write(catalog, clip);
        ++written;
    }
    return written;
}

}  // namespace webclip::archive
