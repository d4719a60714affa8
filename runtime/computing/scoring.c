#include "runtime/computing/scoring.h"

#include "runtime/reading/table_part.h"
#include "runtime/computing/workers.h"

#include <string.h>

/* Chunks that could not be read by themselves, and what follows them: for one reader. */
typedef struct Replay {
    Text *chunks; /* in the order of the file */
    size_t count, at, room;
    const DataInput *rest;
    Arena *arena;
} Replay;

typedef struct Scoring {
    const Plan *plan;
    const ScoringOptions *options;
    Arena *arena;
    Table *table;
    TableReader *reader;
    Evaluator *evaluator;
    Diagnostics *value_messages; /* about values: of no interest where the data cannot be read */
    /* several threads */
    RowChunks chunks;   /* under WORKERS_INPUT */
    size_t joined;      /* chunks so far; this and what follows under WORKERS_RESULT */
    RowChunk first_odd; /* the first chunk that must be read by one reader */
    Replay replay;
    ScoringCounts counts;
    bool is_over; /* no more chunks are to be read */
} Scoring;

/* ---- one reader */

static void take_block(void *user, Block *block) {
    evaluator_take(user, block);
}

static long read_replay(void *user, char *buffer, size_t size) {
    Replay *replay = user;
    while (replay->count > 0 && replay->chunks[replay->at].len == 0 && replay->at + 1 < replay->count)
        replay->at++;
    if (replay->count == 0 || replay->chunks[replay->at].len == 0)
        return replay->rest->read(replay->rest->user, buffer, size);
    Text *chunk = &replay->chunks[replay->at];
    size_t len = chunk->len < size ? chunk->len : size;
    memcpy(buffer, chunk->bytes, len);
    *chunk = text_slice(*chunk, len, chunk->len);
    return (long)len;
}

static void keep_chunk(Scoring *scoring, Text bytes) {
    Replay *replay = &scoring->replay;
    ARENA_PUSH(replay->arena, replay->chunks, replay->count, replay->room, text_copy(replay->arena, bytes));
}

/* The reader goes on where the others could not. */
static bool read_alone(Scoring *scoring, const DataInput *replay) {
    TableReader *reader = scoring->reader;
    keep_chunk(scoring, (Text){scoring->chunks.rest, scoring->chunks.rest_len});
    keep_chunk(scoring, scoring->chunks.ahead);
    data_bytes_restart(&reader->csv.data, replay, scoring->first_odd.offset);
    csv_restart(&reader->csv, scoring->first_odd.line);
    return table_read_rows(reader);
}

/* ---- several readers */

typedef struct PartReader {
    Scoring *scoring;
    Worker *worker;
    Arena *arena;
    TablePart *part;
    Evaluator *evaluator;
} PartReader;

static PartReader part_reader_new(Scoring *scoring, Worker *worker) {
    const Memory *memory = arena_memory(scoring->arena);
    PartReader own = {.scoring = scoring, .worker = worker, .arena = arena_new(memory)};
    Diagnostics *messages = diagnostics_new(own.arena);
    EvaluateOptions options = scoring->options->evaluate;
    options.is_part = true;
    number_context_use(worker->numbers, own.arena);
    own.part = table_part_new(scoring->reader, scoring->options->kept, worker->numbers, messages, own.arena);
    own.evaluator = evaluator_new(scoring->plan, &own.part->table, &options, own.arena, worker->numbers,
                                  diagnostics_new(own.arena));
    own.part->reader->taker = (BlockTaker){take_block, own.evaluator};
    return own;
}

static void part_reader_free(PartReader *own) {
    evaluator_free(own->evaluator);
    table_part_free(own->part);
    arena_free(own->arena);
}

static bool next_chunk(PartReader *own, RowChunk *chunk) {
    Scoring *scoring = own->scoring;
    if (!worker_lock(own->worker, WORKERS_INPUT)) return false;
    bool is_over = __atomic_load_n(&scoring->is_over, __ATOMIC_ACQUIRE);
    bool is_there = !is_over && row_chunks_next(&scoring->chunks, &own->part->reader->csv.data, chunk);
    worker_unlock(own->worker, WORKERS_INPUT);
    return is_there;
}

static void end_sharing(Scoring *scoring) {
    __atomic_store_n(&scoring->is_over, true, __ATOMIC_RELEASE);
}

/* All chunks before this one are joined. */
static void join(PartReader *own, const RowChunk *chunk, bool is_plain) {
    Scoring *scoring = own->scoring;
    bool is_shared = scoring->replay.count == 0;
    if (is_shared && is_plain && table_part_join(own->part, scoring->reader)) {
        evaluator_join(scoring->evaluator, own->evaluator, &scoring->reader->block);
        if (scoring->reader->is_stopped) end_sharing(scoring);
        return;
    }
    if (is_shared) scoring->first_odd = *chunk;
    keep_chunk(scoring, chunk->bytes);
    end_sharing(scoring);
}

/* Chunks are joined in the order of the file. */
static bool join_in_turn(PartReader *own, const RowChunk *chunk, bool is_plain) {
    Scoring *scoring = own->scoring;
    if (!worker_lock(own->worker, WORKERS_RESULT)) return false;
    while (scoring->joined < chunk->number)
        if (!worker_wait(own->worker)) return false;
    if (!scoring->reader->is_stopped) join(own, chunk, is_plain);
    scoring->joined++;
    worker_wake(own->worker);
    worker_unlock(own->worker, WORKERS_RESULT);
    return true;
}

