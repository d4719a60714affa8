#include "evidence/card/step_told.h"

#include <inttypes.h>

/* How the numbers of operands are shown that go together. */
typedef struct OperandStyle {
    bool as_percent;
    uint32_t category_input, category_output;
} OperandStyle;

typedef enum Saying { BY_NAME, BY_VALUE } Saying;

typedef struct Telling {
    const Card *card;
    TextBuilder *out;
    const Step *step;
    const StepId *operands;
    OperandStyle style;
    Saying saying;
} Telling;

static const Plan *plan_of(const Card *card) {
    return card->scored->plan;
}

/* ---- values and references */

static OperandStyle style_of_step(const Card *card, StepId id) {
    const StepName *name = &card->maker->names[id];
    bool is_constant = plan_of(card)->steps[id].op == OP_CONSTANT;
    return (OperandStyle){name->as_percent && !is_constant, name->category_input, name->category_output};
}

static Text option_told(const Card *card, const OperandStyle *style, const StepValue *value) {
    if (style->category_input != UINT32_MAX) return told_input(&card->teller, style->category_input, value);
    if (style->category_output == UINT32_MAX) return told_number(&card->teller, value->number, false);
    return told_option(&card->teller, &plan_of(card)->outputs[style->category_output], value->number);
}

static Text value_told(const Card *card, StepId id, const OperandStyle *style) {
    const StepValue *value = &card->values[id];
    ValueStyle plain = {card->maker->numbers, card->arena, card->teller.point};
    if (value->state == STATE_NOT_APPLICABLE) return card_say(card, WORD_NOT_APPLICABLE);
    if (value->state == STATE_MISSING) return card_say(card, WORD_MISSING);
    if (value->state != STATE_VALUE) return card_say(card, WORD_NO_RESULT);
    switch (plan_of(card)->steps[id].type) {
    case PLAN_YES_NO: return card_say(card, number_sign(value->number) ? WORD_YES : WORD_NO);
    case PLAN_OPTION: return option_told(card, style, value);
    case PLAN_DATE: return value_date(&plain, value->number);
    case PLAN_NUMBER: break;
    }
    return told_number(&card->teller, value->number, style->as_percent);
}

Text step_value_told(const Card *card, StepId id) {
    OperandStyle style = style_of_step(card, id);
    return value_told(card, id, &style);
}

static Text output_reference(const Card *card, const StepName *name) {
    static const char *const parts[PLAN_PART_COUNT] = {"",     ".exact", ".points",
                                                       ".max", ".ratio", ".full_max"};
    return text_format(card->arena, "%.*s%s", TEXT_ARG(plan_of(card)->outputs[name->output].name),
                       parts[name->part]);
}

static Text reference(const Card *card, StepId id, const OperandStyle *style) {
    const Step *step = &plan_of(card)->steps[id];
    const StepName *name = &card->maker->names[id];
    if (step->op == OP_INPUT) return plan_of(card)->inputs[step->input].name;
    if (name->output != UINT32_MAX) return output_reference(card, name);
    if (card->step_numbers[id] > 0) return text_format(card->arena, "(%" PRIu32 ")", card->step_numbers[id]);
    return value_told(card, id, style);
}

Text step_reference(const Card *card, StepId id) {
    OperandStyle style = style_of_step(card, id);
    return reference(card, id, &style);
}

/* ---- formulas */

static void say(const Telling *telling, Text text) {
    text_builder_add(telling->out, text);
}

static void say_word(const Telling *telling, CardWord word) {
    say(telling, card_say(telling->card, word));
}

static void say_formula(const Telling *telling);

static bool is_comparison(StepOp op) {
    return op == OP_EQUAL || op == OP_NOT_EQUAL || op == OP_LESS || op == OP_LESS_EQUAL;
}

/* What goes together is shown alike: 0.9 beside 93.4% is 90%. */
static OperandStyle style_of_operands(const Card *card, const Step *step) {
    OperandStyle style = {false, UINT32_MAX, UINT32_MAX};
    const StepId *operands = plan_operands(plan_of(card), step);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        OperandStyle operand = style_of_step(card, operands[i]);
        style.as_percent |= operand.as_percent;
        if (style.category_input == UINT32_MAX) style.category_input = operand.category_input;
        if (style.category_output == UINT32_MAX) style.category_output = operand.category_output;
    }
    if (step->op == OP_MULTIPLY || step->op == OP_POWER) style.as_percent = false;
    return style;
}

