#include "evidence/manifest/canonical_data.h"

#include "base/unicode.h"

/* Between cells and rows: no cell can hold these. */
#define CELL_END TEXT("\x1f")
#define ROW_END TEXT("\x1e")

typedef struct Hashing {
    Sha256 sha;
    NumberContext *numbers;
    Arena *scratch;
    char digits[24];
} Hashing;

static void add(Hashing *hashing, Text text) {
    sha256_add(&hashing->sha, text.bytes, text.len);
}

/* An option by its text, so that it does not matter how many were declared before it. */
static Text option_text(const Hashing *hashing, const PlanInput *input, const Categories *categories,
                        Number number) {
    int64_t option = 0;
    (void)number_to_int(hashing->numbers, number, &option);
    if (input->type == INPUT_TEXT) return categories->texts[option];
    return input->options[option].text;
}

/* Most values are small whole numbers. */
static Text whole_text(Hashing *hashing, int64_t whole) {
    char *end = hashing->digits + sizeof hashing->digits, *at = end;
    uint64_t rest = whole < 0 ? 0 - (uint64_t)whole : (uint64_t)whole;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (whole < 0) *--at = '-';
    return (Text){at, (size_t)(end - at)};
}

static Text value_text(Hashing *hashing, const PlanInput *input, const TableColumn *column, size_t row) {
    if (column->texts) return text_column_get(column->texts, row);
    ValueState state = column_state(&column->values, row);
    if (state != STATE_VALUE) return state == STATE_NOT_APPLICABLE ? TEXT("\x1d-") : TEXT("\x1d?");
    Number number = column_number(&column->values, row);
    if (input->type == INPUT_OPTION || input->type == INPUT_TEXT)
        return option_text(hashing, input, &column->categories, number);
    int64_t whole = 0;
    if (!number_to_int(hashing->numbers, number, &whole))
        return number_format_exact(hashing->numbers, hashing->scratch, number);
    return whole_text(hashing, whole);
}

static void add_cell(Hashing *hashing, const PlanInput *input, const TableColumn *column, size_t row) {
    Text text = value_text(hashing, input, column, row);
    add(hashing, column->texts || input->type == INPUT_TEXT ? unicode_nfc(hashing->scratch, text) : text);
    add(hashing, CELL_END);
}

static void add_names(Hashing *hashing, const Plan *plan) {
    for (uint32_t i = 0; i < plan->input_count; i++) {
        add(hashing, plan->inputs[i].name);
        add(hashing, CELL_END);
    }
    add(hashing, ROW_END);
}

Sha256Digest canonical_data(const Plan *plan, const Table *table, NumberContext *numbers, Arena *scratch) {
    Hashing hashing = {.numbers = numbers, .scratch = scratch};
    sha256_init(&hashing.sha);
    add_names(&hashing, plan);
    for (size_t row = 0; row < table->row_count; row++) {
        arena_reset(scratch);
        for (uint32_t i = 0; i < plan->input_count; i++)
            add_cell(&hashing, &plan->inputs[i], &table->columns[i], row);
        add(&hashing, ROW_END);
    }
    arena_reset(scratch);
    return sha256_finish(&hashing.sha);
}

uint64_t canonical_missing(const Plan *plan, const Table *table) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < plan->input_count; i++)
        for (size_t row = 0; !table->columns[i].texts && row < table->row_count; row++)
            count += column_state(&table->columns[i].values, row) == STATE_MISSING;
    return count;
}
