/* What the tests of a rule file, and units of real data, have reached [L9.8]. A test counts only for what its
 * expectations need; of real data everything counts, because all of its results are looked at. */
#ifndef TESTING_TEST_COVERAGE_H
#define TESTING_TEST_COVERAGE_H

#include "testing/test_goal.h"
#include "testing/test_run.h"

typedef struct TestCoverage {
    const TestGoals *goals;
    bool *reached; /* per goal; of a function those of the first call count */
    size_t test_units, data_units;
    Text data_name; /* empty: no real data */
    /* room for one test or one row */
    bool *row;    /* per goal */
    bool *steps;  /* per step: some expectation needs it */
    bool *inputs; /* per input: the same */
    Arena *arena;
} TestCoverage;

TestCoverage test_coverage_new(const TestGoals *goals, Arena *arena);
/* To be handed to test_run. */
TestWatch test_coverage_watch(TestCoverage *coverage);
/* `evaluation` has watched the steps of the goals. */
void test_coverage_take_data(TestCoverage *coverage, Text name, const Evaluation *evaluation);

typedef struct CoverageCount {
    size_t reached, all;
} CoverageCount;

/* Whether a goal counts: it can be reached, and is the first of its kind. */
bool test_coverage_counts(const TestCoverage *coverage, size_t goal);
CoverageCount test_coverage_total(const TestCoverage *coverage);
#endif
