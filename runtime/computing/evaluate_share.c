#include "runtime/computing/evaluate_share.h"

#include "runtime/computing/workers.h"

enum { CHUNK_ROWS = 4 * PAGE_ROWS };

static size_t chunk_rows(const EvaluateOptions *options) {
    return options->chunk_rows ? options->chunk_rows : CHUNK_ROWS;
}

bool evaluate_share_pays(const EvaluateOptions *options, size_t row_count) {
    return options->threads > 1 && row_count >= 2 * chunk_rows(options);
}

typedef struct Share {
    EvaluateRows *rows;
    uint32_t stage;
    const EvaluateOptions *options;
    const Memory *memory;
    size_t next;   /* first row that nobody has taken; under WORKERS_INPUT */
    size_t joined; /* rows so far; under WORKERS_RESULT */
} Share;

/* One thread's own. */
typedef struct Part {
    Arena *arena;
    EvaluateRows *rows;
} Part;

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

static Part part_new(const Share *share, NumberContext *numbers) {
    Part part = {.arena = arena_new(share->memory)};
    EvaluateOptions options = *share->options;
    options.is_part = true;
    number_context_use(numbers, part.arena);
    part.rows = evaluate_rows_new(share->rows->plan, share->rows->table, &options, part.arena, numbers,
                                  diagnostics_new(part.arena));
    part.rows->stage.sources = share->rows->columns;
    evaluate_rows_start(part.rows, share->stage, NULL);
    number_context_use(numbers, part.rows->report.scratch);
    return part;
}

static void part_free(Part *part) {
    evaluate_rows_free(part->rows);
    arena_free(part->arena);
}

static bool take_rows(Share *share, Worker *worker, size_t *first, size_t *count) {
    if (!worker_lock(worker, WORKERS_INPUT)) return false;
    *first = share->next;
    *count = smaller(share->rows->table->row_count - *first, chunk_rows(share->options));
    share->next += *count;
    worker_unlock(worker, WORKERS_INPUT);
    return *count > 0;
}

static void run(Part *part, size_t first, size_t count) {
    for (size_t at = 0; at < count; at += BLOCK_ROWS)
        evaluate_rows_run(part->rows, first + at, smaller(count - at, BLOCK_ROWS));
}

static bool join_in_turn(Share *share, Worker *worker, Part *part, size_t first, size_t count) {
    if (!worker_lock(worker, WORKERS_RESULT)) return false;
    while (share->joined < first)
        if (!worker_wait(worker)) return false;
    evaluate_rows_join(share->rows, part->rows);
    share->joined += count;
    worker_wake(worker);
    worker_unlock(worker, WORKERS_RESULT);
    return true;
}

static void work(Worker *worker, void *user) {
    Share *share = user;
    Part part = part_new(share, worker->numbers);
    size_t first, count;
    while (take_rows(share, worker, &first, &count)) {
        run(&part, first, count);
        if (!join_in_turn(share, worker, &part, first, count)) break;
    }
    part_free(&part);
}

void evaluate_share(EvaluateRows *rows, uint32_t stage, const EvaluateOptions *options, Arena *arena) {
    Share share = {.rows = rows, .stage = stage, .options = options, .memory = arena_memory(arena)};
    workers_run(share.memory, options->threads, work, &share);
}
