#include "support/test_tls.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <stdexcept>

namespace webclip::test {

namespace {

template <auto free>
struct Freeing {
    template <typename Handle>
    void operator()(Handle* handle) const {
        free(handle);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using File = std::unique_ptr<std::FILE, Freeing<std::fclose>>;

void require(bool done, const char* what) {
    if (!done) throw std::runtime_error{std::string{"OpenSSL: "} + what};
}

Key make_key() {
    Key key{EVP_EC_gen("P-256")};
    require(key != nullptr, "key");
    return key;
}

void add_extension(X509* certificate, X509* issuer, int id, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>> extension{
        X509V3_EXT_nconf_nid(nullptr, &context, id, value.c_str())};
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "extension");
}

Certificate make_certificate(EVP_PKEY* key, const char* name, long serial, int begins_days, int ends_days) {
    constexpr long day = 24L * 60 * 60;
    Certificate certificate{X509_new()};
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), begins_days * day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), ends_days * day);
    X509_set_pubkey(certificate.get(), key);
    // Named by its bytes: OpenSSL takes unsigned characters.
    std::string text{name};
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                               reinterpret_cast<unsigned char*>(text.data()), -1, -1, 0);
    return certificate;
}

File open_file(const std::string& path) {
    File file{std::fopen(path.c_str(), "w")};
    require(file != nullptr, path.c_str());
    return file;
}

}  // namespace

struct TestAuthority::Keys {
    Key key = make_key();
    Certificate certificate;
};

TestAuthority::TestAuthority() : keys_(std::make_unique<Keys>()) {
    keys_->certificate = make_certificate(keys_->key.get(), "test authority", 1, -1, 30);
    X509* certificate = keys_->certificate.get();
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE");
    add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
    require(X509_sign(certificate, keys_->key.get(), EVP_sha256()) > 0, "sign");
    PEM_write_X509(open_file(authority_file()).get(), certificate);
}

TestAuthority::~TestAuthority() = default;

std::string TestAuthority::authority_file() const {
    return folder_ / "authority.pem";
}

std::shared_ptr<const TlsIdentity> TestAuthority::issue(const CertificateOptions& options) {
    const std::string stem = folder_ / std::to_string(++issued_);
    const Key key = make_key();
    const Certificate certificate =
        make_certificate(key.get(), "test server", issued_ + 1, options.begins_days, options.ends_days);
    X509* issuer = options.self_signed ? certificate.get() : keys_->certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    add_extension(certificate.get(), issuer, NID_subject_alt_name, options.names);
    EVP_PKEY* signer = options.self_signed ? key.get() : keys_->key.get();
    require(X509_sign(certificate.get(), signer, EVP_sha256()) > 0, "sign");

    auto identity = std::make_shared<TlsIdentity>();
    identity->certificate_file = stem + ".pem";
    identity->key_file = stem + ".key";
    identity->highest_version = options.highest_version;
    PEM_write_X509(open_file(identity->certificate_file).get(), certificate.get());
    PEM_write_PrivateKey(open_file(identity->key_file).get(), key.get(), nullptr, nullptr, 0, nullptr,
                         nullptr);
    return identity;
}

}  // namespace webclip::test
