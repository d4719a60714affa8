#include "runtime/category_default.h"

static void fill(Column *column, Cell cell) {
    for (size_t row = 0; row < column->count; row++)
        if (cell_state(column->cells[row]) == STATE_MISSING) column->cells[row] = cell;
}

void category_defaults_set(const Plan *plan, Table *table) {
    for (uint32_t i = 0; i < plan->input_count; i++) {
        const PlanInput *input = &plan->inputs[i];
        if (input->has_default) fill(&table->columns[i].values, cell_from_decimal(input->default_option, 0));
        if (input->defaults_to_not_applicable)
            fill(&table->columns[i].values, cell_without_value(STATE_NOT_APPLICABLE));
    }
}
