/* Are the rows the units they should be: each once, all of the declared list, none that adds up others
 * [F1.17-F1.20]. */
#ifndef RUNTIME_READING_UNITS_CHECK_H
#define RUNTIME_READING_UNITS_CHECK_H

#include "base/diagnostic.h"
#include "runtime/values/table.h"
#include "runtime/values/text_index.h"

/* The list of units that the rules declare. */
typedef struct UnitList {
    TextIndex index;
    bool *is_seen;
    Arena *arena;
} UnitList;

UnitList unit_list_new(const Plan *plan, Arena *arena);
/* Marks a key as seen; false: it is not on the list. Always true without a list. */
bool unit_list_take(UnitList *list, Text key);
/* What another list of the same units has seen. */
void unit_list_join(UnitList *list, const UnitList *other);
/* The unit of the list that a key may be meant to be; empty: none. */
Text unit_list_nearest(const UnitList *list, Text key);
/* The units not seen, at most a few by name; empty: there are none. */
Text unit_list_unseen(const UnitList *list);

/* "Tổng cộng", "Total" and their like. */
bool unit_is_total(Arena *arena, Text name);
/* false: it is none. Most names are told by their first two bytes: su, gr, and c or t before o, \xC3 or \xE1.
 */
static inline bool unit_may_be_total(Text name) {
    static const uint32_t seconds[32] = {
        ['s' & 31] = 1u << ('u' & 31),
        ['g' & 31] = 1u << ('r' & 31),
        ['c' & 31] = 1u << ('o' & 31) | 1u << (0xC3 & 31) | 1u << (0xE1 & 31),
        ['t' & 31] = 1u << ('o' & 31) | 1u << (0xC3 & 31) | 1u << (0xE1 & 31)};
    return name.len >= 2 && (seconds[name.bytes[0] & 31] >> (name.bytes[1] & 31) & 1);
}

/* [F1.17, F1.18] Reports keys that are equal, or equal to the eye. n log n, whatever the keys. */
void units_check_unique(const Table *table, uint32_t key_input, Arena *arena, Diagnostics *diagnostics);

#endif
