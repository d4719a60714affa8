#include "proving/cliff_report.h"

#include "proving/told.h"
#include "proving/witness.h"

typedef struct CliffReport {
    PairCheck *check;
    Prover *prover;
    const Source *source;
    Diagnostics *diagnostics;
} CliffReport;

/* "van_ban = 90%" */
static Text assignment(const CliffReport *report, const Cliff *cliff, int row) {
    InputCell *cells = ARENA_ARRAY(report->prover->arena, InputCell, report->prover->plan->input_count + 1);
    cells[cliff->input] = cliff->pair.cells[row];
    return witness_words(report->prover, cells, &cliff->input, 1);
}

/* "90%" */
static Text value_text(const CliffReport *report, const Cliff *cliff, int row) {
    Text words = assignment(report, cliff, row);
    size_t lead = report->prover->plan->inputs[cliff->input].name.len + 3;
    return text_slice(words, lead, words.len);
}

static Text number_text(const CliffReport *report, Number number) {
    return number_format_exact(report->prover->numbers, report->prover->arena, number);
}

static Text share_text(const CliffReport *report, Number share) {
    return number_format(report->prover->numbers, report->prover->arena, share, 4, '.');
}

static Text percent_text(const CliffReport *report, Number share) {
    NumberContext *numbers = report->prover->numbers;
    Number percent =
        number_round(numbers, number_multiply(numbers, share, number_from_int(100)), 1, ROUND_HALF_AWAY);
    return text_format(report->prover->arena, "%.*s%%", TEXT_ARG(number_text(report, percent)));
}

/* "33.3% of the criterion, 10% of the index" */
static Text shares_in_words(const CliffReport *report, const Cliff *cliff) {
    Arena *arena = report->prover->arena;
    Text words = text_format(arena, "%.*s of the criterion", TEXT_ARG(percent_text(report, cliff->share)));
    if (!cliff->is_of_index) return words;
    return text_format(arena, "%.*s, %.*s of the index", TEXT_ARG(words),
                       TEXT_ARG(percent_text(report, cliff->of_index)));
}

static CliffRow row_of(const CliffReport *report, const Cliff *cliff) {
    Arena *arena = report->prover->arena;
    const Plan *plan = report->prover->plan;
    CliffRow row = {.criterion = plan->outputs[cliff->criterion->output].name,
                    .input = plan->inputs[cliff->input].name,
                    .from = value_text(report, cliff, 0),
                    .to = value_text(report, cliff, 1),
                    .points_from = number_text(report, cliff->points[0]),
                    .points_to = number_text(report, cliff->points[1]),
                    .decided = number_text(report, cliff->lost),
                    .of_criterion = share_text(report, cliff->share)};
    if (cliff->is_of_index) row.of_index = share_text(report, cliff->of_index);
    row.in_words =
        text_format(arena, "%.*s: %.*s with %.*s = %.*s, %.*s with %.*s (%.*s)", TEXT_ARG(row.criterion),
                    TEXT_ARG(row.points_from), TEXT_ARG(row.input), TEXT_ARG(row.from),
                    TEXT_ARG(row.points_to), TEXT_ARG(row.to), TEXT_ARG(shares_in_words(report, cliff)));
    return row;
}

static void tell(const CliffReport *report, const Cliff *cliff, const CliffRow *row) {
    Arena *arena = report->prover->arena;
    const Plan *plan = report->prover->plan;
    InputCell *rows[PROVER_ROWS];
    pair_check_rows(report->check, cliff->criterion, cliff->input, &cliff->pair, rows);
    Text message = text_format(
        arena,
        "one recording step of `%.*s` decides %.*s points: `%.*s` is %.*s with %.*s, and %.*s "
        "with %.*s",
        TEXT_ARG(row->input), TEXT_ARG(row->decided), TEXT_ARG(row->criterion), TEXT_ARG(row->points_to),
        TEXT_ARG(row->to), TEXT_ARG(row->points_from), TEXT_ARG(row->from));
    Diagnostic *told = diagnostics_report(
        report->diagnostics, report->source, plan->outputs[cliff->criterion->output].span, DIAGNOSTIC_CLIFF,
        message, TEXT("give points for values in between, or in proportion"));
    diagnostic_relate(report->diagnostics, told, report->source, plan->inputs[cliff->input].span,
                      TEXT("the input"));
    diagnostic_show(report->diagnostics, told, witness_csv(report->prover, rows));
}

CliffTable *cliffs_report(PairCheck *check, const Source *source, Diagnostics *diagnostics) {
    CliffReport report = {check, check->prover, source, diagnostics};
    const Cliffs *cliffs = cliffs_find(check);
    const bool *is_told = told_odd_lines(report.prover->plan, source, diagnostics, report.prover->arena);
    CliffTable *table = ARENA_NEW(check->prover->arena, CliffTable);
    table->rows = ARENA_ARRAY(check->prover->arena, CliffRow, cliffs->count + 1);
    table->is_partial = cliffs->is_partial;
    for (size_t i = 0; i < cliffs->count; i++) {
        CliffRow *row = &table->rows[table->count++];
        *row = row_of(&report, &cliffs->items[i]);
        if (cliffs->items[i].is_steep && !is_told[cliffs->items[i].criterion->output])
            tell(&report, &cliffs->items[i], row);
    }
    return table;
}
