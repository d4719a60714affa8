#include "runtime/row_chunks.h"

#include "runtime/csv_masks.h"

#include <string.h>

RowChunks row_chunks_new(const DataInput *input, size_t size, Text ahead, uint64_t offset, uint64_t line,
                         Arena *arena) {
    return (RowChunks){.input = input,
                       .ahead = ahead,
                       .size = size,
                       .rest = arena_alloc(arena, size),
                       .offset = offset,
                       .line = line};
}

/* As the input reads. */
static long read_bytes(RowChunks *chunks, char *room, size_t size) {
    if (chunks->ahead.len == 0) return chunks->input->read(chunks->input->user, room, size);
    if (size > chunks->ahead.len) size = chunks->ahead.len;
    memcpy(room, chunks->ahead.bytes, size);
    chunks->ahead = text_slice(chunks->ahead, size, chunks->ahead.len);
    return (long)size;
}

/* Fills the room, as far as the input goes. A failure is met again by who reads on. */
static size_t fill(RowChunks *chunks, char *room, size_t len, bool *has_failed) {
    while (len < chunks->size) {
        long got = read_bytes(chunks, room + len, chunks->size - len);
        *has_failed = got < 0;
        chunks->is_ended = got == 0;
        if (got <= 0) break;
        len += (size_t)got;
    }
    return len;
}

bool row_chunks_are_many(RowChunks *chunks) {
    bool has_failed = false;
    chunks->rest_len = fill(chunks, chunks->rest, chunks->rest_len, &has_failed);
    return !chunks->is_ended && !has_failed;
}

/* ---- where to cut */

typedef struct Counts {
    size_t quotes, newlines;
} Counts;

enum { MASKS_AT_ONCE = 64 };

static void add_masks(Counts *counts, const CsvMasks *masks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        counts->quotes += (size_t)__builtin_popcountll(masks[i].quotes);
        counts->newlines += (size_t)__builtin_popcountll(masks[i].newlines);
    }
}

static void add_bytes(Counts *counts, const char *bytes, size_t len) {
    for (size_t i = 0; i < len; i++) {
        counts->quotes += bytes[i] == '"';
        counts->newlines += bytes[i] == '\n';
    }
}

static Counts count(const char *bytes, size_t len) {
    Counts counts = {0, 0};
    CsvMasks masks[MASKS_AT_ONCE];
    MachinePath path = machine_best();
    size_t at = 0;
    for (size_t whole; (whole = (len - at) / CSV_MASK_BYTES) > 0; at += whole * CSV_MASK_BYTES) {
        if (whole > MASKS_AT_ONCE) whole = MASKS_AT_ONCE;
        csv_masks(path, bytes + at, whole, ',', masks);
        add_masks(&counts, masks, whole);
    }
    add_bytes(&counts, bytes + at, len - at);
    return counts;
}

/* Behind the last line end with an even number of quotes before it; 0: there is none. Takes what stands
 * behind it out of the counts. */
static size_t find_cut(const char *bytes, size_t len, Counts *counts) {
    for (; len > 0; len--) {
        char last = bytes[len - 1];
        if (last == '\n' && counts->quotes % 2 == 0) return len;
        counts->quotes -= last == '"';
        counts->newlines -= last == '\n';
    }
    return 0;
}

static void set_rest(RowChunks *chunks, const char *bytes, size_t len) {
    if (len > 0) memcpy(chunks->rest, bytes, len);
    chunks->rest_len = len;
}

bool row_chunks_next(RowChunks *chunks, DataBytes *data, RowChunk *chunk) {
    if (chunks->is_ended) return false;
    bool has_failed = false;
    char *room = data_bytes_room(data, chunks->size);
    memcpy(room, chunks->rest, chunks->rest_len);
    size_t len = fill(chunks, room, chunks->rest_len, &has_failed), cut = len;
    Counts counts = count(room, len);
    if (!chunks->is_ended) cut = find_cut(room, len, &counts);
    *chunk = (RowChunk){chunks->count++, chunks->offset, chunks->line, {room, cut}, cut > 0 && !has_failed};
    if (!chunk->is_cut) chunk->bytes.len = len;
    set_rest(chunks, room + chunk->bytes.len, len - chunk->bytes.len);
    chunks->offset += chunk->bytes.len;
    chunks->line += counts.newlines;
    return chunk->bytes.len > 0 || has_failed;
}
