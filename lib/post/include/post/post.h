// Clip files: form A written, forms A, N, B, BB, W and free-hand posts read. The format is in README, "The clip format".
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
    std::string body;           // HTML; for form A what stands between <div> and </div>
    std::string body_markdown;  // of a free-hand post; `body` is then empty
    std::string data_file;      // form W's `data:` key
    std::vector<std::string> warnings;  // one line an oddity, without the file's name
    bool canonical = false;     // write_post(fields, body) gives the same bytes back
};

// Never fails: what cannot be read is left empty and warned of. `file_name` gives the date and title of forms without.
Post read_post(std::string_view bytes, std::string_view file_name);

// Form A. `body` must be one line (html::LineBreaks::one_line). Titles that would break YAML 1.1 or Liquid are
// neutralised; an imported canonical post comes back byte for byte.
std::string write_post(const model::ClipFields& fields, std::string_view body);

// The fields of a new clip.
model::ClipFields new_clip_fields(std::string_view title, std::string_view from, Timestamp date,
                                  std::optional<Timestamp> feed_date, std::string_view author,
                                  const std::vector<std::string>& tags, const std::vector<std::string>& categories);

// "2024-02-25-<title>.md": title cut on a grapheme, at most 120 bytes, made safe for every file system; `disambiguation`,
// when not empty, is added before ".md".
std::string file_name(Timestamp date, std::string_view title, std::string_view disambiguation = {});

}  // namespace webclip::post
