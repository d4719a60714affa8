/* Rules that build on others: one file made of older rules and what newer ones change, add, remove and rename
 * [L11]. Everything behind it sees one methodology. */
#ifndef LANG_INHERIT_H
#define LANG_INHERIT_H

#include "base/diagnostic.h"
#include "lang/ast.h"

/* `older` becomes part of the result. Mistakes are reported at what `newer` writes. */
AstFile *inherit_merge(AstFile *older, AstFile *newer, Arena *arena, Diagnostics *diagnostics);

/* The removal or renaming that took the name away; NULL: none did. */
const AstChange *inherit_find_lost(const AstFile *file, Text name);

#endif
