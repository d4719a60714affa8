#include "testing/test_goal.h"

#include "base/unicode.h"
#include "lang/occurrence.h"
#include "lang/tree_part.h"

/* Where the walk through the rule file is. */
typedef struct Walk {
    const Compilation *compilation;
    const OccurrenceIndex *index;
    Arena *arena;
    TestGoals *goals;
    const Symbol *owner, *declaration;
    uint32_t call;
    size_t body, at; /* in a function: where the goals of its first call begin, and how many so far */
} Walk;

static Text written(const Walk *walk, Span span) {
    const Source *source = walk->compilation->ast->source;
    return unicode_visible(walk->arena, text_slice(source->text, span.from, span.to));
}

/* ---- what can be */

static bool can_answer(const Step *step, bool answer) {
    const Range *range = &step->range;
    if (step->op == OP_NO_VALUE) return false;
    if (answer) return !(range->has_high && number_sign(range->high) <= 0);
    return !(range->has_low && number_sign(range->low) > 0);
}

static const Step *operand_of(const Plan *plan, const Step *step, uint32_t i) {
    return &plan->steps[plan_operands(plan, step)[i]];
}

/* A choice is: test, value, test, value, ..., value. */
static bool can_take(const Plan *plan, const Step *choice, uint32_t at) {
    for (uint32_t i = 0; i < at; i++)
        if (!can_answer(operand_of(plan, choice, 2 * i), false)) return false;
    return 2 * at + 1 >= choice->operand_count || can_answer(operand_of(plan, choice, 2 * at), true);
}

static bool is_possible(const Plan *plan, const Goal *goal) {
    if (goal->test == GOAL_IS_EMPTY) return true;
    if (goal->step == STEP_NONE) return false;
    const Step *step = &plan->steps[goal->step];
    switch (goal->test) {
    case GOAL_TAKES: return step->op == OP_CHOOSE && can_take(plan, step, goal->at);
    case GOAL_ANSWERS: return can_answer(step, goal->answer);
    case GOAL_DECIDES: return can_answer(operand_of(plan, step, goal->at), goal->answer);
    case GOAL_HAS_VALUE:
    case GOAL_IS_OPTION:
    case GOAL_IS_EMPTY: break;
    }
    return true;
}

/* ---- adding */

static void need_steps(const Plan *plan, const Goal *goal, bool *needed) {
    if (!goal->is_possible || goal->step == STEP_NONE) return;
    const Step *step = &plan->steps[goal->step];
    needed[goal->step] = true;
    if (goal->test != GOAL_TAKES && goal->test != GOAL_DECIDES) return;
    for (uint32_t i = 0; i < step->operand_count; i += goal->test == GOAL_TAKES ? 2 : 1)
        needed[plan_operands(plan, step)[i]] = true;
}

/* Each call of a function has the same goals, in the same order. */
static size_t primary_of(Walk *walk) {
    TestGoals *goals = walk->goals;
    if (walk->call == 0) return goals->count;
    if (walk->body == GOAL_NONE) walk->body = goals->count;
    return walk->body + walk->at++;
}

static size_t add(Walk *walk, Goal goal) {
    TestGoals *goals = walk->goals;
    goal.owner = walk->owner;
    goal.declaration = walk->declaration;
    goal.primary = primary_of(walk);
    goal.is_possible = is_possible(goals->plan, &goal);
    need_steps(goals->plan, &goal, goals->steps);
    if (goal.is_possible && goal.primary < goals->count) goals->items[goal.primary].is_possible = true;
    ARENA_PUSH(walk->arena, goals->items, goals->count, goals->capacity, goal);
    return goals->count - 1;
}

static StepId step_of(const Walk *walk, const AstExpression *expression) {
    return occurrence_step(walk->index, expression, walk->owner, walk->call);
}

/* ---- conditions */

/* Gives the one for yes. */
static size_t add_answers(Walk *walk, GoalKind kind, const AstExpression *condition, Goal goal) {
    Text text = written(walk, condition->span);
    size_t first = walk->goals->count;
    goal.kind = kind;
    goal.span = condition->span;
    for (int answer = 1; answer >= 0; answer--) {
        goal.answer = answer;
        goal.text = text_format(walk->arena, "`%.*s` is never %s", TEXT_ARG(text), answer ? "yes" : "no");
        (void)add(walk, goal);
    }
    return first;
}

/* The sides of `and` and `or`, each both ways where it is looked at. */
static void add_sides(Walk *walk, const AstExpression *logic, size_t parent) {
    for (uint32_t i = 0; i < logic->count; i++)
        (void)add_answers(
            walk, GOAL_BRANCH, logic->operands[i],
            (Goal){.test = GOAL_DECIDES, .step = step_of(walk, logic), .at = i, .parent = parent});
}

