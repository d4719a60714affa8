#include "lang/allow.h"
#include "library/context.h"

/* [L8.11] Last: only now all is said that could have been accepted. */
static IctscoreStatus check(Ictscore *context, const void *unused) {
    (void)unused;
    if (!context->compilation.plan || context->is_checked) return ICTSCORE_USAGE;
    context->is_checked = true;
    number_context_use(context->numbers, context->rules_arena);
    allow_report_unused(context->compilation.ast, context->rules_arena, context->rules_messages);
    return context_status(context->rules_messages);
}

IctscoreStatus ictscore_check(Ictscore *context) {
    return context_enter(context, check, NULL);
}
