#include "runtime/results/json_text.h"

#include "base/unicode.h"
#include "runtime/values/sixteen_bytes.h"

enum { ESCAPE_ROOM = 6 }; /* bytes that one byte may become */

/* `<` would end a script; control, direction and line separators mislead terminals and older parsers. */
static bool must_escape(uint32_t code_point) {
    return code_point < 0x20 || code_point == '"' || code_point == '\\' || code_point == '<' ||
           (code_point >= 0x7F && code_point <= 0x9F) || code_point == 0x2028 || code_point == 0x2029 ||
           code_point == 0xFEFF || unicode_is_bidi_control(code_point);
}

static char *put_escape(char *out, uint32_t code_point) {
    static const char digits[] = "0123456789abcdef";
    *out++ = '\\';
    if (code_point == '"' || code_point == '\\') {
        *out++ = (char)code_point;
        return out;
    }
    *out++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *out++ = digits[code_point >> shift & 15];
    return out;
}

/* Length of the code point at `at`; `*code_point` is what it is, U+FFFD where the bytes are none. */
static size_t decode(Text text, size_t at, uint32_t *code_point) {
    *code_point = (unsigned char)text.bytes[at];
    if (*code_point < 0x80) return 1;
    size_t length = unicode_decode(text, at, code_point);
    if (length > 0) return length;
    *code_point = 0xFFFD;
    return 1;
}

/* 0 for bytes that begin nothing to escape: all but controls, signs of JSON, and what U+0080 to U+009F,
 * U+061C, U+2028 and the like, and U+FEFF begin with. */
static inline Sixteen find_special(const char *bytes) {
    Sixteen sixteen = sixteen_load(bytes);
    return (Sixteen)(sixteen < 0x20) | sixteen_equal(sixteen, '"') | sixteen_equal(sixteen, '\\') |
           sixteen_equal(sixteen, '<') | sixteen_equal(sixteen, 0x7F) | sixteen_equal(sixteen, 0xC2) |
           sixteen_equal(sixteen, 0xD8) | sixteen_equal(sixteen, 0xE2) | sixteen_equal(sixteen, 0xEF);
}

/* Sixteen bytes at a time; the last sixteen may overlap those before. */
bool json_is_plain(Text text) {
    if (text.len < 16) return !sixteen_is_any(find_special(text.bytes) & sixteen_first(text.len));
    Sixteen found = find_special(text.bytes + text.len - 16);
    for (size_t at = 0; at + 16 < text.len; at += 16)
        found |= find_special(text.bytes + at);
    return !sixteen_is_any(found);
}

/* The same for one byte. */
static bool is_plain(unsigned char byte) {
    if (byte < 0x80) return byte >= 0x20 && byte != '"' && byte != '\\' && byte != '<' && byte != 0x7F;
    return byte != 0xC2 && byte != 0xD8 && byte != 0xE2 && byte != 0xEF;
}

static char *put_plain(char *out, Text text, size_t from, size_t to) {
    if (from < to) memcpy(out, text.bytes + from, to - from);
    return out + (to - from);
}

static char *write(char *out, Text text) {
    size_t plain = 0; /* from here to `at` nothing needs an escape */
    for (size_t at = 0, length; at < text.len; at += length) {
        uint32_t code_point;
        length = 1;
        if (is_plain((unsigned char)text.bytes[at])) continue;
        length = decode(text, at, &code_point);
        if (code_point != 0xFFFD && !must_escape(code_point)) continue;
        out = put_escape(put_plain(out, text, plain, at), code_point);
        plain = at + length;
    }
    return put_plain(out, text, plain, text.len);
}

Text json_text(Arena *arena, Text text) {
    char *bytes = arena_alloc(arena, text.len * ESCAPE_ROOM + TEXT_SLACK);
    return (Text){bytes, (size_t)(write(bytes, text) - bytes)};
}

void json_add_text(TextBuilder *out, Text text) {
    text_builder_add_char(out, '"');
    text_builder_add(out, json_text(out->arena, text));
    text_builder_add_char(out, '"');
}

void json_add_name(TextBuilder *out, const char *name, bool *first) {
    if (!*first) text_builder_add_char(out, ',');
    *first = false;
    json_add_text(out, text_from(name));
    text_builder_add_char(out, ':');
}
