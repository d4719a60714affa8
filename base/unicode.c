#include "base/unicode.h"

#include <string.h>
#include <utf8proc.h>

size_t unicode_decode(Text text, size_t at, uint32_t *code_point) {
    *code_point = 0xFFFD;
    if (at >= text.len) return 0;
    unsigned char first = (unsigned char)text.bytes[at];
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    utf8proc_int32_t decoded;
    utf8proc_ssize_t room = text.len - at < 4 ? (utf8proc_ssize_t)(text.len - at) : 4;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at, room, &decoded);
    if (len <= 0) return 0;
    *code_point = (uint32_t)decoded;
    return (size_t)len;
}

/* Length of the run of ASCII bytes from `at`; most text is little else. */
static size_t ascii_run(Text text, size_t at) {
    size_t start = at;
    for (uint64_t word; text.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.bytes + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080)) break;
    }
    while (at < text.len && !(text.bytes[at] & 0x80))
        at++;
    return at - start;
}

size_t unicode_find_invalid(Text text) {
    uint32_t code_point;
    for (size_t at = ascii_run(text, 0); at < text.len; at += ascii_run(text, at)) {
        size_t len = unicode_decode(text, at, &code_point);
        if (len == 0) return at;
        at += len;
    }
    return text.len;
}

/* Moves `at` on by one code point or one invalid byte, for which it returns false. */
static bool decode_next(Text text, size_t *at, uint32_t *code_point) {
    size_t len = unicode_decode(text, *at, code_point);
    *at += len ? len : 1;
    return len > 0;
}

size_t unicode_count(Text text) {
    size_t count = 0, at = 0;
    uint32_t code_point;
    while (at < text.len) {
        size_t run = ascii_run(text, at);
        at += run;
        count += run;
        if (at == text.len) break;
        decode_next(text, &at, &code_point);
        count++;
    }
    return count;
}

bool unicode_is_ascii(Text text) {
    return ascii_run(text, 0) == text.len;
}

typedef struct Range {
    uint32_t first, last;
} Range;

static bool is_in(uint32_t code_point, const Range *ranges, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last) return true;
    return false;
}

#define IS_IN(code_point, ranges) is_in((code_point), (ranges), sizeof(ranges) / sizeof *(ranges))

/* [L1.3] Left out: letters of phonetic alphabets, which look like others, and ª, º and clicks, which look
 * like signs. */
bool unicode_is_latin_letter(uint32_t code_point) {
    static const Range latin[] = {{'A', 'Z'}, {'a', 'z'}, {0x00C0, 0x024F}, {0x1E00, 0x1EFF}};
    if (!IS_IN(code_point, latin)) return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
           category == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_bidi_control(uint32_t code_point) {
    static const Range bidi[] = {{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}};
    return IS_IN(code_point, bidi);
}

/* What Unicode calls default ignorable, but for the bidi controls. */
bool unicode_is_zero_width(uint32_t code_point) {
    static const Range hidden[] = {
        {0x00AD, 0x00AD}, {0x034F, 0x034F},   {0x115F, 0x1160},   {0x17B4, 0x17B5},
        {0x180B, 0x180F}, {0x200B, 0x200D},   {0x2060, 0x2065},   {0x206A, 0x206F},
        {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    return IS_IN(code_point, hidden);
}

size_t unicode_width(Text text) {
    size_t width = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t code_point;
        bool is_valid = decode_next(text, &at, &code_point);
        int columns = is_valid ? utf8proc_charwidth((utf8proc_int32_t)code_point) : 1;
        if (columns > 0) width += (size_t)columns;
    }
    return width;
}

static bool is_control(uint32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

/* Turns the lines or the reading direction of whatever shows it, or is a byte order mark, which cannot be
 * seen. */
static bool is_layout_control(uint32_t code_point) {
    return unicode_is_bidi_control(code_point) || code_point == 0x2028 || code_point == 0x2029 ||
           code_point == 0xFEFF;
}

/* The start of `text` that can be shown as it is. */
static size_t visible_run(Text text, size_t at) {
    size_t start = at;
    while (at < text.len) {
        size_t next = at;
        uint32_t code_point;
        bool is_valid = decode_next(text, &next, &code_point);
        if (!is_valid || is_control(code_point) || is_layout_control(code_point)) break;
        at = next;
    }
    return at - start;
}

static void add_visible(TextBuilder *shown, uint32_t code_point) {
    if (is_layout_control(code_point))
        text_builder_add_format(shown, "<U+%04X>", (unsigned)code_point);
    else
        text_builder_add_format(shown, "\\x%02x", (unsigned)code_point);
}

Text unicode_visible(Arena *arena, Text text) {
    size_t at = visible_run(text, 0);
    if (at == text.len) return text;
    TextBuilder shown = text_builder(arena);
    text_builder_add(&shown, text_slice(text, 0, at));
    while (at < text.len) {
        uint32_t code_point, byte = (unsigned char)text.bytes[at];
        bool is_valid = decode_next(text, &at, &code_point);
        add_visible(&shown, is_valid ? code_point : byte);
        size_t run = visible_run(text, at);
        text_builder_add(&shown, text_slice(text, at, at + run));
        at += run;
    }
    return text_builder_text(&shown);
}
