#include "evidence/basis/scored.h"

#include "runtime/computing/value_told.h"

#include <inttypes.h>

StepValue scored_part(const Scored *scored, uint32_t output, unsigned part, size_t row) {
    StepId step = plan_part(&scored->plan->outputs[output], PLAN_PART_ALL, part);
    if (step == STEP_NONE) return (StepValue){NUMBER_ZERO, STATE_NOT_APPLICABLE};
    return told_cell(&scored->evaluation->columns[step], row);
}

StepValue scored_input(const Scored *scored, uint32_t input, size_t row) {
    return told_cell(&scored->table->columns[input].values, row);
}

static Text text_of(const Scored *scored, uint32_t input, uint32_t otherwise, size_t row, Arena *arena) {
    if (input == UINT32_MAX) input = otherwise;
    if (input == UINT32_MAX) return text_format(arena, "line %" PRIu64, table_line(scored->table, row));
    return text_column_get(scored->table->columns[input].texts, row);
}

Text scored_key(const Scored *scored, size_t row, Arena *arena) {
    return text_of(scored, scored->plan->key_input, scored->plan->name_input, row, arena);
}

Text scored_name(const Scored *scored, size_t row, Arena *arena) {
    return text_of(scored, scored->plan->name_input, scored->plan->key_input, row, arena);
}
