#include "lang/allow.h"
#include "library/check_json.h"
#include "library/check_sarif.h"
#include "library/context.h"
#include "proving/cliff_report.h"
#include "proving/pair_report.h"
#include "proving/reach.h"
#include "proving/relative.h"
#include "proving/scale_report.h"

#include <string.h>

void ictscore_keep_messages(Ictscore *context, size_t most) {
    if (!context->is_dead) diagnostics_keep(context->rules_messages, most);
}

/* [L8.11] Last: only now all is said that could have been accepted. */
static IctscoreStatus check(Ictscore *context, const void *unused) {
    (void)unused;
    if (!context->compilation.plan || context->is_checked) return ICTSCORE_USAGE;
    context->is_checked = true;
    number_context_use(context->numbers, context->rules_arena);
    Prover *prover = prover_new(context->compilation.plan, context->rules_arena, context->numbers);
    const Scale *scales = scales_new(prover);
    reach_report(prover, &context->compilation, &context->source, context->rules_messages);
    scale_report(prover, scales, &context->source, context->rules_messages);
    relative_report(prover, &context->source, context->rules_messages);
    context->weights = effective_weights(prover, &context->compilation, scales);
    PairCheck pairs = pair_check_new(prover);
    pairs_report(&pairs, &context->source, context->rules_messages);
    context->cliffs = cliffs_report(&pairs, &context->source, context->rules_messages);
    pair_check_free(&pairs);
    prover_free(prover);
    number_context_use(context->numbers, context->rules_arena);
    allow_report_unused(context->compilation.ast, context->rules_arena, context->rules_messages);
    return context_status(context->rules_messages);
}

IctscoreStatus ictscore_check(Ictscore *context) {
    return context_enter(context, check, NULL);
}

static void add_json(const Ictscore *context, TextBuilder *builder) {
    check_json_write(&context->compilation, &context->weights, context->cliffs, context->rules_messages,
                     context->source.name, ictscore_version(), builder);
}

static IctscoreStatus write_findings(Ictscore *context, const void *arguments) {
    const Writing *writing = arguments;
    bool is_json = strcmp(writing->what, "json") == 0, is_sarif = strcmp(writing->what, "sarif") == 0;
    if (!context->source.name.bytes || (!is_json && !is_sarif)) return ICTSCORE_USAGE;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    if (is_json)
        add_json(context, &builder);
    else
        check_sarif_write(context->rules_messages, ictscore_version(), &builder);
    IctscoreStatus status = context_hand_on(writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_findings(Ictscore *context, const char *format, IctscoreWrite write,
                                       void *user) {
    Writing writing = {write, user, format, false};
    return context_enter(context, write_findings, &writing);
}
