/* Neighbouring columns whose usual cells are read alike, many at once. What a cell is worth is decided in
 * cell_read.h alone; what is here gives the same or leaves the cell to others. */
#ifndef RUNTIME_READING_CELL_RUN_H
#define RUNTIME_READING_CELL_RUN_H

#include "runtime/reading/cell_quick.h"

enum {
    CELL_RUN_CELLS = 32,   /* of one byte, by AVX-512 */
    CELL_RUN_NUMBERS = 16, /* and all others */
    CELL_RUN_ROWS = 16,
};

typedef enum CellRunKind {
    RUN_NUMBERS,       /* of at most QUICK_DIGITS bytes */
    RUN_WHOLE_NUMBERS, /* the same, where only whole ones are legal: mostly short */
    RUN_SIGNS,         /* cells of one byte: yes or no, options */
} CellRunKind;

/* Bit i of a mask, and element i of an array: the column first + i of the file. */
typedef struct CellRun {
    CellRunKind kind;
    uint32_t first, count;
    uint32_t is_last; /* of the row */
    uint32_t inputs[CELL_RUN_CELLS];
    /* empty cells that were read before and are good; all signs of a run have the same */
    uint32_t knows_empty;
    int32_t empty_numbers[CELL_RUN_CELLS];
    uint8_t empty_forms[CELL_RUN_CELLS];
    char decimal;
    uint8_t whole_forms[CELL_RUN_NUMBERS]; /* of numbers without a decimal mark */
    int32_t whole_lows[CELL_RUN_NUMBERS], whole_highs[CELL_RUN_NUMBERS];
    /* in units of 10^-(QUICK_DIGITS - 1) of what is written */
    int64_t lows[CELL_RUN_NUMBERS], highs[CELL_RUN_NUMBERS];
    /* A multiple of a step 2^turn × odd, times the inverse of odd, turned: at most step_highs; no other
     * number is. */
    bool has_steps;
    uint64_t step_inverses[CELL_RUN_NUMBERS], step_turns[CELL_RUN_NUMBERS], step_highs[CELL_RUN_NUMBERS];
    /* of texts of one byte, by the four low bits of it: the byte, and what it is worth. An entry whose byte
     * ends otherwise is free. */
    uint8_t signs[16], sign_forms[16];
    int8_t sign_numbers[16];
} CellRun;

/* Cells of a run in a few rows, and where they go. */
typedef struct CellTile {
    const char *bytes;
    const uint32_t *starts; /* of the first cell; in the next row `columns` further on */
    size_t columns, rows;
    uint32_t has_return;              /* cells with a carriage return behind them */
    int32_t *numbers[CELL_RUN_CELLS]; /* room for CELL_RUN_ROWS each */
    uint8_t *forms[CELL_RUN_CELLS];
    uint32_t left[CELL_RUN_ROWS]; /* per row the cells that are not decided */
} CellTile;

enum { CELL_TILE_AHEAD = 128 }; /* bytes behind the start of a cell that may be looked at */

/* The columns from `first` on that make one run, with at most so many signs; count 0: that one makes none. */
CellRun cell_run_new(const CellReader *reader, const CellQuick *columns, size_t first, size_t count,
                     size_t most_signs);
/* A text of no or one byte has been read. */
void cell_run_learn(CellRun *run, size_t cell, Text text, Cell found);

#endif
