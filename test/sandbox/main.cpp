// The main function of a test program whose readers are the program itself.
#include <gtest/gtest.h>

#include "sandbox/reader_pool.h"

int main(int argc, char** argv) {
    webclip::sandbox::run_if_reader(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
