#include "lang/group.h"

#include "lang/expression.h"
#include "lang/tree_part.h"

typedef struct Sums {
    Typed *points, *maxima;
    size_t points_count, max_count;
    bool points_exist, maxima_exist, related;
} Sums;

static void add_to_sums(Elaborator *elaborator, const Tree *member, Sums *sums) {
    Context context = context_top(elaborator);
    bool has_points = !typed_is_error(&member->up_points);
    sums->points_exist &= has_points;
    if (has_points) {
        Typed points = member->up_points;
        if (member->ast->is_penalty && member->kind == TREE_CRITERION)
            points = tree_as_points(
                typed_apply(elaborator, &context, OP_NEGATE, KIND_NUMBER, &points, 1, member->symbol->span));
        sums->points[sums->points_count++] = points;
    }
    if (tree_is_outside(member)) {
        sums->related &= member->ast->is_penalty;
        return;
    }
    bool has_max = !typed_is_error(&member->up_max);
    sums->maxima_exist &= has_max;
    if (has_max) sums->maxima[sums->max_count++] = member->up_max;
    if (!has_points || !has_max) return;
    sums->related &= proof_never_above(elaborator->steps, elaborator->numbers, member->up_points.step,
                                       member->up_max.step);
}

/* [L5.6] sums over the members that apply */
static void sum_members(Elaborator *elaborator, Tree *tree) {
    Context context = context_top(elaborator);
    Sums sums = {.points_exist = true, .maxima_exist = true, .related = true};
    sums.points = ARENA_ARRAY(elaborator->arena, Typed, tree->member_count + 1);
    sums.maxima = ARENA_ARRAY(elaborator->arena, Typed, tree->member_count + 1);
    bool complete = true;
    for (size_t i = 0; i < tree->member_count; i++) {
        const Tree *member = tree->members[i].tree;
        if (!member || typed_is_error(&member->value))
            complete = false;
        else
            add_to_sums(elaborator, member, &sums);
    }
    tree->has_points = complete;
    if (!complete) return;
    Span span = tree->symbol->span;
    if (sums.points_exist && sums.points_count > 0)
        tree->points = tree_as_points(typed_apply(elaborator, &context, OP_MEMBERS_SUM, KIND_NUMBER,
                                                  sums.points, sums.points_count, span));
    if (sums.maxima_exist && sums.max_count > 0)
        tree->applicable_max = tree_as_points(typed_apply(elaborator, &context, OP_MEMBERS_SUM, KIND_NUMBER,
                                                          sums.maxima, sums.max_count, span));
    if (sums.related && !typed_is_error(&tree->points) && !typed_is_error(&tree->applicable_max))
        steps_relate(elaborator->steps, tree->points.step, tree->applicable_max.step);
}

static void check_weight_presence(Elaborator *elaborator, const Tree *tree) {
    size_t with = 0;
    const Member *without = NULL;
    for (size_t i = 0; i < tree->member_count; i++) {
        if (tree->members[i].tree && tree_is_outside(tree->members[i].tree)) continue;
        if (tree->members[i].weight)
            with++;
        else
            without = &tree->members[i];
    }
    Context context = context_top(elaborator);
    if (with == 0 || !without) return;
    report(elaborator, &context, without->span, DIAGNOSTIC_MISSING_PART,
           TEXT("this member has no weight, others of the group have one"),
           TEXT("when one member has a weight, all have: write `weight ...`"));
}

static void elaborate_weights(Elaborator *elaborator, Tree *tree) {
    Context context = context_top(elaborator);
    for (size_t i = 0; i < tree->member_count; i++) {
        Member *member = &tree->members[i];
        member->weight_value = typed_error(member->span);
        if (member->tree && member->used.text.len == 0)
            member->weight = tree_clause(member->tree, TEXT("weight"), member->weight);
        if (!member->weight) continue;
        Typed weight = elaborate(elaborator, &context, member->weight);
        if (!require_number(elaborator, &context, &weight, "a weight")) continue;
        if (!require_result(elaborator, &context, &weight, TEXT("the weight"))) continue;
        (void)tree_check_not_negative(elaborator, &context, &weight, "the weight");
        weight.measure = measure_plain();
        member->weight_value = weight;
    }
    check_weight_presence(elaborator, tree);
}

/* `max` of a group without its own: the sum of the members' full maxima [L5.7]. */
static Typed full_max(Elaborator *elaborator, const Context *context, const Tree *tree) {
    if (tree->ast->max) return tree_declared_max(elaborator, context, tree);
    Typed sum = tree_zero_points(elaborator, tree->symbol->span);
    for (size_t i = 0; i < tree->member_count; i++) {
        const Tree *member = tree->members[i].tree;
        if (!member || typed_is_error(&member->max)) return typed_error(tree->symbol->span);
        if (!tree_is_outside(member) && !tree_has_own_max(member)) return typed_error(tree->symbol->span);
        if (!tree_is_outside(member))
            sum = add_two(elaborator, context, sum, member->max, tree->symbol->span);
    }
    return tree_as_points(sum);
}

