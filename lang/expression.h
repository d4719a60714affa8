/* The meaning of expressions: kinds, units of measure, ranges, and the steps that compute them [L4]. */
#ifndef LANG_EXPRESSION_H
#define LANG_EXPRESSION_H

#include "lang/elaborator.h"

Typed elaborate(Elaborator *elaborator, const Context *context, const AstExpression *expression);
/* A condition: yes or no, with a result. */
Typed elaborate_condition(Elaborator *elaborator, const Context *context, const AstExpression *expression,
                          const char *what);
/* A number that is the same for every unit; reports NOT_CONSTANT otherwise. */
bool elaborate_constant(Elaborator *elaborator, const Context *context, const AstExpression *expression,
                        const char *what, Typed *typed, Number *value);
/* Rounds as declared [L5.12]; the value itself where nothing is. */
Typed elaborate_rounding(Elaborator *elaborator, const Context *context, const AstRounding *rounding,
                         Typed value);

/* Puts a and b into one kind and unit; reports where that cannot be. A text literal becomes the option it
 * names. */
bool unify(Elaborator *elaborator, const Context *context, Typed *a, Typed *b, Span span, const char *verb);
/* a = b, a < b ...: comparison is AST_EQUAL ... AST_GREATER_EQUAL */
Typed compare(Elaborator *elaborator, const Context *context, AstKind comparison, Typed a, Typed b,
              Span span);
Typed add_two(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span);
Typed multiply_two(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span);
Typed divide(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span);
/* The option of a category that a text names; reports UNKNOWN_OPTION. */
Typed option_value(Elaborator *elaborator, const Context *context, Category *category, Text text, Span span);
/* The same for a value of KIND_TEXT. */
Typed option_of_text(Elaborator *elaborator, const Context *context, Category *category, const Typed *text);
/* Reports a name that does not exist, with the nearest one that does. */
void report_unknown_name(Elaborator *elaborator, const Context *context, AstName name, const char *what);

/* In the modules named after them. */
Typed elaborate_comparison(Elaborator *elaborator, const Context *context, const AstExpression *expression);
Typed elaborate_sum(Elaborator *elaborator, const Context *context, const AstExpression *expression);
Typed elaborate_product(Elaborator *elaborator, const Context *context, const AstExpression *expression);
Typed elaborate_divide(Elaborator *elaborator, const Context *context, const AstExpression *expression);
Typed elaborate_power(Elaborator *elaborator, const Context *context, const AstExpression *expression);
/* The value with the other sign. */
Typed elaborate_negated(Elaborator *elaborator, const Context *context, Typed value, Span span);
Typed elaborate_name(Elaborator *elaborator, const Context *context, const AstExpression *expression);
Typed elaborate_attribute(Elaborator *elaborator, const Context *context, const AstExpression *expression);
Typed elaborate_by(Elaborator *elaborator, const Context *context, const AstExpression *expression);
Typed elaborate_call(Elaborator *elaborator, const Context *context, const AstExpression *expression);
Typed elaborate_cohort(Elaborator *elaborator, const Context *context, const AstExpression *expression,
                       bool *known);
Typed elaborate_children(Elaborator *elaborator, const Context *context, const AstExpression *call);
Typed elaborate_every(Elaborator *elaborator, const Context *context, const AstExpression *expression);
/* The attribute of a criterion, group or index [L4.11]; reports where it has none. */
Typed tree_attribute(Elaborator *elaborator, const Context *context, const Tree *tree, AstAttribute attribute,
                     Span span);
bool attribute_is_known(Elaborator *elaborator, const Context *context, const AstExpression *expression);
/* The scope input of `within S`; reports and gives false where there is no such cohort. */
bool resolve_scope(Elaborator *elaborator, const Context *context, AstScope scope, uint32_t *scope_input);

#endif
