/* Random methodologies over random data, by columns and by the reference evaluator: every kept value and
 * state and every message must be the same. differential [FIRST_SEED [PLANS]] A plan that differs is printed
 * with its seed; `differential SEED 1` shows it again. */
#include "tests/differential/threads.h"
#include "tests/unit/plan_builder.h"

#include <inttypes.h>

enum {
    PLANS = 400,
    MOST_ROWS = 1400, /* more than one block now and then */
    MOST_STEPS = 48,
    FEW_ROWS = 70,
};

/* ---- chance */

typedef struct Chance {
    uint64_t state;
} Chance;

static uint64_t chance_next(Chance *chance) {
    chance->state ^= chance->state >> 12;
    chance->state ^= chance->state << 25;
    chance->state ^= chance->state >> 27;
    return chance->state * 0x2545f4914f6cdd1du;
}

static uint32_t chance_below(Chance *chance, uint32_t count) {
    return (uint32_t)((chance_next(chance) >> 32) % count);
}

static bool chance_in(Chance *chance, uint32_t count) {
    return chance_below(chance, count) == 0;
}

/* ---- cells */

/* Bounds of bands, halves, limits of what a cell and 64 bits hold, and more digits than those. */
static const char *const odd_numbers[] = {
    "0",
    "1",
    "-1",
    "2",
    "5",
    "10",
    "0.5",
    "0.05",
    "0.125",
    "2.5",
    "90",
    "70",
    "50",
    "89.999",
    "69.99999",
    "100",
    "-0.5",
    "0.004999",
    "0.005",
    "0.015",
    "4294967296",
    "2147483647",
    "36028797018963967",
    "36028797018963968",
    "-36028797018963968",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775807",
    "9223372036854775808",
    "0.000000000000000001",
    "99999999999999999999999999999999999999",
    "0.12345678901234567890123456789012345678",
};
enum { ODD_NUMBERS = sizeof odd_numbers / sizeof *odd_numbers, PLAIN_NUMBERS = 20 };

typedef enum CellKind {
    CELLS_YES_NO,
    CELLS_SMALL,
    CELLS_DECIMAL,
    CELLS_BOUNDS,
    CELLS_ODD,
    CELL_KINDS
} CellKind;

static Number random_number(Builder *builder, Chance *chance, CellKind kind) {
    switch (kind) {
    case CELLS_YES_NO: return number_from_int(chance_below(chance, 2));
    case CELLS_SMALL: return number_from_int((int64_t)chance_below(chance, 12) - 2);
    case CELLS_DECIMAL:
        return number_from_decimal((int64_t)chance_below(chance, 20000) - 2000, chance_below(chance, 4));
    case CELLS_BOUNDS: return builder_number(builder, odd_numbers[chance_below(chance, PLAIN_NUMBERS)]);
    case CELLS_ODD: return builder_number(builder, odd_numbers[chance_below(chance, ODD_NUMBERS)]);
    case CELL_KINDS: break;
    }
    return NUMBER_ZERO;
}

static StepId random_input(Builder *builder, Chance *chance, CellKind kind) {
    uint32_t input = builder->plan.input_count++;
    Column *column = &builder->table.columns[input].values;
    uint32_t gaps = 2 + chance_below(chance, 12);
    builder->plan.inputs[input] = (PlanInput){.name = TEXT("x"), .type = INPUT_NUMBER};
    *column = column_new(builder->arena);
    for (size_t row = 0; row < builder->table.row_count; row++) {
        CellKind here = kind == CELLS_ODD && !chance_in(chance, 40) ? CELLS_DECIMAL : kind;
        if (chance_in(chance, gaps))
            column_add(column,
                       cell_without_value(chance_in(chance, 2) ? STATE_MISSING : STATE_NOT_APPLICABLE));
        else
            column_add_number(column, builder->numbers, random_number(builder, chance, here));
    }
    return builder_add_step(builder, (Step){.op = OP_INPUT, .input = input}, 0, NULL);
}

/* ---- plans */

enum { ROOM = 400 };

/* Steps so far by what their values are; leaves stand first. */
typedef struct Draft {
    Builder *builder;
    Chance *chance;
    StepId numbers[ROOM], answers[ROOM];
    uint32_t number_count, answer_count, number_leaves, answer_leaves;
    uint32_t scope;
} Draft;

static void add_number(Draft *draft, StepId id) {
    draft->numbers[draft->number_count++] = id;
}

