#include "evidence/years/bridge.h"

enum { DATA = BRIDGE_OWN | BRIDGE_OTHERS, ALL = BRIDGE_CORNERS - 1 };

bool bridge_has(BridgeWay way, BridgePart part) {
    switch (part) {
    case PART_OWN:
    case PART_OTHERS: return way == BRIDGE_THREE;
    case PART_DATA: return way != BRIDGE_THREE && way != BRIDGE_ONE;
    case PART_RULES: return way != BRIDGE_ONE;
    case PART_TOGETHER: return way == BRIDGE_ONE;
    case PART_ROUNDING: return true;
    case PART_COUNT: break;
    }
    return false;
}

static Number step(NumberContext *numbers, const Corner *corners, unsigned from, unsigned change) {
    return number_subtract(numbers, corners[from | change].value, corners[from].value);
}

/* One thing changes first or last in two orders each of six, in the middle in one for each of the others. */
static Number mean_of_three(NumberContext *numbers, const Corner *corners, unsigned change) {
    unsigned others = ALL & ~change, one = others & (~others + 1), two = others & ~one;
    Number ends =
        number_add(numbers, step(numbers, corners, 0, change), step(numbers, corners, others, change));
    Number middle =
        number_add(numbers, step(numbers, corners, one, change), step(numbers, corners, two, change));
    Number sum = number_add(numbers, number_multiply(numbers, ends, number_from_int(2)), middle);
    return number_divide(numbers, sum, number_from_int(6));
}

static Number mean_of_two(NumberContext *numbers, const Corner *corners, unsigned change, unsigned other) {
    Number sum =
        number_add(numbers, step(numbers, corners, 0, change), step(numbers, corners, other, change));
    return number_divide(numbers, sum, number_from_int(2));
}

static BridgeWay way_of(const Corner *corners) {
    bool are_all = true;
    for (unsigned i = 0; i < BRIDGE_CORNERS; i++)
        are_all = are_all && corners[i].exists;
    if (are_all) return BRIDGE_THREE;
    if (corners[BRIDGE_RULES].exists && corners[DATA].exists) return BRIDGE_TWO;
    if (corners[BRIDGE_RULES].exists) return BRIDGE_RULES_FIRST;
    return corners[DATA].exists ? BRIDGE_DATA_FIRST : BRIDGE_ONE;
}

Bridge bridge_split(NumberContext *numbers, const Corner corners[BRIDGE_CORNERS]) {
    Bridge bridge = {.way = way_of(corners)};
    Number *parts = bridge.parts;
    for (unsigned i = 0; i < PART_COUNT; i++)
        parts[i] = NUMBER_ZERO;
    switch (bridge.way) {
    case BRIDGE_THREE:
        parts[PART_OWN] = mean_of_three(numbers, corners, BRIDGE_OWN);
        parts[PART_RULES] = mean_of_three(numbers, corners, BRIDGE_RULES);
        parts[PART_OTHERS] = mean_of_three(numbers, corners, BRIDGE_OTHERS);
        break;
    case BRIDGE_TWO:
        parts[PART_DATA] = mean_of_two(numbers, corners, DATA, BRIDGE_RULES);
        parts[PART_RULES] = mean_of_two(numbers, corners, BRIDGE_RULES, DATA);
        break;
    case BRIDGE_RULES_FIRST:
        parts[PART_RULES] = step(numbers, corners, 0, BRIDGE_RULES);
        parts[PART_DATA] = step(numbers, corners, BRIDGE_RULES, DATA);
        break;
    case BRIDGE_DATA_FIRST:
        parts[PART_DATA] = step(numbers, corners, 0, DATA);
        parts[PART_RULES] = step(numbers, corners, DATA, BRIDGE_RULES);
        break;
    case BRIDGE_ONE: parts[PART_TOGETHER] = step(numbers, corners, 0, ALL); break;
    }
    return bridge;
}
