// The readers of these tests are this program itself.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include "sandbox/reader_pool.h"

int main(int argc, char** argv) {
    webclip::sandbox::run_if_reader(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    spdlog::set_level(spdlog::level::off);
    return RUN_ALL_TESTS();
}