static void add_answer(Draft *draft, StepId id) {
    draft->answers[draft->answer_count++] = id;
}

/* Leaves more often than not: else numbers grow without end. */
static StepId pick_number(Draft *draft) {
    bool leaf = chance_below(draft->chance, 5) < 3;
    return draft->numbers[chance_below(draft->chance, leaf ? draft->number_leaves : draft->number_count)];
}

static StepId pick_answer(Draft *draft) {
    bool leaf = chance_in(draft->chance, 3);
    return draft->answers[chance_below(draft->chance, leaf ? draft->answer_leaves : draft->answer_count)];
}

static void start_draft(Draft *draft) {
    Builder *builder = draft->builder;
    for (int i = 0; i < 8; i++)
        add_number(draft,
                   random_input(builder, draft->chance, 1 + chance_below(draft->chance, CELL_KINDS - 1)));
    for (int i = 0; i < 6; i++)
        add_number(draft, builder_constant(builder, odd_numbers[chance_below(draft->chance, PLAIN_NUMBERS)]));
    add_number(draft, builder_constant(builder, chance_in(draft->chance, 2) ? "1/3" : "-5/7"));
    if (chance_in(draft->chance, 4))
        add_number(draft, builder_constant(builder, odd_numbers[chance_below(draft->chance, ODD_NUMBERS)]));
    if (chance_in(draft->chance, 2))
        add_number(draft, builder_no_value(builder, 1 + chance_below(draft->chance, 3)));
    for (int i = 0; i < 3; i++)
        add_answer(draft, random_input(builder, draft->chance, CELLS_YES_NO));
    draft->number_leaves = draft->number_count;
    draft->answer_leaves = draft->answer_count;
    draft->scope = builder->plan.steps[draft->answers[0]].input;
}

static uint32_t pick_numbers(Draft *draft, StepId *operands, uint32_t least, uint32_t most) {
    uint32_t count = least + chance_below(draft->chance, most - least + 1);
    for (uint32_t i = 0; i < count; i++)
        operands[i] = pick_number(draft);
    return count;
}

static StepId step_of_numbers(Draft *draft, StepOp op, uint32_t least, uint32_t most) {
    StepId operands[16];
    uint32_t count = pick_numbers(draft, operands, least, most);
    return builder_add_step(draft->builder, (Step){.op = op}, count, operands);
}

static void add_strict(Draft *draft) {
    static const StepOp several[] = {OP_ADD, OP_ADD, OP_MULTIPLY, OP_MIN, OP_MAX, OP_MEDIAN};
    static const StepOp alone[] = {OP_NEGATE, OP_ABS, OP_FLOOR, OP_CEILING};
    StepOp op = several[chance_below(draft->chance, sizeof several / sizeof *several)];
    StepOp single = alone[chance_below(draft->chance, sizeof alone / sizeof *alone)];
    switch (chance_below(draft->chance, 4)) {
    case 0: add_number(draft, step_of_numbers(draft, op, 1, 4)); break;
    case 1: add_number(draft, step_of_numbers(draft, op, 2, 2)); break;
    case 2: add_number(draft, step_of_numbers(draft, OP_DIVIDE, 2, 2)); break;
    case 3: add_number(draft, step_of_numbers(draft, single, 1, 1)); break;
    }
}

static void add_round(Draft *draft) {
    static const int16_t decimals[] = {0, 1, 2, 2, 3, 4, 6, 17, 18, 20};
    Step step = {.op = OP_ROUND};
    step.round.decimals = decimals[chance_below(draft->chance, sizeof decimals / sizeof *decimals)];
    step.round.mode =
        chance_in(draft->chance, 2) ? ROUND_HALF_AWAY : (uint16_t)chance_below(draft->chance, 6);
    StepId operand = draft->numbers[chance_below(draft->chance, draft->number_count)];
    add_number(draft, builder_add_step(draft->builder, step, 1, &operand));
}

static void add_members(Draft *draft) {
    static const StepOp plain[] = {OP_MEMBERS_SUM, OP_MEMBERS_SUM, OP_MEMBERS_MEAN,  OP_MEMBERS_COUNT,
                                   OP_MEMBERS_MIN, OP_MEMBERS_MAX, OP_MEMBERS_MEDIAN};
    StepId operands[16];
    if (!chance_in(draft->chance, 3)) {
        StepOp op = plain[chance_below(draft->chance, sizeof plain / sizeof *plain)];
        add_number(draft, step_of_numbers(draft, op, 1, 6));
        return;
    }
    StepOp op = chance_in(draft->chance, 2) ? OP_MEMBERS_WEIGHTED_MEAN : OP_MEMBERS_WEIGHTED_SUM;
    uint32_t pairs = 1 + chance_below(draft->chance, 4);
    for (uint32_t i = 0; i < 2 * pairs; i++)
        operands[i] = pick_number(draft);
    add_number(draft, builder_add_step(draft->builder, (Step){.op = op}, (size_t)2 * pairs, operands));
}

