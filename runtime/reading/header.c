#include "runtime/reading/header.h"

#include "base/unicode.h"
#include "runtime/values/text_index.h"

#include <string.h>

/* The inputs by their folded headers; number i is input i. */
static TextIndex index_inputs(const Plan *plan, Arena *arena) {
    TextIndex index = text_index_new(arena);
    for (uint32_t i = 0; i < plan->input_count; i++)
        text_index_add(&index, unicode_fold(arena, cell_input_header(&plan->inputs[i])));
    return index;
}

static void read_names(const CsvReport *report, Header *header) {
    Csv *csv = report->csv;
    header->line = csv->record.line;
    header->count = csv->record.count;
    header->names = ARENA_ARRAY(report->arena, Text, header->count);
    header->folded = ARENA_ARRAY(report->arena, Text, header->count);
    for (size_t i = 0; i < header->count; i++) {
        header->names[i] = text_copy(report->arena, text_trim(csv_text(csv, i)));
        header->folded[i] = unicode_fold(report->arena, header->names[i]);
    }
}

static void match_names(const TextIndex *inputs, const Plan *plan, Arena *arena, Header *header) {
    header->inputs = ARENA_ARRAY(arena, uint32_t, header->count);
    header->columns = ARENA_ARRAY(arena, size_t, plan->input_count);
    for (size_t i = 0; i < plan->input_count; i++)
        header->columns[i] = SIZE_MAX;
    for (size_t i = 0; i < header->count; i++) {
        uint32_t input = text_index_find(inputs, header->folded[i]);
        header->inputs[i] = input == TEXT_INDEX_NONE ? HEADER_NO_INPUT : input;
        if (input != TEXT_INDEX_NONE && header->columns[input] == SIZE_MAX) header->columns[input] = i;
    }
}

static size_t count_missing(const Plan *plan, const Header *header) {
    size_t missing = 0;
    for (size_t i = 0; i < plan->input_count; i++)
        missing += header->columns[i] == SIZE_MAX;
    return missing;
}

typedef struct Findings {
    Arena *arena;
    Diagnostic *items;
    size_t count, capacity;
} Findings;

static void find(Findings *findings, Diagnostic diagnostic) {
    if (findings->count == DIAGNOSTICS_MAX_ERRORS) return;
    ARENA_PUSH(findings->arena, findings->items, findings->count, findings->capacity, diagnostic);
}

static void add_all(const CsvReport *report, const Findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        diagnostics_add(report->diagnostics, &findings->items[i]);
}

/* [F1.12] All columns without a header in one message, at the first of them. */
static void find_empty(const CsvReport *report, const Header *header, Findings *findings) {
    size_t first = SIZE_MAX, count = 0;
    TextBuilder list = text_builder(report->arena);
    for (size_t i = 0; i < header->count; i++) {
        if (header->folded[i].len > 0) continue;
        if (first == SIZE_MAX) first = i;
        if (++count <= HEADER_LISTED) text_builder_add_format(&list, "%s%zu", count > 1 ? ", " : "", i + 1);
    }
    if (count > HEADER_LISTED) text_builder_add_format(&list, " and %zu more", count - HEADER_LISTED);
    if (count > 0)
        find(findings, header_advice_empty(report, header, first, count, text_builder_text(&list)));
}

/* [F1.12] */
static void find_duplicates(const CsvReport *report, const Header *header, Findings *findings) {
    TextIndex seen = text_index_new(report->arena);
    size_t *columns = ARENA_ARRAY(report->arena, size_t, header->count);
    for (size_t i = 0; i < header->count; i++) {
        if (header->folded[i].len == 0) continue;
        uint32_t first = text_index_find(&seen, header->folded[i]);
        if (first != TEXT_INDEX_NONE) {
            find(findings, header_advice_duplicate(report, header, columns[first], i));
            continue;
        }
        columns[seen.count] = i;
        text_index_add(&seen, header->folded[i]);
    }
}

/* [F1.11] Reads on in search of the line with all required headers; 0: not found. The messages about the line
 * first read must have been prepared. */
