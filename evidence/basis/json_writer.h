/* JSON, member by member: commas and quotes where they belong. */
#ifndef EVIDENCE_BASIS_JSON_WRITER_H
#define EVIDENCE_BASIS_JSON_WRITER_H

#include "base/text.h"

typedef struct JsonWriter {
    TextBuilder *out;
    bool needs_comma;
} JsonWriter;

/* `name` NULL: an element of a list, or the whole. */
void json_open(JsonWriter *writer, const char *name, char bracket);
void json_close(JsonWriter *writer, char bracket);
/* A line end before the next member. */
void json_break(JsonWriter *writer);
void json_string(JsonWriter *writer, const char *name, Text text);
/* The same, where there is a text. */
void json_optional(JsonWriter *writer, const char *name, Text text);
void json_count(JsonWriter *writer, const char *name, uint64_t count);
void json_boolean(JsonWriter *writer, const char *name, bool value);
void json_null(JsonWriter *writer, const char *name);

#endif