/* ---- expressions: at most 256 deep */

static void walk_expression(Walk *walk, const AstExpression *expression, size_t parent);

static void walk_operands(Walk *walk, const AstExpression *expression, uint32_t from, uint32_t to,
                          size_t parent) {
    for (uint32_t i = from; i < to; i++)
        walk_expression(walk, expression->operands[i], parent);
}

/* Without `else` the last line stands for all that is left, which is its own test. */
static void walk_by(Walk *walk, const AstExpression *by, size_t parent) {
    walk_operands(walk, by, 0, 1, parent);
    for (uint32_t i = 1; i < by->count; i++) {
        const AstExpression *arm = by->operands[i];
        Goal goal = {.kind = GOAL_LINE,
                     .span = arm->span,
                     .text = text_format(walk->arena, "line `%.*s` is never taken",
                                         TEXT_ARG(written(walk, arm->span))),
                     .test = GOAL_TAKES,
                     .step = step_of(walk, by),
                     .at = i - 1,
                     .parent = parent};
        walk_operands(walk, arm, 0, arm->count - 1, parent);
        walk_expression(walk, arm->operands[arm->count - 1], add(walk, goal));
    }
}

static void walk_if(Walk *walk, const AstExpression *expression, size_t parent) {
    Text condition = written(walk, expression->operands[0]->span);
    walk_operands(walk, expression, 0, 1, parent);
    for (uint32_t i = 0; i < 2; i++) {
        Goal goal = {.kind = GOAL_BRANCH,
                     .span = expression->operands[0]->span,
                     .text = text_format(walk->arena, "`if %.*s`: never %s", TEXT_ARG(condition),
                                         i == 0 ? "yes" : "no"),
                     .test = GOAL_TAKES,
                     .step = step_of(walk, expression),
                     .at = i,
                     .parent = parent};
        walk_expression(walk, expression->operands[i + 1], add(walk, goal));
    }
}

/* Arguments that are yes or no: what a library function does with them is its own matter. */
static void walk_call(Walk *walk, const AstExpression *call, size_t parent) {
    for (uint32_t i = 0; i < call->count; i++) {
        const AstExpression *argument = call->operands[i];
        StepId step = step_of(walk, argument);
        bool is_answer = step != STEP_NONE && walk->goals->plan->steps[step].type == PLAN_YES_NO;
        if (is_answer && argument->kind != AST_BY && argument->kind != AST_IF)
            (void)add_answers(walk, GOAL_BRANCH, argument,
                              (Goal){.test = GOAL_ANSWERS, .step = step, .parent = parent});
        walk_expression(walk, argument, parent);
    }
}

static void walk_expression(Walk *walk, const AstExpression *expression, size_t parent) {
    switch (expression->kind) {
    case AST_BY: walk_by(walk, expression, parent); return;
    case AST_IF: walk_if(walk, expression, parent); return;
    case AST_CALL: walk_call(walk, expression, parent); return;
    case AST_AND:
    case AST_OR: add_sides(walk, expression, parent); break;
    default: break;
    }
    walk_operands(walk, expression, 0, expression->count, parent);
}

/* ---- declarations */

static void walk_clause(Walk *walk, const AstExpression *clause, size_t parent) {
    if (clause) walk_expression(walk, clause, parent);
}

/* Gives what counts only where the answer is yes its parent. */
static size_t walk_condition(Walk *walk, GoalKind kind, const AstExpression *condition, size_t parent) {
    if (!condition) return parent;
    Goal goal = {.test = GOAL_ANSWERS, .step = step_of(walk, condition), .parent = parent};
    size_t yes = add_answers(walk, kind, condition, goal);
    walk_clause(walk, condition, parent);
    return yes;
}

static void walk_tree(Walk *walk, const Tree *tree) {
    const PlanOutput *output = &walk->goals->plan->outputs[walk->owner->output];
    if (tree->kind == TREE_CRITERION)
        (void)add(walk, (Goal){.kind = GOAL_CRITERION,
                               .span = walk->owner->span,
                               .text = TEXT("no unit has points in it where something is expected of them"),
                               .test = GOAL_HAS_VALUE,
                               .step = output->value,
                               .parent = GOAL_NONE});
    walk_clause(walk, tree_clause(tree, TEXT("max"), tree->ast->max), GOAL_NONE);
    for (size_t i = 0; i < tree->member_count; i++)
        walk_clause(walk, tree->members[i].weight, GOAL_NONE);
    size_t parent = walk_condition(walk, GOAL_BRANCH, tree->ast->applies, GOAL_NONE);
    parent = walk_condition(walk, GOAL_BRANCH, tree->ast->counts, parent);
    for (size_t i = 0; tree->row && i < tree->row->count; i++)
        walk_clause(walk, tree->row->arguments[i], parent);
    walk_clause(walk, tree->ast->formula, parent);
}

