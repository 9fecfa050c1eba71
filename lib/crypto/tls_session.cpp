#include "crypto/tls_session.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

#include "base/sha256.h"

namespace webclip::crypto {

namespace {

struct X509Deleter {
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};

}  // namespace

std::string describe_tls_session(void* session) {
    SSL* ssl = static_cast<SSL*>(session);
    std::string text = SSL_get_version(ssl);
    text.append(" ").append(SSL_get_cipher_name(ssl));
    const std::unique_ptr<X509, X509Deleter> certificate{SSL_get1_peer_certificate(ssl)};
    Sha256 digest;
    if (certificate && X509_digest(certificate.get(), EVP_sha256(), digest.bytes.data(), nullptr) == 1) {
        text.append(" sha256:").append(to_hex(digest));
    }
    return text;
}

}  // namespace webclip::crypto
