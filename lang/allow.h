/* Findings that the rules accept on record: `allow W501 "reason"` [L8.11]. */
#ifndef LANG_ALLOW_H
#define LANG_ALLOW_H

#include "base/diagnostic.h"
#include "lang/ast.h"

/* What the file allows holds for all that is reported from now on. */
void allow_findings(const AstFile *file, Arena *arena, Diagnostics *diagnostics);
/* Warns of those that have accepted nothing. For when all has been examined that can be. */
void allow_report_unused(const AstFile *file, Arena *arena, Diagnostics *diagnostics);

#endif
