/* [F4.5, F4.6] Texts as fields of a CSV file: quoted where they must be, and not taken for formulas. */
#ifndef RUNTIME_RESULTS_CSV_FIELD_H
#define RUNTIME_RESULTS_CSV_FIELD_H

#include "runtime/values/text_column.h"

typedef struct CsvStyle {
    char separator;
    bool guards; /* what a spreadsheet would take for a formula gets `'` before it */
} CsvStyle;

static inline size_t csv_field_room(Text text) {
    return text.len * 2 + 3;
}
/* Writes to `out`, which has csv_field_room bytes, and returns the end. */
char *csv_field_write(char *out, Text text, const CsvStyle *style);
/* Would it be written as it is? TEXT_SLACK bytes from its start can be read. */
bool csv_field_is_plain(Text text, const CsvStyle *style);
Text csv_field(Arena *arena, Text text, const CsvStyle *style);

#endif
