#include "runtime/results/result_summary.h"

#include "base/unicode.h"
#include "runtime/computing/exact_sum.h"
#include "runtime/results/result_rank.h"
#include "runtime/results/result_value.h"
#include "runtime/computing/value_text.h"

static bool is_right_to_left(uint32_t code_point) {
    return (code_point >= 0x0590 && code_point <= 0x08FF) || (code_point >= 0xFB1D && code_point <= 0xFDFF) ||
           (code_point >= 0xFE70 && code_point <= 0xFEFE) ||
           (code_point >= 0x10800 && code_point <= 0x10FFF) ||
           (code_point >= 0x1E800 && code_point <= 0x1EFFF);
}

static bool has_right_to_left(Text text) {
    for (size_t at = 0; at < text.len;) {
        uint32_t code_point = 0;
        size_t length = unicode_decode(text, at, &code_point);
        if (length > 0 && is_right_to_left(code_point)) return true;
        at += length > 0 ? length : 1;
    }
    return false;
}

Text result_safe_text(const Result *result, Text text) {
    Text visible = unicode_visible(result->scratch, text);
    if (unicode_is_ascii(visible) || !has_right_to_left(visible)) return visible;
    return text_format(result->scratch, "\u2068%.*s\u2069",
                       TEXT_ARG(visible)); /* first strong isolate ... pop */
}

/* What people call the unit: its name, or its key where it has none. */
static Text who(const Result *result, uint32_t row) {
    uint32_t input =
        result->plan->name_input != RESULT_NONE ? result->plan->name_input : result->plan->key_input;
    if (input == RESULT_NONE || !result->table->columns[input].texts) return (Text){"", 0};
    return result_safe_text(result, text_column_get(result->table->columns[input].texts, row));
}

static void add_name(const Result *result, ResultSink *sink, const PlanOutput *output, const char *after) {
    sink_add(sink, result_safe_text(result, output->name));
    sink_add(sink, text_from(after));
}

static size_t count_ranked(const Result *result, const ResultRank *rank, const ResultList *list) {
    size_t ranked = 0;
    for (size_t i = 0; i < list->count; i++)
        ranked += rank->halves[result->ordered[list->from + i]] != 0;
    return ranked;
}

/* Units among whom the list is ranked: more than the list holds where `--block` shows a part of them. */
static size_t count_listed(const Result *result, const ResultRank *rank, const ResultList *list) {
    if (!rank || !result->options.block.bytes || list->count == 0) return list->count;
    uint32_t category = result_category(result, rank->scope_input, result->ordered[list->from]);
    size_t count = 0;
    for (size_t row = 0; row < result->evaluation->row_count; row++)
        count += result_category(result, rank->scope_input, (uint32_t)row) == category;
    return count;
}

/* `3 units`, or `3 of 20 units` */
static void write_count(size_t count, size_t of, const char *what, ResultSink *sink) {
    sink_add_count(sink, count);
    if (of > count) {
        sink_add(sink, TEXT(" of "));
        sink_add_count(sink, of);
    }
    sink_add(sink, text_from(what));
}

static void write_units(const Result *result, const ResultList *list, ResultSink *sink) {
    const ResultRank *rank = result_rank_find(result, result->order_rank);
    size_t listed = count_listed(result, rank, list);
    write_count(list->count, listed, listed == 1 ? " unit" : " units", sink);
    if (rank) {
        size_t ranked = count_ranked(result, rank, list), all = ranked;
        if (listed > list->count) all = result_rank_of(result, rank, result->ordered[list->from]);
        sink_add(sink, TEXT(", "));
        write_count(ranked, all, " ranked", sink);
    }
    if (list->shown < list->count) {
        sink_add(sink, TEXT(", "));
        write_count(list->shown, list->shown, " shown", sink);
    }
    sink_add_char(sink, '\n');
}

