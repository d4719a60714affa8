#include "evidence/years/compare.h"

#include "evidence/years/compare_corner.h"
#include "evidence/years/compare_match.h"
#include "runtime/results/result_cell.h"

static bool is_in_both(const CompareOutput *output) {
    return output->outputs[OLD] != UINT32_MAX && output->outputs[NEW] != UINT32_MAX;
}

bool compare_years(Comparison *comparison, const CompareRenamed *renamed, Diagnostics *diagnostics) {
    number_context_use(comparison->numbers, comparison->arena);
    if (!compare_match_outputs(comparison, renamed->results, diagnostics)) return false;
    if (!compare_match_units(comparison, renamed->units, diagnostics)) return false;
    for (size_t i = 0; i < comparison->output_count; i++)
        if (is_in_both(&comparison->outputs[i])) compare_corners_prepare(comparison, &comparison->outputs[i]);
    return true;
}

const PlanOutput *compare_declared(const Comparison *comparison, const CompareOutput *output) {
    int year = output->outputs[NEW] != UINT32_MAX ? NEW : OLD;
    return &comparison->scores[year][year]->plan->outputs[output->outputs[year]];
}

Text compare_former_name(const Comparison *comparison, const CompareOutput *output) {
    if (!is_in_both(output)) return (Text){"", 0};
    Text names[YEARS];
    for (int year = OLD; year < YEARS; year++)
        names[year] = comparison->scores[year][year]->plan->outputs[output->outputs[year]].name;
    return text_equal(names[OLD], names[NEW]) ? (Text){"", 0} : names[OLD];
}

Text compare_shown(const Comparison *comparison, const CompareOutput *output, int year, uint32_t row) {
    const FullScore *score = comparison->scores[year][year];
    ResultColumn column = {SHOW_VALUE, RESULT_NONE, output->outputs[year], {"", 0}};
    ValueText text = result_text(&score->result, &column, row, true);
    if (text.state == STATE_NOT_APPLICABLE) return TEXT("–");
    return text.state == STATE_VALUE ? text.text : TEXT("?");
}

static StepValue declared_value(const Comparison *comparison, const CompareOutput *output, int year,
                                const CompareUnit *unit) {
    const FullScore *score = comparison->scores[year][year];
    return full_score_value(score, score->plan->outputs[output->outputs[year]].value, unit->rows[year]);
}

/* A place that becomes smaller is a way up. */
static Number upwards(const Comparison *comparison, const CompareOutput *output, Number number) {
    return output->kind == OUTPUT_RANK ? number_negate(comparison->numbers, number) : number;
}

/* What is left of the declared change is rounding; of places, ties and further keys as well. */
static void build_bridge(const Comparison *comparison, CompareOutput *output, const CompareUnit *unit,
                         Movement *movement) {
    Corner corners[BRIDGE_CORNERS];
    NumberContext *numbers = comparison->numbers;
    compare_corners(comparison, output, unit, corners);
    movement->is_bridged = corners[0].exists && corners[BRIDGE_CORNERS - 1].exists;
    if (!movement->is_bridged) return;
    for (unsigned i = 0; i < BRIDGE_CORNERS; i++)
        corners[i].value = upwards(comparison, output, corners[i].value);
    movement->bridge = bridge_split(numbers, corners);
    Number exact = number_subtract(numbers, corners[BRIDGE_CORNERS - 1].value, corners[0].value);
    movement->bridge.parts[PART_ROUNDING] = number_subtract(numbers, movement->change, exact);
}

static bool is_still(const Comparison *comparison, const CompareOutput *output, const CompareUnit *unit,
                     const Movement *movement) {
    if (!movement->has_change)
        return movement->values[OLD].state == movement->values[NEW].state &&
               text_equal(compare_shown(comparison, output, OLD, unit->rows[OLD]),
                          compare_shown(comparison, output, NEW, unit->rows[NEW]));
    if (number_sign(movement->change) != 0) return false;
    for (unsigned i = 0; movement->is_bridged && i < PART_COUNT; i++)
        if (number_sign(movement->bridge.parts[i]) != 0) return false;
    return true;
}

Movement compare_movement(const Comparison *comparison, CompareOutput *output, const CompareUnit *unit) {
    Movement movement = {.is_still = true};
    if (!is_in_both(output)) return movement;
    for (int year = OLD; year < YEARS; year++)
        movement.values[year] = declared_value(comparison, output, year, unit);
    movement.has_change = output->is_number && movement.values[OLD].state == STATE_VALUE &&
                          movement.values[NEW].state == STATE_VALUE;
    if (movement.has_change) {
        Number change =
            number_subtract(comparison->numbers, movement.values[NEW].number, movement.values[OLD].number);
        movement.change = upwards(comparison, output, change);
        build_bridge(comparison, output, unit, &movement);
    }
    movement.is_still = is_still(comparison, output, unit, &movement);
    return movement;
}
