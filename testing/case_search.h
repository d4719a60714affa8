/* Rows that reach the targets of a declaration, as few as a greedy choice finds [C9.3]. */
#ifndef TESTING_CASE_SEARCH_H
#define TESTING_CASE_SEARCH_H

#include "testing/case_target.h"

/* The cases of one declaration. */
typedef struct CaseSet {
    const Symbol *declaration;
    uint32_t *inputs; /* that it looks at, rising; neither keys nor names */
    size_t input_count;
    InputCell **rows; /* per input of the plan */
    size_t row_count, row_capacity;
    const CaseTarget **left; /* targets that no legal row reaches, or none that was found */
    size_t left_count, left_capacity;
    bool looks_at_units; /* the rows are scored together, and reach what they reach */
} CaseSet;

typedef struct CaseSets {
    CaseSet *items; /* in the order of declaration */
    size_t count, capacity;
} CaseSets;

/* Targets beside a bound become those that were found. */
CaseSets case_search(const Compilation *compilation, CaseTargets *targets, NumberContext *numbers,
                     Arena *arena);

#endif