static Telling telling_of(const Telling *outer, StepId id) {
    Telling telling = *outer;
    telling.step = &plan_of(outer->card)->steps[id];
    telling.operands = plan_operands(plan_of(outer->card), telling.step);
    telling.style = style_of_operands(outer->card, telling.step);
    return telling;
}

static bool is_own_input(const Card *card, StepId id) {
    return plan_of(card)->steps[id].op == OP_INPUT && card->maker->names[id].as_percent;
}

static void say_operand(const Telling *telling, uint32_t i) {
    StepId id = telling->operands[i];
    const Card *card = telling->card;
    OperandStyle style = telling->style;
    if (is_own_input(card, id)) style.as_percent = true;
    if (card_is_inline(plan_of(card), id)) {
        Telling inner = telling_of(telling, id);
        say_formula(&inner);
    } else if (telling->saying == BY_NAME) {
        say(telling, reference(card, id, &style));
    } else {
        say(telling, value_told(card, id, &style));
    }
}

static void say_between(const Telling *telling, const char *sign) {
    for (uint32_t i = 0; i < telling->step->operand_count; i++) {
        if (i > 0) say(telling, text_from(sign));
        say_operand(telling, i);
    }
}

/* a − b instead of a + −b */
static void say_sum(const Telling *telling) {
    const Plan *plan = plan_of(telling->card);
    for (uint32_t i = 0; i < telling->step->operand_count; i++) {
        StepId id = telling->operands[i];
        bool is_minus = plan->steps[id].op == OP_NEGATE && card_is_inline(plan, id);
        if (i > 0 && !is_minus) say(telling, TEXT(" + "));
        if (i > 0 && is_minus) say(telling, TEXT(" "));
        say_operand(telling, i);
    }
}

static void say_of_all(const Telling *telling, CardWord word) {
    say_word(telling, word);
    say(telling, TEXT(" "));
    say_between(telling, "; ");
}

static bool takes_part(const Telling *telling, uint32_t i) {
    return telling->card->values[telling->operands[i]].state != STATE_NOT_APPLICABLE;
}

static void say_left_out(const Telling *telling, uint32_t width) {
    bool is_first = true;
    if (telling->saying != BY_NAME) return;
    for (uint32_t i = 0; i + width <= telling->step->operand_count; i += width) {
        if (takes_part(telling, i) && takes_part(telling, i + width - 1)) continue;
        say(telling, is_first ? TEXT(" [") : TEXT(", "));
        if (is_first) say_word(telling, WORD_LEFT_OUT);
        if (is_first) say(telling, TEXT(": "));
        say_operand(telling, i);
        is_first = false;
    }
    if (!is_first) say(telling, TEXT("]"));
}

/* Members that apply; what does not is named behind them. */
static void say_members(const Telling *telling, CardWord word, const char *sign) {
    bool is_first = true;
    if (word != WORD_SUM_OF || telling->saying == BY_NAME) {
        if (word != WORD_SUM_OF) say_word(telling, word);
        if (word != WORD_SUM_OF) say(telling, TEXT(" "));
    }
    for (uint32_t i = 0; i < telling->step->operand_count; i++) {
        if (!takes_part(telling, i)) continue;
        if (!is_first) say(telling, text_from(sign));
        say_operand(telling, i);
        is_first = false;
    }
    say_left_out(telling, 1);
}

static void say_weighted(const Telling *telling, CardWord word) {
    bool is_first = true;
    say_word(telling, word);
    say(telling, TEXT(" "));
    for (uint32_t i = 0; i + 1 < telling->step->operand_count; i += 2) {
        if (!takes_part(telling, i) || !takes_part(telling, i + 1)) continue;
        if (!is_first) say(telling, TEXT(" + "));
        say_operand(telling, i + 1);
        say(telling, TEXT(" × "));
        say_operand(telling, i);
        is_first = false;
    }
    say_left_out(telling, 2);
}

static void say_comparison(const Telling *telling) {
    static const char *const signs[][2] = {{" = ", " = "}, {" ≠ ", " ≠ "}, {" < ", " > "}, {" ≤ ", " ≥ "}};
    const Plan *plan = plan_of(telling->card);
    StepOp op = telling->step->op;
    int sign = op == OP_EQUAL ? 0 : op == OP_NOT_EQUAL ? 1 : op == OP_LESS ? 2 : 3;
    bool turns = plan->steps[telling->operands[0]].op == OP_CONSTANT;
    say_operand(telling, turns);
    say(telling, text_from(signs[sign][turns]));
    say_operand(telling, !turns);
}

