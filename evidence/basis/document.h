/* What is to be read: headings, lines, tables; written for a terminal, as Markdown or as HTML. */
#ifndef EVIDENCE_BASIS_DOCUMENT_H
#define EVIDENCE_BASIS_DOCUMENT_H

#include "evidence/basis/document_parts.h"

typedef enum DocumentFormat { DOCUMENT_TEXT, DOCUMENT_MARKDOWN, DOCUMENT_HTML } DocumentFormat;

Document *document_new(Arena *arena);
/* level: 1 (once), 2, 3. Texts are copied and made visible. */
void document_heading(Document *document, int level, Text text);
void document_line(Document *document, Text text);
/* A line of a rule file, as it is. */
void document_code(Document *document, Text place, Text text);
/* The cells that follow form a table; `columns`: a letter for each, `l` left, `r` right, `f` left and the
 * name of a file beside this one, made of letters, digits, `-`, `_` and one point. `has_head`: the first row
 * is its head. */
void document_table(Document *document, const char *columns, bool has_head);
void document_cell(Document *document, Text text);
/* The whole as `format`. `language`: "en" or "vi", for HTML. */
void document_write(const Document *document, DocumentFormat format, const char *language, TextBuilder *out);

#endif
