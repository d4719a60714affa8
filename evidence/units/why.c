#include "evidence/units/why.h"

static const Plan *plan_of(const Why *why) {
    return why->maker->scored->plan;
}

/* [F3.3] The rank that gives the order of a result: the first within the block, else the first. */
static uint32_t leading_rank(const Plan *plan) {
    uint32_t first = UINT32_MAX;
    for (uint32_t i = 0; i < plan->output_count; i++) {
        const PlanOutput *output = &plan->outputs[i];
        if (output->kind != OUTPUT_RANK) continue;
        if (plan->block_input != UINT32_MAX && output->scope_input == plan->block_input) return i;
        if (first == UINT32_MAX) first = i;
    }
    return first;
}

static uint32_t first_index(const Plan *plan) {
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind == OUTPUT_INDEX && plan->outputs[i].value != STEP_NONE) return i;
    return UINT32_MAX;
}

static void add_key(Why *why, StepId step, bool lowest_first) {
    why->keys[why->key_count++] = (WhyKey){step, lowest_first};
}

static void find_keys(Why *why, Arena *arena) {
    const Plan *plan = plan_of(why);
    why->rank = leading_rank(plan);
    why->keys = ARENA_ARRAY(arena, WhyKey, 1);
    if (why->rank == UINT32_MAX) {
        uint32_t index = first_index(plan);
        if (index != UINT32_MAX) add_key(why, plan->outputs[index].value, false);
        return;
    }
    const Step *step = &plan->steps[plan->outputs[why->rank].value];
    if (step->op != OP_RANK) return;
    why->keys = ARENA_ARRAY(arena, WhyKey, step->operand_count);
    for (uint32_t i = 1; i < step->operand_count; i++)
        add_key(why, plan_operands(plan, step)[i], step->cohort.flags >> (i - 1) & 1);
}

static bool has_both(const Why *why, size_t key) {
    return why->values[0][why->keys[key].step].state == STATE_VALUE &&
           why->values[1][why->keys[key].step].state == STATE_VALUE;
}

static int compare_key(const Why *why, size_t key) {
    StepId step = why->keys[key].step;
    return number_compare(why->maker->numbers, why->values[0][step].number, why->values[1][step].number);
}

static size_t deciding_key(const Why *why) {
    size_t key = 0;
    while (key < why->key_count && has_both(why, key) && compare_key(why, key) == 0)
        key++;
    return key;
}

static WhyVerdict by_places(const Why *why) {
    const Ranking *ranking = &why->maker->rankings[why->rank];
    Standing first = standing_of(ranking, why->rows[0]), second = standing_of(ranking, why->rows[1]);
    if (!first.is_ranked || !second.is_ranked) return WHY_UNRANKED;
    if (first.list != second.list) return WHY_APART;
    size_t places[2] = {ranking->twice_place[why->rows[0]], ranking->twice_place[why->rows[1]]};
    if (places[0] == places[1]) return WHY_EQUAL;
    return places[0] < places[1] ? WHY_ABOVE : WHY_BELOW;
}

static WhyVerdict verdict_of(const Why *why) {
    if (why->key_count == 0) return WHY_UNRANKED;
    if (why->rank != UINT32_MAX) return by_places(why);
    if (!has_both(why, 0)) return WHY_UNRANKED;
    int order = compare_key(why, 0);
    return order == 0 ? WHY_EQUAL : order > 0 ? WHY_ABOVE : WHY_BELOW;
}

/* ---- parts */

static void add_part(Why *why, WhyPartKind kind, uint32_t output, Number number) {
    if (number_sign(number) != 0) why->parts[why->part_count++] = (WhyPart){kind, output, number, false};
}

static void add_parts(Why *why, const Difference *difference, Arena *arena) {
    const Plan *plan = plan_of(why);
    why->parts = ARENA_ARRAY(arena, WhyPart, 2 * (size_t)plan->output_count + 1);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        bool is_criterion = plan->outputs[i].kind == OUTPUT_CRITERION;
        add_part(why, is_criterion ? WHY_CRITERION : WHY_FORMULA, i, difference->parts[i]);
        add_part(why, WHY_ROUNDING, i, difference->roundings[i]);
    }
}