static size_t find_header_line(const Plan *plan, const TextIndex *inputs, const CsvReport *report) {
    for (size_t tries = 1; tries < HEADER_LINES_SEARCHED; tries++) {
        if (csv_next(report->csv) != CSV_RECORD) return 0;
        if (report->csv->record.problem_count > 0) continue;
        Header candidate = {0};
        read_names(report, &candidate);
        match_names(inputs, plan, report->arena, &candidate);
        if (count_missing(plan, &candidate) == 0) return candidate.line;
    }
    return 0;
}

/* The matched columns if the line were split at `separator`. */
static size_t matches_with(const TextIndex *inputs, const CsvReport *report, char separator) {
    Text line = {csv_bytes(report->csv), report->csv->record.len};
    size_t matches = 0;
    for (size_t from = 0, to; from <= line.len; from = to + 1) {
        const char *found = memchr(line.bytes + from, separator, line.len - from);
        to = found ? (size_t)(found - line.bytes) : line.len;
        Text name = unicode_fold(report->arena, text_slice(line, from, to));
        if (name.len > 1 && name.bytes[0] == '"') name = text_slice(name, 1, name.len - 1);
        matches += text_index_find(inputs, name) != TEXT_INDEX_NONE;
    }
    return matches;
}

/* [F1.13] The separator with which more columns fit than with the declared one; 0: none. */
static char other_separator(const Plan *plan, const TextIndex *inputs, const CsvReport *report,
                            const Header *header) {
    static const char separators[] = {',', ';', '\t', '|'};
    size_t best = plan->input_count - count_missing(plan, header);
    char found = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        if (separators[i] == plan->dialect.separator) continue;
        size_t matches = matches_with(inputs, report, separators[i]);
        if (matches <= best) continue;
        best = matches;
        found = separators[i];
    }
    return found;
}

/* [F1.11] Two columns may not share a header, none may be without one, all that the rules name must be there.
 */
static Findings check(const Plan *plan, const CsvReport *report, const Header *header) {
    Findings findings = {.arena = report->arena};
    if (count_missing(plan, header) > 0) find(&findings, header_advice_missing(report, plan, header));
    if (csv_is_blank_line(report->csv)) return findings;
    find_empty(report, header, &findings);
    find_duplicates(report, header, &findings);
    return findings;
}

/* [F1.13] One column, and signs in it that separate elsewhere; 0: none. */
static char likely_separator(const Plan *plan, const CsvReport *report, const Header *header) {
    static const char separators[] = {';', '\t', '|', ','};
    const CsvRecord *record = &report->csv->record;
    for (size_t i = 0; header->count == 1 && i < sizeof separators; i++)
        if (separators[i] != plan->dialect.separator &&
            memchr(csv_bytes(report->csv), separators[i], record->len))
            return separators[i];
    return 0;
}

/* A line in which columns are missing may be split otherwise, or not be the header at all; that is said
 * instead. */
static bool explain_missing(const Plan *plan, const TextIndex *inputs, const CsvReport *report,
                            const Header *header) {
    char separator = other_separator(plan, inputs, report, header), likely = separator;
    if (!likely) likely = likely_separator(plan, report, header);
    Diagnostic other = header_advice_separator(report, header, likely);
    size_t line = separator ? 0 : find_header_line(plan, inputs, report);
    if (line > 0) header_advice_elsewhere(report, line);
    if (line == 0 && likely) diagnostics_add(report->diagnostics, &other);
    return line > 0 || likely;
}

bool header_read(const Plan *plan, const CsvReport *report, Header *header) {
    csv_report_problems(report);
    if (report->csv->record.problem_count > 0) return false;
    TextIndex inputs = index_inputs(plan, report->arena);
    read_names(report, header);
    match_names(&inputs, plan, report->arena, header);
    Findings findings = check(plan, report, header);
    if (count_missing(plan, header) > 0 && explain_missing(plan, &inputs, report, header)) return false;
    add_all(report, &findings);
    return findings.count == 0;
}

bool header_read_names(const CsvReport *report, Header *header) {
    csv_report_problems(report);
    if (report->csv->record.problem_count > 0) return false;
    Findings findings = {.arena = report->arena};
    read_names(report, header);
    find_empty(report, header, &findings);
    find_duplicates(report, header, &findings);
    add_all(report, &findings);
    return findings.count == 0;
}
