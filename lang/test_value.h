/* What a test says of one input or of one result: names and values, each looked at in its place. */
#ifndef LANG_TEST_VALUE_H
#define LANG_TEST_VALUE_H

#include "lang/elaborator.h"

/* The input that a test gives a value for. NULL: reported. */
const Input *test_input(Elaborator *elaborator, const AstExpression *subject);
/* A value that a cell of the input could have, or one without a value. false: reported. */
bool test_cell(Elaborator *elaborator, const Input *input, const AstExpression *literal, PlanTestCell *cell);

/* The steps of `.ratio` and `.full_max`, which the plan has only where a test expects them: before the plan
 * is built. */
void test_attributes_elaborate(Elaborator *elaborator);

/* A result of which something is expected. */
typedef struct TestSubject {
    const AstExpression *written;
    Typed value;
    uint32_t output;
    unsigned part; /* of the output */
    StepId step;   /* in the plan */
} TestSubject;

/* false: reported */
bool test_subject(Elaborator *elaborator, const Plan *plan, const AstExpression *written,
                  TestSubject *subject);
/* A value that the result could have. false: reported. */
bool test_expectation(Elaborator *elaborator, const Plan *plan, const TestSubject *subject,
                      const AstExpression *literal, PlanExpectation *expectation);

#endif
