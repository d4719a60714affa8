#include "proving/probe.h"

#include <string.h>

enum { MOST_TRIED = 12 };
enum { BASE_GOOD, BASE_PLAIN, BASE_BAD, BASE_ODD_GOOD, BASE_EVEN_GOOD };

/* ---- the values that are tried */

typedef struct Tried {
    InputCell cells[MOST_TRIED];
    size_t count;
} Tried;

static void try_number(const Probe *probe, const DomainInput *input, Number number, Tried *tried) {
    if (tried->count == MOST_TRIED || !range_contains(probe->prover->numbers, &input->all.range, number))
        return;
    tried->cells[tried->count++] = (InputCell){STATE_VALUE, number};
}

/* The ends and the values on both sides of where the rules compare. */
static Tried values_of(const Probe *probe, uint32_t number) {
    const DomainInput *input = &probe->prover->domain->inputs[number];
    NumberContext *numbers = probe->prover->numbers;
    const Range *range = &input->all.range;
    Tried tried = {.count = 0};
    if (range->has_low) try_number(probe, input, range->low, &tried);
    if (range->has_high) try_number(probe, input, range->high, &tried);
    if (input->plain.state == STATE_VALUE) try_number(probe, input, input->plain.number, &tried);
    for (size_t i = 0; i < input->cuts.count; i++) {
        try_number(probe, input, input->cuts.behind[i], &tried);
        try_number(probe, input, number_add(numbers, input->cuts.behind[i], range->step), &tried);
    }
    if (!range->has_high) try_number(probe, input, number_from_int(1000), &tried);
    return tried;
}

/* ---- one row */

static bool is_computed(const Step *step) {
    OperationKind kind = operation_kind(step->op);
    return step->stage == 0 && kind != OPERATION_LEAF && kind != OPERATION_COHORT;
}

static bool is_refused(const Probe *probe, StepId id, const StepValue *value) {
    if (!probe->is_require[id]) return false;
    return value->state == STATE_UNDEFINED ||
           (value->state == STATE_VALUE && number_sign(value->number) == 0);
}

/* Computes what hangs on the input, up to `last`. false: the row is not legal, or some number too large. */
static bool look(const Probe *probe, int base, uint32_t input, const InputCell *cell, StepId last) {
    const Direction *direction = probe->direction;
    Row row = {probe->prover->numbers, probe->values[base], probe->prover->gathered};
    bool is_legal = true;
    if (last < probe->last_require) last = probe->last_require;
    StepId moved = direction->input_steps[input];
    row.values[moved] = (StepValue){cell->number, cell->state};
    is_legal &= !is_refused(probe, moved, &row.values[moved]);
    for (size_t i = 1; i < direction->touched_count && direction->touched[i] <= last; i++) {
        StepId id = direction->touched[i];
        if (!is_computed(&direction->plan->steps[id])) continue;
        RowStep step = row_step_new(direction->plan, id);
        is_legal &= row_steps_run(&row, &step, 1);
        is_legal &= !is_refused(probe, id, &row.values[id]);
    }
    return is_legal;
}

static void keep(const Probe *probe, int base) {
    const Direction *direction = probe->direction;
    number_context_use(probe->prover->numbers, probe->work);
    for (size_t i = 0; i < direction->touched_count; i++)
        probe->kept[i] = probe->values[base][direction->touched[i]];
}

static void restore(const Probe *probe, int base) {
    const Direction *direction = probe->direction;
    for (size_t i = 0; i < direction->touched_count; i++)
        probe->values[base][direction->touched[i]] = probe->kept[i];
    (void)number_context_take_overflow(probe->prover->numbers);
    arena_reset(probe->work);
    number_context_use(probe->prover->numbers, probe->prover->arena);
}

/* ---- the bases */

/* The points of all criteria behind the input, what is bad counted against them. */
static Number points_of(const Probe *probe) {
    NumberContext *numbers = probe->prover->numbers;
    Number sum = NUMBER_ZERO;
    for (size_t i = 0; i < probe->benefit_count; i++) {
        const Benefit *benefit = &probe->benefits[i];
        const StepValue *value = &probe->values[BASE_PLAIN][benefit->step];
        if (benefit->step > probe->last_criterion || !probe->direction->is_touched[benefit->step]) continue;
        if (value->state != STATE_VALUE) continue;
        Number points = benefit->sign > 0 ? value->number : number_negate(numbers, value->number);
        sum = number_add(numbers, sum, points);
    }
    return sum;
}

/* Tied inputs stay as they are. */
static bool is_free_to_move(const Probe *probe, uint32_t input) {
    const DomainInput *domain = &probe->prover->domain->inputs[input];
    return !domain->is_free && probe->direction->input_steps[input] != STEP_NONE &&
           probe->prover->domain->groups[domain->group].require_count == 0;
}