/* One counter per grade, the last one for units without a grade. */
static size_t *count_grades(const Result *result, const PlanOutput *output, const ResultList *list) {
    size_t *counts = ARENA_ARRAY(result->scratch, size_t, output->grade_count + 1);
    for (size_t i = 0; i < list->count; i++) {
        ResultValue value = result_value(result, output->value, result->ordered[list->from + i]);
        int64_t grade = -1;
        if (value.state == STATE_VALUE && !number_to_int(result->numbers, value.number, &grade)) grade = -1;
        bool known = grade >= 0 && (uint64_t)grade < output->grade_count;
        counts[known ? (size_t)grade : output->grade_count]++;
    }
    return counts;
}

static void write_grade_counts(const Result *result, const PlanOutput *output, const ResultList *list,
                               ResultSink *sink) {
    const size_t *counts = count_grades(result, output, list);
    add_name(result, sink, output, ": ");
    bool first = true;
    for (size_t i = 0; i <= output->grade_count; i++) {
        if (counts[i] == 0) continue;
        if (!first) sink_add(sink, TEXT(", "));
        first = false;
        sink_add_count(sink, counts[i]);
        sink_add_char(sink, '/');
        sink_add_count(sink, list->count);
        sink_add_char(sink, ' ');
        sink_add(sink, i < output->grade_count ? result_safe_text(result, output->grades[i].label)
                                               : TEXT("(none)"));
    }
    sink_add_char(sink, '\n');
}

typedef struct Extremes {
    Number highest, lowest, mean;
    uint32_t highest_row, lowest_row;
    size_t count;
} Extremes;

static void take(const Result *result, Extremes *extremes, Number number, uint32_t row) {
    if (extremes->count == 0 || number_compare(result->numbers, number, extremes->highest) > 0) {
        extremes->highest = number;
        extremes->highest_row = row;
    }
    if (extremes->count == 0 || number_compare(result->numbers, number, extremes->lowest) < 0) {
        extremes->lowest = number;
        extremes->lowest_row = row;
    }
    extremes->count++;
}

static Extremes find_extremes(const Result *result, StepId step, const ResultList *list) {
    Extremes extremes = {.count = 0};
    ExactSum sum;
    exact_sum_start(&sum, result->numbers, result->scratch);
    const Column *column = &result->evaluation->columns[step];
    for (size_t i = 0; i < list->count; i++) {
        uint32_t row = result->ordered[list->from + i];
        if (row >= column->count || column_state(column, row) != STATE_VALUE) continue;
        take(result, &extremes, column_number(column, row), row);
        exact_sum_add(&sum, column, row);
    }
    Number total = exact_sum_total(&sum);
    if (extremes.count > 0)
        extremes.mean = number_divide(result->numbers, total, number_from_int((int64_t)extremes.count));
    return extremes;
}

static void write_number(const Result *result, const PlanOutput *output, Number number, ResultSink *sink) {
    ValueStyle style = {result->numbers, result->scratch, result->options.vietnamese ? ',' : '.'};
    sink_add(sink, value_number(&style, number, output->decimals, output->as_percent));
}

static void write_extreme(const Result *result, const PlanOutput *output, Number number, uint32_t row,
                          ResultSink *sink) {
    write_number(result, output, number, sink);
    sink_add(sink, TEXT(" ("));
    sink_add(sink, who(result, row));
    sink_add(sink, TEXT(")"));
}

static void write_extremes(const Result *result, const PlanOutput *output, const ResultList *list,
                           ResultSink *sink) {
    Extremes extremes = find_extremes(result, output->value, list);
    bool too_large = number_context_take_overflow(result->numbers);
    if (extremes.count == 0) return;
    add_name(result, sink, output, ": highest ");
    write_extreme(result, output, extremes.highest, extremes.highest_row, sink);
    sink_add(sink, TEXT(", lowest "));
    write_extreme(result, output, extremes.lowest, extremes.lowest_row, sink);
    if (!too_large) {
        sink_add(sink, TEXT(", mean "));
        write_number(result, output, extremes.mean, sink);
    }
    sink_add_char(sink, '\n');
}

