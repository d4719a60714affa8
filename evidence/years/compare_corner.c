#include "evidence/years/compare_corner.h"

#include "runtime/results/result_value.h"
#include "runtime/values/sorting.h"

/* ---- values */

static const PlanOutput *output_of(const Comparison *comparison, const CompareOutput *output, int rules) {
    return &comparison->scores[rules][rules]->plan->outputs[output->outputs[rules]];
}

/* What the value, or the place, is taken from. */
static const PlanOutput *source_of(const Comparison *comparison, const CompareOutput *output, int rules) {
    const Plan *plan = comparison->scores[rules][rules]->plan;
    const PlanOutput *own = output_of(comparison, output, rules);
    if (own->kind != OUTPUT_RANK) return own;
    return own->source < plan->output_count ? &plan->outputs[own->source] : NULL;
}

static StepId exact_step(const PlanOutput *output) {
    return output->exact != STEP_NONE ? output->exact : output->value;
}

static bool is_position(StepOp op) {
    return op == OP_RANK || op == OP_GRADE_TOP || op == OP_COHORT_BELOW || op == OP_COHORT_AT_MOST ||
           op == OP_COHORT_PLACE;
}

static void prepare(const Comparison *comparison, CompareOutput *output, int rules) {
    const Plan *plan = comparison->scores[rules][rules]->plan;
    const PlanOutput *source = source_of(comparison, output, rules);
    output->has_replay[rules] = source && plan->steps[exact_step(source)].type == PLAN_NUMBER;
    if (!output->has_replay[rules]) return;
    Replay *replay = &output->replays[rules];
    *replay = replay_new(plan, exact_step(source), STEP_NONE, comparison->arena, comparison->numbers);
    for (size_t i = 0; i < replay->leaf_count; i++) {
        StepOp op = plan->steps[replay->leaves[i]].op;
        if (step_op_is_cohort(op)) output->looks_around[rules] = true;
        if (is_position(op)) output->counts_places[rules] = true;
    }
}

void compare_corners_prepare(const Comparison *comparison, CompareOutput *output) {
    for (int rules = OLD; rules < YEARS; rules++)
        prepare(comparison, output, rules);
}

/* One corner: the rules of one year, the unit's own data of one, that of the others of one. */
typedef struct Place {
    int rules, own, others;
} Place;

/* The row of one year's data by what all units of another one give. */
static StepValue mixed_value(const Comparison *comparison, CompareOutput *output, const CompareUnit *unit,
                             Place place) {
    Replay *replay = &output->replays[place.rules];
    const Plan *plan = replay->plan;
    for (size_t i = 0; i < replay->leaf_count; i++) {
        StepId id = replay->leaves[i];
        int year = step_op_is_cohort(plan->steps[id].op) ? place.others : place.own;
        replay_set(replay, id, full_score_value(comparison->scores[place.rules][year], id, unit->rows[year]));
    }
    return replay_run(replay);
}

static Corner value_at(const Comparison *comparison, CompareOutput *output, const CompareUnit *unit,
                       Place place) {
    Corner corner = {false, NUMBER_ZERO};
    const FullScore *score = comparison->scores[place.rules][place.own];
    bool is_mixed = place.own != place.others && output->looks_around[place.rules];
    if (!output->has_replay[place.rules] || !score || !comparison->scores[place.rules][place.others])
        return corner;
    if (is_mixed && output->counts_places[place.rules]) return corner;
    StepValue value =
        is_mixed ? mixed_value(comparison, output, unit, place)
                 : full_score_value(score, output->replays[place.rules].target, unit->rows[place.own]);
    corner.exists = value.state == STATE_VALUE;
    corner.value = value.number;
    return corner;
}

/* ---- places */

static bool is_ranked(const FullScore *score, const PlanOutput *rank, StepId exact, uint32_t row) {
    return full_score_value(score, rank->value, row).state == STATE_VALUE &&
           full_score_value(score, exact, row).state == STATE_VALUE;
}

static const Column *column_of(const FullScore *score, StepId id) {
    const Column *column = &score->evaluation.columns[id];
    const Step *step = &score->plan->steps[id];
    return step->op == OP_INPUT && column->count == 0 ? &score->table.columns[step->input].values : column;
}

/* The ranked rows of each category, one category behind the other; `starts` tells where. */
static uint32_t *rows_by_category(const Comparison *comparison, const FullScore *score,
                                  const PlanOutput *rank, StepId exact, uint32_t categories, size_t *starts) {
    size_t count = score->table.row_count;
    uint32_t *rows = ARENA_ARRAY(comparison->arena, uint32_t, count + 1);
    uint32_t *groups = ARENA_ARRAY(comparison->arena, uint32_t, count + 1);
    for (uint32_t row = 0; row < count; row++) {
        groups[row] = is_ranked(score, rank, exact, row)
                          ? result_category(&score->result, rank->scope_input, row)
                          : categories;
        if (groups[row] < categories) starts[groups[row] + 2]++;
    }
    for (uint32_t i = 0; i < categories; i++)
        starts[i + 2] += starts[i + 1];
    for (uint32_t row = 0; row < count; row++)
        if (groups[row] < categories) rows[starts[groups[row] + 1]++] = row;
    return rows;
}

