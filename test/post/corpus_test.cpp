// The 600 real clips: every one is read, every canonical one is written back byte for byte.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "base/ascii.h"
#include "post/post.h"
#include "support/corpus.h"

namespace webclip::post {
namespace {

struct Clip {
    std::string file;
    std::string bytes;
    std::string url;  // by the index
    std::set<std::string> tags;
};

std::vector<Clip> read_clips(const std::filesystem::path& folder) {
    std::ifstream index{folder / "index.tsv"};
    std::vector<Clip> clips;
    std::string line;
    std::getline(index, line);
    while (std::getline(index, line)) {
        const auto columns = split_ascii(line, '\t');
        Clip clip;
        clip.file = columns.at(0);
        clip.bytes = test::read_file(folder / clip.file);
        clip.url = columns.at(7);
        for (const std::string_view tag : split_ascii(columns.at(8), ',')) clip.tags.emplace(tag);
        clips.push_back(std::move(clip));
    }
    return clips;
}

std::string name_of(const Clip& clip) {
    return std::filesystem::path{clip.file}.filename().string();
}

// By the tags of the index alone, so that the reader is held against the eyes that made it.
Form form_by_tags(const Clip& clip) {
    const auto has = [&](const char* tag) { return clip.tags.count(tag) > 0; };
    if (has("layout-table")) return Form::w;
    if (has("double-front-matter")) return Form::bb;
    if (has("no-front-matter") || has("no-fm-no-ms")) return Form::n;
    return clip.bytes.find("\n------\n\n<div>\n") != std::string::npos ? Form::a : Form::b;
}

TEST(PostCorpus, EveryFormIsTold) {
    WEBCLIP_NEED_CORPUS(folder, "clips");
    std::map<Form, int> counts;
    for (const Clip& clip : read_clips(folder)) {
        const Post post = read_post(clip.bytes, name_of(clip));
        EXPECT_EQ(post.form, form_by_tags(clip)) << clip.file;
        ++counts[post.form];
    }
    EXPECT_EQ(counts[Form::a], 377);
    EXPECT_EQ(counts[Form::n], 100);
    EXPECT_EQ(counts[Form::b], 117);
    EXPECT_EQ(counts[Form::bb], 5);
    EXPECT_EQ(counts[Form::w], 1);
}

TEST(PostCorpus, FormAComesBackByteForByte) {
    WEBCLIP_NEED_CORPUS(folder, "clips");
    for (const Clip& clip : read_clips(folder)) {
        const Post post = read_post(clip.bytes, name_of(clip));
        if (post.form != Form::a) continue;
        // The two files whose title holds a raw line break are the only ones that cannot.
        EXPECT_EQ(post.canonical, clip.tags.count("broken-line-in-fm") == 0) << clip.file;
        if (post.canonical) {
            EXPECT_TRUE(write_post(post.fields, post.body) == clip.bytes) << clip.file;
        }
    }
}

TEST(PostCorpus, NothingIsLostInAnyForm) {
    WEBCLIP_NEED_CORPUS(folder, "clips");
    for (const Clip& clip : read_clips(folder)) {
        SCOPED_TRACE(clip.file);
        const Post post = read_post(clip.bytes, name_of(clip));
        EXPECT_EQ(post.fields.title.empty(), clip.tags.count("empty-title") > 0);
        EXPECT_TRUE(post.fields.from.starts_with("http"));
        EXPECT_TRUE(post.fields.date);
        EXPECT_EQ(post.fields.comments, clip.bytes.find("\ncomments: True\n") != std::string::npos);
        EXPECT_TRUE(post.body_markdown.empty());
        EXPECT_EQ(post.body.find("\n---\n"), std::string::npos) << "front matter in the body";
        EXPECT_EQ(post.data_file.empty(), post.form != Form::w);
        // Written as form A and read again, the clip is the same whatever form it had.
        const std::string written = write_post(post.fields, post.body);
        const Post again = read_post(written, name_of(clip));
        EXPECT_TRUE(again.canonical);
        EXPECT_EQ(again.fields.title, post.fields.title);
        EXPECT_EQ(again.fields.from, post.fields.from);
        EXPECT_EQ(again.fields.date, post.fields.date);
        EXPECT_EQ(again.fields.author, post.fields.author);
        EXPECT_EQ(again.fields.tags, post.fields.tags);
        EXPECT_EQ(again.fields.categories, post.fields.categories);
        EXPECT_TRUE(write_post(again.fields, again.body) == written);
    }
}

// What stands after "key: " in the front matter, quotes undone.
std::string front_line(const Clip& clip, const std::string& key) {
    const std::size_t begin = clip.bytes.find("\n" + key + ": ") + key.size() + 3;
    std::string value = clip.bytes.substr(begin, clip.bytes.find('\n', begin) - begin);
    if (!value.starts_with('"')) return value;
    value = value.substr(1, value.size() - 2);
    for (std::size_t at = 0; (at = value.find("\\\"", at)) != std::string::npos; ++at) value.erase(at, 1);
    return value;
}

std::vector<std::string> front_list(const Clip& clip, const std::string& key) {
    const std::string value = front_line(clip, key);
    std::vector<std::string> items;
    for (const std::string_view item : split_ascii(std::string_view{value}.substr(1, value.size() - 2), ','))
        items.emplace_back(trim_ascii(item));
    return items;
}

TEST(PostCorpus, FrontMatterIsReadAsItStands) {
    WEBCLIP_NEED_CORPUS(folder, "clips");
    int read = 0;
    for (const Clip& clip : read_clips(folder)) {
        if (!clip.bytes.starts_with("---\n") || clip.tags.count("broken-line-in-fm") > 0) continue;
        SCOPED_TRACE(clip.file);
        const model::ClipFields fields = read_post(clip.bytes, name_of(clip)).fields;
        EXPECT_EQ(fields.title, front_line(clip, "title"));
        EXPECT_EQ(fields.author, front_line(clip, "author"));
        EXPECT_EQ(fields.layout, front_line(clip, "layout"));
        EXPECT_EQ(fields.from, front_line(clip, "from"));
        EXPECT_EQ(fields.from, clip.url);
        // The text is kept where it says more than the instant (post.h).
        const std::string date =
            fields.date_text.empty() ? to_iso8601(fields.date.value()) : fields.date_text;
        EXPECT_EQ(date, front_line(clip, "date"));
        EXPECT_EQ(fields.date, parse_iso8601(front_line(clip, "date")));
        EXPECT_EQ(fields.tags, front_list(clip, "tags"));
        EXPECT_EQ(fields.categories, front_list(clip, "categories"));
        ++read;
    }
    EXPECT_GT(read, 490);
}

TEST(PostCorpus, FormNTakesItsFieldsFromCommentAndHeading) {
    WEBCLIP_NEED_CORPUS(folder, "clips");
    int dated = 0;
    for (const Clip& clip : read_clips(folder)) {
        if (clip.bytes.starts_with("---\n")) continue;
        SCOPED_TRACE(clip.file);
        const Post post = read_post(clip.bytes, name_of(clip));
        EXPECT_EQ(post.fields.from, clip.url);
        EXPECT_EQ(post.fields.heading_url, clip.url);
        const std::size_t heading = clip.bytes.find('[');
        const std::size_t link = clip.bytes.find("](" + clip.url + ")\n------\n");
        ASSERT_NE(link, std::string::npos);
        EXPECT_EQ(post.fields.title, trim_ascii(clip.bytes.substr(heading + 1, link - heading - 1)));
        EXPECT_TRUE(post.body.ends_with(trim_ascii(clip.bytes.substr(clip.bytes.size() - 20))));
        if (!clip.bytes.starts_with("<!--")) continue;
        const std::string milliseconds = clip.bytes.substr(4, clip.bytes.find("-->") - 4);
        EXPECT_EQ(post.fields.feed_date_comment, milliseconds);
        EXPECT_EQ(post.fields.date, Timestamp::from_ms(std::stoll(milliseconds)));
        ++dated;
    }
    EXPECT_GT(dated, 90);
}

// Whether a warning holds one of the texts that "|" divides.
bool is_warned_of(const Post& post, std::string_view texts) {
    for (const std::string_view text : split_ascii(texts, '|')) {
        for (const std::string& warning : post.warnings) {
            if (warning.find(text) != std::string::npos) return true;
        }
    }
    return false;
}

TEST(PostCorpus, OdditiesAreWarnedOf) {
    WEBCLIP_NEED_CORPUS(folder, "clips");
    const std::map<std::string, std::string> warning_of_tag{
        {"ms-NaN", "feed date: NaN"},
        {"broken-line-in-fm", "front matter is not|line break in the value"},
        {"backslash-title", "title: backslash"},
        {"empty-title", "title: empty"},
        {"double-front-matter", "the post stands"},
        {"liquid", "body: looks like Liquid"},
        {"control-body", "body: control characters"},
        {"crlf", "body: carriage returns"},
    };
    for (const Clip& clip : read_clips(folder)) {
        const Post post = read_post(clip.bytes, name_of(clip));
        for (const auto& [tag, expected] : warning_of_tag) {
            if (clip.tags.count(tag) > 0) {
                EXPECT_TRUE(is_warned_of(post, expected)) << clip.file << ": " << tag;
            }
        }
    }
}

TEST(PostCorpus, TheSeedComesBack) {
    WEBCLIP_NEED_CORPUS(folder, "seed");
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() != ".md") continue;
        const std::string bytes = test::read_file(entry.path());
        const Post post = read_post(bytes, entry.path().filename().string());
        EXPECT_TRUE(post.canonical) << entry.path();
        EXPECT_EQ(write_post(post.fields, post.body), bytes);
        EXPECT_TRUE(post.warnings.empty());
        EXPECT_EQ(file_name(*post.fields.date, post.fields.title), entry.path().filename().string());
    }
}

}  // namespace
}  // namespace webclip::post
