/* What an annex says of values that stand outside the tree: functions, lets, reports, gates, ranks, grades.
 */
#ifndef DRAFTING_ANNEX_OUTCOMES_H
#define DRAFTING_ANNEX_OUTCOMES_H

#include "drafting/sheet.h"

void annex_add_outcomes(Sheet *sheet, const Words *words);

#endif
