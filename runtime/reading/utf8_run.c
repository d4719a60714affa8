#include "runtime/reading/utf8_run.h"

#include "base/unicode.h"
#include "runtime/values/eight_bytes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* ---- any machine */

static size_t ascii_run(const char *bytes, size_t len) {
    size_t at = 0;
    for (; len - at >= 32; at += 32)
        if ((eight_load(bytes + at) | eight_load(bytes + at + 8) | eight_load(bytes + at + 16) |
             eight_load(bytes + at + 24)) &
            EIGHT_HIGH)
            break;
    for (; len - at >= 8; at += 8)
        if (eight_load(bytes + at) & EIGHT_HIGH) break;
    while (at < len && !(bytes[at] & 0x80))
        at++;
    return at;
}

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The length of a sequence of two or three bytes where its first byte leaves no doubt, as in nearly all
 * letters; else 0. */
static size_t usual_sequence(const char *bytes, size_t len) {
    unsigned char first = (unsigned char)bytes[0];
    if (first >= 0xC2 && first <= 0xDF && len >= 2 && is_continuation(bytes[1])) return 2;
    bool is_usual = first > 0xE0 && first < 0xF0 && first != 0xED;
    return is_usual && len >= 3 && is_continuation(bytes[1]) && is_continuation(bytes[2]) ? 3 : 0;
}

/* Goes on at `at`, where a character begins. */
static size_t run_plain(Text text, size_t at) {
    uint32_t code_point;
    for (size_t len; at < text.len; at += len) {
        at += ascii_run(text.bytes + at, text.len - at);
        if (at == text.len) break;
        len = usual_sequence(text.bytes + at, text.len - at);
        if (len == 0) len = unicode_decode(text, at, &code_point);
        if (len == 0) break;
    }
    return at;
}

#if defined(__x86_64__)

/* ---- What is wrong is seen in a byte and the one before it: each half of the one before and the first half
 * of the byte allow some of these faults, and a fault that all three allow is there. Third and fourth bytes
 * are missing or too many where a continuation follows another and no longer character began. */

enum {
    TOO_SHORT = 1 << 0,    /* a first byte, and no continuation behind it */
    TOO_LONG = 1 << 1,     /* ASCII, and a continuation behind it */
    OVERLONG_3 = 1 << 2,   /* E0, and less than A0 */
    TOO_LARGE = 1 << 3,    /* F4 and 90 or more, F5 and more */
    SURROGATE = 1 << 4,    /* ED, and A0 or more */
    OVERLONG_2 = 1 << 5,   /* C0, C1 */
    TOO_LARGE_80 = 1 << 6, /* F5 and more, and 80..8F */
    OVERLONG_4 = 1 << 6,   /* F0, and 80..8F */
    TWO_CONTINUE = 1 << 7, /* right only as the third or fourth byte */
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUE,
};

/* By the first half of the byte before. */
static const uint8_t before_high[16] = {TOO_LONG,
                                        TOO_LONG,
                                        TOO_LONG,
                                        TOO_LONG,
                                        TOO_LONG,
                                        TOO_LONG,
                                        TOO_LONG,
                                        TOO_LONG,
                                        TWO_CONTINUE,
                                        TWO_CONTINUE,
                                        TWO_CONTINUE,
                                        TWO_CONTINUE,
                                        TOO_SHORT | OVERLONG_2,
                                        TOO_SHORT,
                                        TOO_SHORT | OVERLONG_3 | SURROGATE,
                                        TOO_SHORT | TOO_LARGE | TOO_LARGE_80 | OVERLONG_4};

/* By its second half. */
static const uint8_t before_low[16] = {CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
                                       CARRY | OVERLONG_2,
                                       CARRY,
                                       CARRY,
                                       CARRY | TOO_LARGE,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80 | SURROGATE,
                                       CARRY | TOO_LARGE | TOO_LARGE_80,
                                       CARRY | TOO_LARGE | TOO_LARGE_80};

#define CONTINUES (TOO_LONG | OVERLONG_2 | TWO_CONTINUE)

/* By the first half of the byte. */
static const uint8_t byte_high[16] = {TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      CONTINUES | OVERLONG_3 | TOO_LARGE_80 | OVERLONG_4,
                                      CONTINUES | OVERLONG_3 | TOO_LARGE,
                                      CONTINUES | SURROGATE | TOO_LARGE,
                                      CONTINUES | SURROGATE | TOO_LARGE,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT};

/* Without the bytes at the end of a checked text that begin a character which goes on behind it. */
static size_t whole_characters(Text text, size_t len) {
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        unsigned char byte = (unsigned char)text.bytes[len - back];
        if (byte < 0x80) return len;
        if (byte >= 0xC0) return back < (byte >= 0xF0 ? 4u : byte >= 0xE0 ? 3u : 2u) ? len - back : len;
    }
    return len;
}

MACHINE_FOR_AVX2 static inline __m256i load_32(const void *bytes) {
    return _mm256_loadu_si256(bytes);
}

MACHINE_FOR_AVX2 static inline __m256i look_up_32(const uint8_t *table, __m256i halves) {
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)table)), halves);
}

MACHINE_FOR_AVX2 static inline __m256i high_halves_32(__m256i bytes) {
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/* The bytes that stand `back` places before those of `bytes`. */
#define BEFORE_32(bytes, last, back)                                                                         \
    _mm256_alignr_epi8(bytes, _mm256_permute2x128_si256(last, bytes, 0x21), 16 - (back))

/* Not 0 where something is wrong. */
MACHINE_FOR_AVX2 static inline __m256i faults_32(__m256i bytes, __m256i last) {
    __m256i before = BEFORE_32(bytes, last, 1);
    __m256i faults =
        _mm256_and_si256(look_up_32(before_high, high_halves_32(before)),
                         look_up_32(before_low, _mm256_and_si256(before, _mm256_set1_epi8(0x0F))));
    faults = _mm256_and_si256(faults, look_up_32(byte_high, high_halves_32(bytes)));
    __m256i third = _mm256_subs_epu8(BEFORE_32(bytes, last, 2), _mm256_set1_epi8(0xE0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(BEFORE_32(bytes, last, 3), _mm256_set1_epi8((char)(0xF0 - 0x80)));
    __m256i continues = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(faults, continues);
}

/* Ends where something is wrong among the next 64 bytes, or where less than that are left. */
MACHINE_FOR_AVX2 static size_t run_avx2(Text text) {
    __m256i last = _mm256_setzero_si256();
    size_t at = 0;
    for (; text.len - at >= 64; at += 64) {
        __m256i low = load_32(text.bytes + at), high = load_32(text.bytes + at + 32);
        /* where all is ASCII nothing can be wrong */
        if (_mm256_movemask_epi8(_mm256_or_si256(_mm256_or_si256(low, high), last)) != 0) {
            __m256i faults = _mm256_or_si256(faults_32(low, last), faults_32(high, low));
            if (!_mm256_testz_si256(faults, faults)) break;
        }
        last = high;
    }
    return whole_characters(text, at);
}

size_t utf8_run(MachinePath path, Text text) {
    return run_plain(text, path == MACHINE_PLAIN ? 0 : run_avx2(text));
}

#else

size_t utf8_run(MachinePath path, Text text) {
    (void)path;
    return run_plain(text, 0);
}

#endif
