/* What `check` says, as JSON for other programs [F8]. */
#ifndef LIBRARY_CHECK_JSON_H
#define LIBRARY_CHECK_JSON_H

#include "base/diagnostic.h"
#include "lang/compile.h"
#include "proving/cliff_table.h"
#include "proving/effective_weight.h"

/* `compilation` may be that of rules with errors; then `cliffs` is NULL. `version` is that of the program. */
void check_json_write(const Compilation *compilation, const EffectiveWeights *weights,
                      const CliffTable *cliffs, const Diagnostics *diagnostics, Text file,
                      const char *version, TextBuilder *out);

#endif
