#include "evidence/published/verify.h"

#include "base/unicode.h"
#include "evidence/published/verify_reason.h"
#include "runtime/results/result_cell.h"

/* ---- units */

static void report_key(Verification *verification, const PrintedCell *cell, DiagnosticCode code, Text message,
                       Text hint) {
    diagnostics_add(verification->diagnostics, &(Diagnostic){.code = code,
                                                             .file = verification->table->file,
                                                             .position = cell->place,
                                                             .message = message,
                                                             .hint = hint});
}

/* `unclear`: per unit, whether another one is called the same. */
static UnitMatch match_units(const Verification *verification, bool *unclear) {
    const FullScore *score = verification->score;
    UnitMatch match = unit_match_new(verification->arena);
    for (size_t row = 0; row < score->table.row_count; row++) {
        Text text = verification->by_name ? full_score_name(score, row) : full_score_key(score, row);
        if (!unit_match_add(&match, text)) unclear[unit_match_find(&match, text)] = true;
    }
    return match;
}

/* The unit of a row, or UNIT_NONE. */
static void match_row(Verification *verification, UnitMatch *match, const bool *unclear, uint32_t row) {
    const PrintedCell *cell = printed_cell(verification->table, row, verification->key_column);
    uint32_t unit = unit_match_find(match, cell->text);
    verification->data_rows[row] = unit;
    verification->meant[row] = unit == UNIT_NONE ? unit_match_nearest(match, cell->text) : UNIT_NONE;
    if (unit == UNIT_NONE) return;
    bool is_twice = verification->printed_rows[unit] != UNIT_NONE;
    if (unclear[unit])
        report_key(verification, cell, DIAGNOSTIC_DUPLICATE_KEY,
                   text_format(verification->arena, "several units of the data are called `%.*s`",
                               TEXT_ARG(cell->text)),
                   TEXT("units are told apart by their key: a published column must hold it"));
    else if (is_twice)
        report_key(verification, cell, DIAGNOSTIC_DUPLICATE_KEY,
                   text_format(verification->arena, "`%.*s` is listed twice", TEXT_ARG(cell->text)),
                   TEXT("each unit has one row; delete the other, or compare the tables one by one"));
    verification->printed_rows[unit] = row;
    verification->matched++;
}

static void match_rows(Verification *verification) {
    const PrintedTable *table = verification->table;
    size_t unit_count = verification->score->table.row_count;
    bool *unclear = ARENA_ARRAY(verification->arena, bool, unit_count + 1);
    UnitMatch match = match_units(verification, unclear);
    verification->data_rows = ARENA_ARRAY(verification->arena, uint32_t, table->row_count + 1);
    verification->meant = ARENA_ARRAY(verification->arena, uint32_t, table->row_count + 1);
    verification->printed_rows = ARENA_ARRAY(verification->arena, uint32_t, unit_count + 1);
    for (size_t i = 0; i < unit_count; i++)
        verification->printed_rows[i] = UNIT_NONE;
    for (uint32_t row = 0; row < table->row_count; row++)
        match_row(verification, &match, unclear, row);
}

/* ---- what is right, as it is shown */

static Text shown_text(const Verification *verification, const VerifyColumn *column, uint32_t row,
                       ValueState *state) {
    ValueText text = result_text(&verification->score->result, &column->shown, row, true);
    *state = text.state;
    return text_copy(verification->arena, text.text);
}

static Text with_mark(const Verification *verification, const VerifyColumn *column, Text digits,
                      const char *end) {
    TextBuilder out = text_builder(verification->arena);
    for (size_t i = 0; i < digits.len; i++)
        text_builder_add_char(&out, digits.bytes[i] == '.' ? verification->marks.decimal : digits.bytes[i]);
    text_builder_add(&out, text_from(end));
    if (column->as_percent) text_builder_add_char(&out, '%');
    return text_builder_text(&out);
}

