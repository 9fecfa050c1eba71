// Clip files: form A written, forms A, N, B, BB, W and free-hand posts read. The format is in README, "The
// clip format".
//
// Two hands wrote form A: the public pipeline, which escapes nothing but the title's quotes, and this
// program, whose front matter any YAML reader gives back. Fields whose `date_text` equals to_iso8601(*date)
// are of the first kind: they came from such a file, and write_post() writes them as that file had them. All
// others are of the second kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/timestamp.h"
#include "model/clip.h"

namespace webclip::post {

enum class Form { a, n, b, bb, w, free };

struct Post {
    Form form = Form::a;
    model::ClipFields fields;
    std::string body;  // HTML; for form A what stands between <div> and </div>; of BB the fullest copy
    std::string body_markdown;          // of a free-hand post; `body` is then empty
    std::string data_file;              // form W's `data:` key
    std::vector<std::string> warnings;  // one line an oddity, without the file's name
    bool canonical = false;             // write_post(fields, body) gives the same bytes back
};

// Never fails: what cannot be read is left empty and warned of. `file_name` gives the date and title of forms
// without. All texts of the answer are valid UTF-8.
Post read_post(std::string_view bytes, std::string_view file_name);

// Form A. `body` should be one line (html::to_one_line); line breaks in it become "&#10;". Titles that would
// break YAML 1.1 or Liquid are neutralised; an imported canonical post comes back byte for byte.
//
// Jekyll runs Liquid over everything below the front matter and never over the front matter, so "{{" and "{%"
// stay in the title there (a YAML reader gives the very title back) and become "&#123;{", "&#123;%" in
// heading and body.
std::string write_post(const model::ClipFields& fields, std::string_view body);

// The fields of a new clip. The heading's text is Markdown that renders as the title, its address is safe to
// click.
model::ClipFields new_clip_fields(std::string_view title, std::string_view from, Timestamp date,
                                  std::optional<Timestamp> feed_date, std::string_view author,
                                  const std::vector<std::string>& tags,
                                  const std::vector<std::string>& categories);

// "2024-02-25-<title>.md": title cut on a grapheme, at most 120 bytes, made safe for every file system;
// `disambiguation`, when not empty, is added before ".md".
std::string file_name(Timestamp date, std::string_view title, std::string_view disambiguation = {});

}  // namespace webclip::post
