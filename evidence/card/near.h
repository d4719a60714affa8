/* [E2.10] What is near a unit: for each band, grade, gate and place the cells that, changed alone, would turn
 * it for the better. */
#ifndef EVIDENCE_CARD_NEAR_H
#define EVIDENCE_CARD_NEAR_H

#include "evidence/card/watch.h"

enum { NEAR_PER_OUTPUT = 3 };

typedef struct NearEntry {
    size_t item; /* of the watch */
    uint32_t input;
    int64_t steps; /* recording steps, at least 1 */
    Number from, to;
    StepValue before, after;
} NearEntry;

typedef struct NearList {
    NearEntry *entries; /* by output as in the rules; the fewest steps first */
    size_t count, capacity;
} NearList;

/* Of the unit whose steps the maker has loaded. */
NearList near_found(const Watch *watch, size_t row, Arena *arena);

#endif
