/* Criteria: points within their maximum [L5.1 - L5.5]. */
#ifndef LANG_CRITERION_H
#define LANG_CRITERION_H

#include "lang/elaborator.h"

void criterion_elaborate(Elaborator *elaborator, Tree *tree);

#endif
