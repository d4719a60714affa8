/* [E2.2] The cells of units as they stand in the data file: line, column, header, and the text as submitted.
 */
#ifndef EVIDENCE_BASIS_SUBMITTED_H
#define EVIDENCE_BASIS_SUBMITTED_H

#include "evidence/basis/scored.h"

typedef struct SubmittedCell {
    uint64_t line; /* where its row begins */
    size_t column; /* of the file, from 1 */
    Text header;   /* as in the file */
    Text text;     /* without quotes, with its blanks; until the next row */
} SubmittedCell;

typedef struct Submitted Submitted;

Submitted *submitted_new(const Scored *scored, Arena *arena);
/* Finds the cells of a row; cheapest where rows are asked for in the order of the file. */
void submitted_go(Submitted *submitted, size_t row);
SubmittedCell submitted_cell(Submitted *submitted, uint32_t input);

#endif