static void choose_extremes(Probe *probe, uint32_t input) {
    NumberContext *numbers = probe->prover->numbers;
    Tried tried = values_of(probe, input);
    Number most = NUMBER_ZERO, least = NUMBER_ZERO;
    bool is_first = true;
    direction_touch(probe->direction, input);
    keep(probe, BASE_PLAIN);
    for (size_t i = 0; i < tried.count; i++) {
        if (!look(probe, BASE_PLAIN, input, &tried.cells[i], probe->last_criterion)) continue;
        Number points = points_of(probe);
        InputCell cell = {STATE_VALUE, number_copy(probe->prover->arena, tried.cells[i].number)};
        if (is_first || number_compare(numbers, points, most) > 0) {
            most = points;
            probe->bases[BASE_GOOD][input] = cell;
        }
        if (is_first || number_compare(numbers, points, least) < 0) {
            least = points;
            probe->bases[BASE_BAD][input] = cell;
        }
        is_first = false;
    }
    restore(probe, BASE_PLAIN);
}

static StepValue leaf_value(const Plan *plan, const Step *step, const InputCell *cells) {
    if (step->op == OP_CONSTANT) return (StepValue){plan->constants[step->constant], STATE_VALUE};
    if (step->op == OP_NO_VALUE) return (StepValue){NUMBER_ZERO, (ValueState)step->state};
    if (step->op == OP_INPUT) return (StepValue){cells[step->input].number, cells[step->input].state};
    return (StepValue){NUMBER_ZERO, STATE_TOO_LARGE};
}

static bool compute_base(Probe *probe, int base) {
    const Plan *plan = probe->prover->plan;
    Row row = {probe->prover->numbers, probe->values[base], probe->prover->gathered};
    bool is_legal = true;
    number_context_use(probe->prover->numbers, probe->prover->arena);
    for (StepId id = 0; id < plan->step_count; id++) {
        const Step *step = &plan->steps[id];
        row.values[id] = leaf_value(plan, step, probe->bases[base]);
        RowStep computed = is_computed(step) ? row_step_new(plan, id) : (RowStep){0};
        if (is_computed(step)) row_steps_run_carefully(&row, &computed, 1);
        is_legal &= !is_refused(probe, id, &row.values[id]);
    }
    return is_legal;
}

static void find_marks(Probe *probe) {
    const Plan *plan = probe->prover->plan;
    probe->is_require = ARENA_ARRAY(probe->prover->arena, bool, plan->step_count + 1);
    for (uint32_t i = 0; i < plan->require_count; i++)
        probe->is_require[plan->requires[i].condition] = true;
    for (uint32_t i = 0; i < plan->require_count; i++)
        if (plan->requires[i].condition > probe->last_require)
    probe->last_require = plan->requires[i].condition;
    for (size_t i = 0; i < probe->benefit_count; i++)
        if (plan->outputs[probe->benefits[i].output].kind == OUTPUT_CRITERION &&
            probe->benefits[i].step > probe->last_criterion)
            probe->last_criterion = probe->benefits[i].step;
}

/* Two inputs of one criterion often stand side by side: here one is good and the other bad. */
static void mix_extremes(Probe *probe) {
    for (uint32_t input = 0; input < probe->prover->plan->input_count; input++) {
        bool is_odd = input % 2 != 0;
        probe->bases[BASE_ODD_GOOD][input] = probe->bases[is_odd ? BASE_GOOD : BASE_BAD][input];
        probe->bases[BASE_EVEN_GOOD][input] = probe->bases[is_odd ? BASE_BAD : BASE_GOOD][input];
    }
}

Probe *probe_new(Prover *prover, Direction *direction, const Benefit *benefits, size_t benefit_count) {
    Probe *probe = ARENA_NEW(prover->arena, Probe);
    const Plan *plan = prover->plan;
    *probe = (Probe){
        .prover = prover, .direction = direction, .benefits = benefits, .benefit_count = benefit_count};
    probe->work = arena_new(arena_memory(prover->arena));
    probe->kept = ARENA_ARRAY(prover->arena, StepValue, plan->step_count + 1);
    probe->is_usable = question_fill_legal(prover);
    find_marks(probe);
    for (int base = 0; base < PROBE_BASES; base++) {
        probe->values[base] = ARENA_ARRAY(prover->arena, StepValue, plan->step_count + 1);
        probe->bases[base] = ARENA_ARRAY(prover->arena, InputCell, plan->input_count + 1);
        memcpy(probe->bases[base], prover->legal, plan->input_count * sizeof(InputCell));
    }
    probe->is_usable = probe->is_usable && compute_base(probe, BASE_PLAIN);
    for (uint32_t input = 0; probe->is_usable && input < plan->input_count; input++)
        if (is_free_to_move(probe, input)) choose_extremes(probe, input);
    mix_extremes(probe);
    for (int base = 0; base < PROBE_BASES; base++)
        probe->is_usable = probe->is_usable && (base == BASE_PLAIN || compute_base(probe, base));
    return probe;
}

