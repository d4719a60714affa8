#include "runtime/results/result_short.h"

#include "base/powers_of_ten.h"

#define ALWAYS_INLINE inline __attribute__((always_inline))

/* A number is written with this many digits, then those that are too much are cut off. With a point there is
 * room for one digit less. */
enum { DIGITS = 8, MOST_DIGITS = 7, STEPS = MOST_DIGITS - 1 };

/* How the numbers of the rows at hand are written; the same for all. */
typedef struct Shape {
    uint32_t scale; /* for the decimals that are shown */
    uint32_t most;  /* before scaling: a larger number is not short */
    unsigned decimals;
    bool drops_zeros;
    uint32_t least_len;
    int32_t steps[STEPS]; /* above each of these there is one more byte; after scaling */
    unsigned move;        /* bits by which digits before the point give way to it */
    uint64_t whole, point, fraction;
    uint64_t end, blank; /* behind a number, behind nothing */
    uint32_t end_len;
} Shape;

/* The decimals of the text; -1: the numbers would have to be rounded, or written with zeros before. */
static int decimals_shown(const ResultItems *items, const CellStyle *style, unsigned *missing) {
    int own = (int)items->decimals, shown = style->decimals;
    *missing = 0;
    if (style->as_percent) {
        *missing = own < 2 ? (unsigned)(2 - own) : 0;
        own = own < 2 ? 0 : own - 2;
        if (shown >= 0) shown = shown > 2 ? shown - 2 : 0;
    }
    if (shown < 0) return own <= style->most ? own : -1;
    if (own > shown) return -1;
    *missing += (unsigned)(shown - own);
    return shown;
}

static void set_point(Shape *shape, char point) {
    unsigned before = DIGITS - 1 - shape->decimals;
    shape->whole = shape->decimals > 0 ? (UINT64_C(1) << before * 8) - 1 : UINT64_MAX;
    shape->fraction = shape->decimals > 0 ? UINT64_MAX << (before + 1) * 8 : 0;
    shape->point = shape->decimals > 0 ? (uint64_t)(unsigned char)point << before * 8 : 0;
    shape->move = shape->decimals > 0 ? 8 : 0;
}

static void set_end(Shape *shape, bool as_percent, char end) {
    shape->blank = (unsigned char)end;
    shape->end = as_percent ? '%' | shape->blank << 8 : shape->blank;
    shape->end_len = as_percent ? 2 : 1;
}

static bool make_shape(Shape *shape, const ResultItems *items, const CellStyle *style, char end) {
    unsigned missing;
    int shown = decimals_shown(items, style, &missing);
    set_end(shape, style->as_percent, end);
    int digits = DIGITS - (int)shape->end_len - (shown > 0);
    if (shown < 0 || shown >= digits || missing > MOST_DIGITS) return false;
    shape->decimals = (unsigned)shown;
    shape->drops_zeros = style->decimals < 0 && shown > 0;
    shape->scale = (uint32_t)powers_of_ten[missing];
    shape->most = (uint32_t)((powers_of_ten[digits] - 1) / powers_of_ten[missing]);
    shape->least_len = 1 + shape->decimals + (shown > 0);
    for (int i = 0; i < STEPS; i++)
        shape->steps[i] = shown + 1 + i < digits ? (int32_t)powers_of_ten[shown + 1 + i] - 1 : INT32_MAX;
    set_point(shape, style->point);
    return true;
}

/* The digits of a number below 10,000, one in each byte, the first one lowest. 10486 / 2^20 and 103 / 2^10
 * divide numbers of four and two digits by 100 and 10; quotient and remainder stand side by side by one
 * multiplication: q + ((n - 100 q) << 16). */
static ALWAYS_INLINE uint32_t four_digits(uint32_t number) {
    uint32_t hundreds = number * 10486 >> 20;
    uint32_t twos = (number << 16) + hundreds * (1 - (100u << 16));
    uint32_t tens = twos * 103 >> 10 & 0x000F000F;
    return (twos << 8) + tens * (1 - (10u << 8));
}

/* Of the digits behind the point; more than there are do not count. */
static ALWAYS_INLINE uint32_t zeros_at_end(uint32_t high, uint32_t low, uint32_t decimals) {
    uint32_t in_low = (low < 1u << 24) + (low < 1u << 16) + (low < 1u << 8) + (low == 0);
    uint32_t in_high = (high < 1u << 24) + (high < 1u << 16);
    uint32_t zeros = in_low + (low == 0 ? in_high : 0);
    return zeros < decimals ? zeros : decimals;
}

