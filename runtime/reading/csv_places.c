#include "runtime/reading/csv_places.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* ---- any machine */

static inline unsigned count_of(uint64_t bits) {
    return (unsigned)__builtin_popcountll(bits);
}

/* Rows that end here; most often there is one or none, and which of both cannot be foreseen. */
static inline void add_rows(CsvPlaces *places, uint64_t cells, uint64_t newlines) {
    uint64_t first = newlines & -newlines;
    places->rows[places->row_count] = (uint32_t)(places->cell_count + count_of(cells & (first - 1)) + 1);
    places->row_count += newlines != 0;
    for (newlines &= newlines - 1; newlines; newlines &= newlines - 1)
        places->rows[places->row_count++] =
            (uint32_t)(places->cell_count + count_of(cells & ((newlines & -newlines) - 1)) + 1);
}

void csv_places_add_masks(CsvPlaces *places, uint64_t cells, uint64_t newlines, size_t base) {
    add_rows(places, cells, newlines);
    uint32_t *start = places->starts + places->cell_count;
    places->cell_count += count_of(cells);
    for (; cells; cells &= cells - 1)
        *start++ = (uint32_t)(base + 1 + (unsigned)__builtin_ctzll(cells));
}

/* Bit i: the number of bits 0..i is odd. */
static uint64_t parity(uint64_t bits) {
    for (unsigned shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

static inline uint64_t inside_of(const CsvPlaces *places, uint64_t quotes) {
    return parity(quotes) ^ (places->in_quotes ? ~UINT64_C(0) : 0);
}

uint64_t csv_places_pass_quotes(CsvPlaces *places, CsvMasks *masks, size_t base) {
    uint64_t inside = inside_of(places, masks->quotes), broken = masks->newlines & inside;
    for (uint64_t quotes = masks->quotes; quotes; quotes &= quotes - 1)
        places->quotes[places->quote_count++] = (uint32_t)(base + (unsigned)__builtin_ctzll(quotes));
    places->in_quotes = inside >> 63;
    masks->separators &= ~inside;
    masks->newlines &= ~inside;
    return broken;
}

/* false: a line ends inside quotes. */
static bool take_quotes(CsvPlaces *places, CsvMasks *masks, size_t base) {
    if (masks->newlines & inside_of(places, masks->quotes)) return false;
    csv_places_pass_quotes(places, masks, base);
    return true;
}

static size_t add_plain(CsvPlaces *places, MachinePath path, const char *bytes, size_t from, size_t end,
                        char separator) {
    size_t at = from;
    for (CsvMasks masks; end - at >= CSV_MASK_BYTES; at += CSV_MASK_BYTES) {
        csv_masks(path, bytes + at, 1, separator, &masks);
        if (masks.odd) break;
        if ((masks.quotes || places->in_quotes) && !take_quotes(places, &masks, at)) break;
        csv_places_add_masks(places, masks.separators | masks.newlines, masks.newlines, at);
    }
    return at - from;
}

#if defined(__x86_64__)

/* Each carriage return before a line end that can be seen. */
static inline bool has_usual_returns(uint64_t returns, uint64_t newlines) {
    return ((returns << 1 & ~newlines) | returns >> 63) == 0;
}

/* ---- AVX2 */

/* Eight starts at a time, whether there are so many or not. */
MACHINE_FOR_AVX2 static inline void put_eight(uint32_t *start, uint64_t *cells, size_t base) {
    for (unsigned i = 0; i < 8; i++) {
        start[i] = (uint32_t)(base + 1 + _tzcnt_u64(*cells));
        *cells = _blsr_u64(*cells);
    }
}

MACHINE_FOR_AVX2 static inline void put_avx2(CsvPlaces *places, uint64_t cells, size_t base) {
    uint32_t *start = places->starts + places->cell_count;
    places->cell_count += (size_t)_mm_popcnt_u64(cells);
    put_eight(start, &cells, base);
    put_eight(start + 8, &cells, base);
    for (start += 16; cells; start += 8)
        put_eight(start, &cells, base);
}

MACHINE_FOR_AVX2 static inline __m256i is_byte(__m256i bytes, char byte) {
    return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte));
}

MACHINE_FOR_AVX2 static inline uint64_t bits_of(__m256i low, __m256i high) {
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* Not 0 where something else is: see csv_masks.c. Carriage returns are looked at by themselves. */
MACHINE_FOR_AVX2 static inline __m256i others_avx2(__m256i bytes, __m256i newlines) {
    __m256i control = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
    __m256i blanks = _mm256_or_si256(is_byte(bytes, '\t'), is_byte(bytes, '\r'));
    control = _mm256_andnot_si256(_mm256_or_si256(newlines, blanks), control);
    __m256i rare = _mm256_or_si256(is_byte(bytes, (char)0xC2), is_byte(bytes, (char)0xEF));
    return _mm256_or_si256(_mm256_or_si256(control, rare), is_byte(bytes, 0x7F));
}

MACHINE_FOR_AVX2 static size_t add_avx2(CsvPlaces *given, const char *bytes, size_t from, size_t end,
                                        char separator) {
    CsvPlaces places = *given;
    size_t at = from;
    for (; end - at >= CSV_MASK_BYTES; at += CSV_MASK_BYTES) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at));
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at + 32));
        __m256i low_ends = is_byte(low, '\n'), high_ends = is_byte(high, '\n');
        __m256i others = _mm256_or_si256(others_avx2(low, low_ends), others_avx2(high, high_ends));
        if (!_mm256_testz_si256(others, others)) break;
        CsvMasks masks = {.newlines = bits_of(low_ends, high_ends),
                          .separators = bits_of(is_byte(low, separator), is_byte(high, separator)),
                          .quotes = bits_of(is_byte(low, '"'), is_byte(high, '"'))};
        if (!has_usual_returns(bits_of(is_byte(low, '\r'), is_byte(high, '\r')), masks.newlines)) break;
        if ((masks.quotes || places.in_quotes) && !take_quotes(&places, &masks, at)) break;
        uint64_t cells = masks.separators | masks.newlines;
        add_rows(&places, cells, masks.newlines);
        put_avx2(&places, cells, at);
    }
    *given = places;
    return at - from;
}

