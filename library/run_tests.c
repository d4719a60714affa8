#include "library/run_tests.h"

static bool read_file(void *user, Text name, Text *bytes, Text *problem) {
    return context_import(user, name, (Text){"", 0}, bytes, problem);
}

void context_run_tests(Ictscore *context, const TestWatch *watch) {
    ReadOptions options = {.header_row = 1, .limits = context->limits.data};
    TestSetting setting = {.plan = context->compilation.plan,
                           .source = &context->source,
                           .watch = watch,
                           .files = {read_file, context, &options}};
    context->tests = test_run(&setting, context->data_arena, context->scratch, context->numbers);
    context->has_tests = true;
}