static void walk_grade(Walk *walk, const AstGrade *grade) {
    StepId step = walk->goals->plan->outputs[walk->owner->output].value;
    size_t parent = walk_condition(walk, GOAL_BRANCH, grade->when, GOAL_NONE);
    (void)walk_condition(walk, GOAL_BRANCH, grade->cap_unless, parent);
    for (size_t i = 0; i < grade->line_count; i++)
        (void)add(walk,
                  (Goal){.kind = GOAL_GRADE,
                         .span = grade->lines[i].span,
                         .text = text_format(walk->arena, "no unit has the grade \"%.*s\"",
                                             TEXT_ARG(unicode_visible(walk->arena, grade->lines[i].text))),
                         .test = GOAL_IS_OPTION,
                         .step = step,
                         .at = (uint32_t)i,
                         .parent = GOAL_NONE});
}

/* Every call of the functions of the file; `bodies`: per declaration. */
static void walk_functions(Walk *walk, size_t *bodies) {
    const Occurrences *noted = walk->compilation->occurrences;
    bool *is_walked = ARENA_ARRAY(walk->arena, bool, (size_t)noted->call_count + 1);
    for (size_t i = 0; i < noted->count; i++) {
        const Symbol *owner = noted->items[i].owner;
        if (owner->kind != SYMBOL_FUNCTION || is_walked[noted->items[i].call]) continue;
        is_walked[noted->items[i].call] = true;
        walk->owner = owner;
        walk->declaration = noted->items[i].declaration;
        walk->call = noted->items[i].call;
        walk->body = bodies[owner->number];
        walk->at = 0;
        walk_expression(walk, owner->function->body, GOAL_NONE);
        bodies[owner->number] = walk->body;
    }
}

static void add_empty(Walk *walk, const Input *input, ValueState state) {
    (void)add(walk, (Goal){.kind = GOAL_EMPTY,
                           .span = input->ast->name.span,
                           .text = text_format(walk->arena, "no cell is %s",
                                               state == STATE_MISSING ? "missing" : "not applicable"),
                           .test = GOAL_IS_EMPTY,
                           .step = STEP_NONE,
                           .at = input->number,
                           .state = state,
                           .parent = GOAL_NONE});
}

static void walk_input(Walk *walk, const Input *input) {
    const PlanInput *plan = &walk->goals->plan->inputs[input->number];
    bool says_not_applicable = false;
    if (!plan->is_used || plan->is_info) return;
    if (input->ast->has_missing && !plan->rejects_missing) add_empty(walk, input, STATE_MISSING);
    for (size_t i = 0; i < plan->token_count; i++)
        says_not_applicable |= plan->tokens[i].state == STATE_NOT_APPLICABLE;
    if (says_not_applicable) add_empty(walk, input, STATE_NOT_APPLICABLE);
}

static void walk_symbol(Walk *walk, const Symbol *symbol) {
    walk->owner = walk->declaration = symbol;
    switch (symbol->kind) {
    case SYMBOL_INPUT: walk_input(walk, symbol->input); break;
    case SYMBOL_FUNCTION: break;
    case SYMBOL_LET: walk_clause(walk, symbol->let->value, GOAL_NONE); break;
    case SYMBOL_TREE: walk_tree(walk, symbol->tree); break;
    case SYMBOL_GATE: (void)walk_condition(walk, GOAL_GATE, symbol->gate->condition, GOAL_NONE); break;
    case SYMBOL_RANK: (void)walk_condition(walk, GOAL_BRANCH, symbol->rank->when, GOAL_NONE); break;
    case SYMBOL_GRADE: walk_grade(walk, symbol->grade); break;
    }
}

TestGoals test_goals(const Compilation *compilation, Arena *arena) {
    const Methodology *methodology = compilation->methodology;
    TestGoals goals = {.plan = compilation->plan,
                       .steps = ARENA_ARRAY(arena, bool, compilation->plan->step_count + 1)};
    Walk walk = {.compilation = compilation,
                 .index = occurrence_index_new(compilation->occurrences, arena),
                 .arena = arena,
                 .goals = &goals};
    size_t *bodies = ARENA_ARRAY(arena, size_t, methodology->symbol_count);
    for (size_t i = 0; i < methodology->symbol_count; i++) {
        bodies[i] = GOAL_NONE;
        walk_symbol(&walk, methodology->symbols[i]);
    }
    walk_functions(&walk, bodies);
    return goals;
}
