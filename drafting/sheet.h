/* A paper with headings, lines and tables whose cells hold several lines; written as Markdown or as HTML that
 * prints well on A4. */
#ifndef DRAFTING_SHEET_H
#define DRAFTING_SHEET_H

#include "drafting/words_rule.h"

typedef enum SheetKind { SHEET_TITLE, SHEET_HEADING, SHEET_LINE, SHEET_TABLE } SheetKind;

typedef struct SheetRow {
    WordLines *cells;
    bool is_strong; /* a group, not a criterion */
} SheetRow;

typedef struct SheetPart {
    SheetKind kind;
    Text text;           /* of what is no table */
    const char *columns; /* a letter each: `n` number, `m` maximum, `h` name, `l` text, `w` `v` wide texts */
    size_t width;        /* how many columns */
    SheetRow *rows;      /* the first is the head */
    size_t count, capacity;
} SheetPart;

typedef struct Sheet {
    Arena *arena;
    SheetPart *parts;
    size_t count, capacity;
} Sheet;

Sheet sheet_new(Arena *arena);
void sheet_add(Sheet *sheet, SheetKind kind, Text text); /* nothing for an empty text */
/* Starts a table; its rows follow. `columns` is borrowed. */
void sheet_add_table(Sheet *sheet, const char *columns);
/* The cells of the next row of the last table, to be filled. */
WordLines *sheet_add_row(Sheet *sheet, bool is_strong);

void sheet_write_markdown(const Sheet *sheet, TextBuilder *out);
/* `language`: as HTML names it. */
void sheet_write_html(const Sheet *sheet, const char *language, TextBuilder *out);

#endif
