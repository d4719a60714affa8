/* Inputs and declarations that nothing uses [L8.7]. */
#ifndef LANG_USAGE_H
#define LANG_USAGE_H

#include "lang/elaborator.h"

void usage_check(Elaborator *elaborator);

#endif
