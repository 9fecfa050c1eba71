// webclip_newspaper FOLDER: serves the sample newspaper on loopback, prints its address, and ends with its
// standard input.
#include <cstdio>
#include <exception>

#include "support/http_server.h"
#include "support/newspaper.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: webclip_newspaper FOLDER\n", stderr);
        return 2;
    }
    try {
        webclip::test::HttpServer server;
        webclip::test::serve_newspaper(server, argv[1]);
        std::printf("%s\n", server.url("/").c_str());
        std::fflush(stdout);
        while (std::getchar() != EOF) continue;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "webclip_newspaper: %s\n", error.what());
        return 1;
    }
    return 0;
}
