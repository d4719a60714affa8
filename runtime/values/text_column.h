/* The keys or names of all units, one behind the other in large blocks: four bytes a text and its bytes. */
#ifndef RUNTIME_VALUES_TEXT_COLUMN_H
#define RUNTIME_VALUES_TEXT_COLUMN_H

#include "base/text.h"

enum {
    TEXT_PAGE_ROWS = 1024,
    TEXT_SLACK = 32, /* bytes that can be read from where a text begins, however short it is */
};

/* Each text begins with its length: a byte, or 255 and eight bytes, or 254 and where it lies. */
typedef struct TextPage {
    const char *bytes;
    uint32_t *starts; /* in `bytes`; TEXT_PAGE_ROWS */
} TextPage;

typedef struct TextColumn {
    TextPage *pages;
    size_t page_count, page_capacity;
    size_t count;
    char *free; /* behind the last text */
    size_t room, chunk;
    Arena *arena;
} TextColumn;

TextColumn text_column_new(Arena *arena);
void text_column_add(TextColumn *column, Text text);
/* All of another column, behind those there are. */
void text_column_join(TextColumn *column, const TextColumn *other);
Text text_column_get(const TextColumn *column, size_t row);
/* Asks for what text_column_get needs of rows anywhere: first for where the texts stand, then, where that has
 * arrived, for the texts. */
void text_column_ask_places(const TextColumn *column, const uint32_t *rows, size_t count);
void text_column_ask_texts(const TextColumn *column, const uint32_t *rows, size_t count);

#endif
