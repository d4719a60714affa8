#include "base/source.h"

#include "base/unicode.h"

#include <string.h>

static size_t within(const Source *source, uint32_t offset) {
    return offset < source->text.len ? offset : source->text.len;
}

/* The number of the file that holds `at`; its line end belongs to it. */
static size_t file_at(const Source *source, size_t at) {
    size_t file = source->file_count;
    while (file > 1 && source->files[file - 1].start > at)
        file--;
    return file > 0 ? file - 1 : 0;
}

Text source_file_name(const Source *source, uint32_t offset) {
    return source->file_count > 0 ? source->files[file_at(source, within(source, offset))].name
                                  : source->name;
}

Span source_file_span(const Source *source, size_t file) {
    uint32_t len = (uint32_t)source->text.len;
    if (source->file_count == 0) return (Span){0, len};
    bool is_last = file + 1 == source->file_count;
    return (Span){source->files[file].start, is_last ? len : source->files[file + 1].start - 1};
}

static size_t file_start(const Source *source, size_t at) {
    return source_file_span(source, file_at(source, at)).from;
}

/* Only LF ends a line; the CR of CRLF belongs to the line end, a lone CR to the line. A byte order mark at
 * the start of a file is no column, since no editor shows it. [L1.1] */
static size_t line_start(const Source *source, size_t at, size_t first) {
    while (at > first && source->text.bytes[at - 1] != '\n')
        at--;
    bool has_mark =
        at == first && text_starts_with(text_slice(source->text, at, source->text.len), TEXT("\xEF\xBB\xBF"));
    return has_mark ? at + 3 : at;
}

Position source_position(const Source *source, uint32_t offset) {
    size_t at = within(source, offset), first = file_start(source, at), start = line_start(source, at, first);
    Position position = {1, 1 + unicode_count(text_slice(source->text, start, at))};
    if (start == first) return position;
    const char *bytes = source->text.bytes + first, *end = source->text.bytes + start;
    for (; (bytes = memchr(bytes, '\n', (size_t)(end - bytes))); bytes++)
        position.line++;
    return position;
}

Text source_line(const Source *source, uint32_t offset) {
    size_t at = within(source, offset), start = line_start(source, at, file_start(source, at));
    size_t end = at < start ? start : at;
    while (end < source->text.len && source->text.bytes[end] != '\n')
        end++;
    if (end > start && source->text.bytes[end - 1] == '\r') end--;
    return text_slice(source->text, start, end);
}
