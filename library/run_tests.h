/* The tests of the rules, with files through the host. */
#ifndef LIBRARY_RUN_TESTS_H
#define LIBRARY_RUN_TESTS_H

#include "library/context.h"

/* Fills the tests of the context; `watch`: as in TestSetting. */
void context_run_tests(Ictscore *context, const TestWatch *watch);

#endif
