/* Where the declarations, entries, clauses and tests of a rule file start: what each token is for its layout.
 */
#ifndef DRAFTING_OUTLINE_H
#define DRAFTING_OUTLINE_H

#include "drafting/tokens.h"

/* Something that stands on one line where it fits, and on several where it does not. */
typedef enum PartKind {
    PART_HEAD,      /* of a group, an index or a table of criteria, its `{` included */
    PART_CRITERION, /* as a whole */
    PART_OUTCOME,   /* let, report, gate, rank, grade, function, or what has no block */
    PART_SHORT,     /* `{ ... }` of by, of a grade, of the methodology */
    PART_GIVEN,     /* pairs of a test */
} PartKind;

typedef struct Part {
    PartKind kind;
    uint32_t first, end; /* tokens; comments at its end are left out */
    uint32_t parent;     /* NO_PART: none */
    bool is_broken;      /* decided by the layout */
    bool is_long;        /* never on one line: it has clauses that always have a line of their own */
} Part;

typedef struct Outline {
    TokenList *tokens;
    Part *parts;
    size_t count, capacity;
} Outline;

/* Fills in what the tokens of a file without syntax errors mean. */
Outline outline_make(TokenList *tokens, Arena *arena);

#endif
