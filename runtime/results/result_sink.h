/* Gathers the bytes of a result in a buffer of 64 KiB and hands them on in pieces. */
#ifndef RUNTIME_RESULTS_RESULT_SINK_H
#define RUNTIME_RESULTS_RESULT_SINK_H

#include "base/text.h"

#include <string.h>

/* Takes the bytes of a result in pieces; false: could not be written, and nothing more is offered. */
typedef struct Output {
    bool (*write)(void *user, const char *bytes, size_t len);
    void *user;
} Output;

enum { SINK_SIZE = 64 << 10 };

typedef struct ResultSink {
    const Output *output;
    char *bytes; /* SINK_SIZE, in the arena of the result */
    size_t len;
    bool failed; /* from then on nothing is taken */
} ResultSink;

ResultSink sink_new(Arena *arena, const Output *output);
void sink_flush(ResultSink *sink);
void sink_add_long(ResultSink *sink, Text text);
void sink_add_repeated(ResultSink *sink, Text text, size_t times);
void sink_add_count(ResultSink *sink, uint64_t count);

/* A place for up to `room` bytes, at most SINK_SIZE; sink_end says where those written end. */
static inline char *sink_room(ResultSink *sink, size_t room) {
    if (SINK_SIZE - sink->len < room) sink_flush(sink);
    return sink->bytes + sink->len;
}
static inline void sink_end(ResultSink *sink, const char *end) {
    sink->len = (size_t)(end - sink->bytes);
}
static inline void sink_add_char(ResultSink *sink, char byte) {
    *sink_room(sink, 1) = byte;
    sink->len++;
}
static inline void sink_add(ResultSink *sink, Text text) {
    if (SINK_SIZE - sink->len < text.len) {
        sink_add_long(sink, text);
        return;
    }
    if (text.len > 0) memcpy(sink->bytes + sink->len, text.bytes, text.len);
    sink->len += text.len;
}
/* Hands on what is left; true when every byte was taken. */
bool sink_close(ResultSink *sink);

#endif
