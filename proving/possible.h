/* Which cells of one input are still possible: values of a range, values of tokens beyond it, no value
 * [PR1.1]. Branch and bound starts with all legal ones and cuts them in two. */
#ifndef PROVING_POSSIBLE_H
#define PROVING_POSSIBLE_H

#include "lang/facts.h"

/* One cell, as an input step has it. */
typedef struct InputCell {
    ValueState state;
    Number number; /* STATE_VALUE */
} InputCell;

typedef struct Possible {
    Range range;                  /* with a step; an end may be infinite */
    bool has_values;              /* those of the range */
    bool missing, not_applicable; /* an empty cell, a token */
    const Number *extras;         /* values of tokens that lie outside the range */
    uint32_t extra_count;
} Possible;

/* Where a range is best cut: behind these values, rising. */
typedef struct Cuts {
    Number *behind;
    size_t count, capacity;
} Cuts;

bool possible_is_empty(NumberContext *numbers, const Possible *possible);
/* Exactly one cell, and which. */
bool possible_is_single(NumberContext *numbers, const Possible *possible, InputCell *cell);
bool possible_contains(NumberContext *numbers, const Possible *possible, const InputCell *cell);
Possible possible_exactly(const Possible *all, const InputCell *cell);
/* What an input step is known to be. */
Facts possible_facts(NumberContext *numbers, const Possible *possible);
/* The possible cell that is nearest to `plain`. */
InputCell possible_nearest(NumberContext *numbers, const Possible *possible, const InputCell *plain);

/* How much there is to cut: the larger the sooner. */
typedef struct PossibleSize {
    int kind; /* 0: a single cell; 1: a range; 2: a range with cuts inside; 3: an infinite one; 4: several
                 kinds */
    Number count;
} PossibleSize;
PossibleSize possible_size(NumberContext *numbers, const Possible *possible, const Cuts *cuts);
/* Two parts, neither empty, that together are all of it; not for a single cell. */
void possible_cut(NumberContext *numbers, const Possible *possible, const Cuts *cuts, Possible parts[2]);

#endif
