#include "library/context.h"
#include "testing/case_writer.h"

static IctscoreStatus write_cases(Ictscore *context, const void *arguments) {
    const Compilation *compilation = &context->compilation;
    Arena *arena = context->data_arena;
    NumberContext *numbers = context->numbers;
    if (!compilation->plan) return ICTSCORE_USAGE;
    context_forget_data(context);
    TextBuilder builder = text_builder(arena);
    TestGoals goals = test_goals(compilation, arena);
    CaseTargets targets = case_targets(compilation, &goals, numbers, arena);
    CaseSets sets = case_search(compilation, &targets, numbers, arena);
    number_context_use(numbers, arena);
    case_write(compilation, &context->source, &sets, numbers, arena, &builder);
    return context_hand_on(arguments, &builder);
}

IctscoreStatus ictscore_write_cases(Ictscore *context, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, false};
    return context_enter(context, write_cases, &writing);
}
