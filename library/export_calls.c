#include "library/context.h"

#include "evidence/checker/checker.h"

static IctscoreStatus write_checker(Ictscore *context, const void *arguments) {
    if (!context->compilation.plan) return ICTSCORE_USAGE;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    checker_write(context->compilation.plan, &context->source, context->numbers, context->scratch, &builder);
    IctscoreStatus status = context_hand_on(arguments, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_checker(Ictscore *context, IctscoreWrite write, void *user) {
    Writing writing = {write, user, NULL, false};
    return context_enter(context, write_checker, &writing);
}
