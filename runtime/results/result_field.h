/* A column of a result, prepared once so that its ordinary cells can be written without looking at the plan
 * again. */
#ifndef RUNTIME_RESULTS_RESULT_FIELD_H
#define RUNTIME_RESULTS_RESULT_FIELD_H

#include "runtime/values/cell_text.h"
#include "runtime/results/result_items.h"
#include "runtime/results/result_model.h"

typedef enum FieldKind {
    FIELD_CAREFUL, /* every cell goes the way of result_cell */
    FIELD_NUMBER,
    FIELD_DATE,
    FIELD_LABEL, /* the number is an index into `labels` */
    FIELD_TEXT,
} FieldKind;

typedef struct ResultField {
    FieldKind kind;
    CellStyle style;    /* FIELD_NUMBER */
    const Text *labels; /* FIELD_LABEL; in the notation of the format, once it has converted them */
    size_t label_count;
    bool is_foreign;         /* the labels came from the data or the rules */
    const TextColumn *texts; /* FIELD_TEXT */
    ItemSource source;       /* the others, but FIELD_CAREFUL */
} ResultField;

/* As result_text would show it. `plain_rank`: as there. */
ResultField result_field(const Result *result, const ResultColumn *column, bool plain_rank);
/* The next rows shown, from `at` on: at most to before `to`. */
ItemSpan result_field_span(const Result *result, size_t at, size_t to);
/* Texts of rows from anywhere cost least where they are on the way from memory before they are needed: asks
 * for those of the rows behind a span. */
void result_field_ask(const ResultField *field, const Result *result, size_t behind);
/* The label of an ordinary cell, NULL where it has none. */
static inline const Text *result_field_label(const ResultField *field, Cell cell) {
    uint64_t label = (uint64_t)cell_mantissa(cell);
    return cell_decimals(cell) == 0 && label < field->label_count ? &field->labels[label] : NULL;
}

#endif
