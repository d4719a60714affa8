/* Tests of the rules and examples of criteria [L9]: everything they say is checked, and then part of the
 * plan. */
#ifndef LANG_RULE_TEST_H
#define LANG_RULE_TEST_H

#include "lang/elaborator.h"

/* The plan is complete but for its tests. */
void tests_build(Elaborator *elaborator, Plan *plan);

#endif
