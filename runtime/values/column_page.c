#include "runtime/values/column_page.h"

#include "base/powers_of_ten.h"

__extension__ typedef __int128 Wide;

/* The least numbers of a width stand for states. */
enum { STATE_ITEMS = STATE_UNDEFINED + 1 };

/* ---- items */

static int64_t least_of(unsigned width) {
    return width == 1 ? INT8_MIN : width == 2 ? INT16_MIN : INT32_MIN;
}

static unsigned width_for(int64_t low, int64_t high) {
    if (low >= INT8_MIN + STATE_ITEMS && high <= INT8_MAX) return 1;
    if (low >= INT16_MIN + STATE_ITEMS && high <= INT16_MAX) return 2;
    return low >= INT32_MIN + STATE_ITEMS && high <= INT32_MAX ? 4 : sizeof(Cell);
}

static void put_item(const ColumnPage *page, size_t at, int64_t item) {
    switch (page->width) {
    case 1: ((int8_t *)page->items)[at] = (int8_t)item; return;
    case 2: ((int16_t *)page->items)[at] = (int16_t)item; return;
    default: ((int32_t *)page->items)[at] = (int32_t)item; return;
    }
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

void page_put(const ColumnPage *page, size_t at, Cell cell) {
    if (page_is_narrow(page))
        put_item(page, at, item_of(cell, page->width, page->decimals));
    else
        ((Cell *)page->items)[at] = cell;
}

void page_fill(const ColumnPage *page, size_t count, Cell cell) {
    for (size_t at = 0; at < count; at++)
        page_put(page, at, cell);
}

/* ---- pages that fit */

PageNeed page_need_of_span(int64_t low, int64_t high) {
    return (PageNeed){width_for(low, high), 0};
}

PageNeed page_need_of_cell(Cell cell, unsigned decimals) {
    if (cell_state(cell) != STATE_VALUE) return (PageNeed){1, decimals};
    if (cell_decimals(cell) > decimals) decimals = cell_decimals(cell);
    if (cell_is_large(cell)) return (PageNeed){sizeof(Cell), decimals};
    int64_t mantissa = mantissa_with(cell, decimals);
    return (PageNeed){width_for(mantissa, mantissa), decimals};
}

ColumnPage page_new(Arena *arena, PageNeed need) {
    return (ColumnPage){arena_alloc(arena, (size_t)need.width * PAGE_ROWS), (uint8_t)need.width,
                        (uint8_t)need.decimals};
}

static PageNeed need_of_both(PageNeed a, PageNeed b) {
    PageNeed both = a.width > b.width ? a : b;
    both.decimals = a.decimals > b.decimals ? a.decimals : b.decimals;
    return both;
}

/* More decimals may need more width. */
static PageNeed need_with_decimals(const ColumnPage *page, size_t count, PageNeed need) {
    for (size_t at = 0; page->decimals != need.decimals && at < count; at++)
        need = need_of_both(need, page_need_of_cell(page_cell(page, at), need.decimals));
    return need;
}

void page_fit(Arena *arena, ColumnPage *page, size_t count, PageNeed need) {
    need = need_of_both((PageNeed){page->width, page->decimals}, need);
    if (!page_is_narrow(page) || (need.width == page->width && need.decimals == page->decimals)) return;
    ColumnPage wider = page_new(arena, need_with_decimals(page, count, need));
    for (size_t at = 0; at < count; at++)
        page_put(&wider, at, page_cell(page, at));
    *page = wider;
}

/* ---- parts of blocks: loops of a fixed length become vector instructions */

enum { STATE_BITS = 3, DECIMAL_SHIFT = 3, RUN = 64 };

/* The span of mantissas, and the bits that some form and every form of a value has. */
typedef struct Bits {
    int32_t low, high;
    uint8_t some, every;
} Bits;

static inline void look_at(Bits *found, const int32_t *restrict numbers, const uint8_t *restrict forms,
                           size_t count) {
    int32_t low = found->low, high = found->high;
    uint8_t some = found->some, every = found->every;
    for (size_t i = 0; i < count; i++) {
        int32_t number = numbers[i], is_value = (forms[i] & STATE_BITS) == 0;
        number &= -is_value;
        low = number < low ? number : low;
        high = number > high ? number : high;
    }
    for (size_t i = 0; i < count; i++) {
        uint8_t form = forms[i], is_value = (form & STATE_BITS) == 0;
        some |= form & (uint8_t)-is_value;
        every &= form | (uint8_t)(is_value - 1);
    }
    *found = (Bits){low, high, some, every};
}

PartSurvey page_survey(const BlockPart *part) {
    Bits found = {0, 0, 0, 0xFF};
    size_t at = 0;
    for (; at + RUN <= part->count; at += RUN)
        look_at(&found, part->numbers + at, part->forms + at, RUN);
    look_at(&found, part->numbers + at, part->forms + at, part->count - at);
    return (PartSurvey){{width_for(found.low, found.high), found.some >> DECIMAL_SHIFT},
                        (found.some & found.every) == found.some,
                        found.low == 0 && found.high == 0};
}

#define PUT_ITEMS(name, Item, least)                                                                         \
    static inline void name##_some(Item *restrict items, const int32_t *restrict numbers,                    \
                                   const uint8_t *restrict forms, size_t count) {                            \
        for (size_t i = 0; i < count; i++) {                                                                 \
            Item number = (Item)numbers[i], state = (Item)(forms[i] & STATE_BITS);                           \
            items[i] = state ? (Item)(least + state) : number;                                               \
        }                                                                                                    \
    }                                                                                                        \
    static void name(Item *items, const BlockPart *part) {                                                   \
        size_t at = 0;                                                                                       \
        for (; at + RUN <= part->count; at += RUN)                                                           \
            name##_some(items + at, part->numbers + at, part->forms + at, RUN);                              \
        name##_some(items + at, part->numbers + at, part->forms + at, part->count - at);                     \
    }
