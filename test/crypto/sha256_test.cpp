#include "crypto/sha256.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace webclip::crypto {
namespace {

// NIST CSRC, "Examples with Intermediate Values", SHA-256, and FIPS 180-2 appendix B.
struct Vector {
    const char* name;
    std::string message;
    const char* digest;
};

class Sha256Vectors : public testing::TestWithParam<Vector> {};

TEST_P(Sha256Vectors, MatchNist) {
    EXPECT_EQ(to_hex(sha256(GetParam().message)), GetParam().digest);
}

INSTANTIATE_TEST_SUITE_P(
    Nist, Sha256Vectors,
    testing::Values(
        Vector{"Empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        Vector{"OneBlock", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        Vector{"TwoBlocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        Vector{
            "FourBlocks",
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
            "mnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        Vector{"MillionLetters", std::string(1'000'000, 'a'),
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
        Vector{"OneByteBd", "\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
        Vector{"FiftySixZeros", std::string(56, '\0'),
               "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"}),
    [](const testing::TestParamInfo<Vector>& vector) { return vector.param.name; });

TEST(Hasher, PiecesOfAnySizeGiveTheDigestOfTheWhole) {
    const std::string message(1000, 'x');
    for (const std::size_t piece : {1U, 7U, 63U, 64U, 65U, 999U}) {
        Hasher hasher;
        for (std::size_t at = 0; at < message.size(); at += piece) {
            hasher.update(std::string_view{message}.substr(at, piece));
        }
        EXPECT_EQ(hasher.finish(), sha256(message)) << piece;
    }
}

TEST(Hasher, IsAsNewAfterFinish) {
    Hasher hasher;
    hasher.update("abc");
    EXPECT_EQ(hasher.finish(), sha256("abc"));
    EXPECT_EQ(hasher.finish(), sha256(""));
    hasher.update("abc");
    EXPECT_EQ(hasher.finish(), sha256("abc"));
}

TEST(Hasher, KeepsItsStateWhenMoved) {
    Hasher first;
    first.update("a");
    Hasher second{std::move(first)};
    second.update("b");
    Hasher third;
    third.update("gone");
    third = std::move(second);
    third.update("c");
    EXPECT_EQ(third.finish(), sha256("abc"));
}

}  // namespace
}  // namespace webclip::crypto
