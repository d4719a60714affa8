#include "testing/file_test.h"

#include "base/unicode.h"
#include "runtime/computing/scoring.h"
#include "runtime/results/result.h"
#include "runtime/results/result_csv.h"
#include "runtime/values/text_index.h"
#include "testing/cell_table.h"
#include "testing/test_story.h"

#include <string.h>

enum { MOST_TOLD = 20 }; /* differences of one test; the others are counted */

typedef struct Comparing {
    FileTest *file;
    const Plan *plan;
    Arena *arena, *scratch;
    NumberContext *numbers;
    Diagnostics *messages;
    TextBuilder *out;
    Table *table;
    CellTable expected, found;
    size_t key; /* column of both */
    size_t told, differences;
    size_t traced; /* the row of the first difference; SIZE_MAX: none */
    uint32_t traced_output;
} Comparing;

/* ---- files */

static bool get(Comparing *comparing, Text name, Text *bytes) {
    const TestFiles *files = &comparing->file->setting->files;
    Text problem = TEXT("no files are read here");
    if (files->read && files->read(files->user, name, bytes, &problem)) return true;
    text_builder_add_format(comparing->out, "  cannot read %.*s: %.*s\n", TEXT_ARG(name), TEXT_ARG(problem));
    return false;
}

static long read_text(void *user, char *buffer, size_t size) {
    Text *rest = user;
    size_t len = rest->len < size ? rest->len : size;
    if (len > 0) memcpy(buffer, rest->bytes, len);
    *rest = text_slice(*rest, len, rest->len);
    return (long)len;
}

static bool read_data(Comparing *comparing) {
    FileTest *file = comparing->file;
    const TestSetting *setting = file->setting;
    Text bytes;
    ScoringCounts counts = {0};
    if (!get(comparing, file->test->data_file, &bytes)) return false;
    DataInput input = {.name = file->test->data_file, .read = read_text, .user = &bytes};
    ScoringOptions options = {
        .read = setting->files.options,
        .evaluate = {.by_reference = true, .watched = setting->watch ? setting->watch->steps : NULL}};
    comparing->table = ARENA_NEW(comparing->arena, Table);
    Evaluation *evaluation = ARENA_NEW(comparing->arena, Evaluation);
    number_context_use(comparing->numbers, comparing->arena);
    (void)scoring_run(comparing->plan, &input, &options, comparing->arena, comparing->numbers,
                      comparing->messages, comparing->table, evaluation, &counts);
    if (diagnostics_error_count(comparing->messages) == 0) file->evaluation = evaluation;
    if (!file->evaluation) diagnostics_render(comparing->messages, false, comparing->out);
    return file->evaluation != NULL;
}

static bool find_key(Comparing *comparing) {
    const Plan *plan = comparing->plan;
    Text name = plan->inputs[plan->key_input].name;
    for (size_t i = 0; i < comparing->expected.column_count; i++) {
        if (!text_equal(comparing->expected.names[i], name)) continue;
        comparing->key = i;
        return true;
    }
    text_builder_add_format(comparing->out, "  %.*s:1: no column `%.*s`, which tells the units apart\n",
                            TEXT_ARG(comparing->file->test->result_file), TEXT_ARG(name));
    return false;
}

static bool read_expected(Comparing *comparing) {
    const PlanTest *test = comparing->file->test;
    const ReadLimits *limits = &comparing->file->setting->files.options->limits;
    Text bytes;
    if (!get(comparing, test->result_file, &bytes)) return false;
    comparing->expected = cell_table_read(test->result_file, bytes, limits, comparing->scratch);
    if (comparing->expected.bad_line == 0) return find_key(comparing);
    text_builder_add_format(comparing->out, "  %.*s:%zu: this line does not fit the names in the first one\n",
                            TEXT_ARG(test->result_file), comparing->expected.bad_line);
    return false;
}

/* ---- results, as they are printed */

static bool add_bytes(void *user, const char *bytes, size_t len) {
    text_builder_add(user, (Text){bytes, len});
    return true;
}

/* The columns that are expected, of all units, in the order of the data. */
static bool print_result(Comparing *comparing) {
    const PlanTest *test = comparing->file->test;
    Arena *scratch = comparing->scratch;
    ResultOptions options = {.format = RESULT_CSV,
                             .data_order = true,
                             .columns = comparing->expected.names,
                             .column_count = comparing->expected.column_count};
    PlanParts *parts = ARENA_ARRAY(comparing->arena, PlanParts, (size_t)comparing->plan->output_count + 1);
    TextBuilder bytes = text_builder(scratch);
    Output output = {add_bytes, &bytes};
    Result result;
    if (!result_choose(comparing->plan, &options, parts, scratch, comparing->messages)) {
        diagnostics_render(comparing->messages, false, comparing->out);
        return false;
    }
    comparing->file->expected = parts;
    Arena *writing = arena_new(arena_memory(scratch));
    number_context_use(comparing->numbers, scratch);
    result_build(comparing->file->evaluation, &options, scratch, writing, comparing->numbers, &result);
    (void)result_write_csv(&result, &output);
    arena_free(writing);
    comparing->found = cell_table_read(test->data_file, text_builder_text(&bytes),
                                       &comparing->file->setting->files.options->limits, scratch);
    return true;
}

