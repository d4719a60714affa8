/* Rules and data, scored, with all that questions about a result may need: every value of every unit, and the
 * bytes of the data. Everything is borrowed. */
#ifndef EVIDENCE_BASIS_SCORED_H
#define EVIDENCE_BASIS_SCORED_H

#include "runtime/computing/evaluate.h"

typedef struct Scored {
    const Plan *plan;
    const Source *rules;
    const Table *table;           /* all inputs are kept */
    const Evaluation *evaluation; /* all parts of all outputs are */
    Text bytes;                   /* of the data file */
    Text fingerprint;             /* [E8.6] of rules and values; empty: not asked for */
    size_t header_row;            /* as of --header-row; 0: the first */
} Scored;

/* A part of an output of a unit, as of plan_part; not applicable where there is no such part. */
StepValue scored_part(const Scored *scored, uint32_t output, unsigned part, size_t row);
/* The cell of an input; key, name and text inputs have texts. */
StepValue scored_input(const Scored *scored, uint32_t input, size_t row);
/* Without a key the name; without both "line N" in `arena`. */
Text scored_key(const Scored *scored, size_t row, Arena *arena);
/* The name, or the key where there is no name. */
Text scored_name(const Scored *scored, size_t row, Arena *arena);

#endif
