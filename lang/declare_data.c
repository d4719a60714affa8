#include "lang/declare.h"

InputType *input_type(ParseContext *context, AstType type, Span span, OptionList *options) {
    InputType *result = ARENA_NEW(context->arena, InputType);
    *result = (InputType){.type = type, .span = span, .options = options};
    return result;
}

static void apply_to_methodology(AstMethodology *methodology, const Clause *clause) {
    if (clause->kind == CLAUSE_YEAR) {
        methodology->has_year = true;
        methodology->year = clause->number.value;
    }
    if (clause->kind == CLAUSE_LANGUAGE) {
        methodology->has_language = true;
        methodology->language = clause->number.value;
        methodology->language_span = clause->number_span;
    }
    if (clause->kind == CLAUSE_ISSUED) methodology->issued = clause->text;
    if (clause->kind == CLAUSE_NOTE) methodology->note = clause->text;
}

/* [L2.2] Nothing behind it is looked at: it may be right in the newer language. */
static void check_language(ParseContext *context, const AstMethodology *methodology) {
    if (!methodology->has_language ||
        number_compare(context->numbers, methodology->language, NUMBER_ONE) <= 0)
        return;
    Text version = number_format_exact(context->numbers, context->arena, methodology->language);
    parse_stop(context, methodology->language_span, DIAGNOSTIC_NEWER_LANGUAGE, "use a newer ictscore",
               "these rules are written in version %.*s of the language; this program knows version 1",
               TEXT_ARG(version));
}

/* [L2.1] */
static bool may_begin(ParseContext *context, Span span, const char *word, bool is_repeated, Span first,
                      bool is_late) {
    if (is_repeated) {
        Diagnostic *diagnostic = parse_report(context, span, DIAGNOSTIC_REPEATED_CLAUSE, "keep one of them",
                                              "`%s` is written twice in this file", word);
        parse_relate(context, diagnostic, first, "first written here");
    } else if (is_late) {
        parse_report(context, span, DIAGNOSTIC_MISPLACED_CLAUSE,
                     "a file begins with `methodology`, then `data`; the others come after these",
                     "`%s` stands too late in this file", word);
    }
    return !is_repeated;
}

void declare_methodology(ParseContext *context, Span span, Text title, ClauseSet *clauses) {
    AstFile *file = context->file;
    bool is_late = file->item_count > 0 || file->data.present;
    if (!may_begin(context, span, "methodology", file->has_methodology, file->methodology.span, is_late))
        return;
    file->has_methodology = true;
    file->methodology.title = title;
    file->methodology.span = span;
    for (size_t i = 0; i < clauses->count; i++)
        apply_to_methodology(&file->methodology, clauses->items[i]);
    declare_allows(context, (Span){0}, clauses);
    check_language(context, &file->methodology);
}

void declare_data(ParseContext *context, Span span) {
    AstFile *file = context->file;
    if (!may_begin(context, span, "data", file->data.present, file->data.span, file->item_count > 0)) return;
    file->data.present = true;
    file->data.span = span;
}

static void apply_missing(AstInput *input, const Clause *clause) {
    input->has_missing = true;
    input->missing = clause->missing;
    input->missing_value = clause->value;
    input->missing_scope = clause->scope;
    input->missing_span = clause->span;
}

static void apply_range(AstInput *input, const Clause *clause) {
    if (clause->kind == CLAUSE_LOW || clause->kind == CLAUSE_RANGE) input->low = clause->value;
    if (clause->kind == CLAUSE_HIGH) input->high = clause->value;
    if (clause->kind == CLAUSE_RANGE) input->high = clause->second;
    if (clause->kind == CLAUSE_STEP) input->step = clause->value;
}

void declare_input_clause(ParseContext *context, AstInput *input, const Clause *clause) {
    apply_range(input, clause);
    declare_note(&input->notes, clause);
    if (clause->kind == CLAUSE_UNIT) input->unit = clause->text;
    if (clause->kind == CLAUSE_MISSING) apply_missing(input, clause);
    if (clause->kind == CLAUSE_INFO) input->is_info = true;
    if (clause->kind == CLAUSE_BETTER) {
        input->better = clause->better;
        input->better_span = clause->span;
    }
    if (clause->kind == CLAUSE_COLUMN) {
        input->column = clause->text;
        input->column_span = clause->text_span;
    }
    if (clause->kind == CLAUSE_TOKEN)
        ARENA_PUSH(context->arena, input->tokens, input->token_count, input->token_capacity, clause->token);
}

void declare_input_type(AstInput *input, const InputType *type) {
    input->type = type->type;
    input->type_span = type->span;
    if (type->options) {
        input->options = type->options->items;
        input->option_count = type->options->count;
        input->option_capacity = type->options->capacity;
    }
    if (type->yes_texts) {
        input->yes_texts = type->yes_texts->items;
        input->yes_count = type->yes_texts->count;
        input->yes_capacity = type->yes_texts->capacity;
    }
    if (type->no_texts) {
        input->no_texts = type->no_texts->items;
        input->no_count = type->no_texts->count;
        input->no_capacity = type->no_texts->capacity;
    }
}

void declare_input(ParseContext *context, Span span, AstName name, AstName last, const InputType *type,
                   ClauseSet *clauses, Text label) {
    AstInput *input = ARENA_NEW(context->arena, AstInput);
    input->name = name;
    input->last = last;
    input->label = label;
    declare_input_type(input, type);
    for (size_t i = 0; i < clauses->count; i++)
        declare_input_clause(context, input, clauses->items[i]);
    declare_allows(context, span, clauses);
    AstData *data = &context->file->data;
    ARENA_PUSH(context->arena, data->inputs, data->input_count, data->input_capacity, input);
}

static void report_twice(ParseContext *context, Span span, const char *word) {
    parse_report(context, span, DIAGNOSTIC_REPEATED_CLAUSE, "keep one of them",
                 "`%s` is written twice in `data`", word);
}

void declare_separator(ParseContext *context, Span span, Text separator) {
    AstData *data = &context->file->data;
    if (data->separator_span.to != 0) report_twice(context, span, "separator");
    data->separator = separator;
    data->separator_span = span;
}

void declare_numbers(ParseContext *context, Span span, Text decimal, Text group) {
    AstData *data = &context->file->data;
    if (data->numbers_span.to != 0) report_twice(context, span, "numbers");
    data->decimal = decimal;
    data->group = group;
    data->numbers_span = span;
}

void declare_token(ParseContext *context, Span span, AstToken token) {
    AstData *data = &context->file->data;
    /* behind an input it would read like a qualifier of that input */
    if (data->input_count > 0)
        parse_report(context, span, DIAGNOSTIC_MISPLACED_CLAUSE, "move it up, before the first input",
                     "a `token` for every column stands before the first input");
    ARENA_PUSH(context->arena, data->tokens, data->token_count, data->token_capacity, token);
}

void declare_units(ParseContext *context, Span span, OptionList *units) {
    AstData *data = &context->file->data;
    if (data->has_units) report_twice(context, span, "units");
    data->has_units = true;
    data->units = units->items;
    data->unit_count = units->count;
    data->unit_capacity = units->capacity;
}

void declare_require(ParseContext *context, Span span, AstExpression *condition, Text message) {
    AstData *data = &context->file->data;
    AstRequire require = {condition, message, span};
    ARENA_PUSH(context->arena, data->requires, data->require_count, data->require_capacity, require);
}
