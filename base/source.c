#include "base/source.h"

#include <string.h>

static size_t within(const Source *source, uint32_t offset) {
    return offset < source->text.len ? offset : source->text.len;
}

/* Only LF ends a line; the CR of CRLF belongs to the line end, a lone CR to the line. [L1] */
static size_t line_start(const Source *source, size_t at) {
    while (at > 0 && source->text.bytes[at - 1] != '\n')
        at--;
    return at;
}

/* Every byte but a UTF-8 continuation byte begins a code point. */
static bool begins_code_point(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

Position source_position(const Source *source, uint32_t offset) {
    const char *bytes = source->text.bytes;
    size_t at = within(source, offset), start = line_start(source, at);
    Position position = {1, 1};
    for (const char *next = bytes; start > 0 && (next = memchr(next, '\n', (size_t)(bytes + start - next)));
         next++)
        position.line++;
    for (size_t i = start; i < at; i++)
        position.column += begins_code_point(bytes[i]);
    return position;
}

Text source_line(const Source *source, uint32_t offset) {
    size_t at = within(source, offset), start = line_start(source, at), end = at;
    while (end < source->text.len && source->text.bytes[end] != '\n')
        end++;
    if (end > start && source->text.bytes[end - 1] == '\r') end--;
    return text_slice(source->text, start, end);
}
