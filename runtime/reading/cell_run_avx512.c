#include "runtime/reading/cell_run_avx512.h"

#if defined(__x86_64__)
#include "runtime/reading/cell_run_turn.h"

#define HERE CELL_RUN_TURN

/* The cells of some rows as they are read: a row of the tile after the other. */
typedef struct Rows {
    __m512i numbers[CELL_RUN_ROWS];
    uint8_t forms[CELL_RUN_ROWS][CELL_RUN_NUMBERS];
} Rows;

/* The cells of one row: where each begins, from the first one, and its length. */
typedef struct Places {
    const char *bytes;
    __m512i from, len;
    __mmask16 is_empty;
} Places;

HERE __mmask16 active(const CellRun *run) {
    return (__mmask16)((1u << run->count) - 1);
}

HERE Places places_of(const CellTile *tile, size_t row) {
    const uint32_t *starts = tile->starts + row * tile->columns;
    __m512i from = _mm512_loadu_si512(starts), to = _mm512_loadu_si512(starts + 1);
    __m512i len = _mm512_sub_epi32(_mm512_sub_epi32(to, from), _mm512_set1_epi32(1));
    len = _mm512_mask_sub_epi32(len, (__mmask16)tile->has_return, len, _mm512_set1_epi32(1));
    return (Places){.bytes = tile->bytes + starts[0],
                    .from = _mm512_sub_epi32(from, _mm512_set1_epi32((int)starts[0])),
                    .len = len,
                    .is_empty = _mm512_testn_epi32_mask(len, len)};
}

/* ---- bytes 0..9 */

HERE __mmask16 are_no_digits(__m512i fours) {
    __m512i above = _mm512_or_si512(_mm512_add_epi8(fours, _mm512_set1_epi8(0x80 - 10)), fours);
    return _mm512_test_epi32_mask(above, _mm512_set1_epi32((int)0x80808080));
}

/* Four digits each, the first one lowest. */
HERE __m512i numbers_of_fours(__m512i fours) {
    __m512i twos = _mm512_maddubs_epi16(fours, _mm512_set1_epi16(0x010A));
    return _mm512_madd_epi16(twos, _mm512_set1_epi32(0x00010064));
}

/* ---- whole numbers of at most four bytes, sixteen at once */

/* The bytes of each cell at the end of four, as digits; what stands before it is 0. */
HERE __m512i fours_of(const Places *places) {
    const __m512i first =
        _mm512_broadcast_i32x4(_mm_setr_epi8(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12));
    __m512i from = _mm512_add_epi8(_mm512_shuffle_epi8(places->from, first), _mm512_set1_epi32(0x03020100));
    __m512i fours = _mm512_permutex2var_epi8(_mm512_loadu_si512(places->bytes), from,
                                             _mm512_loadu_si512(places->bytes + 64));
    fours = _mm512_xor_si512(fours, _mm512_set1_epi8('0'));
    __m512i before = _mm512_sub_epi32(_mm512_set1_epi32(32), _mm512_slli_epi32(places->len, 3));
    return _mm512_sllv_epi32(fours, before);
}

HERE __mmask16 are_outside(const CellRun *run, __m512i numbers) {
    return _mm512_cmplt_epi32_mask(numbers, _mm512_loadu_si512(run->whole_lows)) |
           _mm512_cmpgt_epi32_mask(numbers, _mm512_loadu_si512(run->whole_highs));
}

/* Empty cells among the others: what they are worth. Returns which cells are left. */
HERE uint16_t put_row(const CellRun *run, Rows *rows, size_t row, const Places *places, __m512i numbers,
                      __m128i forms, __mmask16 is_bad) {
    __m512i empty_numbers = _mm512_loadu_si512(run->empty_numbers);
    __m128i empty_forms = _mm_loadu_si128((const void *)run->empty_forms);
    rows->numbers[row] = _mm512_mask_blend_epi32(places->is_empty, numbers, empty_numbers);
    _mm_storeu_si128((void *)rows->forms[row], _mm_mask_blend_epi8(places->is_empty, forms, empty_forms));
    unsigned left = (is_bad & (unsigned)~places->is_empty) | (places->is_empty & (unsigned)~run->knows_empty);
    return (uint16_t)(left & active(run));
}

HERE uint16_t read_whole(const CellRun *run, Rows *rows, size_t row, const Places *places) {
    __m512i fours = fours_of(places), numbers = numbers_of_fours(fours);
    __mmask16 is_bad = are_no_digits(fours) | are_outside(run, numbers);
    return put_row(run, rows, row, places, numbers, _mm_loadu_si128((const void *)run->whole_forms), is_bad);
}

