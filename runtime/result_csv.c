#include "runtime/result_csv.h"

#include "runtime/result_csv_rows.h"
#include "runtime/workers.h"

enum {
    PIECE = 64 << 10, /* bytes, or more */
    CHUNK_ROWS = 4096,
    LEAST_CHUNKS = 4, /* for which threads are worth their start */
};

static bool hand_on(const Output *output, Text text) {
    return text.len == 0 || output->write(output->user, text.bytes, text.len);
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* ---- one writer */

static bool write_alone(const CsvRows *rows, Result *result, const Output *output) {
    CsvWriter *writer = csv_writer_new(rows, result->arena, result->scratch, result->numbers);
    bool written = true;
    for (size_t at = 0; at < result->row_count && written; at += ITEM_ROWS)
        if (csv_writer_add(writer, at, smaller(result->row_count - at, ITEM_ROWS)) >= PIECE)
            written = hand_on(output, csv_writer_take(writer));
    return written && hand_on(output, csv_writer_take(writer));
}

/* ---- several writers: each makes chunks, and they are handed on in order */

typedef struct Share {
    const CsvRows *rows;
    const Output *output;
    const Memory *memory;
    size_t row_count, chunk_rows;
    size_t next;    /* under WORKERS_INPUT */
    size_t written; /* rows so far; under WORKERS_RESULT */
    bool has_failed;
} Share;

static bool take_rows(Share *share, Workers *workers, size_t number, size_t *from, size_t *count) {
    if (!workers_lock(workers, number, WORKERS_INPUT)) return false;
    *from = share->next;
    *count = smaller(share->row_count - *from, share->chunk_rows);
    share->next += *count;
    workers_unlock(workers, number, WORKERS_INPUT);
    return *count > 0;
}

static bool write_in_turn(Share *share, Workers *workers, size_t number, size_t from, size_t count,
                          Text text) {
    if (!workers_lock(workers, number, WORKERS_RESULT)) return false;
    while (share->written < from)
        if (!workers_wait(workers, number)) return false;
    if (!share->has_failed) share->has_failed = !hand_on(share->output, text);
    bool goes_on = !share->has_failed;
    share->written += count;
    workers_wake(workers);
    workers_unlock(workers, number, WORKERS_RESULT);
    return goes_on;
}

static void add_rows(CsvWriter *writer, size_t from, size_t count) {
    for (size_t at = 0; at < count; at += ITEM_ROWS)
        csv_writer_add(writer, from + at, smaller(count - at, ITEM_ROWS));
}

static void write_chunks(Workers *workers, void *user, size_t number) {
    Share *share = user;
    Arena *arena = arena_new(share->memory), *scratch = arena_new(share->memory);
    NumberContext *numbers = number_context_new(arena);
    number_context_use(numbers, scratch);
    CsvWriter *writer = csv_writer_new(share->rows, arena, scratch, numbers);
    size_t from, count;
    while (take_rows(share, workers, number, &from, &count)) {
        add_rows(writer, from, count);
        if (!write_in_turn(share, workers, number, from, count, csv_writer_take(writer))) break;
    }
    number_context_free(numbers);
    arena_free(scratch);
    arena_free(arena);
}

static bool write_together(const CsvRows *rows, const Result *result, size_t chunk_rows,
                           const Output *output) {
    Share share = {.rows = rows,
                   .output = output,
                   .memory = arena_memory(result->arena),
                   .row_count = result->row_count,
                   .chunk_rows = chunk_rows};
    workers_run(share.memory, result->options.threads, write_chunks, &share);
    return !share.has_failed;
}

bool result_write_csv(Result *result, const Output *output) {
    CsvRows rows = csv_rows_new(result, result->arena);
    const ResultOptions *options = &result->options;
    size_t chunk_rows = options->chunk_rows ? options->chunk_rows : CHUNK_ROWS;
    if (!hand_on(output, rows.header)) return false;
    if (options->threads > 1 && result->row_count / chunk_rows >= LEAST_CHUNKS)
        return write_together(&rows, result, chunk_rows, output);
    return write_alone(&rows, result, output);
}
