/* What criteria and groups have in common: maximum, conditions, rounding, parameters of a line of `criteria
 * (...)`. */
#ifndef LANG_TREE_PART_H
#define LANG_TREE_PART_H

#include "lang/elaborator.h"

/* The expression of a clause that a line of `criteria` may give as a parameter: "max", "weight". NULL: none.
 */
const AstExpression *tree_clause(const Tree *tree, Text parameter, const AstExpression *clause);
/* Reports a line of `criteria (...)` with too few or too many values. */
bool tree_check_row(Elaborator *elaborator, const Tree *tree);
/* The context of a tree's own expressions: with its parameters for a line of `criteria (...)`. */
Context tree_context(Elaborator *elaborator, Tree *tree);
/* Where `applies when` holds: the expression is only used there. */
Context tree_applying_context(Elaborator *elaborator, const Context *context, const Tree *tree);
void tree_require_part(Elaborator *elaborator, const Tree *tree, const char *what, const char *hint);

Typed tree_as_points(Typed value);
bool tree_fits_points(const Typed *value);
Typed tree_zero_points(Elaborator *elaborator, Span span);
/* Reports and gives false where the value can fall below zero. */
bool tree_check_not_negative(Elaborator *elaborator, const Context *context, const Typed *value,
                             const char *what);
/* The `max` clause; an error value where there is none or it is wrong. */
Typed tree_declared_max(Elaborator *elaborator, const Context *context, const Tree *tree);
/* The maximum, in the state of the value. */
Typed tree_where_applicable(Elaborator *elaborator, const Context *context, Typed max, Typed value);
/* [L5.4] `counts when` and `applies when` put around a value that was worked out in `inner`: the context
 * where `applies when` holds. */
Typed tree_with_conditions(Elaborator *elaborator, const Context *context, const Context *inner,
                           const Tree *tree, Typed value);
/* Sets `exact` and `value` from the one before rounding, worked out in `inner`. `rounded`: where that was
 * rounded already, or NULL. */
void tree_set_outcome(Elaborator *elaborator, const Context *context, const Context *inner, Tree *tree,
                      Typed exact, const Typed *rounded);

/* [L8.6] The value of a tree, with its conditions, has a result; `blamed`: the operation that may have none.
 */
void tree_require_result(Elaborator *elaborator, const Context *context, Tree *tree, Span blamed,
                         const char *what);
/* [L5.3] Points that can leave 0 .. max, as far as is known, must be proved not to. `value` is what was
 * written, `outcome` the same with the conditions around it. */
void tree_require_bounds(Elaborator *elaborator, const Context *context, const Tree *tree, const Typed *value,
                         Typed *outcome);

#endif
