/* Rows of a result made by one writer or by several, and handed on in order. */
#ifndef RUNTIME_RESULTS_RESULT_CHUNKS_H
#define RUNTIME_RESULTS_RESULT_CHUNKS_H

#include "runtime/results/result_model.h"
#include "runtime/results/result_sink.h"

/* A format as it is written by rows. What all its writers share does not change while they write. */
typedef struct RowFormat {
    const void *shared;
    /* `scratch` is reset while writing. No other writer uses arenas and numbers at the same time. */
    void *(*writer_new)(const void *shared, Arena *arena, Arena *scratch, NumberContext *numbers);
    /* Writes `count` of the rows shown behind what there is; returns the number of bytes there are. */
    size_t (*add)(void *writer, size_t from, size_t count);
    /* What there is; it is valid until more is added, which begins anew. */
    Text (*take)(void *writer);
    size_t chunk_rows; /* a good number for one thread at a time */
} RowFormat;

/* false: the output failed. */
bool output_add(const Output *output, Text text);
/* All rows shown. */
bool result_chunks_write(const Result *result, const RowFormat *format, const Output *output);

#endif