/* Enough of it to see how it was rounded. */
static Text first_digits(const Verification *verification, const VerifyColumn *column, Number exact) {
    enum { DIGITS_SEEN = 6 };
    NumberContext *numbers = verification->numbers;
    int decimals = number_decimals(numbers, exact, VALUE_FREE_DECIMALS);
    bool is_all = decimals >= 0;
    if (!is_all) exact = number_round(numbers, exact, decimals = DIGITS_SEEN, ROUND_DOWN);
    Text digits = number_format(numbers, verification->scratch, exact, decimals, '.');
    return with_mark(verification, column, digits, is_all ? "" : "…");
}

static void add_exact(const Verification *verification, const VerifyColumn *column,
                      Disagreement *disagreement) {
    NumberContext *numbers = verification->numbers;
    if (column->kind != VERIFY_NUMBER) return;
    StepValue exact = verify_value(verification, column, disagreement->row, true);
    StepValue shown = verify_value(verification, column, disagreement->row, false);
    if (exact.state != STATE_VALUE || shown.state != STATE_VALUE) return;
    bool is_all = number_equal(numbers, exact.number, shown.number) &&
                  number_decimals(numbers, exact.number, VALUE_FREE_DECIMALS) >= 0;
    if (is_all) return;
    Text digits = number_format_exact(numbers, verification->scratch, exact.number);
    disagreement->exact = with_mark(verification, column, digits, "");
    disagreement->exact_digits = first_digits(verification, column, exact.number);
}

static void disagree(Verification *verification, size_t at, uint32_t printed_row,
                     const PrintedNumber *printed) {
    const VerifyColumn *column = &verification->columns[at];
    uint32_t row = verification->data_rows[printed_row];
    Disagreement disagreement = {.row = row, .printed_row = printed_row, .column = at};
    disagreement.right = shown_text(verification, column, row, &disagreement.state);
    add_exact(verification, column, &disagreement);
    verify_find_reasons(verification, &disagreement, printed);
    ARENA_PUSH(verification->arena, verification->disagreements, verification->disagreement_count,
               verification->disagreement_capacity, disagreement);
}

/* ---- cells */

static void report_unreadable(Verification *verification, const PrintedCell *cell,
                              const VerifyColumn *column) {
    Text header = verification->table->headers[column->printed];
    Text hint =
        TEXT("numbers are written as the rules declare them for data; `--locale vi` reads a decimal comma");
    if (verification->marks.decimal == ',')
        hint = TEXT("numbers are read with a decimal comma; `--locale en` reads a decimal point");
    report_key(verification, cell, DIAGNOSTIC_NOT_A_NUMBER,
               text_format(verification->arena, "`%.*s` under `%.*s` is not a number",
                           TEXT_ARG(unicode_visible(verification->arena, cell->text)), TEXT_ARG(header)),
               hint);
}

/* [E7.3] Printed with as many decimals as it has: the value that counts, or the exact one rounded to them. */
static bool number_agrees(const Verification *verification, const VerifyColumn *column, uint32_t row,
                          const PrintedNumber *printed) {
    NumberContext *numbers = verification->numbers;
    StepValue shown = verify_value(verification, column, row, false);
    StepValue exact = verify_value(verification, column, row, true);
    Number value = printed->value;
    if (shown.state != STATE_VALUE) return false;
    if (printed->has_percent && !column->as_percent)
        value = number_divide(numbers, value, number_from_int(100));
    if (number_equal(numbers, value, shown.number)) return true;
    int decimals = printed->decimals + (printed->has_percent && !column->as_percent ? 2 : 0);
    if (exact.state != STATE_VALUE || decimals > NUMBER_MAX_DECIMALS) return false;
    return number_equal(numbers, value, number_round(numbers, exact.number, decimals, column->mode));
}

static bool has_value(const Verification *verification, const VerifyColumn *column, uint32_t row) {
    return verify_value(verification, column, row, false).state == STATE_VALUE;
}

