#include "runtime/text_column.h"

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

void text_column_add(TextColumn *column, Text text) {
    size_t at = column->count % TEXT_PAGE_ROWS, size = size_of(text);
    if (at == 0) {
        TextPage page = {column->free, arena_alloc(column->arena, TEXT_PAGE_ROWS * sizeof(uint32_t))};
        ARENA_PUSH(column->arena, column->pages, column->page_count, column->page_capacity, page);
    }
    if (size > column->room) add_chunk(column, size);
    TextPage *page = &column->pages[column->page_count - 1];
    page->starts[at] = (uint32_t)(column->free - page->bytes);
    put(column, text);
    column->free += size;
    column->room -= size;
    column->count++;
}

Text text_column_get(const TextColumn *column, size_t row) {
    const TextPage *page = &column->pages[row / TEXT_PAGE_ROWS];
    const char *start = page->bytes + page->starts[row % TEXT_PAGE_ROWS];
    unsigned char first = (unsigned char)*start;
    if (first < ELSEWHERE) return (Text){start + 1, first};
    uint64_t len;
    memcpy(&len, start + 1, sizeof len);
    const char *bytes = start + 1 + sizeof len;
    if (first == ELSEWHERE) memcpy(&bytes, bytes, sizeof bytes);
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
