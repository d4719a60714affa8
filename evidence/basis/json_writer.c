#include "evidence/basis/json_writer.h"

#include "runtime/results/json_text.h"

#include <inttypes.h>

static void start(JsonWriter *writer, const char *name) {
    if (writer->needs_comma) text_builder_add_char(writer->out, ',');
    writer->needs_comma = true;
    if (name) text_builder_add_format(writer->out, "\"%s\":", name);
}

void json_open(JsonWriter *writer, const char *name, char bracket) {
    start(writer, name);
    text_builder_add_char(writer->out, bracket);
    writer->needs_comma = false;
}

void json_close(JsonWriter *writer, char bracket) {
    text_builder_add_char(writer->out, bracket);
    writer->needs_comma = true;
}

void json_break(JsonWriter *writer) {
    if (writer->needs_comma) text_builder_add_char(writer->out, ',');
    text_builder_add_char(writer->out, '\n');
    writer->needs_comma = false;
}

void json_string(JsonWriter *writer, const char *name, Text text) {
    start(writer, name);
    json_add_text(writer->out, text);
}

void json_optional(JsonWriter *writer, const char *name, Text text) {
    if (text.len > 0) json_string(writer, name, text);
}

void json_count(JsonWriter *writer, const char *name, uint64_t count) {
    start(writer, name);
    text_builder_add_format(writer->out, "%" PRIu64, count);
}

void json_boolean(JsonWriter *writer, const char *name, bool value) {
    start(writer, name);
    text_builder_add(writer->out, value ? TEXT("true") : TEXT("false"));
}

void json_null(JsonWriter *writer, const char *name) {
    start(writer, name);
    text_builder_add(writer->out, TEXT("null"));
}
