#include "runtime/results/result_sink.h"

ResultSink sink_new(Arena *arena, const Output *output) {
    return (ResultSink){output, arena_alloc(arena, SINK_SIZE), 0, false};
}

void sink_flush(ResultSink *sink) {
    if (!sink->failed && sink->len > 0)
        sink->failed = !sink->output->write(sink->output->user, sink->bytes, sink->len);
    sink->len = 0;
}

void sink_add_long(ResultSink *sink, Text text) {
    while (text.len > 0) {
        if (sink->len == SINK_SIZE) sink_flush(sink);
        size_t room = SINK_SIZE - sink->len;
        size_t part = text.len < room ? text.len : room;
        memcpy(sink->bytes + sink->len, text.bytes, part);
        sink->len += part;
        text = text_slice(text, part, text.len);
    }
}

void sink_add_repeated(ResultSink *sink, Text text, size_t times) {
    for (size_t i = 0; i < times; i++)
        sink_add(sink, text);
}

void sink_add_count(ResultSink *sink, uint64_t count) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + count % 10);
        count /= 10;
    } while (count > 0);
    sink_add(sink, (Text){digits + at, sizeof digits - at});
}

bool sink_close(ResultSink *sink) {
    sink_flush(sink);
    return !sink->failed;
}
