// Whatever the file: valid UTF-8, and what is called canonical is written back byte for byte.
#include "fuzz.h"
#include "post/post.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const std::string_view bytes = fuzz::bytes_of(data, size);
    const post::Post read = post::read_post(bytes, "2024-02-25-title.md");
    fuzz::expect(text::is_valid_utf8(read.fields.title + read.fields.from + read.fields.author + read.body));
    if (read.canonical) fuzz::expect(post::write_post(read.fields, read.body) == bytes);

    // What this program writes, it reads back as it was.
    const auto at = Timestamp::from_ms(1'708'819'200'000);
    const std::string title = text::collapse_whitespace(text::strip_controls(text::to_valid_utf8(bytes)));
    const auto fields = post::new_clip_fields(title, "https://example.org/", at, at, title, {title}, {});
    const std::string written = post::write_post(fields, "<p>text</p>");
    const post::Post again = post::read_post(written, post::file_name(at, title));
    fuzz::expect(again.fields.title == fields.title && again.fields.author == fields.author);
    return 0;
}
