/* From rule text to plan: scan, parse, resolve, check, plan. One call per phase; see compile.c. */
#ifndef LANG_COMPILE_H
#define LANG_COMPILE_H

#include "base/diagnostic.h"
#include "lang/ast.h"
#include "lang/limits.h"
#include "lang/plan.h"

typedef struct Compilation {
    AstFile *ast;                    /* NULL when the text could not be scanned */
    struct Methodology *methodology; /* declarations with their meaning; NULL after an error */
    struct Elaborator *elaborator;   /* what the summary asks further questions of; NULL after an error */
    Plan *plan;                      /* NULL after an error */
    const struct Occurrences *occurrences; /* steps of the plan by expressions of the file */
    Plan *draft; /* the plan, or after an error in what rules mean the steps that are to be proved alone; NULL
                  */
    const struct Obligations *obligations; /* what must be proved of it before it is used */
} Compilation;

/* Errors and warnings go to `diagnostics`. Everything returned lives in `arena`. */
Compilation compile_rules(const Source *source, const RuleLimits *limits, Arena *arena,
                          NumberContext *numbers, Diagnostics *diagnostics);

/* The tree of the newest file with all it builds on [L11]; where one has an error, of the newest alone. */
AstFile *compile_parse(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                       Diagnostics *diagnostics);
/* The same of `count` files of a source that has others besides, the newest first. */
AstFile *compile_files(const Source *source, size_t first, size_t count, const RuleLimits *limits,
                       Arena *arena, NumberContext *numbers, Diagnostics *diagnostics);
/* The way from the tree of a file on, which is left as it was. */
Compilation compile_tree(AstFile *ast, bool with_tests, const RuleLimits *limits, Arena *arena,
                         NumberContext *numbers, Diagnostics *diagnostics);
/* A tree that was made of two others, to see what it gives: it need not add up or stay within its maxima. */
Compilation compile_trial(AstFile *ast, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                          Diagnostics *diagnostics);

/* Checks the functions of the library itself: every example behind one must come out. For the tests. Returns
 * the number of examples checked. */
size_t compile_check_library(Arena *arena, NumberContext *numbers, Diagnostics *diagnostics);

#endif
