#include "evidence/years/compare_match.h"

#include "base/nearest.h"
#include "base/unicode.h"
#include "evidence/published/unit_match.h"
#include "evidence/years/former_names.h"

/* ---- results */

static const Plan *plan_of(const Comparison *comparison, int year) {
    return comparison->scores[year][year]->plan;
}

static bool is_number(const Plan *plan, const PlanOutput *output) {
    return output->kind != OUTPUT_GRADE && plan->steps[output->value].type == PLAN_NUMBER;
}

static bool is_compared(const PlanOutput *output) {
    return output->kind != OUTPUT_LET;
}

static uint32_t find_alike(const Plan *plan, const TextIndex *names, Text name, const PlanOutput *wanted,
                           const Plan *wanted_plan) {
    uint32_t found = text_index_find(names, name);
    if (found == TEXT_INDEX_NONE) return UINT32_MAX;
    const PlanOutput *output = &plan->outputs[found];
    bool is_same = output->kind == wanted->kind && is_number(plan, output) == is_number(wanted_plan, wanted);
    return is_same ? found : UINT32_MAX;
}

static TextIndex index_names(const Plan *plan, Arena *arena) {
    TextIndex index = text_index_new(arena);
    for (uint32_t i = 0; i < plan->output_count; i++)
        text_index_add(&index, plan->outputs[i].name);
    return index;
}

static void add_output(Comparison *comparison, uint32_t old_output, uint32_t new_output) {
    int year = new_output == UINT32_MAX ? OLD : NEW;
    const Plan *plan = plan_of(comparison, year);
    const PlanOutput *output = &plan->outputs[year == NEW ? new_output : old_output];
    comparison->outputs[comparison->output_count++] = (CompareOutput){
        .outputs = {old_output, new_output}, .kind = output->kind, .is_number = is_number(plan, output)};
}

/* ---- results under another name */

/* A name as it is compared with those that were typed. */
static bool is_called(const Comparison *comparison, const PlanOutput *output, Text typed) {
    return text_equal(unicode_fold(comparison->arena, output->name), unicode_fold(comparison->arena, typed));
}

static bool check_name(const Comparison *comparison, int year, Text typed, Diagnostics *diagnostics) {
    const Plan *plan = plan_of(comparison, year);
    Nearest nearest = nearest_start(comparison->arena, typed);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        if (is_called(comparison, &plan->outputs[i], typed)) return true;
        nearest_offer(&nearest, plan->outputs[i].name, (long)i);
    }
    Text hint = TEXT("--map has the name of a result in the old rules, `=`, and its name in the new ones");
    if (nearest.best >= 0)
        hint = text_format(comparison->arena, "did you mean `%.*s`?",
                           TEXT_ARG(plan->outputs[nearest.best].name));
    diagnostics_add(diagnostics, &(Diagnostic){.code = DIAGNOSTIC_UNKNOWN_COLUMN,
                                               .file = TEXT("ictscore"),
                                               .message = text_format(
                                                   comparison->arena, "the %s rules have no result `%.*s`",
                                                   year == OLD ? "old" : "new", TEXT_ARG(typed)),
                                               .hint = hint});
    return false;
}

static bool check_names(const Comparison *comparison, const ColumnMap *renamed, Diagnostics *diagnostics) {
    bool are_known = true;
    for (size_t i = 0; i < renamed->count; i++) {
        are_known &= check_name(comparison, OLD, renamed->headers[i], diagnostics);
        are_known &= check_name(comparison, NEW, renamed->names[i], diagnostics);
    }
    return are_known;
}

/* The name that a result of the new rules had in the old ones; what was typed goes before what the rules
 * rename. */
static Text old_name(const Comparison *comparison, const ColumnMap *renamed, const PlanOutput *output) {
    const Plan *plan = plan_of(comparison, OLD);
    for (size_t i = 0; i < renamed->count; i++)
        for (uint32_t k = 0; is_called(comparison, output, renamed->names[i]) && k < plan->output_count; k++)
            if (is_called(comparison, &plan->outputs[k], renamed->headers[i])) return plan->outputs[k].name;
    Text former = former_names_other(comparison->names, NEW, output->name);
    for (size_t i = 0; i < renamed->count; i++)
        if (text_equal(unicode_fold(comparison->arena, renamed->headers[i]),
                       unicode_fold(comparison->arena, former)))
            return (Text){"", 0};
    return former;
}

