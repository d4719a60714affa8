#include "proving/reach.h"

#include "base/unicode.h"
#include "lang/methodology.h"
#include "lang/occurrence.h"
#include "proving/goal.h"

/* Where the walk through the rule file is. */
typedef struct Walk {
    Prover *prover;
    const Compilation *compilation;
    const OccurrenceIndex *index;
    const Source *source;
    Goals goals;
    const Symbol *owner;
    uint32_t call;
    Claim path[MOST_CLAIMS]; /* what leads to where the walk is */
    size_t depth;
    bool is_deep; /* part of the path did not fit: what seems to be reached may not be */
} Walk;

static Text written(const Walk *walk, Span span) {
    return unicode_visible(walk->prover->arena, text_slice(walk->source->text, span.from, span.to));
}

static StepId step_of(const Walk *walk, const AstExpression *expression) {
    return occurrence_step(walk->index, expression, walk->owner, walk->call);
}

/* ---- asking */

static void enter(Walk *walk, Claim claim) {
    if (walk->depth < MOST_CLAIMS - 1)
        walk->path[walk->depth] = claim;
    else
        walk->is_deep = true;
    walk->depth++;
}

static void leave(Walk *walk) {
    walk->depth--;
    if (walk->depth < MOST_CLAIMS - 1) walk->is_deep = false;
}

static Verdict ask(Walk *walk, Goal goal, Claim claim) {
    size_t count = walk->depth < MOST_CLAIMS - 1 ? walk->depth : MOST_CLAIMS - 1;
    goal.text = written(walk, goal.span);
    goal.output = walk->owner->kind == SYMBOL_FUNCTION ? UINT32_MAX : walk->owner->output;
    walk->path[count] = claim;
    return goals_ask(&walk->goals, &goal, walk->path, count + 1);
}

/* What intervals know to be fixed was said where it is compared, or is meant. */
static bool is_open(const Walk *walk, StepId step) {
    Number value;
    return step != STEP_NONE && walk->prover->plan->steps[step].op != OP_CONSTANT &&
           !range_is_constant(walk->prover->numbers, &walk->prover->plan->steps[step].range, &value);
}

/* ---- expressions: at most 256 deep */

static void walk_expression(Walk *walk, const AstExpression *expression);

static void walk_operands(Walk *walk, const AstExpression *expression, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++)
        walk_expression(walk, expression->operands[i]);
}

/* The value number `line` of a choice, and what stands in it. */
static void walk_line(Walk *walk, const AstExpression *whole, uint32_t line, Goal goal,
                      const AstExpression *value) {
    StepId step = step_of(walk, whole);
    if (step == STEP_NONE || walk->prover->plan->steps[step].op != OP_CHOOSE) {
        walk_expression(walk, value);
        return;
    }
    if (whole->kind == AST_IF &&
        !is_open(walk, plan_operands(walk->prover->plan, &walk->prover->plan->steps[step])[0]))
        return;
    Claim claim = {.kind = CLAIM_TAKES_LINE, .step = step, .other = STEP_NONE, .line = line};
    if (ask(walk, goal, claim) == VERDICT_NO) return; /* what stands in it cannot be reached either */
    enter(walk, claim);
    walk_expression(walk, value);
    leave(walk);
}

static void walk_by(Walk *walk, const AstExpression *by) {
    walk_operands(walk, by, 0, 1);
    for (uint32_t i = 1; i < by->count; i++) {
        const AstExpression *arm = by->operands[i];
        walk_operands(walk, arm, 0, arm->count - 1);
        walk_line(walk, by, i - 1, (Goal){.place = arm, .kind = GOAL_LINE, .span = arm->span},
                  arm->operands[arm->count - 1]);
    }
}

static void walk_if(Walk *walk, const AstExpression *choice) {
    walk_operands(walk, choice, 0, 1);
    for (uint32_t i = 0; i < 2; i++) {
        const AstExpression *value = choice->operands[i + 1];
        walk_line(walk, choice, i, (Goal){.place = value, .kind = GOAL_BRANCH, .span = value->span}, value);
    }
}

