/* What stands under a ranking list: counts, grades, extremes, and who has no place and why. */
#ifndef RUNTIME_RESULTS_RESULT_SUMMARY_H
#define RUNTIME_RESULTS_RESULT_SUMMARY_H

#include "runtime/results/result_model.h"
#include "runtime/results/result_sink.h"

/* [F3.5] */
void result_summary_write(const Result *result, const ResultList *list, ResultSink *sink);
/* `text` made safe for a terminal: controls visible, right-to-left letters isolated [F3.8]. */
Text result_safe_text(const Result *result, Text text);

#endif
