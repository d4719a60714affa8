#include "runtime/computing/column_program.h"

#include "runtime/computing/column_bands.h"
#include "runtime/computing/column_cells.h"
#include "runtime/computing/column_lazy.h"
#include "runtime/computing/column_members.h"
#include "runtime/computing/column_strict.h"

#include <string.h>

/* A step on the way down to what it needs. */
typedef struct Visit {
    StepId id;
    uint32_t next; /* operand to look at */
} Visit;

struct ColumnProgram {
    const Stage *stage;
    Arena *arena;
    ColumnRun run;
    ColumnStep *steps; /* in the order in which they run: each shortly before it is needed */
    size_t step_count;
    StepId *last_used; /* room for the lists of the steps */
    bool *is_required; /* per step of the plan: a row check */
    /* while a stage is prepared; per step of the plan */
    ColumnStep *prepared;
    bool *is_scheduled, *is_seen;
    Visit *visits;
    StepId *operands;   /* those of the plan, of steps that run */
    StepId *stands_for; /* itself, or the step that always has the same values */
    bool *can_be_missing;
};

/* ---- steps made ready */

static ColumnVector run_load(ColumnRun *run, const ColumnStep *step) {
    return column_cells_load(&run->lanes, step->source, run->count, &step->cells);
}

static ColumnVector run_fixed(ColumnRun *run, const ColumnStep *step) {
    (void)run;
    return step->fixed;
}

static ColumnFunction function_for(StepOp op) {
    ColumnFunction function = column_strict_function(op);
    if (!function) function = column_lazy_function(op);
    if (!function) function = column_members_function(op);
    return function ? function : column_step_leave;
}

static void prepare_fixed(ColumnProgram *program, StepId id) {
    const Plan *plan = program->stage->plan;
    const Step *step = &plan->steps[id];
    Number number = step->op == OP_CONSTANT ? plan->constants[step->constant] : NUMBER_ZERO;
    ValueState state = step->op == OP_NO_VALUE ? (ValueState)step->state : STATE_VALUE;
    program->prepared[id] = (ColumnStep){.run = run_fixed, .result = id, .fixed = vector_all(number, state)};
    program->can_be_missing[id] = state == STATE_MISSING;
}

static void prepare_import(ColumnProgram *program, const Import *import) {
    PlanType type = program->stage->plan->steps[import->step].type;
    program->prepared[import->step] = (ColumnStep){.run = run_load,
                                                   .result = import->step,
                                                   .source = import->column,
                                                   .cells = {type == PLAN_YES_NO, STATE_MISSING}};
    program->can_be_missing[import->step] = true;
}

/* Steps that always are what another one is stand for it. */
static const StepId *resolved_operands(ColumnProgram *program, const Step *step) {
    const StepId *given = plan_operands(program->stage->plan, step);
    StepId *operands = program->operands + step->first_operand;
    for (uint32_t i = 0; i < step->operand_count; i++)
        operands[i] = program->stands_for[given[i]];
    return operands;
}

/* No operation makes a value missing that is not missing in an operand. */
static bool can_be_missing(const ColumnProgram *program, const ColumnStep *step) {
    bool some = false;
    for (uint32_t i = 0; i < step->operand_count; i++)
        some |= program->can_be_missing[step->operands[i]];
    return step->operation.op == OP_IF_MISSING ? program->can_be_missing[step->operands[1]] : some;
}

/* `if_missing` of what cannot be missing is no step; of an input with a state for it, the input is loaded so.
 */
static void shorten_if_missing(ColumnProgram *program, ColumnStep *step) {
    const ColumnStep *first = &program->prepared[step->operands[0]];
    const ColumnStep *second = &program->prepared[step->operands[1]];
    if (!program->can_be_missing[step->operands[0]]) {
        program->stands_for[step->result] = step->operands[0];
    } else if (first->run == run_load && first->cells.missing_as == STATE_MISSING &&
               second->run == run_fixed && second->fixed.states.same != STATE_VALUE &&
               second->fixed.states.same <= STATE_UNDEFINED) {
        StepId id = step->result;
        *step = *first;
        step->result = id;
        step->cells.missing_as = second->fixed.states.same;
    }
}

static bool is_zero(const ColumnStep *step) {
    return step->run == run_fixed && step->fixed.states.same == STATE_VALUE && step->fixed.over.factor == 0;
}

