#include "runtime/computing/cohort_groups.h"

static CohortGroups everyone(size_t row_count, Arena *arena) {
    CohortGroups groups = {NULL, ARENA_ARRAY(arena, size_t, 2), 1};
    groups.starts[1] = row_count;
    return groups;
}

/* The category of a row, or -1 where it has none. */
static int64_t category_of(const Column *column, size_t row) {
    Cell cell = column_cell(column, row);
    return cell_state(cell) == STATE_VALUE && !cell_is_large(cell) ? cell_mantissa(cell) : -1;
}

static size_t category_count(const Column *column) {
    int64_t last = -1;
    for (size_t row = 0; row < column->count; row++) {
        int64_t category = category_of(column, row);
        if (category > last) last = category;
    }
    return (size_t)(last + 1);
}

/* Counting sort: `starts` is first one place late, and filling moves it back into place. */
CohortGroups cohort_groups(const Table *table, uint32_t scope_input, Arena *arena) {
    if (scope_input == UINT32_MAX) return everyone(table->row_count, arena);
    const Column *column = &table->columns[scope_input].values;
    size_t count = category_count(column);
    CohortGroups groups = {ARENA_ARRAY(arena, uint32_t, column->count), ARENA_ARRAY(arena, size_t, count + 2),
                           count};
    for (size_t row = 0; row < column->count; row++) {
        int64_t category = category_of(column, row);
        if (category >= 0) groups.starts[category + 2]++;
    }
    for (size_t group = 1; group <= count; group++)
        groups.starts[group + 1] += groups.starts[group];
    for (size_t row = 0; row < column->count; row++) {
        int64_t category = category_of(column, row);
        if (category >= 0) groups.rows[groups.starts[category + 1]++] = (uint32_t)row;
    }
    return groups;
}
