#include "library/read_units.h"
#include "library/run_tests.h"

#include "testing/mutation_report.h"

#include <string.h>

static IctscoreStatus mutate(Ictscore *context, const void *arguments) {
    const DataSource *source = arguments;
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    context_forget_data(context);
    IctscoreStatus status = source->read ? context_read_units(context, source, NULL) : ICTSCORE_OK;
    if (status != ICTSCORE_OK) return status;
    context_run_tests(context, NULL);
    if (context->tests.failed > 0) return ICTSCORE_NO;
    MutationInput input = {.source = &context->source,
                           .limits = &context->limits.rules,
                           .tests = &context->tests,
                           .data = source->read ? &context->evaluation : NULL,
                           .threads = source->options ? (size_t)source->options->threads : 1};
    context->mutation =
        mutation_run(&input, context->compilation.plan, context->data_arena, context->numbers);
    context->has_mutation = true;
    return ICTSCORE_OK;
}

IctscoreStatus ictscore_mutate(Ictscore *context, const char *name, IctscoreRead read, void *user,
                               const IctscoreOptions *options) {
    DataSource source = {name, read, user, options};
    return context_enter(context, mutate, &source);
}

static IctscoreStatus write_mutation(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    TextBuilder builder = text_builder(context->scratch);
    if (!context->has_mutation) return ICTSCORE_USAGE;
    if (strcmp(writing->what, "summary") == 0)
        mutation_report_summary(&context->mutation, &builder);
    else if (strcmp(writing->what, "text") == 0)
        mutation_report_text(&context->mutation, &builder);
    else if (strcmp(writing->what, "json") == 0)
        mutation_report_json(&context->mutation, &builder);
    else
        return ICTSCORE_USAGE;
    IctscoreStatus status = context_hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_mutation(Ictscore *context, const char *format, IctscoreWrite write,
                                       void *user) {
    Writing writing = {write, user, format, false};
    return context_enter(context, write_mutation, &writing);
}

IctscoreCount ictscore_mutation(const Ictscore *context) {
    if (!context->has_mutation) return (IctscoreCount){0, 0};
    return (IctscoreCount){mutation_noticed(&context->mutation), mutation_total(&context->mutation)};
}
