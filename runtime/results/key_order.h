/* Rows in the order of their keys, by bytes. */
#ifndef RUNTIME_RESULTS_KEY_ORDER_H
#define RUNTIME_RESULTS_KEY_ORDER_H

#include "runtime/values/text_column.h"

/* Stable; linear where the rows are in order already, else n log n. */
void key_order_sort(Arena *scratch, const TextColumn *keys, uint32_t *rows, size_t count);

#endif
