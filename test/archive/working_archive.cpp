#include "working_archive.h"

#include "archive/robots_memory.h"
#include "support/corpus.h"
#include "url/url.h"

namespace webclip::test {
namespace {

archive::Options options_in(const std::filesystem::path& folder,
                            const std::function<void(archive::Options&)>& adjust) {
    archive::Options options;
    options.folder = folder / "archive";
    options.workers = 4;
    if (adjust) adjust(options);
    return options;
}

net::Options loopback() {
    net::Options options;
    options.allow_private = {"127.0.0.0/8"};
    options.host.spacing = std::chrono::milliseconds{0};
    options.host.connections = 4;
    options.connect_timeout = std::chrono::seconds{2};
    options.total_timeout = std::chrono::seconds{5};
    return options;
}

}  // namespace

WorkingArchive::WorkingArchive(const std::function<void(archive::Options&)>& adjust)
    : options_(options_in(folder_.path(), adjust)),
      readers_(sandbox::Options{.readers = 2}),
      writer_(options_.folder),
      catalog_(options_.folder),
      fetcher_(loopback(), archive::robots_memory(options_.folder, writer_)),
      posts_(options_, writer_) {}

archive::Services WorkingArchive::services() {
    return {.options = options_,
            .fetcher = fetcher_,
            .readers = readers_,
            .writer = writer_,
            .posts = posts_,
            .catalog = catalog_,
            .random = random_};
}

archive::ImportServices WorkingArchive::import_services() {
    return {readers_, writer_, posts_, catalog_};
}

model::Source WorkingArchive::add_source(model::SourceKind kind, const std::string& address,
                                         model::SourceSettings settings) {
    model::Source source;
    source.kind = kind;
    source.address = address;
    source.settings = std::move(settings);
    source.by_hand = true;
    source.id = writer_.add_source(source).get();
    return source;
}

model::Entry WorkingArchive::add_entry(const std::string& url, model::Entry entry) {
    entry.source = add_source(model::SourceKind::manual, "manual").id;
    entry.url = url;
    entry.key = url::normalize(*url::parse(url)).href();
    entry.first_seen_at = now();
    entry.next_attempt_at = entry.first_seen_at;
    entry.id = writer_.add_entries({entry}).get().front();
    return entry;
}

archive::EntryReport WorkingArchive::archive(const std::string& url, model::Entry entry,
                                             const model::SourceSettings& settings) {
    const model::Entry added = add_entry(url, std::move(entry));
    archive::Services with = services();
    return archive::archive_entry(with, added, settings);
}

archive::RunCounts WorkingArchive::run_once() {
    archive::Archiver archiver{options_, fetcher_, readers_, writer_};
    archive::Scheduler scheduler{archiver, archive::RunMode::once};
    scheduler.wait_until_done(std::chrono::minutes{2});
    return scheduler.counts();
}

std::string WorkingArchive::post(model::ClipId clip) {
    // The post's name is written behind the clip: the writer has done so once it has done what was asked
    // last.
    writer_.flush().get();
    return read_file(archive::posts_folder(options_) / catalog_.clip(clip)->post_name);
}

std::string prose() {
    return "<p>The river rose in the night, and by the morning the lower street was under water. People "
           "carried their "
           "chairs upstairs, then their tables, and in the end they carried each other, laughing because "
           "there was "
           "nothing else to do about it.</p><p>By noon the first boats came down from the mill. They brought "
           "bread, "
           "candles, and the news that the bridge still stood, although nobody was allowed to cross it, and "
           "the school "
           "would stay closed until the end of the week.</p><p>In the evening the water stopped. It stood at "
           "the third "
           "step of the town hall, where a brass line marks the flood of another century, and there it "
           "remained, quiet "
           "and brown, for two days and one more night.</p>";
}

std::string page_with(const std::string& title, const std::string& body) {
    return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title +
           "</title></head><body><header><ul><li><a href=\"/\">Home</a></li><li><a "
           "href=\"/news\">News</a></li></ul></header>"
           "<main><article><h1>" +
           title + "</h1>" + body + "</article></main><footer><p>Copyright</p></footer></body></html>";
}

std::string png(unsigned width) {
    const auto big_endian = [](unsigned n) {
        std::string bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(n >> static_cast<unsigned>(shift) & 0xFFU);
        return bytes;
    };
    return "\x89PNG\r\n\x1a\n" + big_endian(13) + "IHDR" + big_endian(width) + big_endian(1) +
           std::string("\x08\x02\0\0\0", 5) + big_endian(0) + std::string(64, '\0');
}

}  // namespace webclip::test
