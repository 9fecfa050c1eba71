#include "crypto/sha256.h"

#include <openssl/evp.h>

#include <new>
#include <stdexcept>

namespace webclip::crypto {
namespace {

struct ContextDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// SHA-256 can only fail when the library itself is broken or out of memory: a broken environment, hence a
// throw.
void require(int result) {
    if (result != 1) throw std::runtime_error("OpenSSL refused to compute SHA-256");
}

}  // namespace

struct Hasher::State {
    std::unique_ptr<EVP_MD_CTX, ContextDeleter> context{EVP_MD_CTX_new()};
};

Hasher::Hasher() : state_(std::make_unique<State>()) {
    if (!state_->context) throw std::bad_alloc();
    require(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
}

Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::update(std::string_view bytes) {
    require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()));
}

Sha256 Hasher::finish() {
    Sha256 digest;
    require(EVP_DigestFinal_ex(state_->context.get(), digest.bytes.data(), nullptr));
    require(EVP_DigestInit_ex(state_->context.get(), nullptr, nullptr));
    return digest;
}

Sha256 sha256(std::string_view bytes) {
    Sha256 digest;
    require(EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), nullptr, EVP_sha256(), nullptr));
    return digest;
}

}  // namespace webclip::crypto