static void add_comparison(Draft *draft) {
    static const StepOp ops[] = {OP_EQUAL, OP_NOT_EQUAL, OP_LESS, OP_LESS_EQUAL};
    add_answer(draft, step_of_numbers(draft, ops[chance_below(draft->chance, 4)], 2, 2));
}

static void add_logic(Draft *draft) {
    Builder *builder = draft->builder;
    StepId a = pick_answer(draft), b = pick_answer(draft), c = pick_answer(draft);
    switch (chance_below(draft->chance, 5)) {
    case 0: add_answer(draft, builder_step(builder, OP_AND, a, b, c)); break;
    case 1: add_answer(draft, builder_step(builder, OP_OR, a, b, c)); break;
    case 2: add_answer(draft, builder_step(builder, OP_NOT, a)); break;
    case 3: add_answer(draft, builder_step(builder, OP_PRESENT, pick_number(draft))); break;
    case 4: add_answer(draft, builder_step(builder, OP_IF_MISSING, a, b)); break;
    }
}

static void add_choice(Draft *draft) {
    Builder *builder = draft->builder;
    StepId a = pick_number(draft), b = pick_number(draft), c = pick_number(draft);
    switch (chance_below(draft->chance, 5)) {
    case 0: add_number(draft, builder_step(builder, OP_CHOOSE, pick_answer(draft), a, b)); break;
    case 1:
        add_number(draft, builder_step(builder, OP_CHOOSE, pick_answer(draft), a, pick_answer(draft), b, c));
        break;
    case 2: add_number(draft, builder_step(builder, OP_OTHERWISE, a, b)); break;
    case 3: add_number(draft, builder_step(builder, OP_IF_MISSING, a, b)); break;
    case 4: add_number(draft, builder_step(builder, OP_WHERE_APPLICABLE, a, b)); break;
    }
}

/* Falling or rising bounds, now and then out of order or with one that is no constant. */
static void add_bands(Draft *draft) {
    static const char *const bounds[] = {"90", "70", "50", "2.5", "0.5", "0"};
    static const char *const values[] = {"4", "2.5", "1", "0", "-1", "1/3", "10"};
    Builder *builder = draft->builder;
    uint32_t count = 1 + chance_below(draft->chance, 6), at = 0;
    bool falling = chance_in(draft->chance, 2);
    StepId operands[16], subject = pick_number(draft);
    for (uint32_t i = 0; i < count; i++) {
        StepOp op = chance_in(draft->chance, 2) ? OP_LESS : OP_LESS_EQUAL;
        uint32_t place = chance_in(draft->chance, 20) ? 0 : falling ? i : 5 - i;
        StepId bound = builder_constant(builder, bounds[place]);
        operands[at++] =
            falling ? builder_step(builder, op, bound, subject) : builder_step(builder, op, subject, bound);
        operands[at++] = chance_in(draft->chance, 30)
                             ? pick_number(draft)
                             : builder_constant(builder, values[chance_below(draft->chance, 7)]);
    }
    operands[at++] = builder_constant(builder, values[chance_below(draft->chance, 7)]);
    add_number(draft, builder_add_step(builder, (Step){.op = OP_CHOOSE}, at, operands));
}

static void add_rare(Draft *draft) {
    StepId rooted = step_of_numbers(draft, OP_SQRT, 1, 1);
    StepId two = builder_constant(draft->builder, "2");
    if (chance_in(draft->chance, 2)) rooted = builder_step(draft->builder, OP_POWER, pick_number(draft), two);
    add_number(draft, rooted);
}

static void add_cohort(Draft *draft) {
    static const StepOp ops[] = {OP_COHORT_MAX, OP_COHORT_MIN,   OP_COHORT_MEAN, OP_COHORT_COUNT,
                                 OP_COHORT_SUM, OP_COHORT_PLACE, OP_COHORT_BELOW};
    uint32_t scope = chance_in(draft->chance, 2) ? UINT32_MAX : draft->scope;
    StepOp op = ops[chance_below(draft->chance, sizeof ops / sizeof *ops)];
    Builder *builder = draft->builder;
    StepId value = draft->numbers[chance_below(draft->chance, draft->number_leaves)];
    if (builder->plan.steps[value].op != OP_INPUT) value = draft->numbers[0];
    add_number(draft, builder_cohort(builder, op, scope, value));
}

