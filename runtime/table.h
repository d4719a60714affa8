/* The data of one run: one column per input of the plan, and where each unit stood in the file. */
#ifndef RUNTIME_TABLE_H
#define RUNTIME_TABLE_H

#include "base/diagnostic.h"
#include "lang/plan.h"
#include "runtime/cell.h"

/* A category input declared `text`: its values in the order in which they first appear. */
typedef struct Categories {
    Text *texts; /* NFC, trimmed */
    size_t count, capacity;
} Categories;

typedef struct TableColumn {
    Column values; /* numbers, yes/no, dates, options (index), text categories (index into `categories`) */
    Text *texts;   /* INPUT_KEY and INPUT_NAME: as given, trimmed; else NULL */
    Categories categories; /* INPUT_TEXT */
} TableColumn;

typedef struct Table {
    Text file;
    size_t row_count;
    TableColumn *columns;  /* plan->input_count */
    uint32_t *lines;       /* line of each row in the file; rows beyond UINT32_MAX lines: 0 */
    Text *unknown_headers; /* columns of the file that no input names */
    size_t unknown_header_count;
    size_t blank_trimmed; /* cells with blanks around them [F1.9] */
    uint64_t bytes_read;
    Arena *arena;
} Table;

/* Where data comes from. Returns the number of bytes put into `buffer` (at most `size`), 0 at the end, -1 on
 * failure (the reader then reports nothing: the caller knows). May return fewer bytes than asked. */
typedef struct DataInput {
    Text name;
    uint64_t size; /* bytes that are to come, as far as known; 0: not known. Results do not depend on it. */
    long (*read)(void *user, char *buffer, size_t size);
    void *user;
    /* called now and then with the number of rows so far; may be NULL; returning false stops the run */
    bool (*progress)(void *user, size_t rows);
} DataInput;

typedef struct ReadLimits {
    uint64_t data_bytes, rows;
    size_t columns, field_bytes;
} ReadLimits;

/* How rows are read; results and messages do not depend on it. */
typedef enum ReadPath { READ_FASTEST, READ_ROW_BY_ROW, READ_PLAIN, READ_AVX2, READ_AVX512 } ReadPath;

typedef struct ReadOptions {
    size_t header_row; /* 1: the first line [F1.10] */
    bool strict;       /* warnings about the data become errors */
    bool allow_empty;
    ReadLimits limits;
    ReadPath path;
} ReadOptions;

#define READ_LIMITS_DEFAULT ((ReadLimits){64ULL << 30, 2000000000, 4096, 64 << 10})

#endif
