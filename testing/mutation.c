#include "testing/mutation.h"

#include "proving/proved.h"
#include "runtime/computing/workers.h"
#include "testing/plan_match.h"
#include "testing/test_data.h"

/* Units that are scored together: those of a test, or all examples. */
typedef struct Trial {
    Table table;
    const PlanTest **tests; /* their units stand in the table one after the other */
    size_t test_count, test_capacity;
    PlanParts *expected; /* per output */
} Trial;

/* One thread has a tree of its own to make changes in. */
typedef struct Bench {
    const MutationInput *input;
    Worker *worker;
    Arena *arena, *scratch; /* scratch: for one mutant */
    AstFile *ast;
    const Plan *plan;
    const PlanMatch *match;
    Mutants mutants;
    Trial *trials;
    size_t trial_count, trial_capacity;
} Bench;

typedef struct Shared {
    const MutationInput *input;
    Mutation *mutation;
    size_t next; /* under WORKERS_INPUT */
} Shared;

/* ---- a bench */

static void expect(Trial *trial, const PlanTest *test, Arena *arena) {
    ARENA_PUSH(arena, trial->tests, trial->test_count, trial->test_capacity, test);
    for (size_t i = 0; i < test->unit_count; i++)
        for (size_t k = 0; k < test->units[i].expectation_count; k++) {
            const PlanExpectation *expected = &test->units[i].expectations[k];
            trial->expected[expected->output] |= (PlanParts)(1u << expected->part);
        }
}

static void add_trial(Bench *bench, Trial trial, const PlanTest *units) {
    trial.table = test_table(bench->plan, bench->input->source, units, bench->arena, bench->worker->numbers);
    ARENA_PUSH(bench->arena, bench->trials, bench->trial_count, bench->trial_capacity, trial);
}

static Trial trial_new(const Bench *bench) {
    return (Trial){.expected = ARENA_ARRAY(bench->arena, PlanParts, (size_t)bench->plan->output_count + 1)};
}

/* Examples look at their own unit alone, so all are scored at once. */
static void add_examples(Bench *bench) {
    PlanTest all = {.is_example = true};
    Trial trial = trial_new(bench);
    for (size_t i = 0; i < bench->plan->test_count; i++) {
        const PlanTest *test = &bench->plan->tests[i];
        if (!test->is_example) continue;
        expect(&trial, test, bench->arena);
        ARENA_PUSH(bench->arena, all.units, all.unit_count, all.unit_capacity, test->units[0]);
    }
    if (all.unit_count > 0) add_trial(bench, trial, &all);
}

static void add_tests(Bench *bench) {
    for (size_t i = 0; i < bench->plan->test_count; i++) {
        const PlanTest *test = &bench->plan->tests[i];
        Trial trial = trial_new(bench);
        if (test->is_example || test->data_file.len > 0) continue;
        expect(&trial, test, bench->arena);
        add_trial(bench, trial, test);
    }
}

/* The rules were compiled before, so there is nothing to say of them. */
static Bench bench_new(const MutationInput *input, Worker *worker) {
    const Memory *memory = arena_memory(worker->arena);
    Bench bench = {
        .input = input, .worker = worker, .arena = arena_new(memory), .scratch = arena_new(memory)};
    NumberContext *numbers = worker->numbers;
    Diagnostics *messages = diagnostics_new(bench.arena);
    Compilation made = compile_proved(input->source, input->limits, bench.arena, numbers, messages);
    bench.ast = made.ast;
    bench.plan = made.plan;
    bench.match = plan_match_new(made.plan, numbers, bench.arena);
    bench.mutants = mutants_of_file(made.ast, numbers, bench.arena);
    add_examples(&bench);
    add_tests(&bench);
    return bench;
}

static void bench_free(Bench *bench) {
    arena_free(bench->scratch);
    arena_free(bench->arena);
}

/* ---- what notices a change */

