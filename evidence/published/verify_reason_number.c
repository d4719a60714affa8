#include "evidence/published/verify_reason_number.h"

/* One printed number and what is right, in the unit in which it was printed. */
typedef struct Question {
    Verification *verification;
    Disagreement *disagreement;
    const VerifyColumn *column;
    const PlanOutput *output;
    NumberContext *numbers;
    Number printed;
    int decimals; /* printed */
    StepValue exact, declared;
} Question;

static void add(const Question *question, const char *code, Text words) {
    verify_add_reason(question->disagreement, code, words);
}

static bool is_printed(const Question *question, Number value) {
    return number_equal(question->numbers, value, question->printed);
}

static bool rounds_to_printed(const Question *question, Number value) {
    return is_printed(question,
                      number_round(question->numbers, value, question->decimals, question->column->mode));
}

static bool has_exact(const Question *question) {
    return question->exact.state == STATE_VALUE;
}

/* ---- rounding */

/* A half goes down, all else to the nearest. */
static Number half_down(const Question *question) {
    NumberContext *numbers = question->numbers;
    Number exact = question->exact.number;
    Number down = number_round(numbers, exact, question->decimals, ROUND_DOWN);
    Number up = number_round(numbers, exact, question->decimals, ROUND_UP);
    Number to_down = number_absolute(numbers, number_subtract(numbers, exact, down));
    Number to_up = number_absolute(numbers, number_subtract(numbers, up, exact));
    return number_compare(numbers, to_down, to_up) <= 0 ? down : up;
}

/* ---- does the rest of the column speak against it? */

static bool is_rounded_so(const Question *question, uint32_t row, const PrintedNumber *printed,
                          RoundingMode mode) {
    StepValue exact = verify_value(question->verification, question->column, row, true);
    if (exact.state != STATE_VALUE || printed->decimals > NUMBER_MAX_DECIMALS) return false;
    Number rounded = number_round(question->numbers, exact.number, printed->decimals, mode);
    return number_equal(question->numbers, rounded, printed->value);
}

static void count_against(const Question *question, size_t *against) {
    const Verification *verification = question->verification;
    for (size_t row = 0; row < verification->table->row_count; row++) {
        PrintedNumber printed;
        Text text = printed_cell(verification->table, row, question->column->printed)->text;
        if (verification->data_rows[row] == UNIT_NONE) continue;
        if (printed_number_read(question->numbers, text, verification->marks, false, &printed) !=
            PRINTED_NUMBER)
            continue;
        for (RoundingMode mode = ROUND_HALF_AWAY; mode <= ROUND_CEILING; mode++)
            against[mode] += !is_rounded_so(question, verification->data_rows[row], &printed, mode);
    }
}

static size_t cells_against(const Question *question, RoundingMode mode) {
    VerifyColumn *column = &question->verification->columns[question->disagreement->column];
    if (!column->against) {
        column->against = ARENA_ARRAY(question->verification->arena, size_t, ROUND_CEILING + 1);
        count_against(question, column->against);
    }
    return column->against[mode];
}

static void add_mode(const Question *question, RoundingMode mode, const char *code, const char *words) {
    size_t against = cells_against(question, mode);
    Text text = text_from(words);
    if (against > 0)
        text = text_format(question->verification->arena, "%s (though %zu other cell%s of the column %s not)",
                           words, against, against == 1 ? "" : "s", against == 1 ? "is" : "are");
    add(question, code, text);
}

static void try_rounding(const Question *question) {
    static const struct {
        RoundingMode mode;
        const char *code, *words;
    } modes[] = {{ROUND_DOWN, "truncated", "cut off behind the last printed digit, not rounded"},
                 {ROUND_UP, "rounded_up", "rounded up"},
                 {ROUND_HALF_EVEN, "half_even", "a half rounded to the even digit"},
                 {ROUND_HALF_AWAY, "half_away", "a half rounded away from zero"}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        Number rounded =
            number_round(question->numbers, question->exact.number, question->decimals, modes[i].mode);
        if (is_printed(question, rounded)) add_mode(question, modes[i].mode, modes[i].code, modes[i].words);
    }
    if (is_printed(question, half_down(question))) add(question, "half_down", TEXT("a half rounded down"));
}