/* A count that is compared with 0 need not be counted. */
static void shorten_count(const ColumnProgram *program, ColumnStep *step) {
    const ColumnStep *first = &program->prepared[step->operands[0]];
    const ColumnStep *second = &program->prepared[step->operands[1]];
    if (first->operation.op != OP_MEMBERS_COUNT || first->operand_count == 0 || !is_zero(second)) return;
    StepId id = step->result;
    *step = *first;
    step->result = id;
    step->run = column_members_none;
}

static void prepare_step(ColumnProgram *program, StepId id) {
    const Plan *plan = program->stage->plan;
    const Step *step = &plan->steps[id];
    ColumnStep made = {
        .run = function_for(step->op),
        .result = id,
        .operation = operation_of(step),
        .operands = resolved_operands(program, step),
        .operand_count = step->operand_count,
        .bands = column_bands_find(plan, step, program->run.numbers, program->arena),
    };
    program->can_be_missing[id] = can_be_missing(program, &made);
    if (made.operation.op == OP_IF_MISSING) shorten_if_missing(program, &made);
    if (made.operation.op == OP_EQUAL) shorten_count(program, &made);
    if (made.bands) {
        StepId *subject = program->operands + step->first_operand;
        *subject = program->stands_for[*column_bands_subject(made.bands)];
        made.run = column_bands_run;
        made.operand_count = 1;
    } else if (made.operand_count == 0 && made.run != run_load) {
        made.run = column_step_leave;
    }
    program->prepared[id] = made;
}

static void prepare_keep(ColumnProgram *program, StepId id) {
    ColumnStep *step = &program->prepared[id];
    step->kept = &program->stage->values[id];
    step->worst_kept = program->stage->is_output[id] ? STATE_MISSING : STATE_UNDEFINED;
}

static void prepare(ColumnProgram *program) {
    const Stage *stage = program->stage;
    for (size_t i = 0; i < stage->fixed_count; i++)
        prepare_fixed(program, stage->fixed[i]);
    for (size_t i = 0; i < stage->import_count; i++)
        prepare_import(program, &stage->imports[i]);
    for (size_t i = 0; i < stage->step_count; i++)
        prepare_step(program, stage->steps[i]);
    for (size_t i = 0; i < stage->keep_count; i++)
        prepare_keep(program, stage->keeps[i]);
    for (size_t i = 0; i < stage->require_count; i++)
        program->is_required[stage->requires[i] -> condition] = true;
}

/* ---- order */

/* Depth first, with a stack of its own: plans may be deep. */
static void schedule(ColumnProgram *program, StepId root) {
    size_t depth = 0;
    if (program->is_scheduled[root]) return;
    program->is_scheduled[root] = true;
    program->visits[depth++] = (Visit){root, 0};
    while (depth > 0) {
        Visit *visit = &program->visits[depth - 1];
        const ColumnStep *step = &program->prepared[visit->id];
        if (visit->next == step->operand_count) {
            program->steps[program->step_count++] = *step;
            depth--;
            continue;
        }
        StepId operand = step->operands[visit->next++];
        if (program->is_scheduled[operand]) continue;
        program->is_scheduled[operand] = true;
        program->visits[depth++] = (Visit){operand, 0};
    }
}

/* From the end: where a vector is met first, it is used last. */
static void find_last_uses(ColumnProgram *program) {
    StepId *next = program->last_used;
    for (size_t i = program->step_count; i-- > 0;) {
        ColumnStep *step = &program->steps[i];
        step->last_used = next;
        if (!program->is_seen[step->result]) *next++ = step->result;
        program->is_seen[step->result] = true;
        for (uint32_t k = 0; k < step->operand_count; k++) {
            if (!program->is_seen[step->operands[k]]) *next++ = step->operands[k];
            program->is_seen[step->operands[k]] = true;
        }
        step->last_used_count = (uint32_t)(next - step->last_used);
    }
}

void column_program_start(ColumnProgram *program) {
    const Stage *stage = program->stage;
    program->step_count = 0;
    memset(program->is_scheduled, 0, stage->plan->step_count * sizeof *program->is_scheduled);
    memset(program->is_seen, 0, stage->plan->step_count * sizeof *program->is_seen);
    memset(program->is_required, 0, stage->plan->step_count * sizeof *program->is_required);
    for (StepId id = 0; id < stage->plan->step_count; id++)
        program->stands_for[id] = id;
    prepare(program);
    for (size_t i = 0; i < stage->keep_count; i++)
        schedule(program, stage->keeps[i]);
    for (size_t i = 0; i < stage->require_count; i++)
        schedule(program, stage->requires[i] -> condition);
    find_last_uses(program);
}

