// Whatever the bytes: an address that parses is its own serialisation, alone and against a base, and the form
// that identifies a clip is the form of itself.
#include "fuzz.h"
#include "text/utf8.h"
#include "url/url.h"

namespace {

using namespace webclip;

void check(const url::Url& address) {
    const auto again = url::parse(address.href());
    fuzz::expect(again && *again == address);
    const url::Url normal = url::normalize(address);
    fuzz::expect(url::normalize(normal) == normal);
    fuzz::expect(url::redacted(address).size() <= 1024);
    const url::Url bare = address.without_credentials().without_fragment();
    fuzz::expect(bare.username().empty() && bare.password().empty() && bare.hash().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const url::Url here = url::parse("https://user:secret@example.org:8443/a/b?c=d#e").value();
    const auto [line, rest] = fuzz::input_of(data, size);
    fuzz::expect(url::redacted(line).size() <= 1024);
    if (const auto address = url::parse(line)) {
        check(*address);
        if (const auto relative = url::resolve(rest, *address)) check(*relative);
    }
    if (const auto relative = url::resolve(line, here)) check(*relative);
    return 0;
}
