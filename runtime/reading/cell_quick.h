/* Cells of one input for many rows at once: the usual ones straight from their bytes [F2]. What a cell is
 * worth is decided in cell_read.h alone; what is here gives the same or leaves the cell to others. */
#ifndef RUNTIME_READING_CELL_QUICK_H
#define RUNTIME_READING_CELL_QUICK_H

#include "runtime/reading/cell_read.h"
#include "runtime/reading/csv_index.h"

enum {
    QUICK_DIGITS = 8,
    QUICK_DECIMALS = QUICK_DIGITS + 2, /* 85.5 is 0.855 */
    QUICK_SLOTS = 64,
    QUICK_TEXT = 40, /* bytes of a text that is remembered */
};

/* Which mantissas with a number of decimals are legal: low..high, multiples of `step`. */
typedef struct QuickRange {
    int64_t low, high, step;
} QuickRange;

/* A text that was read before, and its cell. */
typedef struct QuickSlot {
    Cell cell;
    uint8_t len; /* 0: none yet */
    char bytes[QUICK_TEXT];
} QuickSlot;

typedef struct CellQuick {
    bool is_input;
    uint32_t input;
    PlanInputType type;
    char decimal;
    bool reads_numbers; /* digits are neither tokens nor under a rule that needs more than 64 bits */
    QuickRange ranges[QUICK_DECIMALS];
    bool knows_empty; /* an empty cell was read before and is good */
    Cell empty;
    Cell of_byte[256]; /* of texts of one byte */
    QuickSlot *slots;
} CellQuick;

CellQuick cell_quick_new(CellReader *reader, uint32_t input);
/* [F1.9] Blanks that are cut off are counted elsewhere. */
static inline bool cell_quick_has_blanks(Text text) {
    return text.len > 0 && (text.bytes[0] == ' ' || text.bytes[0] == '\t' || text.bytes[text.len - 1] == ' ');
}
/* May a text direction control be in it [F2.14]? Each of them draws a warning. Eight bytes behind the text
 * can be read. */
bool cell_quick_may_turn(Text text);
/* One cell, without quotes. false: it must be read by itself. */
bool cell_quick_read_one(CellReader *reader, CellQuick *quick, Text text, BlockInput *column, size_t row);
/* Puts the cells of one column into `column` from `first_row` on, where there is room. Rows whose cell must
 * be read by itself are marked in `is_left`; their cells mean nothing yet. */
void cell_quick_read(CellReader *reader, CellQuick *quick, const CsvRows *rows, size_t column_of_file,
                     BlockInput *column, size_t first_row, uint8_t *is_left);

#endif