static void add_step(Draft *draft) {
    switch (chance_below(draft->chance, 12)) {
    case 0:
    case 1:
    case 2: add_strict(draft); break;
    case 3:
    case 4: add_round(draft); break;
    case 5: add_members(draft); break;
    case 6: add_comparison(draft); break;
    case 7: add_logic(draft); break;
    case 8:
    case 9: add_choice(draft); break;
    case 10: add_bands(draft); break;
    case 11: chance_in(draft->chance, 4) ? add_rare(draft) : add_cohort(draft); break;
    }
}

/* Every value that is not undefined is kept and compared; some are shown as they are, and may be errors. */
static void add_outputs(Draft *draft) {
    Builder *builder = draft->builder;
    StepId none = builder_no_value(builder, STATE_NOT_APPLICABLE);
    for (uint32_t i = draft->number_leaves; i < draft->number_count; i++)
        if (!chance_in(draft->chance, 3))
            builder_output(builder, "number",
                           chance_in(draft->chance, 200)
                               ? draft->numbers[i]
                               : builder_step(builder, OP_OTHERWISE, draft->numbers[i], none));
    for (uint32_t i = draft->answer_leaves; i < draft->answer_count; i++)
        if (!chance_in(draft->chance, 3))
            builder_output(builder, "answer", builder_step(builder, OP_OTHERWISE, draft->answers[i], none));
}

static void add_require(Draft *draft) {
    Builder *builder = draft->builder;
    StepId answer = draft->answers[chance_below(draft->chance, draft->answer_count)];
    StepId yes = builder_constant(builder, "1");
    StepId condition = builder_step(builder, OP_OTHERWISE, answer, yes);
    bool is_broken = chance_in(draft->chance, 8); /* nearly always, by some row */
    if (!is_broken)
        condition = builder_step(builder, OP_OR, builder_step(builder, OP_PRESENT, condition), yes);
    builder->plan.requires[builder->plan.require_count++] =
        (PlanRequire){condition, TEXT("message"), TEXT("condition"), {0, 0}};
}

static void draft_plan(Builder *builder, Chance *chance) {
    Draft draft = {.builder = builder, .chance = chance};
    start_draft(&draft);
    uint32_t steps = 4 + chance_below(chance, MOST_STEPS - 4);
    for (uint32_t i = 0; i < steps; i++)
        add_step(&draft);
    add_outputs(&draft);
    if (chance_in(chance, 4)) add_require(&draft);
}

/* ---- comparison */

typedef struct Totals {
    uint64_t plans, cases, values, errors;
    EvaluationCounts counts;
} Totals;

static bool same_cell(Builder *builder, const Column *a, const Column *b, size_t row) {
    if (column_state(a, row) != column_state(b, row)) return false;
    if (column_state(a, row) != STATE_VALUE) return true;
    return number_equal(builder->numbers, column_number(a, row), column_number(b, row));
}

static void print_cell(Builder *builder, const char *title, const Column *column, size_t row) {
    Text text = TEXT("");
    if (column_state(column, row) == STATE_VALUE)
        text = number_format_exact(builder->numbers, builder->arena, column_number(column, row));
    printf("  %s: state %d, %.*s\n", title, (int)column_state(column, row), TEXT_ARG(text));
}

static bool same_columns(Builder *builder, const Evaluation *fast, const Evaluation *slow, Totals *totals) {
    for (StepId id = 0; id < builder->plan.step_count; id++) {
        if (!fast->kept[id]) continue;
        const Column *a = &fast->columns[id], *b = &slow->columns[id];
        for (size_t row = 0; row < fast->row_count; row++) {
            totals->values++;
            if (same_cell(builder, a, b, row)) continue;
            printf("step s%u in row %zu differs\n", (unsigned)id, row);
            print_cell(builder, "by columns", a, row);
            print_cell(builder, "reference", b, row);
            return false;
        }
    }
    return true;
}

static Text rendered(const Diagnostics *diagnostics, Arena *arena) {
    TextBuilder out = text_builder(arena);
    diagnostics_render(diagnostics, false, &out);
    return text_builder_text(&out);
}

