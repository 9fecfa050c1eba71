// Whatever a reader that was taken over answers: what the daemon accepts is an article whose markup is clean.
// The first line is taken as markup on its own.
#include "check_markup.h"
#include "html_fuzz.h"
#include "job.h"
#include "sanitize_oracle.h"
#include "text/utf8.h"
#include "wire_article.h"
#include "wire_feed.h"
#include "wire_post.h"
#include "wire_site.h"

namespace {

using namespace webclip;

// What is accepted says the same when it is written and read again.
template <typename Value, typename Describe>
void check(std::string_view bytes, Describe describe) {
    Value value;
    sandbox::WireReader answer{bytes};
    describe(answer, value);
    if (!answer.is_at_end()) return;
    sandbox::WireWriter writer;
    describe(writer, value);
    fuzz::expect(!writer.overlong());
    Value copy;
    sandbox::WireReader again{writer.bytes()};
    describe(again, copy);
    sandbox::WireWriter last;
    describe(last, copy);
    fuzz::expect(again.is_at_end() && last.bytes() == writer.bytes());
}

void check_markup(std::string_view markup) {
    if (sandbox::markup_fault(markup, {})) return;
    fuzz::expect(text::is_valid_utf8(markup));
    fuzz::unless_gumbo_aborts([&] { fuzz::expect(html::violations(markup).empty()); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::bytes_of(data, size);
    check_markup(bytes);
    check<model::Article>(bytes, [](auto& wire, auto& value) { sandbox::describe_article(wire, value); });
    check<extract::PageFacts>(bytes,
                              [](auto& wire, auto& value) { sandbox::describe_page_facts(wire, value); });
    check<feed::ParsedFeed>(bytes, [](auto& wire, auto& value) { sandbox::describe_feed(wire, value); });
    check<post::Post>(bytes, [](auto& wire, auto& value) { sandbox::describe_post(wire, value); });
    return 0;
}
