/* Reads JSON that this program wrote: objects, lists, texts, whole numbers, true, false and null, at most
 * JSON_DEPTH levels deep. */
#ifndef EVIDENCE_MANIFEST_JSON_READ_H
#define EVIDENCE_MANIFEST_JSON_READ_H

#include "base/text.h"

enum { JSON_DEPTH = 8 };

typedef enum JsonKind { JSON_NULL, JSON_YES_NO, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT } JsonKind;

typedef struct JsonValue {
    JsonKind kind;
    Text name;       /* of a member of an object */
    Text text;       /* JSON_TEXT: decoded */
    uint64_t number; /* JSON_NUMBER; JSON_YES_NO: 0 or 1 */
    struct JsonValue *items;
    size_t count, capacity; /* JSON_LIST, JSON_OBJECT */
} JsonValue;

/* NULL: it is something else, from the byte at *wrong on. */
const JsonValue *json_read(Text text, Arena *arena, size_t *wrong);
/* NULL: `object` is none, or has no such member of this kind. */
const JsonValue *json_member(const JsonValue *object, const char *name, JsonKind kind);

#endif