bool compare_match_outputs(Comparison *comparison, const ColumnMap *renamed, Diagnostics *diagnostics) {
    if (!check_names(comparison, renamed, diagnostics)) return false;
    const Plan *old_plan = plan_of(comparison, OLD), *new_plan = plan_of(comparison, NEW);
    TextIndex names = index_names(old_plan, comparison->arena);
    bool *is_taken = ARENA_ARRAY(comparison->arena, bool, (size_t)old_plan->output_count + 1);
    comparison->outputs = ARENA_ARRAY(comparison->arena, CompareOutput,
                                      (size_t)old_plan->output_count + new_plan->output_count + 1);
    for (uint32_t i = 0; i < new_plan->output_count; i++) {
        const PlanOutput *output = &new_plan->outputs[i];
        if (!is_compared(output)) continue;
        uint32_t found =
            find_alike(old_plan, &names, old_name(comparison, renamed, output), output, new_plan);
        if (found != UINT32_MAX && is_taken[found]) found = UINT32_MAX;
        if (found != UINT32_MAX) is_taken[found] = true;
        add_output(comparison, found, i);
    }
    for (uint32_t i = 0; i < old_plan->output_count; i++)
        if (!is_taken[i] && is_compared(&old_plan->outputs[i])) add_output(comparison, i, UINT32_MAX);
    return true;
}

/* ---- units */

typedef struct Matcher {
    Comparison *comparison;
    UnitMatch units[YEARS];
    uint32_t *renamed_to; /* per old row: the new one, or UNIT_NONE */
    bool *is_named;       /* per new row: some old unit was renamed to it */
    Diagnostics *diagnostics;
} Matcher;

static UnitMatch match_of(const Comparison *comparison, int year) {
    const FullScore *score = comparison->scores[year][year];
    UnitMatch match = unit_match_new(comparison->arena);
    for (size_t row = 0; row < score->table.row_count; row++)
        unit_match_add(&match, full_score_key(score, row));
    return match;
}

static void report(Matcher *matcher, const PrintedTable *table, const PrintedCell *cell, Text message,
                   Text hint) {
    diagnostics_add(matcher->diagnostics, &(Diagnostic){.code = DIAGNOSTIC_UNKNOWN_UNIT,
                                                        .file = table->file,
                                                        .position = cell->place,
                                                        .message = message,
                                                        .hint = hint});
}

static void report_unknown(Matcher *matcher, const PrintedTable *table, const PrintedCell *cell, int year) {
    Arena *arena = matcher->comparison->arena;
    uint32_t near = unit_match_nearest(&matcher->units[year], cell->text);
    Text hint = TEXT("each line has the key of a unit in the old data and its key in the new data");
    if (near != UNIT_NONE)
        hint = text_format(arena, "did you mean `%.*s`?",
                           TEXT_ARG(full_score_key(matcher->comparison->scores[year][year], near)));
    report(matcher, table, cell,
           text_format(arena, "no unit of the %s data has the key `%.*s`", year == OLD ? "old" : "new",
                       TEXT_ARG(cell->text)),
           hint);
}

static void take_renamed(Matcher *matcher, const PrintedTable *table, size_t line) {
    const PrintedCell *cells[YEARS] = {printed_cell(table, line, OLD), printed_cell(table, line, NEW)};
    uint32_t rows[YEARS];
    for (int year = OLD; year < YEARS; year++) {
        rows[year] = unit_match_find(&matcher->units[year], cells[year]->text);
        if (rows[year] == UNIT_NONE) report_unknown(matcher, table, cells[year], year);
    }
    if (rows[OLD] == UNIT_NONE || rows[NEW] == UNIT_NONE) return;
    bool is_again = matcher->renamed_to[rows[OLD]] != UNIT_NONE || matcher->is_named[rows[NEW]];
    if (is_again)
        report(matcher, table, cells[OLD], TEXT("a unit of this line stands in another one, too"),
               TEXT("one unit becomes one unit; units that were split or merged are gone and new"));
    matcher->renamed_to[rows[OLD]] = rows[NEW];
    matcher->is_named[rows[NEW]] = true;
}

