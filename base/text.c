#include "base/text.h"

#include <stdio.h>
#include <string.h>

Text text_from(const char *nul_terminated) {
    return (Text){nul_terminated, strlen(nul_terminated)};
}

/* memcmp that may be given no bytes at a NULL address */
static int compare_bytes(const char *a, const char *b, size_t len) {
    return len ? memcmp(a, b, len) : 0;
}

bool text_equal(Text a, Text b) {
    return a.len == b.len && compare_bytes(a.bytes, b.bytes, a.len) == 0;
}

int text_compare(Text a, Text b) {
    int order = compare_bytes(a.bytes, b.bytes, a.len < b.len ? a.len : b.len);
    if (order != 0) return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool text_starts_with(Text text, Text start) {
    return text.len >= start.len && compare_bytes(text.bytes, start.bytes, start.len) == 0;
}

/* Offsets past the end are cut to the end, so a slice never reaches outside its text. */
Text text_slice(Text text, size_t from, size_t to) {
    if (to > text.len) to = text.len;
    if (from > to) from = to;
    if (!text.bytes) return text;
    return (Text){text.bytes + from, to - from};
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

Text text_trim(Text text) {
    size_t from = 0, to = text.len;
    while (from < to && is_blank(text.bytes[from]))
        from++;
    while (to > from && is_blank(text.bytes[to - 1]))
        to--;
    return text_slice(text, from, to);
}

Text text_copy(Arena *arena, Text text) {
    return (Text){arena_copy(arena, text.bytes, text.len), text.len};
}

/* FNV-1a, then a final mix so that the low bits serve as an index too. A seed that the author of a file
 * cannot know keeps files from being written that make every key collide. */
uint64_t text_hash(Text text, uint64_t seed) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ (seed * UINT64_C(0x9e3779b97f4a7c15));
    for (size_t i = 0; i < text.len; i++) {
        hash ^= (unsigned char)text.bytes[i];
        hash *= UINT64_C(0x100000001b3);
    }
    hash ^= hash >> 32;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return hash ^ (hash >> 32);
}

Text text_format_list(Arena *arena, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, arguments);
    size_t size = len > 0 ? (size_t)len + 1 : 1;
    char *bytes = arena_alloc(arena, size);
    bytes[0] = '\0';
    if (len > 0) vsnprintf(bytes, size, format, again);
    va_end(again);
    return (Text){bytes, size - 1};
}

Text text_format(Arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Text text = text_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

TextBuilder text_builder(Arena *arena) {
    return (TextBuilder){.arena = arena};
}

/* Room for `more` bytes; doubling keeps the cost of all additions linear. */
static void reserve(TextBuilder *builder, size_t more) {
    if (more <= builder->capacity - builder->len) return;
    size_t capacity = builder->capacity ? builder->capacity : 32;
    while (capacity - builder->len < more && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    if (capacity - builder->len < more) capacity = SIZE_MAX; /* more than there is: the arena reports it */
    builder->bytes = arena_grow(builder->arena, builder->bytes, builder->len, capacity, 1);
    builder->capacity = capacity;
}

void text_builder_add(TextBuilder *builder, Text text) {
    if (text.len == 0) return;
    reserve(builder, text.len);
    memcpy(builder->bytes + builder->len, text.bytes, text.len);
    builder->len += text.len;
}

void text_builder_add_char(TextBuilder *builder, char byte) {
    reserve(builder, 1);
    builder->bytes[builder->len++] = byte;
}

void text_builder_add_repeated(TextBuilder *builder, Text text, size_t times) {
    for (size_t i = 0; i < times; i++)
        text_builder_add(builder, text);
}

void text_builder_add_format(TextBuilder *builder, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Text text = text_format_list(builder->arena, format, arguments);
    va_end(arguments);
    text_builder_add(builder, text);
}

Text text_builder_text(const TextBuilder *builder) {
    return (Text){builder->bytes ? builder->bytes : "", builder->len};
}
