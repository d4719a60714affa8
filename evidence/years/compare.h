/* Two years compared: units and results matched, and how each moved [E6]. */
#ifndef EVIDENCE_YEARS_COMPARE_H
#define EVIDENCE_YEARS_COMPARE_H

#include "evidence/years/compare_model.h"
#include "evidence/published/printed_table.h"
#include "evidence/published/verify_columns.h"

/* What has another name in the new year. */
typedef struct CompareRenamed {
    const PrintedTable *units; /* two columns, old and new keys; NULL: none */
    const ColumnMap *results;  /* old and new names */
} CompareRenamed;

/* `comparison` comes with its scores, obstacles, arenas and numbers. false: messages say what is wrong with
 * `renamed`. */
bool compare_years(Comparison *comparison, const CompareRenamed *renamed, Diagnostics *diagnostics);
/* How a unit moved; its numbers live in the scratch arena. */
Movement compare_movement(const Comparison *comparison, CompareOutput *output, const CompareUnit *unit);

/* What an output shows for a unit of a year; in `scratch`. */
Text compare_shown(const Comparison *comparison, const CompareOutput *output, int year, uint32_t row);
/* The name in the old rules of a result that has another one in the new ones; empty: there is none. */
Text compare_former_name(const Comparison *comparison, const CompareOutput *output);
/* The output of the new rules, or else of the old ones. */
const PlanOutput *compare_declared(const Comparison *comparison, const CompareOutput *output);

#endif
