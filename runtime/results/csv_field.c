#include "runtime/results/csv_field.h"

#include "base/unicode.h"
#include "runtime/values/sixteen_bytes.h"

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

/* Not 0 where a byte is special. */
static inline Sixteen find_special(const char *bytes, char separator) {
    Sixteen sixteen = sixteen_load(bytes);
    return sixteen_equal(sixteen, (unsigned char)separator) | sixteen_equal(sixteen, '"') |
           sixteen_equal(sixteen, '\n') | sixteen_equal(sixteen, '\r');
}

/* Sixteen bytes at a time; the last sixteen may overlap those before. */
static bool needs_quotes(Text text, char separator) {
    if (text.len < 16) {
        bool found = false;
        for (size_t i = 0; i < text.len; i++)
            found |= is_special(text.bytes[i], separator);
        return found;
    }
    Sixteen found = find_special(text.bytes + text.len - 16, separator);
    for (size_t at = 0; at + 16 < text.len; at += 16)
        found |= find_special(text.bytes + at, separator);
    return sixteen_is_any(found);
}

bool csv_field_is_plain(Text text, const CsvStyle *style) {
    if (style->guards && looks_like_formula(text)) return false;
    if (text.len >= 16) return !needs_quotes(text, style->separator);
    return !sixteen_is_any(find_special(text.bytes, style->separator) & sixteen_first(text.len));
}

static char *write_quoted(char *out, Text text) {
    const char *end = text.bytes + text.len, *from = text.bytes;
    for (const char *quote; from < end && (quote = memchr(from, '"', (size_t)(end - from)));
         from = quote + 1) {
        size_t len = (size_t)(quote - from) + 1;
        memcpy(out, from, len);
        out[len] = '"';
        out += len + 1;
    }
    if (from < end) memcpy(out, from, (size_t)(end - from));
    out += end - from;
    *out = '"';
    return out + 1;
}

char *csv_field_write(char *out, Text text, const CsvStyle *style) {
    bool guard = style->guards && looks_like_formula(text);
    bool quote = needs_quotes(text, style->separator);
    if (quote) *out++ = '"';
    if (guard) *out++ = '\'';
    if (quote) return write_quoted(out, text);
    if (text.len > 0) memcpy(out, text.bytes, text.len);
    return out + text.len;
}

Text csv_field(Arena *arena, Text text, const CsvStyle *style) {
    char *bytes = arena_alloc(arena, csv_field_room(text));
    return (Text){bytes, (size_t)(csv_field_write(bytes, text, style) - bytes)};
}
