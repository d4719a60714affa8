#include "testing/case_search.h"

#include "testing/case_units.h"

enum {
    CROSS_LIMIT = 200, /* targets of one declaration that are compared with all rows */
    EFFORT = 300000,   /* steps computed for one target */
};

typedef struct Search {
    const Plan *plan;
    Prover *prover;
    Arena *arena;
} Search;

/* ---- the inputs of a declaration */

static void mark_steps(const Plan *plan, const PlanOutput *output, bool *needed) {
    for (unsigned part = 0; part < PLAN_PART_COUNT; part++) {
        StepId step = plan_part(output, PLAN_PART_ALL, part);
        if (step != STEP_NONE) needed[step] = true;
    }
    for (StepId id = plan->step_count; id-- > 0;)
        for (uint32_t i = 0; needed[id] && i < plan->steps[id].operand_count; i++)
            needed[plan_operands(plan, &plan->steps[id])[i]] = true;
}

static bool is_text(const PlanInput *input) {
    return input->type == INPUT_KEY || input->type == INPUT_NAME;
}

static void find_inputs(const Search *search, CaseSet *set) {
    const Plan *plan = search->plan;
    bool *needed = ARENA_ARRAY(search->arena, bool, plan->step_count + 1);
    bool *inputs = ARENA_ARRAY(search->arena, bool, plan->input_count + 1);
    mark_steps(plan, &plan->outputs[set->declaration->output], needed);
    for (StepId id = 0; id < plan->step_count; id++) {
        const Step *step = &plan->steps[id];
        if (needed[id] && step->op == OP_INPUT) inputs[step->input] = true;
        if (needed[id] && step_op_is_cohort(step->op) && step->cohort.scope_input != UINT32_MAX)
            inputs[step->cohort.scope_input] = true;
    }
    set->inputs = ARENA_ARRAY(search->arena, uint32_t, plan->input_count + 1);
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (inputs[i] && !is_text(&plan->inputs[i])) set->inputs[set->input_count++] = i;
}

/* ---- rows */

/* Greater values first, then those without one, input after input. */
static int order_of(const Search *search, const CaseSet *set, const InputCell *a, const InputCell *b) {
    for (size_t i = 0; i < set->input_count; i++) {
        const InputCell *one = &a[set->inputs[i]], *other = &b[set->inputs[i]];
        if (one->state != other->state) return one->state < other->state ? -1 : 1;
        if (one->state != STATE_VALUE) continue;
        int order = number_compare(search->prover->numbers, other->number, one->number);
        if (order != 0) return order;
    }
    return 0;
}

static void sort_rows(const Search *search, CaseSet *set) {
    for (size_t i = 1; i < set->row_count; i++) {
        InputCell *row = set->rows[i];
        size_t place = i;
        for (; place > 0 && order_of(search, set, row, set->rows[place - 1]) < 0; place--)
            set->rows[place] = set->rows[place - 1];
        set->rows[place] = row;
    }
}

static void add_row(Search *search, CaseSet *set, InputCell *row) {
    for (size_t i = 0; i < set->row_count; i++)
        if (order_of(search, set, set->rows[i], row) == 0) return;
    ARENA_PUSH(search->arena, set->rows, set->row_count, set->row_capacity, row);
}

static void leave(const Search *search, CaseSet *set, const CaseTarget *target) {
    if (!target->is_optional && !set->looks_at_units)
        ARENA_PUSH(search->arena, set->left, set->left_count, set->left_capacity, target);
}

static bool holds_at(const Search *search, const CaseTarget *target, InputCell *row) {
    return claims_hold_at(search->prover, target->claims, target->count, row);
}

static InputCell *ask_claims(const Search *search, const Claim *claims, size_t count) {
    search->prover->effort = UINT64_MAX / 2;
    Answer answer = claims_ask(search->prover, claims, count, true, EFFORT);
    return answer.verdict == VERDICT_YES ? answer.rows[0] : NULL;
}

/* Between the bound and `distance` beyond it, in place of the last claim. */
static CaseTarget near(const Search *search, const CaseTarget *target, Number distance) {
    NumberContext *numbers = search->prover->numbers;
    CaseTarget other = *target;
    StepId subject = target->claims[target->count - 1].step;
    if (target->direction < 0) distance = number_negate(numbers, distance);
    Number far = number_copy(search->arena, number_add(numbers, target->bound, distance));
    other.claims = ARENA_ARRAY(search->arena, Claim, target->count + 1);
    for (size_t i = 0; i + 1 < target->count; i++)
        other.claims[i] = target->claims[i];
    bool is_above = target->direction > 0;
    other.claims[target->count - 1] =
        (Claim){.kind = CLAIM_ABOVE_NUMBER, .step = subject, .number = is_above ? target->bound : far};
    other.claims[target->count] =
        (Claim){.kind = CLAIM_BELOW_NUMBER, .step = subject, .number = is_above ? far : target->bound};
    other.count = target->count + 1;
    return other;
}

