// Certificates made while a test runs: an authority of its own, and what it signs.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "support/http_server.h"
#include "support/temp_dir.h"

namespace webclip::test {

struct CertificateOptions {
    std::string names = "IP:127.0.0.1,DNS:localhost";  // subjectAltName
    int begins_days = -1;                              // from today
    int ends_days = 1;
    bool self_signed = false;
    std::string highest_version = {};  // as TlsIdentity
};

// One authority; its certificate stands in authority_file().
class TestAuthority {
  public:
    TestAuthority();
    ~TestAuthority();
    TestAuthority(const TestAuthority&) = delete;
    TestAuthority& operator=(const TestAuthority&) = delete;
    TestAuthority(TestAuthority&&) = delete;
    TestAuthority& operator=(TestAuthority&&) = delete;

    std::string authority_file() const;
    // Throws std::runtime_error when OpenSSL refuses. The files live as long as the authority.
    std::shared_ptr<const TlsIdentity> issue(const CertificateOptions& options = {});

  private:
    struct Keys;
    TempDir folder_;
    std::unique_ptr<Keys> keys_;
    int issued_ = 0;
};

}  // namespace webclip::test