static void say_rounding(const Telling *telling) {
    static const CardWord modes[] = {WORD_HALF_AWAY, WORD_HALF_EVEN, WORD_DOWN,
                                     WORD_UP,        WORD_FLOOR,     WORD_CEILING};
    say_operand(telling, 0);
    if (telling->saying == BY_VALUE) return;
    say(telling, TEXT(" "));
    say_word(telling, WORD_ROUNDED);
    text_builder_add_format(telling->out, " %d", telling->step->round.decimals);
    say(telling, TEXT(", "));
    say_word(telling, modes[telling->step->round.mode]);
}

/* ---- choices */

enum { TESTS_TOLD = 8 };

/* A test of inputs alone; what their cells hold is told already. */
static bool looks_at_cells(const Plan *plan, const Step *step) {
    for (uint32_t i = 0; i < step->operand_count; i++) {
        StepOp op = plan->steps[plan_operands(plan, step)[i]].op;
        if (op != OP_INPUT && op != OP_CONSTANT) return false;
    }
    return true;
}

/* "(3) ≥ 90% (73% ≥ 90%): no" */
static void say_test(const Telling *telling, uint32_t i) {
    const Plan *plan = plan_of(telling->card);
    StepId id = telling->operands[i];
    Telling test = *telling;
    test.saying = BY_NAME;
    say_operand(&test, i);
    if (card_is_inline(plan, id) && !looks_at_cells(plan, &plan->steps[id])) {
        test.saying = BY_VALUE;
        say(telling, TEXT(" ("));
        say_operand(&test, i);
        say(telling, TEXT(")"));
    }
    say(telling, TEXT(": "));
    say(telling, step_value_told(telling->card, id));
}

static void say_choice(const Telling *telling, StepId self) {
    uint32_t used = card_operands_used(telling->card, self);
    bool takes_else = used == telling->step->operand_count && used % 2 == 1;
    uint32_t tests = used / 2 + (used % 2 && !takes_else), first = 0;
    if (tests > TESTS_TOLD) first = tests - TESTS_TOLD;
    if (first > 0) {
        text_builder_add_format(telling->out, "%" PRIu32 " ", first);
        say_word(telling, WORD_LINES_BEFORE);
        say(telling, TEXT("; "));
    }
    for (uint32_t i = first; i < tests; i++) {
        if (i > first) say(telling, TEXT("; "));
        say_test(telling, 2 * i);
    }
    if (takes_else && tests > 0) say(telling, TEXT("; "));
    if (takes_else) say_word(telling, WORD_ELSE);
    if (used % 2 && !takes_else) return; /* the test has no value */
    Telling taken = *telling;
    taken.style = style_of_step(telling->card, self);
    taken.saying = BY_NAME;
    say(telling, TEXT(" → "));
    say_operand(&taken, used - 1);
}

static void say_conditions(const Telling *telling, StepId self, CardWord word) {
    uint32_t used = card_operands_used(telling->card, self);
    for (uint32_t i = 0; i < used; i++) {
        if (i > 0) say(telling, TEXT(" "));
        if (i > 0) say_word(telling, word);
        if (i > 0) say(telling, TEXT(" "));
        say_test(telling, i);
    }
}

/* ---- cohorts */

static void say_scope(const Telling *telling) {
    const Plan *plan = plan_of(telling->card);
    uint32_t input = telling->step->cohort.scope_input;
    say(telling, TEXT(" "));
    if (input == UINT32_MAX) {
        say_word(telling, WORD_OVER_ALL);
        return;
    }
    StepValue value = scored_input(telling->card->scored, input, telling->card->row);
    say_word(telling, WORD_OVER_THE);
    text_builder_add_format(telling->out, " %.*s = %.*s", TEXT_ARG(plan->inputs[input].name),
                            TEXT_ARG(told_input(&telling->card->teller, input, &value)));
}

static void say_place(const Telling *telling) {
    say_word(telling, WORD_PLACE_BY);
    for (uint32_t i = 1; i < telling->step->operand_count; i++) {
        say(telling, i > 1 ? TEXT(", ") : TEXT(" "));
        if (i > 1) say_word(telling, WORD_THEN);
        if (i > 1) say(telling, TEXT(" "));
        say_operand(telling, i);
        Telling value = *telling;
        value.saying = BY_VALUE;
        value.style = style_of_step(telling->card, telling->operands[i]);
        say(telling, TEXT(" = "));
        say_operand(&value, i);
        if (telling->step->cohort.flags >> (i - 1) & 1) {
            say(telling, TEXT(" "));
            say_word(telling, WORD_LOWEST_FIRST);
        }
    }
}