PUT_ITEMS(put_1, int8_t, INT8_MIN)
PUT_ITEMS(put_2, int16_t, INT16_MIN)
PUT_ITEMS(put_4, int32_t, INT32_MIN)

void page_put_part(const ColumnPage *page, size_t at, const BlockPart *part) {
    switch (page->width) {
    case 1: put_1((int8_t *)page->items + at, part); return;
    case 2: put_2((int16_t *)page->items + at, part); return;
    case 4: put_4((int32_t *)page->items + at, part); return;
    default:
        for (size_t i = 0; i < part->count; i++)
            ((Cell *)page->items)[at + i] = cell_of_form(part->numbers[i], part->forms[i]);
    }
}

#define LOAD_ITEMS(name, Item, least)                                                                        \
    static inline void name##_some(const Item *restrict items, int32_t *restrict numbers,                    \
                                   uint8_t *restrict forms, size_t count, uint8_t form) {                    \
        for (size_t i = 0; i < count; i++)                                                                   \
            numbers[i] = items[i] < (Item)(least + STATE_ITEMS) ? 0 : items[i];                              \
        for (size_t i = 0; i < count; i++)                                                                   \
            forms[i] = items[i] < (Item)(least + STATE_ITEMS) ? (uint8_t)(items[i] - (least)) : form;        \
    }                                                                                                        \
    static void name(const Item *items, int32_t *numbers, uint8_t *forms, size_t count, uint8_t form) {      \
        size_t at = 0;                                                                                       \
        for (; at + RUN <= count; at += RUN)                                                                 \
            name##_some(items + at, numbers + at, forms + at, RUN, form);                                    \
        name##_some(items + at, numbers + at, forms + at, count - at, form);                                 \
    }
LOAD_ITEMS(load_1, int8_t, INT8_MIN)
LOAD_ITEMS(load_2, int16_t, INT16_MIN)
LOAD_ITEMS(load_4, int32_t, INT32_MIN)

void page_load(const ColumnPage *page, size_t at, size_t count, int32_t *numbers, uint8_t *forms,
               uint8_t form) {
    switch (page->width) {
    case 1: load_1((const int8_t *)page->items + at, numbers, forms, count, form); return;
    case 2: load_2((const int16_t *)page->items + at, numbers, forms, count, form); return;
    default: load_4((const int32_t *)page->items + at, numbers, forms, count, form); return;
    }
}
