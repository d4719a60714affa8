/* Text is a pointer and a length; it never owns its bytes and is not NUL-terminated. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text {
    const char *bytes;
    size_t len;
} Text;

#define TEXT(literal) ((Text){"" literal, sizeof(literal) - 1})
#define TEXT_ARG(text) (int)(text).len, (text).bytes /* for "%.*s" */

Text text_from(const char *nul_terminated);
bool text_equal(Text a, Text b);
int text_compare(Text a, Text b); /* by bytes, shorter first: <0, 0, >0 */
bool text_starts_with(Text text, Text start);
Text text_slice(Text text, size_t from, size_t to);
Text text_trim(Text text); /* ASCII blanks and tabs at both ends */
Text text_copy(Arena *arena, Text text);
uint64_t text_hash(Text text, uint64_t seed);
/* printf into an arena; the result is also NUL-terminated. No floating point conversions. */
Text text_format(Arena *arena, const char *format, ...) __attribute__((__format__(__printf__, 2, 3)));
Text text_format_list(Arena *arena, const char *format, va_list arguments);

/* A growing text in an arena. */
typedef struct TextBuilder {
    Arena *arena;
    char *bytes;
    size_t len, capacity;
} TextBuilder;

TextBuilder text_builder(Arena *arena);
void text_builder_add(TextBuilder *builder, Text text);
void text_builder_add_char(TextBuilder *builder, char byte);
void text_builder_add_repeated(TextBuilder *builder, Text text, size_t times);
void text_builder_add_format(TextBuilder *builder, const char *format, ...)
    __attribute__((__format__(__printf__, 2, 3)));
Text text_builder_text(const TextBuilder *builder); /* borrowed from the builder's arena */

#endif
