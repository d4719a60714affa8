#include "evidence/published/verify_tables.h"

#include "runtime/results/json_text.h"

#include <inttypes.h>

typedef struct Found {
    const Disagreement *disagreement;
    const VerifyColumn *column;
    const PrintedCell *cell;
    Text header, key, name;
} Found;

static Found found_at(const Verification *verification, size_t i) {
    const Disagreement *disagreement = &verification->disagreements[i];
    const VerifyColumn *column = &verification->columns[disagreement->column];
    const PrintedTable *table = verification->table;
    return (Found){disagreement,
                   column,
                   printed_cell(table, disagreement->printed_row, column->printed),
                   table->headers[column->printed],
                   full_score_key(verification->score, disagreement->row),
                   full_score_name(verification->score, disagreement->row)};
}

static const char *state_name(ValueState state) {
    return state == STATE_VALUE ? "value" : state == STATE_NOT_APPLICABLE ? "not_applicable" : "missing";
}

/* ---- CSV */

static void add_field(TextBuilder *out, Text text, const CsvStyle *style, bool is_first) {
    if (!is_first) text_builder_add_char(out, style->separator);
    text_builder_add(out, csv_field(out->arena, text_copy(out->arena, text), style));
}

static void add_count_field(TextBuilder *out, size_t count, const CsvStyle *style) {
    text_builder_add_format(out, "%c%zu", style->separator, count);
}

/* What the program computed is never taken for a formula [F4.6]. */
static void add_own_field(TextBuilder *out, Text text, const CsvStyle *style) {
    CsvStyle own = {style->separator, false};
    add_field(out, text, &own, false);
}

static Text reason_codes(const Disagreement *disagreement, Arena *arena) {
    TextBuilder codes = text_builder(arena);
    for (size_t i = 0; i < disagreement->reason_count; i++)
        text_builder_add_format(&codes, "%s%s", i > 0 ? " " : "", disagreement->reasons[i].code);
    return text_builder_text(&codes);
}

