#include "runtime/computing/evaluate_report.h"

#include "runtime/computing/value_text.h"

enum {
    LONGEST_NUMBER = 40,
    MOST_OPERANDS = 4
}; /* shown in a message: bytes, and operands of one operation */

#define LIMIT_HINT                                                                                           \
    TEXT("a numerator or denominator may have about 19700 digits; round or bound the values before this")
#define NO_RESULT_HINT TEXT("write `otherwise` behind the expression that has no result here")

static const char *const state_words[] = {"a value", "not applicable", "missing", "no result", "too large"};

static Text unit_name(const EvaluateReport *report, size_t row) {
    const Plan *plan = report->plan;
    uint32_t input = plan->key_input != UINT32_MAX ? plan->key_input : plan->name_input;
    if (input == UINT32_MAX) return TEXT("?");
    if (report->block) return report->block->inputs[input].texts[row];
    return text_column_get(report->table->columns[input].texts, report->first + row);
}

static size_t line_of(const EvaluateReport *report, size_t row) {
    return (size_t)(report->block ? report->block->lines[row]
                                  : table_line(report->table, report->first + row));
}

static void report_at(const EvaluateReport *report, size_t line, DiagnosticCode code, Text message,
                      Text hint) {
    Diagnostic diagnostic = {
        .code = code,
        .file = report->table->file,
        .position = {line, 1},
        .message = message,
        .hint = hint,
    };
    diagnostics_add(report->diagnostics, &diagnostic);
}

static void mark_dependents(const Plan *plan, bool *marked) {
    for (StepId id = 0; id < plan->step_count; id++)
        for (uint32_t i = 0; i < plan->steps[id].operand_count && !marked[id]; i++)
            marked[id] = marked[plan_operands(plan, &plan->steps[id])[i]];
}

/* The declared thing nearest to a step: the one whose value is the first that needs it. */
static const PlanOutput *output_of(const EvaluateReport *report, StepId step) {
    const Plan *plan = report->plan;
    bool *marked = ARENA_ARRAY(report->scratch, bool, plan->step_count);
    const PlanOutput *nearest = NULL;
    marked[step] = true;
    mark_dependents(plan, marked);
    for (uint32_t i = 0; i < plan->output_count; i++) {
        const PlanOutput *output = &plan->outputs[i];
        bool needs = output->value != STEP_NONE && marked[output->value];
        if (needs && (!nearest || output->value < nearest->value)) nearest = output;
    }
    return nearest;
}

static Text place_of(const EvaluateReport *report, StepId step) {
    const PlanOutput *output = output_of(report, step);
    if (!output) return TEXT("a requirement");
    return text_format(report->scratch, "`%.*s`", TEXT_ARG(output->name));
}

static void add_number(const EvaluateReport *report, TextBuilder *out, Number number) {
    Text text = number_format_exact(report->numbers, report->scratch, number);
    text_builder_add(out, text_slice(text, 0, text.len < LONGEST_NUMBER ? text.len : LONGEST_NUMBER));
    if (text.len > LONGEST_NUMBER) text_builder_add_format(out, "… (%zu digits)", text.len);
}

static void add_value(const EvaluateReport *report, TextBuilder *out, const StepValue *value) {
    if (value->state == STATE_VALUE)
        add_number(report, out, value->number);
    else
        text_builder_add(out, text_from(state_words[value->state]));
}

/* "divide(5, 0)" */
static Text operation_text(const EvaluateReport *report, StepId id, const StepValue *values) {
    const Step *step = &report->plan->steps[id];
    TextBuilder out = text_builder(report->scratch);
    if (step_op_is_cohort(step->op)) return text_from(step_op_name(step->op)); /* no matter of one row */
    text_builder_add_format(&out, "%s(", step_op_name(step->op));
    for (uint32_t i = 0; i < step->operand_count && i < MOST_OPERANDS; i++) {
        if (i > 0) text_builder_add(&out, TEXT(", "));
        add_value(report, &out, &values[plan_operands(report->plan, step)[i]]);
    }
    if (step->operand_count > MOST_OPERANDS) text_builder_add(&out, TEXT(", …"));
    text_builder_add(&out, TEXT(")"));
    return text_builder_text(&out);
}

static bool find_operand_in_state(const Plan *plan, StepId *id, const StepValue *values, ValueState state) {
    const Step *step = &plan->steps[*id];
    for (uint32_t i = 0; i < step->operand_count && !step_op_is_cohort(step->op); i++) {
        StepId operand = plan_operands(plan, step)[i];
        if (values[operand].state != state || plan->steps[operand].stage != step->stage) continue;
        *id = operand;
        return true;
    }
    return false;
}

/* The step where the trouble began: the states of later ones come from it. */
static StepId origin_of(const Plan *plan, StepId id, const StepValue *values) {
    while (find_operand_in_state(plan, &id, values, values[id].state))
        ;
    return id;
}

/* After the errors that are shown the others are only counted. */
static bool is_silent(const EvaluateReport *report) {
    return diagnostics_error_count(report->diagnostics) >= DIAGNOSTICS_MAX_ERRORS;
}

