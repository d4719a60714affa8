#include "runtime/reading/category_default.h"

static void fill(BlockColumn *column, size_t count, Cell cell) {
    for (size_t row = 0; row < count; row++)
        if (cell_state(block_column_cell(column, row)) == STATE_MISSING) block_column_set(column, row, cell);
}

void category_defaults_set(const Plan *plan, Block *block) {
    for (uint32_t i = 0; i < plan->input_count; i++) {
        const PlanInput *input = &plan->inputs[i];
        BlockColumn *values = &block->inputs[i].values;
        if (input->has_default) fill(values, block->row_count, cell_from_decimal(input->default_option, 0));
        if (input->defaults_to_not_applicable)
            fill(values, block->row_count, cell_without_value(STATE_NOT_APPLICABLE));
    }
}
