#include "evidence/published/verify_columns.h"

#include "base/nearest.h"
#include "base/unicode.h"
#include "runtime/results/result_columns.h"

#include <string.h>

/* ---- the mapping as given */

bool column_map_read(Text list, Arena *arena, ColumnMap *map) {
    size_t name_capacity = 0, header_count = 0;
    *map = (ColumnMap){0};
    for (size_t from = 0, to; from <= list.len; from = to + 1) {
        const char *comma = memchr(list.bytes + from, ',', list.len - from);
        to = comma ? (size_t)(comma - list.bytes) : list.len;
        Text entry = text_slice(list, from, to);
        const char *sign = entry.len > 0 ? memchr(entry.bytes, '=', entry.len) : NULL;
        if (!sign) return false;
        size_t middle = (size_t)(sign - entry.bytes);
        Text header = text_trim(text_slice(entry, 0, middle));
        Text name = text_trim(text_slice(entry, middle + 1, entry.len));
        if (header.len == 0 || name.len == 0) return false;
        ARENA_PUSH(arena, map->headers, header_count, map->capacity, unicode_fold(arena, header));
        ARENA_PUSH(arena, map->names, map->count, name_capacity, unicode_nfc(arena, name));
    }
    return map->count > 0;
}

/* ---- names of results */

typedef struct Finder {
    Verification *verification;
    TextIndex names; /* folded names of outputs, then labels; number i is output i modulo their count */
    bool *is_taken;  /* per column of the table */
    bool failed;
} Finder;

static TextIndex index_outputs(const Plan *plan, Arena *arena) {
    TextIndex index = text_index_new(arena);
    for (uint32_t i = 0; i < plan->output_count; i++)
        text_index_add(&index, unicode_fold(arena, plan->outputs[i].name));
    for (uint32_t i = 0; i < plan->output_count; i++)
        text_index_add(&index, unicode_fold(arena, plan->outputs[i].label));
    return index;
}

/* NAME, or NAME.points and the like; `diagnostics` NULL: silently. */
static bool find_named(const Finder *finder, Text name, Diagnostics *diagnostics, ResultColumn *found) {
    const Verification *verification = finder->verification;
    ResultOptions options = {.format = RESULT_CSV, .columns = &name, .column_count = 1};
    if (text_equal(name, TEXT("all"))) return false;
    ResultColumns columns =
        result_columns(verification->score->plan, &options, verification->arena, diagnostics);
    if (columns.count == 1) *found = columns.items[0];
    return columns.count == 1;
}

static bool find_by_header(const Finder *finder, size_t column, ResultColumn *found) {
    const Verification *verification = finder->verification;
    const Plan *plan = verification->score->plan;
    if (find_named(finder, verification->table->headers[column], NULL, found)) return true;
    uint32_t number = text_index_find(&finder->names, verification->table->folded[column]);
    if (number == TEXT_INDEX_NONE || verification->table->folded[column].len == 0) return false;
    uint32_t output = number % plan->output_count;
    *found = (ResultColumn){SHOW_VALUE, RESULT_NONE, output, plan->outputs[output].name};
    return true;
}

/* ---- what a column is compared with */

static RoundingMode mode_of(const Plan *plan, const PlanOutput *output) {
    const Step *step = &plan->steps[output->value];
    return step->op == OP_ROUND ? (RoundingMode)step->round.mode : ROUND_HALF_AWAY;
}

static VerifyKind kind_of(const Plan *plan, const ResultColumn *shown) {
    const PlanOutput *output = &plan->outputs[shown->output];
    if (shown->what == SHOW_STATE) return VERIFY_TEXT;
    if (shown->what != SHOW_VALUE && shown->what != SHOW_EXACT) return VERIFY_NUMBER;
    if (output->kind == OUTPUT_RANK) return VERIFY_PLACE;
    if (output->kind == OUTPUT_GRADE) return VERIFY_TEXT;
    return plan->steps[output->value].type == PLAN_NUMBER ? VERIFY_NUMBER : VERIFY_TEXT;
}

static VerifyColumn column_of(const Plan *plan, size_t printed, ResultColumn shown) {
    const PlanOutput *output = &plan->outputs[shown.output];
    bool is_value = shown.what == SHOW_VALUE;
    return (VerifyColumn){.printed = printed,
                          .shown = shown,
                          .kind = kind_of(plan, &shown),
                          .decimals = is_value ? output->decimals : -1,
                          .as_percent = output->as_percent && (is_value || shown.what == SHOW_EXACT),
                          .mode = mode_of(plan, output)};
}

static void take(Finder *finder, size_t printed, ResultColumn shown) {
    Verification *verification = finder->verification;
    finder->is_taken[printed] = true;
    if (shown.what == SHOW_INPUT) return;
    verification->columns[verification->column_count++] =
        column_of(verification->score->plan, printed, shown);
}

/* ---- by the mapping, then by header */

static void report_no_header(Finder *finder, Text header) {
    Verification *verification = finder->verification;
    const PrintedTable *table = verification->table;
    Nearest nearest = nearest_start(verification->arena, header);
    for (size_t i = 0; i < table->column_count; i++)
        nearest_offer(&nearest, table->headers[i], (long)i);
    Text hint = TEXT("to the left of `=` stands a header of the published table");
    if (nearest.best >= 0)
        hint =
            text_format(verification->arena, "did you mean `%.*s`?", TEXT_ARG(table->headers[nearest.best]));
    finder->failed = true;
    diagnostics_add(verification->diagnostics,
                    &(Diagnostic){.code = DIAGNOSTIC_MAPPED_COLUMN,
                                  .file = table->file,
                                  .position = {table->header_line, 1},
                                  .message = text_format(verification->arena, "no column is called `%.*s`",
                                                         TEXT_ARG(header)),
                                  .hint = hint});
}

