#include "runtime/values/column.h"

#include "base/powers_of_ten.h"

#include <string.h>

Column column_new(Arena *arena) {
    return (Column){.arena = arena};
}

/* ---- one cell */

static ColumnPage *last_page(Column *column, PageNeed need) {
    if (column->count == column->page_count * PAGE_ROWS) {
        ColumnPage page = page_new(column->arena, need);
        ARENA_PUSH(column->arena, column->pages, column->page_count, column->page_capacity, page);
        return &column->pages[column->page_count - 1];
    }
    ColumnPage *page = &column->pages[column->page_count - 1];
    page_fit(column->arena, page, column->count % PAGE_ROWS, need);
    return page;
}

static void fit_cell(Column *column, ColumnPage *page, size_t count, Cell cell) {
    if (page_is_narrow(page)) page_fit(column->arena, page, count, page_need_of_cell(cell, page->decimals));
}

void column_add(Column *column, Cell cell) {
    ColumnPage *page = last_page(column, page_need_of_cell(cell, 0));
    fit_cell(column, page, column->count % PAGE_ROWS, cell);
    page_put(page, column->count % PAGE_ROWS, cell);
    column->count++;
}

void column_set(Column *column, size_t row, Cell cell) {
    ColumnPage *page = &column->pages[row / PAGE_ROWS];
    size_t start = row / PAGE_ROWS * PAGE_ROWS, rest = column->count - start;
    fit_cell(column, page, rest < PAGE_ROWS ? rest : PAGE_ROWS, cell);
    page_put(page, row - start, cell);
}

static Cell add_large(Column *column, Number number) {
    number = number_copy(column->arena, number);
    ARENA_PUSH(column->arena, column->large, column->large_count, column->large_capacity, number);
    return cell_of_large(column->large_count - 1);
}

Cell column_cell_of(Column *column, NumberContext *context, Number number) {
    Cell cell;
    return cell_from_number(context, number, &cell) ? cell : add_large(column, number);
}

void column_add_number(Column *column, NumberContext *context, Number number) {
    column_add(column, column_cell_of(column, context, number));
}

Number column_number(const Column *column, size_t row) {
    Cell cell = column_cell(column, row);
    if (cell_is_large(cell)) return column->large[cell_large_place(cell)];
    return number_from_decimal(cell_mantissa(cell), cell_decimals(cell));
}

/* ---- cells that follow from others */

static Cell chosen_cell(const ColumnLookup *lookup, size_t row) {
    Cell cell = lookup->chosen ? column_cell(lookup->chosen, row) : cell_from_decimal(1, 0);
    if (cell_state(cell) == STATE_VALUE && cell_mantissa(cell) == 0)
        return cell_without_value(STATE_NOT_APPLICABLE);
    return cell;
}

static Cell category_cell(const ColumnLookup *lookup, size_t row) {
    return lookup->categories ? column_cell(lookup->categories, row) : cell_from_decimal(0, 0);
}

static uint32_t value_slot(const ColumnLookup *lookup, Cell value) {
    int64_t number = cell_mantissa(value) * powers_of_ten[lookup->decimals - cell_decimals(value)];
    return (uint32_t)(number - lookup->low);
}

static Cell lookup_cell(const ColumnLookup *lookup, size_t row) {
    Cell chosen = chosen_cell(lookup, row), category = category_cell(lookup, row);
    Cell value =
        lookup->values ? column_cell(lookup->values, row) : cell_from_decimal(lookup->low, lookup->decimals);
    ValueState state = cell_state(category) > cell_state(value) ? cell_state(category) : cell_state(value);
    if (cell_state(chosen) != STATE_VALUE) state = cell_state(chosen);
    if (state != STATE_VALUE) return cell_without_value(state);
    uint32_t slot = (uint32_t)cell_mantissa(category) * lookup->width + value_slot(lookup, value);
    return lookup->numbers ? cell_from_decimal(lookup->numbers[slot], lookup->number_decimals)
                           : lookup->cells[slot];
}

Cell column_cell_elsewhere(const Column *column, size_t row) {
    return column->lookup ? lookup_cell(column->lookup, row) : column->same;
}

ValueState column_worst_state(const Column *column) {
    if (column->is_same) return cell_state(column->same);
    return column->lookup ? column->lookup->worst : STATE_UNDEFINED;
}

/* ---- whole columns */

Column column_of_same(Arena *arena, NumberContext *context, Number number, ValueState state, size_t count) {
    Column column = {.arena = arena, .is_same = true, .count = count, .same = cell_without_value(state)};
    if (state == STATE_VALUE) column.same = column_cell_of(&column, context, number);
    return column;
}

Column column_of_rows(Arena *arena, size_t count, size_t most) {
    Column column = {.arena = arena, .count = count, .page_count = (count + PAGE_ROWS - 1) / PAGE_ROWS};
    PageNeed need = page_need_of_span(0, most > INT32_MAX ? INT64_MAX : (int64_t)most);
    column.page_capacity = column.page_count;
    column.pages = ARENA_ARRAY(arena, ColumnPage, column.page_count + 1);
    for (size_t i = 0; i < column.page_count; i++) {
        column.pages[i] = page_new(arena, need);
        page_fill(&column.pages[i], PAGE_ROWS, cell_without_value(STATE_NOT_APPLICABLE));
    }
    return column;
}

