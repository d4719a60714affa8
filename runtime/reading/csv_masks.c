#include "runtime/reading/csv_masks.h"

#include "runtime/values/eight_bytes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* 0xC2 begins U+0080..U+00BF (C1 controls), 0xEF begins U+F000..U+FFFF (the byte order mark). */
enum { DELETE = 0x7F, BEFORE_C1 = 0xC2, BEFORE_MARK = 0xEF, FIRST_PRINTABLE = 0x20 };

/* ---- any machine: eight bytes at a time */

static void add_eight(CsvMasks *masks, uint64_t eight, char separator, unsigned shift) {
    uint64_t rare = eight_equal(eight, DELETE) | eight_equal(eight, (char)BEFORE_C1) |
                    eight_equal(eight, (char)BEFORE_MARK);
    uint64_t newlines = eight_equal(eight, '\n');
    uint64_t odd = rare | (eight_below(eight, FIRST_PRINTABLE) & ~newlines & ~eight_equal(eight, '\t'));
    masks->separators |= eight_bits(eight_equal(eight, separator)) << shift;
    masks->newlines |= eight_bits(newlines) << shift;
    masks->quotes |= eight_bits(eight_equal(eight, '"')) << shift;
    masks->odd |= eight_bits(odd) << shift;
}

static void masks_plain(const char *bytes, size_t count, char separator, CsvMasks *masks) {
    for (size_t i = 0; i < count; i++) {
        masks[i] = (CsvMasks){0};
        for (unsigned at = 0; at < CSV_MASK_BYTES; at += 8)
            add_eight(&masks[i], eight_load(bytes + i * CSV_MASK_BYTES + at), separator, at);
    }
}

/* ---- x86 */

#if defined(__x86_64__)

#define AVX2 MACHINE_FOR_AVX2
#define AVX512 MACHINE_FOR_AVX512

AVX2 static uint64_t bits_of(__m256i low, __m256i high) {
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 static uint64_t equal_32(__m256i low, __m256i high, char byte) {
    __m256i wanted = _mm256_set1_epi8(byte);
    return bits_of(_mm256_cmpeq_epi8(low, wanted), _mm256_cmpeq_epi8(high, wanted));
}

AVX2 static __m256i odd_32(__m256i bytes) {
    __m256i control = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(FIRST_PRINTABLE - 1)), bytes);
    __m256i c1 = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)BEFORE_C1));
    __m256i mark = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)BEFORE_MARK));
    __m256i delete = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(DELETE));
    return _mm256_or_si256(_mm256_or_si256(control, delete), _mm256_or_si256(c1, mark));
}

AVX2 static void masks_avx2(const char *bytes, size_t count, char separator, CsvMasks *masks) {
    for (size_t i = 0; i < count; i++, bytes += CSV_MASK_BYTES) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));
        masks[i].separators = equal_32(low, high, separator);
        masks[i].newlines = equal_32(low, high, '\n');
        masks[i].quotes = equal_32(low, high, '"');
        masks[i].odd = bits_of(odd_32(low), odd_32(high)) & ~masks[i].newlines & ~equal_32(low, high, '\t');
    }
}

AVX512 static uint64_t equal_64(__m512i bytes, char byte) {
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte));
}

AVX512 static void masks_avx512(const char *bytes, size_t count, char separator, CsvMasks *masks) {
    for (size_t i = 0; i < count; i++, bytes += CSV_MASK_BYTES) {
        __m512i all = _mm512_loadu_si512(bytes);
        masks[i].separators = equal_64(all, separator);
        masks[i].newlines = equal_64(all, '\n');
        masks[i].quotes = equal_64(all, '"');
        uint64_t control = _mm512_cmplt_epu8_mask(all, _mm512_set1_epi8(FIRST_PRINTABLE)) &
                           ~masks[i].newlines & ~equal_64(all, '\t');
        masks[i].odd = control | equal_64(all, DELETE) | equal_64(all, (char)BEFORE_C1) |
                       equal_64(all, (char)BEFORE_MARK);
    }
}

void csv_masks(MachinePath path, const char *bytes, size_t count, char separator, CsvMasks *masks) {
    if (path >= MACHINE_AVX512)
        masks_avx512(bytes, count, separator, masks);
    else if (path == MACHINE_AVX2)
        masks_avx2(bytes, count, separator, masks);
    else
        masks_plain(bytes, count, separator, masks);
}

#else

void csv_masks(MachinePath path, const char *bytes, size_t count, char separator, CsvMasks *masks) {
    (void)path;
    masks_plain(bytes, count, separator, masks);
}

#endif
