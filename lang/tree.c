#include "lang/tree.h"

#include "lang/expression.h"

static bool is_outside(const Tree *tree) {
    return tree->kind == TREE_CRITERION && (tree->ast->is_bonus || tree->ast->is_penalty);
}

const AstExpression *tree_clause(const Tree *tree, Text parameter, const AstExpression *clause) {
    if (!tree->row) return clause;
    for (size_t i = 0; i < tree->ast->parameter_count && i < tree->row->count; i++)
        if (text_equal(tree->ast->parameters[i].text, parameter)) return tree->row->arguments[i];
    return clause;
}

static bool is_clause_parameter(Text name) {
    return text_equal(name, TEXT("max")) || text_equal(name, TEXT("weight"));
}

static bool check_row(Elaborator *elaborator, const Tree *tree) {
    const AstNode *ast = tree->ast;
    if (!tree->row || ast->parameter_count == tree->row->count) return true;
    Context context = context_top(elaborator);
    report(elaborator, &context, tree->row->span, DIAGNOSTIC_WRONG_ARGUMENTS,
           say(elaborator, "this line has %zu value%s, `criteria` names %zu", tree->row->count,
               tree->row->count == 1 ? "" : "s", ast->parameter_count),
           TEXT("write one value for each name, separated by commas"));
    return false;
}

/* [L5.11] the parameters of a line are worked out where they are written */
static void bind_row(Elaborator *elaborator, Context *context, const Tree *tree) {
    const AstNode *ast = tree->ast;
    if (ast->parameter_count != tree->row->count) return; /* reported by check_row */
    Context outer = *context;
    for (size_t i = 0; i < ast->parameter_count; i++) {
        if (is_clause_parameter(ast->parameters[i].text)) continue;
        Binding *binding = ARENA_NEW(elaborator->arena, Binding);
        *binding = (Binding){ast->parameters[i].text, elaborate(elaborator, &outer, tree->row->arguments[i]),
                             context->bindings};
        context->bindings = binding;
    }
}

Context tree_context(Elaborator *elaborator, Tree *tree) {
    Context context = context_top(elaborator);
    context.tree = tree;
    if (!tree->row) return context;
    context.is_repeated = true;
    context.tree = NULL;
    bind_row(elaborator, &context, tree);
    context.tree = tree;
    return context;
}

static void refuse(Elaborator *elaborator, const Tree *tree, Span span, const char *what, const char *hint) {
    Context context = context_top(elaborator);
    report(elaborator, &context, span, DIAGNOSTIC_MISPLACED_CLAUSE,
           say(elaborator, "%s %s cannot have %s", article_of(tree_kind_text(tree->kind)),
               tree_kind_text(tree->kind), what),
           text_from(hint));
}

static void check_clauses(Elaborator *elaborator, const Tree *tree) {
    const AstNode *ast = tree->ast;
    bool criterion = tree->kind == TREE_CRITERION;
    if (criterion && ast->has_members && !tree->row)
        refuse(elaborator, tree, ast->span, "members", "make it a `group`");
    if (criterion && (ast->weights_total || ast->weights_relative))
        refuse(elaborator, tree, ast->weights_span, "`weights`", "put it on the group");
    if (!criterion && (ast->is_bonus || ast->is_penalty))
        refuse(elaborator, tree, ast->bonus_span, "`bonus` or `penalty`",
               "only criteria are a bonus or a penalty");
    if (!criterion && ast->counts)
        refuse(elaborator, tree, ast->counts->span, "`counts when`", "put it on its criteria");
    if (tree->kind == TREE_INDEX && ast->weight && !tree->parent)
        refuse(elaborator, tree, ast->weight->span, "a weight",
               "weights belong to members of a group or index");
}

static void require_part(Elaborator *elaborator, const Tree *tree, const char *what, const char *hint) {
    Context context = context_top(elaborator);
    report(elaborator, &context, tree->symbol->span, DIAGNOSTIC_MISSING_PART,
           say(elaborator, "the %s `%.*s` has no %s", tree_kind_text(tree->kind),
               TEXT_ARG(tree->symbol->name), what),
           text_from(hint));
}

static Typed as_points(Typed value) {
    if (value.kind == KIND_NUMBER) value.measure = measure_points();
    return value;
}

static bool fits_points(const Typed *value) {
    return value->kind == KIND_NO_VALUE ||
           (value->kind == KIND_NUMBER && (value->measure.plain || measure_is_points(&value->measure)));
}

static bool check_not_negative(Elaborator *elaborator, const Context *context, const Typed *value,
                               const char *what) {
    if (typed_is_error(value) || range_is_at_least(elaborator->numbers, &value->facts.range, NUMBER_ZERO))
        return true;
    report(elaborator, context, value->span, DIAGNOSTIC_NEGATIVE,
           say(elaborator, "%s can be below zero", what), TEXT("write a number from 0 on"));
    return false;
}

