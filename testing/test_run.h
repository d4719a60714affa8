/* The tests of a rule file, one after the other: units from what a test gives, scored as data would be, and
 * what came of them. */
#ifndef TESTING_TEST_RUN_H
#define TESTING_TEST_RUN_H

#include "runtime/computing/evaluate.h"

typedef struct TestVerdict {
    const PlanTest *test;
    Position position;
    Text title; /* `test "..."`, or `vb_dien_tu: example 90% -> 6` */
    Text story; /* of a test that failed: lines of what was expected and what was found; else empty */
} TestVerdict;

typedef struct TestRun {
    Text file;
    TestVerdict *verdicts; /* in the order of the file */
    size_t count, failed;
} TestRun;

/* Who looks at what came of the units of tests, whether they passed or not. */
typedef struct TestWatch {
    const bool *steps; /* per step of the plan: its column is looked at */
    /* The units of the test stand in the evaluation from `first_row` on. */
    void (*see)(void *user, const PlanTest *test, const Evaluation *evaluation, size_t first_row);
    void *user;
} TestWatch;

/* `source` is that of the plan. Results live in `arena`; `scratch` is reset for each test. `watch`: NULL for
 * none.
 */
TestRun test_run(const Plan *plan, const Source *source, const TestWatch *watch, Arena *arena, Arena *scratch,
                 NumberContext *numbers);

#endif
