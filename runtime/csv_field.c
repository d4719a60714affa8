#include "runtime/csv_field.h"

#include "base/unicode.h"

#include <string.h>

/* [F4.6] What a spreadsheet would take for a formula; full-width forms of the signs included. */
static bool looks_like_formula(Text text) {
    uint32_t first = 0;
    if (text.len == 0) return false;
    switch (text.bytes[0]) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\0': return true;
    }
    if ((unsigned char)text.bytes[0] != 0xEF || unicode_decode(text, 0, &first) == 0) return false;
    return first == 0xFF1D || first == 0xFF0B || first == 0xFF0D || first == 0xFF20;
}

static bool is_special(char byte, char separator) {
    return byte == separator || byte == '"' || byte == '\n' || byte == '\r';
}

/* Not zero when one of the eight bytes is `byte`. */
static uint64_t find_byte(uint64_t word, char byte) {
    uint64_t ones = UINT64_C(0x0101010101010101), different = word ^ ones * (unsigned char)byte;
    return (different - ones) & ~different & ones << 7;
}

static uint64_t find_special(const char *bytes, char separator) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return find_byte(word, separator) | find_byte(word, '"') | find_byte(word, '\n') | find_byte(word, '\r');
}

/* Eight bytes at a time; the last eight may overlap those before. */
static bool needs_quotes(Text text, char separator) {
    uint64_t found = 0;
    if (text.len < 8) {
        for (size_t i = 0; i < text.len; i++)
            found |= is_special(text.bytes[i], separator);
        return found != 0;
    }
    for (size_t at = 0; at + 8 < text.len; at += 8)
        found |= find_special(text.bytes + at, separator);
    return (found | find_special(text.bytes + text.len - 8, separator)) != 0;
}

typedef unsigned char Sixteen __attribute__((__vector_size__(16)));

/* Bytes from [16 - n] on are 0xFF for the first n of sixteen bytes. */
static const unsigned char masks[32] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

/* Not 0 where one of the first `len` bytes is special. */
static inline Sixteen special_of_sixteen(const char *bytes, size_t len, const CsvStyle *style) {
    Sixteen sixteen, mask;
    memcpy(&sixteen, bytes, sizeof sixteen);
    memcpy(&mask, masks + (len < 16 ? 16 - len : 0), sizeof mask);
    Sixteen special = (Sixteen)(sixteen == (unsigned char)style->separator) | (Sixteen)(sixteen == '"') |
                      (Sixteen)(sixteen == '\n') | (Sixteen)(sixteen == '\r');
    return special & mask;
}

bool csv_field_is_plain(Text text, const CsvStyle *style) {
    uint64_t halves[2];
    if (style->guards && looks_like_formula(text)) return false;
    if (text.len > 32) return !needs_quotes(text, style->separator);
    Sixteen special = special_of_sixteen(text.bytes, text.len, style);
    if (text.len > 16) special |= special_of_sixteen(text.bytes + 16, text.len - 16, style);
    memcpy(halves, &special, sizeof halves);
    return (halves[0] | halves[1]) == 0;
}

char *csv_field_write(char *out, Text text, const CsvStyle *style) {
    bool guard = style->guards && looks_like_formula(text);
    bool quote = needs_quotes(text, style->separator);
    if (quote) *out++ = '"';
    if (guard) *out++ = '\'';
    if (!quote) {
        if (text.len > 0) memcpy(out, text.bytes, text.len);
        return out + text.len;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == '"') *out++ = '"';
        *out++ = text.bytes[i];
    }
    *out++ = '"';
    return out;
}

Text csv_field(Arena *arena, Text text, const CsvStyle *style) {
    char *bytes = arena_alloc(arena, csv_field_room(text));
    return (Text){bytes, (size_t)(csv_field_write(bytes, text, style) - bytes)};
}
