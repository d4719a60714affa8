/* Small changes of the rules, one at a time: does a test notice, or a unit of real data [C9.2]? */
#ifndef TESTING_MUTATION_H
#define TESTING_MUTATION_H

#include "lang/compile.h"
#include "lang/limits.h"
#include "runtime/computing/evaluate.h"
#include "testing/mutants.h"
#include "testing/test_run.h"

typedef enum MutantFate {
    MUTANT_SURVIVES, /* nothing notices it */
    MUTANT_TESTED,   /* a test fails */
    MUTANT_DATA,     /* a unit of the data gets another result */
    MUTANT_REFUSED,  /* the rules have an error then */
    MUTANT_SAME,     /* it changes no value of any unit there can be: no part of the total */
} MutantFate;
enum { MUTANT_FATES = MUTANT_SAME + 1 };

typedef struct MutationInput {
    const Source *source;
    const RuleLimits *limits;
    const TestRun *tests;   /* they have passed */
    const Evaluation *data; /* all outputs of all units by the rules as they are; NULL: none */
    size_t threads;         /* 0, 1: this one */
} MutationInput;

typedef struct Mutation {
    const Source *source;
    Text data_name; /* empty: no data */
    size_t data_units;
    size_t test_count;
    Mutants mutants;
    MutantFate *fates; /* per mutant */
    size_t counts[MUTANT_FATES];
} Mutation;

/* The rules have no error, and all of their tests pass. */
Mutation mutation_run(const MutationInput *input, const Plan *plan, Arena *arena, NumberContext *numbers);

/* The changes that something notices, of all that change something. */
size_t mutation_noticed(const Mutation *mutation);
size_t mutation_total(const Mutation *mutation);

#endif
