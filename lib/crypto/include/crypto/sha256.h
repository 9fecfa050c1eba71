// SHA-256 (FIPS 180-4) over bytes at hand and over bytes that arrive in pieces.
#pragma once

#include <memory>
#include <string_view>

#include "base/sha256.h"

namespace webclip::crypto {

// These throw std::runtime_error when the cryptographic library itself is broken.
Sha256 sha256(std::string_view bytes);

// Movable; one thread at a time.
class Hasher {
  public:
    Hasher();
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;

    void update(std::string_view bytes);
    // The digest of everything so far; the hasher is then as new.
    Sha256 finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace webclip::crypto
