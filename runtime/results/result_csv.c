#include "runtime/results/result_csv.h"

#include "runtime/results/result_chunks.h"
#include "runtime/results/result_csv_rows.h"

enum { CHUNK_ROWS = 4096 };

static void *writer_new(const void *rows, Arena *arena, Arena *scratch, NumberContext *numbers) {
    return csv_writer_new(rows, arena, scratch, numbers);
}

static size_t add(void *writer, size_t from, size_t count) {
    return csv_writer_add(writer, from, count);
}

static Text take(void *writer) {
    return csv_writer_take(writer);
}

bool result_write_csv(Result *result, const Output *output) {
    CsvRows rows = csv_rows_new(result, result->arena);
    RowFormat format = {&rows, writer_new, add, take, CHUNK_ROWS};
    return output_add(output, rows.header) && result_chunks_write(result, &format, output);
}