static size_t find_header(const PrintedTable *table, Text folded) {
    for (size_t i = 0; i < table->column_count; i++)
        if (text_equal(table->folded[i], folded)) return i;
    return SIZE_MAX;
}

static bool is_unit_input(const Plan *plan, const ResultColumn *shown) {
    return shown->what == SHOW_INPUT && (shown->input == plan->key_input || shown->input == plan->name_input);
}

static void note_key(Verification *verification, size_t printed, uint32_t input) {
    const Plan *plan = verification->score->plan;
    bool is_key = input == plan->key_input || plan->key_input == UINT32_MAX;
    if (verification->key_column != SIZE_MAX && !is_key) return;
    verification->key_column = printed;
    verification->by_name = !is_key;
}

static void take_mapped(Finder *finder, const ColumnMap *map) {
    Verification *verification = finder->verification;
    for (size_t i = 0; i < map->count; i++) {
        ResultColumn shown;
        size_t printed = find_header(verification->table, map->headers[i]);
        if (printed == SIZE_MAX)
            report_no_header(finder, map->headers[i]);
        else if (!find_named(finder, map->names[i], verification->diagnostics, &shown))
            finder->failed = true;
        else if (is_unit_input(verification->score->plan, &shown))
            note_key(verification, printed, shown.input);
        else
            take(finder, printed, shown);
        if (printed != SIZE_MAX) finder->is_taken[printed] = true;
    }
}

static bool names_input(const Plan *plan, uint32_t input, Text folded, Arena *arena) {
    const PlanInput *of = &plan->inputs[input];
    return folded.len > 0 && (text_equal(folded, unicode_fold(arena, of->name)) ||
                              text_equal(folded, unicode_fold(arena, of->header)) ||
                              text_equal(folded, unicode_fold(arena, of->label)));
}

static void take_units(Finder *finder) {
    Verification *verification = finder->verification;
    const Plan *plan = verification->score->plan;
    const uint32_t inputs[] = {plan->key_input, plan->name_input};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < verification->table->column_count; i++) {
            bool may_be = inputs[k] < plan->input_count && !finder->is_taken[i];
            if (!may_be || !names_input(plan, inputs[k], verification->table->folded[i], verification->arena))
                continue;
            finder->is_taken[i] = true;
            if (verification->key_column == SIZE_MAX) note_key(verification, i, inputs[k]);
        }
}

static void take_by_header(Finder *finder) {
    Verification *verification = finder->verification;
    size_t column_count = verification->table->column_count;
    verification->not_compared = ARENA_ARRAY(verification->arena, size_t, column_count);
    for (size_t i = 0; i < column_count; i++) {
        ResultColumn shown;
        if (finder->is_taken[i]) continue;
        if (find_by_header(finder, i, &shown) && shown.what != SHOW_INPUT)
            take(finder, i, shown);
        else
            verification->not_compared[verification->not_compared_count++] = i;
    }
}

/* ---- what must be there */

static Text unit_header(const Plan *plan) {
    uint32_t input = plan->key_input != UINT32_MAX ? plan->key_input : plan->name_input;
    if (input == UINT32_MAX) return TEXT("the key");
    return plan->inputs[input].header.len > 0 ? plan->inputs[input].header : plan->inputs[input].name;
}

static void report_no_units(Verification *verification) {
    const Plan *plan = verification->score->plan;
    Text name = unit_header(plan);
    diagnostics_add(
        verification->diagnostics,
        &(Diagnostic){.code = DIAGNOSTIC_MISSING_COLUMN,
                      .file = verification->table->file,
                      .position = {verification->table->header_line, 1},
                      .message = text_format(verification->arena,
                                             "no column `%.*s` says which unit a row is of", TEXT_ARG(name)),
                      .hint =
                          text_format(verification->arena, "name the column that does: --map \"HEADER=%.*s\"",
                                      TEXT_ARG(name))});
}

static void report_nothing(Verification *verification) {
    diagnostics_add(verification->diagnostics,
                    &(Diagnostic){.code = DIAGNOSTIC_NOTHING_TO_COMPARE,
                                  .file = verification->table->file,
                                  .position = {verification->table->header_line, 1},
                                  .message = TEXT("no column shows a result of these rules"),
                                  .hint = TEXT("say which column shows which result: --map \"HEADER=NAME\"; "
                                               "`ictscore check RULES` names the results")});
}

bool verify_columns(Verification *verification, const ColumnMap *map) {
    Arena *arena = verification->arena;
    size_t column_count = verification->table->column_count;
    Finder finder = {.verification = verification,
                     .names = index_outputs(verification->score->plan, arena),
                     .is_taken = ARENA_ARRAY(arena, bool, column_count)};
    verification->key_column = SIZE_MAX;
    verification->columns = ARENA_ARRAY(arena, VerifyColumn, column_count + map->count);
    take_mapped(&finder, map);
    take_units(&finder);
    take_by_header(&finder);
    if (finder.failed) return false;
    if (verification->key_column == SIZE_MAX) report_no_units(verification);
    if (verification->column_count == 0) report_nothing(verification);
    return verification->key_column != SIZE_MAX && verification->column_count > 0;
}
