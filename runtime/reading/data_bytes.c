#include "runtime/reading/data_bytes.h"

#include "base/unicode.h"
#include "runtime/reading/utf8_run.h"

#include <string.h>

enum {
    FIRST_CAPACITY = 256 << 10,
    PADDING = 128, /* bytes behind the last that may be looked at, whatever they are */
};

DataBytes data_bytes_new(const DataInput *input, uint64_t limit, Arena *arena) {
    return (DataBytes){.input = input,
                       .arena = arena,
                       .limit = limit,
                       .path = machine_best(),
                       .bytes = arena_alloc(arena, FIRST_CAPACITY + PADDING),
                       .capacity = FIRST_CAPACITY};
}

static size_t sequence_len(char first) {
    unsigned byte = (unsigned char)first;
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
}

/* Moves `end` over valid UTF-8. A sequence cut off by the end of a piece waits for the next one. */
static void validate(DataBytes *data) {
    bool is_last = data->state == DATA_END;
    size_t known = data->filled;
    if (data->offset + known > data->limit) known = (size_t)(data->limit - data->offset);
    while (data->end < known) {
        data->end += utf8_run(data->path, (Text){data->bytes + data->end, known - data->end});
        if (data->end == known) break;
        uint32_t code_point;
        size_t len = unicode_decode((Text){data->bytes, data->filled}, data->end, &code_point);
        bool is_cut = len == 0 && data->filled - data->end < sequence_len(data->bytes[data->end]);
        if (len == 0 && (!is_cut || is_last)) data->state = DATA_INVALID;
        if (len == 0) return;
        data->end += len;
    }
    if (data->offset + data->filled > data->limit) data->state = DATA_LIMIT;
}

/* Room behind `filled`: by moving the record to the front, or, when it fills half of the room, by doubling.
 */
static void make_room(DataBytes *data) {
    if (data->filled < data->capacity) return;
    size_t kept = data->filled - data->start;
    size_t capacity = kept > data->capacity / 2 ? data->capacity * 2 : data->capacity;
    char *bytes = capacity > data->capacity ? arena_alloc(data->arena, capacity + PADDING) : data->bytes;
    memmove(bytes, data->bytes + data->start, kept);
    data->bytes = bytes;
    data->capacity = capacity;
    data->offset += data->start;
    data->end -= data->start;
    data->filled = kept;
    data->start = 0;
}

/* false: nothing more came */
static bool read_piece(DataBytes *data) {
    make_room(data);
    long got =
        data->input->read(data->input->user, data->bytes + data->filled, data->capacity - data->filled);
    if (got > 0) data->filled += (size_t)got;
    if (got <= 0) data->state = got < 0 ? DATA_FAILED : DATA_END;
    return got > 0;
}

bool data_bytes_more(DataBytes *data) {
    size_t end = data->end - data->start;
    while (data->state == DATA_MORE && data->end - data->start == end) {
        read_piece(data);
        if (data->state != DATA_FAILED) validate(data);
    }
    return data->end - data->start > end;
}

void data_bytes_look_ahead(DataBytes *data, size_t size) {
    DataState state = data->state;
    if (state == DATA_END || state == DATA_FAILED) return;
    while (data->filled - data->start < size && read_piece(data)) {
    }
    if (state != DATA_MORE) data->state = state;
    if (state == DATA_MORE && data->state != DATA_FAILED) validate(data);
}

char *data_bytes_room(DataBytes *data, size_t size) {
    if (size > data->capacity) {
        data->bytes = arena_alloc(data->arena, size + PADDING);
        data->capacity = size;
    }
    return data->bytes;
}

void data_bytes_set(DataBytes *data, size_t len, uint64_t offset) {
    data->start = data->end = 0;
    data->filled = len;
    data->offset = offset;
    data->state = DATA_END;
    validate(data);
}

void data_bytes_restart(DataBytes *data, const DataInput *input, uint64_t offset) {
    data->start = data->end = data->filled = 0;
    data->offset = offset;
    data->input = input;
    data->state = DATA_MORE;
}