static CardWord cohort_word(StepOp op) {
    if (op == OP_COHORT_MAX) return WORD_COHORT_MAX;
    if (op == OP_COHORT_MIN) return WORD_COHORT_MIN;
    if (op == OP_COHORT_SUM) return WORD_COHORT_SUM;
    if (op == OP_COHORT_MEAN) return WORD_COHORT_MEAN;
    if (op == OP_COHORT_MEDIAN) return WORD_COHORT_MEDIAN;
    if (op == OP_COHORT_COUNT) return WORD_COHORT_COUNT;
    if (op == OP_COHORT_BELOW) return WORD_COHORT_BELOW;
    if (op == OP_COHORT_AT_MOST) return WORD_COHORT_AT_MOST;
    if (op == OP_COHORT_PLACE) return WORD_COHORT_PLACE;
    if (op == OP_COHORT_PERCENTILE) return WORD_COHORT_PERCENTILE;
    if (op == OP_COHORT_WEIGHTED_MEAN) return WORD_COHORT_WEIGHTED_MEAN;
    return op == OP_GRADE_TOP ? WORD_GRADE_TOP : WORD_COHORT_SD;
}

static void say_cohort(const Telling *telling) {
    if (telling->step->op == OP_RANK) {
        say_place(telling);
    } else {
        say_word(telling, cohort_word(telling->step->op));
        say(telling, TEXT(" "));
        say_operand(telling, 0);
    }
    say_scope(telling);
}

/* ---- the whole */

static bool is_symbolic(StepOp op) {
    return op == OP_ADD || op == OP_MULTIPLY || op == OP_DIVIDE || op == OP_POWER || op == OP_NEGATE ||
           op == OP_MEMBERS_SUM || is_comparison(op);
}

static void say_symbols(const Telling *telling) {
    StepOp op = telling->step->op;
    if (op == OP_ADD) say_sum(telling);
    if (op == OP_MULTIPLY) say_between(telling, " × ");
    if (op == OP_DIVIDE) say_between(telling, " ÷ ");
    if (op == OP_POWER) say_between(telling, " ^ ");
    if (op == OP_NEGATE) say(telling, TEXT("− "));
    if (op == OP_NEGATE) say_operand(telling, 0);
    if (op == OP_MEMBERS_SUM) say_members(telling, WORD_SUM_OF, " + ");
    if (is_comparison(op)) say_comparison(telling);
}

static const struct {
    StepOp op;
    CardWord word;
} named[] = {
    {OP_MIN, WORD_SMALLEST_OF},
    {OP_MAX, WORD_LARGEST_OF},
    {OP_MEDIAN, WORD_MEDIAN_OF},
    {OP_GEOMETRIC_MEAN, WORD_GEOMETRIC_MEAN_OF},
    {OP_HARMONIC_MEAN, WORD_HARMONIC_MEAN_OF},
    {OP_ABS, WORD_ABS_OF},
    {OP_FLOOR, WORD_FLOOR_OF},
    {OP_CEILING, WORD_CEILING_OF},
    {OP_SQRT, WORD_SQRT_OF},
    {OP_LN, WORD_LN_OF},
    {OP_LOG10, WORD_LOG10_OF},
    {OP_EXP, WORD_EXP_OF},
    {OP_NOT, WORD_NOT},
    {OP_PRESENT, WORD_HAS_VALUE},
    {OP_MEMBERS_MEAN, WORD_MEAN_OF},
    {OP_MEMBERS_MIN, WORD_SMALLEST_OF},
    {OP_MEMBERS_MAX, WORD_LARGEST_OF},
    {OP_MEMBERS_MEDIAN, WORD_MEDIAN_OF},
    {OP_MEMBERS_GEOMETRIC_MEAN, WORD_GEOMETRIC_MEAN_OF},
    {OP_MEMBERS_HARMONIC_MEAN, WORD_HARMONIC_MEAN_OF},
    {OP_MEMBERS_COUNT, WORD_COUNT_OF},
    {OP_MEMBERS_WEIGHTED_MEAN, WORD_WEIGHTED_MEAN_OF},
    {OP_MEMBERS_WEIGHTED_SUM, WORD_WEIGHTED_SUM_OF},
    {OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN, WORD_WEIGHTED_GEOMETRIC_OF},
};

static void say_named(const Telling *telling) {
    size_t i = 0, count = sizeof named / sizeof *named;
    while (i < count && named[i].op != telling->step->op)
        i++;
    if (i == count) return;
    if (operation_is_weighted(telling->step->op))
        say_weighted(telling, named[i].word);
    else if (operation_kind(telling->step->op) == OPERATION_MEMBERS)
        say_members(telling, named[i].word, "; ");
    else
        say_of_all(telling, named[i].word);
}