void column_follow(Column *column, const ColumnLookup *lookup, size_t count) {
    column->lookup = lookup;
    column->count = count;
}

/* ---- blocks */

enum { DECIMAL_SHIFT = 3 };

/* The cell that stands for the same value here. */
static Cell own_cell(Column *column, const BlockColumn *block, size_t row) {
    Cell cell = block_column_cell(block, row);
    if (!cell_is_large(cell) || cell_state(cell) != STATE_VALUE) return cell;
    return add_large(column, block->large[cell_large_place(cell)]);
}

/* At most to the end of a page. false: the values have different decimals, or others than the page. */
static bool append_whole(Column *column, const BlockPart *part) {
    PartSurvey found = page_survey(part);
    if (!found.is_uniform) return false;
    const ColumnPage *page = last_page(column, found.need);
    if (page_is_narrow(page) && page->decimals != found.need.decimals && !found.is_zero) return false;
    page_put_part(page, column->count % PAGE_ROWS, part);
    column->count += part->count;
    return true;
}

static void append_part(Column *column, const BlockColumn *block, size_t from, size_t count) {
    BlockPart part = {block->numbers + from, block->forms + from, count};
    if (!block->is_wide && append_whole(column, &part)) return;
    for (size_t i = from; i < from + count; i++)
        column_add(column, own_cell(column, block, i));
}

void column_append(Column *column, const BlockColumn *block, size_t count) {
    size_t room = PAGE_ROWS - column->count % PAGE_ROWS;
    size_t first = count < room ? count : room;
    if (first > 0) append_part(column, block, 0, first);
    if (count > first) append_part(column, block, first, count - first);
}

static void load_cells(const Column *column, size_t first, size_t count, BlockColumn *block) {
    for (size_t i = 0; i < count; i++)
        block_column_set(block, i, column_cell(column, first + i));
}

static void load_same(Cell cell, size_t count, BlockColumn *block) {
    block_column_set(block, 0, cell);
    for (size_t i = 1; block->is_wide && i < count; i++)
        block->cells[i] = cell;
    for (size_t i = 1; !block->is_wide && i < count; i++)
        block->numbers[i] = (int32_t)cell_mantissa(cell);
    if (!block->is_wide) memset(block->forms, cell_form(cell), count);
}

/* Rows of one slice that follow from others. */
static void load_slice(const ColumnLookup *lookup, size_t first, size_t count, int32_t *numbers,
                       uint8_t *forms) {
    uint8_t form = (uint8_t)(lookup->number_decimals << DECIMAL_SHIFT);
    size_t skipped = first % SLICE_ROWS;
    LookupSlots at;
    lookup_slots(lookup, first - skipped, &at);
    for (size_t i = 0; i < count; i++)
        numbers[i] = lookup->numbers[at.slots[skipped + i]];
    for (size_t i = 0; i < count; i++)
        forms[i] = at.states[skipped + i] ? at.states[skipped + i] : form;
}

static void load_lookup(const ColumnLookup *lookup, size_t first, size_t count, int32_t *numbers,
                        uint8_t *forms) {
    for (size_t done = 0, some; done < count; done += some) {
        size_t room = SLICE_ROWS - (first + done) % SLICE_ROWS;
        some = count - done < room ? count - done : room;
        load_slice(lookup, first + done, some, numbers + done, forms + done);
    }
}

/* Rows of one block; false: they are not of 32 bits. */
static bool load_numbers(const Column *column, size_t first, size_t count, int32_t *numbers, uint8_t *forms) {
    if (column->lookup && column->lookup->numbers) {
        load_lookup(column->lookup, first, count, numbers, forms);
        return true;
    }
    const ColumnPage *page = column->pages ? &column->pages[first / PAGE_ROWS] : NULL;
    if (!page || !page_is_narrow(page)) return false;
    page_load(page, first % PAGE_ROWS, count, numbers, forms, (uint8_t)(page->decimals << DECIMAL_SHIFT));
    return true;
}

void column_load(const Column *column, size_t first, size_t count, BlockColumn *block) {
    block_column_clear(block);
    block->count = count;
    block->large = column->large;
    block->large_count = block->large_capacity = column->large_count;
    if (count == 0 || load_numbers(column, first, count, block->numbers, block->forms)) return;
    if (column->is_same)
        load_same(column->same, count, block);
    else
        load_cells(column, first, count, block);
}

/* Rows of one block. */
static void block_cells(const Column *column, size_t first, size_t count, Cell *cells) {
    int32_t numbers[BLOCK_ROWS];
    uint8_t forms[BLOCK_ROWS];
    bool is_small = load_numbers(column, first, count, numbers, forms);
    for (size_t i = 0; is_small && i < count; i++)
        cells[i] = cell_of_form(numbers[i], forms[i]);
    for (size_t i = 0; !is_small && i < count; i++)
        cells[i] = column_cell(column, first + i);
}

