// Whatever the page: an article whose markup is clean and whose images stand in it, or none.
#include "extract/extract.h"
#include "extract/site_memory.h"
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
        extract::PageFacts facts;
        const auto article = extract::extract(*std::move(document), context, &explanation, &facts);
        if (!article) return;
        // The same page beside others of its site, itself among them.
        static model::SiteProfile site;
        site = extract::learn(std::move(site), facts.notes);
        fuzz::expect(extract::is_sound(site));
        extract::PageContext known = context;
        known.address = url::parse("https://example.org/2024/02/another").value();
        known.site = site;
        known.earlier.blocks = facts.blocks;
        static_cast<void>(
            extract::extract(*html::parse(text::to_valid_utf8(fuzz::bytes_of(data, size))), known));
        fuzz::expect(text::is_valid_utf8(article->title + article->byline + article->text + article->html));
        fuzz::expect(html::violations(article->html).empty());
        for (const model::Image& image : article->images) fuzz::expect(!image.url.empty());
    });
    return 0;
}