static void read_chunks(Worker *worker, void *user) {
    PartReader own = part_reader_new(user, worker);
    RowChunk chunk;
    while (next_chunk(&own, &chunk)) {
        bool is_plain = table_part_read(own.part, &chunk);
        if (!join_in_turn(&own, &chunk, is_plain)) break;
    }
    part_reader_free(&own);
}

/* ---- which of them */

/* Numbers of categories differ between readers; they must not lie in values that are kept. */
static bool keeps_categories(const Plan *plan, const PlanSelection *selection, Arena *arena) {
    bool *is_category = ARENA_ARRAY(arena, bool, plan->step_count + 1), is_kept = false;
    for (StepId id = 0; id < plan->step_count; id++) {
        const Step *step = &plan->steps[id];
        if (step->op == OP_INPUT) {
            is_category[id] = plan->inputs[step->input].type == INPUT_TEXT;
            continue;
        }
        for (uint32_t i = 0; i < step->operand_count && step->type == PLAN_OPTION; i++)
            is_category[id] |= is_category[plan_operands(plan, step)[i]];
        is_kept |= is_category[id] && selection->kept[id];
    }
    return is_kept;
}

static bool can_be_shared(const Scoring *scoring) {
    PlanSelection selection = plan_select(scoring->plan, scoring->arena, scoring->options->evaluate.chosen);
    return scoring->options->threads > 1 && scoring->options->read->path != READ_ROW_BY_ROW &&
           !keeps_categories(scoring->plan, &selection, scoring->arena);
}

enum { CHUNK_BYTES = 512 << 10, CHUNKS_PER_THREAD = 8 };

static size_t chunk_size(const Scoring *scoring) {
    size_t chosen = scoring->options->read->chunk_bytes;
    return chosen ? chosen : CHUNK_BYTES;
}

/* A thread must be worth its start, unless someone wants to see it work. */
static size_t thread_count(const Scoring *scoring) {
    const TableReader *reader = scoring->reader;
    uint64_t passed = reader->csv.data.offset + reader->csv.data.start, size = reader->input->size;
    size_t most = scoring->options->threads, least = chunk_size(scoring);
    if (size == 0) return most;
    if (!scoring->options->read->chunk_bytes) least *= CHUNKS_PER_THREAD;
    uint64_t parts = size > passed ? (size - passed) / least : 0;
    return parts < most ? (size_t)parts : most;
}

static bool read_together(Scoring *scoring, size_t threads) {
    TableReader *reader = scoring->reader;
    const DataInput *input = reader->input;
    DataBytes *data = &reader->csv.data;
    Text ahead = csv_ahead(&reader->csv);
    uint64_t offset = data->offset + data->start;
    ahead.len = data->filled - data->start;
    scoring->chunks =
        row_chunks_new(input, chunk_size(scoring), ahead, offset, reader->csv.line, scoring->arena);
    scoring->replay = (Replay){.rest = input, .arena = scoring->arena};
    scoring->first_odd = (RowChunk){.offset = offset, .line = reader->csv.line};
    bool is_shared = row_chunks_are_many(&scoring->chunks);
    if (is_shared) workers_run(arena_memory(scoring->arena), threads, read_chunks, scoring);
    if (is_shared) scoring->counts.threads = threads;
    if (reader->is_stopped) return false;
    DataInput replay = {.name = input->name, .read = read_replay, .user = &scoring->replay};
    if (!is_shared || scoring->replay.count > 0) return read_alone(scoring, &replay);
    data_bytes_restart(data, input, scoring->chunks.offset);
    csv_end(&reader->csv);
    return true;
}

static bool read_rows(Scoring *scoring) {
    const DataBytes *data = &scoring->reader->csv.data;
    size_t threads = data->state == DATA_MORE && can_be_shared(scoring) ? thread_count(scoring) : 1;
    return threads > 1 ? read_together(scoring, threads) : table_read_rows(scoring->reader);
}

static uint64_t now(const ScoringOptions *options) {
    return options->clock ? options->clock(options->clock_user) : 0;
}

static ReadStatus run(Scoring *scoring, Evaluation *evaluation, Diagnostics *diagnostics) {
    uint64_t start = now(scoring->options);
    bool is_read = table_read_start(scoring->reader) && read_rows(scoring);
    ReadStatus status = table_read_end(scoring->reader, is_read);
    uint64_t middle = now(scoring->options);
    scoring->counts.read_time = middle - start;
    if (status != READ_DONE) return status;
    evaluator_finish(scoring->evaluator, evaluation);
    diagnostics_take(diagnostics, scoring->value_messages);
    scoring->counts.finish_time = now(scoring->options) - middle;
    return status;
}

ReadStatus scoring_run(const Plan *plan, const DataInput *input, const ScoringOptions *options, Arena *arena,
                       NumberContext *numbers, Diagnostics *diagnostics, Table *table, Evaluation *evaluation,
                       ScoringCounts *counts) {
    Scoring scoring = {.plan = plan, .options = options, .arena = arena, .table = table, .counts.threads = 1};
    *table = table_new(plan, input->name, options->kept, arena);
    scoring.value_messages = diagnostics_new(arena);
    if (options->read->strict) diagnostics_be_strict(scoring.value_messages);
    scoring.reader = table_reader_new(plan, input, options->read, numbers, diagnostics, table, arena);
    EvaluateOptions evaluate = options->evaluate;
    evaluate.threads = options->threads;
    scoring.evaluator = evaluator_new(plan, table, &evaluate, arena, numbers, scoring.value_messages);
    scoring.reader->taker = (BlockTaker){take_block, scoring.evaluator};
    ReadStatus status = run(&scoring, evaluation, diagnostics);
    evaluator_free(scoring.evaluator);
    table_reader_free(scoring.reader);
    *counts = scoring.counts;
    return status;
}
