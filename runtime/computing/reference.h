/* The reference evaluator: the steps of a stage in one row, exactly, whatever the numbers are. All that is
 * said about rows is said here. */
#ifndef RUNTIME_COMPUTING_REFERENCE_H
#define RUNTIME_COMPUTING_REFERENCE_H

#include "runtime/computing/evaluate_report.h"
#include "runtime/computing/stage.h"

typedef struct Reference {
    const Stage *stage;
    EvaluateReport *report;
    Row row;
    RowStep *steps; /* of the stage, made ready */
} Reference;

/* Numbers of a row live in the scratch arena of `report` until the next row. */
Reference reference_new(const Stage *stage, EvaluateReport *report, Arena *arena);
/* After stage_start. Fills the kept columns of the steps that are the same in every row. */
void reference_start(Reference *reference);
/* Sets the cells of a row of the block in the kept columns; reports what the row must not have. */
void reference_run_row(Reference *reference, size_t row);

#endif
