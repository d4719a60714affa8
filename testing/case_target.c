#include "testing/case_target.h"

/* What is being built. */
typedef struct Builder {
    const Compilation *compilation;
    const Plan *plan;
    const TestGoals *goals;
    NumberContext *numbers;
    Arena *arena;
    CaseTargets *targets; /* per declaration */
    StepId *inputs;       /* per input: its step, or STEP_NONE */
    const Symbol **users; /* per input: the first declaration that looks at it; NULL: none */
    uint32_t *marks;      /* per step: the walk that met it */
    uint32_t walk;
    StepId *stack;
} Builder;

/* ---- claims */

typedef struct Claims {
    Claim *items;
    size_t count, capacity;
} Claims;

static void add_claim(const Builder *builder, Claims *claims, Claim claim) {
    ARENA_PUSH(builder->arena, claims->items, claims->count, claims->capacity, claim);
}

static void claim_answer(const Builder *builder, Claims *claims, StepId step, bool answer) {
    add_claim(builder, claims,
              (Claim){.kind = CLAIM_EQUALS, .step = step, .number = answer ? NUMBER_ONE : NUMBER_ZERO});
}

static void claim_side(const Builder *builder, Claims *claims, const Goal *goal) {
    const Step *logic = &builder->plan->steps[goal->step];
    const StepId *operands = plan_operands(builder->plan, logic);
    for (uint32_t i = 0; i < goal->at; i++)
        claim_answer(builder, claims, operands[i], logic->op == OP_AND);
    claim_answer(builder, claims, operands[goal->at], goal->answer);
}

static void claim_goal(const Builder *builder, Claims *claims, const Goal *goal) {
    switch (goal->test) {
    case GOAL_HAS_VALUE:
        add_claim(builder, claims, (Claim){.kind = CLAIM_IN_STATE, .step = goal->step, .state = STATE_VALUE});
        break;
    case GOAL_TAKES:
        add_claim(builder, claims, (Claim){.kind = CLAIM_TAKES_LINE, .step = goal->step, .line = goal->at});
        break;
    case GOAL_ANSWERS: claim_answer(builder, claims, goal->step, goal->answer); break;
    case GOAL_DECIDES: claim_side(builder, claims, goal); break;
    case GOAL_IS_OPTION:
        add_claim(
            builder, claims,
            (Claim){.kind = CLAIM_EQUALS, .step = goal->step, .number = number_from_int((int64_t)goal->at)});
        break;
    case GOAL_IS_EMPTY:
        add_claim(builder, claims,
                  (Claim){.kind = CLAIM_IN_STATE, .step = builder->inputs[goal->at], .state = goal->state});
        break;
    }
}

static Claims path_to(const Builder *builder, size_t goal) {
    Claims claims = {NULL, 0, 0};
    for (; goal != GOAL_NONE; goal = builder->goals->items[goal].parent)
        claim_goal(builder, &claims, &builder->goals->items[goal]);
    return claims;
}

/* ---- targets */

static void add_target(const Builder *builder, CaseTarget target, const Claims *claims) {
    CaseTargets *targets = &builder->targets[target.declaration->number];
    target.claims = claims->items;
    target.count = claims->count;
    ARENA_PUSH(builder->arena, targets->items, targets->count, targets->capacity, target);
}

/* A bound, and the step that is compared with it. */
typedef struct Edge {
    StepId subject;
    Number bound;
} Edge;

static Number next_to(const Builder *builder, Number bound, Number step, int direction) {
    NumberContext *numbers = builder->numbers;
    Number steps = number_divide(numbers, bound, step);
    Number whole = direction < 0 ? number_ceiling(numbers, steps) : number_floor(numbers, steps);
    whole = number_add(numbers, whole, number_from_int(direction));
    return number_copy(builder->arena, number_multiply(numbers, whole, step));
}

static void add_value(const Builder *builder, CaseTarget target, const Claims *path, StepId subject,
                      Number value) {
    Claims claims = {NULL, 0, 0};
    for (size_t i = 0; i < path->count; i++)
        add_claim(builder, &claims, path->items[i]);
    add_claim(builder, &claims, (Claim){.kind = CLAIM_EQUALS, .step = subject, .number = value});
    add_target(builder, target, &claims);
}

/* The last value before the bound, the bound, the next one. */
static void add_edge(const Builder *builder, CaseTarget target, const Claims *path, const Edge *edge) {
    const Range *range = &builder->plan->steps[edge->subject].range;
    target.is_optional = true;
    target.bound = edge->bound;
    for (int direction = -1; direction <= 1; direction++) {
        Number value = edge->bound;
        target.direction = direction;
        if (direction != 0 && range->has_step) value = next_to(builder, value, range->step, direction);
        add_value(builder, target, path, edge->subject, value);
    }
}

/* ---- bounds */