/* ---- numbers of at most eight bytes, eight at once */

/* Eight cells of a row, in 64 bits each. */
typedef struct Eights {
    __m512i digits, numbers;
    __m512i decimals; /* × 8 */
    __mmask8 is_bad;
} Eights;

HERE __m512i eights_of(__m512i bytes, __m512i behind, __m512i from, __m512i len) {
    const __m512i first =
        _mm512_broadcast_i32x4(_mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8, 8, 8, 8, 8));
    __m512i place = _mm512_add_epi8(_mm512_shuffle_epi8(from, first), _mm512_set1_epi64(0x0706050403020100));
    __m512i eights = _mm512_permutex2var_epi8(bytes, place, behind);
    eights = _mm512_xor_si512(eights, _mm512_set1_epi8('0'));
    __m512i before = _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64(len, 3));
    return _mm512_sllv_epi64(eights, before);
}

/* Takes the first decimal mark out of each; a mark at either end is bad, a second one is no digit. */
HERE void take_marks(Eights *eights, char mark, __m512i len) {
    const __m512i one = _mm512_set1_epi64(1);
    __m512i marks =
        _mm512_movm_epi8(_mm512_cmpeq_epi8_mask(eights->digits, _mm512_set1_epi8((char)(mark ^ '0'))));
    __mmask8 has_mark = _mm512_test_epi64_mask(marks, marks);
    __m512i first = _mm512_and_si512(marks, _mm512_sub_epi64(_mm512_setzero_si512(), marks));
    __m512i before = _mm512_sub_epi64(first, one);
    __m512i until = _mm512_sub_epi64(_mm512_slli_epi64(first, 8), one);
    __m512i moved = _mm512_slli_epi64(_mm512_and_si512(eights->digits, before), 8);
    __m512i behind = _mm512_andnot_si512(until, eights->digits);
    eights->digits = _mm512_mask_or_epi64(eights->digits, has_mark, behind, moved);
    eights->decimals = _mm512_and_si512(_mm512_lzcnt_epi64(marks), _mm512_set1_epi64(63));
    __m512i most = _mm512_slli_epi64(_mm512_sub_epi64(len, one), 3);
    eights->is_bad |= has_mark & (_mm512_testn_epi64_mask(eights->decimals, eights->decimals) |
                                  _mm512_cmpeq_epi64_mask(eights->decimals, most));
}

HERE void add_digits(Eights *eights) {
    __m512i above =
        _mm512_or_si512(_mm512_add_epi8(eights->digits, _mm512_set1_epi8(0x80 - 10)), eights->digits);
    eights->is_bad |= _mm512_test_epi64_mask(above, _mm512_set1_epi64((int64_t)0x8080808080808080));
    __m512i fours = numbers_of_fours(eights->digits);
    eights->numbers =
        _mm512_add_epi64(_mm512_mul_epu32(fours, _mm512_set1_epi64(10000)), _mm512_srli_epi64(fours, 32));
}

/* Of eight cells. */
typedef struct Ranges {
    __m512i low, high, inverse, turn, most;
} Ranges;

HERE Ranges ranges_of_eight(const CellRun *run, size_t cell) {
    return (Ranges){_mm512_loadu_si512(run->lows + cell), _mm512_loadu_si512(run->highs + cell),
                    _mm512_loadu_si512(run->step_inverses + cell), _mm512_loadu_si512(run->step_turns + cell),
                    _mm512_loadu_si512(run->step_highs + cell)};
}

HERE __m512i twice(const void *four) {
    return _mm512_broadcast_i64x4(_mm256_loadu_si256(four));
}

HERE Ranges ranges_of_twice_four(const CellRun *run, size_t cell) {
    return (Ranges){twice(run->lows + cell), twice(run->highs + cell), twice(run->step_inverses + cell),
                    twice(run->step_turns + cell), twice(run->step_highs + cell)};
}

/* Bounds and steps, in the finest units that a number can have. */
HERE void check_range(Eights *eights, const CellRun *run, const Ranges *ranges) {
    const __m512i powers = _mm512_setr_epi64(10000000, 1000000, 100000, 10000, 1000, 100, 10, 1);
    __m512i power = _mm512_permutexvar_epi64(_mm512_srli_epi64(eights->decimals, 3), powers);
    __m512i fine = _mm512_mul_epu32(eights->numbers, power);
    eights->is_bad |=
        _mm512_cmplt_epi64_mask(fine, ranges->low) | _mm512_cmpgt_epi64_mask(fine, ranges->high);
    if (!run->has_steps) return;
    __m512i steps = _mm512_rorv_epi64(_mm512_mullo_epi64(fine, ranges->inverse), ranges->turn);
    eights->is_bad |= _mm512_cmpgt_epu64_mask(steps, ranges->most);
}

