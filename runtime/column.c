#include "runtime/column.h"

#include "base/powers_of_ten.h"

#include <string.h>

__extension__ typedef __int128 Wide;

/* The least numbers of a width stand for states. */
enum { STATE_ITEMS = STATE_UNDEFINED + 1 };

Column column_new(Arena *arena) {
    return (Column){.arena = arena};
}

/* ---- items */

static int64_t least_of(unsigned width) {
    return width == 1 ? INT8_MIN : width == 2 ? INT16_MIN : INT32_MIN;
}

static unsigned width_for(int64_t low, int64_t high) {
    if (low >= INT8_MIN + STATE_ITEMS && high <= INT8_MAX) return 1;
    if (low >= INT16_MIN + STATE_ITEMS && high <= INT16_MAX) return 2;
    return low >= INT32_MIN + STATE_ITEMS && high <= INT32_MAX ? 4 : 8;
}

static void put_item(const ColumnPage *page, size_t at, int64_t item) {
    switch (page->width) {
    case 1: ((int8_t *)page->items)[at] = (int8_t)item; return;
    case 2: ((int16_t *)page->items)[at] = (int16_t)item; return;
    default: ((int32_t *)page->items)[at] = (int32_t)item; return;
    }
}

static bool is_narrow(const ColumnPage *page) {
    return page->width < sizeof(Cell);
}

/* The mantissa with `decimals`; INT64_MIN: too large. */
static int64_t mantissa_with(Cell cell, unsigned decimals) {
    Wide mantissa = (Wide)cell_mantissa(cell) * powers_of_ten[decimals - cell_decimals(cell)];
    return mantissa > INT32_MAX || mantissa < INT32_MIN ? INT64_MIN : (int64_t)mantissa;
}

/* The item of a cell that is not large, in a page of more decimals than it has. */
static int64_t item_of(Cell cell, unsigned width, unsigned decimals) {
    ValueState state = cell_state(cell);
    return state == STATE_VALUE ? mantissa_with(cell, decimals) : least_of(width) + (int64_t)state;
}

static void put_cell(const ColumnPage *page, size_t at, Cell cell) {
    if (is_narrow(page))
        put_item(page, at, item_of(cell, page->width, page->decimals));
    else
        ((Cell *)page->items)[at] = cell;
}

/* ---- pages that fit */

/* What cells need: the least page that holds them. */
typedef struct Need {
    unsigned width, decimals;
} Need;

static Need need_of_page(const ColumnPage *page) {
    return (Need){page->width, page->decimals};
}

static Need need_of_cell(Cell cell, unsigned decimals) {
    if (cell_state(cell) != STATE_VALUE) return (Need){1, decimals};
    if (cell_decimals(cell) > decimals) decimals = cell_decimals(cell);
    if (cell_is_large(cell)) return (Need){sizeof(Cell), decimals};
    int64_t mantissa = mantissa_with(cell, decimals);
    return (Need){width_for(mantissa, mantissa), decimals};
}

static Cell page_cell(const ColumnPage *page, size_t at) {
    Column column = {.pages = (ColumnPage *)page};
    return column_cell(&column, at);
}

static Need need_of_both(Need a, Need b) {
    Need both = a.width > b.width ? a : b;
    both.decimals = a.decimals > b.decimals ? a.decimals : b.decimals;
    return both;
}

/* More decimals may need more width. */
static Need need_with_decimals(const ColumnPage *page, size_t count, Need need) {
    if (page->decimals == need.decimals || !is_narrow(page)) return need;
    for (size_t at = 0; at < count; at++)
        need = need_of_both(need, need_of_cell(page_cell(page, at), need.decimals));
    return need;
}

/* Makes the page hold what is needed; its first `count` items stay. */
static void fit_page(Column *column, ColumnPage *page, size_t count, Need need) {
    need = need_of_both(need_of_page(page), need);
    if (!is_narrow(page) || (need.width == page->width && need.decimals == page->decimals)) return;
    need = need_with_decimals(page, count, need);
    ColumnPage wider = {arena_alloc(column->arena, (size_t)need.width * PAGE_ROWS), (uint8_t)need.width,
                        (uint8_t)need.decimals};
    for (size_t at = 0; at < count; at++)
        put_cell(&wider, at, page_cell(page, at));
    *page = wider;
}

static ColumnPage *last_page(Column *column, Need need) {
    if (column->count == column->page_count * PAGE_ROWS) {
        ColumnPage page = {arena_alloc(column->arena, (size_t)need.width * PAGE_ROWS), (uint8_t)need.width,
                           (uint8_t)need.decimals};
        ARENA_PUSH(column->arena, column->pages, column->page_count, column->page_capacity, page);
        return &column->pages[column->page_count - 1];
    }
    ColumnPage *page = &column->pages[column->page_count - 1];
    fit_page(column, page, column->count % PAGE_ROWS, need);
    return page;
}

