#include "library/context.h"

#include "evidence/card/card_document.h"
#include "evidence/card/card_index.h"
#include "evidence/card/card_json.h"
#include "base/unicode.h"
#include "evidence/units/ledger.h"
#include "evidence/units/register_document.h"
#include "evidence/basis/unit_find.h"
#include "evidence/units/why_document.h"

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

static void write_card(const Card *card, const Watch *watch, Form form, TextBuilder *out) {
    if (form == FORM_JSON)
        card_json(card, watch, out);
    else
        write_document(card_document(card, watch), form, card->maker->language, out);
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

/* What is needed to answer: nothing of it where the host asked amiss. */
typedef struct Answer {
    CardLanguage language;
    Form form;
    CardMaker maker;
    TextBuilder out;
} Answer;

/* false: a call out of order, or a format or locale that there is not. `forms`: bit f: form f. */
static bool start_answer(Ictscore *context, const IctscoreQuestion *asked, unsigned forms, Answer *answer) {
    answer->form = form_of(asked->format);
    if (!context->scored.plan || !language_of(asked->locale, &answer->language)) return false;
    if (!(forms >> answer->form & 1)) return false;
    arena_reset(context->scratch);
    number_context_use(context->numbers, context->scratch);
    answer->out = text_builder(context->scratch);
    return true;
}

static void make_maker(Ictscore *context, Answer *answer) {
    answer->maker = card_maker_new(&context->scored, answer->language, context->scratch, context->numbers);
}

static size_t find_unit(Ictscore *context, const char *unit) {
    return unit_find(&context->scored, text_from(unit), context->scratch, context->data_messages);
}

enum {
    READABLE = 1 << FORM_TEXT | 1 << FORM_MARKDOWN | 1 << FORM_HTML,
    CARD_FORMS = READABLE | 1 << FORM_JSON
};

static void write_ledger(const Ledger *ledger, const Answer *answer, TextBuilder *out) {
    if (answer->form == FORM_JSON)
        ledger_json(ledger, out);
    else if (answer->form == FORM_CSV)
        ledger_csv(ledger, out);
    else
        write_document(ledger_document(ledger, out->arena), answer->form, answer->language, out);
}

static IctscoreStatus explain_criterion(Ictscore *context, const Question *question) {
    Answer answer;
    if (!start_answer(context, question->asked, CARD_FORMS | 1 << FORM_CSV, &answer)) return ICTSCORE_USAGE;
    uint32_t output = ledger_find(&context->scored, text_from(question->asked->criterion), context->scratch,
                                  context->data_messages);
    if (output == UINT32_MAX) return ICTSCORE_USAGE;
    make_maker(context, &answer);
    Ledger ledger = ledger_made(&answer.maker, output, context->scratch);
    write_ledger(&ledger, &answer, &answer.out);
    return context_hand_on(&question->writing, &answer.out);
}

static IctscoreStatus explain(Ictscore *context, const void *arguments) {
    const Question *question = arguments;
    Answer answer;
    if (question->asked->criterion) return explain_criterion(context, question);
    if (!question->asked->unit || !start_answer(context, question->asked, CARD_FORMS, &answer))
        return ICTSCORE_USAGE;
    size_t row = find_unit(context, question->asked->unit);
    if (row == SIZE_MAX) return ICTSCORE_USAGE;
    make_maker(context, &answer);
    Card card = card_make(&answer.maker, row, context->scratch);
    Watch watch = watch_new(&answer.maker, context->scratch);
    write_card(&card, &watch, answer.form, &answer.out);
    if (!fits_limit(context, row, answer.out.len)) return ICTSCORE_LIMIT;
    return context_hand_on(&question->writing, &answer.out);
}

IctscoreStatus ictscore_explain(Ictscore *context, const IctscoreQuestion *asked, IctscoreWrite write,
                                void *user) {
    Question question = {asked, {write, user, NULL, false}};
    return context_enter(context, explain, &question);
}

static IctscoreStatus why(Ictscore *context, const void *arguments) {
    const Question *question = arguments;
    const IctscoreQuestion *asked = question->asked;
    Answer answer;
    if (!asked->unit || !asked->other || !start_answer(context, asked, CARD_FORMS, &answer))
        return ICTSCORE_USAGE;
    size_t first = find_unit(context, asked->unit), second = find_unit(context, asked->other);
    if (first == SIZE_MAX || second == SIZE_MAX) return ICTSCORE_USAGE;
    make_maker(context, &answer);
    Why found = why_asked(&answer.maker, first, second, context->scratch);
    if (answer.form == FORM_JSON)
        why_json(&found, &answer.out);
    else
        write_document(why_document(&found, context->scratch), answer.form, answer.language, &answer.out);
    if (!fits_limit(context, first, answer.out.len)) return ICTSCORE_LIMIT;
    return context_hand_on(&question->writing, &answer.out);
}

IctscoreStatus ictscore_why(Ictscore *context, const IctscoreQuestion *asked, IctscoreWrite write,
                            void *user) {
    Question question = {asked, {write, user, NULL, false}};
    return context_enter(context, why, &question);
}

static void write_register(const Register *made, const Answer *answer, TextBuilder *out) {
    if (answer->form == FORM_JSON)
        register_json(made, out);
    else if (answer->form == FORM_CSV)
        register_csv(made, out);
    else
        write_document(register_document(made, out->arena), answer->form, answer->language, out);
}

static IctscoreStatus write_thresholds(Ictscore *context, const void *arguments) {
    const Question *question = arguments;
    Answer answer;
    if (!start_answer(context, question->asked, CARD_FORMS | 1 << FORM_CSV, &answer)) return ICTSCORE_USAGE;
    make_maker(context, &answer);
    Register made = register_made(&answer.maker, context->scratch);
    write_register(&made, &answer, &answer.out);
    return context_hand_on(&question->writing, &answer.out);
}

IctscoreStatus ictscore_register(Ictscore *context, const IctscoreQuestion *asked, IctscoreWrite write,
                                 void *user) {
    Question question = {asked, {write, user, NULL, false}};
    return context_enter(context, write_thresholds, &question);
}

/* ---- all cards */

typedef struct AllCards {
    const IctscoreQuestion *asked;
    IctscoreTakeFile file;
    void *user;
} AllCards;

static const char *extension_of(Form form) {
    static const char *const extensions[] = {"txt", "md", "html", "json", "csv"};
    return extensions[form];
}

static bool hand_on_file(const AllCards *all, Text name, const TextBuilder *content) {
    Text bytes = text_builder_text(content);
    const char *terminated = text_format(content->arena, "%.*s", TEXT_ARG(name)).bytes;
    return all->file(all->user, terminated, bytes.bytes, bytes.len);
}

/* `arena` is that of one card. */
static IctscoreStatus write_one(Ictscore *context, const AllCards *all, const Answer *answer,
                                const Watch *watch, size_t row, Arena *arena) {
    number_context_use(context->numbers, arena);
    TextBuilder out = text_builder(arena);
    Card card = card_make(&answer->maker, row, arena);
    write_card(&card, watch, answer->form, &out);
    if (!fits_limit(context, row, out.len)) return ICTSCORE_LIMIT;
    Text name = card_file_name(&context->scored, row, extension_of(answer->form), arena);
    return hand_on_file(all, name, &out) ? ICTSCORE_OK : ICTSCORE_FILE;
}

/* The list of all is to be read, also where the cards are JSON. */
static IctscoreStatus write_index(Ictscore *context, const AllCards *all, const Answer *answer,
                                  Arena *arena) {
    Form form = answer->form == FORM_JSON ? FORM_HTML : answer->form;
    number_context_use(context->numbers, arena);
    TextBuilder out = text_builder(arena);
    write_document(card_index(&answer->maker, extension_of(answer->form), arena), form, answer->language,
                   &out);
    Text name = text_format(arena, "index.%s", extension_of(form));
    return hand_on_file(all, name, &out) ? ICTSCORE_OK : ICTSCORE_FILE;
}

static IctscoreStatus explain_all(Ictscore *context, const void *arguments) {
    const AllCards *all = arguments;
    Answer answer;
    if (!start_answer(context, all->asked, CARD_FORMS, &answer)) return ICTSCORE_USAGE;
    make_maker(context, &answer);
    Watch watch = watch_new(&answer.maker, context->scratch);
    Arena *arena = arena_new(arena_memory(context->scratch));
    IctscoreStatus status = ICTSCORE_OK;
    for (size_t row = 0; status == ICTSCORE_OK && row < context->table.row_count; row++) {
        arena_reset(arena);
        status = write_one(context, all, &answer, &watch, row, arena);
    }
    arena_reset(arena);
    if (status == ICTSCORE_OK) status = write_index(context, all, &answer, arena);
    number_context_use(context->numbers, context->scratch);
    arena_free(arena);
    return status;
}

IctscoreStatus ictscore_explain_all(Ictscore *context, const IctscoreQuestion *asked, IctscoreTakeFile file,
                                    void *user) {
    AllCards all = {asked, file, user};
    return context_enter(context, explain_all, &all);
}
