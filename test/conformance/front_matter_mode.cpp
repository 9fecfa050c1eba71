#include "fields.h"
#include "html/serialize.h"
#include "mode.h"
#include "post/post.h"

namespace webclip::conformance {

namespace {

std::string_view name_of(post::Form form) {
    switch (form) {
        case post::Form::a: return "A";
        case post::Form::n: return "N";
        case post::Form::b: return "B";
        case post::Form::bb: return "BB";
        case post::Form::w: return "W";
        case post::Form::free: return "free";
    }
    return "free";
}

std::string file_name_of(const json& input) {
    const std::string given = text_field(input, "file_name", text_field(input, "path"));
    return given.substr(given.rfind('/') + 1);  // npos + 1 is 0
}

json fields_json(const model::ClipFields& fields) {
    return {{"title", fields.title},
            {"heading_title", fields.heading_title},
            {"from", fields.from},
            {"heading_url", fields.heading_url},
            {"date", time_or_null(fields.date)},
            {"date_text", fields.date_text},
            {"feed_date_comment", fields.feed_date_comment},
            {"author", fields.author},
            {"tags", fields.tags},
            {"categories", fields.categories},
            {"layout", fields.layout},
            {"comments", fields.comments}};
}

// A canonical file keeps its body byte for byte; any other is written with the article read from it.
std::string written(const sandbox::PostReading& reading) {
    const std::string body =
        reading.post.canonical ? reading.post.body : html::to_one_line(html_with_addresses(reading.article));
    return post::write_post(reading.post.fields, body);
}

}  // namespace

json front_matter_case(const json& input, Context& context) {
    const auto reading = context.readers->read_post(bytes_field(input), file_name_of(input));
    if (!reading) return failure(reading.error());
    json answer = fields_json(reading->post.fields);
    answer["form"] = name_of(reading->post.form);
    answer["warnings"] = reading->post.warnings;
    answer["canonical"] = reading->post.canonical;
    answer["body"] = reading->post.body;
    answer["body_markdown"] = reading->post.body_markdown;
    answer["data_file"] = reading->post.data_file;
    if (input.value("write", json(false)) == json(true)) answer["hex"] = to_hex(written(*reading));
    return answer;
}

}  // namespace webclip::conformance
