/* SHA-256 (FIPS 180-4): which bytes a file or a text had, in 64 hexadecimal digits. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/text.h"

enum { SHA256_BLOCK = 64, SHA256_HEX = 64, SHA256_FINGERPRINT = 16 };

/* A digest being made. No memory to release; it may be copied to go on from the same place. */
typedef struct Sha256 {
    uint32_t state[8];
    uint64_t len; /* bytes so far */
    unsigned char block[SHA256_BLOCK];
} Sha256;

typedef struct Sha256Digest {
    unsigned char bytes[32];
} Sha256Digest;

void sha256_init(Sha256 *sha);
/* In pieces of any size; no bytes at NULL are allowed. */
void sha256_add(Sha256 *sha, const void *bytes, size_t len);
/* `sha` cannot be added to any more. */
Sha256Digest sha256_finish(Sha256 *sha);

Sha256Digest sha256_text(Text text);
/* 64 digits 0-9a-f. */
Text sha256_hex(Arena *arena, const Sha256Digest *digest);
/* The first 16 of them: short enough for people to compare. */
Text sha256_fingerprint(Arena *arena, const Sha256Digest *digest);

#endif
