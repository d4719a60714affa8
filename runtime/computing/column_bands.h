/* A choice by tests of one value against rising or falling bounds, as one pass over the block. */
#ifndef RUNTIME_COMPUTING_COLUMN_BANDS_H
#define RUNTIME_COMPUTING_COLUMN_BANDS_H

#include "runtime/computing/column_step.h"

/* NULL: the step is no such choice. */
ColumnBands *column_bands_find(const Plan *plan, const Step *step, NumberContext *numbers, Arena *arena);
const StepId *column_bands_subject(const ColumnBands *bands);
ColumnVector column_bands_run(ColumnRun *run, const ColumnStep *step);

#endif
