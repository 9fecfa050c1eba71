#include "overlays.h"

#include <gtest/gtest.h>

#include "html/parse.h"
#include "html/serialize.h"

namespace webclip::extract {
namespace {

struct OverlayCase {
    const char* name;
    const char* markup;
    const char* rest;
};

TEST(RemoveConsentWindows, WindowsGoAndThePageStays) {
    const OverlayCase cases[] = {
        {"by id", "<p>a</p><div id=onetrust-consent-sdk><h2>Cookie Notice</h2></div>", "<p>a</p>"},
        {"by class", "<div class='osano-cm-window dark'>We value</div><p>a</p>", "<p>a</p>"},
        {"within the page stays", "<main><div class=cookie-notice>About cookies</div></main>",
         "<main><div class=\"cookie-notice\">About cookies</div></main>"},
        {"the page's wrapper stays", "<div class=cookie-notice-shown><h1>a</h1></div>",
         "<div class=\"cookie-notice-shown\"><h1>a</h1></div>"},
        {"another name", "<div id=cookie-recipes>a</div>", "<div id=\"cookie-recipes\">a</div>"},
    };
    for (const OverlayCase& c : cases) {
        auto document = html::parse_fragment(c.markup);
        remove_consent_windows(*document);
        EXPECT_EQ(html::serialize_children(*document, document->body()), c.rest) << c.name;
    }
}

}  // namespace
}  // namespace webclip::extract
