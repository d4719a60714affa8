/* The bytes of a data file, read in pieces of any size and checked to be UTF-8. One record is held at a time.
 */
#ifndef RUNTIME_READING_DATA_BYTES_H
#define RUNTIME_READING_DATA_BYTES_H

#include "runtime/values/machine.h"
#include "runtime/values/table.h"

typedef enum DataState {
    DATA_MORE,
    DATA_END,     /* the file ends behind `end` */
    DATA_INVALID, /* the byte at `end` is not UTF-8 */
    DATA_LIMIT,   /* the limit of bytes is passed at `end` */
    DATA_FAILED,  /* the read callback failed */
} DataState;

typedef struct DataBytes {
    const DataInput *input;
    Arena *arena;
    uint64_t limit;
    MachinePath path;
    char *bytes;
    size_t capacity;
    size_t start;    /* of the record in `bytes`; what lies before is forgotten */
    size_t end;      /* of whole, valid UTF-8 */
    size_t filled;   /* of all that was read */
    uint64_t offset; /* of bytes[0] in the file */
    DataState state; /* what follows at `end` */
} DataBytes;

DataBytes data_bytes_new(const DataInput *input, uint64_t limit, Arena *arena);
/* Reads on, so that `end` grows; false when `state` says why it cannot. Offsets from `start` stay as they
 * are. */
bool data_bytes_more(DataBytes *data);
/* Reads until `size` bytes from `start` on are there, or the file ends; valid or not. For messages and first
 * looks. */
void data_bytes_look_ahead(DataBytes *data, size_t size);
/* Room for so many bytes, for who fills them himself; what was there is forgotten. */
char *data_bytes_room(DataBytes *data, size_t size);
/* The bytes that were put there: `len` of them, which stand at `offset` of the file. Nothing follows them. */
void data_bytes_set(DataBytes *data, size_t len, uint64_t offset);
/* Nothing is there; `input` gives what follows, from `offset` of the file on. */
void data_bytes_restart(DataBytes *data, const DataInput *input, uint64_t offset);

#endif