static void hand_up(Elaborator *elaborator, const Context *context, Tree *tree) {
    bool stands_alone = tree->ast->formula != NULL;
    tree->up_points = tree->up_max = typed_error(tree->symbol->span);
    if (!stands_alone) {
        tree->up_points = tree->value;
        tree->up_max = tree->applicable_max;
        return;
    }
    if (typed_is_error(&tree->value) || !tree_fits_points(&tree->value)) return;
    tree->up_points = tree_as_points(tree->value);
    if (tree->ast->max) tree->up_max = tree_where_applicable(elaborator, context, tree->max, tree->value);
}

/* A condition on the whole group applies to its sums as well. */
static void condition_sums(Elaborator *elaborator, const Context *context, Tree *tree) {
    if (!tree->ast->applies) return;
    bool related = !typed_is_error(&tree->points) && !typed_is_error(&tree->applicable_max) &&
                   proof_never_above(elaborator->steps, elaborator->numbers, tree->points.step,
                                     tree->applicable_max.step);
    tree->points = tree_with_conditions(elaborator, context, context, tree, tree->points);
    tree->applicable_max = tree_with_conditions(elaborator, context, context, tree, tree->applicable_max);
    if (related) steps_relate(elaborator->steps, tree->points.step, tree->applicable_max.step);
}

/* [L5.6] a group none of whose members applies does not apply, whatever its formula looks at */
static Typed only_with_members(Elaborator *elaborator, const Context *context, const Tree *tree,
                               Typed value) {
    if (typed_is_error(&value) || tree->member_count == 0) return value;
    Typed *members = ARENA_ARRAY(elaborator->arena, Typed, tree->member_count);
    for (size_t i = 0; i < tree->member_count; i++) {
        if (!tree->members[i].tree || typed_is_error(&tree->members[i].tree->value)) return value;
        if (!tree->members[i].tree->value.facts.may_not_apply) return value;
        Typed there[] = {tree->members[i].tree->value,
                         typed_number(elaborator, NUMBER_ZERO, measure_plain(), value.span)};
        /* one that is missing is one that may apply */
        members[i] = typed_apply(elaborator, context, OP_IF_MISSING, KIND_NUMBER, there, 2, value.span);
    }
    Typed count = typed_apply(elaborator, context, OP_MEMBERS_COUNT, KIND_NUMBER, members, tree->member_count,
                              value.span);
    Typed zero = typed_number(elaborator, NUMBER_ZERO, measure_plain(), value.span);
    Typed none = compare(elaborator, context, AST_EQUAL, count, zero, value.span);
    Typed not_applicable = typed_no_value(elaborator, STATE_NOT_APPLICABLE, value.span);
    Typed operands[] = {none, not_applicable, value};
    Typed result = typed_apply(elaborator, context, OP_CHOOSE, value.kind, operands, 3, value.span);
    result.measure = value.measure;
    result.undefined_at = value.undefined_at;
    return result;
}

static Typed group_formula(Elaborator *elaborator, const Context *context, Tree *tree) {
    if (!tree->ast->formula) {
        if (typed_is_error(&tree->points) && tree->has_points && tree->member_count > 0)
            report(elaborator, context, tree->symbol->span, DIAGNOSTIC_UNIT_MISMATCH,
                   say(elaborator, "`%.*s` adds up its members, but not all of them give points",
                       TEXT_ARG(tree->symbol->name)),
                   TEXT("say how they combine: `= weighted_mean(children)`, `= mean(children)`"));
        return tree->points;
    }
    Typed value = elaborate(elaborator, context, tree->ast->formula);
    if (!require_number(elaborator, context, &value, "the value of a group or index"))
        return typed_error(tree->symbol->span);
    if (value.kind == KIND_NO_VALUE) value.kind = KIND_NUMBER;
    value = only_with_members(elaborator, context, tree, value);
    return value;
}

/* What a formula must keep to, of its outcome. */
static void require_of_formula(Elaborator *elaborator, const Context *context, Tree *tree,
                               const Typed *value) {
    if (!tree->ast->formula || typed_is_error(value)) return;
    tree_require_result(elaborator, context, tree, value->undefined_at, "the value of");
    if (tree->ast->max && tree_fits_points(value))
        tree_require_bounds(elaborator, context, tree, value, &tree->exact);
}

void group_elaborate(Elaborator *elaborator, Tree *tree) {
    Context context = tree_context(elaborator, tree);
    tree->value = tree->exact = tree->points = tree->applicable_max = typed_error(tree->symbol->span);
    if (tree->member_count == 0)
        tree_require_part(elaborator, tree, "members", "write criteria or groups between braces behind it");
    elaborate_weights(elaborator, tree);
    sum_members(elaborator, tree);
    tree->max = full_max(elaborator, &context, tree);
    Context inner = tree_applying_context(elaborator, &context, tree);
    Typed value = group_formula(elaborator, &inner, tree);
    tree_set_outcome(elaborator, &context, &inner, tree, value, NULL);
    require_of_formula(elaborator, &inner, tree, &value);
    condition_sums(elaborator, &context, tree);
    hand_up(elaborator, &context, tree);
}
