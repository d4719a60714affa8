/* How large rules may be; settable with --limit name=n. */
#ifndef LANG_LIMITS_H
#define LANG_LIMITS_H

#include <stdint.h>

typedef struct RuleLimits {
    uint64_t rule_bytes, depth, nodes, criteria, bands, name_bytes, steps, imports, import_depth;
} RuleLimits;

#define RULE_LIMITS_DEFAULT ((RuleLimits){4 << 20, 256, 2000000, 10000, 10000, 256, 10000000, 256, 16})

#endif
