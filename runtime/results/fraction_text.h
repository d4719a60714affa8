/* Fractions in lowest terms as digits, without an arena between. */
#ifndef RUNTIME_RESULTS_FRACTION_TEXT_H
#define RUNTIME_RESULTS_FRACTION_TEXT_H

#include "runtime/values/cell_text.h"

/* As number_format_exact: writes to `out`, which has CELL_TEXT_ROOM bytes, and returns the end. NULL: the
 * number is not small, or a decimal number after all, and nothing was written. */
char *fraction_text_write(char *out, Number number);

#endif
