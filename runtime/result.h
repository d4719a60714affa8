/* What is shown: which outputs, which units, in which order. Written by the result_* modules. */
#ifndef RUNTIME_RESULT_H
#define RUNTIME_RESULT_H

#include "runtime/evaluate.h"

typedef enum ResultFormat { RESULT_TABLE, RESULT_CSV, RESULT_JSON } ResultFormat;

typedef struct ResultOptions {
    ResultFormat format;
    bool vietnamese; /* --locale vi: decimal comma in tables and CSV */
    bool data_order; /* --order data; default: rank order, ties by key */
    Text *columns;   /* --columns a,b,c; count 0: the default selection [F3.2] */
    size_t column_count;
    size_t top;   /* --top N; 0: all */
    Text block;   /* --block B; bytes NULL: all */
    bool colour;  /* tables only */
    bool raw_csv; /* --csv raw: no neutralisation */
    size_t width; /* of the terminal; 0: unlimited */
} ResultOptions;

typedef enum ResultShow {
    SHOW_INPUT,
    SHOW_VALUE,
    SHOW_POINTS,
    SHOW_MAX,
    SHOW_RATIO,
    SHOW_EXACT,
    SHOW_STATE,
    SHOW_POINTS_OF_MAX, /* `62.3/70`: tables only */
} ResultShow;

#define RESULT_NONE UINT32_MAX

typedef struct ResultColumn {
    ResultShow what;
    uint32_t input, output; /* as `what` asks */
    Text header;
} ResultColumn;

/* A rank as it is shown and sorted by: the places of all units. */
typedef struct ResultRank {
    uint32_t output;
    uint32_t scope_input;
    int64_t *halves;  /* per row: place × 2, because `ties average` knows halves; 0: no rank */
    bool *shared;     /* per row: another unit of the scope has the same place */
    uint32_t *ranked; /* per category: units with a place */
} ResultRank;

/* One ranking list: all units, or those of one category [F3.3]. */
typedef struct ResultList {
    Text title;               /* empty: the only list */
    size_t from, count;       /* in Result.ordered */
    size_t shown_from, shown; /* in Result.rows */
} ResultList;

typedef struct Result {
    const Evaluation *evaluation;
    const Plan *plan;
    const Table *table;
    ResultOptions options;
    ResultColumn *columns;
    size_t column_count;
    uint32_t *ordered; /* table rows of the chosen block, list by list, in rank order */
    size_t ordered_count;
    ResultList *lists;
    size_t list_count;
    uint32_t *rows; /* table rows in the order shown */
    size_t row_count;
    size_t scored;        /* units with a value of the first index [C4.2] */
    uint32_t order_rank;  /* output that gives the order, or RESULT_NONE */
    uint32_t first_index; /* output, or RESULT_NONE */
    ResultRank *ranks;
    size_t rank_count;
    Arena *arena, *scratch; /* `scratch` is reset while writing */
    NumberContext *numbers;
} Result;

/* Marks in `chosen` (output_count flags) what the options need. Unknown names in --columns or --block are
 * reported (with "did you mean") and give false. Called before `evaluate`. */
bool result_choose(const Plan *plan, const ResultOptions *options, bool *chosen, Arena *arena,
                   Diagnostics *diagnostics);
/* The options must have passed result_choose. */
void result_build(const Evaluation *evaluation, const ResultOptions *options, Arena *arena, Arena *scratch,
                  NumberContext *numbers, Result *result);
/* [F3.7] Warns where two units show the same value and yet have different ranks. */
void result_check_shown(const Result *result, Diagnostics *diagnostics);

/* Takes the bytes of a result in pieces; false: could not be written, and nothing more is offered. */
typedef struct Output {
    bool (*write)(void *user, const char *bytes, size_t len);
    void *user;
} Output;

bool result_write_csv(Result *result, const Output *output);   /* [F4] */
bool result_write_json(Result *result, const Output *output);  /* [F5] */
bool result_write_table(Result *result, const Output *output); /* [F3] */

#endif
