/* [E6.5] A change split into what it comes from: own data, rules, other units. Exact, whatever the order in
 * which the two years are named. */
#ifndef EVIDENCE_YEARS_BRIDGE_H
#define EVIDENCE_YEARS_BRIDGE_H

#include "base/number.h"

/* A corner is what a value would be with some things of the old year and others of the new one: bit set, of
 * the new one. */
enum { BRIDGE_OWN = 1, BRIDGE_RULES = 2, BRIDGE_OTHERS = 4, BRIDGE_CORNERS = 8 };

typedef struct Corner {
    bool exists;
    Number value;
} Corner;

typedef enum BridgeWay {
    BRIDGE_THREE,       /* own, rules, others: the mean over all orders */
    BRIDGE_TWO,         /* data, rules: the mean of both orders */
    BRIDGE_RULES_FIRST, /* data, rules: new data cannot be scored by old rules */
    BRIDGE_DATA_FIRST,  /* data, rules: old data cannot be scored by new rules */
    BRIDGE_ONE,         /* together */
} BridgeWay;

typedef enum BridgePart {
    PART_OWN,
    PART_OTHERS,
    PART_DATA, /* own and others, where they cannot be told apart */
    PART_RULES,
    PART_TOGETHER, /* data and rules, likewise */
    PART_ROUNDING, /* what is left of the declared value */
    PART_COUNT,
} BridgePart;

typedef struct Bridge {
    BridgeWay way;
    Number parts[PART_COUNT]; /* those that the way does not have are 0 */
} Bridge;

/* The first and the last corner exist; PART_ROUNDING stays 0. */
Bridge bridge_split(NumberContext *numbers, const Corner corners[BRIDGE_CORNERS]);
bool bridge_has(BridgeWay way, BridgePart part);

#endif
