#include "evidence/published/verify_text.h"

#include "base/unicode.h"

enum { UNITS_LISTED = 20 };

static Text visible(const TextBuilder *out, Text text) {
    return unicode_visible(out->arena, text);
}

static Text right_text(const Disagreement *disagreement) {
    switch (disagreement->state) {
    case STATE_VALUE: return disagreement->right;
    case STATE_NOT_APPLICABLE: return TEXT("nothing (not applicable)");
    case STATE_MISSING:
    case STATE_UNDEFINED: break;
    }
    return TEXT("nothing (missing)");
}

static void add_disagreement(const Verification *verification, const Disagreement *disagreement,
                             TextBuilder *out) {
    const VerifyColumn *column = &verification->columns[disagreement->column];
    const PrintedTable *table = verification->table;
    const PrintedCell *cell = printed_cell(table, disagreement->printed_row, column->printed);
    text_builder_add_format(out, "%.*s:%zu:%zu: %.*s: `%.*s` is %.*s, should be %.*s",
                            TEXT_ARG(visible(out, table->file)), cell->place.line, cell->place.column,
                            TEXT_ARG(visible(out, full_score_name(verification->score, disagreement->row))),
                            TEXT_ARG(visible(out, table->headers[column->printed])),
                            TEXT_ARG(visible(out, cell->text)),
                            TEXT_ARG(visible(out, right_text(disagreement))));
    if (disagreement->exact.len > 0)
        text_builder_add_format(out, " (exactly %.*s)", TEXT_ARG(disagreement->exact_digits));
    text_builder_add_char(out, '\n');
    for (size_t i = 0; i < disagreement->reason_count; i++)
        text_builder_add_format(out, "    possible reason: %.*s\n",
                                TEXT_ARG(visible(out, disagreement->reasons[i].words)));
    if (disagreement->reason_count == 0) text_builder_add(out, TEXT("    no reason was found\n"));
}

/* ---- who is in one table only */

static void add_listed(TextBuilder *out, size_t *listed, Text name) {
    if ((*listed)++ < UNITS_LISTED)
        text_builder_add_format(out, "%s%.*s", *listed > 1 ? ", " : " ", TEXT_ARG(visible(out, name)));
}

static void end_list(TextBuilder *out, size_t listed) {
    if (listed > UNITS_LISTED) text_builder_add_format(out, " and %zu more", listed - UNITS_LISTED);
    text_builder_add_char(out, '\n');
}

static void add_only_published(const Verification *verification, TextBuilder *out) {
    const PrintedTable *table = verification->table;
    size_t listed = 0;
    if (verification->matched == table->row_count) return;
    text_builder_add(out, TEXT("only published:"));
    for (size_t row = 0; row < table->row_count; row++) {
        if (verification->data_rows[row] != UNIT_NONE) continue;
        add_listed(out, &listed, printed_cell(table, row, verification->key_column)->text);
        uint32_t meant = verification->meant[row];
        if (listed > UNITS_LISTED || meant == UNIT_NONE) continue;
        text_builder_add_format(out, " (did you mean %.*s?)",
                                TEXT_ARG(visible(out, full_score_name(verification->score, meant))));
    }
    end_list(out, listed);
}

static void add_only_scored(const Verification *verification, TextBuilder *out) {
    size_t listed = 0, count = verification->score->table.row_count;
    if (verification->matched == count) return;
    text_builder_add(out, TEXT("only scored:"));
    for (size_t row = 0; row < count; row++)
        if (verification->printed_rows[row] == UNIT_NONE)
            add_listed(out, &listed, full_score_name(verification->score, row));
    end_list(out, listed);
}

static void add_not_compared(const Verification *verification, TextBuilder *out) {
    if (verification->not_compared_count == 0) return;
    text_builder_add(out, TEXT("columns not compared:"));
    for (size_t i = 0; i < verification->not_compared_count; i++)
        text_builder_add_format(
            out, "%s`%.*s`", i > 0 ? ", " : " ",
            TEXT_ARG(visible(out, verification->table->headers[verification->not_compared[i]])));
    text_builder_add_char(out, '\n');
}

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

static void add_counts(const Verification *verification, TextBuilder *out) {
    size_t wrong = verification->disagreement_count;
    text_builder_add_format(out, "%zu cell%s compared: %zu agree%s, %zu do%s not", verification->compared,
                            plural(verification->compared), verification->compared - wrong,
                            verification->compared - wrong == 1 ? "s" : "", wrong, wrong == 1 ? "es" : "");
    if (verification->not_printed > 0) text_builder_add_format(out, "; %zu empty", verification->not_printed);
    text_builder_add_format(out, "\n%zu unit%s published, %zu scored, %zu in both\n",
                            verification->table->row_count, plural(verification->table->row_count),
                            verification->score->table.row_count, verification->matched);
}

void verify_write_text(const Verification *verification, TextBuilder *out) {
    for (size_t i = 0; i < verification->disagreement_count; i++)
        add_disagreement(verification, &verification->disagreements[i], out);
    if (verification->disagreement_count > 0) text_builder_add_char(out, '\n');
    add_counts(verification, out);
    add_only_published(verification, out);
    add_only_scored(verification, out);
    add_not_compared(verification, out);
}