void probe_free(Probe *probe) {
    if (probe) arena_free(probe->work);
}

/* ---- looking */

/* A cell that was tried, and what came of it. */
typedef struct Sight {
    InputCell cell;
    bool is_legal, is_lapsed;
    StepValue value;
} Sight;

typedef struct Sights {
    Sight items[MOST_TRIED + 1];
    size_t count;
} Sights;

static void see(const Probe *probe, int base, const PairQuestion *question, const InputCell *cell,
                Sights *sights) {
    const StepValue *values = probe->values[base];
    Sight *sight = &sights->items[sights->count++];
    *sight = (Sight){.cell = *cell};
    sight->is_legal = look(probe, base, question->input, cell, question->benefit->step);
    sight->value = values[question->benefit->step];
    if (question->move == PAIR_LAPSES) sight->is_lapsed = values[question->lapsing].state != STATE_VALUE;
}

static bool is_better(const Probe *probe, const Benefit *benefit, const StepValue *value,
                      const StepValue *than) {
    if (value->state != STATE_VALUE) return false;
    if (than->state != STATE_VALUE) return benefit->must_have_value && than->state <= STATE_MISSING;
    return benefit->sign * number_compare(probe->prover->numbers, value->number, than->number) > 0;
}

static bool moves(const Probe *probe, const PairQuestion *question, const Sight *first, const Sight *second) {
    if (question->move == PAIR_LAPSES) return !first->is_lapsed && second->is_lapsed;
    if (question->move == PAIR_BECOMES) return true;
    int order = number_compare(probe->prover->numbers, second->cell.number, first->cell.number);
    return question->move == PAIR_RISES ? order > 0 : order < 0;
}

static bool shows(const Probe *probe, const PairQuestion *question, const Sight *first, const Sight *second) {
    if (!first->is_legal || !second->is_legal || !moves(probe, question, first, second)) return false;
    return question->asks_for_worse ? is_better(probe, question->benefit, &first->value, &second->value)
                                    : is_better(probe, question->benefit, &second->value, &first->value);
}

static bool find_pair(const Probe *probe, int base, const PairQuestion *question, const Sights *sights,
                      ProbePair *pair) {
    bool is_last_second = question->move == PAIR_BECOMES;
    size_t firsts = sights->count - is_last_second;
    for (size_t i = 0; i < firsts; i++) {
        for (size_t j = is_last_second ? firsts : 0; j < sights->count; j++) {
            const Sight *first = &sights->items[i], *second = &sights->items[j];
            if (!shows(probe, question, first, second)) continue;
            *pair = (ProbePair){base, {first->cell, second->cell}};
            for (int row = 0; row < PROVER_ROWS; row++)
                pair->cells[row].number = number_copy(probe->prover->arena, pair->cells[row].number);
            return true;
        }
    }
    return false;
}

static bool sees_in(const Probe *probe, int base, const PairQuestion *question, ProbePair *pair) {
    Sights sights = {.count = 0};
    keep(probe, base);
    Tried tried = values_of(probe, question->input);
    for (size_t i = 0; i < tried.count; i++)
        see(probe, base, question, &tried.cells[i], &sights);
    if (question->move == PAIR_BECOMES) see(probe, base, question, &question->cell, &sights);
    bool is_seen = sights.count > 0 && find_pair(probe, base, question, &sights, pair);
    restore(probe, base);
    return is_seen;
}

bool probe_sees(Probe *probe, const PairQuestion *question, ProbePair *pair) {
    for (int base = 0; base < PROBE_BASES && probe->is_usable; base++)
        if (sees_in(probe, base, question, pair)) return true;
    return false;
}

bool probe_values(Probe *probe, uint32_t input, StepId step, const ProbePair *pair,
                  StepValue values[PROVER_ROWS]) {
    bool exist = probe->is_usable;
    if (!exist) return false;
    keep(probe, pair->base);
    for (int row = 0; row < PROVER_ROWS; row++) {
        exist = look(probe, pair->base, input, &pair->cells[row], step) && exist;
        values[row] = probe->values[pair->base][step];
        exist = exist && values[row].state == STATE_VALUE;
        if (exist) values[row].number = number_copy(probe->prover->arena, values[row].number);
    }
    restore(probe, pair->base);
    return exist;
}

void probe_rows(const Probe *probe, uint32_t input, const ProbePair *pair, InputCell *rows[PROVER_ROWS]) {
    size_t count = probe->prover->plan->input_count;
    for (int row = 0; row < PROVER_ROWS; row++) {
        rows[row] = ARENA_ARRAY(probe->prover->arena, InputCell, count + 1);
        memcpy(rows[row], probe->bases[pair->base], count * sizeof(InputCell));
        rows[row][input] = pair->cells[row];
    }
}
