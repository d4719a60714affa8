#include "runtime/values/text_column.h"

#include <stdint.h>
#include <string.h>

/* Texts up to LONGEST bytes stand in the page, so that a page stays below 4 GiB. */
enum { FIRST_CHUNK = 1 << 10, LARGEST_CHUNK = 1 << 20, LONGEST = 1 << 20, LONG = 255, ELSEWHERE = 254 };

TextColumn text_column_new(Arena *arena) {
    return (TextColumn){.arena = arena, .chunk = FIRST_CHUNK};
}

static size_t size_of(Text text) {
    if (text.len < ELSEWHERE) return 1 + text.len;
    return 1 + sizeof(uint64_t) + (text.len <= LONGEST ? text.len : sizeof(char *));
}

/* The texts of a page stand together: those of the last page move with it. */
static void add_chunk(TextColumn *column, size_t size) {
    TextPage *page = &column->pages[column->page_count - 1];
    size_t used = column->count % TEXT_PAGE_ROWS ? (size_t)(column->free - page->bytes) : 0;
    while (column->chunk < 2 * (used + size))
        column->chunk *= 2;
    char *bytes = arena_alloc(column->arena, column->chunk + TEXT_SLACK);
    if (used > 0) memcpy(bytes, page->bytes, used);
    page->bytes = bytes;
    column->free = bytes + used;
    column->room = column->chunk - used;
    if (column->chunk < LARGEST_CHUNK) column->chunk *= 2;
}

static char *put_length(char *out, size_t len) {
    uint64_t size = len;
    if (len < ELSEWHERE) {
        *out = (char)len;
        return out + 1;
    }
    *out = (char)(unsigned char)(len <= LONGEST ? LONG : ELSEWHERE);
    memcpy(out + 1, &size, sizeof size);
    return out + 1 + sizeof size;
}

static void put(TextColumn *column, Text text) {
    char *out = put_length(column->free, text.len);
    if (text.len > LONGEST) {
        const char *elsewhere = arena_copy(column->arena, text.bytes, text.len);
        memcpy(out, &elsewhere, sizeof elsewhere);
    } else if (text.len > 0) {
        memcpy(out, text.bytes, text.len);
    }
}

/* The page of the next text, with room for so many bytes. */
static TextPage *page_for(TextColumn *column, size_t size) {
    if (column->count % TEXT_PAGE_ROWS == 0) {
        TextPage page = {column->free, arena_alloc(column->arena, TEXT_PAGE_ROWS * sizeof(uint32_t))};
        ARENA_PUSH(column->arena, column->pages, column->page_count, column->page_capacity, page);
    }
    if (size > column->room) add_chunk(column, size);
    return &column->pages[column->page_count - 1];
}

void text_column_add(TextColumn *column, Text text) {
    size_t at = column->count % TEXT_PAGE_ROWS, size = size_of(text);
    TextPage *page = page_for(column, size);
    page->starts[at] = (uint32_t)(column->free - page->bytes);
    put(column, text);
    column->free += size;
    column->room -= size;
    column->count++;
}

/* ---- many at once */

/* The bytes behind the last text of a row, length and all. */
static const char *end_of(const TextColumn *column, size_t row) {
    const TextPage *page = &column->pages[row / TEXT_PAGE_ROWS];
    Text text = text_column_get(column, row);
    return page->bytes + page->starts[row % TEXT_PAGE_ROWS] + size_of(text);
}

static bool has_texts_elsewhere(const TextColumn *column, size_t first, size_t count) {
    for (size_t row = first; row < first + count; row++)
        if (text_column_get(column, row).len > LONGEST) return true;
    return false;
}

/* Rows of one page, which stand together, into one page. */
static void join_rows(TextColumn *column, const TextColumn *other, size_t first, size_t count) {
    const TextPage *from = &other->pages[first / TEXT_PAGE_ROWS];
    const uint32_t *starts = from->starts + first % TEXT_PAGE_ROWS;
    size_t size = (size_t)(end_of(other, first + count - 1) - (from->bytes + starts[0]));
    TextPage *page = page_for(column, size);
    uint32_t *places = page->starts + column->count % TEXT_PAGE_ROWS;
    uint32_t move = (uint32_t)(column->free - page->bytes) - starts[0];
    memcpy(column->free, from->bytes + starts[0], size);
    for (size_t i = 0; i < count; i++)
        places[i] = starts[i] + move;
    column->free += size;
    column->room -= size;
    column->count += count;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

void text_column_join(TextColumn *column, const TextColumn *other) {
    for (size_t row = 0, count; row < other->count; row += count) {
        size_t here = TEXT_PAGE_ROWS - column->count % TEXT_PAGE_ROWS,
               there = TEXT_PAGE_ROWS - row % TEXT_PAGE_ROWS;
        count = smaller(smaller(here, there), other->count - row);
        bool is_simple = !has_texts_elsewhere(other, row, count);
        if (is_simple) join_rows(column, other, row, count);
        for (size_t i = 0; i < count && !is_simple; i++)
            text_column_add(column, text_column_get(other, row + i));
    }
}

Text text_column_get(const TextColumn *column, size_t row) {
    const TextPage *page = &column->pages[row / TEXT_PAGE_ROWS];
    const char *start = page->bytes + page->starts[row % TEXT_PAGE_ROWS];
    unsigned char first = (unsigned char)*start;
    if (first < ELSEWHERE) return (Text){start + 1, first};
    uint64_t len;
    memcpy(&len, start + 1, sizeof len);
    const char *bytes = start + 1 + sizeof len;
    if (first == ELSEWHERE) memcpy((void *)&bytes, bytes, sizeof(char *));
    return (Text){bytes, (size_t)len};
}

void text_column_ask_places(const TextColumn *column, const uint32_t *rows, size_t count) {
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(&column->pages[rows[i] / TEXT_PAGE_ROWS].starts[rows[i] % TEXT_PAGE_ROWS]);
}

void text_column_ask_texts(const TextColumn *column, const uint32_t *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const TextPage *page = &column->pages[rows[i] / TEXT_PAGE_ROWS];
        const char *start = page->bytes + page->starts[rows[i] % TEXT_PAGE_ROWS];
        __builtin_prefetch(start);
        __builtin_prefetch(start + TEXT_SLACK);
    }
}
