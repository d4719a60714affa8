/* The rows at hand: read, computed with, and then forgotten. */
#ifndef RUNTIME_VALUES_BLOCK_H
#define RUNTIME_VALUES_BLOCK_H

#include "base/text.h"
#include "runtime/values/block_column.h"

/* A category input declared `text`: its values in the order in which they first appear. */
typedef struct Categories {
    Text *texts; /* NFC, trimmed */
    size_t count, capacity;
} Categories;

/* One input in a block of rows. */
typedef struct BlockInput {
    BlockColumn
        values;  /* numbers, yes/no, dates, options (index), text categories (index into `categories`) */
    Text *texts; /* INPUT_KEY and INPUT_NAME: BLOCK_ROWS of them, as given, trimmed; else NULL */
    Categories categories; /* INPUT_TEXT: those of all rows so far */
} BlockInput;

typedef struct Block {
    size_t row_count;      /* at most BLOCK_ROWS */
    BlockInput *inputs;    /* plan->input_count */
    uint64_t *lines;       /* line of each row in the file */
    uint32_t *key_columns; /* column in the line where each key begins, unless it is the first */
    bool has_key_columns;
    uint32_t input_count;
    char *text_bytes; /* of keys and names */
    size_t text_used;
    size_t text_rows, settled_rows; /* rows with texts, and how many of them are copies */
    Arena *scratch;                 /* of large numbers and long texts; reset when the block is emptied */
} Block;

Block block_new(const Plan *plan, Arena *arena);
void block_free(Block *block);
/* For the rows that come next. */
void block_clear(Block *block);
/* Copies texts that lie where other bytes may come to lie. */
void block_settle_texts(Block *block);
/* A copy that lives as long as the rows. */
Text block_keep_text(Block *block, Text text);

#endif