static bool same_messages(const Diagnostics *fast, const Diagnostics *slow, Arena *arena) {
    Text a = rendered(fast, arena), b = rendered(slow, arena);
    if (text_equal(a, b)) return true;
    printf("messages differ\nby columns:\n%.*sreference:\n%.*s", TEXT_ARG(a), TEXT_ARG(b));
    return false;
}

static void add_totals(Totals *totals, const Builder *builder, const EvaluationCounts *counts, bool is_done) {
    totals->plans++;
    totals->cases += builder->table.row_count;
    totals->errors += !is_done;
    totals->counts.column_rows += counts->column_rows;
    totals->counts.left_rows += counts->left_rows;
    totals->counts.reference_rows += counts->reference_rows;
}

static bool same_done(bool fast, bool slow) {
    if (fast != slow) printf("one has errors, the other has none\n");
    return fast == slow;
}

/* That a column is not read is said about files alone. */
static bool same_errors(const Diagnostics *fast, const Diagnostics *slow, Arena *arena) {
    return diagnostics_error_count(slow) == 0 ||
           diagnostics_error_count(fast) == diagnostics_error_count(slow) || same_messages(fast, slow, arena);
}

/* The same plan over the same rows, in a file that threads share. */
static bool same_by_threads(Builder *builder, const Evaluation *slow, bool slow_done,
                            const Diagnostics *slow_messages, Totals *totals) {
    static const size_t threads[] = {1, 2, 7};
    Text file = threads_file(builder);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        ThreadsRun run;
        threads_run(builder, file, threads[i], 200 + file.len / 5, &run);
        bool is_same = same_done(run.is_done, slow_done) &&
                       same_errors(run.diagnostics, slow_messages, builder->arena) &&
                       (!slow_done || same_columns(builder, &run.evaluation, slow, totals));
        if (!is_same) printf("by %zu threads\n", threads[i]);
        if (!is_same) return false;
    }
    return true;
}

static bool compare(Builder *builder, Totals *totals) {
    Diagnostics *slow_messages = diagnostics_new(builder->arena);
    Evaluation fast, slow;
    bool fast_done = evaluate(&builder->plan, &builder->table, &(EvaluateOptions){0}, builder->arena,
                              builder->numbers, builder->diagnostics, &fast);
    bool slow_done = evaluate(&builder->plan, &builder->table, &(EvaluateOptions){.by_reference = true},
                              builder->arena, builder->numbers, slow_messages, &slow);
    add_totals(totals, builder, &fast.counts, slow_done);
    return same_done(fast_done, slow_done) &&
           same_messages(builder->diagnostics, slow_messages, builder->arena) &&
           (!slow_done || same_columns(builder, &fast, &slow, totals)) &&
           same_by_threads(builder, &slow, slow_done, slow_messages, totals);
}

static void print_plan(Builder *builder, uint64_t seed) {
    TextBuilder out = text_builder(builder->arena);
    plan_dump(&builder->plan, builder->numbers, &out);
    Text text = text_builder_text(&out);
    printf("%.*sFAILED: seed %" PRIu64 "\n", TEXT_ARG(text), seed);
}

static bool run_seed(uint64_t seed, Totals *totals) {
    Chance chance = {seed * 0x9e3779b97f4a7c15u + 1};
    for (int i = 0; i < 8; i++)
        chance_next(&chance);
    size_t rows = chance_in(&chance, 3) ? chance_below(&chance, MOST_ROWS) : chance_below(&chance, FEW_ROWS);
    Builder builder = builder_new(rows);
    draft_plan(&builder, &chance);
    bool same = compare(&builder, totals);
    if (!same) print_plan(&builder, seed);
    builder_free(&builder);
    return same;
}

int main(int count, char **words) {
    uint64_t first = count > 1 ? strtoull(words[1], NULL, 10) : 1;
    uint64_t plans = count > 2 ? strtoull(words[2], NULL, 10) : PLANS;
    Totals totals = {0};
    bool same = true;
    for (uint64_t i = 0; i < plans && same; i++)
        same = run_seed(first + i, &totals);
    printf("%" PRIu64 " plans (%" PRIu64 " with errors), %" PRIu64 " cases, %" PRIu64
           " values; rows by columns %" PRIu64 ", left %" PRIu64 ", not asked %" PRIu64 "\n",
           totals.plans, totals.errors, totals.cases, totals.values, totals.counts.column_rows,
           totals.counts.left_rows, totals.counts.reference_rows);
    return same ? 0 : 1;
}
