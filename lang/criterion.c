#include "lang/criterion.h"

#include "lang/expression.h"
#include "lang/tree_part.h"

static bool check_unit(Elaborator *elaborator, const Context *context, const Tree *tree, const Typed *value) {
    if (!require_number(elaborator, context, value, "the points of a criterion")) return false;
    if (tree_fits_points(value)) return true;
    Text hint = TEXT("divide it by a value of the same unit, or drop the unit with `plain(...)`");
    if (measure_is_ratio(&value->measure)) hint = TEXT("multiply a ratio with `max`: `share(a, b) * max`");
    if (value->measure.count == 1) hint = TEXT("say what each one is worth: `so_luong * 1 point`");
    report(elaborator, context, value->span, DIAGNOSTIC_UNIT_MISMATCH,
           say(elaborator, "the criterion `%.*s` gives points, but this is %.*s",
               TEXT_ARG(tree->symbol->name), TEXT_ARG(typed_text(elaborator, value))),
           hint);
    return false;
}

static void finish_criterion(Elaborator *elaborator, const Context *context, const Context *inner, Tree *tree,
                             Typed points) {
    Span blamed = points.undefined_at;
    points = tree_as_points(points);
    Typed rounded = elaborate_rounding(elaborator, inner, &tree->ast->rounding, points);
    tree_set_outcome(elaborator, context, inner, tree, points, &rounded);
    tree_require_result(elaborator, inner, tree, blamed, "the points of");
    if (!typed_is_error(&rounded)) tree_require_bounds(elaborator, inner, tree, &rounded, &tree->value);
    tree->points = tree->value = tree_as_points(tree->value);
    tree->exact = tree_as_points(tree->exact);
    tree->applicable_max = tree_where_applicable(elaborator, context, tree->max, tree->value);
    tree->up_points = tree->points;
    tree->up_max = tree->applicable_max;
    tree->has_points = true;
    if (!typed_is_error(&tree->points) && !typed_is_error(&tree->applicable_max) &&
        proof_never_above(elaborator->steps, elaborator->numbers, tree->points.step, tree->max.step))
        steps_relate(elaborator->steps, tree->points.step, tree->applicable_max.step);
}

/* A long expression for many lines is written out once for each. */
static bool check_size(Elaborator *elaborator, const Context *context, const Tree *tree) {
    if (elaborator->is_too_large) return false;
    elaborator->is_too_large = tree->row && elaborator->nodes > elaborator->limits->steps;
    if (!elaborator->is_too_large) return true;
    report(elaborator, context, tree->symbol->span, DIAGNOSTIC_LIMIT_STEPS,
           say(elaborator, "written out for every line, the rules take more than %llu steps for one unit",
               (unsigned long long)elaborator->limits->steps),
           TEXT("simplify the expression of `criteria`, or raise the limit with `--limit steps=N`"));
    return false;
}

void criterion_elaborate(Elaborator *elaborator, Tree *tree) {
    Context context = tree_context(elaborator, tree);
    tree->value = tree->exact = tree->points = tree->applicable_max = tree->up_points = tree->up_max =
        typed_error(tree->symbol->span);
    tree->max = typed_error(tree->symbol->span);
    if (!tree_check_row(elaborator, tree) || !check_size(elaborator, &context, tree)) return;
    tree->max = tree_declared_max(elaborator, &context, tree);
    if (!tree_clause(tree, TEXT("max"), tree->ast->max))
        tree_require_part(elaborator, tree, "maximum", "write `max 10` behind its label");
    if (!tree->ast->formula) {
        tree_require_part(elaborator, tree, "expression", "write `= ...`: how its points are found");
        return;
    }
    Context inner = tree_applying_context(elaborator, &context, tree);
    Typed points = elaborate(elaborator, &inner, tree->ast->formula);
    if (typed_is_error(&points) || !check_unit(elaborator, &inner, tree, &points)) return;
    if (typed_is_error(&tree->max)) return; /* reported; what looks at this criterion stays silent */
    finish_criterion(elaborator, &context, &inner, tree, points);
}