static void walk_expression(Walk *walk, const AstExpression *expression) {
    if (expression->kind == AST_BY)
        walk_by(walk, expression);
    else if (expression->kind == AST_IF)
        walk_if(walk, expression);
    else
        walk_operands(walk, expression, 0, expression->count);
}

static void walk_clause(Walk *walk, const AstExpression *clause) {
    if (clause) walk_expression(walk, clause);
}

/* ---- conditions */

static Claim answers(StepId step, bool answer) {
    return (Claim){
        .kind = CLAIM_EQUALS, .step = step, .other = STEP_NONE, .number = answer ? NUMBER_ONE : NUMBER_ZERO};
}

/* true: it can be yes */
static bool walk_condition(Walk *walk, const AstExpression *condition) {
    if (!condition) return true;
    StepId step = step_of(walk, condition);
    walk_expression(walk, condition);
    if (!is_open(walk, step)) return true;
    Goal goal = {.place = condition, .kind = GOAL_ANSWER_NO, .span = condition->span, .step = step};
    (void)ask(walk, goal, answers(step, false));
    goal.kind = GOAL_ANSWER_YES;
    return ask(walk, goal, answers(step, true)) != VERDICT_NO;
}

/* ---- declarations */

static void enter_condition(Walk *walk, const AstExpression *condition) {
    StepId step = step_of(walk, condition);
    enter(walk, step == STEP_NONE ? (Claim){.kind = CLAIM_EQUALS, .step = STEP_NONE} : answers(step, true));
}

static void walk_tree(Walk *walk, const Tree *tree) {
    for (size_t i = 0; i < tree->member_count; i++)
        walk_clause(walk, tree->members[i].weight);
    for (size_t i = 0; tree->row && i < tree->row->count; i++)
        walk_clause(walk, tree->row->arguments[i]);
    bool counts = walk_condition(walk, tree->ast->counts);
    if (!walk_condition(walk, tree->ast->applies) || !counts || !tree->ast->formula) return;
    bool has_condition = tree->ast->applies && step_of(walk, tree->ast->applies) != STEP_NONE;
    if (has_condition) enter_condition(walk, tree->ast->applies);
    walk_expression(walk, tree->ast->formula);
    if (has_condition) leave(walk);
}

static bool is_by_place(const AstGrade *grade) {
    return grade->lines[0].bound == BOUND_TOP || grade->lines[0].bound == BOUND_SHARE;
}

/* A grade by places depends on how many units there are. */
static void walk_grade(Walk *walk, const AstGrade *grade) {
    StepId step = walk->prover->plan->outputs[walk->owner->output].value;
    (void)walk_condition(walk, grade->when);
    (void)walk_condition(walk, grade->cap_unless);
    for (size_t i = 0; i < grade->line_count && step != STEP_NONE && !is_by_place(grade); i++) {
        Claim claim = {
            .kind = CLAIM_EQUALS, .step = step, .other = STEP_NONE, .number = number_from_int((int64_t)i)};
        (void)ask(walk, (Goal){.place = &grade->lines[i], .kind = GOAL_GRADE, .span = grade->lines[i].span},
                  claim);
    }
}

/* Every call of the functions of the file. */
static void walk_functions(Walk *walk) {
    const Occurrences *noted = walk->compilation->occurrences;
    bool *is_walked = ARENA_ARRAY(walk->prover->arena, bool, (size_t)noted->call_count + 1);
    for (size_t i = 0; i < noted->count; i++) {
        const Symbol *owner = noted->items[i].owner;
        if (owner->kind != SYMBOL_FUNCTION || is_walked[noted->items[i].call]) continue;
        is_walked[noted->items[i].call] = true;
        walk->owner = owner;
        walk->call = noted->items[i].call;
        walk_expression(walk, owner->function->body);
    }
}

