#include "library/context.h"

#include "drafting/format.h"

/* ---- one layout */

typedef struct Formatting {
    Source source;
    Writing writing;
} Formatting;

/* [DR1.1] Needs no more than a text without syntax errors: names and figures may still be wrong. */
static IctscoreStatus format_text(Ictscore *context, const void *arguments) {
    const Formatting *given = arguments;
    if (context->source.name.bytes) return ICTSCORE_USAGE;
    TextBuilder builder = text_builder(context->scratch);
    bool is_done = format_rules(&given->source, &context->limits.rules, context->scratch, context->numbers,
                                context->rules_messages, &builder);
    IctscoreStatus status = context_status(context->rules_messages);
    if (status == ICTSCORE_OK) status = is_done ? context_hand_on(&given->writing, &builder) : ICTSCORE_USAGE;
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_format(Ictscore *context, const char *name, const char *text, size_t len,
                               IctscoreWrite write, void *user) {
    Formatting formatting = {
        .source = {.name = text_from(name), .text = {text, len}},
        .writing = {write, user, NULL, false},
    };
    return context_enter(context, format_text, &formatting);
}