HERE void read_digits(Eights *eights, const CellRun *run, __m512i len, const Ranges *ranges) {
    eights->is_bad |= _mm512_cmpgt_epu64_mask(len, _mm512_set1_epi64(QUICK_DIGITS));
    take_marks(eights, run->decimal, len);
    add_digits(eights);
    check_range(eights, run, ranges);
}

HERE Eights read_eight(const CellRun *run, size_t cell, const char *bytes, __m256i from_32, __m256i len_32) {
    __m512i from = _mm512_cvtepu32_epi64(from_32), len = _mm512_cvtepu32_epi64(len_32);
    Eights eights = {
        .digits = eights_of(_mm512_loadu_si512(bytes), _mm512_loadu_si512(bytes + 64), from, len),
        .is_bad = _mm512_cmpgt_epu64_mask(from, _mm512_set1_epi64(CELL_TILE_AHEAD - QUICK_DIGITS))};
    Ranges ranges = ranges_of_eight(run, cell);
    read_digits(&eights, run, len, &ranges);
    return eights;
}

/* The second eight cells of a row begin where they begin, so that they are not too far away. */
typedef struct Seconds {
    const char *bytes;
    __m256i from, len;
} Seconds;

HERE Seconds seconds_of(const Places *places) {
    __m256i from = _mm512_extracti64x4_epi64(places->from, 1);
    int first = _mm256_cvtsi256_si32(from);
    return (Seconds){places->bytes + first, _mm256_sub_epi32(from, _mm256_set1_epi32(first)),
                     _mm512_extracti64x4_epi64(places->len, 1)};
}

/* The first four of the second eight of two rows. */
HERE Eights read_twice_four(const CellRun *run, const Places *one, const Places *other) {
    Seconds low = seconds_of(one), high = seconds_of(other);
    __m256i from = _mm256_inserti128_si256(low.from, _mm256_castsi256_si128(high.from), 1);
    __m512i len =
        _mm512_cvtepu32_epi64(_mm256_inserti128_si256(low.len, _mm256_castsi256_si128(high.len), 1));
    Eights eights = {.is_bad = _mm256_cmpgt_epu32_mask(from, _mm256_set1_epi32(64 - QUICK_DIGITS))};
    from = _mm256_add_epi32(from, _mm256_setr_epi32(0, 0, 0, 0, 64, 64, 64, 64));
    eights.digits = eights_of(_mm512_loadu_si512(low.bytes), _mm512_loadu_si512(high.bytes),
                              _mm512_cvtepu32_epi64(from), len);
    Ranges ranges = ranges_of_twice_four(run, 8);
    read_digits(&eights, run, len, &ranges);
    return eights;
}

/* The cells of a row as they are read. */
typedef struct Found {
    __m512i numbers;
    __m128i decimals;
    unsigned is_bad;
} Found;

HERE Found read_first_eight(const CellRun *run, const Places *places) {
    Eights low = read_eight(run, 0, places->bytes, _mm512_castsi512_si256(places->from),
                            _mm512_castsi512_si256(places->len));
    return (Found){_mm512_castsi256_si512(_mm512_cvtepi64_epi32(low.numbers)),
                   _mm512_cvtepi64_epi8(low.decimals), low.is_bad};
}

HERE void add_second(Found *found, __m256i numbers, __m128i decimals, unsigned is_bad) {
    found->numbers = _mm512_inserti64x4(found->numbers, numbers, 1);
    found->decimals = _mm_unpacklo_epi64(found->decimals, decimals);
    found->is_bad |= is_bad << 8;
}

HERE uint16_t put_found(const CellRun *run, Rows *rows, size_t row, const Places *places,
                        const Found *found) {
    __m128i forms = _mm_add_epi8(found->decimals, _mm_loadu_si128((const void *)run->whole_forms));
    return put_row(run, rows, row, places, found->numbers, forms, (__mmask16)found->is_bad);
}

HERE uint16_t read_numbers(const CellRun *run, Rows *rows, size_t row, const Places *places) {
    Found found = read_first_eight(run, places);
    if (run->count > 8) {
        Seconds seconds = seconds_of(places);
        Eights high = read_eight(run, 8, seconds.bytes, seconds.from, seconds.len);
        add_second(&found, _mm512_cvtepi64_epi32(high.numbers), _mm512_cvtepi64_epi8(high.decimals),
                   high.is_bad);
    }
    return put_found(run, rows, row, places, &found);
}

