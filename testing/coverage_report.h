/* What tests and data have reached, told in plain words or as JSON [C9.1]. */
#ifndef TESTING_COVERAGE_REPORT_H
#define TESTING_COVERAGE_REPORT_H

#include "testing/test_coverage.h"

typedef struct CoverageReport {
    const TestCoverage *coverage;
    const Source *source;
    const TestRun *tests;
} CoverageReport;

/* "40 of 45 covered, 88.8%" */
void coverage_report_summary(const CoverageReport *report, TextBuilder *out);
void coverage_report_text(const CoverageReport *report, TextBuilder *out);
void coverage_report_json(const CoverageReport *report, TextBuilder *out);

#endif