void column_cells(const Column *column, size_t first, size_t count, Cell *cells) {
    for (size_t done = 0, some; done < count; done += some) {
        size_t room = BLOCK_ROWS - (first + done) % BLOCK_ROWS;
        some = count - done < room ? count - done : room;
        block_cells(column, first + done, some, cells + done);
    }
}

/* ---- slices */

/* Whatever a page of this width holds fits 32 bits with the decimals of all. */
static bool page_has_slices(const ColumnPage *page, unsigned decimals) {
    int64_t most = page->width == 1 ? INT8_MAX : page->width == 2 ? INT16_MAX : INT32_MAX;
    return decimals - page->decimals < 10 && most * powers_of_ten[decimals - page->decimals] <= INT32_MAX;
}

bool column_has_slices(const Column *column, unsigned *decimals) {
    *decimals = 0;
    if (column->is_same) {
        int64_t mantissa = cell_mantissa(column->same);
        *decimals = cell_decimals(column->same);
        return !cell_is_large(column->same) && mantissa == (int32_t)mantissa;
    }
    if (column->lookup) return false;
    for (size_t i = 0; i < column->page_count; i++)
        if (column->pages[i].decimals > *decimals) *decimals = column->pages[i].decimals;
    for (size_t i = 0; i < column->page_count; i++)
        if (!page_is_narrow(&column->pages[i]) || !page_has_slices(&column->pages[i], *decimals))
            return false;
    return true;
}

static void slice_same(const Column *column, size_t count, ColumnSlice *slice) {
    for (size_t i = 0; i < count; i++)
        slice->numbers[i] = (int32_t)cell_mantissa(column->same);
    memset(slice->states, cell_state(column->same), count);
}

static void slice_page(const ColumnPage *page, size_t at, size_t count, unsigned decimals,
                       ColumnSlice *slice) {
    page_load(page, at, count, slice->numbers, slice->states, STATE_VALUE);
    if (page->decimals == decimals) return;
    int32_t factor = (int32_t)powers_of_ten[decimals - page->decimals];
    for (size_t i = 0; i < count; i++)
        slice->numbers[i] *= factor;
}

void column_slice(const Column *column, unsigned decimals, size_t first, ColumnSlice *slice) {
    size_t rest = first < column->count ? column->count - first : 0;
    size_t count = rest < SLICE_ROWS ? rest : SLICE_ROWS;
    if (column->is_same)
        slice_same(column, count, slice);
    else if (count > 0)
        slice_page(&column->pages[first / PAGE_ROWS], first % PAGE_ROWS, count, decimals, slice);
    memset(slice->numbers + count, 0, (SLICE_ROWS - count) * sizeof *slice->numbers);
    memset(slice->states + count, STATE_MISSING, SLICE_ROWS - count);
}

/* ---- lookups */

static void add_categories(const ColumnLookup *lookup, size_t first, LookupSlots *at) {
    ColumnSlice categories;
    column_slice(lookup->categories, 0, first, &categories);
    for (size_t i = 0; i < SLICE_ROWS; i++)
        at->slots[i] = (uint32_t)categories.numbers[i];
    memcpy(at->states, categories.states, SLICE_ROWS);
}

static void add_values(const ColumnLookup *lookup, size_t first, LookupSlots *at) {
    ColumnSlice values;
    column_slice(lookup->values, lookup->decimals, first, &values);
    for (size_t i = 0; i < SLICE_ROWS; i++)
        at->slots[i] = at->slots[i] * lookup->width + ((uint32_t)values.numbers[i] - (uint32_t)lookup->low);
    for (size_t i = 0; i < SLICE_ROWS; i++)
        at->states[i] = at->states[i] > values.states[i] ? at->states[i] : values.states[i];
}

/* Who is not chosen is not looked at. */
static void leave_unchosen(const ColumnLookup *lookup, size_t first, LookupSlots *at) {
    ColumnSlice chosen;
    column_slice(lookup->chosen, 0, first, &chosen);
    for (size_t i = 0; i < SLICE_ROWS; i++) {
        if (chosen.states[i] != STATE_VALUE)
            at->states[i] = chosen.states[i];
        else if (chosen.numbers[i] == 0)
            at->states[i] = STATE_NOT_APPLICABLE;
    }
}

void lookup_slots(const ColumnLookup *lookup, size_t first, LookupSlots *at) {
    uint32_t none = lookup_size(lookup);
    if (lookup->categories)
        add_categories(lookup, first, at);
    else
        memset(at, 0, sizeof *at);
    if (lookup->values) add_values(lookup, first, at);
    if (lookup->chosen) leave_unchosen(lookup, first, at);
    for (size_t i = 0; i < SLICE_ROWS; i++)
        at->slots[i] = at->states[i] == STATE_VALUE ? at->slots[i] : none;
}

void column_join(Column *column, const Column *other, BlockColumn *room) {
    for (size_t first = 0; first < other->count; first += SLICE_ROWS) {
        size_t rest = other->count - first, count = rest < SLICE_ROWS ? rest : SLICE_ROWS;
        column_load(other, first, count, room);
        column_append(column, room, count);
    }
}
