#include "library/read_units.h"
#include "library/run_tests.h"

#include "testing/coverage_report.h"

#include <string.h>

typedef struct Covering {
    const DataSource *source; /* NULL: the tests alone */
} Covering;

static IctscoreStatus cover(Ictscore *context, const void *arguments) {
    const Covering *covering = arguments;
    Arena *arena = context->data_arena;
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    context_forget_data(context);
    number_context_use(context->numbers, arena);
    context->goals = test_goals(&context->compilation, arena);
    context->coverage = test_coverage_new(&context->goals, arena);
    TestWatch watch = test_coverage_watch(&context->coverage);
    if (covering->source) {
        IctscoreStatus status = context_read_units(context, covering->source, context->goals.steps);
        if (status != ICTSCORE_OK) return status;
        test_coverage_take_data(&context->coverage, context->table.file, &context->evaluation);
    }
    context_run_tests(context, &watch);
    context->has_coverage = true;
    return context->tests.failed > 0 ? ICTSCORE_NO : ICTSCORE_OK;
}

IctscoreStatus ictscore_cover(Ictscore *context, const char *name, IctscoreRead read, void *user,
                              const IctscoreOptions *options) {
    DataSource source = {name, read, user, options};
    Covering covering = {read ? &source : NULL};
    return context_enter(context, cover, &covering);
}

static IctscoreStatus write_coverage(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder builder = text_builder(context->scratch);
    CoverageReport report = {&context->coverage, &context->source, &context->tests};
    if (!context->has_coverage) return ICTSCORE_USAGE;
    if (strcmp(writing->what, "summary") == 0)
        coverage_report_summary(&report, &builder);
    else if (strcmp(writing->what, "text") == 0)
        coverage_report_text(&report, &builder);
    else if (strcmp(writing->what, "json") == 0)
        coverage_report_json(&report, &builder);
    else
        return ICTSCORE_USAGE;
    IctscoreStatus status = context_hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_coverage(Ictscore *context, const char *format, IctscoreWrite write,
                                       void *user) {
    Writing writing = {write, user, format, false};
    return context_enter(context, write_coverage, &writing);
}

IctscoreCount ictscore_coverage(const Ictscore *context) {
    IctscoreCount count = {0, 0};
    if (!context->has_coverage) return count;
    CoverageCount total = test_coverage_total(&context->coverage);
    return (IctscoreCount){total.reached, total.all};
}
