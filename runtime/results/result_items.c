#include "runtime/results/result_items.h"

#include "base/powers_of_ten.h"

#include <string.h>

_Static_assert(PAGE_ROWS % ITEM_ROWS == 0, "consecutive rows lie in one page");

static ItemPages item_pages(const Column *column) {
    ItemPages all = {false, true, 1, 0};
    for (size_t i = 0; column && i < column->page_count; i++) {
        const ColumnPage *page = &column->pages[i], *first = &column->pages[0];
        if (page->width > all.width) all.width = page->width;
        if (page->decimals > all.decimals) all.decimals = page->decimals;
        if (page->width != first->width || page->decimals != first->decimals) all.is_uniform = false;
    }
    all.is_narrow = column && column->page_count > 0 && all.width < sizeof(Cell);
    return all;
}

ItemSource item_source(const Column *column) {
    if (column->is_same && !cell_is_large(column->same)) return item_source_of_same(column->same);
    ItemSource source = {.column = column, .pages = item_pages(column)};
    if (!column->lookup) return source;
    source.values = item_pages(column->lookup->values);
    source.categories = item_pages(column->lookup->categories);
    source.chosen = item_pages(column->lookup->chosen);
    return source;
}

ItemSource item_source_of_same(Cell same) {
    return (ItemSource){.same = same};
}

static int32_t widened(int32_t item, int32_t least) {
    return item <= least + (int32_t)STATE_UNDEFINED ? item - least + INT32_MIN : item;
}

/* ---- consecutive rows */

#define LOAD_ALL(name, Item, least)                                                                          \
    static void name(const Item *restrict items, int32_t *restrict numbers) {                                \
        for (size_t i = 0; i < ITEM_ROWS; i++)                                                               \
            numbers[i] = widened(items[i], least);                                                           \
    }
LOAD_ALL(load_1, int8_t, INT8_MIN)
LOAD_ALL(load_2, int16_t, INT16_MIN)

static bool load_page(ResultItems *items, const ColumnPage *page, size_t at) {
    items->decimals = page->decimals;
    switch (page->width) {
    case 1: load_1((const int8_t *)page->items + at, items->numbers); return true;
    case 2: load_2((const int16_t *)page->items + at, items->numbers); return true;
    case 4: memcpy(items->numbers, (const int32_t *)page->items + at, sizeof items->numbers); return true;
    default: return false;
    }
}

/* ---- rows from anywhere */

#define GATHER(name, Item, least)                                                                            \
    static void name(const ColumnPage *pages, const uint32_t *rows, size_t count, int32_t *numbers) {        \
        for (size_t i = 0; i < count; i++)                                                                   \
            numbers[i] =                                                                                     \
                widened(((const Item *)pages[rows[i] / PAGE_ROWS].items)[rows[i] % PAGE_ROWS], least);       \
    }
GATHER(gather_1, int8_t, INT8_MIN)
GATHER(gather_2, int16_t, INT16_MIN)
GATHER(gather_4, int32_t, INT32_MIN)

static bool put_cell(int32_t *number, Cell cell, unsigned decimals) {
    if (cell_state(cell) != STATE_VALUE) {
        *number = INT32_MIN + (int32_t)cell_state(cell);
        return true;
    }
    int64_t mantissa = cell_mantissa(cell), least = INT32_MIN + (int64_t)STATE_UNDEFINED;
    if (cell_is_large(cell) || mantissa != (int32_t)mantissa || cell_decimals(cell) > decimals) return false;
    unsigned missing = decimals - cell_decimals(cell);
    mantissa = missing > 9 && mantissa != 0 ? INT64_MAX : mantissa * (int64_t)powers_of_ten[missing];
    *number = (int32_t)mantissa;
    return mantissa > least && mantissa <= INT32_MAX;
}

static bool gather_mixed(ResultItems *items, const Column *column, const uint32_t *rows, size_t count) {
    bool fit = true;
    for (size_t i = 0; i < count; i++)
        fit &= put_cell(&items->numbers[i], column_cell(column, rows[i]), items->decimals);
    return fit;
}

static bool gather(ResultItems *items, const Column *column, const ItemPages *all, const uint32_t *rows,
                   size_t count) {
    items->decimals = all->decimals;
    if (!all->is_narrow) return false;
    if (!all->is_uniform) return gather_mixed(items, column, rows, count);
    switch (all->width) {
    case 1: gather_1(column->pages, rows, count, items->numbers); break;
    case 2: gather_2(column->pages, rows, count, items->numbers); break;
    default: gather_4(column->pages, rows, count, items->numbers); break;
    }
    return true;
}

