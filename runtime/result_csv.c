#include "runtime/result_csv.h"

#include "runtime/result_csv_rows.h"

enum { PIECE = 64 << 10 }; /* bytes, or more */

static bool hand_on(const Output *output, Text text) {
    return text.len == 0 || output->write(output->user, text.bytes, text.len);
}

bool result_write_csv(Result *result, const Output *output) {
    CsvRows rows = csv_rows_new(result, result->arena);
    CsvWriter *writer = csv_writer_new(&rows, result->arena, result->scratch, result->numbers);
    bool written = hand_on(output, rows.header);
    for (size_t at = 0; at < result->row_count && written; at += ITEM_ROWS) {
        size_t rest = result->row_count - at;
        if (csv_writer_add(writer, at, rest < ITEM_ROWS ? rest : ITEM_ROWS) >= PIECE)
            written = hand_on(output, csv_writer_take(writer));
    }
    return written && hand_on(output, csv_writer_take(writer));
}
