/* All cliffs, as they are shown [PR9.2]. */
#ifndef PROVING_CLIFF_TABLE_H
#define PROVING_CLIFF_TABLE_H

#include "base/text.h"

#include <stdbool.h>

/* As the rules would write it. */
typedef struct CliffRow {
    Text criterion, input, from, to;      /* names; neighbouring values */
    Text points_from, points_to, decided; /* with each of the two; their distance */
    Text of_criterion, of_index;          /* shares with four decimals; of_index empty: not known */
    Text in_words;
} CliffRow;

typedef struct CliffTable {
    CliffRow *rows; /* the worst first */
    size_t count;
    bool is_partial;
} CliffTable;

/* The worst few, for a terminal; nothing where there are none. */
void cliff_table_write(const CliffTable *table, TextBuilder *out);

#endif