static bool is_as_expected(const Evaluation *evaluation, size_t row, const PlanExpectation *expected) {
    StepId step = plan_part(&evaluation->plan->outputs[expected->output], PLAN_PART_ALL, expected->part);
    const Column *column = &evaluation->columns[step];
    if (column_state(column, row) != expected->state) return false;
    return expected->state != STATE_VALUE || number_equal(NULL, column_number(column, row), expected->number);
}

static bool all_pass(const Trial *trial, const Evaluation *evaluation) {
    size_t row = 0;
    for (size_t i = 0; i < trial->test_count; i++)
        for (size_t unit = 0; unit < trial->tests[i]->unit_count; unit++, row++) {
            const PlanTestUnit *given = &trial->tests[i]->units[unit];
            for (size_t k = 0; k < given->expectation_count; k++)
                if (!is_as_expected(evaluation, row, &given->expectations[k])) return false;
        }
    return true;
}

static bool touches(const Plan *plan, const PlanParts *differing, const PlanParts *expected) {
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (differing[i] & expected[i]) return true;
    return false;
}

static bool evaluates(Bench *bench, const Plan *plan, const Table *table, const EvaluateOptions *options,
                      Evaluation *evaluation) {
    return evaluate(plan, table, options, bench->scratch, bench->worker->numbers,
                    diagnostics_new(bench->scratch), evaluation);
}

static bool columns_differ(const Column *a, const Column *b, size_t count) {
    for (size_t row = 0; row < count; row++) {
        ValueState state = column_state(a, row);
        if (state != column_state(b, row)) return true;
        if (state == STATE_VALUE && !number_equal(NULL, column_number(a, row), column_number(b, row)))
            return true;
    }
    return false;
}

static bool results_differ(const Evaluation *was, const Evaluation *is, const PlanParts *differing) {
    for (uint32_t i = 0; i < is->plan->output_count; i++) {
        for (unsigned part = 0; part < PLAN_PART_COUNT; part++) {
            StepId old = plan_part(&was->plan->outputs[i], differing[i], part);
            StepId new = plan_part(&is->plan->outputs[i], differing[i], part);
            if (old == STEP_NONE || new == STEP_NONE) continue;
            if (columns_differ(&was->columns[old], &is->columns[new], is->row_count)) return true;
        }
    }
    return false;
}

/* A test with files has passed, so other values than it had are not those it expects. */
static bool a_file_test_fails(Bench *bench, const Plan *plan, const PlanParts *differing) {
    const TestRun *tests = bench->input->tests;
    for (size_t i = 0; i < tests->count; i++) {
        const TestVerdict *verdict = &tests->verdicts[i];
        EvaluateOptions options = {.chosen = verdict->expected};
        Evaluation is;
        if (!verdict->evaluation || !touches(plan, differing, verdict->expected)) continue;
        if (!evaluates(bench, plan, verdict->evaluation->table, &options, &is)) return true;
        if (results_differ(verdict->evaluation, &is, verdict->expected)) return true;
    }
    return false;
}

static bool a_test_fails(Bench *bench, const Plan *plan, const PlanParts *differing) {
    for (size_t i = 0; i < bench->trial_count; i++) {
        const Trial *trial = &bench->trials[i];
        EvaluateOptions options = {.chosen = trial->expected, .by_reference = true};
        Evaluation evaluation;
        if (!touches(plan, differing, trial->expected)) continue;
        if (!evaluates(bench, plan, &trial->table, &options, &evaluation)) return true;
        if (!all_pass(trial, &evaluation)) return true;
    }
    return a_file_test_fails(bench, plan, differing);
}

/* What a result can show: no value before rounding, and no `let`. */
static PlanParts *shown_parts(const Plan *plan, const PlanParts *differing, Arena *arena) {
    PlanParts *shown = ARENA_ARRAY(arena, PlanParts, (size_t)plan->output_count + 1);
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind != OUTPUT_LET) shown[i] = differing[i] & (PlanParts)~PLAN_PART_EXACT;
    return shown;
}