/* Two rows of nine to twelve cells in three vectors. */
HERE void read_two(const CellRun *run, Rows *rows, CellTile *tile, size_t row) {
    Places one = places_of(tile, row), other = places_of(tile, row + 1);
    Eights high = read_twice_four(run, &one, &other);
    __m256i numbers = _mm512_cvtepi64_epi32(high.numbers);
    __m128i decimals = _mm512_cvtepi64_epi8(high.decimals);
    Found found = read_first_eight(run, &one);
    add_second(&found, numbers, decimals, high.is_bad & 15u);
    tile->left[row] = put_found(run, rows, row, &one, &found);
    found = read_first_eight(run, &other);
    add_second(&found, _mm256_permute4x64_epi64(numbers, 0xEE), _mm_srli_epi64(decimals, 32),
               high.is_bad >> 4);
    tile->left[row + 1] = put_found(run, rows, row + 1, &other, &found);
}

/* ---- rows become columns */

HERE void put_columns(Rows *rows, CellTile *tile, size_t count) {
    __m512i parts[4];
    uint8_t forms[4][4][CELL_RUN_ROWS];
    turn_numbers(rows->numbers);
    turn_forms(rows->forms, parts);
    for (int i = 0; i < 4; i++)
        _mm512_storeu_si512(forms[i], parts[i]);
    for (size_t i = 0; i < count; i++) {
        _mm512_storeu_si512(tile->numbers[i], rows->numbers[i]);
        _mm_storeu_si128((void *)tile->forms[i], _mm_loadu_si128((const void *)forms[i % 4][i / 4]));
    }
}

/* ---- cells of one byte, all of a row at once */

enum { NO_SIGN = '\n' }; /* of an empty cell: no cell begins with it */

/* Of some rows: the halves of each row. */
typedef struct Signs {
    uint8_t halves[2][CELL_RUN_ROWS][CELL_RUN_NUMBERS];
} Signs;

/* The signs of one row, and which cells have one. */
typedef struct SignRow {
    __m256i signs;
    uint32_t is_filled, is_long;
} SignRow;

HERE SignRow long_signs(const CellRun *run, const CellTile *tile, const uint32_t *starts) {
    uint8_t signs[CELL_RUN_CELLS] = {0};
    SignRow row = {.is_long = 0};
    for (uint32_t i = 0; i < run->count; i++) {
        uint32_t len = starts[i + 1] - starts[i] - 1 - (tile->has_return >> i & 1);
        signs[i] = len > 0 ? (uint8_t)tile->bytes[starts[i]] : NO_SIGN;
        row.is_filled |= (uint32_t)(len > 0) << i;
        row.is_long |= (uint32_t)(len > 1) << i;
    }
    row.signs = _mm256_loadu_si256((const void *)signs);
    return row;
}

/* Each cell is empty or one byte where those that are not empty are as many as the bytes that end none; with
 * a separator inside a cell they are fewer. */
HERE SignRow signs_of(const CellRun *run, const CellTile *tile, size_t row, char separator) {
    const uint32_t *starts = tile->starts + row * tile->columns;
    uint32_t len = starts[run->count] - starts[0] - (tile->has_return != 0);
    if (len > 64) return long_signs(run, tile, starts);
    __m512i bytes = _mm512_loadu_si512(tile->bytes + starts[0]);
    uint64_t within = _bzhi_u64(UINT64_MAX, len), last = UINT64_C(1) << (len - 1);
    uint64_t ends = (_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(separator)) & within) | last;
    uint64_t filled = _bzhi_u64(~_pext_u64(ends & (ends << 1 | 1), ends), run->count);
    uint32_t others = len - run->count;
    if ((uint32_t)_mm_popcnt_u64(filled) != others) return long_signs(run, tile, starts);
    __m512i signs = _mm512_maskz_compress_epi8(within & ~ends, bytes);
    return (SignRow){.signs = _mm256_mask_expand_epi8(_mm256_set1_epi8(NO_SIGN), (__mmask32)filled,
                                                      _mm512_castsi512_si256(signs)),
                     .is_filled = (uint32_t)filled};
}

/* Returns which cells are left. */
HERE uint32_t put_signs(const CellRun *run, Signs *signs, size_t row, SignRow found) {
    __m256i low = _mm256_and_si256(found.signs, _mm256_set1_epi8(15));
    __m256i known = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)run->signs));
    uint32_t is_other = _mm256_cmpneq_epi8_mask(found.signs, _mm256_shuffle_epi8(known, low));
    _mm_storeu_si128((void *)signs->halves[0][row], _mm256_castsi256_si128(found.signs));
    _mm_storeu_si128((void *)signs->halves[1][row], _mm256_extracti128_si256(found.signs, 1));
    uint32_t left = (found.is_filled & (is_other | found.is_long)) | (~found.is_filled & ~run->knows_empty);
    return _bzhi_u32(left, run->count);
}

