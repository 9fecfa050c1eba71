// How the jobs run.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>

#include "base/byte_size.h"
#include "schedule/policy.h"

namespace webclip::archive {

// What a reader gives at most of one article, whatever Options::images_per_clip says.
inline constexpr std::size_t most_images_per_clip = 1000;

struct Options {
    std::filesystem::path folder;        // the archive
    std::filesystem::path posts;         // "" : <folder>/posts
    std::filesystem::path site_configs;  // folder of site rules (site_configs.h); "" : none
    std::size_t workers = 8;             // jobs at the same time
    std::size_t jobs_per_host = 2;       // of those, at most so many for one host
    std::size_t images_per_clip = 500;   // further ones become links
    ByteSize image_bytes_per_clip = ByteSize{200U << 20U};
    ByteSize data_image_limit = ByteSize{2U << 20U};
    schedule::Policy policy;
    std::chrono::milliseconds shutdown_grace{3000};
};

std::filesystem::path posts_folder(const Options& options);
std::filesystem::path media_folder(const Options& options);

}  // namespace webclip::archive
