/* Two published tables compared: what moved, to be read and for other programs [E6.9]. */
#ifndef EVIDENCE_YEARS_TABLE_MOVES_TOLD_H
#define EVIDENCE_YEARS_TABLE_MOVES_TOLD_H

#include "evidence/basis/document.h"
#include "evidence/years/table_moves.h"
#include "runtime/results/csv_field.h"

const Document *table_moves_document(const TableMoves *moves, Arena *arena);
void table_moves_csv(const TableMoves *moves, const CsvStyle *style, TextBuilder *out);
void table_moves_json(const TableMoves *moves, TextBuilder *out);

#endif
