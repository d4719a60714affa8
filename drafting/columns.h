/* Lines below each other that are one table: how many blanks stand before each token. */
#ifndef DRAFTING_COLUMNS_H
#define DRAFTING_COLUMNS_H

#include "drafting/layout.h"

/* The text of a layout, its tables aligned. */
void columns_write(const Layout *layout, Arena *arena, TextBuilder *out);

#endif