static bool is_comparison(StepOp op) {
    return op == OP_LESS || op == OP_LESS_EQUAL || op == OP_EQUAL || op == OP_NOT_EQUAL;
}

static bool find_edge(const Builder *builder, const Step *step, Edge *edge) {
    const StepId *operands = plan_operands(builder->plan, step);
    for (uint32_t i = 0; i < 2; i++) {
        const Step *bound = &builder->plan->steps[operands[i]];
        const Step *subject = &builder->plan->steps[operands[1 - i]];
        bool is_value = subject->type == PLAN_NUMBER || subject->type == PLAN_DATE;
        if (bound->op != OP_CONSTANT || subject->op == OP_CONSTANT || !is_value) continue;
        *edge = (Edge){operands[1 - i], builder->plan->constants[bound->constant]};
        return true;
    }
    return false;
}

static size_t push(Builder *builder, size_t count, StepId id) {
    if (builder->marks[id] == builder->walk) return count;
    builder->marks[id] = builder->walk;
    builder->stack[count] = id;
    return count + 1;
}

static bool is_walked(StepOp op, bool is_grade) {
    return op == OP_AND || op == OP_OR || op == OP_NOT || (is_grade && (op == OP_CHOOSE || op == OP_MAX));
}

/* The bounds that a condition compares with; of a grade, those of what it is taken from. */
static void add_edges(Builder *builder, CaseTarget target, const Claims *path, StepId from, StepId only) {
    bool is_grade = only != STEP_NONE;
    builder->walk++;
    size_t count = push(builder, 0, from);
    while (count > 0) {
        const Step *step = &builder->plan->steps[builder->stack[--count]];
        Edge edge;
        if (is_comparison(step->op) && find_edge(builder, step, &edge) && (!is_grade || edge.subject == only))
            add_edge(builder, target, path, &edge);
        for (uint32_t i = 0; is_walked(step->op, is_grade) && i < step->operand_count; i++)
            count = push(builder, count, plan_operands(builder->plan, step)[i]);
    }
}

static StepId condition_of(const Builder *builder, const Goal *goal) {
    const Step *step = &builder->plan->steps[goal->step];
    bool is_test = goal->test == GOAL_TAKES && 2 * goal->at + 1 < step->operand_count;
    if (is_test) return plan_operands(builder->plan, step)[2 * goal->at];
    if (goal->test == GOAL_DECIDES && goal->answer) return plan_operands(builder->plan, step)[goal->at];
    if (goal->test == GOAL_ANSWERS && goal->answer && step->op != OP_AND && step->op != OP_OR)
        return goal->step;
    return STEP_NONE;
}

/* ---- all of them */

static void add_goal(Builder *builder, size_t number) {
    const Goal *goal = &builder->goals->items[number];
    const Symbol *declaration = goal->test == GOAL_IS_EMPTY ? builder->users[goal->at] : goal->declaration;
    CaseTarget target = {.declaration = declaration, .span = goal->span, .text = goal->text};
    Claims claims = path_to(builder, number), parent = path_to(builder, goal->parent);
    add_target(builder, target, &claims);
    StepId condition = condition_of(builder, goal);
    if (condition != STEP_NONE) add_edges(builder, target, &parent, condition, STEP_NONE);
}

static bool has_claims(const Builder *builder, const Goal *goal) {
    if (!goal->is_possible) return false;
    if (goal->test == GOAL_IS_EMPTY) return builder->users[goal->at] != NULL;
    return goal->step != STEP_NONE;
}

/* Empty cells are reached by the cases of the first declaration that looks at the input. */
static void add_goals(Builder *builder) {
    for (size_t i = 0; i < builder->goals->count; i++)
        if (has_claims(builder, &builder->goals->items[i])) add_goal(builder, i);
}

static void add_claimed(const Builder *builder, CaseTarget target, Claim first, Claim second) {
    Claims claims = {NULL, 0, 0};
    add_claim(builder, &claims, first);
    if (second.kind != CLAIM_IN_STATE) add_claim(builder, &claims, second);
    add_target(builder, target, &claims);
}

static Claim compared(ClaimKind kind, StepId step, Number number) {
    return (Claim){.kind = kind, .step = step, .number = number};
}

static const Claim nothing = {.kind = CLAIM_IN_STATE};

/* No points, all of them, and some: so that a number in the formula matters to one of the cases. */
static void add_points(const Builder *builder, CaseTarget target, const PlanOutput *output) {
    if (output->kind != OUTPUT_CRITERION || !output->has_full_max) return;
    add_claimed(builder, target, compared(CLAIM_EQUALS, output->value, NUMBER_ZERO), nothing);
    add_claimed(builder, target, compared(CLAIM_ABOVE_NUMBER, output->value, NUMBER_ZERO),
                compared(CLAIM_BELOW_NUMBER, output->value, output->full_max));
    add_claimed(builder, target, compared(CLAIM_EQUALS, output->value, output->full_max), nothing);
}

