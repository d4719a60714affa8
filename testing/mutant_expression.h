/* Small changes of an expression. */
#ifndef TESTING_MUTANT_EXPRESSION_H
#define TESTING_MUTANT_EXPRESSION_H

#include "testing/mutant.h"

/* `kind`: of the numbers that are neither compared with nor a choice; the expression may be NULL. */
void mutants_of_expression(Mutants *mutants, MutantKind kind, AstExpression *expression);
/* The same, and the opposite of the condition. `place` is where the tree holds it; what it holds may be NULL.
 */
void mutants_of_condition(Mutants *mutants, AstExpression **place);
void mutants_of_rounding(Mutants *mutants, AstRounding *rounding);

#endif