/* 1: more of the difference is for the one that stands above. */
static int direction(const Why *why) {
    return number_sign(why->whole) < 0 ? -1 : 1;
}

static bool comes_before(const Why *why, const WhyPart *a, const WhyPart *b) {
    return number_compare(why->maker->numbers, a->number, b->number) * direction(why) > 0;
}

/* Parts are at most as many as outputs; equal ones keep their order. */
static void sort_parts(const Why *why, Arena *arena) {
    WhyPart *from = why->parts, *to = ARENA_ARRAY(arena, WhyPart, why->part_count + 1);
    for (size_t width = 1; width < why->part_count; width *= 2) {
        for (size_t low = 0; low < why->part_count; low += 2 * width) {
            size_t middle = low + width < why->part_count ? low + width : why->part_count;
            size_t high = low + 2 * width < why->part_count ? low + 2 * width : why->part_count;
            for (size_t i = low, left = low, right = middle; i < high; i++) {
                bool takes_right =
                    left == middle || (right < high && comes_before(why, &from[right], &from[left]));
                to[i] = takes_right ? from[right++] : from[left++];
            }
        }
        WhyPart *swapped = from;
        from = to;
        to = swapped;
    }
    for (size_t i = 0; from != why->parts && i < why->part_count; i++)
        why->parts[i] = from[i];
}

/* [E4.4] The fewest of the largest that together make the difference. */
static void mark_deciding(const Why *why) {
    NumberContext *numbers = why->maker->numbers;
    Number sum = NUMBER_ZERO, whole = number_absolute(numbers, why->whole);
    for (size_t i = 0; i < why->part_count && number_compare(numbers, sum, whole) < 0; i++) {
        why->parts[i].is_deciding = true;
        sum = number_add(numbers, sum, number_absolute(numbers, why->parts[i].number));
    }
}

static void split_key(Why *why, size_t key, Arena *arena) {
    Difference difference = difference_of(why->maker, why->values, why->keys[key].step, arena);
    why->whole = number_reduce(why->maker->numbers, difference.whole);
    why->has_parts = true;
    add_parts(why, &difference, arena);
    sort_parts(why, arena);
    if (number_sign(why->whole) != 0) mark_deciding(why);
}

/* ---- the whole */

static const StepValue *values_of(const CardMaker *maker, size_t row, Arena *arena) {
    unit_steps_load(maker->steps, row);
    size_t count = (size_t)maker->scored->plan->step_count;
    return arena_copy(arena, unit_steps_values(maker->steps), count * sizeof(StepValue));
}

static Card side_of(const Why *why, int side, Arena *arena) {
    const CardMaker *maker = why->maker;
    Card card = {.maker = maker, .scored = maker->scored, .row = why->rows[side], .arena = arena};
    card.values = why->values[side];
    card.step_numbers = ARENA_ARRAY(arena, uint32_t, (size_t)plan_of(why)->step_count + 1);
    card.teller = (ValueTeller){plan_of(why),
                                maker->scored->table,
                                maker->numbers,
                                arena,
                                maker->language == CARD_VIETNAMESE ? ',' : '.',
                                &maker->words};
    return card;
}

bool why_is_by_unit_key(const Why *why) {
    bool is_ordered = why->verdict == WHY_ABOVE || why->verdict == WHY_BELOW;
    return is_ordered && why->decided_by == why->key_count;
}

Why why_asked(const CardMaker *maker, size_t first, size_t second, Arena *arena) {
    Why why = {.maker = maker, .rows = {first, second}, .whole = NUMBER_ZERO};
    for (int side = 0; side < 2; side++)
        why.values[side] = values_of(maker, why.rows[side], arena);
    for (int side = 0; side < 2; side++)
        why.sides[side] = side_of(&why, side, arena);
    find_keys(&why, arena);
    why.verdict = verdict_of(&why);
    why.decided_by = deciding_key(&why);
    size_t key = why.decided_by < why.key_count ? why.decided_by : 0;
    if (why.key_count > 0 && has_both(&why, key)) split_key(&why, key, arena);
    return why;
}
