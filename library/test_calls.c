#include "library/run_tests.h"

#include "testing/test_report.h"

#include <string.h>

static IctscoreStatus run_tests(Ictscore *context, const void *unused) {
    (void)unused;
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    context_forget_data(context);
    context_run_tests(context, NULL);
    return context->tests.failed > 0 ? ICTSCORE_NO : ICTSCORE_OK;
}

IctscoreStatus ictscore_run_tests(Ictscore *context) {
    return context_enter(context, run_tests, NULL);
}

/* false: there is no such format */
static bool report_tests(const TestRun *tests, const char *format, TextBuilder *builder) {
    if (strcmp(format, "text") == 0)
        test_report_text(tests, builder);
    else if (strcmp(format, "summary") == 0)
        test_report_summary(tests, builder);
    else if (strcmp(format, "junit") == 0)
        test_report_junit(tests, builder);
    else
        return false;
    return true;
}

static IctscoreStatus write_tests(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder builder = text_builder(context->scratch);
    if (!context->has_tests || !report_tests(&context->tests, writing->what, &builder)) return ICTSCORE_USAGE;
    IctscoreStatus status = context_hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_tests(Ictscore *context, const char *format, IctscoreWrite write, void *user) {
    Writing writing = {write, user, format, false};
    return context_enter(context, write_tests, &writing);
}

uint64_t ictscore_test_count(const Ictscore *context) {
    return context->has_tests ? context->tests.count : 0;
}

uint64_t ictscore_failed_test_count(const Ictscore *context) {
    return context->has_tests ? context->tests.failed : 0;
}
