/* Eight bytes at once in one 64-bit word; the first byte is the lowest, on every machine. */
#ifndef RUNTIME_VALUES_EIGHT_BYTES_H
#define RUNTIME_VALUES_EIGHT_BYTES_H

#include <stdint.h>
#include <string.h>

#define EIGHT_HIGH UINT64_C(0x8080808080808080)

static inline uint64_t eight_load(const char *bytes) {
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

/* The same byte eight times. */
static inline uint64_t eight_of(char byte) {
    return (unsigned char)byte * UINT64_C(0x0101010101010101);
}

/* The high bit of every byte that is equal to `byte`; the others are 0. */
static inline uint64_t eight_equal(uint64_t eight, char byte) {
    uint64_t difference = eight ^ eight_of(byte);
    return ~(((difference & ~EIGHT_HIGH) + ~EIGHT_HIGH) | difference) & EIGHT_HIGH;
}

/* The same for bytes below `bound`, which is at most 0x80. */
static inline uint64_t eight_below(uint64_t eight, unsigned bound) {
    return ~(((eight & ~EIGHT_HIGH) + (0x80 - bound) * UINT64_C(0x0101010101010101)) | eight) & EIGHT_HIGH;
}

/* High bits of bytes as eight bits, the first byte's lowest. */
static inline uint64_t eight_bits(uint64_t high) {
    return ((high >> 7) * UINT64_C(0x0102040810204080)) >> 56;
}

#endif
