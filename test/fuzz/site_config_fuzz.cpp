// Whatever the file of site rules: every rule that is read compiles, every line that is not is named.
#include "extract/site_config.h"
#include "fuzz.h"
#include "html/select.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    const extract::ParsedSiteConfig parsed =
        extract::parse_site_config(fuzz::bytes_of(data, size), "example.org.txt");
    for (const model::SiteRule& rule : parsed.config.rules) {
        fuzz::expect(html::Selector::compile(rule.selector).has_value());
        fuzz::expect(text::is_valid_utf8(rule.selector) && text::is_valid_utf8(rule.name));
    }
    for (const extract::SiteConfigProblem& problem : parsed.problems) fuzz::expect(problem.line > 0);
    return 0;
}