/* Ever farther from the bound, from a thousandth of it on. */
static InputCell *ask_near(const Search *search, CaseTarget *target) {
    NumberContext *numbers = search->prover->numbers;
    Number size = number_max(numbers, number_absolute(numbers, target->bound), NUMBER_ONE);
    for (int64_t part = 1000; part > 0; part /= 10) {
        number_context_use(numbers, search->arena);
        CaseTarget other = near(search, target, number_divide(numbers, size, number_from_int(part)));
        InputCell *row = ask_claims(search, other.claims, other.count);
        if (row) *target = other;
        if (row) return row;
    }
    return NULL;
}

/* The row that reaches it, if any; the claims become those that hold there. */
static InputCell *ask(const Search *search, CaseTarget *target) {
    InputCell *row = NULL;
    bool is_point = target->direction == 0 || !number_equal(search->prover->numbers, target->bound,
                                                            target->claims[target->count - 1].number);
    if (is_point) row = ask_claims(search, target->claims, target->count);
    return row || target->direction == 0 ? row : ask_near(search, target);
}

/* ---- as few as a greedy choice finds */

typedef struct Cover {
    CaseTarget *targets;
    InputCell **rows; /* per target: the one that was found for it; NULL: none */
    bool *is_reached; /* per target */
    bool *reaches;    /* row × target */
    size_t count;
} Cover;

static size_t gain_of(const Cover *cover, size_t row) {
    size_t gain = 0;
    for (size_t i = 0; cover->rows[row] && i < cover->count; i++)
        gain += cover->reaches[row * cover->count + i] && !cover->is_reached[i];
    return gain;
}

static void take_best(Search *search, CaseSet *set, Cover *cover) {
    for (;;) {
        size_t best = 0, most = 0;
        for (size_t row = 0; row < cover->count; row++) {
            size_t gain = gain_of(cover, row);
            if (gain > most) best = row;
            if (gain > most) most = gain;
        }
        if (most == 0) return;
        for (size_t i = 0; i < cover->count; i++)
            cover->is_reached[i] |= cover->reaches[best * cover->count + i];
        add_row(search, set, cover->rows[best]);
    }
}

static void find_reached(const Search *search, const Cover *cover) {
    for (size_t row = 0; row < cover->count; row++)
        for (size_t i = 0; cover->rows[row] && i < cover->count; i++)
            cover->reaches[row * cover->count + i] =
                row == i || holds_at(search, &cover->targets[i], cover->rows[row]);
}

static void choose_rows(Search *search, CaseSet *set, Cover *cover) {
    cover->is_reached = ARENA_ARRAY(search->arena, bool, cover->count + 1);
    cover->reaches = ARENA_ARRAY(search->arena, bool, cover->count * cover->count + 1);
    find_reached(search, cover);
    take_best(search, set, cover);
}

static void add_rows(Search *search, CaseSet *set, CaseTarget *targets, size_t count) {
    Cover cover = {
        .targets = targets, .rows = ARENA_ARRAY(search->arena, InputCell *, count), .count = count};
    for (size_t i = 0; i < count; i++) {
        cover.rows[i] = ask(search, &targets[i]);
        if (!cover.rows[i]) leave(search, set, &targets[i]);
        if (cover.rows[i] && count > CROSS_LIMIT) add_row(search, set, cover.rows[i]);
    }
    if (count <= CROSS_LIMIT) choose_rows(search, set, &cover);
}

/* What looks at all units is no question about one row. */
static void add_units(Search *search, CaseSet *set) {
    for (size_t i = 0; i < CASE_UNITS; i++) {
        InputCell *row = case_unit(search->prover, set->inputs, set->input_count, i, search->arena);
        if (row) add_row(search, set, row);
    }
}

static bool looks_at_units(const Search *search, const CaseSet *set) {
    const PlanOutput *output = &search->plan->outputs[set->declaration->output];
    return output->value != STEP_NONE && search->plan->steps[output->value].stage > 0;
}

static CaseSet search_set(Search *search, CaseTarget *targets, size_t count) {
    CaseSet set = {.declaration = targets[0].declaration};
    find_inputs(search, &set);
    set.looks_at_units = looks_at_units(search, &set);
    add_rows(search, &set, targets, count);
    if (set.looks_at_units) add_units(search, &set);
    if (set.row_count <= CROSS_LIMIT) sort_rows(search, &set);
    return set;
}

static size_t end_of(const CaseTargets *targets, size_t first) {
    size_t end = first;
    while (end < targets->count && targets->items[end].declaration == targets->items[first].declaration)
        end++;
    return end;
}

CaseSets case_search(const Compilation *compilation, CaseTargets *targets, NumberContext *numbers,
                     Arena *arena) {
    CaseSets sets = {NULL, 0, 0};
    Prover *prover = prover_new(compilation->plan, arena, numbers);
    Search search = {.plan = compilation->plan, .prover = prover, .arena = arena};
    for (size_t i = 0, end; i < targets->count; i = end) {
        end = end_of(targets, i);
        if (targets->items[i].declaration->kind == SYMBOL_INPUT) continue;
        CaseSet set = search_set(&search, &targets->items[i], end - i);
        ARENA_PUSH(arena, sets.items, sets.count, sets.capacity, set);
    }
    prover_free(prover);
    return sets;
}