static void walk_symbol(Walk *walk, const Symbol *symbol) {
    walk->owner = symbol;
    switch (symbol->kind) {
    case SYMBOL_INPUT:
    case SYMBOL_FUNCTION: break;
    case SYMBOL_LET: walk_clause(walk, symbol->let->value); break;
    case SYMBOL_TREE: walk_tree(walk, symbol->tree); break;
    case SYMBOL_GATE: (void)walk_condition(walk, symbol->gate->condition); break;
    case SYMBOL_RANK: (void)walk_condition(walk, symbol->rank->when); break;
    case SYMBOL_GRADE: walk_grade(walk, symbol->grade); break;
    }
}

/* ---- what is said */

static void tell(const Walk *walk, const Goal *goal, Diagnostics *diagnostics) {
    Arena *arena = walk->prover->arena;
    DiagnosticCode code = DIAGNOSTIC_UNREACHED_LINE;
    Text message = TEXT("no legal row of data reaches this line");
    Text hint = TEXT("remove it, or correct the lines before it and the conditions around it");
    switch (goal->kind) {
    case GOAL_LINE: break;
    case GOAL_BRANCH: message = TEXT("no legal row of data reaches this branch"); break;
    case GOAL_ANSWER_YES:
    case GOAL_ANSWER_NO:
        code = DIAGNOSTIC_FIXED_ANSWER;
        message = text_format(arena, "`%.*s` holds for %s legal row of data", TEXT_ARG(goal->text),
                              goal->kind == GOAL_ANSWER_YES ? "no" : "every");
        hint = TEXT("correct it, or leave it out");
        break;
    case GOAL_GRADE:
        code = DIAGNOSTIC_UNREACHED_GRADE;
        message = TEXT("no unit can get this grade");
        hint = TEXT("lower its bound, or correct what it is taken from");
        break;
    }
    (void)diagnostics_report(diagnostics, walk->source, goal->span, code, message, hint);
}

/* [PR6.5] One for each declaration, whatever it is that is open there. */
static void tell_open(const Walk *walk, const Goal *goal, Diagnostics *diagnostics) {
    const char *what = goal->kind == GOAL_GRADE    ? "this grade can be got"
                       : goal->kind == GOAL_LINE   ? "this line can be reached"
                       : goal->kind == GOAL_BRANCH ? "this branch can be reached"
                                                   : "this can be both yes and no";
    (void)diagnostics_report(
        diagnostics, walk->source, goal->span, DIAGNOSTIC_REACH_UNDECIDED,
        text_format(walk->prover->arena, "it could not be decided whether %s", what),
        TEXT("it hangs on other units or on too many inputs at once; a `test` shows that it can be reached"));
}

/* A gate that is fixed is told where it is declared, not where it is used. */
static bool is_told(const Goal *goal, bool *steps) {
    if (goal->kind != GOAL_ANSWER_YES && goal->kind != GOAL_ANSWER_NO) return false;
    bool was_told = steps[goal->step];
    steps[goal->step] = true;
    return was_told;
}

static void tell_all(const Walk *walk, Diagnostics *diagnostics) {
    uint32_t last = UINT32_MAX - 1;
    bool *steps = ARENA_ARRAY(walk->prover->arena, bool, walk->prover->plan->step_count + 1);
    for (size_t i = 0; i < walk->goals.count; i++) {
        const Goal *goal = &walk->goals.items[i];
        if (goal->verdict == VERDICT_NO && !is_told(goal, steps)) tell(walk, goal, diagnostics);
        if (goal->verdict == VERDICT_UNDECIDED && goal->output != last) {
            tell_open(walk, goal, diagnostics);
            last = goal->output;
        }
    }
}

void reach_report(Prover *prover, const Compilation *compilation, const Source *source,
                  Diagnostics *diagnostics) {
    const Methodology *methodology = compilation->methodology;
    Walk walk = {.prover = prover,
                 .compilation = compilation,
                 .index = occurrence_index_new(compilation->occurrences, prover->arena),
                 .source = source,
                 .goals = goals_new(prover)};
    for (size_t i = 0; i < methodology->symbol_count; i++)
        walk_symbol(&walk, methodology->symbols[i]);
    walk_functions(&walk);
    tell_all(&walk, diagnostics);
}
