/* A column of a result, prepared once so that its ordinary cells can be written without looking at the plan
 * again. The cells of some thousand units at a time are gathered in the order shown: in rank order they lie
 * all over memory, and column by column that costs least. */
#ifndef RUNTIME_RESULT_FIELD_H
#define RUNTIME_RESULT_FIELD_H

#include "runtime/cell_text.h"
#include "runtime/result_model.h"

typedef enum FieldKind {
    FIELD_CAREFUL, /* every cell goes the way of result_cell */
    FIELD_NUMBER,
    FIELD_DATE,
    FIELD_LABEL, /* the number is an index into `labels` */
    FIELD_TEXT,
} FieldKind;

enum { FIELD_ROWS = 4096 };

typedef struct ResultField {
    FieldKind kind;
    CellStyle style;    /* FIELD_NUMBER */
    const Text *labels; /* FIELD_LABEL; in the notation of the format, once it has converted them */
    size_t label_count;
    bool is_foreign;         /* the labels came from the data or the rules */
    const TextColumn *texts; /* FIELD_TEXT */
    const Column *column;    /* the others; NULL: every unit has `constant` */
    Cell constant;
    Cell *gathered; /* of the rows at hand; FIELD_TEXT: gathered_texts */
    Text *gathered_texts;
} ResultField;

/* As result_text would show it. `plain_rank`: as there. */
ResultField result_field(const Result *result, const ResultColumn *column, bool plain_rank);
/* At most FIELD_ROWS rows. */
void result_field_gather(ResultField *field, const uint32_t *rows, size_t count);
/* The label of an ordinary cell, NULL where it has none. */
static inline const Text *result_field_label(const ResultField *field, Cell cell) {
    uint64_t label = (uint64_t)cell_mantissa(cell);
    return cell_decimals(cell) == 0 && label < field->label_count ? &field->labels[label] : NULL;
}

#endif
