/* What tests are run with. */
#ifndef TESTING_TEST_SETTING_H
#define TESTING_TEST_SETTING_H

#include "runtime/computing/evaluate.h"

/* Who looks at what came of the units of tests, whether they passed or not. */
typedef struct TestWatch {
    const bool *steps; /* per step of the plan: its column is looked at */
    /* `count` units from `first_row` on; `expected`: per output the parts of which something is expected. */
    void (*see)(void *user, const PlanParts *expected, const Evaluation *evaluation, size_t first_row,
                size_t count);
    void *user;
} TestWatch;

/* The files of tests, by their names below the folder of the rules. false: `problem` says why not. */
typedef struct TestFiles {
    bool (*read)(void *user, Text name, Text *bytes, Text *problem);
    void *user;
    const ReadOptions *options;
} TestFiles;

typedef struct TestSetting {
    const Plan *plan;
    const Source *source;   /* of the plan */
    const TestWatch *watch; /* NULL: nobody looks */
    TestFiles files;
} TestSetting;

#endif