/* Rounded up, and rounded down. */
static void add_roundings(const Builder *builder, CaseTarget target, const PlanOutput *output) {
    if (output->exact == STEP_NONE || output->exact == output->value) return;
    Claim up = {.kind = CLAIM_ABOVE, .step = output->value, .other = output->exact};
    Claim down = {.kind = CLAIM_ABOVE, .step = output->exact, .other = output->value};
    add_claimed(builder, target, up, nothing);
    add_claimed(builder, target, down, nothing);
}

/* Whatever is shown has a case; ranks are scored with others [C9.3]. */
static void add_output(Builder *builder, const Symbol *symbol) {
    const PlanOutput *output = &builder->plan->outputs[symbol->output];
    CaseTarget target = {.declaration = symbol, .span = symbol->span, .text = TEXT("it never has a value")};
    Claim value = {.kind = CLAIM_IN_STATE, .step = output->value, .state = STATE_VALUE};
    if (output->value == STEP_NONE) return;
    add_claimed(builder, target, value, nothing);
    target.is_optional = true;
    add_points(builder, target, output);
    add_roundings(builder, target, output);
    if (symbol->kind != SYMBOL_GRADE) return;
    const PlanOutput *source = &builder->plan->outputs[output->source];
    add_edges(builder, target, &(Claims){NULL, 0, 0}, output->value,
              output->is_exact ? source->exact : source->value);
}

static void find_inputs(Builder *builder) {
    const Plan *plan = builder->plan;
    for (uint32_t i = 0; i < plan->input_count; i++)
        builder->inputs[i] = STEP_NONE;
    for (StepId id = 0; id < plan->step_count; id++)
        if (plan->steps[id].op == OP_INPUT) builder->inputs[plan->steps[id].input] = id;
}

static bool is_output(const Symbol *symbol) {
    return symbol->kind != SYMBOL_INPUT && symbol->kind != SYMBOL_FUNCTION;
}

/* Steps that an earlier declaration needs are not met again. */
static void find_users(Builder *builder, const Symbol *symbol) {
    const Plan *plan = builder->plan;
    StepId value = plan->outputs[symbol->output].value;
    size_t count = value == STEP_NONE ? 0 : push(builder, 0, value);
    while (count > 0) {
        const Step *step = &plan->steps[builder->stack[--count]];
        if (step->op == OP_INPUT) builder->users[step->input] = symbol;
        for (uint32_t i = 0; i < step->operand_count; i++)
            count = push(builder, count, plan_operands(plan, step)[i]);
    }
}

static bool is_criterion(const Symbol *symbol) {
    return symbol->kind == SYMBOL_TREE && symbol->tree->kind == TREE_CRITERION;
}

/* Criteria first: their cases are the plainest. */
static void find_all_users(Builder *builder) {
    const Methodology *methodology = builder->compilation->methodology;
    builder->walk++;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < methodology->symbol_count; i++) {
            const Symbol *symbol = methodology->symbols[i];
            if (is_output(symbol) && is_criterion(symbol) == (pass == 0)) find_users(builder, symbol);
        }
}

static CaseTargets all_of(const Builder *builder) {
    const Methodology *methodology = builder->compilation->methodology;
    CaseTargets all = {NULL, 0, 0};
    for (size_t i = 0; i < methodology->symbol_count; i++)
        for (size_t k = 0; k < builder->targets[i].count; k++)
            ARENA_PUSH(builder->arena, all.items, all.count, all.capacity, builder->targets[i].items[k]);
    return all;
}

CaseTargets case_targets(const Compilation *compilation, const TestGoals *goals, NumberContext *numbers,
                         Arena *arena) {
    const Plan *plan = compilation->plan;
    const Methodology *methodology = compilation->methodology;
    Builder builder = {.compilation = compilation,
                       .plan = plan,
                       .goals = goals,
                       .numbers = numbers,
                       .arena = arena,
                       .targets = ARENA_ARRAY(arena, CaseTargets, methodology->symbol_count + 1),
                       .inputs = ARENA_ARRAY(arena, StepId, plan->input_count + 1),
                       .marks = ARENA_ARRAY(arena, uint32_t, plan->step_count + 1),
                       .stack = ARENA_ARRAY(arena, StepId, plan->step_count + 1)};
    find_inputs(&builder);
    builder.users = ARENA_ARRAY(arena, const Symbol *, plan->input_count + 1);
    find_all_users(&builder);
    add_goals(&builder);
    for (size_t i = 0; i < methodology->symbol_count; i++)
        if (is_output(methodology->symbols[i])) add_output(&builder, methodology->symbols[i]);
    return all_of(&builder);
}