static Typed declared_max(Elaborator *elaborator, const Context *context, const Tree *tree) {
    const AstExpression *clause = tree_clause(tree, TEXT("max"), tree->ast->max);
    if (!clause) return typed_error(tree->symbol->span);
    Context plain = *context;
    plain.tree = NULL; /* `max` cannot be said with `max` */
    Typed max = elaborate(elaborator, &plain, clause);
    if (typed_is_error(&max)) return max;
    if (!fits_points(&max)) {
        report(
            elaborator, context, clause->span, DIAGNOSTIC_UNIT_MISMATCH,
            say(elaborator, "a maximum is in points, this is %.*s", TEXT_ARG(typed_text(elaborator, &max))),
            TEXT("write a number"));
        return typed_error(clause->span);
    }
    if (!require_result(elaborator, context, &max, TEXT("the maximum"))) return typed_error(clause->span);
    if (!check_not_negative(elaborator, context, &max, "the maximum")) return typed_error(clause->span);
    return as_points(max);
}

static bool check_unit(Elaborator *elaborator, const Context *context, const Tree *tree, const Typed *value) {
    if (!require_number(elaborator, context, value, "the points of a criterion")) return false;
    if (fits_points(value)) return true;
    Text hint = TEXT("divide it by a value of the same unit, or drop the unit with `plain(...)`");
    if (measure_is_ratio(&value->measure)) hint = TEXT("multiply a ratio with `max`: `share(a, b) * max`");
    if (value->measure.count == 1) hint = TEXT("say what each one is worth: `so_luong * 1 point`");
    report(elaborator, context, value->span, DIAGNOSTIC_UNIT_MISMATCH,
           say(elaborator, "the criterion `%.*s` gives points, but this is %.*s",
               TEXT_ARG(tree->symbol->name), TEXT_ARG(typed_text(elaborator, value))),
           hint);
    return false;
}

/* [L5.3] */
static void check_bounds(Elaborator *elaborator, const Context *context, const Tree *tree,
                         const Typed *value) {
    NumberContext *numbers = elaborator->numbers;
    const Range *range = &value->facts.range;
    Text name = tree->symbol->name, shown = range_text(numbers, elaborator->arena, range, false);
    if (value->facts.no_value) return;
    if (!range_is_at_least(numbers, range, NUMBER_ZERO))
        report(elaborator, context, value->span, DIAGNOSTIC_POINTS_BELOW,
               say(elaborator, "the points of `%.*s` can fall below zero: they can be %.*s", TEXT_ARG(name),
                   TEXT_ARG(shown)),
               TEXT("write `at_least(..., 0)`, or declare the range of the inputs"));
    if (typed_is_error(&tree->max)) return;
    bool within =
        tree->max.facts.range.has_low && range_is_at_most(numbers, range, tree->max.facts.range.low);
    if (within || proof_never_above(elaborator->steps, elaborator->numbers, value->step, tree->max.step))
        return;
    Text max = range_text(numbers, elaborator->arena, &tree->max.facts.range, false);
    report(elaborator, context, value->span, DIAGNOSTIC_POINTS_ABOVE,
           say(elaborator,
               "the points of `%.*s` can exceed its maximum: they can be %.*s, the maximum is %.*s",
               TEXT_ARG(name), TEXT_ARG(shown), TEXT_ARG(max)),
           TEXT("write `at_most(..., max)`, declare the range of the inputs, or `require a <= b`"));
}

static Typed zero_points(Elaborator *elaborator, Span span) {
    return typed_number(elaborator, NUMBER_ZERO, measure_points(), span);
}

static Typed where_applicable(Elaborator *elaborator, Typed max, Typed value) {
    Context context = context_top(elaborator);
    if (typed_is_error(&max) || typed_is_error(&value)) return typed_error(max.span);
    Typed operands[] = {max, value};
    return as_points(
        typed_apply(elaborator, &context, OP_WHERE_APPLICABLE, KIND_NUMBER, operands, 2, max.span));
}

/* [L5.4] evidence first, applicability last; what does not apply needs no evidence */
static Typed with_conditions(Elaborator *elaborator, const Context *context, const Tree *tree, Typed value) {
    const AstNode *ast = tree->ast;
    if (typed_is_error(&value)) return value;
    if (ast->counts) {
        Typed counts = elaborate_condition(elaborator, context, ast->counts, "what is behind `counts when`");
        Typed none = where_applicable(elaborator, zero_points(elaborator, ast->counts->span), value);
        value = typed_choice(elaborator, context, counts, value, none, value.span);
    }
    if (ast->applies) {
        Typed applies =
            elaborate_condition(elaborator, context, ast->applies, "what is behind `applies when`");
        Typed none = typed_no_value(elaborator, STATE_NOT_APPLICABLE, ast->applies->span);
        value = typed_choice(elaborator, context, applies, value, none, value.span);
    }
    return value;
}