static bool a_unit_differs(Bench *bench, const Plan *plan, const PlanParts *differing) {
    const Evaluation *was = bench->input->data;
    Evaluation is;
    if (!was) return false;
    PlanParts *shown = shown_parts(plan, differing, bench->scratch);
    EvaluateOptions options = {.chosen = shown};
    return !evaluates(bench, plan, was->table, &options, &is) || results_differ(was, &is, shown);
}

/* ---- one change after the other */

static bool is_any(const PlanParts *parts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (parts[i]) return true;
    return false;
}

static MutantFate fate_of(Bench *bench) {
    NumberContext *numbers = bench->worker->numbers;
    Diagnostics *messages = diagnostics_new(bench->scratch);
    Compilation made =
        compile_tree(bench->ast, false, bench->input->limits, bench->scratch, numbers, messages);
    prove_compilation(&made, bench->input->source, bench->scratch, numbers, messages);
    if (!made.plan) return MUTANT_REFUSED;
    PlanParts *differing = plan_match_differing(bench->match, made.plan, numbers, bench->scratch);
    if (!is_any(differing, made.plan->output_count)) return MUTANT_SAME;
    if (a_test_fails(bench, made.plan, differing)) return MUTANT_TESTED;
    return a_unit_differs(bench, made.plan, differing) ? MUTANT_DATA : MUTANT_SURVIVES;
}

static MutantFate try_mutant(Bench *bench, size_t number) {
    arena_reset(bench->scratch);
    number_context_use(bench->worker->numbers, bench->scratch);
    mutant_turn(&bench->mutants.items[number]);
    MutantFate fate = fate_of(bench);
    mutant_turn(&bench->mutants.items[number]);
    return fate;
}

static bool take_number(Shared *shared, Worker *worker, size_t *number) {
    if (!worker_lock(worker, WORKERS_INPUT)) return false;
    *number = shared->next++;
    worker_unlock(worker, WORKERS_INPUT);
    return *number < shared->mutation->mutants.count;
}

static void try_mutants(Worker *worker, void *user) {
    Shared *shared = user;
    size_t number;
    number_context_use(worker->numbers, worker->arena);
    Bench bench = bench_new(shared->input, worker);
    while (take_number(shared, worker, &number))
        shared->mutation->fates[number] = try_mutant(&bench, number);
    bench_free(&bench);
}

/* ---- all of them */

static void count_fates(Mutation *mutation) {
    for (size_t i = 0; i < mutation->mutants.count; i++)
        mutation->counts[mutation->fates[i]]++;
}

/* For the report: what is changed is changed in the trees of the threads. */
static Mutants list_mutants(const MutationInput *input, Arena *arena, NumberContext *numbers) {
    Diagnostics *messages = diagnostics_new(arena);
    number_context_use(numbers, arena);
    return mutants_of_file(compile_parse(input->source, input->limits, arena, numbers, messages), numbers,
                           arena);
}

Mutation mutation_run(const MutationInput *input, const Plan *plan, Arena *arena, NumberContext *numbers) {
    Mutation mutation = {.source = input->source, .test_count = plan->test_count};
    mutation.mutants = list_mutants(input, arena, numbers);
    mutation.fates = ARENA_ARRAY(arena, MutantFate, mutation.mutants.count + 1);
    if (input->data) mutation.data_name = input->data->table->file;
    if (input->data) mutation.data_units = input->data->row_count;
    Shared shared = {.input = input, .mutation = &mutation};
    size_t threads = input->threads > 1 ? input->threads : 1;
    workers_run(arena_memory(arena), threads, try_mutants, &shared);
    count_fates(&mutation);
    return mutation;
}

size_t mutation_noticed(const Mutation *mutation) {
    return mutation->counts[MUTANT_TESTED] + mutation->counts[MUTANT_DATA] + mutation->counts[MUTANT_REFUSED];
}

size_t mutation_total(const Mutation *mutation) {
    return mutation_noticed(mutation) + mutation->counts[MUTANT_SURVIVES];
}
