/* A data file cut into chunks that end where a row ends, so that several readers can share it. */
#ifndef RUNTIME_READING_ROW_CHUNKS_H
#define RUNTIME_READING_ROW_CHUNKS_H

#include "runtime/reading/data_bytes.h"

typedef struct RowChunks {
    const DataInput *input;
    Text ahead;  /* comes before what the input gives */
    size_t size; /* bytes of a chunk at most */
    char *rest;  /* what stands behind the last chunk; `size` */
    size_t rest_len;
    uint64_t offset, line; /* of the next chunk */
    size_t count;          /* of chunks so far */
    bool is_ended;         /* nothing follows the last chunk */
} RowChunks;

typedef struct RowChunk {
    size_t number; /* from 0 */
    uint64_t offset, line;
    Text bytes;
    bool is_cut; /* ends where a row ends, or the file; else it must not be read by itself */
} RowChunk;

/* `ahead`: what was read of the file already, from `offset` and `line` on; borrowed. */
RowChunks row_chunks_new(const DataInput *input, size_t size, Text ahead, uint64_t offset, uint64_t line,
                         Arena *arena);
/* Reads the first chunk ahead: is there more than that? */
bool row_chunks_are_many(RowChunks *chunks);
/* Puts the next chunk into `data`. false: there is none. */
bool row_chunks_next(RowChunks *chunks, DataBytes *data, RowChunk *chunk);

#endif
