/* A rule file in its one layout: the same words, signs and comments, other white space. */
#ifndef DRAFTING_FORMAT_H
#define DRAFTING_FORMAT_H

#include "base/diagnostic.h"
#include "base/number.h"
#include "lang/limits.h"

/* [DR1.1] False when the text has errors, which were reported, or when something was lost on the way, which
 * is a bug of ours: then nothing was added to `out`. */
bool format_rules(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                  Diagnostics *diagnostics, TextBuilder *out);

#endif
