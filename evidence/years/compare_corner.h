/* What a value or a place would have been with data or rules of the other year [E6.4]. */
#ifndef EVIDENCE_YEARS_COMPARE_CORNER_H
#define EVIDENCE_YEARS_COMPARE_CORNER_H

#include "evidence/years/compare_model.h"

/* Prepares an output that both rules have. */
void compare_corners_prepare(const Comparison *comparison, CompareOutput *output);
/* The corners of its exact value, or of its place by exact values. Numbers live where the number context puts
 * them. */
void compare_corners(const Comparison *comparison, CompareOutput *output, const CompareUnit *unit,
                     Corner corners[BRIDGE_CORNERS]);

#endif