void verify_write_csv(const Verification *verification, const CsvStyle *style, TextBuilder *out) {
    static const char *const headers[] = {"unit",   "name",    "line",  "position", "header",
                                          "result", "printed", "right", "exact",    "explained_by"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        text_builder_add_format(out, "%s%c", headers[i],
                                i + 1 < sizeof headers / sizeof *headers ? style->separator : '\n');
    for (size_t i = 0; i < verification->disagreement_count; i++) {
        Found found = found_at(verification, i);
        add_field(out, found.key, style, true);
        add_field(out, found.name, style, false);
        add_count_field(out, found.cell->place.line, style);
        add_count_field(out, found.cell->place.column, style);
        add_field(out, found.header, style, false);
        add_own_field(out, found.column->shown.header, style);
        add_field(out, found.cell->text, style, false);
        add_own_field(out, found.disagreement->right, style);
        add_own_field(out, found.disagreement->exact, style);
        add_own_field(out, reason_codes(found.disagreement, out->arena), style);
        text_builder_add_char(out, '\n');
    }
}

/* ---- JSON */

static void add_text(TextBuilder *out, const char *name, Text text, bool *first) {
    json_add_name(out, name, first);
    json_add_text(out, text_copy(out->arena, text));
}

static void add_count(TextBuilder *out, const char *name, uint64_t count, bool *first) {
    json_add_name(out, name, first);
    text_builder_add_format(out, "%" PRIu64, count);
}

static void begin(TextBuilder *out, const char *name, char bracket, bool *first) {
    json_add_name(out, name, first);
    text_builder_add_char(out, bracket);
}

static void add_reasons(TextBuilder *out, const Disagreement *disagreement, bool *first) {
    begin(out, "explained_by", '[', first);
    for (size_t i = 0; i < disagreement->reason_count; i++) {
        bool is_first = true;
        text_builder_add(out, i > 0 ? TEXT(",{") : TEXT("{"));
        add_text(out, "code", text_from(disagreement->reasons[i].code), &is_first);
        add_text(out, "words", disagreement->reasons[i].words, &is_first);
        text_builder_add_char(out, '}');
    }
    text_builder_add_char(out, ']');
}

static void add_disagreement(TextBuilder *out, const Found *found) {
    bool first = true;
    text_builder_add_char(out, '{');
    add_text(out, "unit", found->key, &first);
    add_text(out, "name", found->name, &first);
    add_count(out, "line", found->cell->place.line, &first);
    add_count(out, "position", found->cell->place.column, &first);
    add_text(out, "header", found->header, &first);
    add_text(out, "result", found->column->shown.header, &first);
    add_text(out, "printed", found->cell->text, &first);
    if (found->disagreement->state == STATE_VALUE)
        add_text(out, "right", found->disagreement->right, &first);
    else
        add_text(out, "state", text_from(state_name(found->disagreement->state)), &first);
    if (found->disagreement->exact.len > 0) add_text(out, "exact", found->disagreement->exact, &first);
    add_reasons(out, found->disagreement, &first);
    text_builder_add_char(out, '}');
}

static void add_disagreements(const Verification *verification, TextBuilder *out, bool *first) {
    begin(out, "disagreements", '[', first);
    for (size_t i = 0; i < verification->disagreement_count; i++) {
        Found found = found_at(verification, i);
        text_builder_add(out, i > 0 ? TEXT(",\n") : TEXT("\n"));
        add_disagreement(out, &found);
    }
    text_builder_add(out, TEXT("\n]"));
}

static void add_columns(const Verification *verification, TextBuilder *out, bool *first) {
    begin(out, "columns", '[', first);
    for (size_t i = 0; i < verification->column_count; i++) {
        bool is_first = true;
        text_builder_add(out, i > 0 ? TEXT(",{") : TEXT("{"));
        add_text(out, "header", verification->table->headers[verification->columns[i].printed], &is_first);
        add_text(out, "result", verification->columns[i].shown.header, &is_first);
        text_builder_add_char(out, '}');
    }
    text_builder_add_char(out, ']');
    begin(out, "not_compared", '[', first);
    for (size_t i = 0; i < verification->not_compared_count; i++) {
        if (i > 0) text_builder_add_char(out, ',');
        json_add_text(out,
                      text_copy(out->arena, verification->table->headers[verification->not_compared[i]]));
    }
    text_builder_add_char(out, ']');
}

static void add_only_published(const Verification *verification, TextBuilder *out, bool *first) {
    bool is_next = false;
    begin(out, "only_published", '[', first);
    for (size_t row = 0; row < verification->table->row_count; row++) {
        bool is_first = true;
        const PrintedCell *cell = printed_cell(verification->table, row, verification->key_column);
        if (verification->data_rows[row] != UNIT_NONE) continue;
        text_builder_add(out, is_next ? TEXT(",{") : TEXT("{"));
        is_next = true;
        add_text(out, "unit", cell->text, &is_first);
        add_count(out, "line", cell->place.line, &is_first);
        if (verification->meant[row] != UNIT_NONE)
            add_text(out, "may_mean", full_score_key(verification->score, verification->meant[row]),
                     &is_first);
        text_builder_add_char(out, '}');
    }
    text_builder_add_char(out, ']');
}

static void add_only_scored(const Verification *verification, TextBuilder *out, bool *first) {
    bool is_next = false;
    begin(out, "only_scored", '[', first);
    for (size_t row = 0; row < verification->score->table.row_count; row++) {
        if (verification->printed_rows[row] != UNIT_NONE) continue;
        if (is_next) text_builder_add_char(out, ',');
        is_next = true;
        json_add_text(out, text_copy(out->arena, full_score_key(verification->score, row)));
    }
    text_builder_add_char(out, ']');
}

static void add_counts(const Verification *verification, TextBuilder *out, bool *first) {
    bool is_first = true;
    begin(out, "counts", '{', first);
    add_count(out, "compared", verification->compared, &is_first);
    add_count(out, "agree", verification->compared - verification->disagreement_count, &is_first);
    add_count(out, "disagree", verification->disagreement_count, &is_first);
    add_count(out, "empty", verification->not_printed, &is_first);
    add_count(out, "published", verification->table->row_count, &is_first);
    add_count(out, "scored", verification->score->table.row_count, &is_first);
    add_count(out, "in_both", verification->matched, &is_first);
    text_builder_add_char(out, '}');
}

void verify_write_json(const Verification *verification, TextBuilder *out) {
    bool first = true;
    text_builder_add_char(out, '{');
    add_text(out, "kind", TEXT("verification"), &first);
    add_count(out, "format", 1, &first);
    add_text(out, "published", verification->table->file, &first);
    add_columns(verification, out, &first);
    add_disagreements(verification, out, &first);
    add_only_published(verification, out, &first);
    add_only_scored(verification, out, &first);
    add_counts(verification, out, &first);
    text_builder_add(out, TEXT("}\n"));
}
