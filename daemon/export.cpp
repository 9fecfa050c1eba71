// `export`: clips as files that need neither this program nor its archive.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "archive/files.h"
#include "archive/post_view.h"
#include "commands.h"
#include "find_clip.h"
#include "html/serialize.h"
#include "locate.h"
#include "media/plan.h"
#include "output.h"
#include "render/render.h"
#include "sandbox/reader_pool.h"
#include "store/blob_store.h"
#include "store/catalog.h"

namespace webclip::daemon {
namespace {

namespace fs = std::filesystem;

struct ExportOptions {
    std::vector<std::string> clips;
    std::string format = "post";
    fs::path output;
    bool every_revision = false;
    bool dry_run = false;
};

struct ClipParts {
    model::Clip clip;
    model::Revision revision;
    std::optional<model::Capture> capture;
    bool is_latest = true;
};

// The clip with its latest revision, or with each of them, the latest last.
std::vector<ClipParts> load(const store::Catalog& catalog, model::ClipId id, bool every_revision) {
    const auto clip = catalog.clip(id);
    std::vector<model::Revision> revisions;
    if (every_revision) {
        revisions = catalog.revisions(id);
    } else if (auto latest = catalog.latest_revision(id)) {
        revisions.push_back(std::move(*latest));
    }
    if (!clip || revisions.empty()) {
        throw std::runtime_error("clip " + std::to_string(id.value()) + " has no revision");
    }
    std::vector<ClipParts> parts;
    for (model::Revision& revision : revisions) {
        std::optional<model::Capture> capture;
        if (revision.capture) capture = catalog.capture(*revision.capture);
        parts.push_back({.clip = *clip,
                         .revision = std::move(revision),
                         .capture = std::move(capture),
                         .is_latest = false});
    }
    parts.back().is_latest = true;
    return parts;
}

class Exporter {
  public:
    Exporter(const ExportOptions& options, const fs::path& archive)
        : options_(options), blobs_(archive / "blobs") {
        if (options.format == "markdown") readers_.emplace(sandbox::Options{.readers = 1});
    }

    // The file's text, with images at `media`.
    std::string text(const ClipParts& parts, const std::string& media) {
        if (options_.format == "post") return post(parts, media);
        const std::string body =
            media::localize(parts.revision.article.html, local_images(parts.revision, media));
        if (options_.format == "html") return render::to_html(parts.clip, parts.revision, body);
        if (options_.format == "json")
            return render::to_json(parts.clip, parts.revision, parts.capture, body);
        auto markdown = readers_->to_markdown(body);
        if (!markdown)
            throw std::runtime_error("clip " + std::to_string(parts.clip.id.value()) + ": " +
                                     markdown.error().message);
        return render::to_markdown(parts.clip, parts.revision, *markdown);
    }

    // Post names differ in their folder, so the year stays part of the path. Earlier revisions carry their
    // number.
    fs::path file_for(const ClipParts& parts) const {
        fs::path name = parts.clip.post_name.empty() ? fs::path{std::to_string(parts.clip.id.value()) + ".md"}
                                                     : fs::path{parts.clip.post_name};
        if (!parts.is_latest) {
            name.replace_extension();
            name += "." + std::to_string(parts.revision.number) + ".md";
        }
        if (options_.format == "html") name.replace_extension(".html");
        if (options_.format == "json") name.replace_extension(".json");
        return options_.output / name;
    }

    void write(const ClipParts& parts) {
        const fs::path file = file_for(parts);
        const fs::path media = options_.output / "media";
        for (const model::Asset& asset : parts.revision.assets) {
            if (asset.state != model::AssetState::stored || !asset.sha256) continue;
            const fs::path target = media / archive::media_name(asset);
            if (fs::exists(target)) continue;
            const auto bytes = blobs_.get(*asset.sha256);
            if (!bytes) throw std::runtime_error("blob " + to_hex(*asset.sha256) + " is missing");
            archive::write_whole_file(target, *bytes);
        }
        archive::write_whole_file(file,
                                  text(parts, media.lexically_relative(file.parent_path()).generic_string()));
    }

  private:
    // A revision that was imported is given back byte for byte.
    std::string post(const ClipParts& parts, const std::string& media) const {
        const bool imported = parts.revision.chosen == model::ChosenText::imported && parts.capture &&
                              parts.capture->body_sha256;
        if (!imported || !is_post(parts.clip.original_name))
            return archive::post_text(parts.clip, parts.revision, media);
        if (auto original = blobs_.get(*parts.capture->body_sha256)) return std::move(*original);
        throw std::runtime_error("blob " + to_hex(*parts.capture->body_sha256) + " is missing");
    }

    static bool is_post(const std::string& name) {
        return !name.ends_with(".html") && !name.ends_with(".htm") && !name.ends_with(".xhtml");
    }

    static std::vector<media::LocalImage> local_images(const model::Revision& revision,
                                                       const std::string& media) {
        std::vector<media::LocalImage> images;
        for (const model::Asset& asset : revision.assets)
            images.push_back(archive::local_image(asset, media));
        return images;
    }

    const ExportOptions& options_;
    store::BlobStore blobs_;
    std::optional<sandbox::ReaderPool> readers_;
};

int export_clips(const Invocation& invocation, const ExportOptions& options) {
    const fs::path archive = locate_archive(invocation);
    const store::Catalog catalog{archive};
    std::vector<model::ClipId> ids;
    for (const std::string& words : options.clips) ids.push_back(find_clip(catalog, words));
    if (ids.empty()) ids = catalog.clip_ids();
    const bool to_stdout = options.output.empty();
    if (to_stdout && ids.size() != 1) throw UsageError{"several clips need a folder: --output DIR"};
    Exporter exporter{options, archive};
    Progress progress;
    std::size_t done = 0;
    for (const model::ClipId id : ids) {
        for (const ClipParts& parts : load(catalog, id, options.every_revision)) {
            if (to_stdout) {
                const std::string text = exporter.text(parts, (archive / "media").string());
                std::fwrite(text.data(), 1, text.size(), stdout);
            } else if (options.dry_run) {
                print_line(exporter.file_for(parts).string());
            } else {
                exporter.write(parts);
            }
        }
        progress.show("exporting " + std::to_string(++done) + " of " + std::to_string(ids.size()));
    }
    if (!to_stdout && !options.dry_run) print_line(counted(done, "clip") + " in " + options.output.string());
    return exit_done;
}

}  // namespace

void add_export_command(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("export", "clips as posts, pages, Markdown or JSON, with their images");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("CLIP", options->clips,
                        "numbers, addresses or post names; all clips when none is given");
    command->add_option("-f,--format", options->format, "post, html, markdown or json")
        ->check(CLI::IsMember({"post", "html", "markdown", "json"}))
        ->capture_default_str();
    command->add_option("-o,--output", options->output,
                        "folder to write to; one clip alone may go to standard output");
    command->add_flag("--revisions", options->every_revision,
                      "earlier revisions, too, their number in the name");
    command->add_flag("--dry-run", options->dry_run, "name the files, write none");
    command->callback([&invocation, options] {
        invocation.action = [&invocation, options] { return export_clips(invocation, *options); };
    });
}

}  // namespace webclip::daemon
