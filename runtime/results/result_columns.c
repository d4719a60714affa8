#include "runtime/results/result_columns.h"

#include "base/nearest.h"
#include "base/unicode.h"

uint32_t result_first_output(const Plan *plan, PlanOutputKind kind) {
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind == kind) return i;
    return RESULT_NONE;
}

uint32_t result_order_rank(const Plan *plan) {
    for (uint32_t i = 0; i < plan->output_count; i++) {
        const PlanOutput *output = &plan->outputs[i];
        if (output->kind == OUTPUT_RANK && plan->block_input != RESULT_NONE &&
            output->scope_input == plan->block_input)
            return i;
    }
    return result_first_output(plan, OUTPUT_RANK);
}

typedef struct Selection {
    const Plan *plan;
    const ResultOptions *options;
    Arena *arena;
    ResultColumns columns;
} Selection;

static void add(Selection *selection, ResultColumn column) {
    ResultColumns *columns = &selection->columns;
    ARENA_PUSH(selection->arena, columns->items, columns->count, columns->capacity, column);
}

static void add_input(Selection *selection, uint32_t input) {
    add(selection, (ResultColumn){SHOW_INPUT, input, RESULT_NONE, selection->plan->inputs[input].name});
}

static void add_part(Selection *selection, uint32_t output, ResultShow what, const char *part) {
    Text name = selection->plan->outputs[output].name;
    Text header = text_format(selection->arena, "%.*s.%s", TEXT_ARG(name), part);
    add(selection, (ResultColumn){what, RESULT_NONE, output, header});
}

static void add_output(Selection *selection, uint32_t output) {
    Text header = selection->plan->outputs[output].name;
    add(selection, (ResultColumn){SHOW_VALUE, RESULT_NONE, output, header});
}

/* [F4.2] An index made of its points and maximum shows both. */
static bool shows_points(const PlanOutput *output) {
    return output->of_points && output->points != STEP_NONE && output->max != STEP_NONE;
}

static void add_index(Selection *selection, uint32_t index) {
    const PlanOutput *output = &selection->plan->outputs[index];
    add_output(selection, index);
    if (!shows_points(output)) return;
    if (selection->options->format == RESULT_TABLE) {
        Text header = selection->plan->outputs[index].name;
        header = text_format(selection->arena, "%.*s.points/max", TEXT_ARG(header));
        add(selection, (ResultColumn){SHOW_POINTS_OF_MAX, RESULT_NONE, index, header});
        return;
    }
    add_part(selection, index, SHOW_POINTS, "points");
    add_part(selection, index, SHOW_MAX, "max");
}

static void add_kind(Selection *selection, PlanOutputKind kind, uint32_t except) {
    for (uint32_t i = 0; i < selection->plan->output_count; i++) {
        if (selection->plan->outputs[i].kind != kind || i == except) continue;
        if (kind == OUTPUT_INDEX)
            add_index(selection, i);
        else
            add_output(selection, i);
    }
}

/* [F4.2] */
static void add_who(Selection *selection, bool with_block) {
    const Plan *plan = selection->plan;
    if (plan->key_input != RESULT_NONE) add_input(selection, plan->key_input);
    if (plan->name_input != RESULT_NONE && plan->name_input != plan->key_input)
        add_input(selection, plan->name_input);
    if (with_block && plan->block_input != RESULT_NONE) add_input(selection, plan->block_input);
}

static bool has_input(const Selection *selection, uint32_t input) {
    for (size_t i = 0; i < selection->columns.count; i++)
        if (selection->columns.items[i].what == SHOW_INPUT && selection->columns.items[i].input == input)
            return true;
    return false;
}

/* [F4.2] A place within a category says little without the category. */
static void add_categories(Selection *selection) {
    for (uint32_t i = 0; i < selection->plan->output_count; i++) {
        const PlanOutput *output = &selection->plan->outputs[i];
        bool scoped = output->kind == OUTPUT_RANK && output->scope_input != RESULT_NONE;
        if (scoped && !has_input(selection, output->scope_input)) add_input(selection, output->scope_input);
    }
}

static void add_what(Selection *selection, uint32_t except) {
    static const PlanOutputKind order[] = {OUTPUT_INDEX, OUTPUT_RANK,   OUTPUT_GRADE,
                                           OUTPUT_GATE,  OUTPUT_REPORT, OUTPUT_GROUP};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        add_kind(selection, order[i], except);
}

/* [F3.2] The place first, then who, then what; criteria only where --columns names them. */
static void add_table_default(Selection *selection) {
    const Plan *plan = selection->plan;
    uint32_t rank = result_order_rank(plan);
    bool by_block = rank != RESULT_NONE && plan->outputs[rank].scope_input == plan->block_input;
    if (rank != RESULT_NONE) add_output(selection, rank);
    add_who(selection, !by_block || selection->options->data_order);
    add_what(selection, rank);
    if (result_first_output(plan, OUTPUT_INDEX) == RESULT_NONE)
        add_kind(selection, OUTPUT_CRITERION, RESULT_NONE);
}

