/* A source text and the places in it. A place is two byte offsets; file, line and column are computed only
 * for messages. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/text.h"

typedef struct Span {
    uint32_t from, to; /* byte offsets into the source, to exclusive */
} Span;

typedef struct SourceFile {
    Text name;      /* for messages */
    uint32_t start; /* of its bytes in the text of the source */
} SourceFile;

/* One file, or several whose texts stand behind each other with a line end between two, so that a span
 * finds its place in any of them. */
typedef struct Source {
    Text name; /* of the first file, as given by the user, for messages */
    Text text;
    const SourceFile *files; /* in the order of the text; NULL: one file */
    size_t file_count;
} Source;

typedef struct Position {
    size_t line, column; /* from 1; columns count code points */
} Position;

/* The name of the file that holds `offset`. */
Text source_file_name(const Source *source, uint32_t offset);
/* The bytes of one file, by its number among the files. */
Span source_file_span(const Source *source, size_t file);
/* Line and column in that file. */
Position source_position(const Source *source, uint32_t offset);
/* The line that holds `offset`, without its line end. */
Text source_line(const Source *source, uint32_t offset);

static inline Span span_join(Span first, Span last) {
    return (Span){first.from, last.to};
}

#endif
