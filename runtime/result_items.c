#include "runtime/result_items.h"

#include "base/powers_of_ten.h"

#include <string.h>

_Static_assert(PAGE_ROWS % ITEM_ROWS == 0, "consecutive rows lie in one page");

ItemSource item_source(const Column *column) {
    if (column->is_same && !cell_is_large(column->same)) return item_source_of_same(column->same);
    ItemSource source = {column, 0, true, true, 1, 0};
    for (size_t i = 0; i < column->page_count; i++) {
        const ColumnPage *page = &column->pages[i], *first = &column->pages[0];
        if (page->width > source.width) source.width = page->width;
        if (page->decimals > source.decimals) source.decimals = page->decimals;
        if (page->width != first->width || page->decimals != first->decimals) source.is_uniform = false;
    }
    source.is_narrow = source.width < sizeof(Cell);
    if (column->lookup) source.decimals = column->lookup->number_decimals;
    return source;
}

ItemSource item_source_of_same(Cell same) {
    return (ItemSource){NULL, same, true, true, sizeof(Cell), cell_decimals(same)};
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

static bool gather_mixed(ResultItems *items, const ItemSource *source, const ItemSpan *span) {
    bool fit = true;
    for (size_t i = span->begin; i < span->end; i++)
        fit &= put_cell(&items->numbers[i], column_cell(source->column, item_span_row(span, i)),
                        source->decimals);
    return fit;
}

static bool gather(ResultItems *items, const ItemSource *source, const ItemSpan *span) {
    const ColumnPage *pages = source->column->pages;
    items->decimals = source->decimals;
    if (!source->is_uniform) return gather_mixed(items, source, span);
    switch (source->width) {
    case 1: gather_1(pages, span->rows, span->end, items->numbers); return true;
    case 2: gather_2(pages, span->rows, span->end, items->numbers); return true;
    case 4: gather_4(pages, span->rows, span->end, items->numbers); return true;
    default: return false;
    }
}

/* ---- rows of columns that follow from others */

_Static_assert((int)ITEM_ROWS == (int)SLICE_ROWS, "consecutive rows are a slice");

static bool load_slice(ResultItems *items, const ColumnLookup *lookup, size_t first) {
    LookupSlots at;
    lookup_slots(lookup, first, &at);
    for (size_t i = 0; i < ITEM_ROWS; i++)
        items->numbers[i] = lookup->numbers[at.slots[i]];
    for (size_t i = 0; i < ITEM_ROWS; i++)
        items->numbers[i] = at.states[i] ? INT32_MIN + at.states[i] : items->numbers[i];
    return true;
}

static bool load_lookup(ResultItems *items, const ItemSource *source, const ItemSpan *span) {
    const ColumnLookup *lookup = source->column->lookup;
    if (!lookup->numbers) return false;
    items->decimals = source->decimals;
    return span->rows ? gather_mixed(items, source, span) : load_slice(items, lookup, span->first);
}

/* ---- either */

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
    const ColumnPage *pages = source->column->pages;
    bool loaded = source->column->lookup ? load_lookup(items, source, span)
                  : span->rows           ? source->is_narrow && gather(items, source, span)
                               : load_page(items, &pages[span->first / PAGE_ROWS], span->first % PAGE_ROWS);
    for (size_t i = span->end; i < ITEM_ROWS; i++)
        items->numbers[i] = 0;
    return loaded;
}
