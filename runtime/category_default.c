#include "runtime/category_default.h"

static void fill(Column *column, uint32_t option) {
    Cell cell = cell_from_decimal(option, 0);
    for (size_t row = 0; row < column->count; row++)
        if (cell_state(column->cells[row]) == STATE_MISSING) column->cells[row] = cell;
}

void category_defaults_set(const Plan *plan, Table *table) {
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (plan->inputs[i].has_default) fill(&table->columns[i].values, plan->inputs[i].default_option);
}