/* What signs are worth, and empty cells. */
typedef struct SignTables {
    __m128i numbers, forms, empty_forms;
    __m512i empty_numbers;
} SignTables;

HERE SignTables sign_tables(const CellRun *run) {
    return (SignTables){_mm_loadu_si128((const void *)run->sign_numbers),
                        _mm_loadu_si128((const void *)run->sign_forms),
                        _mm_set1_epi8((char)run->empty_forms[0]), _mm512_set1_epi32(run->empty_numbers[0])};
}

HERE void put_sign_column(const SignTables *tables, CellTile *tile, size_t cell, __m128i signs) {
    __m128i low = _mm_and_si128(signs, _mm_set1_epi8(15));
    __mmask16 is_empty = _mm_cmpeq_epi8_mask(signs, _mm_set1_epi8(NO_SIGN));
    __m512i numbers = _mm512_cvtepi8_epi32(_mm_shuffle_epi8(tables->numbers, low));
    __m128i forms = _mm_shuffle_epi8(tables->forms, low);
    _mm512_storeu_si512(tile->numbers[cell], _mm512_mask_mov_epi32(numbers, is_empty, tables->empty_numbers));
    _mm_storeu_si128((void *)tile->forms[cell], _mm_mask_mov_epi8(forms, is_empty, tables->empty_forms));
}

/* The separator is what ends the first cell; where that is the only one, none is looked for. */
HERE void read_signs(const CellRun *run, CellTile *tile) {
    SignTables tables = sign_tables(run);
    Signs signs;
    for (size_t row = tile->rows; row < CELL_RUN_ROWS; row++)
        put_signs(run, &signs, row, (SignRow){.signs = _mm256_setzero_si256()});
    char separator = tile->bytes[tile->starts[1] - 1];
    for (size_t row = 0; row < tile->rows; row++)
        tile->left[row] = put_signs(run, &signs, row, signs_of(run, tile, row, separator));
    for (size_t half = 0; half * CELL_RUN_NUMBERS < run->count; half++) {
        __m512i parts[4];
        uint8_t columns[4][4][CELL_RUN_ROWS];
        turn_forms(signs.halves[half], parts);
        for (int i = 0; i < 4; i++)
            _mm512_storeu_si512(columns[i], parts[i]);
        size_t first = half * CELL_RUN_NUMBERS;
        for (size_t i = 0; i < CELL_RUN_NUMBERS && first + i < run->count; i++)
            put_sign_column(&tables, tile, first + i, _mm_loadu_si128((const void *)columns[i % 4][i / 4]));
    }
}

/* ---- all */

HERE void clear_rows(Rows *rows, size_t from) {
    for (size_t row = from; row < CELL_RUN_ROWS; row++) {
        rows->numbers[row] = _mm512_setzero_si512();
        _mm_storeu_si128((void *)rows->forms[row], _mm_setzero_si128());
    }
}

/* Rows that are not there are empty: nobody looks at them. */
#define READ_ROWS(read)                                                                                      \
    for (; row < tile->rows; row++) {                                                                        \
        Places places = places_of(tile, row);                                                                \
        tile->left[row] = read(run, &rows, row, &places);                                                    \
    }

HERE uint16_t read_mostly_whole(const CellRun *run, Rows *rows, size_t row, const Places *places) {
    __mmask16 is_long = _mm512_mask_cmpgt_epu32_mask(active(run), places->len, _mm512_set1_epi32(4));
    return is_long ? read_numbers(run, rows, row, places) : read_whole(run, rows, row, places);
}

MACHINE_FOR_VBMI void cell_run_avx512(const CellRun *run, CellTile *tile) {
    if (run->kind == RUN_SIGNS) {
        read_signs(run, tile);
        return;
    }
    Rows rows;
    size_t row = 0;
    clear_rows(&rows, tile->rows);
    for (; run->kind == RUN_NUMBERS && run->count > 8 && run->count <= 12 && row + 1 < tile->rows; row += 2)
        read_two(run, &rows, tile, row);
    switch (run->kind) {
    case RUN_NUMBERS: READ_ROWS(read_numbers) break;
    case RUN_WHOLE_NUMBERS: READ_ROWS(read_mostly_whole) break;
    case RUN_SIGNS: break;
    }
    put_columns(&rows, tile, run->count);
}

#endif