/* ---- one cell */

void column_add(Column *column, Cell cell) {
    ColumnPage *page = last_page(column, need_of_cell(cell, 0));
    if (is_narrow(page))
        fit_page(column, page, column->count % PAGE_ROWS, need_of_cell(cell, page->decimals));
    put_cell(page, column->count % PAGE_ROWS, cell);
    column->count++;
}

void column_set(Column *column, size_t row, Cell cell) {
    ColumnPage *page = &column->pages[row / PAGE_ROWS];
    size_t start = row / PAGE_ROWS * PAGE_ROWS, rest = column->count - start;
    if (is_narrow(page))
        fit_page(column, page, rest < PAGE_ROWS ? rest : PAGE_ROWS, need_of_cell(cell, page->decimals));
    put_cell(page, row - start, cell);
}

Cell column_cell_of(Column *column, NumberContext *context, Number number) {
    Cell cell;
    if (cell_from_number(context, number, &cell)) return cell;
    number = number_copy(column->arena, number);
    ARENA_PUSH(column->arena, column->large, column->large_count, column->large_capacity, number);
    return cell_of_large(column->large_count - 1);
}

void column_add_number(Column *column, NumberContext *context, Number number) {
    column_add(column, column_cell_of(column, context, number));
}

Number column_number(const Column *column, size_t row) {
    Cell cell = column_cell(column, row);
    if (cell_is_large(cell)) return column->large[cell_large_place(cell)];
    return number_from_decimal(cell_mantissa(cell), cell_decimals(cell));
}

/* ---- whole columns */

Column column_of_same(Arena *arena, NumberContext *context, Number number, ValueState state, size_t count) {
    Column column = {.arena = arena, .is_same = true, .count = count, .same = cell_without_value(state)};
    if (state == STATE_VALUE) column.same = column_cell_of(&column, context, number);
    return column;
}

Column column_of_rows(Arena *arena, size_t count, size_t most) {
    Column column = {.arena = arena, .count = count, .page_count = (count + PAGE_ROWS - 1) / PAGE_ROWS};
    unsigned width = width_for(0, most > INT32_MAX ? INT64_MAX : (int64_t)most);
    column.page_capacity = column.page_count;
    column.pages = ARENA_ARRAY(arena, ColumnPage, column.page_count + 1);
    for (size_t i = 0; i < column.page_count; i++) {
        column.pages[i] = (ColumnPage){arena_alloc(arena, (size_t)width * PAGE_ROWS), (uint8_t)width, 0};
        for (size_t at = 0; at < PAGE_ROWS; at++)
            put_cell(&column.pages[i], at, cell_without_value(STATE_NOT_APPLICABLE));
    }
    return column;
}

/* ---- blocks */

enum { STATE_BITS = 3, DECIMAL_SHIFT = 3 };

/* The span of the mantissas in a narrow block, and the bits that some form and every form of a value has. */
typedef struct Survey {
    int32_t low, high;
    uint8_t some, every;
} Survey;

static Survey survey(const int32_t *restrict numbers, const uint8_t *restrict forms, size_t count) {
    Survey found = {0, 0, 0, 0xFF};
    for (size_t i = 0; i < count; i++) {
        int32_t number = forms[i] & STATE_BITS ? 0 : numbers[i];
        found.low = number < found.low ? number : found.low;
        found.high = number > found.high ? number : found.high;
    }
    for (size_t i = 0; i < count; i++) {
        found.some |= forms[i] & STATE_BITS ? 0 : forms[i];
        found.every &= forms[i] & STATE_BITS ? 0xFF : forms[i];
    }
    return found;
}

#define PUT_ITEMS(name, Item, least)                                                                         \
    static void name(Item *restrict items, const int32_t *restrict numbers, const uint8_t *restrict forms,   \
                     size_t count) {                                                                         \
        for (size_t i = 0; i < count; i++) {                                                                 \
            Item state = (Item)(forms[i] & STATE_BITS);                                                      \
            items[i] = state ? (Item)(least + state) : (Item)numbers[i];                                     \
        }                                                                                                    \
    }
PUT_ITEMS(put_1, int8_t, INT8_MIN)
PUT_ITEMS(put_2, int16_t, INT16_MIN)
PUT_ITEMS(put_4, int32_t, INT32_MIN)

/* The block goes into the page as it is. */
static void put_block(const ColumnPage *page, size_t at, const BlockColumn *block, size_t from,
                      size_t count) {
    const int32_t *numbers = block->numbers + from;
    const uint8_t *forms = block->forms + from;
    switch (page->width) {
    case 1: put_1((int8_t *)page->items + at, numbers, forms, count); return;
    case 2: put_2((int16_t *)page->items + at, numbers, forms, count); return;
    case 4: put_4((int32_t *)page->items + at, numbers, forms, count); return;
    default:
        for (size_t i = 0; i < count; i++)
            ((Cell *)page->items)[at + i] = cell_of_form(numbers[i], forms[i]);
    }
}

