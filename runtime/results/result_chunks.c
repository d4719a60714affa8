#include "runtime/results/result_chunks.h"

#include "runtime/results/result_items.h"
#include "runtime/computing/workers.h"

enum {
    PIECE = 64 << 10, /* bytes, or more */
    LEAST_CHUNKS = 4, /* for which threads are worth their start */
};

bool output_add(const Output *output, Text text) {
    return text.len == 0 || output->write(output->user, text.bytes, text.len);
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* ---- one writer */

static bool write_alone(const Result *result, const RowFormat *format, const Output *output) {
    void *writer = format->writer_new(format->shared, result->arena, result->scratch, result->numbers);
    bool written = true;
    for (size_t at = 0; at < result->row_count && written; at += ITEM_ROWS)
        if (format->add(writer, at, smaller(result->row_count - at, ITEM_ROWS)) >= PIECE)
            written = output_add(output, format->take(writer));
    return written && output_add(output, format->take(writer));
}

/* ---- several writers: each makes chunks, and they are handed on in order */

typedef struct Share {
    const RowFormat *format;
    const Output *output;
    const Memory *memory;
    size_t row_count, chunk_rows;
    size_t next;    /* under WORKERS_INPUT */
    size_t written; /* rows so far; under WORKERS_RESULT */
    bool has_failed;
} Share;

static bool take_rows(Share *share, Worker *worker, size_t *from, size_t *count) {
    if (!worker_lock(worker, WORKERS_INPUT)) return false;
    *from = share->next;
    *count = smaller(share->row_count - *from, share->chunk_rows);
    share->next += *count;
    worker_unlock(worker, WORKERS_INPUT);
    return *count > 0;
}

static bool write_in_turn(Share *share, Worker *worker, size_t from, size_t count, Text text) {
    if (!worker_lock(worker, WORKERS_RESULT)) return false;
    while (share->written < from)
        if (!worker_wait(worker)) return false;
    if (!share->has_failed) share->has_failed = !output_add(share->output, text);
    bool goes_on = !share->has_failed;
    share->written += count;
    worker_wake(worker);
    worker_unlock(worker, WORKERS_RESULT);
    return goes_on;
}

static void add_rows(const RowFormat *format, void *writer, size_t from, size_t count) {
    for (size_t at = 0; at < count; at += ITEM_ROWS)
        format->add(writer, from + at, smaller(count - at, ITEM_ROWS));
}

static void write_chunks(Worker *worker, void *user) {
    Share *share = user;
    const RowFormat *format = share->format;
    Arena *arena = arena_new(share->memory), *scratch = arena_new(share->memory);
    number_context_use(worker->numbers, scratch);
    void *writer = format->writer_new(format->shared, arena, scratch, worker->numbers);
    size_t from, count;
    while (take_rows(share, worker, &from, &count)) {
        add_rows(format, writer, from, count);
        if (!write_in_turn(share, worker, from, count, format->take(writer))) break;
    }
    arena_free(scratch);
    arena_free(arena);
}

static bool write_together(const Result *result, const RowFormat *format, size_t chunk_rows,
                           const Output *output) {
    Share share = {.format = format,
                   .output = output,
                   .memory = arena_memory(result->arena),
                   .row_count = result->row_count,
                   .chunk_rows = chunk_rows};
    workers_run(share.memory, result->options.threads, write_chunks, &share);
    return !share.has_failed;
}

bool result_chunks_write(const Result *result, const RowFormat *format, const Output *output) {
    const ResultOptions *options = &result->options;
    size_t chunk_rows = options->chunk_rows ? options->chunk_rows : format->chunk_rows;
    if (options->threads > 1 && result->row_count / chunk_rows >= LEAST_CHUNKS)
        return write_together(result, format, chunk_rows, output);
    return write_alone(result, format, output);
}