static PlaceList list_of(const Comparison *comparison, const Column *column, bool lowest_first,
                         const uint32_t *rows, size_t count) {
    PlaceList list = {ARENA_ARRAY(comparison->arena, Number, count + 1), count};
    SortKey key = {column, !lowest_first};
    Sorter sorter = sorter_new(&key, 1, comparison->numbers, comparison->arena);
    const SortEntry *entries = sorter_sort(&sorter, rows, count);
    for (size_t i = 0; i < count; i++)
        list.values[i] = column_number(column, sort_row(entries[i]));
    return list;
}

/* The categories of a scope of texts are numbered as they appear, in each year otherwise. */
static TextIndex index_categories(const Comparison *comparison, const FullScore *score, uint32_t scope) {
    TextIndex index = text_index_new(comparison->arena);
    if (scope == UINT32_MAX || score->plan->inputs[scope].type != INPUT_TEXT) return index;
    const Categories *categories = &score->table.columns[scope].categories;
    for (size_t i = 0; i < categories->count; i++)
        text_index_add(&index, categories->texts[i]);
    return index;
}

static const PlaceField *field_of(const Comparison *comparison, CompareOutput *output, int rules, int data) {
    PlaceField *field = &output->fields[rules][data];
    if (field->is_made) return field;
    const FullScore *score = comparison->scores[rules][data];
    const PlanOutput *rank = output_of(comparison, output, rules);
    StepId exact = output->replays[rules].target;
    field->is_made = true;
    field->list_count = result_category_count(&score->result, rank->scope_input);
    field->lists = ARENA_ARRAY(comparison->arena, PlaceList, field->list_count + 1);
    field->categories = index_categories(comparison, score, rank->scope_input);
    size_t *starts = ARENA_ARRAY(comparison->arena, size_t, (size_t)field->list_count + 2);
    const uint32_t *rows = rows_by_category(comparison, score, rank, exact, field->list_count, starts);
    for (uint32_t i = 0; i < field->list_count; i++)
        field->lists[i] = list_of(comparison, column_of(score, exact), rank->lowest_first, rows + starts[i],
                                  starts[i + 1] - starts[i]);
    return field;
}

/* The category that a unit of one year's data has, as a number of another year's; UINT32_MAX: none. */
static uint32_t category_in(const FullScore *own, const PlaceField *field, uint32_t scope, uint32_t row) {
    uint32_t category = result_category(&own->result, scope, row);
    if (category >= result_category_count(&own->result, scope)) return UINT32_MAX;
    if (field->categories.count == 0) return category;
    uint32_t found =
        text_index_find(&field->categories, own->table.columns[scope].categories.texts[category]);
    return found == TEXT_INDEX_NONE ? UINT32_MAX : found;
}

static bool is_better(NumberContext *numbers, bool lowest_first, Number a, Number b) {
    int order = number_compare(numbers, a, b);
    return lowest_first ? order < 0 : order > 0;
}

static size_t count_better(NumberContext *numbers, const PlaceList *list, bool lowest_first, Number value) {
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_better(numbers, lowest_first, list->values[middle], value))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The unit is not counted among the others. */
static bool is_counted(const Comparison *comparison, const CompareOutput *output, const CompareUnit *unit,
                       Place place, uint32_t category, Number value) {
    const FullScore *score = comparison->scores[place.rules][place.others];
    const PlanOutput *rank = output_of(comparison, output, place.rules);
    StepId exact = output->replays[place.rules].target;
    uint32_t row = unit->rows[place.others];
    if (!is_ranked(score, rank, exact, row) ||
        result_category(&score->result, rank->scope_input, row) != category)
        return false;
    return is_better(comparison->numbers, rank->lowest_first, full_score_value(score, exact, row).number,
                     value);
}

static Corner place_at(const Comparison *comparison, CompareOutput *output, const CompareUnit *unit,
                       Place place) {
    Corner corner = value_at(comparison, output, unit, place);
    const FullScore *own = comparison->scores[place.rules][place.own];
    if (!corner.exists) return corner;
    const PlanOutput *rank = output_of(comparison, output, place.rules);
    corner.exists = full_score_value(own, rank->value, unit->rows[place.own]).state == STATE_VALUE;
    if (!corner.exists) return corner;
    const PlaceField *field = field_of(comparison, output, place.rules, place.others);
    uint32_t category = category_in(own, field, rank->scope_input, unit->rows[place.own]);
    size_t better = 0;
    if (category < field->list_count)
        better = count_better(comparison->numbers, &field->lists[category], rank->lowest_first, corner.value);
    if (is_counted(comparison, output, unit, place, category, corner.value)) better--;
    corner.value = number_from_int((int64_t)better + 1);
    return corner;
}

void compare_corners(const Comparison *comparison, CompareOutput *output, const CompareUnit *unit,
                     Corner corners[BRIDGE_CORNERS]) {
    for (unsigned i = 0; i < BRIDGE_CORNERS; i++) {
        Place place = {.rules = (i & BRIDGE_RULES) != 0,
                       .own = (i & BRIDGE_OWN) != 0,
                       .others = (i & BRIDGE_OTHERS) != 0};
        corners[i] = output->kind == OUTPUT_RANK ? place_at(comparison, output, unit, place)
                                                 : value_at(comparison, output, unit, place);
    }
}
