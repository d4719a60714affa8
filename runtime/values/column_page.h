/* The values of some thousand units of one column, in as few bytes as they need. */
#ifndef RUNTIME_VALUES_COLUMN_PAGE_H
#define RUNTIME_VALUES_COLUMN_PAGE_H

#include "runtime/values/block_column.h"

enum { PAGE_ROWS = 8 * BLOCK_ROWS };

/* The values of PAGE_ROWS units. Up to four bytes an item is a mantissa, and the least numbers of its width
 * are states; eight bytes are a Cell. */
typedef struct ColumnPage {
    void *items;
    uint8_t width;    /* bytes of an item: 1, 2, 4 or 8 */
    uint8_t decimals; /* of all mantissas */
} ColumnPage;

/* What cells need: the least page that holds them. */
typedef struct PageNeed {
    unsigned width, decimals;
} PageNeed;

/* For whole numbers without decimals. */
PageNeed page_need_of_span(int64_t low, int64_t high);
/* In a page that has `decimals` already. */
PageNeed page_need_of_cell(Cell cell, unsigned decimals);

ColumnPage page_new(Arena *arena, PageNeed need);
/* Makes the page hold what is needed; its first `count` items stay. */
void page_fit(Arena *arena, ColumnPage *page, size_t count, PageNeed need);
/* The page must fit the cell. */
void page_put(const ColumnPage *page, size_t at, Cell cell);
/* `count` times the same. */
void page_fill(const ColumnPage *page, size_t count, Cell cell);

static inline bool page_is_narrow(const ColumnPage *page) {
    return page->width < sizeof(Cell);
}

static inline Cell page_item_cell(int64_t item, int64_t least, unsigned decimals) {
    return item - least <= STATE_UNDEFINED ? cell_without_value((ValueState)(item - least))
                                           : cell_from_decimal(item, decimals);
}

static inline Cell page_cell(const ColumnPage *page, size_t at) {
    switch (page->width) {
    case 1: return page_item_cell(((const int8_t *)page->items)[at], INT8_MIN, page->decimals);
    case 2: return page_item_cell(((const int16_t *)page->items)[at], INT16_MIN, page->decimals);
    case 4: return page_item_cell(((const int32_t *)page->items)[at], INT32_MIN, page->decimals);
    default: return ((const Cell *)page->items)[at];
    }
}

/* Some rows of a block that is not wide. */
typedef struct BlockPart {
    const int32_t *numbers;
    const uint8_t *forms;
    size_t count;
} BlockPart;

/* What a part has in common. */
typedef struct PartSurvey {
    PageNeed need;
    bool is_uniform; /* all values have the same decimals */
    bool is_zero;    /* all values are 0 */
} PartSurvey;

PartSurvey page_survey(const BlockPart *part);
/* The page must fit the part, and have its decimals where its values are not 0. */
void page_put_part(const ColumnPage *page, size_t at, const BlockPart *part);
/* Of a narrow page: 0 where there is no value; a value has the form `form`. */
void page_load(const ColumnPage *page, size_t at, size_t count, int32_t *numbers, uint8_t *forms,
               uint8_t form);

#endif
