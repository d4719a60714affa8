/* What is shown: which outputs, which units, in which order. Written by the result_* modules. */
#ifndef RUNTIME_RESULT_H
#define RUNTIME_RESULT_H

#include "runtime/evaluate.h"

typedef enum ResultFormat { RESULT_TABLE, RESULT_CSV, RESULT_JSON } ResultFormat;

typedef struct ResultOptions {
    ResultFormat format;
    bool vietnamese;    /* --locale vi: decimal comma in tables and CSV */
    bool data_order;    /* --order data; default: rank order, ties by key */
    Text *columns;      /* --columns a,b,c; count 0: the default selection [F3.2] */
    size_t column_count;
    size_t top;         /* --top N; 0: all */
    Text block;         /* --block B; bytes NULL: all */
    bool colour;        /* tables only */
    bool raw_csv;       /* --csv raw: no neutralisation */
    size_t width;       /* of the terminal; 0: unlimited */
} ResultOptions;

typedef struct ResultColumn {
    enum { SHOW_KEY, SHOW_NAME, SHOW_INPUT, SHOW_VALUE, SHOW_POINTS, SHOW_MAX, SHOW_RATIO, SHOW_EXACT } what;
    uint32_t input, output; /* as `what` asks */
    Text header;            /* in CSV and JSON */
} ResultColumn;

typedef struct Result {
    const Evaluation *evaluation;
    const Plan *plan;
    const Table *table;
    ResultOptions options;
    ResultColumn *columns;
    size_t column_count;
    uint32_t *rows; /* table rows in the order shown */
    size_t row_count;
    Arena *arena;
    NumberContext *numbers;
} Result;

/* Marks in `chosen` (output_count flags) what the options need. Unknown names in --columns or --block are reported
 * (with "did you mean") and give false. Called before `evaluate`. */
bool result_choose(const Plan *plan, const ResultOptions *options, bool *chosen, Arena *arena, Diagnostics *diagnostics);
void result_build(const Evaluation *evaluation, const ResultOptions *options, Arena *arena, NumberContext *numbers,
                  Result *result);

/* Takes the bytes of a result in pieces; false: could not be written, and nothing more is offered. */
typedef struct Output {
    bool (*write)(void *user, const char *bytes, size_t len);
    void *user;
} Output;

bool result_write_csv(const Result *result, const Output *output);   /* [F4] */
bool result_write_json(const Result *result, const Output *output);  /* [F5] */
bool result_write_table(const Result *result, const Output *output); /* [F3] */

#endif
