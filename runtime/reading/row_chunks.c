#include "runtime/reading/row_chunks.h"

#include "runtime/values/machine.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

static void add_bytes(Counts *counts, const char *bytes, size_t len) {
    for (size_t i = 0; i < len; i++) {
        counts->quotes += bytes[i] == '"';
        counts->newlines += bytes[i] == '\n';
    }
}

#if defined(__x86_64__)

enum { STRIDE = 32, MOST_STRIDES = 255 }; /* a count of a byte holds no more */

MACHINE_FOR_AVX2 static size_t total_of(__m256i counts) {
    __m256i sums = _mm256_sad_epu8(counts, _mm256_setzero_si256());
    __m128i both = _mm_add_epi64(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    return (size_t)_mm_cvtsi128_si64(both) + (size_t)_mm_extract_epi64(both, 1);
}

/* Up to MOST_STRIDES strides. */
MACHINE_FOR_AVX2 static void add_strides(Counts *counts, const char *bytes, size_t strides) {
    __m256i quotes = _mm256_setzero_si256(), newlines = quotes;
    for (size_t i = 0; i < strides; i++) {
        __m256i some = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + i * STRIDE));
        quotes = _mm256_sub_epi8(quotes, _mm256_cmpeq_epi8(some, _mm256_set1_epi8('"')));
        newlines = _mm256_sub_epi8(newlines, _mm256_cmpeq_epi8(some, _mm256_set1_epi8('\n')));
    }
    counts->quotes += total_of(quotes);
    counts->newlines += total_of(newlines);
}

MACHINE_FOR_AVX2 static size_t add_avx2(Counts *counts, const char *bytes, size_t len) {
    size_t at = 0;
    for (size_t strides; (strides = (len - at) / STRIDE) > 0; at += strides * STRIDE) {
        if (strides > MOST_STRIDES) strides = MOST_STRIDES;
        add_strides(counts, bytes + at, strides);
    }
    return at;
}

#endif

static Counts count(const char *bytes, size_t len) {
    Counts counts = {0, 0};
    size_t at = 0;
#if defined(__x86_64__)
    if (machine_has(MACHINE_AVX2)) at = add_avx2(&counts, bytes, len);
#endif
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
    char *room = data_bytes_room(data, chunks->size + 1); /* never full, so that nothing is moved in it */
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
