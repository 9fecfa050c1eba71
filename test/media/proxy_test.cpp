#include <gtest/gtest.h>

#include "media/plan.h"

namespace webclip::media {
namespace {

TEST(OriginalBehindProxy, ReadsTheAddressInTheAddress) {
    const struct {
        const char* name;
        const char* address;
        const char* original;  // "": no proxy
    } cases[] = {
        {"photon over tls", "https://i0.wp.com/blog.example/wp/a.jpg?resize=640%2C480&ssl=1",
         "https://blog.example/wp/a.jpg"},
        {"photon without ssl", "https://i2.wp.com/blog.example/a.jpg?w=300", "http://blog.example/a.jpg"},
        {"photon, original with a query", "https://i3.wp.com/blog.example/a.php?q=id%3D7&ssl=1",
         "https://blog.example/a.php?id=7"},
        {"s0.wp.com is no photon", "https://s0.wp.com/blog.example/a.jpg", ""},
        {"a host that only ends alike", "https://i0.wp.com.evil.example/blog.example/a.jpg", ""},
        {"weserv, bare host", "https://images.weserv.nl/?url=pics.example/a.jpg&w=300",
         "http://pics.example/a.jpg"},
        {"weserv, ssl:", "https://images.weserv.nl/?w=300&url=ssl%3Apics.example/a.jpg",
         "https://pics.example/a.jpg"},
        {"wsrv, whole address", "https://wsrv.nl/?url=https%3A%2F%2Fpics.example%2Fa.jpg%3Fv%3D2&w=100",
         "https://pics.example/a.jpg?v=2"},
        {"wsrv, no scheme", "//wsrv.nl/?url=//pics.example/a.jpg", ""},
        {"wsrv, relative scheme", "https://wsrv.nl/?url=//pics.example/a.jpg", "http://pics.example/a.jpg"},
        {"next, path", "https://site.example/_next/image?url=%2Fimages%2Fa.png&w=1200&q=75",
         "https://site.example/images/a.png"},
        {"next, whole address",
         "https://site.example/_next/image?url=https%3A%2F%2Fcdn.example%2Fa.png&w=640&q=75",
         "https://cdn.example/a.png"},
        {"next below a path, slash at the end",
         "https://site.example/docs/_next/image/?url=%2Fa.png&w=64&q=75", "https://site.example/a.png"},
        {"vercel", "https://site.example/_vercel/image?url=%2Fa.png&w=64", "https://site.example/a.png"},
        {"netlify", "https://site.example/.netlify/images?url=/a.png&w=64", "https://site.example/a.png"},
        {"cloudflare, path", "https://site.example/cdn-cgi/image/width=80,quality=75/uploads/a.jpg",
         "https://site.example/uploads/a.jpg"},
        {"cloudflare, whole address",
         "https://site.example/cdn-cgi/image/fit=cover/https://cdn.example/a.jpg?x=1",
         "https://cdn.example/a.jpg?x=1"},
        {"cloudflare, options only", "https://site.example/cdn-cgi/image/width=80", ""},
        {"imageproxy", "https://site.example/imageproxy?url=https%3A%2F%2Fcdn.example%2Fa.jpg",
         "https://cdn.example/a.jpg"},
        {"gadgets",
         "https://images1-focus-opensocial.googleusercontent.com/gadgets/"
         "proxy?container=focus&refresh=2592000&url=https://cdn.example/a.jpg",
         "https://cdn.example/a.jpg"},
        {"duckduckgo", "https://external-content.duckduckgo.com/iu/?u=https%3A%2F%2Fcdn.example%2Fa.jpg&f=1",
         "https://cdn.example/a.jpg"},
        {"pocket, filters",
         "https://pocket-image-cache.com/1200x/filters:format(jpg)/https%3A%2F%2Fcdn.example%2Fa.jpg",
         "https://cdn.example/a.jpg"},
        {"pocket, query",
         "https://img-getpocket.cdn.mozilla.net/direct?url=https%3A%2F%2Fcdn.example%2Fa.jpg&resize=w750",
         "https://cdn.example/a.jpg"},
        {"cloudinary fetch, encoded",
         "https://res.cloudinary.com/demo/image/fetch/w_400,f_auto/https%3A%2F%2Fcdn.example%2Fa.jpg",
         "https://cdn.example/a.jpg"},
        {"cloudinary fetch, plain with a query",
         "https://res.cloudinary.com/demo/image/fetch/w_400/https://cdn.example/a.jpg?v=1",
         "https://cdn.example/a.jpg?v=1"},
        {"cloudinary upload is an original", "https://res.cloudinary.com/demo/image/upload/v1/a.jpg", ""},
        {"substack",
         "https://substackcdn.com/image/fetch/w_1456,c_limit/https%3A%2F%2Fbucket.example%2Fa.jpeg",
         "https://bucket.example/a.jpeg"},
        {"slashes merged on the way", "https://res.cloudinary.com/demo/image/fetch/https:/cdn.example/a.jpg",
         "https://cdn.example/a.jpg"},
        {"camo",
         "https://camo.githubusercontent.com/0123abcd/68747470733a2f2f63646e2e6578616d706c652f612e706e67",
         "https://cdn.example/a.png"},
        {"camo without address", "https://camo.githubusercontent.com/0123abcx", ""},
        {"no proxy", "https://site.example/images/a.jpg?url=https://cdn.example/b.jpg", ""},
        {"script behind it", "https://site.example/imageproxy?url=javascript:alert(1)", ""},
        {"data behind it", "https://site.example/_next/image?url=data:image/png;base64,AAAA", ""},
        {"file behind it", "https://site.example/imageproxy?url=file:///etc/passwd", ""},
        {"empty parameter", "https://site.example/imageproxy?url=", ""},
        {"itself", "https://site.example/imageproxy?url=", ""},
        {"not http", "data:image/png;base64,AAAA", ""},
        {"not an address", "a.jpg", ""},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(original_behind_proxy(c.address).value_or(""), c.original) << c.name;
    }
}

}  // namespace
}  // namespace webclip::media
