/* What a methodology is, in numbers. */
#ifndef LANG_FIGURES_H
#define LANG_FIGURES_H

#include "lang/compile.h"
#include "lang/totals.h"

/* Declarations of the file, by what they are; groups and criteria at any depth. */
typedef struct Figures {
    size_t inputs, functions, lets, reports;
    size_t criteria, groups, indices;
    size_t gates, ranks, grades;
    size_t tests; /* examples of criteria included */
} Figures;

Figures figures_of(const Compilation *compilation);

/* Criteria of a tree that count for the units of a block; -1 where the data has no block. */
size_t figures_criteria(Elaborator *elaborator, Tree *tree, long block);

#endif
