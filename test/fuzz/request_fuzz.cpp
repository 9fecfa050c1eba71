// Whatever the frame: a reader answers every request, with a verdict first.
#include "html_fuzz.h"
#include "job.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace webclip;
    static const sandbox::JobLimits limits{.decoded_page = ByteSize{1U << 20U},
                                           .decoded_feed = ByteSize{1U << 20U}};
    fuzz::unless_gumbo_aborts([&] {
        const std::string bytes = sandbox::run_job(fuzz::bytes_of(data, size), limits);
        sandbox::WireReader answer{bytes};
        sandbox::Verdict verdict = sandbox::Verdict::leaving;
        answer.choice(verdict, sandbox::Verdict::leaving);
        fuzz::expect(answer.is_good());
    });
    return 0;
}