ColumnProgram *column_program_new(const Stage *stage, NumberContext *numbers, Arena *arena) {
    const Plan *plan = stage->plan;
    ColumnProgram *program = ARENA_NEW(arena, ColumnProgram);
    program->stage = stage;
    program->arena = arena;
    program->run = (ColumnRun){.lanes = lane_context_new(arena),
                               .values = ARENA_ARRAY(arena, ColumnVector, plan->step_count),
                               .numbers = numbers};
    program->steps = ARENA_ARRAY(arena, ColumnStep, plan->step_count);
    program->prepared = ARENA_ARRAY(arena, ColumnStep, plan->step_count);
    program->last_used = ARENA_ARRAY(arena, StepId, plan->step_count);
    program->is_required = ARENA_ARRAY(arena, bool, plan->step_count);
    program->is_scheduled = ARENA_ARRAY(arena, bool, plan->step_count);
    program->is_seen = ARENA_ARRAY(arena, bool, plan->step_count);
    program->visits = ARENA_ARRAY(arena, Visit, plan->step_count);
    program->operands = ARENA_ARRAY(arena, StepId, plan->operand_count);
    program->stands_for = ARENA_ARRAY(arena, StepId, plan->step_count);
    program->can_be_missing = ARENA_ARRAY(arena, bool, plan->step_count);
    return program;
}

void column_program_use(ColumnProgram *program, ColumnPath path) {
    program->run.lanes.kernels = column_kernels(path);
}

/* ---- run */

/* Values that passed 64 bits; a row without a value there has no need of one. */
static void leave_marked(LaneContext *context, ColumnVector *vector) {
    if (!context->has_left && !context->all_left) return;
    ColumnPool *pool = context->pool;
    States marked =
        context->all_left ? states_all(STATE_LEFT) : states_where(pool, &context->left, STATE_LEFT);
    States states = states_behind(pool, vector->states, marked);
    states_release(pool, marked);
    states_release(pool, vector->states);
    vector->states = states;
    context->has_left = context->all_left = false;
}

static void mark(const RowBits *rows, RowBits *left) {
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        left->words[i] |= rows->words[i];
}

static void leave_worse(States states, ValueState worst, RowBits *left) {
    if (states.possible >> (worst + 1) == 0) return;
    RowBits worse = states_worse(states, (uint8_t)worst);
    mark(&worse, left);
}

static void leave_broken(const LaneContext *context, const ColumnVector *answer, RowBits *left) {
    RowBits broken = states_find(answer->states, STATE_VALUE), yes = vector_yes(context, answer);
    for (size_t i = 0; i < COLUMN_WORDS; i++)
        broken.words[i] &= ~yes.words[i];
    mark(&broken, left);
    leave_worse(answer->states, STATE_MISSING, left);
}

static void run_step(ColumnProgram *program, const ColumnStep *step, RowBits *left) {
    ColumnRun *run = &program->run;
    ColumnVector *result = &run->values[step->result];
    *result = step->run(run, step);
    leave_marked(&run->lanes, result);
    if (step->kept) {
        column_cells_store(&run->lanes, *result, run->numbers, step->kept, run->count);
        leave_worse(result->states, step->worst_kept, left);
    }
    if (program->is_required[step->result]) leave_broken(&run->lanes, result, left);
    for (uint32_t i = 0; i < step->last_used_count; i++)
        vector_release(&run->lanes, run->values[step->last_used[i]]);
}

size_t column_program_run(ColumnProgram *program, size_t count, bool left[COLUMN_BLOCK]) {
    RowBits rows = row_bits_all(false);
    program->run.count = count;
    for (size_t i = 0; i < program->step_count; i++)
        run_step(program, &program->steps[i], &rows);
    size_t left_count = 0;
    for (size_t i = 0; i < COLUMN_BLOCK; i++) {
        left[i] = i < count && row_bits_has(&rows, i);
        left_count += left[i];
    }
    return left_count;
}