/* ---- differences */

static bool tell(Comparing *comparing, size_t line, size_t column) {
    comparing->differences++;
    if (comparing->told == MOST_TOLD) return false;
    comparing->told++;
    text_builder_add_format(comparing->out, "  %.*s:%zu:%zu: ", TEXT_ARG(comparing->file->test->result_file),
                            line, column);
    return true;
}

static Text shown(const Comparing *comparing, Text cell) {
    return cell.len > 0 ? unicode_visible(comparing->scratch, cell) : TEXT("an empty cell");
}

static uint32_t output_named(const Plan *plan, Text name) {
    size_t len = 0;
    while (len < name.len && name.bytes[len] != '.')
        len++;
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (text_equal(plan->outputs[i].name, text_slice(name, 0, len))) return i;
    return UINT32_MAX;
}

static void compare_cell(Comparing *comparing, const CellRow *expected, size_t row, size_t column) {
    const CellText *wanted = &expected->cells[column];
    Text found = comparing->found.rows[row].cells[column].text;
    Text name = comparing->expected.names[column];
    if (text_equal(wanted->text, found)) return;
    if (comparing->traced == SIZE_MAX) {
        comparing->traced = row;
        comparing->traced_output = output_named(comparing->plan, name);
    }
    if (!tell(comparing, expected->line, wanted->column)) return;
    text_builder_add_format(comparing->out, "%.*s: expected %.*s = %.*s, found %.*s\n",
                            TEXT_ARG(shown(comparing, expected->cells[comparing->key].text)),
                            TEXT_ARG(unicode_visible(comparing->scratch, name)),
                            TEXT_ARG(shown(comparing, wanted->text)), TEXT_ARG(shown(comparing, found)));
}

static void miss(Comparing *comparing, const CellRow *expected) {
    const CellText *key = &expected->cells[comparing->key];
    if (tell(comparing, expected->line, key->column))
        text_builder_add_format(comparing->out, "no unit of %.*s is called %.*s\n",
                                TEXT_ARG(comparing->file->test->data_file),
                                TEXT_ARG(shown(comparing, key->text)));
}

static void compare_rows(Comparing *comparing, const TextIndex *units, bool *is_met) {
    for (size_t i = 0; i < comparing->expected.row_count; i++) {
        const CellRow *expected = &comparing->expected.rows[i];
        uint32_t row = text_index_find(units, expected->cells[comparing->key].text);
        if (row == TEXT_INDEX_NONE) {
            miss(comparing, expected);
            continue;
        }
        is_met[row] = true;
        for (size_t column = 0; column < comparing->expected.column_count; column++)
            compare_cell(comparing, expected, row, column);
    }
}

static void tell_unmet(Comparing *comparing, const bool *is_met) {
    for (size_t row = 0; row < comparing->found.row_count; row++) {
        if (is_met[row] || !tell(comparing, 1, 1)) continue;
        text_builder_add_format(
            comparing->out, "no line for %.*s, a unit of %.*s\n",
            TEXT_ARG(shown(comparing, comparing->found.rows[row].cells[comparing->key].text)),
            TEXT_ARG(comparing->file->test->data_file));
    }
}

static void add_trace(const Comparing *comparing) {
    if (comparing->traced == SIZE_MAX || comparing->traced_output == UINT32_MAX) return;
    TestScene scene = {.plan = comparing->plan,
                       .source = comparing->file->setting->source,
                       .test = comparing->file->test,
                       .evaluation = comparing->file->evaluation,
                       .first_row = comparing->traced,
                       .arena = comparing->scratch,
                       .numbers = comparing->numbers};
    text_builder_add(comparing->out, test_story_trace(&scene, comparing->traced_output));
}

static void compare(Comparing *comparing) {
    TextIndex units = text_index_new(comparing->scratch);
    bool *is_met = ARENA_ARRAY(comparing->scratch, bool, comparing->found.row_count + 1);
    for (size_t row = 0; row < comparing->found.row_count; row++)
        text_index_add(&units, comparing->found.rows[row].cells[comparing->key].text);
    compare_rows(comparing, &units, is_met);
    tell_unmet(comparing, is_met);
    if (comparing->differences > comparing->told)
        text_builder_add_format(comparing->out, "  and %zu more differences\n",
                                comparing->differences - comparing->told);
    add_trace(comparing);
}

Text file_test_run(FileTest *file, Arena *arena, Arena *scratch, NumberContext *numbers) {
    TextBuilder out = text_builder(scratch);
    Comparing comparing = {.file = file,
                           .plan = file->setting->plan,
                           .arena = arena,
                           .scratch = scratch,
                           .numbers = numbers,
                           .messages = diagnostics_new(scratch),
                           .out = &out,
                           .traced = SIZE_MAX};
    if (read_data(&comparing) && read_expected(&comparing) && print_result(&comparing)) compare(&comparing);
    if (!file->expected) file->evaluation = NULL;
    return text_builder_text(&out);
}