/* The cell that stands for the same value here. */
static Cell own_cell(Column *column, const BlockColumn *block, size_t row) {
    Cell cell = block_column_cell(block, row);
    if (!cell_is_large(cell) || cell_state(cell) != STATE_VALUE) return cell;
    Number number = number_copy(column->arena, block->large[cell_large_place(cell)]);
    ARENA_PUSH(column->arena, column->large, column->large_count, column->large_capacity, number);
    return cell_of_large(column->large_count - 1);
}

/* At most to the end of a page. false: the values have different decimals, or others than the page. */
static bool append_whole(Column *column, const BlockColumn *block, size_t from, size_t count) {
    Survey found = survey(block->numbers + from, block->forms + from, count);
    bool is_uniform = (found.some & found.every) == found.some;
    if (!is_uniform) return false;
    Need need = {width_for(found.low, found.high), found.some >> DECIMAL_SHIFT};
    const ColumnPage *page = last_page(column, need);
    bool is_zero = found.low == 0 && found.high == 0;
    if (is_narrow(page) && page->decimals != need.decimals && !is_zero) return false;
    put_block(page, column->count % PAGE_ROWS, block, from, count);
    column->count += count;
    return true;
}

static void append_part(Column *column, const BlockColumn *block, size_t from, size_t count) {
    if (!block->is_wide && append_whole(column, block, from, count)) return;
    for (size_t i = from; i < from + count; i++)
        column_add(column, own_cell(column, block, i));
}

void column_append(Column *column, const BlockColumn *block, size_t count) {
    size_t room = PAGE_ROWS - column->count % PAGE_ROWS;
    size_t first = count < room ? count : room;
    if (first > 0) append_part(column, block, 0, first);
    if (count > first) append_part(column, block, first, count - first);
}

#define LOAD_ITEMS(name, Item, least)                                                                        \
    static void name(const Item *restrict items, int32_t *restrict numbers, uint8_t *restrict forms,         \
                     size_t count, uint8_t form) {                                                           \
        for (size_t i = 0; i < count; i++) {                                                                 \
            bool is_state = items[i] < (Item)(least + STATE_ITEMS);                                          \
            numbers[i] = is_state ? 0 : items[i];                                                            \
            forms[i] = is_state ? (uint8_t)(items[i] - (least)) : form;                                      \
        }                                                                                                    \
    }
LOAD_ITEMS(load_1, int8_t, INT8_MIN)
LOAD_ITEMS(load_2, int16_t, INT16_MIN)
LOAD_ITEMS(load_4, int32_t, INT32_MIN)

static void load_cells(const Column *column, const Cell *cells, size_t count, BlockColumn *block) {
    block->large = column->large;
    block->large_count = block->large_capacity = column->large_count;
    for (size_t i = 0; i < count; i++)
        block_column_set(block, i, cells[i]);
}

static void load_same(const Column *column, size_t count, BlockColumn *block) {
    block->large = column->large;
    block->large_count = block->large_capacity = column->large_count;
    for (size_t i = 0; i < count; i++)
        block_column_set(block, i, column->same);
}

void column_load(const Column *column, size_t first, size_t count, BlockColumn *block) {
    block_column_clear(block);
    block->count = count;
    if (column->is_same) {
        load_same(column, count, block);
        return;
    }
    const ColumnPage *page = &column->pages[first / PAGE_ROWS];
    size_t at = first % PAGE_ROWS;
    uint8_t form = (uint8_t)(page->decimals << DECIMAL_SHIFT);
    switch (page->width) {
    case 1: load_1((const int8_t *)page->items + at, block->numbers, block->forms, count, form); return;
    case 2: load_2((const int16_t *)page->items + at, block->numbers, block->forms, count, form); return;
    case 4: load_4((const int32_t *)page->items + at, block->numbers, block->forms, count, form); return;
    default: load_cells(column, (const Cell *)page->items + at, count, block); return;
    }
}

void column_cells(const Column *column, size_t first, size_t count, Cell *cells) {
    for (size_t i = 0; i < count; i++)
        cells[i] = column_cell(column, first + i);
}

void column_join(Column *column, const Column *other, BlockColumn *room) {
    for (size_t first = 0; first < other->count; first += BLOCK_ROWS) {
        size_t rest = other->count - first, count = rest < BLOCK_ROWS ? rest : BLOCK_ROWS;
        column_load(other, first, count, room);
        column_append(column, room, count);
    }
}