/* What holds inside `applies when`: the expression is only used there. */
static Context applying_context(Elaborator *elaborator, const Context *context, const Tree *tree) {
    if (!tree->ast->applies) return *context;
    Typed applies = elaborate(elaborator, context, tree->ast->applies);
    return context_under(elaborator, context, &applies, true);
}

/* `inner`: where `applies when` holds */
static void set_outcome(Elaborator *elaborator, const Context *context, const Context *inner, Tree *tree,
                        Typed exact) {
    tree->exact = with_conditions(elaborator, context, tree, exact);
    Typed rounded = elaborate_rounding(elaborator, inner, &tree->ast->rounding, exact);
    tree->value = with_conditions(elaborator, context, tree, rounded);
}

static void finish_criterion(Elaborator *elaborator, const Context *context, const Context *inner, Tree *tree,
                             Typed points) {
    points = as_points(points);
    Typed rounded = elaborate_rounding(elaborator, inner, &tree->ast->rounding, points);
    if (!typed_is_error(&rounded)) check_bounds(elaborator, inner, tree, &rounded);
    set_outcome(elaborator, context, inner, tree, points);
    tree->points = tree->value = as_points(tree->value);
    tree->exact = as_points(tree->exact);
    tree->applicable_max = where_applicable(elaborator, tree->max, tree->value);
    tree->up_points = tree->points;
    tree->up_max = tree->applicable_max;
    tree->has_points = tree->has_up = true;
    if (!typed_is_error(&tree->points) && !typed_is_error(&tree->applicable_max) &&
        proof_never_above(elaborator->steps, elaborator->numbers, tree->points.step, tree->max.step))
        steps_relate(elaborator->steps, tree->points.step, tree->applicable_max.step);
}

static void elaborate_criterion(Elaborator *elaborator, Tree *tree) {
    Context context = tree_context(elaborator, tree);
    tree->value = tree->exact = tree->points = tree->applicable_max = tree->up_points = tree->up_max =
        typed_error(tree->symbol->span);
    tree->max = typed_error(tree->symbol->span);
    if (!check_row(elaborator, tree)) return;
    tree->max = declared_max(elaborator, &context, tree);
    if (!tree_clause(tree, TEXT("max"), tree->ast->max))
        require_part(elaborator, tree, "maximum", "write `max 10` behind its label");
    if (!tree->ast->formula) {
        require_part(elaborator, tree, "expression", "write `= ...`: how its points are found");
        return;
    }
    Context inner = applying_context(elaborator, &context, tree);
    Typed points = elaborate(elaborator, &inner, tree->ast->formula);
    if (typed_is_error(&points) || !check_unit(elaborator, &inner, tree, &points)) return;
    if (typed_is_error(&tree->max)) return; /* reported; what looks at this criterion stays silent */
    if (!require_result(elaborator, &inner, &points,
                        say(elaborator, "the points of `%.*s`", TEXT_ARG(tree->symbol->name))))
        return;
    finish_criterion(elaborator, &context, &inner, tree, points);
}

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
            points = as_points(
                typed_apply(elaborator, &context, OP_NEGATE, KIND_NUMBER, &points, 1, member->symbol->span));
        sums->points[sums->points_count++] = points;
    }
    if (is_outside(member)) {
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
        tree->points = as_points(typed_apply(elaborator, &context, OP_MEMBERS_SUM, KIND_NUMBER, sums.points,
                                             sums.points_count, span));
    if (sums.maxima_exist && sums.max_count > 0)
        tree->applicable_max = as_points(typed_apply(elaborator, &context, OP_MEMBERS_SUM, KIND_NUMBER,
                                                     sums.maxima, sums.max_count, span));
    if (sums.related && !typed_is_error(&tree->points) && !typed_is_error(&tree->applicable_max))
        steps_relate(elaborator->steps, tree->points.step, tree->applicable_max.step);
}

static void check_weight_presence(Elaborator *elaborator, const Tree *tree) {
    size_t with = 0;
    const Member *without = NULL;
    for (size_t i = 0; i < tree->member_count; i++) {
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
        (void)check_not_negative(elaborator, &context, &weight, "the weight");
        weight.measure = measure_plain();
        member->weight_value = weight;
    }
    check_weight_presence(elaborator, tree);
}