/* ---- AVX-512 */

MACHINE_FOR_VBMI static inline void put_sixteen(uint32_t *start, __m128i places, __m512i base) {
    _mm512_storeu_si512(start, _mm512_add_epi32(_mm512_cvtepu8_epi32(places), base));
}

MACHINE_FOR_VBMI static inline void put_vbmi(CsvPlaces *places, uint64_t cells, size_t at) {
    static const char order[64] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16,
                                   17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
                                   33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48,
                                   49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64};
    __m512i behind = _mm512_maskz_compress_epi8(cells, _mm512_loadu_si512(order));
    __m512i base = _mm512_set1_epi32((int)at);
    uint32_t *start = places->starts + places->cell_count;
    unsigned count = count_of(cells);
    places->cell_count += count;
    put_sixteen(start, _mm512_castsi512_si128(behind), base);
    put_sixteen(start + 16, _mm512_extracti32x4_epi32(behind, 1), base);
    if (count <= 32) return;
    put_sixteen(start + 32, _mm512_extracti32x4_epi32(behind, 2), base);
    put_sixteen(start + 48, _mm512_extracti32x4_epi32(behind, 3), base);
}

enum { BEFORE_TURN = 0xE2, BEFORE_OTHER_TURN = 0xD8 };

/* Entry i is the byte that means something else, or may begin a text direction control, and ends in the seven
 * bits i; where there is none, a byte that ends otherwise. So a byte is one of those where it equals its
 * entry. */
static void list_others(unsigned char others[128]) {
    for (unsigned i = 0; i < 128; i++)
        others[i] = (unsigned char)(i < ' ' && i != '\n' && i != '\t' && i != '\r' ? i : i ^ 1);
    others[0x7F] = 0x7F;
    others[0xC2 & 0x7F] = 0xC2;
    others[0xEF & 0x7F] = 0xEF;
    others[BEFORE_TURN & 0x7F] = BEFORE_TURN;
    others[BEFORE_OTHER_TURN & 0x7F] = BEFORE_OTHER_TURN;
}

MACHINE_FOR_VBMI static inline uint64_t turns_of(__m512i bytes) {
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)BEFORE_TURN)) |
           _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)BEFORE_OTHER_TURN));
}

MACHINE_FOR_VBMI static size_t add_vbmi(CsvPlaces *given, const char *bytes, size_t from, size_t end,
                                        char separator) {
    CsvPlaces places = *given;
    unsigned char others[128];
    list_others(others);
    __m512i others_low = _mm512_loadu_si512(others), others_high = _mm512_loadu_si512(others + 64);
    __m512i carriage_return = _mm512_set1_epi8('\r'), newline = _mm512_set1_epi8('\n'),
            quote = _mm512_set1_epi8('"'), between = _mm512_set1_epi8(separator);
    size_t at = from;
    for (; end - at >= CSV_MASK_BYTES; at += CSV_MASK_BYTES) {
        __m512i all = _mm512_loadu_si512(bytes + at);
        __m512i other = _mm512_permutex2var_epi8(others_low, all, others_high);
        uint64_t found = _mm512_cmpeq_epi8_mask(all, other);
        if (found) {
            if (found & ~turns_of(all)) break;
            places.may_turn = true;
        }
        CsvMasks masks = {.newlines = _mm512_cmpeq_epi8_mask(all, newline),
                          .separators = _mm512_cmpeq_epi8_mask(all, between),
                          .quotes = _mm512_cmpeq_epi8_mask(all, quote)};
        if (!has_usual_returns(_mm512_cmpeq_epi8_mask(all, carriage_return), masks.newlines)) break;
        if ((masks.quotes || places.in_quotes) && !take_quotes(&places, &masks, at)) break;
        uint64_t cells = masks.separators | masks.newlines;
        add_rows(&places, cells, masks.newlines);
        put_vbmi(&places, cells, at);
    }
    *given = places;
    return at - from;
}

size_t csv_places_add(CsvPlaces *places, MachinePath path, const char *bytes, size_t from, size_t end,
                      char separator) {
    if (path == MACHINE_VBMI) return add_vbmi(places, bytes, from, end, separator);
    places->may_turn = true; /* which is not looked for */
    switch (path) {
    case MACHINE_AVX512:
    case MACHINE_AVX2: return add_avx2(places, bytes, from, end, separator);
    case MACHINE_VBMI:
    case MACHINE_PLAIN:
    case MACHINE_PATHS: break;
    }
    return add_plain(places, path, bytes, from, end, separator);
}

#else

size_t csv_places_add(CsvPlaces *places, MachinePath path, const char *bytes, size_t from, size_t end,
                      char separator) {
    places->may_turn = true;
    return add_plain(places, path, bytes, from, end, separator);
}

#endif
