#include "library/context.h"

#include "drafting/annex.h"
#include "drafting/form.h"
#include "drafting/format.h"

#include <string.h>

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

/* ---- for people: the annex and the form */

typedef struct Publishing {
    Writing writing;
    const char *locale;
} Publishing;

static Language language_of(const char *locale) {
    return locale && strcmp(locale, "vi") == 0 ? LANGUAGE_VIETNAMESE : LANGUAGE_ENGLISH;
}

static bool is_locale(const char *locale) {
    return !locale || strcmp(locale, "vi") == 0 || strcmp(locale, "en") == 0;
}

static IctscoreStatus write_annex(Ictscore *context, const void *arguments) {
    const Publishing *given = arguments;
    bool is_html = strcmp(given->writing.what, "html") == 0;
    bool is_known = is_html || strcmp(given->writing.what, "markdown") == 0;
    if (!context->compilation.plan || !is_known || !is_locale(given->locale)) return ICTSCORE_USAGE;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    Sheet sheet =
        annex_make(&context->compilation, language_of(given->locale), context->numbers, context->scratch);
    if (is_html)
        sheet_write_html(&sheet, given->locale ? given->locale : "en", &builder);
    else
        sheet_write_markdown(&sheet, &builder);
    IctscoreStatus status = context_hand_on(&given->writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_annex(Ictscore *context, const char *format, const char *locale,
                                    IctscoreWrite write, void *user) {
    Publishing publishing = {{write, user, format, false}, locale};
    return context_enter(context, write_annex, &publishing);
}

static IctscoreStatus write_form(Ictscore *context, const void *arguments) {
    const Publishing *given = arguments;
    bool is_guide = strcmp(given->writing.what, "guide") == 0;
    bool is_known = is_guide || strcmp(given->writing.what, "form") == 0;
    if (!context->compilation.plan || !is_known || !is_locale(given->locale)) return ICTSCORE_USAGE;
    TextBuilder builder = text_builder(context->scratch);
    number_context_use(context->numbers, context->scratch);
    if (is_guide)
        form_write_guide(&context->compilation, language_of(given->locale), context->numbers,
                         context->scratch, &builder);
    else
        form_write(&context->compilation, context->scratch, &builder);
    IctscoreStatus status = context_hand_on(&given->writing, &builder);
    arena_reset(context->scratch);
    return status;
}

IctscoreStatus ictscore_write_form(Ictscore *context, const char *what, const char *locale,
                                   IctscoreWrite write, void *user) {
    Publishing publishing = {{write, user, what, false}, locale};
    return context_enter(context, write_form, &publishing);
}
