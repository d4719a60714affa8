/* A result: which outputs of which units are shown, in which order. Built by `result`, read by all result_*
 * modules. */
#ifndef RUNTIME_RESULTS_RESULT_MODEL_H
#define RUNTIME_RESULTS_RESULT_MODEL_H

#include "runtime/computing/evaluate.h"

typedef enum ResultFormat { RESULT_TABLE, RESULT_CSV, RESULT_JSON } ResultFormat;

typedef struct ResultOptions {
    ResultFormat format;
    bool vietnamese; /* --locale vi: decimal comma in tables and CSV */
    bool data_order; /* --order data; default: rank order, ties by key */
    Text *columns;   /* --columns a,b,c; count 0: the default selection [F3.2] */
    size_t column_count;
    size_t top;        /* --top N; 0: all */
    Text block;        /* --block B; bytes NULL: all */
    bool colour;       /* tables only */
    Text fingerprint;  /* tables only: of what the result was made of; empty: not shown */
    bool raw_csv;      /* --csv raw: no neutralisation */
    size_t width;      /* of the terminal; 0: unlimited */
    size_t threads;    /* that may write; 0, 1: this one */
    size_t chunk_rows; /* that one thread writes at a time; 0: a good number */
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
    uint32_t *halves; /* per row: place × 2, because `ties average` knows halves; 0: no rank */
    bool *shared;     /* per row: another unit of the scope has the same place; NULL where nothing shows it */
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
    uint32_t *ordered; /* table rows of the chosen block, list by list, in rank order; NULL as below */
    size_t ordered_count;
    ResultList *lists;
    size_t list_count;
    uint32_t *rows; /* table rows in the order shown; NULL: all rows, as they stand in the file */
    size_t row_count;
    size_t scored;        /* units with a value of the first index [C4.2] */
    uint32_t order_rank;  /* output that gives the order, or RESULT_NONE */
    uint32_t first_index; /* output, or RESULT_NONE */
    ResultRank *ranks;
    size_t rank_count;
    Arena *arena, *scratch; /* `scratch` is reset while writing */
    NumberContext *numbers;
} Result;

#endif
