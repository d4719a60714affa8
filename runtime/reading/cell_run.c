#include "runtime/reading/cell_run.h"

/* ---- steps */

/* The odd number whose product with `odd` ends in 64 bits as 1. Each turn doubles the bits that are right. */
static uint64_t inverse_of(uint64_t odd) {
    uint64_t inverse = odd;
    for (int i = 0; i < 6; i++)
        inverse *= 2 - odd * inverse;
    return inverse;
}

static void set_step(CellRun *run, size_t cell, uint64_t step) {
    unsigned turn = (unsigned)__builtin_ctzll(step);
    run->step_turns[cell] = turn;
    run->step_inverses[cell] = inverse_of(step >> turn);
    run->step_highs[cell] = UINT64_MAX / step;
    run->has_steps |= step > 1;
}

/* ---- numbers */

static int32_t clamped(int64_t bound) {
    return bound > INT32_MAX ? INT32_MAX : bound < INT32_MIN ? INT32_MIN : (int32_t)bound;
}

/* Decimals that a percentage has more than what is written. */
static unsigned more_decimals(const CellQuick *column) {
    return column->type == INPUT_PERCENT ? 2 : 0;
}

/* Are only whole numbers legal, and all within the bounds? */
static bool is_whole(const CellQuick *column) {
    unsigned more = more_decimals(column);
    return column->ranges[more].step == 1 && column->ranges[more + 1].step % 10 == 0;
}

static void set_numbers(CellRun *run, size_t cell, const CellQuick *column) {
    unsigned more = more_decimals(column);
    const QuickRange *whole = &column->ranges[more], *finest = &column->ranges[QUICK_DIGITS - 1 + more];
    run->decimal = column->decimal;
    run->whole_forms[cell] = (uint8_t)(more << 3);
    run->whole_lows[cell] = clamped(whole->low);
    run->whole_highs[cell] = clamped(whole->high);
    run->lows[cell] = finest->low;
    run->highs[cell] = finest->high;
    set_step(run, cell, (uint64_t)finest->step);
}

/* ---- signs */

static bool are_equal(const Text *a, size_t a_count, const Text *b, size_t b_count) {
    if (a_count != b_count) return false;
    for (size_t i = 0; i < a_count; i++)
        if (!text_equal(a[i], b[i])) return false;
    return true;
}

static bool have_equal_options(const PlanInput *a, const PlanInput *b) {
    if (a->option_count != b->option_count) return false;
    for (size_t i = 0; i < a->option_count; i++)
        if (!text_equal(a->options[i].text, b->options[i].text)) return false;
    return true;
}

/* Numbers differ in ways that are not looked into. */
static bool have_equal_tokens(const PlanInput *a, const PlanInput *b) {
    if (a->token_count != b->token_count) return false;
    for (size_t i = 0; i < a->token_count; i++) {
        const PlanToken *one = &a->tokens[i], *other = &b->tokens[i];
        if (one->state != other->state || one->state == STATE_VALUE || !text_equal(one->text, other->text))
            return false;
    }
    return true;
}

/* Does the same text always mean the same? */
static bool are_read_alike(const PlanInput *a, const PlanInput *b) {
    return a->type == b->type && a->rejects_missing == b->rejects_missing && have_equal_options(a, b) &&
           have_equal_tokens(a, b) && are_equal(a->yes_texts, a->yes_count, b->yes_texts, b->yes_count) &&
           are_equal(a->no_texts, a->no_count, b->no_texts, b->no_count);
}

static bool may_be_signs(const PlanInput *input) {
    size_t signs = 0;
    for (size_t i = 0; input->type == INPUT_OPTION && i < input->option_count; i++)
        signs += input->options[i].text.len == 1;
    return input->type == INPUT_YES_NO || (signs > 0 && signs == input->option_count);
}

/* ---- which columns */

static bool begin(CellRun *run, const CellReader *reader, const CellQuick *column) {
    if (!column->is_input) return false;
    run->kind = !column->reads_numbers ? RUN_SIGNS : is_whole(column) ? RUN_WHOLE_NUMBERS : RUN_NUMBERS;
    return column->reads_numbers || may_be_signs(&reader->plan->inputs[column->input]);
}

static bool goes_on(const CellRun *run, const CellReader *reader, const CellQuick *first,
                    const CellQuick *column) {
    CellRun other;
    if (!begin(&other, reader, column) || other.kind != run->kind) return false;
    const PlanInput *inputs = reader->plan->inputs;
    return run->kind != RUN_SIGNS || are_read_alike(&inputs[first->input], &inputs[column->input]);
}

CellRun cell_run_new(const CellReader *reader, const CellQuick *columns, size_t first, size_t count,
                     size_t most_signs) {
    CellRun run = {.first = (uint32_t)first};
    for (unsigned i = 0; i < sizeof run.signs; i++)
        run.signs[i] = (uint8_t)(i ^ 1);
    if (!begin(&run, reader, &columns[first])) return run;
    size_t most = run.kind == RUN_SIGNS ? most_signs : CELL_RUN_NUMBERS;
    for (size_t i = first; i < count && run.count < most; i++) {
        if (!goes_on(&run, reader, &columns[first], &columns[i])) break;
        if (run.kind != RUN_SIGNS) set_numbers(&run, run.count, &columns[i]);
        run.inputs[run.count] = columns[i].input;
        if (i + 1 == count) run.is_last = 1u << run.count;
        run.count++;
    }
    return run;
}

/* ---- what was read */

static void learn_empty(CellRun *run, size_t cell, Cell found) {
    run->knows_empty |= 1u << cell;
    run->empty_numbers[cell] = (int32_t)cell_mantissa(found);
    run->empty_forms[cell] = cell_form(found);
}

/* Signs with equal low bits are rare among the options of one input: the first one stays. */
static void learn_sign(CellRun *run, unsigned char sign, Cell found) {
    unsigned low = sign & 15;
    int64_t mantissa = cell_mantissa(found);
    if (mantissa != (int8_t)mantissa || (run->signs[low] & 15) == low) return;
    run->signs[low] = sign;
    run->sign_numbers[low] = (int8_t)mantissa;
    run->sign_forms[low] = cell_form(found);
}

void cell_run_learn(CellRun *run, size_t cell, Text text, Cell found) {
    int64_t mantissa = cell_mantissa(found);
    if (cell_is_large(found) || mantissa != (int32_t)mantissa) return;
    if (text.len == 0 && run->kind != RUN_SIGNS) learn_empty(run, cell, found);
    for (size_t i = 0; text.len == 0 && run->kind == RUN_SIGNS && i < run->count; i++)
        learn_empty(run, i, found);
    if (text.len == 1 && run->kind == RUN_SIGNS) learn_sign(run, (unsigned char)text.bytes[0], found);
}
