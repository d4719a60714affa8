/* Which values no line of a `by` or a grade has taken yet: sorted intervals, each end open or closed [L8.5].
 */
#ifndef LANG_COVERAGE_H
#define LANG_COVERAGE_H

#include "lang/range.h"

typedef struct Interval {
    Number low, high;
    bool has_low, has_high;
    bool low_open, high_open; /* the end itself is left out */
} Interval;

typedef struct Coverage Coverage;

/* All legal values of a range are uncovered at first. */
Coverage *coverage_new(Arena *arena, NumberContext *numbers, const Range *legal);
Interval interval_compare_with(Number bound, bool below, bool or_equal);
Interval interval_closed(Number low, Number high);
/* Takes the values of `line` away; false when no legal value of it was left. */
bool coverage_take(Coverage *coverage, const Interval *line);
/* true when no legal value of `line` was taken yet */
bool coverage_holds(Coverage *coverage, const Interval *line);
/* The first legal values still uncovered; false: none. */
bool coverage_first_gap(Coverage *coverage, Interval *gap);
/* true when `line` holds a legal value at all, taken or not */
bool coverage_is_legal(Coverage *coverage, const Interval *line);
/* The first uncovered legal values that lie between taken ones; false: none. */
bool coverage_hole(Coverage *coverage, Interval *hole);
/* A range around everything uncovered. */
Range coverage_rest(Coverage *coverage);
/* Legal values common to two lines; false: none. */
bool coverage_common(Coverage *coverage, const Interval *a, const Interval *b, Interval *common);
/* "84.5", "from 84.1 to 84.9", "above 90": at the step of the values; in per cent when `percent` */
Text interval_text(Coverage *coverage, Arena *arena, const Interval *interval, bool percent);

#endif