/* The inputs that a step looks at, through whatever lies between. */
static void mark_operands(const Plan *plan, bool *marked) {
    for (StepId id = plan->step_count; id-- > 0;)
        for (uint32_t i = 0; i < plan->steps[id].operand_count && marked[id]; i++)
            marked[plan_operands(plan, &plan->steps[id])[i]] = true;
}

/* A key or a name says nothing here: rules cannot look at it. */
static InputValue input_value(const EvaluateReport *report, uint32_t id, size_t row) {
    const TableColumn *column = &report->table->columns[id];
    InputValue value = {.categories = &column->categories, .state = STATE_VALUE};
    if (report->block) {
        const BlockInput *input = &report->block->inputs[id];
        value.categories = &input->categories;
        value.state = cell_state(block_column_cell(&input->values, row));
        if (value.state == STATE_VALUE) value.number = block_column_number(&input->values, row);
    } else if (report->first + row < column->values.count) {
        value.state = column_state(&column->values, report->first + row);
        if (value.state == STATE_VALUE) value.number = column_number(&column->values, report->first + row);
    }
    return value;
}

static void add_input_value(const EvaluateReport *report, TextBuilder *out, uint32_t id, size_t row) {
    const PlanInput *input = &report->plan->inputs[id];
    char point = report->plan->dialect.decimal ? report->plan->dialect.decimal : '.';
    ValueStyle style = {report->numbers, report->scratch, point};
    InputValue found = input_value(report, id, row);
    ValueText value = value_input(&style, input, &found);
    Text text = value.state == STATE_VALUE ? value.text : text_from(state_words[value.state]);
    text_builder_add_format(out, "%s%.*s = %.*s", out->len ? ", " : "; here ", TEXT_ARG(input->name),
                            TEXT_ARG(text));
}

/* "; here so_may = 500, so_cbcc = 2" */
static Text inputs_text(const EvaluateReport *report, size_t row, StepId step) {
    const Plan *plan = report->plan;
    TextBuilder out = text_builder(report->scratch);
    bool *marked = ARENA_ARRAY(report->scratch, bool, plan->step_count);
    marked[step] = true;
    mark_operands(plan, marked);
    int shown = 0;
    for (StepId id = 0; id < plan->step_count && shown < MOST_OPERANDS; id++) {
        if (!marked[id] || plan->steps[id].op != OP_INPUT) continue;
        add_input_value(report, &out, plan->steps[id].input, row);
        shown++;
    }
    return text_builder_text(&out);
}

void report_broken_require(const EvaluateReport *report, size_t row, const PlanRequire *require) {
    Text message = TEXT(""), hint = TEXT(""), unit = unit_name(report, row);
    if (!is_silent(report)) {
        Text inputs = inputs_text(report, row, require->condition);
        message = text_format(report->scratch, "\"%.*s\": %.*s", TEXT_ARG(unit), TEXT_ARG(require->message));
        hint = text_format(report->scratch, "the rules require `%.*s`%.*s", TEXT_ARG(require->condition_text),
                           TEXT_ARG(inputs));
    }
    report_at(report, line_of(report, row), DIAGNOSTIC_ROW_CHECK, message, hint);
}

void report_bad_value(const EvaluateReport *report, size_t row, StepId step, const StepValue *values) {
    bool is_large = values[step].state == STATE_TOO_LARGE;
    DiagnosticCode code = is_large ? DIAGNOSTIC_DATA_OVERFLOW : DIAGNOSTIC_NO_VALUE;
    Text message = TEXT(""), unit = unit_name(report, row);
    if (!is_silent(report)) {
        StepId origin = origin_of(report->plan, step, values);
        Text place = place_of(report, is_large ? origin : step);
        Text operation = operation_text(report, origin, values);
        const char *trouble = is_large ? "is too large to compute with" : "has no result";
        message = text_format(report->scratch, "\"%.*s\": %.*s in %.*s %s", TEXT_ARG(unit),
                              TEXT_ARG(operation), TEXT_ARG(place), trouble);
    }
    report_at(report, line_of(report, row), code, message, is_large ? LIMIT_HINT : NO_RESULT_HINT);
}

static Text scope_text(const EvaluateReport *report, uint32_t scope_input, size_t group) {
    if (scope_input == UINT32_MAX) return TEXT("all units");
    const PlanInput *input = &report->plan->inputs[scope_input];
    const Categories *categories = &report->table->columns[scope_input].categories;
    Text option = TEXT("?");
    if (group < input->option_count)
        option = input->options[group].text;
    else if (group < categories->count)
        option = categories->texts[group];
    return text_format(report->scratch, "the units of \"%.*s\"", TEXT_ARG(option));
}

void report_large_cohort(const EvaluateReport *report, StepId step, size_t group) {
    Text place = place_of(report, step);
    Text scope = scope_text(report, report->plan->steps[step].cohort.scope_input, group);
    Text message = text_format(report->scratch, "%s over %.*s in %.*s is too large to compute with",
                               step_op_name(report->plan->steps[step].op), TEXT_ARG(scope), TEXT_ARG(place));
    report_at(report, 0, DIAGNOSTIC_DATA_OVERFLOW, message, LIMIT_HINT);
}