static void compare_number(Verification *verification, size_t at, uint32_t printed_row) {
    const VerifyColumn *column = &verification->columns[at];
    const PrintedCell *cell = printed_cell(verification->table, printed_row, column->printed);
    uint32_t row = verification->data_rows[printed_row];
    PrintedNumber printed;
    bool is_place = column->kind == VERIFY_PLACE;
    switch (printed_number_read(verification->numbers, cell->text, verification->marks, is_place, &printed)) {
    case PRINTED_OTHER: report_unreadable(verification, cell, column); return;
    case PRINTED_NOTHING: verification->not_printed++; return;
    case PRINTED_MARK:
        verification->compared++;
        if (has_value(verification, column, row)) disagree(verification, at, printed_row, NULL);
        return;
    case PRINTED_NUMBER:
        verification->compared++;
        if (!number_agrees(verification, column, row, &printed))
            disagree(verification, at, printed_row, &printed);
        return;
    }
}

static bool same_words(Arena *scratch, Text a, Text b) {
    return b.len > 0 && text_equal(unicode_fold(scratch, a), unicode_fold(scratch, b));
}

static bool text_agrees(const Verification *verification, const VerifyColumn *column, uint32_t row,
                        Text printed) {
    Arena *scratch = verification->scratch;
    ValueText right = result_text(&verification->score->result, &column->shown, row, true);
    if (right.state == STATE_VALUE && same_words(scratch, printed, right.text)) return true;
    const PlanOutput *output = &verification->score->plan->outputs[column->shown.output];
    StepValue value = verify_value(verification, column, row, false);
    int64_t grade;
    if (value.state != STATE_VALUE || output->grade_count == 0) return false;
    if (!number_to_int(verification->numbers, value.number, &grade) || (uint64_t)grade >= output->grade_count)
        return false;
    return same_words(scratch, printed, output->grades[grade].text);
}

static void compare_text(Verification *verification, size_t at, uint32_t printed_row) {
    const VerifyColumn *column = &verification->columns[at];
    const PrintedCell *cell = printed_cell(verification->table, printed_row, column->printed);
    PrintedNumber unused;
    PrintedKind kind =
        printed_number_read(verification->numbers, cell->text, verification->marks, false, &unused);
    uint32_t row = verification->data_rows[printed_row];
    if (kind == PRINTED_NOTHING) {
        verification->not_printed++;
        return;
    }
    verification->compared++;
    bool agrees = kind == PRINTED_MARK ? !has_value(verification, column, row)
                                       : text_agrees(verification, column, row, cell->text);
    if (!agrees) disagree(verification, at, printed_row, NULL);
}

static void compare_row(Verification *verification, uint32_t printed_row) {
    if (verification->data_rows[printed_row] == UNIT_NONE) return;
    for (size_t i = 0; i < verification->column_count; i++) {
        if (verification->columns[i].kind == VERIFY_TEXT)
            compare_text(verification, i, printed_row);
        else
            compare_number(verification, i, printed_row);
        arena_reset(verification->scratch);
    }
}

bool verify_table(const FullScore *score, const PrintedTable *table, const VerifyOptions *options,
                  const ScoreRoom *room, Diagnostics *diagnostics, Verification *verification) {
    size_t errors = diagnostics_error_count(diagnostics);
    *verification = (Verification){.score = score,
                                   .table = table,
                                   .marks = options->marks,
                                   .arena = room->arena,
                                   .scratch = room->scratch,
                                   .numbers = room->numbers,
                                   .diagnostics = diagnostics};
    number_context_use(room->numbers, room->arena);
    if (!verify_columns(verification, options->map)) return false;
    match_rows(verification);
    if (diagnostics_error_count(diagnostics) > errors) return false;
    number_context_use(room->numbers, room->scratch);
    for (uint32_t row = 0; row < table->row_count; row++)
        compare_row(verification, row);
    number_context_use(room->numbers, room->arena);
    return diagnostics_error_count(diagnostics) == errors;
}
