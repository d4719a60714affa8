#include "runtime/results/result_shown.h"

#include "runtime/results/result_cell.h"
#include "runtime/results/result_rank.h"
#include "runtime/results/result_value.h"

typedef struct Shown {
    const Result *result;
    const PlanOutput *rank, *source;
    Diagnostics *diagnostics;
} Shown;

static StepId deciding_step(const Shown *shown) {
    return shown->rank->is_exact ? shown->source->exact : shown->source->value;
}

static int shown_decimals(const PlanOutput *output) {
    if (output->decimals >= 0) return output->decimals;
    return VALUE_FREE_DECIMALS + (output->as_percent ? 2 : 0);
}

static bool look_equal(const Shown *shown, uint32_t a, uint32_t b) {
    NumberContext *numbers = shown->result->numbers;
    ResultValue left = result_value(shown->result, shown->source->value, a);
    ResultValue right = result_value(shown->result, shown->source->value, b);
    if (left.state != STATE_VALUE || right.state != STATE_VALUE) return false;
    int decimals = shown_decimals(shown->source);
    return number_equal(numbers, number_round(numbers, left.number, decimals, ROUND_HALF_AWAY),
                        number_round(numbers, right.number, decimals, ROUND_HALF_AWAY));
}

static bool are_equal(const Shown *shown, uint32_t a, uint32_t b) {
    ResultValue left = result_value(shown->result, deciding_step(shown), a);
    ResultValue right = result_value(shown->result, deciding_step(shown), b);
    return left.state != STATE_VALUE || right.state != STATE_VALUE ||
           number_equal(shown->result->numbers, left.number, right.number);
}

static Text exact_of(const Shown *shown, uint32_t row) {
    ResultValue value = result_value(shown->result, deciding_step(shown), row);
    return number_format_exact(shown->result->numbers, shown->result->scratch, value.number);
}

static Text shown_of(const Shown *shown, uint32_t row) {
    ResultColumn column = {
        SHOW_VALUE, RESULT_NONE, (uint32_t)(shown->source - shown->result->plan->outputs), {"", 0}};
    return result_text(shown->result, &column, row, true).text;
}

/* `9` and `9.000000000000` do not look equal: the first is all of the number. */
static bool are_written_equal(const Shown *shown, uint32_t a, uint32_t b) {
    return text_equal(shown_of(shown, a), shown_of(shown, b));
}

static void report(const Shown *shown, uint32_t better, uint32_t worse) {
    const Result *result = shown->result;
    Arena *scratch = result->scratch;
    Text source = shown->source->name;
    Text message = text_format(
        scratch, "`%.*s` and `%.*s` both show %.*s for `%.*s` but have different places in `%.*s`",
        TEXT_ARG(result_key(result, better)), TEXT_ARG(result_key(result, worse)),
        TEXT_ARG(shown_of(shown, better)), TEXT_ARG(source), TEXT_ARG(shown->rank->name));
    Text hint = text_format(
        scratch, "the exact values are %.*s and %.*s: show `%.*s.exact` too, or round to more decimals",
        TEXT_ARG(exact_of(shown, better)), TEXT_ARG(exact_of(shown, worse)), TEXT_ARG(source));
    diagnostics_add(shown->diagnostics, &(Diagnostic){
                                            .code = DIAGNOSTIC_EQUAL_SHOWN,
                                            .file = result->table->file,
                                            .position = {(size_t)table_line(result->table, worse), 1},
                                            .message = message,
                                            .hint = hint,
                                        });
}

static bool are_neighbours(const Result *result, const ResultRank *rank, uint32_t a, uint32_t b) {
    return rank->halves[b] != 0 && rank->halves[a] != rank->halves[b] &&
           result_category(result, rank->scope_input, a) == result_category(result, rank->scope_input, b);
}

/* Rounding keeps the order, so only neighbours in the ranking need a look. */
static void check_rank(const Shown *shown, const ResultRank *rank) {
    const Result *result = shown->result;
    size_t count = result->ordered_count;
    uint32_t *rows = ARENA_ARRAY(result->scratch, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        rows[i] = result->ordered ? result->ordered[i] : (uint32_t)i;
    result_rank_sort(result, rank, rows, count);
    for (size_t i = 1; i < count; i++)
        if (are_neighbours(result, rank, rows[i - 1], rows[i]) && look_equal(shown, rows[i - 1], rows[i]) &&
            !are_equal(shown, rows[i - 1], rows[i]) && are_written_equal(shown, rows[i - 1], rows[i]))
            report(shown, rows[i - 1], rows[i]);
}

void result_check_shown(const Result *result, Diagnostics *diagnostics) {
    for (size_t i = 0; i < result->rank_count; i++) {
        const PlanOutput *rank = &result->plan->outputs[result->ranks[i].output];
        if (rank->source == RESULT_NONE) continue;
        Shown shown = {result, rank, &result->plan->outputs[rank->source], diagnostics};
        if (rank->is_exact || shown.source->decimals < 0) check_rank(&shown, &result->ranks[i]);
    }
    arena_reset(result->scratch);
}