/* ---- rows of columns that follow from others */

_Static_assert((int)ITEM_ROWS == (int)SLICE_ROWS, "consecutive rows are a slice");

static void look_up(ResultItems *items, const ColumnLookup *lookup, const LookupSlots *at, size_t count) {
    for (size_t i = 0; i < count; i++)
        items->numbers[i] = lookup->numbers[at->slots[i]];
    for (size_t i = 0; i < count; i++)
        items->numbers[i] = at->states[i] ? INT32_MIN + at->states[i] : items->numbers[i];
}

/* Of a column that others follow from; where there is none, all rows have `number`. */
static bool gather_part(ResultItems *items, const Column *column, const ItemPages *all, int32_t number,
                        unsigned decimals, const uint32_t *rows, size_t count) {
    for (size_t i = 0; !column && i < count; i++)
        items->numbers[i] = number;
    return !column || (gather(items, column, all, rows, count) && items->decimals == decimals);
}

/* As lookup_slots, for rows from anywhere. */
static void find_slots(const ColumnLookup *lookup, const ResultItems *values, const ResultItems *categories,
                       const ResultItems *chosen, LookupSlots *at, size_t count) {
    uint32_t none = lookup_size(lookup);
    for (size_t i = 0; i < count; i++) {
        ValueState value = item_state(values->numbers[i]), category = item_state(categories->numbers[i]);
        ValueState choice = chosen->numbers[i] == 0 ? STATE_NOT_APPLICABLE : item_state(chosen->numbers[i]);
        ValueState state = choice != STATE_VALUE ? choice : category > value ? category : value;
        uint32_t slot = (uint32_t)categories->numbers[i] * lookup->width +
                        ((uint32_t)values->numbers[i] - (uint32_t)lookup->low);
        at->states[i] = (uint8_t)state;
        at->slots[i] = state == STATE_VALUE ? slot : none;
    }
}

static bool gather_lookup(ResultItems *items, const ItemSource *source, const uint32_t *rows, size_t count) {
    const ColumnLookup *lookup = source->column->lookup;
    ResultItems values, categories, chosen;
    LookupSlots at;
    if (!gather_part(&values, lookup->values, &source->values, lookup->low, lookup->decimals, rows, count) ||
        !gather_part(&categories, lookup->categories, &source->categories, 0, 0, rows, count) ||
        !gather_part(&chosen, lookup->chosen, &source->chosen, 1, 0, rows, count))
        return gather_mixed(items, source->column, rows, count);
    find_slots(lookup, &values, &categories, &chosen, &at, count);
    look_up(items, lookup, &at, count);
    return true;
}

static bool load_lookup(ResultItems *items, const ItemSource *source, const ItemSpan *span) {
    const ColumnLookup *lookup = source->column->lookup;
    if (!lookup->numbers) return false;
    items->decimals = lookup->number_decimals;
    if (span->rows) return gather_lookup(items, source, span->rows, span->end);
    LookupSlots at;
    lookup_slots(lookup, span->first, &at);
    look_up(items, lookup, &at, ITEM_ROWS);
    return true;
}

/* ---- either */

static bool load_pages(ResultItems *items, const ItemSource *source, const ItemSpan *span) {
    const Column *column = source->column;
    if (!column->pages) return false;
    if (span->rows) return gather(items, column, &source->pages, span->rows, span->end);
    return load_page(items, &column->pages[span->first / PAGE_ROWS], span->first % PAGE_ROWS);
}

static bool load_same(ResultItems *items, Cell same) {
    items->decimals = cell_state(same) == STATE_VALUE ? cell_decimals(same) : 0;
    if (!put_cell(&items->numbers[0], same, items->decimals)) return false;
    for (size_t i = 1; i < ITEM_ROWS; i++)
        items->numbers[i] = items->numbers[0];
    return true;
}

bool result_items_load(ResultItems *items, const ItemSource *source, const ItemSpan *span) {
    if (!source->column) return load_same(items, source->same);
    if (source->column->is_same) return false;
    if (!span->rows && source->column->count < (size_t)span->first + span->end) return false;
    bool loaded = source->column->lookup ? load_lookup(items, source, span) : load_pages(items, source, span);
    for (size_t i = span->end; i < ITEM_ROWS; i++)
        items->numbers[i] = 0;
    return loaded;
}
