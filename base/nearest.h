/* "Did you mean": the candidate that differs least from what was written. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/text.h"

/* Smallest number of edits (a letter put in, left out, replaced, or two neighbours swapped) between the
 * skeletons of two texts, or `limit` + 1 when it is more than `limit`. */
unsigned nearest_distance(Arena *scratch, Text a, Text b, unsigned limit);

/* The candidate nearest to `wanted`, or -1. At most 2 edits, and at most one for every two letters of
 * `wanted`; the first offered wins a tie. */
typedef struct Nearest {
    Arena *scratch;
    Text wanted; /* its skeleton */
    unsigned best_distance;
    long best; /* -1: none */
} Nearest;

Nearest nearest_start(Arena *scratch, Text wanted);
void nearest_offer(Nearest *nearest, Text candidate, long id);

#endif
