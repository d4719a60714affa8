#include "base/source.h"

#include "base/unicode.h"

#include <string.h>

static size_t within(const Source *source, uint32_t offset) {
    return offset < source->text.len ? offset : source->text.len;
}

/* Only LF ends a line; the CR of CRLF belongs to the line end, a lone CR to the line. A byte order mark at
 * the start is no column, since no editor shows it. [L1.1] */
static size_t line_start(const Source *source, size_t at) {
    while (at > 0 && source->text.bytes[at - 1] != '\n')
        at--;
    if (at == 0 && text_starts_with(source->text, TEXT("\xEF\xBB\xBF"))) at = 3;
    return at;
}

Position source_position(const Source *source, uint32_t offset) {
    const char *bytes = source->text.bytes;
    size_t at = within(source, offset), start = line_start(source, at);
    Position position = {1, 1 + unicode_count(text_slice(source->text, start, at))};
    if (start == 0) return position;
    for (const char *end = bytes + start; (bytes = memchr(bytes, '\n', (size_t)(end - bytes))); bytes++)
        position.line++;
    return position;
}

Text source_line(const Source *source, uint32_t offset) {
    size_t at = within(source, offset), start = line_start(source, at), end = at < start ? start : at;
    while (end < source->text.len && source->text.bytes[end] != '\n')
        end++;
    if (end > start && source->text.bytes[end - 1] == '\r') end--;
    return text_slice(source->text, start, end);
}
