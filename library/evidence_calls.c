#include "library/context.h"

#include "evidence/card_document.h"
#include "evidence/card_json.h"
#include "base/unicode.h"
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

typedef enum Form { FORM_TEXT, FORM_MARKDOWN, FORM_HTML, FORM_JSON, FORM_CSV, FORM_NONE } Form;

static Form form_of(const char *format) {
    static const char *const names[] = {"table", "markdown", "html", "json", "csv"};
    int form = FORM_TEXT;
    while (format && form < FORM_NONE && strcmp(format, names[form]) != 0)
        form++;
    return (Form)form;
}

static void write_document(const Document *document, Form form, CardLanguage language, TextBuilder *out) {
    static const DocumentFormat formats[] = {DOCUMENT_TEXT, DOCUMENT_MARKDOWN, DOCUMENT_HTML};
    document_write(document, formats[form], language == CARD_VIETNAMESE ? "vi" : "en", out);
}

static void write_card(const Card *card, Form form, TextBuilder *out) {
    if (form == FORM_JSON)
        card_json(card, out);
    else
        write_document(card_document(card), form, card->maker->language, out);
}

/* [E1.3] */
static bool fits_limit(Ictscore *context, size_t row, size_t size) {
    if (size <= context->limits.explanation) return true;
    Arena *arena = context->scratch;
    Text name = unicode_visible(arena, scored_name(&context->scored, row, arena));
    diagnostics_add(context->data_messages,
                    &(Diagnostic){.code = DIAGNOSTIC_LIMIT_EXPLANATION,
                                  .file = context->table.file,
                                  .position = {(size_t)table_line(&context->table, row), 1},
                                  .message = text_format(
                                      arena, "the explanation of `%.*s` takes %zu bytes, more than %llu",
                                      TEXT_ARG(name), size, (unsigned long long)context->limits.explanation),
                                  .hint = TEXT("raise the limit with `--limit explanation=N`")});
    return false;
}

static IctscoreStatus explain(Ictscore *context, const void *arguments) {
    const Question *question = arguments;
    const IctscoreQuestion *asked = question->asked;
    CardLanguage language;
    Form form = form_of(asked->format);
    if (!context->scored.plan || !asked->unit || !language_of(asked->locale, &language))
        return ICTSCORE_USAGE;
    if (form > FORM_JSON) return ICTSCORE_USAGE;
    arena_reset(context->scratch);
    number_context_use(context->numbers, context->scratch);
    size_t row =
        unit_find(&context->scored, text_from(asked->unit), context->scratch, context->data_messages);
    if (row == SIZE_MAX) return context_status(context->data_messages);
    CardMaker maker = card_maker_new(&context->scored, language, context->scratch, context->numbers);
    Card card = card_make(&maker, row, context->scratch);
    TextBuilder out = text_builder(context->scratch);
    write_card(&card, form, &out);
    if (!fits_limit(context, row, out.len)) return ICTSCORE_LIMIT;
    return context_hand_on(&question->writing, &out);
}

IctscoreStatus ictscore_explain(Ictscore *context, const IctscoreQuestion *asked, IctscoreWrite write,
                                void *user) {
    Question question = {asked, {write, user, NULL, false}};
    return context_enter(context, explain, &question);
}