/* Why a unit has no place: what has no value, or nothing where it was not eligible. */
typedef struct Reason {
    Text what;
    ValueState state;
} Reason;

/* What people know a step by. */
static Text name_of_step(const Plan *plan, StepId id, Text otherwise) {
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].value == id || plan->outputs[i].exact == id) return plan->outputs[i].name;
    return plan->steps[id].op == OP_INPUT ? plan->inputs[plan->steps[id].input].name : otherwise;
}

static Text name_of_operand(const Result *result, const PlanOutput *rank, uint32_t i, StepId id) {
    if (i == 1 && rank->source != RESULT_NONE) return result->plan->outputs[rank->source].name;
    return name_of_step(result->plan, id, i == 0 ? TEXT("the condition of the rank") : TEXT("a tie-breaker"));
}

/* The values it is ranked by, operand 1 and on, before operand 0, who is eligible. */
static Reason reason_of_operands(const Result *result, const PlanOutput *rank, uint32_t row) {
    const Step *step = &result->plan->steps[rank->value];
    for (uint32_t i = 1; i <= step->operand_count; i++) {
        uint32_t operand = i % step->operand_count;
        StepId id = plan_operands(result->plan, step)[operand];
        ValueState state = result_value(result, id, row).state;
        if (state != STATE_VALUE) return (Reason){name_of_operand(result, rank, operand, id), state};
    }
    return (Reason){{"", 0}, STATE_VALUE};
}

static bool is_refused(const Result *result, const Step *step, uint32_t row) {
    ResultValue eligible = result_value(result, plan_operands(result->plan, step)[0], row);
    return eligible.state == STATE_VALUE && number_sign(eligible.number) == 0;
}

/* [L6.4] */
static Reason reason_of(const Result *result, const PlanOutput *rank, uint32_t row) {
    const Step *step = &result->plan->steps[rank->value];
    const uint32_t scope = rank->scope_input;
    ValueState state = STATE_VALUE;
    if (scope != RESULT_NONE) state = column_state(&result->table->columns[scope].values, row);
    if (state != STATE_VALUE) return (Reason){result->plan->inputs[scope].name, state};
    if (step->op != OP_RANK || is_refused(result, step, row)) return (Reason){{"", 0}, STATE_VALUE};
    return reason_of_operands(result, rank, row);
}

static void write_reason(const Result *result, const PlanOutput *rank, uint32_t row, ResultSink *sink) {
    Reason reason = reason_of(result, rank, row);
    sink_add(sink, TEXT("not ranked: "));
    sink_add(sink, who(result, row));
    if (reason.state == STATE_VALUE) {
        sink_add(sink, TEXT(" (not eligible)\n"));
        return;
    }
    sink_add(sink, TEXT(" ("));
    sink_add(sink, result_safe_text(result, reason.what));
    sink_add(sink,
             reason.state == STATE_NOT_APPLICABLE ? TEXT(" is not applicable)\n") : TEXT(" is missing)\n"));
}

static void write_unranked(const Result *result, const ResultList *list, ResultSink *sink) {
    const ResultRank *rank = result_rank_find(result, result->order_rank);
    if (!rank) return;
    for (size_t i = 0; i < list->count; i++) {
        uint32_t row = result->ordered[list->from + i];
        if (rank->halves[row] == 0) write_reason(result, &result->plan->outputs[rank->output], row, sink);
        arena_reset(result->scratch);
    }
}

void result_summary_write(const Result *result, const ResultList *list, ResultSink *sink) {
    const Plan *plan = result->plan;
    write_units(result, list, sink);
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind == OUTPUT_GRADE) write_grade_counts(result, &plan->outputs[i], list, sink);
    if (result->first_index != RESULT_NONE)
        write_extremes(result, &plan->outputs[result->first_index], list, sink);
    arena_reset(result->scratch);
    write_unranked(result, list, sink);
}
