/* What became of the tests: in plain words, or as JUnit XML. */
#ifndef TESTING_TEST_REPORT_H
#define TESTING_TEST_REPORT_H

#include "testing/test_run.h"

/* "6 tests passed, 1 failed" */
void test_report_summary(const TestRun *run, TextBuilder *out);
/* Every test that failed, then the summary. */
void test_report_text(const TestRun *run, TextBuilder *out);
void test_report_junit(const TestRun *run, TextBuilder *out);

#endif
