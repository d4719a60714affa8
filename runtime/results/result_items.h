/* Values of the rows at hand as whole numbers of 32 bits with the same decimals, whatever the pages of their
 * column hold. */
#ifndef RUNTIME_RESULTS_RESULT_ITEMS_H
#define RUNTIME_RESULTS_RESULT_ITEMS_H

#include "runtime/values/column.h"

/* Loops over all ITEM_ROWS, used or not, are those that compilers turn into vector instructions. */
enum { ITEM_ROWS = 128 };

/* The rows from `begin` to before `end` of ITEM_ROWS rows: any, or those from `first`, a multiple of
 * ITEM_ROWS. */
typedef struct ItemSpan {
    const uint32_t *rows; /* NULL: consecutive */
    uint32_t first;
    uint32_t begin, end;
} ItemSpan;

/* Consecutive rows of `count`. */
static inline ItemSpan item_span(size_t first, size_t count) {
    size_t rest = count - first;
    return (ItemSpan){NULL, (uint32_t)first, 0, rest < ITEM_ROWS ? (uint32_t)rest : ITEM_ROWS};
}
static inline uint32_t item_span_row(const ItemSpan *span, size_t i) {
    return span->rows ? span->rows[i] : span->first + (uint32_t)i;
}

typedef struct ResultItems {
    int32_t numbers[ITEM_ROWS]; /* outside the span: anything that was in the column, or 0 */
    unsigned decimals;
} ResultItems;

/* The least numbers stand for states. */
static inline bool item_is_state(int32_t number) {
    return number <= INT32_MIN + STATE_UNDEFINED;
}
static inline ValueState item_state(int32_t number) {
    return item_is_state(number) ? (ValueState)(number - INT32_MIN) : STATE_VALUE;
}

/* What there is to know of all pages of a column. */
typedef struct ItemPages {
    bool is_narrow;           /* there are pages, and none holds whole cells */
    bool is_uniform;          /* all pages have this width and these decimals */
    unsigned width, decimals; /* the most of them */
} ItemPages;

/* What there is to know of a column before rows from anywhere are loaded. */
typedef struct ItemSource {
    const Column *column; /* NULL: every row has the cell `same` */
    Cell same;
    ItemPages pages;
    ItemPages values, categories, chosen; /* of what it follows from */
} ItemSource;

ItemSource item_source(const Column *column);
ItemSource item_source_of_same(Cell same);
static inline Cell item_source_cell(const ItemSource *source, uint32_t row) {
    return source->column ? column_cell(source->column, row) : source->same;
}
/* false: some values are no such numbers, or the column has no such rows (consecutive ones; others must be
 * there). */
bool result_items_load(ResultItems *items, const ItemSource *source, const ItemSpan *span);

#endif
