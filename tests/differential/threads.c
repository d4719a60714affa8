#include "tests/differential/threads.h"

#include <string.h>

static void name_inputs(Builder *builder) {
    static PlanToken tokens[] = {{{"-", 1}, STATE_NOT_APPLICABLE, {{0}, 1}}};
    for (uint32_t i = 0; i < builder->plan.input_count; i++) {
        PlanInput *input = &builder->plan.inputs[i];
        if (input->type == INPUT_KEY) continue;
        input->header = text_format(builder->arena, "x%u", (unsigned)i);
        input->tokens = tokens;
        input->token_count = 1;
    }
}

static Text cell_text(Builder *builder, const TableColumn *column, const PlanInput *input, size_t row) {
    if (column->texts) return text_column_get(column->texts, row);
    ValueState state = column_state(&column->values, row);
    if (state != STATE_VALUE) return state == STATE_NOT_APPLICABLE ? TEXT("-") : TEXT("");
    if (input->type == INPUT_OPTION)
        return input->options[cell_mantissa(column_cell(&column->values, row))].text;
    return number_format_exact(builder->numbers, builder->arena, column_number(&column->values, row));
}

static void add_row(TextBuilder *out, Builder *builder, size_t row) {
    for (uint32_t i = 0; i < builder->plan.input_count; i++) {
        if (i > 0) text_builder_add_char(out, ',');
        text_builder_add(out, cell_text(builder, &builder->table.columns[i], &builder->plan.inputs[i], row));
    }
    text_builder_add(out, TEXT(",1\n"));
}

/* The last column belongs to nobody, so that no row is empty. */
Text threads_file(Builder *builder) {
    TextBuilder out = text_builder(builder->arena);
    name_inputs(builder);
    for (uint32_t i = 0; i < builder->plan.input_count; i++) {
        const PlanInput *input = &builder->plan.inputs[i];
        Text header = input->header.len > 0 ? input->header : input->name;
        text_builder_add_format(&out, "%s%.*s", i > 0 ? "," : "", TEXT_ARG(header));
    }
    text_builder_add(&out, TEXT(",rest\n"));
    for (size_t row = 0; row < builder->table.row_count; row++)
        add_row(&out, builder, row);
    return text_builder_text(&out);
}

static long read_file(void *user, char *buffer, size_t size) {
    Text *rest = user;
    size_t len = rest->len < size ? rest->len : size;
    if (len > 0) memcpy(buffer, rest->bytes, len);
    *rest = text_slice(*rest, len, rest->len);
    return (long)len;
}

void threads_run(Builder *builder, Text file, size_t threads, size_t chunk_bytes, ThreadsRun *run) {
    DataInput input = {.name = TEXT("data.csv"), .size = file.len, .read = read_file, .user = &file};
    ReadOptions read = {
        .header_row = 1, .allow_empty = true, .limits = READ_LIMITS_DEFAULT, .chunk_bytes = chunk_bytes};
    ScoringOptions options = {.read = &read,
                              .evaluate.chunk_rows = BLOCK_ROWS,
                              .kept = evaluator_inputs(&builder->plan, NULL, builder->arena),
                              .threads = threads};
    ScoringCounts counts;
    run->diagnostics = diagnostics_new(builder->arena);
    ReadStatus status = scoring_run(&builder->plan, &input, &options, builder->arena, builder->numbers,
                                    run->diagnostics, &run->table, &run->evaluation, &counts);
    run->is_done = status == READ_DONE && diagnostics_error_count(run->diagnostics) == 0;
}
