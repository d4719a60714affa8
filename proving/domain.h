/* What data may hold: the legal cells of every input, and which inputs `require` ties together [PR1]. */
#ifndef PROVING_DOMAIN_H
#define PROVING_DOMAIN_H

#include "proving/possible.h"

typedef struct DomainInput {
    Possible all;    /* every legal cell */
    InputCell plain; /* what it holds where nothing else is asked for */
    Cuts cuts;       /* where rules compare it */
    uint32_t group;  /* inputs that requirements tie together have one */
    bool is_free;    /* a key or name: any text, no rule looks at it */
    bool is_short;   /* its step is that of the longest number: cells of few digits are preferred */
    bool is_percent; /* its cell holds per cent */
} DomainInput;

typedef struct DomainGroup {
    uint32_t *inputs, *requires; /* rising */
    size_t input_count, input_capacity, require_count, require_capacity;
} DomainGroup;

typedef struct Domain {
    DomainInput *inputs; /* per input of the plan */
    uint32_t input_count;
    DomainGroup *groups;
    size_t group_count;
} Domain;

/* Everything lives in `arena`. */
Domain *domain_new(const Plan *plan, Arena *arena, NumberContext *numbers);
/* Moves a number with too many decimals for a cell to one beside it, in the range, that a cell can hold;
 * false: there is none. */
bool domain_shorten(const Domain *domain, NumberContext *numbers, uint32_t input, const Range *range,
                    Number *number);
/* Can data hold this number: is it written with at most 38 digits? */
bool domain_can_write(const Domain *domain, NumberContext *numbers, uint32_t input, Number number);

#endif
