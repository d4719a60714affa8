/* The tests of a rule file, one after the other: units from what a test gives, scored as data would be, and
 * what came of them. */
#ifndef TESTING_TEST_RUN_H
#define TESTING_TEST_RUN_H

#include "testing/test_setting.h"

typedef struct TestVerdict {
    const PlanTest *test;
    Position position;
    Text title; /* `test "..."`, or `vb_dien_tu: example 90% -> 6` */
    Text story; /* of a test that failed: lines of what was expected and what was found; else empty */
    Evaluation *evaluation; /* of a test with files that could be read: of all its units; else NULL */
    PlanParts *expected;    /* of the same: per output */
} TestVerdict;

typedef struct TestRun {
    Text file;
    TestVerdict *verdicts; /* in the order of the file */
    size_t count, failed;
} TestRun;

/* Results live in `arena`; `scratch` is reset for each test. */
TestRun test_run(const TestSetting *setting, Arena *arena, Arena *scratch, NumberContext *numbers);

#endif