static void try_rounding_twice(const Question *question) {
    if (question->declared.state != STATE_VALUE || !rounds_to_printed(question, question->declared.number))
        return;
    add(question, "rounded_twice",
        text_format(question->verification->arena, "rounded twice: first to %.*s",
                    TEXT_ARG(question->disagreement->right)));
}

/* ---- another value than the one meant */

static void try_scale(const Question *question) {
    NumberContext *numbers = question->numbers;
    Number hundred = number_from_int(100), exact = question->exact.number;
    if (rounds_to_printed(question, number_divide(numbers, exact, hundred)))
        add(question, "share", TEXT("printed as a share, not in per cent"));
    if (rounds_to_printed(question, number_multiply(numbers, exact, hundred)))
        add(question, "per_cent", TEXT("printed in per cent, not as a share"));
}

static bool is_part(const Question *question, StepId step) {
    if (step == STEP_NONE || question->column->shown.what != SHOW_VALUE) return false;
    StepValue value = full_score_value(question->verification->score, step, question->disagreement->row);
    return value.state == STATE_VALUE && rounds_to_printed(question, value.number);
}

static void try_parts(const Question *question) {
    const PlanOutput *output = question->output;
    if (!output->of_points) return;
    if (is_part(question, output->points)) add(question, "points", TEXT("these are the points"));
    if (is_part(question, output->max)) add(question, "maximum", TEXT("this is the maximum"));
}

/* What the value would be if nothing were left out of the maximum. */
static void try_full_maximum(const Question *question) {
    const PlanOutput *output = question->output;
    NumberContext *numbers = question->numbers;
    if (!output->of_points || !output->has_full_max || output->max == STEP_NONE) return;
    StepValue max = full_score_value(question->verification->score, output->max, question->disagreement->row);
    if (max.state != STATE_VALUE || number_sign(output->full_max) == 0) return;
    Number scaled = number_multiply(numbers, question->exact.number, max.number);
    if (!rounds_to_printed(question, number_divide(numbers, scaled, output->full_max))) return;
    Arena *arena = question->verification->arena;
    add(question, "full_maximum",
        text_format(arena, "taken of the full maximum %.*s, not of the %.*s that apply",
                    TEXT_ARG(number_format_exact(numbers, arena, output->full_max)),
                    TEXT_ARG(number_format_exact(numbers, arena, max.number))));
}

/* ---- digits */

/* Two neighbours of `wanted` in the other order, the decimal mark aside, are `found`. */
static bool are_swapped(Text wanted, Text found) {
    size_t first = 0, second;
    if (wanted.len != found.len) return false;
    while (first < wanted.len && wanted.bytes[first] == found.bytes[first])
        first++;
    if (first == wanted.len) return false;
    second = first + 1;
    if (second < wanted.len && wanted.bytes[second] == '.' && found.bytes[second] == '.') second++;
    if (second >= wanted.len) return false;
    return wanted.bytes[first] == found.bytes[second] && wanted.bytes[second] == found.bytes[first] &&
           text_equal(text_slice(wanted, second + 1, wanted.len), text_slice(found, second + 1, found.len));
}

static void try_digits(const Question *question) {
    Arena *scratch = question->verification->scratch;
    NumberContext *numbers = question->numbers;
    Number right = number_round(numbers, question->exact.number, question->decimals, question->column->mode);
    Text wanted = number_format(numbers, scratch, right, question->decimals, '.');
    Text found = number_format(numbers, scratch, question->printed, question->decimals, '.');
    if (are_swapped(wanted, found))
        add(question, "digits_swapped",
            text_format(question->verification->arena, "two digits of %.*s changed places",
                        TEXT_ARG(wanted)));
}

void verify_reason_number(Verification *verification, Disagreement *disagreement,
                          const PrintedNumber *printed) {
    const VerifyColumn *column = &verification->columns[disagreement->column];
    Question question = {.verification = verification,
                         .disagreement = disagreement,
                         .column = column,
                         .output = &verification->score->plan->outputs[column->shown.output],
                         .numbers = verification->numbers,
                         .printed = printed->value,
                         .decimals = printed->decimals,
                         .exact = verify_value(verification, column, disagreement->row, true),
                         .declared = verify_value(verification, column, disagreement->row, false)};
    if (!has_exact(&question)) return;
    try_rounding(&question);
    try_rounding_twice(&question);
    try_scale(&question);
    try_parts(&question);
    try_full_maximum(&question);
    if (disagreement->reason_count == 0) try_digits(&question);
}
