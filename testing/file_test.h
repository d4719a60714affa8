/* A test whose data and expected results stand in files [L9.9]: scored as data is, compared as results are
 * printed. */
#ifndef TESTING_FILE_TEST_H
#define TESTING_FILE_TEST_H

#include "testing/test_setting.h"

typedef struct FileTest {
    const TestSetting *setting;
    const PlanTest *test;
    Evaluation *evaluation; /* set where the data was read: of all outputs */
    PlanParts *expected;    /* set with it: per output */
} FileTest;

/* Lines of what was expected and what was found; empty: the test passed. What is kept lives in `arena`. */
Text file_test_run(FileTest *file, Arena *arena, Arena *scratch, NumberContext *numbers);

#endif
