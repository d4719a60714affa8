/* What a methodology is made of, in words an officer understands: tree, maxima, weights, what each block is
 * scored on. */
#ifndef LANG_SUMMARY_H
#define LANG_SUMMARY_H

#include "lang/compile.h"

/* Only for a compilation without errors. `identity`: the line that says which rules these are. */
void summary_write(const Compilation *compilation, Text identity, TextBuilder *out);

#endif
