/* What a document holds; for its writers. */
#ifndef EVIDENCE_BASIS_DOCUMENT_PARTS_H
#define EVIDENCE_BASIS_DOCUMENT_PARTS_H

#include "base/text.h"

typedef enum PartKind { PART_HEADING, PART_LINE, PART_CODE, PART_TABLE } PartKind;

typedef struct Part {
    PartKind kind;
    int level;  /* of a heading */
    Text text;  /* of a heading, a line, of code */
    Text place; /* of code */
    const char *columns;
    bool has_head;
    Text *cells; /* row after row */
    size_t cell_count, cell_capacity;
} Part;

typedef struct Document {
    Arena *arena;
    Part *parts;
    size_t count, capacity;
} Document;

void document_write_text(const Document *document, TextBuilder *out);
void document_write_markdown(const Document *document, TextBuilder *out);
void document_write_html(const Document *document, const char *language, TextBuilder *out);

#endif
