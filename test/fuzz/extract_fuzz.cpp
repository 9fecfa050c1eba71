// Whatever the page: an article whose markup is clean and whose images stand in it, or none.
#include "extract/extract.h"
#include "html/parse.h"
#include "html_fuzz.h"
#include "sanitize_oracle.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    static const extract::PageContext context{
        .address = url::parse("https://example.org/2024/02/page").value(),
        .announced_title = "A title",
        .rules = {}};
    fuzz::unless_gumbo_aborts([&] {
        auto document = html::parse(text::to_valid_utf8(fuzz::bytes_of(data, size)));
        if (!document) return;
        extract::Explanation explanation;
        const auto article = extract::extract(*std::move(document), context, &explanation);
        if (!article) return;
        fuzz::expect(text::is_valid_utf8(article->title + article->byline + article->text + article->html));
        fuzz::expect(html::violations(article->html).empty());
        for (const model::Image& image : article->images) fuzz::expect(!image.url.empty());
    });
    return 0;
}
