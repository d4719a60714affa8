/* [E4] Why one unit stands above another. */
#ifndef EVIDENCE_UNITS_WHY_H
#define EVIDENCE_UNITS_WHY_H

#include "evidence/units/difference.h"

typedef enum WhyVerdict {
    WHY_ABOVE,    /* the first stands above the second */
    WHY_BELOW,    /* the other way round */
    WHY_EQUAL,    /* they share a place, or have the same value where there is no rank */
    WHY_APART,    /* they are in different lists */
    WHY_UNRANKED, /* one of them has no place, or no value */
} WhyVerdict;

typedef enum WhyPartKind { WHY_CRITERION, WHY_FORMULA, WHY_ROUNDING } WhyPartKind;

typedef struct WhyPart {
    WhyPartKind kind;
    uint32_t output;
    Number number; /* of the difference */
    bool is_deciding;
} WhyPart;

typedef struct WhyKey {
    StepId step;
    bool lowest_first;
} WhyKey;

typedef struct Why {
    const CardMaker *maker;
    Card sides[2]; /* values and words; no sections */
    size_t rows[2];
    const StepValue *values[2];
    WhyVerdict verdict;
    uint32_t rank; /* output; UINT32_MAX: there is none, and the first index is compared */
    WhyKey *keys;  /* of the rank, in their order; or the index */
    size_t key_count;
    size_t decided_by; /* the first key in which they differ; key_count: none */
    Number whole;      /* of that key, the first unit less the second; where both have values */
    bool has_parts;
    WhyPart *parts; /* not 0; what speaks most for the one that stands above comes first */
    size_t part_count;
} Why;

Why why_asked(const CardMaker *maker, size_t first, size_t second, Arena *arena);
/* [L6.3] Level in all values, and told apart by `ties ordinal`. */
bool why_is_by_unit_key(const Why *why);

#endif
