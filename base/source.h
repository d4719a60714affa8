/* A source text and the places in it. A place is two byte offsets; line and column are computed only for
 * messages. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include "base/text.h"

typedef struct Span {
    uint32_t from, to; /* byte offsets into the source, to exclusive */
} Span;

typedef struct Source {
    Text name; /* as given by the user, for messages */
    Text text;
} Source;

typedef struct Position {
    size_t line, column; /* from 1; columns count code points */
} Position;

Position source_position(const Source *source, uint32_t offset);
/* The line that holds `offset`, without its line end. */
Text source_line(const Source *source, uint32_t offset);

static inline Span span_join(Span first, Span last) {
    return (Span){first.from, last.to};
}

#endif
