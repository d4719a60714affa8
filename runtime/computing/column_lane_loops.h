/* The loops over numbers of one width; included once for each, with LANE, the type, and LANE_NAME, which
 * makes the names. Blocks are walked in pieces of 64 rows, whose bits are one word: then compilers see how
 * often the inner loop runs, and have its numbers in registers. */

static void LANE_NAME(add)(LANE *restrict out, const LANE *restrict a, LANE of_a, const LANE *restrict b,
                           LANE of_b) {
    if (of_a == 1 && of_b == 1)
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] = a[i] + b[i];
    else
        for (size_t i = 0; i < COLUMN_BLOCK; i++)
            out[i] = a[i] * of_a + b[i] * of_b;
}

static void LANE_NAME(fill)(LANE *restrict out, LANE value) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = value;
}

static void LANE_NAME(multiply)(LANE *restrict out, const LANE *restrict a, const LANE *restrict b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = a[i] * b[i];
}

static void LANE_NAME(scale)(LANE *restrict out, const LANE *restrict a, LANE factor) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = a[i] * factor;
}

static void LANE_NAME(least)(LANE *restrict out, const LANE *restrict a, LANE of_a, const LANE *restrict b,
                             LANE of_b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        LANE p = a[i] * of_a, q = b[i] * of_b;
        out[i] = p < q ? p : q;
    }
}

static void LANE_NAME(greatest)(LANE *restrict out, const LANE *restrict a, LANE of_a, const LANE *restrict b,
                                LANE of_b) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        LANE p = a[i] * of_a, q = b[i] * of_b;
        out[i] = p > q ? p : q;
    }
}

static void LANE_NAME(absolute)(LANE *restrict out, const LANE *restrict a) {
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        out[i] = a[i] < 0 ? -a[i] : a[i];
}

/* All bits set where the row's bit is, else none: 32 rows at once, whose bits are `half`. */
#define ROW_MASK(half, i) (-(LANE)(((half)&row_bit[i]) != 0))

static void LANE_NAME(pick)(LANE *restrict out, const RowBits *restrict mask, const LANE *restrict a,
                            const LANE *restrict b) {
    for (size_t start = 0; start < COLUMN_BLOCK; start += 32) {
        uint32_t half = half_word(mask, start);
        for (size_t i = 0; i < 32; i++) {
            LANE chosen = ROW_MASK(half, i);
            out[start + i] = (a[start + i] & chosen) | (b[start + i] & ~chosen);
        }
    }
}

static void LANE_NAME(pick_or_same)(LANE *restrict out, const RowBits *restrict mask, const LANE *restrict a,
                                    LANE b) {
    for (size_t start = 0; start < COLUMN_BLOCK; start += 32) {
        uint32_t half = half_word(mask, start);
        for (size_t i = 0; i < 32; i++) {
            LANE chosen = ROW_MASK(half, i);
            out[start + i] = (a[start + i] & chosen) | (b & ~chosen);
        }
    }
}

static void LANE_NAME(pick_same)(LANE *restrict out, const RowBits *restrict mask, LANE a, LANE b) {
    for (size_t start = 0; start < COLUMN_BLOCK; start += 32) {
        uint32_t half = half_word(mask, start);
        for (size_t i = 0; i < 32; i++) {
            LANE chosen = ROW_MASK(half, i);
            out[start + i] = (a & chosen) | (b & ~chosen);
        }
    }
}

static void LANE_NAME(accumulate)(LANE *restrict out, const RowBits *restrict mask, const LANE *restrict a,
                                  LANE factor) {
    for (size_t start = 0; start < COLUMN_BLOCK; start += 32) {
        uint32_t half = half_word(mask, start);
        for (size_t i = 0; i < 32; i++)
            out[start + i] += a[start + i] * factor & ROW_MASK(half, i);
    }
}

static void LANE_NAME(accumulate_same)(LANE *restrict out, const RowBits *const *masks,
                                       const LANE *restrict same, size_t count) {
    for (size_t k = 0; k < count; k += KERNEL_MASKS) {
        LANE a = same[k], b = same[k + 1], c = same[k + 2], d = same[k + 3];
        for (size_t start = 0; start < COLUMN_BLOCK; start += 32) {
            uint32_t of_a = half_word(masks[k], start), of_b = half_word(masks[k + 1], start),
                     of_c = half_word(masks[k + 2], start), of_d = half_word(masks[k + 3], start);
            for (size_t i = 0; i < 32; i++)
                out[start + i] += (a & ROW_MASK(of_a, i)) + (b & ROW_MASK(of_b, i)) +
                                  (c & ROW_MASK(of_c, i)) + (d & ROW_MASK(of_d, i));
        }
    }
}

static void LANE_NAME(add_fraction)(LANE *restrict over, LANE *restrict under, const RowBits *restrict mask,
                                    const int32_t *restrict part, LANE factor,
                                    const int32_t *restrict whole) {
    for (size_t start = 0; start < COLUMN_BLOCK; start += 32) {
        uint32_t half = half_word(mask, start);
        for (size_t i = 0; i < 32; i++) {
            LANE chosen = ROW_MASK(half, i), old = under[start + i];
            LANE top = part[start + i] * factor & chosen,
                 bottom = (whole[start + i] & chosen) | (1 & ~chosen);
            over[start + i] = over[start + i] * bottom + old * top;
            under[start + i] = old * bottom;
        }
    }
}

static void LANE_NAME(less)(RowBits *restrict out, const LANE *restrict a, LANE of_a, const LANE *restrict b,
                            LANE of_b) {
    uint8_t answers[COLUMN_BLOCK];
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        answers[i] = a[i] * of_a < b[i] * of_b ? 0x80 : 0;
    pack_bits(out, answers);
}

static void LANE_NAME(equal)(RowBits *restrict out, const LANE *restrict a, LANE of_a, const LANE *restrict b,
                             LANE of_b) {
    uint8_t answers[COLUMN_BLOCK];
    for (size_t i = 0; i < COLUMN_BLOCK; i++)
        answers[i] = a[i] * of_a == b[i] * of_b ? 0x80 : 0;
    pack_bits(out, answers);
}

static void LANE_NAME(add_rises)(LANE *restrict out, const LANE *restrict items,
                                 const LANE least[KERNEL_BOUNDS], const LANE rises[KERNEL_BOUNDS]) {
    LANE a = least[0], b = least[1], c = least[2], d = least[3];
    LANE of_a = rises[0], of_b = rises[1], of_c = rises[2], of_d = rises[3];
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        LANE item = items[i];
        out[i] +=
            (item >= a ? of_a : 0) + (item >= b ? of_b : 0) + (item >= c ? of_c : 0) + (item >= d ? of_d : 0);
    }
}

static bool LANE_NAME(divisor)(LANE *restrict out, const LANE *restrict a) {
    LANE signs = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        LANE item = a[i], size = item < 0 ? -item : item;
        signs |= item;
        out[i] = size > 1 ? size : 1;
    }
    return signs < 0;
}

#undef ROW_MASK
