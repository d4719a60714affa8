/* Which token starts a line, and how far in: from the outline of a rule file to its lines. */
#ifndef DRAFTING_LAYOUT_H
#define DRAFTING_LAYOUT_H

#include "drafting/outline.h"

enum { LAYOUT_WIDTH = 110 }; /* columns of a line, where it can be broken */

typedef struct LayoutLine {
    uint32_t first, end; /* tokens */
    uint32_t level;      /* blanks before it */
    bool is_after_blank; /* a blank line stands before it */
    LineKind kind;       /* of its first token; LINE_PLAIN for one that goes on with the line before */
} LayoutLine;

typedef struct Layout {
    const TokenList *tokens;
    LayoutLine *lines;
    size_t count, capacity;
} Layout;

Layout layout_make(Outline *outline, Arena *arena);

#endif