static void say_fallback(const Telling *telling, StepId self, CardWord word) {
    say_operand(telling, 0);
    if (card_operands_used(telling->card, self) < 2) return;
    say(telling, TEXT(", "));
    say_word(telling, word);
    say(telling, TEXT(" "));
    say_operand(telling, 1);
}

static StepId self_of(const Telling *telling) {
    return (StepId)(telling->step - plan_of(telling->card)->steps);
}

static void say_lazy(const Telling *telling) {
    StepId self = self_of(telling);
    StepOp op = telling->step->op;
    if (op == OP_CHOOSE) say_choice(telling, self);
    if (op == OP_AND) say_conditions(telling, self, WORD_AND);
    if (op == OP_OR) say_conditions(telling, self, WORD_OR);
    if (op == OP_OTHERWISE) say_fallback(telling, self, WORD_OTHERWISE);
    if (op == OP_IF_MISSING) say_fallback(telling, self, WORD_IF_MISSING);
    if (op == OP_PRESENT) say_of_all(telling, WORD_HAS_VALUE);
    if (op != OP_WHERE_APPLICABLE) return;
    say_operand(telling, 0);
    say(telling, TEXT(", "));
    say_word(telling, WORD_APPLIES_WITH);
    say(telling, TEXT(" "));
    say_operand(telling, 1);
}

/* Inline steps stand in no inline step, so this calls itself once at most. */
static void say_formula(const Telling *telling) {
    StepOp op = telling->step->op;
    if (is_symbolic(op))
        say_symbols(telling);
    else if (op == OP_ROUND)
        say_rounding(telling);
    else if (operation_kind(op) == OPERATION_COHORT)
        say_cohort(telling);
    else if (operation_kind(op) == OPERATION_LAZY)
        say_lazy(telling);
    else
        say_named(telling);
}

static Text formula(const Card *card, StepId id, Saying saying) {
    TextBuilder out = text_builder(card->arena);
    Telling outer = {.card = card, .out = &out, .saying = saying};
    Telling telling = telling_of(&outer, id);
    say_formula(&telling);
    return text_builder_text(&out);
}

/* Lazy and cohort steps name their values as they go. */
static bool has_two_sayings(StepOp op) {
    OperationKind kind = operation_kind(op);
    return kind == OPERATION_STRICT || kind == OPERATION_MEMBERS;
}

static bool is_fraction(const Card *card, StepId id) {
    const StepValue *value = &card->values[id];
    return value->state == STATE_VALUE && plan_of(card)->steps[id].type == PLAN_NUMBER &&
           number_decimals(card->maker->numbers, value->number, NUMBER_MAX_DECIMALS) < 0;
}

static void add_approximation(const Card *card, StepId id, TextBuilder *out) {
    enum { DECIMALS = 6 };
    bool as_percent = card->maker->names[id].as_percent;
    if (!is_fraction(card, id)) return;
    Number number = card->values[id].number;
    if (as_percent) number = number_multiply(card->maker->numbers, number, number_from_int(100));
    Text digits = number_format(card->maker->numbers, card->arena, number, DECIMALS, card->teller.point);
    text_builder_add_format(out, " ≈ %.*s%s", TEXT_ARG(digits), as_percent ? "%" : "");
}

/* A choice of a constant ends with it. */
static bool ends_with_result(const Card *card, StepId id) {
    const Step *step = &plan_of(card)->steps[id];
    uint32_t used = card_operands_used(card, id);
    if (step->op != OP_CHOOSE) return false;
    StepOp op = plan_of(card)->steps[plan_operands(plan_of(card), step)[used - 1]].op;
    return op == OP_CONSTANT || op == OP_NO_VALUE;
}

Text step_told(const Card *card, StepId id) {
    TextBuilder out = text_builder(card->arena);
    Text names = formula(card, id, BY_NAME), result = step_value_told(card, id);
    text_builder_add(&out, names);
    if (has_two_sayings(plan_of(card)->steps[id].op)) {
        Text values = formula(card, id, BY_VALUE);
        if (!text_equal(values, names) && !text_equal(values, result))
            text_builder_add_format(&out, " = %.*s", TEXT_ARG(values));
    }
    const char *sign = step_op_is_cohort(plan_of(card)->steps[id].op) ? ": " : " = ";
    if (!ends_with_result(card, id)) text_builder_add_format(&out, "%s%.*s", sign, TEXT_ARG(result));
    add_approximation(card, id, &out);
    return text_builder_text(&out);
}
