#include "library/context.h"

#include "evidence/card_document.h"
#include "evidence/unit_find.h"

#include <string.h>

/* A question about units of scored data. */
typedef struct Question {
    const IctscoreQuestion *asked;
    Writing writing;
} Question;

static bool language_of(const char *locale, CardLanguage *language) {
    bool is_vietnamese = locale && strcmp(locale, "vi") == 0;
    *language = is_vietnamese ? CARD_VIETNAMESE : CARD_ENGLISH;
    return !locale || is_vietnamese || strcmp(locale, "en") == 0;
}

/* false: a format that documents do not have */
static bool document_format_of(const char *format, DocumentFormat *found) {
    if (!format || strcmp(format, "table") == 0) return *found = DOCUMENT_TEXT, true;
    if (strcmp(format, "markdown") == 0) return *found = DOCUMENT_MARKDOWN, true;
    if (strcmp(format, "html") == 0) return *found = DOCUMENT_HTML, true;
    return false;
}

static IctscoreStatus explain(Ictscore *context, const void *arguments) {
    const Question *question = arguments;
    const IctscoreQuestion *asked = question->asked;
    CardLanguage language;
    DocumentFormat format;
    if (!context->scored.plan || !asked->unit || !language_of(asked->locale, &language))
        return ICTSCORE_USAGE;
    if (!document_format_of(asked->format, &format)) return ICTSCORE_USAGE;
    arena_reset(context->scratch);
    number_context_use(context->numbers, context->scratch);
    size_t row =
        unit_find(&context->scored, text_from(asked->unit), context->scratch, context->data_messages);
    if (row == SIZE_MAX) return context_status(context->data_messages);
    CardMaker maker = card_maker_new(&context->scored, language, context->scratch, context->numbers);
    Card card = card_make(&maker, row, context->scratch);
    TextBuilder out = text_builder(context->scratch);
    document_write(card_document(&card), format, language == CARD_VIETNAMESE ? "vi" : "en", &out);
    return context_hand_on(&question->writing, &out);
}

IctscoreStatus ictscore_explain(Ictscore *context, const IctscoreQuestion *asked, IctscoreWrite write,
                                void *user) {
    Question question = {asked, {write, user, NULL, false}};
    return context_enter(context, explain, &question);
}
