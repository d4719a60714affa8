#include "runtime/results/result_field.h"

#include "runtime/results/result_rank.h"
#include "runtime/computing/value_text.h"

static const Text words[] = {{"no", 2}, {"yes", 3}};

static void set_labels(ResultField *field, const Text *labels, size_t count, bool is_foreign) {
    field->kind = FIELD_LABEL;
    field->labels = labels;
    field->label_count = count;
    field->is_foreign = is_foreign;
}

static void set_options(ResultField *field, const Result *result, const PlanOption *options, size_t count) {
    Text *labels = ARENA_ARRAY(result->arena, Text, count + 1);
    for (size_t i = 0; i < count; i++)
        labels[i] = options[i].label;
    set_labels(field, labels, count, true);
}

static void set_number(ResultField *field, const Result *result, int decimals, bool as_percent) {
    field->kind = FIELD_NUMBER;
    field->style =
        (CellStyle){decimals, VALUE_FREE_DECIMALS, as_percent, result->options.vietnamese ? ',' : '.'};
}

static bool take_column(ResultField *field, const Result *result, const Column *column) {
    field->source = item_source(column);
    return column->count >= result->evaluation->row_count;
}

static bool take_constant(ResultField *field, const Result *result, Number number) {
    int decimals = number_decimals(result->numbers, number, CELL_MAX_DECIMALS);
    int64_t mantissa;
    if (decimals < 0 || !number_to_decimal(result->numbers, number, (unsigned)decimals, &mantissa))
        return false;
    field->source = item_source_of_same(cell_from_decimal(mantissa, (unsigned)decimals));
    return cell_fits(mantissa);
}

/* Where the cells of the step are; false: nowhere as a whole. */
static bool take_step(ResultField *field, const Result *result, StepId id) {
    const Step *step = &result->plan->steps[id];
    if (step->op == OP_CONSTANT) return take_constant(field, result, result->plan->constants[step->constant]);
    field->source = item_source_of_same(cell_without_value((ValueState)step->state));
    if (step->op == OP_NO_VALUE) return true;
    const Column *column = &result->evaluation->columns[id];
    if (step->op == OP_INPUT && column->count == 0) column = &result->table->columns[step->input].values;
    return take_column(field, result, column);
}

/* [F3.6] A category of an input, or a grade. */
static void set_category(ResultField *field, const Result *result, const PlanOutput *output) {
    if (output->category_input == RESULT_NONE) {
        set_options(field, result, output->grades, output->grade_count);
        return;
    }
    const PlanInput *input = &result->plan->inputs[output->category_input];
    const Categories *open = &result->table->columns[output->category_input].categories;
    if (input->type == INPUT_OPTION)
        set_options(field, result, input->options, input->option_count);
    else
        set_labels(field, open->texts, open->count, true);
}

static void set_typed(ResultField *field, const Result *result, const PlanOutput *output, StepId step) {
    switch (result->plan->steps[step].type) {
    case PLAN_YES_NO: set_labels(field, words, 2, false); return;
    case PLAN_DATE: field->kind = FIELD_DATE; return;
    case PLAN_OPTION: set_category(field, result, output); return;
    case PLAN_NUMBER: set_number(field, result, output->decimals, output->as_percent); return;
    }
}

static bool take_rank(ResultField *field, const Result *result, uint32_t output_id, bool plain) {
    const PlanOutput *output = &result->plan->outputs[output_id];
    bool decorated = !plain && (output->show_of || output->show_shared);
    set_number(field, result, -1, false);
    return !(decorated && result_rank_find(result, output_id)) && take_step(field, result, output->value);
}

