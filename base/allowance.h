/* What the author of a file accepts on record: findings of one kind within a stretch of the text. */
#ifndef BASE_ALLOWANCE_H
#define BASE_ALLOWANCE_H

#include "base/arena.h"
#include "base/source.h"

typedef struct Allowance {
    Span scope; /* findings that begin here are accepted */
    Span span;  /* where it is written */
    Text reason;
    bool is_used;
    struct Allowance *outer; /* the next around it; NULL: none */
    struct Allowance *below; /* while they are added: the one before that is not inside another */
} Allowance;

/* Those of one kind; zeroed: none. */
typedef struct Allowances {
    Allowance **items;
    size_t count, capacity;
    Allowance *last_outermost;
} Allowances;

/* Scopes lie inside or beside each other, and are added by where they end: inner ones first. Gives the one
 * that was added before for the same scope, and then adds nothing; NULL: added. The reason is borrowed. */
const Allowance *allowances_add(Arena *arena, Allowances *allowances, Span scope, Span span, Text reason);
/* The innermost whose scope holds `offset`, or NULL. Logarithmic, but for how deep scopes are nested. */
Allowance *allowances_find(const Allowances *allowances, uint32_t offset);

#endif
