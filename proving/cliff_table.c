#include "proving/cliff_table.h"

enum { ROWS_SHOWN = 5 };

void cliff_table_write(const CliffTable *table, TextBuilder *out) {
    if (table->count == 0) return;
    text_builder_add(out, TEXT("\nPoints that one recording step decides, the worst first:\n"));
    for (size_t i = 0; i < table->count && i < ROWS_SHOWN; i++)
        text_builder_add_format(out, "  %.*s\n", TEXT_ARG(table->rows[i].in_words));
    if (table->count > ROWS_SHOWN)
        text_builder_add_format(out, "  and %zu more; `--format json` lists them\n",
                                table->count - ROWS_SHOWN);
    if (table->is_partial)
        text_builder_add(out, TEXT("  there are too many thresholds to look at all of them\n"));
}
