/* Units of measure [L4.6]: plain numbers, ratios, points, counts and named units, and what * and / make of
 * them. */
#ifndef LANG_MEASURE_H
#define LANG_MEASURE_H

#include "base/text.h"

enum { MEASURE_MAX_NAMED = 3 };

typedef struct Measure {
    bool plain;           /* fits any unit */
    int8_t points, count; /* exponents; all zero and not plain: a ratio */
    uint8_t named_count;
    int8_t exponents[MEASURE_MAX_NAMED];
    const Text *names[MEASURE_MAX_NAMED]; /* sorted; borrowed from the declaration of the input */
} Measure;

Measure measure_plain(void);
Measure measure_ratio(void);
Measure measure_points(void);
Measure measure_count(void);
Measure measure_named(const Text *name);
bool measure_is_ratio(const Measure *measure);
bool measure_is_points(const Measure *measure);
bool measure_equal(const Measure *a, const Measure *b);
/* For + - and comparison: false when they do not go together. */
bool measure_common(const Measure *a, const Measure *b, Measure *common);
/* direction 1: a × b; -1: a / b */
Measure measure_multiply(const Measure *a, const Measure *b, int direction);
/* "points", "per cent (a ratio)", "a count", "a plain number", "Mbps per count" */
Text measure_text(Arena *arena, const Measure *measure);

#endif
