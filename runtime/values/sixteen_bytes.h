/* Sixteen bytes at once: compilers make one vector instruction of each operator. */
#ifndef RUNTIME_VALUES_SIXTEEN_BYTES_H
#define RUNTIME_VALUES_SIXTEEN_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef unsigned char Sixteen __attribute__((__vector_size__(16)));

static inline Sixteen sixteen_load(const void *bytes) {
    Sixteen sixteen;
    memcpy(&sixteen, bytes, sizeof sixteen);
    return sixteen;
}

/* 0xFF where the byte is this one, else 0. */
static inline Sixteen sixteen_equal(Sixteen sixteen, unsigned char byte) {
    return (Sixteen)(sixteen == byte);
}

static inline bool sixteen_is_any(Sixteen found) {
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* `count` times 0xFF, then 0; `count` is at most 16. */
static inline Sixteen sixteen_first(size_t count) {
    static const unsigned char masks[32] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    return sixteen_load(masks + 16 - count);
}

#endif
