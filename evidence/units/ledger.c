#include "evidence/units/ledger.h"

#include "base/nearest.h"
#include "base/unicode.h"
#include "evidence/card/card_losses.h"

/* ---- which one */

static bool has_points(const PlanOutput *output) {
    return output->points != STEP_NONE;
}

static void report_unknown(const Scored *scored, Text name, Arena *scratch, Diagnostics *diagnostics) {
    const Plan *plan = scored->plan;
    Nearest nearest = nearest_start(scratch, name);
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (has_points(&plan->outputs[i])) nearest_offer(&nearest, plan->outputs[i].name, (long)i);
    Text hint = TEXT("name a criterion, group or index that has points, as the rules do");
    if (nearest.best >= 0)
        hint = text_format(scratch, "did you mean `%.*s`?", TEXT_ARG(plan->outputs[nearest.best].name));
    Text message = text_format(scratch, "no criterion with points is called `%.*s`",
                               TEXT_ARG(unicode_visible(scratch, name)));
    diagnostics_add(diagnostics, &(Diagnostic){.code = DIAGNOSTIC_NO_SUCH_CRITERION,
                                               .file = scored->rules->name,
                                               .message = message,
                                               .hint = hint});
}

uint32_t ledger_find(const Scored *scored, Text name, Arena *scratch, Diagnostics *diagnostics) {
    Text wanted = unicode_nfc(scratch, name);
    for (uint32_t i = 0; i < scored->plan->output_count; i++)
        if (has_points(&scored->plan->outputs[i]) && text_equal(scored->plan->outputs[i].name, wanted))
            return i;
    report_unknown(scored, name, scratch, diagnostics);
    return UINT32_MAX;
}

/* ---- its lines */

/* Steps stand behind their operands, so one pass from the end finds all that it looks at. */
static void find_inputs(Ledger *ledger, Arena *arena) {
    const Plan *plan = ledger->maker->scored->plan;
    StepId last = plan->outputs[ledger->output].points;
    bool *needed = ARENA_ARRAY(arena, bool, (size_t)last + 1);
    bool *told = ARENA_ARRAY(arena, bool, (size_t)plan->input_count + 1);
    needed[last] = true;
    for (StepId id = last + 1; id-- > 0;) {
        const Step *step = &plan->steps[id];
        if (needed[id] && step->op == OP_INPUT) told[step->input] = true;
        for (uint32_t i = 0; needed[id] && i < step->operand_count; i++)
            needed[plan_operands(plan, step)[i]] = true;
    }
    ledger->inputs = ARENA_ARRAY(arena, uint32_t, (size_t)plan->input_count + 1);
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (told[i] && i != plan->key_input && i != plan->name_input)
            ledger->inputs[ledger->input_count++] = i;
}

static void add(const Ledger *ledger, Number *sum, Number number) {
    *sum = number_reduce(ledger->maker->numbers, number_add(ledger->maker->numbers, *sum, number));
}

static void count_line(Ledger *ledger, const LedgerLine *line) {
    if (line->points.state != STATE_VALUE) {
        ledger->not_applicable += line->points.state == STATE_NOT_APPLICABLE;
        ledger->missing += line->points.state != STATE_NOT_APPLICABLE;
        return;
    }
    ledger->applicable++;
    add(ledger, &ledger->points, line->points.number);
    if (line->maximum.state == STATE_VALUE) add(ledger, &ledger->maximum, line->maximum.number);
    add(ledger, &ledger->lost, line->lost);
}

static LedgerLine line_of(const Ledger *ledger, size_t row) {
    LedgerLine line = {.lost = NUMBER_ZERO};
    line.points = scored_part(ledger->maker->scored, ledger->output, 2, row);
    line.maximum = scored_part(ledger->maker->scored, ledger->output, 3, row);
    if (line.points.state == STATE_VALUE && line.maximum.state == STATE_VALUE)
        line.lost = card_lost(ledger->maker->numbers, &ledger->maker->scored->plan->outputs[ledger->output],
                              line.points.number, line.maximum.number);
    return line;
}

Ledger ledger_made(const CardMaker *maker, uint32_t output, Arena *arena) {
    Ledger ledger = {
        .maker = maker, .output = output, .points = NUMBER_ZERO, .maximum = NUMBER_ZERO, .lost = NUMBER_ZERO};
    size_t rows = maker->scored->table->row_count;
    find_inputs(&ledger, arena);
    ledger.lines = ARENA_ARRAY(arena, LedgerLine, rows + 1);
    for (size_t row = 0; row < rows; row++) {
        ledger.lines[row] = line_of(&ledger, row);
        count_line(&ledger, &ledger.lines[row]);
    }
    return ledger;
}
