/* What looks at the members of a group: `children`, and `every criterion of T reaches e` [L4.7, L4.10]. */
#include "lang/builtin.h"
#include "lang/expression.h"

static bool collect_values(Elaborator *elaborator, const Context *context, const AstExpression *call,
                           bool weighted, bool counts_only, Typed *operands, size_t *count, Typed *unit) {
    const Tree *tree = context->tree;
    *count = 0;
    for (size_t i = 0; i < tree->member_count; i++) {
        const Member *member = &tree->members[i];
        if (!member->tree || typed_is_error(&member->tree->value)) return false;
        if (tree_is_outside(member->tree)) continue;
        Typed value =
            tree_attribute(elaborator, context, member->tree, call->operands[0]->attribute, call->span);
        if (typed_is_error(&value)) return false;
        value.span = call->span;
        if (*count == 0) *unit = value;
        if (!counts_only && !unify(elaborator, context, unit, &value, call->span, "take together"))
            return false;
        operands[(*count)++] = value;
        if (!weighted) continue;
        if (typed_is_error(&member->weight_value)) return false;
        operands[(*count)++] = member->weight_value;
    }
    return *count > 0;
}

static bool check_weights(Elaborator *elaborator, const Context *context, const AstExpression *call) {
    const Tree *tree = context->tree;
    bool some = false; /* then the members without one have been reported */
    for (size_t i = 0; i < tree->member_count; i++)
        some |= tree->members[i].weight != NULL;
    for (size_t i = 0; i < tree->member_count; i++) {
        if (tree->members[i].weight || !tree->members[i].tree || tree_is_outside(tree->members[i].tree))
            continue;
        if (some) return false;
        report(elaborator, context, call->span, DIAGNOSTIC_MISSING_PART,
               say(elaborator, "`%.*s` needs a weight for every member, `%.*s` has none",
                   TEXT_ARG(call->name.text), TEXT_ARG(tree->members[i].tree->symbol->name)),
               TEXT("write `weight 30%` behind the label of each member"));
        return false;
    }
    return true;
}

static bool has_children(Elaborator *elaborator, const Context *context, const AstExpression *call) {
    const Tree *tree = context->tree;
    for (size_t i = 0; i < tree->member_count; i++)
        if (!tree->members[i].tree || !tree_is_outside(tree->members[i].tree)) return true;
    report(elaborator, context, call->span, DIAGNOSTIC_WRONG_KIND,
           say(elaborator, "`%.*s` has no children", TEXT_ARG(tree->symbol->name)),
           TEXT("give it members; bonuses and penalties are not among the children of a formula"));
    return false;
}

Typed elaborate_children(Elaborator *elaborator, const Context *context, const AstExpression *call) {
    const Builtin *builtin = builtin_find(call->name.text);
    const Tree *tree = context->tree;
    if (call->count != 1 || call->operands[0]->kind != AST_CHILDREN || !tree ||
        tree->kind == TREE_CRITERION) {
        report(elaborator, context, call->span, DIAGNOSTIC_MISPLACED_CLAUSE,
               say(elaborator, "`%.*s` stands in the formula of a group or index, over its `children`",
                   TEXT_ARG(call->name.text)),
               tree && tree->kind != TREE_CRITERION
                   ? say(elaborator, "write `= %.*s(children)`", TEXT_ARG(call->name.text))
                   : TEXT("move it to a group or index, or name the values one by one"));
        return typed_error(call->span);
    }
    if (!attribute_is_known(elaborator, context, call->operands[0])) return typed_error(call->span);
    if (!has_children(elaborator, context, call)) return typed_error(call->span);
    StepOp op = builtin->members;
    bool weighted = op >= OP_MEMBERS_WEIGHTED_MEAN && op <= OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN;
    if (weighted && !check_weights(elaborator, context, call)) return typed_error(call->span);
    Typed *operands = ARENA_ARRAY(elaborator->arena, Typed, tree->member_count * 2 + 1), unit;
    size_t count;
    if (!collect_values(elaborator, context, call, weighted, op == OP_MEMBERS_COUNT, operands, &count, &unit))
        return typed_error(call->span);
    Typed result = typed_apply(elaborator, context, op, KIND_NUMBER, operands, count, call->span);
    result.measure = op == OP_MEMBERS_COUNT ? measure_count() : unit.measure;
    return result;
}

typedef struct Every {
    Elaborator *elaborator;
    const Context *context;
    const AstExpression *ast;
    Typed share;
    Typed *verdicts;
    size_t count, capacity;
    Tree **waiting; /* met, and after `next` still to be visited */
    size_t waiting_count, waiting_capacity;
    bool failed;
} Every;

/* Bonuses and penalties stand outside the maximum: nobody has to reach a share of them. */
static bool takes_part(const Tree *tree, AstMembers members) {
    if (tree_is_outside(tree)) return false;
    if (members == MEMBERS_CRITERION) return tree->kind == TREE_CRITERION;
    return members == MEMBERS_CHILD || tree->kind != TREE_CRITERION;
}