static bool read_renamed(Matcher *matcher, const PrintedTable *table) {
    size_t errors = diagnostics_error_count(matcher->diagnostics);
    if (table->column_count != YEARS) {
        PrintedCell header = {table->headers[0], {table->header_line, 1}};
        report(matcher, table, &header, TEXT("the table of renamed units has two columns, old and new keys"),
               TEXT("its first line is a header, such as `old,new`"));
        return false;
    }
    for (size_t line = 0; line < table->row_count; line++)
        take_renamed(matcher, table, line);
    return diagnostics_error_count(matcher->diagnostics) == errors;
}

/* Keys that were given to another unit mean that one. */
static uint32_t old_row_of(const Matcher *matcher, const uint32_t *renamed_from, uint32_t new_row) {
    if (renamed_from[new_row] != UNIT_NONE) return renamed_from[new_row];
    const FullScore *score = matcher->comparison->scores[NEW][NEW];
    uint32_t row = unit_match_find(&matcher->units[OLD], full_score_key(score, new_row));
    return row != UNIT_NONE && matcher->renamed_to[row] == UNIT_NONE ? row : UNIT_NONE;
}

static void sort_out(Matcher *matcher) {
    Comparison *comparison = matcher->comparison;
    const FullScore *news = comparison->scores[NEW][NEW];
    size_t old_count = comparison->scores[OLD][OLD]->table.row_count, new_count = news->table.row_count;
    Arena *arena = comparison->arena;
    uint32_t *renamed_from = ARENA_ARRAY(arena, uint32_t, new_count + 1);
    bool *is_kept = ARENA_ARRAY(arena, bool, old_count + 1);
    for (size_t i = 0; i < new_count; i++)
        renamed_from[i] = UNIT_NONE;
    for (uint32_t i = 0; i < old_count; i++)
        if (matcher->renamed_to[i] != UNIT_NONE) renamed_from[matcher->renamed_to[i]] = i;
    comparison->units = ARENA_ARRAY(arena, CompareUnit, new_count + 1);
    comparison->added = ARENA_ARRAY(arena, uint32_t, new_count + 1);
    comparison->gone = ARENA_ARRAY(arena, uint32_t, old_count + 1);
    for (size_t i = 0; i < news->result.row_count; i++) {
        uint32_t row = news->result.rows ? news->result.rows[i] : (uint32_t)i;
        uint32_t old_row = old_row_of(matcher, renamed_from, row);
        bool is_renamed = renamed_from[row] != UNIT_NONE;
        if (old_row == UNIT_NONE) {
            comparison->added[comparison->added_count++] = row;
            continue;
        }
        is_kept[old_row] = true;
        comparison->renamed_count += is_renamed;
        comparison->units[comparison->unit_count++] = (CompareUnit){{old_row, row}, is_renamed};
    }
    for (uint32_t i = 0; i < old_count; i++)
        if (!is_kept[i]) comparison->gone[comparison->gone_count++] = i;
}

bool compare_match_units(Comparison *comparison, const PrintedTable *renamed, Diagnostics *diagnostics) {
    Matcher matcher = {.comparison = comparison,
                       .units = {match_of(comparison, OLD), match_of(comparison, NEW)},
                       .diagnostics = diagnostics};
    size_t old_count = comparison->scores[OLD][OLD]->table.row_count;
    matcher.renamed_to = ARENA_ARRAY(comparison->arena, uint32_t, old_count + 1);
    matcher.is_named =
        ARENA_ARRAY(comparison->arena, bool, comparison->scores[NEW][NEW]->table.row_count + 1);
    for (size_t i = 0; i < old_count; i++)
        matcher.renamed_to[i] = UNIT_NONE;
    if (renamed && !read_renamed(&matcher, renamed)) return false;
    sort_out(&matcher);
    return true;
}
