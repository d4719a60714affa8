/* How much of an index each criterion can move, beside what its maximum and weight say [PR7.1]. */
#ifndef PROVING_EFFECTIVE_WEIGHT_H
#define PROVING_EFFECTIVE_WEIGHT_H

#include "lang/compile.h"
#include "proving/scale.h"

typedef struct EffectiveWeight {
    uint32_t output;             /* the criterion */
    Number nominal, effective;   /* shares of the index: those of all its criteria add up to 1 */
    Number least, greatest, max; /* points */
} EffectiveWeight;

typedef struct IndexWeights {
    uint32_t output; /* the index */
    EffectiveWeight *items;
    size_t count, capacity;
} IndexWeights;

/* The indices whose criteria add up, directly or through groups, with what is certain of all of them. */
typedef struct EffectiveWeights {
    IndexWeights *indices;
    size_t count, capacity;
} EffectiveWeights;

EffectiveWeights effective_weights(Prover *prover, const Compilation *compilation, const Scale *scales);
/* A table of the criteria whose points cannot go from 0 to the maximum; nothing where there are none. */
void effective_weights_write(const EffectiveWeights *weights, const Plan *plan, NumberContext *numbers,
                             TextBuilder *out);

#endif