static void add_verdict(Every *every, const Tree *tree) {
    Elaborator *elaborator = every->elaborator;
    bool stands = !typed_is_error(&tree->up_points) && !typed_is_error(&tree->up_max);
    Typed points = stands ? tree->up_points : tree->points;
    Typed max = stands ? tree->up_max : tree->applicable_max;
    if (typed_is_error(&points) || typed_is_error(&max)) {
        if (!typed_is_error(&tree->value))
            report(
                elaborator, every->context, every->ast->span, DIAGNOSTIC_WRONG_KIND,
                say(elaborator, "`%.*s` has no points and maximum to compare", TEXT_ARG(tree->symbol->name)),
                TEXT("look at its criteria: `every criterion of ...`"));
        every->failed = true;
        return;
    }
    Typed bar = multiply_two(elaborator, every->context, every->share, max, every->ast->span);
    Typed operands[] = {bar, points};
    Typed reached =
        typed_apply(elaborator, every->context, OP_LESS_EQUAL, KIND_YES_NO, operands, 2, every->ast->span);
    ARENA_PUSH(elaborator->arena, every->verdicts, every->count, every->capacity, reached);
}

static void meet(Every *every, Tree *tree) {
    if (tree->visited == every->elaborator->walks) return;
    tree->visited = every->elaborator->walks;
    ARENA_PUSH(every->elaborator->arena, every->waiting, every->waiting_count, every->waiting_capacity, tree);
}

/* `use` makes a member of many groups: each is met once, and a chain of groups can be as long as the file. */
static void visit_members(Every *every, Tree *top) {
    every->elaborator->walks++;
    meet(every, top);
    for (size_t next = 0; next < every->waiting_count; next++) {
        const Tree *tree = every->waiting[next];
        if (tree != top && takes_part(tree, every->ast->members)) add_verdict(every, tree);
        bool deeper = tree == top || every->ast->members != MEMBERS_CHILD;
        for (size_t i = 0; deeper && i < tree->member_count; i++)
            if (tree->members[i].tree) meet(every, tree->members[i].tree);
    }
}

/* Where none of them applies there is nothing to reach. */
static Typed all_reached(const Every *every) {
    Elaborator *elaborator = every->elaborator;
    Span span = every->ast->span;
    Typed reached = typed_apply(elaborator, every->context, OP_MEMBERS_MIN, KIND_YES_NO, every->verdicts,
                                every->count, span);
    if (typed_is_error(&reached) || !reached.facts.may_not_apply) return reached;
    Typed count = typed_apply(elaborator, every->context, OP_MEMBERS_COUNT, KIND_NUMBER, every->verdicts,
                              every->count, span);
    Typed zero = typed_number(elaborator, NUMBER_ZERO, measure_plain(), span);
    Typed none = compare(elaborator, every->context, AST_EQUAL, count, zero, span);
    return typed_choice(elaborator, every->context, none, typed_yes_no(elaborator, true, span), reached,
                        span);
}

/* `reaches 50` would be 5000 %. */
static bool check_reach(Elaborator *elaborator, const Context *context, const Typed *share) {
    Range legal = range_between(NUMBER_ZERO, NUMBER_ONE);
    Number constant;
    if (!typed_constant(elaborator, share, &constant)) return true;
    if (range_contains(elaborator->numbers, &legal, constant)) return true;
    report(elaborator, context, share->span, DIAGNOSTIC_BAD_RANGE,
           TEXT("what is reached is a share of the maximum, from 0% to 100%"),
           TEXT("write for example `reaches 50%`"));
    return false;
}

Typed elaborate_every(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    Symbol *symbol =
        context->function ? NULL : methodology_find(elaborator->methodology, expression->name.text);
    if (!symbol) {
        report_unknown_name(elaborator, context, expression->name, "name");
        return typed_error(expression->span);
    }
    if (symbol->kind != SYMBOL_TREE || symbol->tree->kind == TREE_CRITERION) {
        report(elaborator, context, expression->name.span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` is %s %s: `every` looks into a group or index", TEXT_ARG(symbol->name),
                   article_of(symbol_kind_text(symbol)), symbol_kind_text(symbol)),
               TEXT("name a group or index behind `of`"));
        return typed_error(expression->span);
    }
    symbol->is_used = true;
    Every every = {.elaborator = elaborator, .context = context, .ast = expression};
    every.share = elaborate(elaborator, context, expression->operands[0]);
    if (!symbol->is_done || !require_number(elaborator, context, &every.share, "the share behind `reaches`"))
        return typed_error(expression->span);
    if (!check_reach(elaborator, context, &every.share)) return typed_error(expression->span);
    visit_members(&every, symbol->tree);
    if (!every.failed && every.count == 0)
        report(elaborator, context, expression->span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` has no such members", TEXT_ARG(symbol->name)),
               TEXT("write `every criterion of`"));
    if (every.failed || every.count == 0) return typed_error(expression->span);
    return all_reached(&every);
}