static void add_default(Selection *selection) {
    if (selection->options->format == RESULT_TABLE) {
        add_table_default(selection);
        return;
    }
    add_who(selection, true);
    add_categories(selection);
    add_what(selection, RESULT_NONE);
    add_kind(selection, OUTPUT_CRITERION, RESULT_NONE);
}

static void add_all(Selection *selection) {
    for (uint32_t i = 0; i < selection->plan->input_count; i++)
        add_input(selection, i);
    add_what(selection, RESULT_NONE);
    add_kind(selection, OUTPUT_CRITERION, RESULT_NONE);
    add_kind(selection, OUTPUT_LET, RESULT_NONE);
}

static uint32_t find_input(const Plan *plan, Text name) {
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (text_equal(plan->inputs[i].name, name)) return i;
    return RESULT_NONE;
}

static uint32_t find_output(const Plan *plan, Text name) {
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (text_equal(plan->outputs[i].name, name)) return i;
    return RESULT_NONE;
}

static bool find_part(Text word, const PlanOutput *output, ResultShow *what) {
    static const struct {
        const char *word;
        ResultShow what;
        bool of_sums; /* only where there are points and a maximum */
    } parts[] = {{"points", SHOW_POINTS, true},
                 {"max", SHOW_MAX, true},
                 {"ratio", SHOW_RATIO, true},
                 {"exact", SHOW_EXACT, false},
                 {"state", SHOW_STATE, false}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!text_equal(word, text_from(parts[i].word))) continue;
        *what = parts[i].what;
        return !parts[i].of_sums || (output->points != STEP_NONE && output->max != STEP_NONE);
    }
    return false;
}

static bool add_named_part(Selection *selection, Text wanted) {
    size_t dot = 0;
    while (dot < wanted.len && wanted.bytes[dot] != '.')
        dot++;
    if (dot == wanted.len) return false;
    uint32_t output = find_output(selection->plan, text_slice(wanted, 0, dot));
    ResultShow what = SHOW_VALUE;
    if (output == RESULT_NONE) return false;
    if (!find_part(text_slice(wanted, dot + 1, wanted.len), &selection->plan->outputs[output], &what))
        return false;
    add(selection, (ResultColumn){what, RESULT_NONE, output, wanted});
    return true;
}

static bool add_named(Selection *selection, Text wanted) {
    uint32_t input = find_input(selection->plan, wanted);
    uint32_t output = find_output(selection->plan, wanted);
    if (input != RESULT_NONE)
        add_input(selection, input);
    else if (output != RESULT_NONE)
        add_output(selection, output);
    else if (text_equal(wanted, TEXT("all")))
        add_all(selection);
    else
        return add_named_part(selection, wanted);
    return true;
}

static Text nearest_name(const Plan *plan, Arena *arena, Text wanted) {
    Nearest nearest = nearest_start(arena, wanted);
    for (uint32_t i = 0; i < plan->output_count; i++)
        nearest_offer(&nearest, plan->outputs[i].name, (long)i);
    for (uint32_t i = 0; i < plan->input_count; i++)
        nearest_offer(&nearest, plan->inputs[i].name, (long)plan->output_count + i);
    if (nearest.best < 0) return (Text){"", 0};
    if (nearest.best < (long)plan->output_count) return plan->outputs[nearest.best].name;
    return plan->inputs[nearest.best - (long)plan->output_count].name;
}

static void report_unknown(const Selection *selection, Text wanted, Diagnostics *diagnostics) {
    Arena *arena = selection->arena;
    Text near = nearest_name(selection->plan, arena, wanted);
    Text hint = TEXT(
        "--columns takes names of inputs, of what the rules declare, with `.exact` or `.state` behind it, of "
        "criteria, groups and indices with `.points`, `.max` or `.ratio`, and the word `all`");
    if (near.len > 0) hint = text_format(arena, "did you mean `%.*s`?", TEXT_ARG(near));
    diagnostics_add(diagnostics,
                    &(Diagnostic){
                        .code = DIAGNOSTIC_UNKNOWN_COLUMN,
                        .file = TEXT("ictscore"),
                        .message = text_format(arena, "the rules have no `%.*s` to show", TEXT_ARG(wanted)),
                        .hint = hint,
                    });
}

ResultColumns result_columns(const Plan *plan, const ResultOptions *options, Arena *arena,
                             Diagnostics *diagnostics) {
    Selection selection = {plan, options, arena, {NULL, 0, 0}};
    if (options->column_count == 0) add_default(&selection);
    for (size_t i = 0; i < options->column_count; i++) {
        Text wanted = unicode_nfc(arena, text_trim(options->columns[i]));
        if (!add_named(&selection, wanted) && diagnostics) report_unknown(&selection, wanted, diagnostics);
    }
    return selection.columns;
}

long result_find_block(const Plan *plan, Text wanted, Arena *arena) {
    if (plan->block_input == RESULT_NONE) return -1;
    const PlanInput *input = &plan->inputs[plan->block_input];
    Text folded = unicode_fold(arena, wanted);
    for (size_t i = 0; i < input->option_count; i++)
        if (text_equal(folded, unicode_fold(arena, input->options[i].text))) return (long)i;
    for (size_t i = 0; i < input->option_count; i++)
        if (text_equal(folded, unicode_fold(arena, input->options[i].label))) return (long)i;
    return -1;
}