static bool take_declared(ResultField *field, const Result *result, uint32_t output_id, bool plain_rank) {
    const PlanOutput *output = &result->plan->outputs[output_id];
    switch (output->kind) {
    case OUTPUT_RANK: return take_rank(field, result, output_id, plain_rank);
    case OUTPUT_GRADE: set_options(field, result, output->grades, output->grade_count); break;
    case OUTPUT_GATE:
    case OUTPUT_INDEX:
    case OUTPUT_GROUP:
    case OUTPUT_CRITERION:
    case OUTPUT_REPORT:
    case OUTPUT_LET: set_typed(field, result, output, output->value); break;
    }
    return take_step(field, result, output->value);
}

static bool take_exact(ResultField *field, const Result *result, const PlanOutput *output) {
    set_typed(field, result, output, output->exact);
    if (result->plan->steps[output->exact].type == PLAN_NUMBER) {
        set_number(field, result, -1, false);
        field->style.most = NUMBER_MAX_DECIMALS;
    }
    return take_step(field, result, output->exact);
}

static bool take_number(ResultField *field, const Result *result, StepId step) {
    set_number(field, result, -1, false);
    return take_step(field, result, step);
}

static bool take_input(ResultField *field, const Result *result, uint32_t input) {
    const PlanInput *of = &result->plan->inputs[input];
    const TableColumn *column = &result->table->columns[input];
    switch (of->type) {
    case INPUT_KEY:
    case INPUT_NAME:
        field->kind = FIELD_TEXT;
        field->texts = column->texts;
        return column->texts != NULL;
    case INPUT_TEXT: set_labels(field, column->categories.texts, column->categories.count, true); break;
    case INPUT_OPTION: set_options(field, result, of->options, of->option_count); break;
    case INPUT_YES_NO: set_labels(field, words, 2, false); break;
    case INPUT_NUMBER: set_number(field, result, -1, false); break;
    case INPUT_PERCENT: set_number(field, result, -1, true); break;
    case INPUT_DATE: field->kind = FIELD_DATE; break;
    }
    return take_column(field, result, &column->values);
}

static bool take(ResultField *field, const Result *result, const ResultColumn *column, bool plain_rank) {
    if (column->what == SHOW_INPUT) return take_input(field, result, column->input);
    const PlanOutput *output = &result->plan->outputs[column->output];
    switch (column->what) {
    case SHOW_VALUE: return take_declared(field, result, column->output, plain_rank);
    case SHOW_POINTS: return take_number(field, result, output->points);
    case SHOW_MAX: return take_number(field, result, output->max);
    case SHOW_EXACT: return take_exact(field, result, output);
    case SHOW_INPUT:
    case SHOW_RATIO:
    case SHOW_STATE:
    case SHOW_POINTS_OF_MAX: break;
    }
    return false;
}

/* What could not be taken as a whole goes the careful way. */
ResultField result_field(const Result *result, const ResultColumn *column, bool plain_rank) {
    ResultField field = {.kind = FIELD_CAREFUL};
    return take(&field, result, column, plain_rank) ? field : (ResultField){.kind = FIELD_CAREFUL};
}

ItemSpan result_field_span(const Result *result, size_t at, size_t to) {
    uint32_t first = result->rows ? (uint32_t)at : (uint32_t)(at - at % ITEM_ROWS);
    size_t end = to - first;
    return (ItemSpan){.rows = result->rows ? result->rows + at : NULL,
                      .first = first,
                      .begin = (uint32_t)at - first,
                      .end = end < ITEM_ROWS ? (uint32_t)end : ITEM_ROWS};
}

/* How many of the next ITEM_ROWS rows there are from `at` on. */
static size_t rows_from(const Result *result, size_t at) {
    if (at >= result->row_count) return 0;
    return result->row_count - at < ITEM_ROWS ? result->row_count - at : ITEM_ROWS;
}

void result_field_ask(const ResultField *field, const Result *result, size_t behind) {
    if (!result->rows || field->kind != FIELD_TEXT) return;
    const uint32_t *next = result->rows + behind, *then = next + ITEM_ROWS;
    text_column_ask_texts(field->texts, next, rows_from(result, behind));
    text_column_ask_places(field->texts, then, rows_from(result, behind + ITEM_ROWS));
}
