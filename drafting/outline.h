/* Where the declarations, entries, clauses and tests of a rule file start: what each token is for its layout.
 */
#ifndef DRAFTING_OUTLINE_H
#define DRAFTING_OUTLINE_H

#include "drafting/tokens.h"

/* Something that stands on one line where it fits, and on several where it does not. */
typedef enum SectionKind {
    SECTION_HEAD,      /* of a group, an index or a table of criteria, its `{` included */
    SECTION_CRITERION, /* as a whole */
    SECTION_OUTCOME,   /* let, report, gate, rank, grade, function, or what has no block */
    SECTION_SHORT,     /* `{ ... }` of by, of a grade, of the methodology */
    SECTION_GIVEN,     /* pairs of a test */
} SectionKind;

typedef struct Section {
    SectionKind kind;
    uint32_t first, end; /* tokens; comments at its end are left out */
    uint32_t parent;     /* NO_SECTION: none */
    bool is_broken;      /* decided by the layout */
    bool is_long;        /* never on one line: it has clauses that always have a line of their own */
} Section;

typedef struct Outline {
    TokenList *tokens;
    Section *parts;
    size_t count, capacity;
} Outline;

/* Fills in what the tokens of a file without syntax errors mean. */
Outline outline_make(TokenList *tokens, Arena *arena);

#endif
