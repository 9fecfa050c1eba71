// What a TLS connection is secured by, for the record of where bytes came from.
#pragma once

#include <string>

namespace webclip::crypto {

// "TLSv1.3 TLS_AES_256_GCM_SHA384 sha256:<hexadecimal digest of the peer's certificate>". `session` is the
// SSL* of an established connection, as a library that hides OpenSSL hands it out; it is only looked at.
std::string describe_tls_session(void* session);

}  // namespace webclip::crypto
