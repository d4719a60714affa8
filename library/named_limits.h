/* [F7] The limits by the names that --limit and ictscore_set_limit know. */
#ifndef LIBRARY_NAMED_LIMITS_H
#define LIBRARY_NAMED_LIMITS_H

#include "lang/limits.h"
#include "runtime/values/table.h"

typedef struct NamedLimits {
    RuleLimits rules;
    ReadLimits data;
    uint64_t explanation; /* bytes of the answer about one unit */
    uint64_t memory;      /* bytes; 0: none */
} NamedLimits;

NamedLimits limits_default(void);
/* false: no such limit, or beyond its hard bound */
bool limits_set(NamedLimits *limits, const char *name, uint64_t value);
/* The names in the order of [F7], NULL behind the last. */
const char *limits_name(size_t i);
uint64_t limits_hard_bound(const char *name);

#endif
