#include "evidence/manifest/json_read.h"

#include <string.h>

typedef struct Reader {
    Text text;
    size_t at;
    Arena *arena;
} Reader;

static char next(const Reader *reader) {
    return reader->at < reader->text.len ? reader->text.bytes[reader->at] : '\0';
}

static void skip_blanks(Reader *reader) {
    while (next(reader) == ' ' || next(reader) == '\n' || next(reader) == '\r' || next(reader) == '\t')
        reader->at++;
}

static bool take(Reader *reader, char byte) {
    skip_blanks(reader);
    if (next(reader) != byte) return false;
    reader->at++;
    return true;
}

static bool take_word(Reader *reader, Text word) {
    Text rest = text_slice(reader->text, reader->at, reader->text.len);
    if (!text_starts_with(rest, word)) return false;
    reader->at += word.len;
    return true;
}

/* ---- texts */

static int digit_of(char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* The four digits behind \u; larger than any character: they are none. */
static uint32_t take_code(Reader *reader) {
    uint32_t code = 0;
    for (int i = 0; i < 4; i++) {
        int digit = digit_of(next(reader));
        if (digit < 0) return UINT32_MAX;
        code = code * 16 + (uint32_t)digit;
        reader->at++;
    }
    return code;
}

static void add_utf8(TextBuilder *out, uint32_t code) {
    if (code < 0x80) {
        text_builder_add_char(out, (char)code);
    } else if (code < 0x800) {
        text_builder_add_char(out, (char)(0xC0 | code >> 6));
        text_builder_add_char(out, (char)(0x80 | (code & 0x3F)));
    } else {
        text_builder_add_char(out, (char)(0xE0 | code >> 12));
        text_builder_add_char(out, (char)(0x80 | (code >> 6 & 0x3F)));
        text_builder_add_char(out, (char)(0x80 | (code & 0x3F)));
    }
}

/* What is written as \u is below U+10000 and no half of a pair: larger characters stand as they are. */
static bool take_escape(Reader *reader, TextBuilder *out) {
    static const char signs[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char sign = next(reader);
    const char *found = sign ? strchr(signs, sign) : NULL;
    reader->at++;
    if (found) text_builder_add_char(out, meant[found - signs]);
    if (found) return true;
    uint32_t code = sign == 'u' ? take_code(reader) : UINT32_MAX;
    if (code == UINT32_MAX || (code >= 0xD800 && code < 0xE000)) return false;
    add_utf8(out, code);
    return true;
}

static bool take_text(Reader *reader, Text *text) {
    TextBuilder out = text_builder(reader->arena);
    if (!take(reader, '"')) return false;
    while (reader->at < reader->text.len && next(reader) != '"') {
        char byte = next(reader);
        if ((unsigned char)byte < 0x20) return false;
        reader->at++;
        if (byte != '\\')
            text_builder_add_char(&out, byte);
        else if (!take_escape(reader, &out))
            return false;
    }
    *text = text_builder_text(&out);
    return take(reader, '"');
}

/* ---- values */

static bool take_number(Reader *reader, JsonValue *value) {
    size_t from = reader->at;
    for (; digit_of(next(reader)) >= 0 && digit_of(next(reader)) < 10; reader->at++) {
        unsigned digit = (unsigned)digit_of(next(reader));
        if (value->number > (UINT64_MAX - digit) / 10) return false;
        value->number = value->number * 10 + digit;
    }
    bool is_padded = reader->at - from > 1 && reader->text.bytes[from] == '0';
    return reader->at > from && !is_padded;
}

static bool take_value(Reader *reader, JsonValue *value, int depth);

static bool take_item(Reader *reader, JsonValue *parent, int depth) {
    JsonValue item = {0};
    bool is_member = parent->kind == JSON_OBJECT;
    if (is_member && (!take_text(reader, &item.name) || !take(reader, ':'))) return false;
    if (!take_value(reader, &item, depth)) return false;
    ARENA_PUSH(reader->arena, parent->items, parent->count, parent->capacity, item);
    return true;
}

static bool take_items(Reader *reader, JsonValue *value, char end, int depth) {
    if (depth == JSON_DEPTH) return false;
    reader->at++;
    if (take(reader, end)) return true;
    do {
        if (!take_item(reader, value, depth + 1)) return false;
    } while (take(reader, ','));
    return take(reader, end);
}

static bool take_value(Reader *reader, JsonValue *value, int depth) {
    skip_blanks(reader);
    switch (next(reader)) {
    case '{': value->kind = JSON_OBJECT; return take_items(reader, value, '}', depth);
    case '[': value->kind = JSON_LIST; return take_items(reader, value, ']', depth);
    case '"': value->kind = JSON_TEXT; return take_text(reader, &value->text);
    case 't':
        *value = (JsonValue){.kind = JSON_YES_NO, .name = value->name, .number = 1};
        return take_word(reader, TEXT("true"));
    case 'f': value->kind = JSON_YES_NO; return take_word(reader, TEXT("false"));
    case 'n': value->kind = JSON_NULL; return take_word(reader, TEXT("null"));
    }
    value->kind = JSON_NUMBER;
    return take_number(reader, value);
}

const JsonValue *json_read(Text text, Arena *arena, size_t *wrong) {
    Reader reader = {text, 0, arena};
    JsonValue *value = ARENA_NEW(arena, JsonValue);
    bool is_read = take_value(&reader, value, 0);
    skip_blanks(&reader);
    *wrong = reader.at;
    return is_read && reader.at == text.len ? value : NULL;
}

const JsonValue *json_member(const JsonValue *object, const char *name, JsonKind kind) {
    if (!object || object->kind != JSON_OBJECT) return NULL;
    for (size_t i = 0; i < object->count; i++)
        if (text_equal(object->items[i].name, text_from(name)))
            return object->items[i].kind == kind ? &object->items[i] : NULL;
    return NULL;
}
