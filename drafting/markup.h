/* Texts inside HTML and Markdown: nothing in them means anything there. */
#ifndef DRAFTING_MARKUP_H
#define DRAFTING_MARKUP_H

#include "base/text.h"

void markup_add_html(TextBuilder *out, Text text);
/* In <bdi>: whatever direction its letters have, what stands around it stays in place. */
void markup_add_isolated(TextBuilder *out, Text text);
void markup_add_markdown(TextBuilder *out, Text text);

#endif
