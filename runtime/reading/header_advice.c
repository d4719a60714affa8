#include "runtime/reading/header_advice.h"

#include "base/nearest.h"

/* A message about column `column`, quotes included. */
static CsvMessage about_column(const CsvReport *report, size_t column, DiagnosticCode code) {
    const CsvField *field = &report->csv->record.fields[column];
    return (CsvMessage){
        .code = code, .from = field->from - field->is_quoted, .to = field->to + field->is_quoted};
}

/* How many of `count` items are listed, and what to add for the others. */
static void add_rest(TextBuilder *list, size_t count) {
    if (count > HEADER_LISTED) text_builder_add_format(list, " and %zu more", count - HEADER_LISTED);
}

static void add_name(TextBuilder *list, size_t number, Text name) {
    if (number > HEADER_LISTED) return;
    if (number > 1) text_builder_add(list, TEXT(", "));
    text_builder_add(list, csv_report_quoted(list->arena, name));
}

/* The column of the file, not used otherwise, whose header is nearest to that of an input. */
static long nearest_column(const CsvReport *report, const Header *header, const PlanInput *input) {
    Nearest nearest = nearest_start(report->arena, cell_input_header(input));
    for (size_t i = 0; i < header->count; i++)
        if (header->inputs[i] == HEADER_NO_INPUT && header->names[i].len > 0)
            nearest_offer(&nearest, header->names[i], (long)i);
    return nearest.best;
}

static void add_suggestion(TextBuilder *hint, const PlanInput *input, Text name, size_t column,
                           bool names_input) {
    Text found = csv_report_quoted(hint->arena, name),
         wanted = csv_report_quoted(hint->arena, cell_input_header(input));
    text_builder_add_format(hint, "%s %.*s (%zu)", hint->len == 0 ? "did you mean column" : ",",
                            TEXT_ARG(found), column + 1);
    if (names_input) text_builder_add_format(hint, " for %.*s", TEXT_ARG(wanted));
}

Diagnostic header_advice_missing(const CsvReport *report, const Plan *plan, const Header *header) {
    TextBuilder list = text_builder(report->arena), hint = text_builder(report->arena);
    size_t count = 0, missing = 0;
    for (uint32_t i = 0; i < plan->input_count; i++)
        missing += header->columns[i] == SIZE_MAX;
    for (uint32_t i = 0; i < plan->input_count; i++) {
        if (header->columns[i] != SIZE_MAX) continue;
        add_name(&list, ++count, cell_input_header(&plan->inputs[i]));
        long near = count <= HEADER_LISTED ? nearest_column(report, header, &plan->inputs[i]) : -1;
        if (near >= 0)
            add_suggestion(&hint, &plan->inputs[i], header->names[near], (size_t)near, missing > 1);
    }
    add_rest(&list, count);
    if (hint.len > 0)
        text_builder_add_char(&hint, '?');
    else
        text_builder_add(
            &hint, TEXT("add the column to the file, or write its header behind `column` in the rules"));
    CsvMessage message = {.code = DIAGNOSTIC_MISSING_COLUMN, .hint = text_builder_text(&hint)};
    Text names = text_builder_text(&list);
    message.message =
        text_format(report->arena, "missing column%s %.*s", missing > 1 ? "s" : "", TEXT_ARG(names));
    return csv_report_prepare(report, &message);
}

Diagnostic header_advice_empty(const CsvReport *report, const Header *header, size_t first, size_t count,
                               Text list) {
    CsvMessage message = about_column(report, first, DIAGNOSTIC_EMPTY_HEADER);
    bool is_plural = count > 1;
    message.message = text_format(report->arena, "column%s %.*s %s no header", is_plural ? "s" : "",
                                  TEXT_ARG(list), is_plural ? "have" : "has");
    message.hint = TEXT("write a header, or delete the column");
    if (first > 0 && first + 1 == header->count)
        message.hint = text_format(report->arena,
                                   "write a header; if every row ends in `%c`, delete the last one of each",
                                   report->csv->separator);
    return csv_report_prepare(report, &message);
}

Diagnostic header_advice_duplicate(const CsvReport *report, const Header *header, size_t first,
                                   size_t second) {
    CsvMessage message = about_column(report, second, DIAGNOSTIC_DUPLICATE_COLUMN);
    Text name = csv_report_quoted(report->arena, header->names[second]);
    message.message = text_format(report->arena, "columns %zu and %zu have the same header %.*s", first + 1,
                                  second + 1, TEXT_ARG(name));
    message.hint =
        TEXT("delete one of the columns or change its header; blanks around it and letter case do not count");
    return csv_report_prepare(report, &message);
}

static const char *separator_name(char separator) {
    return separator == '\t' ? "tab" : separator == ';' ? "`;`" : separator == '|' ? "`|`" : "`,`";
}

Diagnostic header_advice_separator(const CsvReport *report, const Header *header, char separator) {
    CsvMessage message = {.code = DIAGNOSTIC_OTHER_SEPARATOR};
    message.message = text_format(report->arena, "%zu column%s found; the file looks %s-separated",
                                  header->count, header->count > 1 ? "s" : "", separator_name(separator));
    message.hint = separator == '\t'
                       ? TEXT("write `separator tab` in `data { ... }` of the rules")
                       : text_format(report->arena, "write `separator \"%c\"` in `data { ... }` of the rules",
                                     separator);
    return csv_report_prepare(report, &message);
}

void header_advice_elsewhere(const CsvReport *report, size_t line) {
    CsvMessage message = {.code = DIAGNOSTIC_HEADER_ELSEWHERE};
    message.message = text_format(report->arena, "required columns found in line %zu", line);
    message.hint = text_format(report->arena, "use `--header-row %zu`", line);
    csv_report_add(report, &message);
}

void header_advice_extra(const CsvReport *report, const Header *header) {
    TextBuilder list = text_builder(report->arena);
    size_t count = 0, first = 0;
    for (size_t i = 0; i < header->count; i++) {
        if (header->inputs[i] != HEADER_NO_INPUT) continue;
        if (count == 0) first = i;
        add_name(&list, ++count, header->names[i]);
    }
    if (count == 0) return;
    add_rest(&list, count);
    CsvMessage message = about_column(report, first, DIAGNOSTIC_EXTRA_COLUMN);
    Text names = text_builder_text(&list);
    message.message = text_format(report->arena, "the rules do not use column%s %.*s", count > 1 ? "s" : "",
                                  TEXT_ARG(names));
    message.hint =
        TEXT("nothing of it is read; declare it as an input, with `info` if it is not scored, or delete it");
    csv_report_add(report, &message);
}
