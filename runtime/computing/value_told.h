/* Values as the rules write them and with all their digits: for whoever wants to recompute. */
#ifndef RUNTIME_COMPUTING_VALUE_TOLD_H
#define RUNTIME_COMPUTING_VALUE_TOLD_H

#include "runtime/computing/row_step.h"
#include "runtime/computing/value_text.h"

/* The words that stand for values which are no numbers. */
typedef struct ValueWords {
    Text yes, no, not_applicable, missing;
} ValueWords;

extern const ValueWords value_words_english;

typedef struct ValueTeller {
    const Plan *plan;
    const Table *table; /* knows the texts that no rule names */
    NumberContext *numbers;
    Arena *arena; /* owns the texts */
    char point;   /* the decimal mark */
    const ValueWords *words;
} ValueTeller;

StepValue told_cell(const Column *column, size_t row);
/* As it is, a decimal number if it ends within 38 decimals, else a fraction in lowest terms; a
 * decimal number in per cent has its sign. */
Text told_number(const ValueTeller *teller, Number number, bool as_percent);
/* Any text that is not ours: quoted, and with nothing invisible. */
Text told_text(const ValueTeller *teller, Text text);
/* A declared value with its decimals; what lies before rounding, points and maxima as they are. `part`: as of
 * plan_part. */
Text told_output(const ValueTeller *teller, uint32_t output, unsigned part, const StepValue *value);
/* An option as the rules write it, not as results show it. */
Text told_input(const ValueTeller *teller, uint32_t input, const StepValue *value);
/* The text of an option of an output: a grade, or a category it passes on. */
Text told_option(const ValueTeller *teller, const PlanOutput *output, Number number);

#endif
