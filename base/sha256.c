#include "base/sha256.h"

#include <string.h>

/* FIPS 180-4, 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t ROUND_CONSTANTS[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

void sha256_init(Sha256 *sha) {
    /* 5.3.3: the same of the square roots of the first eight primes */
    static const uint32_t START[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memcpy(sha->state, START, sizeof START);
    sha->len = 0;
}

static uint32_t rotate(uint32_t word, unsigned bits) {
    return word >> bits | word << (32 - bits);
}

static uint32_t word_at(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* 6.2.2, step 1: 64 words out of the 16 of a block. */
static void extend(uint32_t words[64], const unsigned char *block) {
    for (size_t i = 0; i < 16; i++)
        words[i] = word_at(block + 4 * i);
    for (size_t i = 16; i < 64; i++) {
        uint32_t far = words[i - 15], near = words[i - 2];
        words[i] = words[i - 16] + (rotate(far, 7) ^ rotate(far, 18) ^ far >> 3) + words[i - 7] +
                   (rotate(near, 17) ^ rotate(near, 19) ^ near >> 10);
    }
}

/* 6.2.2, step 3: one round. Where the standard moves the eight words on by one, their names change places. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                                                     \
    do {                                                                                                     \
        uint32_t mixed = (h) + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +                              \
                         (((e) & (f)) ^ (~(e) & (g))) + ROUND_CONSTANTS[i] + words[i];                       \
        (d) += mixed;                                                                                        \
        (h) = mixed + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +                                       \
              (((a) & (b)) ^ ((a) & (c)) ^ ((b) & (c)));                                                     \
    } while (0)

static void mix(uint32_t s[8], const uint32_t words[64]) {
    for (size_t i = 0; i < 64; i += 8) {
        ROUND(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], i);
        ROUND(s[7], s[0], s[1], s[2], s[3], s[4], s[5], s[6], i + 1);
        ROUND(s[6], s[7], s[0], s[1], s[2], s[3], s[4], s[5], i + 2);
        ROUND(s[5], s[6], s[7], s[0], s[1], s[2], s[3], s[4], i + 3);
        ROUND(s[4], s[5], s[6], s[7], s[0], s[1], s[2], s[3], i + 4);
        ROUND(s[3], s[4], s[5], s[6], s[7], s[0], s[1], s[2], i + 5);
        ROUND(s[2], s[3], s[4], s[5], s[6], s[7], s[0], s[1], i + 6);
        ROUND(s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[0], i + 7);
    }
}

static void add_block(Sha256 *sha, const unsigned char *block) {
    uint32_t words[64], state[8];
    extend(words, block);
    memcpy(state, sha->state, sizeof state);
    mix(state, words);
    for (size_t i = 0; i < 8; i++)
        sha->state[i] += state[i];
}

void sha256_add(Sha256 *sha, const void *bytes, size_t len) {
    const unsigned char *from = bytes;
    while (len > 0) {
        size_t held = sha->len % SHA256_BLOCK, room = SHA256_BLOCK - held;
        size_t taken = len < room ? len : room;
        if (taken < SHA256_BLOCK) memcpy(sha->block + held, from, taken);
        if (taken == room) add_block(sha, held ? sha->block : from);
        sha->len += taken;
        from += taken;
        len -= taken;
    }
}

/* 5.1.1: a bit 1, zeros up to 8 bytes before the end of a block, the length in bits */
Sha256Digest sha256_finish(Sha256 *sha) {
    static const unsigned char PADDING[SHA256_BLOCK] = {0x80};
    unsigned char bits[8];
    for (size_t i = 0; i < 8; i++)
        bits[i] = (unsigned char)(sha->len * 8 >> (56 - 8 * i));
    sha256_add(sha, PADDING, 1 + (SHA256_BLOCK + 55 - sha->len % SHA256_BLOCK) % SHA256_BLOCK);
    sha256_add(sha, bits, sizeof bits);
    Sha256Digest digest;
    for (size_t i = 0; i < 32; i++)
        digest.bytes[i] = (unsigned char)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

Sha256Digest sha256_text(Text text) {
    Sha256 sha;
    sha256_init(&sha);
    sha256_add(&sha, text.bytes, text.len);
    return sha256_finish(&sha);
}

Text sha256_hex(Arena *arena, const Sha256Digest *digest) {
    static const char DIGITS[] = "0123456789abcdef";
    char *hex = arena_alloc(arena, SHA256_HEX);
    for (size_t i = 0; i < sizeof digest->bytes; i++) {
        hex[2 * i] = DIGITS[digest->bytes[i] >> 4];
        hex[2 * i + 1] = DIGITS[digest->bytes[i] & 15];
    }
    return (Text){hex, SHA256_HEX};
}

Text sha256_fingerprint(Arena *arena, const Sha256Digest *digest) {
    return text_slice(sha256_hex(arena, digest), 0, SHA256_FINGERPRINT);
}
