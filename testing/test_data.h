/* The units of a test as a table, as if they had been read. */
#ifndef TESTING_TEST_DATA_H
#define TESTING_TEST_DATA_H

#include "runtime/values/table.h"

/* The line of a unit is that of the rule file where it stands. */
Table test_table(const Plan *plan, const Source *source, const PlanTest *test, Arena *arena,
                 NumberContext *numbers);

#endif