/* What is known of each number on the way; arrays, for vector instructions. */
typedef struct Work {
    uint32_t values[ITEM_ROWS];
    int32_t masks[ITEM_ROWS]; /* -1, for a state 0 */
    uint32_t high[ITEM_ROWS], low[ITEM_ROWS];
    uint32_t sizes[ITEM_ROWS]; /* bytes without the end */
} Work;

/* false: one is not short. */
static ALWAYS_INLINE bool take_values(const Shape *shape, const int32_t *restrict numbers,
                                      Work *restrict work) {
    uint32_t beyond = 0;
    for (size_t i = 0; i < ITEM_ROWS; i++) {
        int32_t mask = item_is_state(numbers[i]) ? 0 : -1;
        uint32_t value = (uint32_t)(numbers[i] & mask);
        beyond |= value > shape->most;
        work->masks[i] = mask;
        work->values[i] = value * shape->scale;
    }
    return !beyond;
}

static ALWAYS_INLINE void find_digits(const Shape *shape, Work *restrict work) {
    for (size_t i = 0; i < ITEM_ROWS; i++) {
        work->high[i] = four_digits(work->values[i] / 10000);
        work->low[i] = four_digits(work->values[i] % 10000);
    }
    for (size_t i = 0; i < ITEM_ROWS; i++) {
        int32_t value = (int32_t)work->values[i];
        const int32_t *steps = shape->steps;
        int more = (value > steps[0]) + (value > steps[1]) + (value > steps[2]) + (value > steps[3]) +
                   (value > steps[4]) + (value > steps[5]);
        work->sizes[i] = shape->least_len + (uint32_t)more;
    }
}

static ALWAYS_INLINE void put_digits(const Shape *shape, const Work *restrict work,
                                     uint64_t *restrict bytes) {
    for (size_t i = 0; i < ITEM_ROWS; i++) {
        uint64_t digits = work->high[i] | (uint64_t)work->low[i] << 32 | UINT64_C(0x3030303030303030);
        uint64_t text = (digits >> shape->move & shape->whole) | shape->point | (digits & shape->fraction);
        bytes[i] = text >> (64 - 8 * (uint64_t)work->sizes[i]);
    }
}

static ALWAYS_INLINE void drop_zeros(const Shape *shape, Work *restrict work, uint64_t *restrict bytes) {
    for (size_t i = 0; i < ITEM_ROWS; i++) {
        uint32_t zeros = zeros_at_end(work->high[i], work->low[i], shape->decimals);
        work->sizes[i] -= zeros + (zeros == shape->decimals);
    }
    for (size_t i = 0; i < ITEM_ROWS; i++)
        bytes[i] &= ~(UINT64_MAX << 8 * (uint64_t)work->sizes[i]);
}

static ALWAYS_INLINE void put_ends(const Shape *shape, Work *restrict work, ShortTexts *restrict texts) {
    for (size_t i = 0; i < ITEM_ROWS; i++) {
        uint64_t mask = (uint64_t)(int64_t)work->masks[i], size = work->sizes[i];
        uint64_t end = shape->blank ^ ((shape->blank ^ shape->end) & mask);
        texts->bytes[i] = (texts->bytes[i] & mask) | end << (8 * size & mask);
    }
    for (size_t i = 0; i < ITEM_ROWS; i++)
        work->sizes[i] = 1 + ((work->sizes[i] + shape->end_len - 1) & (uint32_t)work->masks[i]);
    for (size_t i = 0; i < ITEM_ROWS; i++)
        texts->lens[i] = (uint8_t)work->sizes[i];
}

static ALWAYS_INLINE bool write_all(const Shape *shape, const ResultItems *items, ShortTexts *texts) {
    Work work;
    if (!take_values(shape, items->numbers, &work)) return false;
    find_digits(shape, &work);
    put_digits(shape, &work, texts->bytes);
    if (shape->drops_zeros) drop_zeros(shape, &work, texts->bytes);
    put_ends(shape, &work, texts);
    return true;
}

static bool write_plain(const Shape *shape, const ResultItems *items, ShortTexts *texts) {
    return write_all(shape, items, texts);
}

#if defined(__x86_64__)

MACHINE_FOR_AVX2 static bool write_avx2(const Shape *shape, const ResultItems *items, ShortTexts *texts) {
    return write_all(shape, items, texts);
}

#endif

bool result_short_write(const ResultItems *items, const CellStyle *style, char end, MachinePath path,
                        ShortTexts *texts) {
    Shape shape;
    if (!make_shape(&shape, items, style, end)) return false;
#if defined(__x86_64__)
    if (path >= MACHINE_AVX2) return write_avx2(&shape, items, texts);
#endif
    (void)path;
    return write_plain(&shape, items, texts);
}
