/* From the text of a cell to a value, for every type of input [F2]. What is wrong is told by a verdict; the
 * words for it are found in cell_advice.h, only for the messages that are kept. */
#ifndef RUNTIME_READING_CELL_READ_H
#define RUNTIME_READING_CELL_READ_H

#include "runtime/reading/cell_number.h"
#include "runtime/reading/cell_range.h"
#include "runtime/values/block.h"
#include "runtime/values/text_index.h"

typedef enum CellVerdict {
    CELL_GOOD,
    CELL_NO_VALUE,   /* empty, or a token that means missing, where a value is needed */
    CELL_UNREADABLE, /* not a value of the type */
    CELL_LONG,       /* more than 38 digits */
    CELL_OUTSIDE,    /* of the declared range */
    CELL_BETWEEN,    /* the declared steps */
} CellVerdict;

/* What is prepared once for all cells of an input. */
typedef struct CellInput {
    const PlanInput *input;
    TextIndex options, yes, no; /* of INPUT_OPTION; declared texts of INPUT_YES_NO */
    TextIndex categories;       /* of INPUT_TEXT: grows with the data */
    TextIndex tokens;
    bool starts_token[256]; /* first bytes of tokens */
    bool has_empty_token;
    CellRange range;
    uint32_t last; /* option or category of the cell before: cells of one block often follow each other */
} CellInput;

typedef struct CellReader {
    const Plan *plan;
    NumberMarks marks;
    CellInput *inputs;
    Arena *arena;
    NumberContext *numbers;
} CellReader;

/* The header under which the data knows an input. */
static inline Text cell_input_header(const PlanInput *input) {
    return input->header.len > 0 ? input->header : input->name;
}

/* Large numbers are put into `arena` from now on. */
CellReader cell_reader_new(const Plan *plan, Arena *arena, NumberContext *numbers);
/* Gives the columns of the inputs the texts that the rules name. */
void cell_reader_start(const CellReader *reader, BlockInput *columns);
/* The number of a category (NFC) of an INPUT_TEXT; a new one is added. */
uint32_t cell_reader_category(CellReader *reader, uint32_t input, Text category, BlockInput *column);
/* Appends the value of a cell (trimmed) to the column of an input; in any case one cell is appended. Keys and
 * names are not values: their texts are the table's business, only emptiness is checked. */
CellVerdict cell_read(CellReader *reader, uint32_t input, Text text, BlockInput *column);

#endif
