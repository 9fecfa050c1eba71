// A program in the place of a reader that breaks the protocol in the way its first argument names.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/unique_fd.h"
#include "frame.h"
#include "job.h"

namespace webclip::sandbox {
namespace {

constexpr int socket_fd = 3;

void say(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(socket_fd, bytes.data(), bytes.size());
        if (written < 0) _exit(1);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

[[noreturn]] void sleep_for_ever() {
    for (;;) pause();
}

// The report of memory and the verdict, then `fields`.
std::string answer(const std::string& fields, Verdict verdict = Verdict::done) {
    WireWriter head;
    head.number(1 << 20, 0, INT64_MAX);
    head.choice(verdict, Verdict::leaving);
    return head.bytes() + fields;
}

// An article by its markup and one picture.
std::string article_fields(std::string_view html, std::string_view picture) {
    WireWriter fields;
    const auto texts = [&](int count) {
        for (int i = 0; i < count; ++i) fields.text("", 10);
    };
    texts(2);            // title, byline
    fields.flag(false);  // published
    texts(1);            // published_text
    fields.flag(false);  // modified
    texts(4);            // site, language, excerpt, section
    fields.list(std::vector<int>{}, 0, [](int) {});
    texts(1);  // canonical_url
    fields.text(html, html.size());
    texts(1);  // text
    fields.list(std::vector<int>{1}, 1, [&](int) {
        fields.text(picture, picture.size());
        fields.list(std::vector<int>{}, 0, [](int) {});
        texts(2);
    });
    texts(4);  // lead_image, page_type, amp_url, print_url
    fields.flag(false);
    fields.flag(false);
    return std::move(fields).take();
}

void misbehave(std::string_view mode) {
    if (mode == "garbage") say("HTTP/1.1 200 OK\r\n\r\n<html>");
    if (mode == "half-frame") say(std::string_view{"\x10\0\0\0half", 8});
    if (mode == "half-frame-and-gone") {
        say(std::string_view{"\x10\0\0\0half", 8});
        _exit(0);
    }
    if (mode == "half-length-and-gone") {
        say(std::string_view{"\x10\0", 2});
        _exit(0);
    }
    if (mode == "four-gigabytes") say(std::string_view{"\xFF\xFF\xFF\xFF", 4});
    if (mode == "just-over") say(std::string_view{"\x01\0\0\x04", 4});  // 64 MiB and one byte
    if (mode == "announces-and-stops") say(std::string_view{"\0\0\0\x04", 4});
    if (mode == "empty-frame") write_frame(socket_fd, "");
    if (mode == "noise") write_frame(socket_fd, std::string(100'000, '\xA5'));
    if (mode == "trailing") write_frame(socket_fd, answer(article_fields("<p>x</p>", "") + "more"));
    if (mode == "huge-count") write_frame(socket_fd, answer(std::string(17, '\0') + std::string(64, '\xFF')));
    if (mode == "script")
        write_frame(socket_fd, answer(article_fields("<p>x</p><script>alert(1)</script>", "")));
    if (mode == "bad-slot")
        write_frame(socket_fd, answer(article_fields("<img src=\"asset:1\">", "https://x.example/")));
    if (mode == "bad-utf8")
        write_frame(socket_fd, answer(std::string{"\x01\0\0\0\xFF", 5} + std::string(64, '\0')));
    if (mode == "file-picture")
        write_frame(socket_fd, answer(article_fields("<p>x</p>", "file:///etc/passwd")));
    if (mode == "invented-code") {
        write_frame(socket_fd, answer(std::string(8, '\x77') + std::string(8, '\0'), Verdict::failed));
    }
    if (mode == "exits") _exit(0);
    if (mode == "aborts") std::abort();
    if (mode == "floods-stderr") {
        const std::string line(4096, '!');
        for (int i = 0; i < 100; ++i) static_cast<void>(!write(STDERR_FILENO, line.data(), line.size()));
        std::abort();
    }
}

[[noreturn]] void die_at_start() {
    constexpr std::string_view words = "no library today\x1B[31m\n";
    static_cast<void>(!write(STDERR_FILENO, words.data(), words.size()));
    _exit(1);
}

// Leaves a byte in `starts` each time; lives the first time, and once a file of that name and ".mended" is
// there.
void live_the_first_time(const std::string& starts) {
    const UniqueFd file{open(starts.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)};
    static_cast<void>(!write(file.get(), "x", 1));
    if (access((starts + ".mended").c_str(), F_OK) == 0) return;
    if (lseek(file.get(), 0, SEEK_END) > 1) die_at_start();
}

void serve(std::string mode, const std::string& argument) {
    if (mode == "never-ready") sleep_for_ever();
    if (mode == "dies-at-start") die_at_start();
    if (mode == "dies-after-first") {
        live_the_first_time(argument);
        mode = access((argument + ".mended").c_str(), F_OK) == 0 ? "good" : "aborts";
    }
    if (mode == "wrong-greeting") write_frame(socket_fd, "webclip reader 0");
    write_frame(socket_fd, greeting);
    if (mode == "speaks-unasked") write_frame(socket_fd, "psst");
    if (mode == "never-reads") sleep_for_ever();
    std::string request;
    while (read_frame(socket_fd, request, request_limit)) {
        misbehave(mode);
        if (mode == "good") write_frame(socket_fd, answer(article_fields("<p>x</p>", "")));
        if (mode == "silent" || mode == "half-frame" || mode == "announces-and-stops") sleep_for_ever();
    }
}

}  // namespace
}  // namespace webclip::sandbox

int main(int argc, char** argv) {
    webclip::sandbox::serve(argc > 1 ? argv[1] : "", argc > 2 ? argv[2] : "");
    return 0;
}
