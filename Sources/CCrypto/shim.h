#ifndef PACBATCH_CCRYPTO_H
#define PACBATCH_CCRYPTO_H

// The low-level digest below is marked deprecated in OpenSSL 3; it is kept there and does one thing less (see pb_sha256).
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/stack.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

/// A name as RFC 2253 writes it, with UTF-8 as it is: the flags are a macro of several lines.
static inline unsigned long pb_name_flags(void) { return XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB; }

// One digest of bytes that are there at once: the EVP interface allocates a context and looks its algorithm up anew for each, which costs more
// than hashing an order does.
static inline void pb_sha256(const unsigned char *bytes, size_t count, unsigned char *digest) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, bytes, count);
    SHA256_Final(digest, &context);
}

#endif