/* `max` of a group without its own: the sum of the members' full maxima [L5.7]. */
static Typed full_max(Elaborator *elaborator, const Context *context, const Tree *tree) {
    if (tree->ast->max) return declared_max(elaborator, context, tree);
    Typed sum = zero_points(elaborator, tree->symbol->span);
    for (size_t i = 0; i < tree->member_count; i++) {
        const Tree *member = tree->members[i].tree;
        if (!member || typed_is_error(&member->max)) return typed_error(tree->symbol->span);
        if (!is_outside(member)) sum = add_two(elaborator, context, sum, member->max, tree->symbol->span);
    }
    return as_points(sum);
}

static void hand_up(Elaborator *elaborator, Tree *tree) {
    bool stands_alone = tree->ast->formula != NULL;
    tree->up_points = tree->up_max = typed_error(tree->symbol->span);
    tree->has_up = true;
    if (!stands_alone) {
        tree->up_points = tree->value;
        tree->up_max = tree->applicable_max;
        return;
    }
    if (typed_is_error(&tree->value) || !fits_points(&tree->value)) return;
    tree->up_points = as_points(tree->value);
    if (tree->ast->max) tree->up_max = where_applicable(elaborator, tree->max, tree->value);
}

/* A condition on the whole group applies to its sums as well. */
static void condition_sums(Elaborator *elaborator, const Context *context, Tree *tree) {
    if (!tree->ast->applies) return;
    bool related = !typed_is_error(&tree->points) && !typed_is_error(&tree->applicable_max) &&
                   proof_never_above(elaborator->steps, elaborator->numbers, tree->points.step,
                                     tree->applicable_max.step);
    tree->points = with_conditions(elaborator, context, tree, tree->points);
    tree->applicable_max = with_conditions(elaborator, context, tree, tree->applicable_max);
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
        members[i] = tree->members[i].tree->value;
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
    if (!require_result(elaborator, context, &value,
                        say(elaborator, "the value of `%.*s`", TEXT_ARG(tree->symbol->name))))
        return typed_error(tree->symbol->span);
    return value;
}

static void elaborate_group(Elaborator *elaborator, Tree *tree) {
    Context context = tree_context(elaborator, tree);
    tree->value = tree->exact = tree->points = tree->applicable_max = typed_error(tree->symbol->span);
    if (tree->member_count == 0)
        require_part(elaborator, tree, "members", "write criteria or groups between braces behind it");
    elaborate_weights(elaborator, tree);
    sum_members(elaborator, tree);
    tree->max = full_max(elaborator, &context, tree);
    Context inner = applying_context(elaborator, &context, tree);
    Typed value = group_formula(elaborator, &inner, tree);
    set_outcome(elaborator, &context, &inner, tree, value);
    condition_sums(elaborator, &context, tree);
    hand_up(elaborator, tree);
}

void tree_elaborate(Elaborator *elaborator, Tree *tree) {
    check_clauses(elaborator, tree);
    if (tree->kind == TREE_CRITERION)
        elaborate_criterion(elaborator, tree);
    else
        elaborate_group(elaborator, tree);
    tree->is_elaborated = true;
}

static void link_use(Elaborator *elaborator, Tree *tree, Member *member) {
    Context context = context_top(elaborator);
    Symbol *symbol = methodology_find(elaborator->methodology, member->used.text);
    if (!symbol) {
        report_unknown_name(elaborator, &context, member->used, "name");
        return;
    }
    symbol->is_used = true;
    if (symbol->kind != SYMBOL_TREE) {
        report(elaborator, &context, member->used.span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` is %s %s: only criteria, groups and indices can be members",
                   TEXT_ARG(symbol->name), article_of(symbol_kind_text(symbol)), symbol_kind_text(symbol)),
               TEXT("make it a `criterion`, or use it in a formula by its name"));
        return;
    }
    for (size_t i = 0; i < tree->member_count; i++)
        if (tree->members[i].tree == symbol->tree)
            report(elaborator, &context, member->used.span, DIAGNOSTIC_DUPLICATE_NAME,
                   say(elaborator, "`%.*s` is a member of this group already", TEXT_ARG(symbol->name)),
                   TEXT("remove one of the two"));
    member->tree = symbol->tree;
    symbol->tree->is_used_elsewhere = true;
}

void tree_link_uses(Elaborator *elaborator) {
    Methodology *methodology = elaborator->methodology;
    for (size_t i = 0; i < methodology->symbol_count; i++) {
        if (methodology->symbols[i]->kind != SYMBOL_TREE) continue;
        Tree *tree = methodology->symbols[i]->tree;
        for (size_t j = 0; j < tree->member_count; j++)
            if (tree->members[j].used.text.len) link_use(elaborator, tree, &tree->members[j]);
    }
}
