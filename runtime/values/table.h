/* The data of one run: what is kept of all units, and where it comes from. */
#ifndef RUNTIME_VALUES_TABLE_H
#define RUNTIME_VALUES_TABLE_H

#include "base/diagnostic.h"
#include "lang/plan.h"
#include "runtime/values/block.h"
#include "runtime/values/column.h"
#include "runtime/values/text_column.h"

/* Rows from here on stand in lines that follow each other. */
typedef struct LineRun {
    size_t row;
    uint64_t line;
} LineRun;

typedef struct TableColumn {
    Column values;     /* of all units, or of none, where nothing needs them behind the first stage */
    TextColumn *texts; /* INPUT_KEY and INPUT_NAME; else NULL */
    Categories categories;
    bool is_kept;
} TableColumn;

typedef struct Table {
    Text file;
    size_t row_count;
    TableColumn *columns; /* plan->input_count */
    uint32_t column_count;
    LineRun *lines;
    size_t line_count, line_capacity;
    Column key_columns;    /* column in the line where each key begins; none: the first */
    Text *unknown_headers; /* columns of the file that no input names */
    size_t unknown_header_count;
    size_t blank_trimmed; /* cells with blanks around them [F1.9] */
    uint64_t bytes_read;
    Arena *arena;
} Table;

/* `kept`: per input, or NULL for all. */
Table table_new(const Plan *plan, Text file, const bool *kept, Arena *arena);
/* Keeps the rows of a block, behind those there are. */
void table_append(Table *table, const Block *block);
/* Keeps the rows of another table of the same plan, behind those there are. */
void table_join(Table *table, const Table *other, BlockColumn *room);
/* The line of a row, or where the next one is expected; 0: nowhere. */
uint64_t table_line(const Table *table, size_t row);
/* The column in its line where the key of a row begins. */
size_t table_key_column(const Table *table, size_t row);

/* What is done with the rows of a block before they are forgotten. */
typedef struct BlockTaker {
    void (*take)(void *user, Block *block);
    void *user;
} BlockTaker;

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
    bool allow_extra; /* columns that no input names are not worth a warning */
    ReadLimits limits;
    ReadPath path;
    size_t chunk_bytes; /* that one thread reads at a time; 0: a good number */
} ReadOptions;

#define READ_LIMITS_DEFAULT ((ReadLimits){64ULL << 30, 2000000000, 4096, 64 << 10})

#endif
