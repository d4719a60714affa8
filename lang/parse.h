/* Scans and parses rule text. All errors of the text are reported in one run; a file with errors still gives
 * a tree (with AST_ERROR where something was reported). */
#ifndef LANG_PARSE_H
#define LANG_PARSE_H

#include "base/diagnostic.h"
#include "lang/ast.h"
#include "lang/limits.h"

/* One file of the source, by its number. NULL when the text is not text at all (wrong encoding, over the
 * limit): then an error was reported. */
AstFile *parse_file(const Source *source, size_t file, const RuleLimits *limits, Arena *arena,
                    NumberContext *numbers, Diagnostics *diagnostics);
/* The first one. */
AstFile *parse_rules(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                     Diagnostics *diagnostics);

/* The declarations from offset `from` on, in a text known to be one. */
AstFile *parse_declarations(const Source *source, uint32_t from, const RuleLimits *limits, Arena *arena,
                            NumberContext *numbers, Diagnostics *diagnostics);

#endif
