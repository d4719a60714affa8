/* Which small changes of the rules nothing notices, told in plain words or as JSON [C9.2]. */
#ifndef TESTING_MUTATION_REPORT_H
#define TESTING_MUTATION_REPORT_H

#include "testing/mutation.h"

/* "170 of 176 changes are noticed, 96.5%" */
void mutation_report_summary(const Mutation *mutation, TextBuilder *out);
void mutation_report_text(const Mutation *mutation, TextBuilder *out);
void mutation_report_json(const Mutation *mutation, TextBuilder *out);

#endif
