/* Units found by their keys, and what may be meant by a key that no unit has. */
#ifndef EVIDENCE_PUBLISHED_UNIT_MATCH_H
#define EVIDENCE_PUBLISHED_UNIT_MATCH_H

#include "runtime/values/text_index.h"

#define UNIT_NONE UINT32_MAX

typedef struct UnitMatch {
    TextIndex keys;  /* NFC; number i is unit i */
    TextIndex forms; /* as the eye compares them; built when it is asked for */
    size_t searches; /* among all keys, for "did you mean" */
    Arena *arena;
} UnitMatch;

UnitMatch unit_match_new(Arena *arena);
/* The next unit; false: a unit of this key is there already. Its texts must stay. */
bool unit_match_add(UnitMatch *match, Text key);
/* UNIT_NONE: no unit has this key. */
uint32_t unit_match_find(const UnitMatch *match, Text key);
/* The unit that may be meant, or UNIT_NONE; looks far for the first few only. */
uint32_t unit_match_nearest(UnitMatch *match, Text key);

#endif
