#include "testing/test_story.h"

#include "base/unicode.h"
#include "runtime/computing/value_text.h"

/* One unit of a test, and the text that is being made. */
typedef struct Telling {
    const TestScene *scene;
    size_t unit; /* in the test */
    size_t row;  /* in the evaluation */
    TextBuilder *out;
} Telling;

static Text visible(const Telling *telling, Text text) {
    return unicode_visible(telling->scene->arena, text);
}

/* ---- values */

typedef struct Found {
    ValueState state;
    Number number;
} Found;

static Found found_in(const Column *column, size_t row) {
    Found found = {column_state(column, row), NUMBER_ZERO};
    if (found.state == STATE_VALUE) found.number = column_number(column, row);
    return found;
}

static Found found_of(const Telling *telling, uint32_t output, unsigned part) {
    const TestScene *scene = telling->scene;
    StepId step = plan_part(&scene->plan->outputs[output], PLAN_PART_ALL, part);
    return found_in(&scene->evaluation->columns[step], telling->row);
}

static Text exact_text(const Telling *telling, Number number, bool as_percent) {
    const TestScene *scene = telling->scene;
    if (as_percent) number = number_multiply(scene->numbers, number, number_from_int(100));
    Text digits = number_format_exact(scene->numbers, scene->arena, number);
    return as_percent ? text_format(scene->arena, "%.*s%%", TEXT_ARG(digits)) : digits;
}

static Text quoted(const Telling *telling, Text text) {
    return text_format(telling->scene->arena, "\"%.*s\"", TEXT_ARG(visible(telling, text)));
}

/* A text that no rule names is known from the units alone. */
static Text category_text(const Telling *telling, const PlanOutput *output, size_t option) {
    const Table *table = telling->scene->evaluation->table;
    if (option < output->grade_count) return output->grades[option].text;
    if (output->category_input == UINT32_MAX) return TEXT("?");
    const Categories *categories = &table->columns[output->category_input].categories;
    return option < categories->count ? categories->texts[option] : TEXT("?");
}

static Text option_text(const Telling *telling, const PlanOutput *output, Number number) {
    int64_t option = 0;
    (void)number_to_int(telling->scene->numbers, number, &option);
    return quoted(telling, category_text(telling, output, (size_t)option));
}

static Text state_text(ValueState state) {
    return state == STATE_NOT_APPLICABLE ? TEXT("not applicable") : TEXT("missing");
}

/* The value before rounding is shown as it is; a declared value with its decimals. */
static Text number_text(const Telling *telling, const PlanOutput *output, unsigned part, Number number) {
    const TestScene *scene = telling->scene;
    ValueStyle style = {scene->numbers, scene->arena, '.'};
    if (part == 0 && output->decimals >= 0)
        return value_number(&style, number, output->decimals, output->as_percent);
    return exact_text(telling, number, output->as_percent && part < 2);
}

static Text value_text(const Telling *telling, uint32_t number, unsigned part, const Found *found) {
    const Plan *plan = telling->scene->plan;
    const PlanOutput *output = &plan->outputs[number];
    ValueStyle style = {telling->scene->numbers, telling->scene->arena, '.'};
    if (found->state != STATE_VALUE) return state_text(found->state);
    switch (plan->steps[plan_part(output, PLAN_PART_ALL, part)].type) {
    case PLAN_YES_NO: return number_sign(found->number) ? TEXT("yes") : TEXT("no");
    case PLAN_OPTION: return option_text(telling, output, found->number);
    case PLAN_DATE: return value_date(&style, found->number);
    case PLAN_NUMBER: break;
    }
    return number_text(telling, output, part, found->number);
}

/* ---- what a value was made of */

/* An option as the rules write it, not as results show it. */
static Text input_text(const Telling *telling, uint32_t number, const Found *found) {
    const TestScene *scene = telling->scene;
    const PlanInput *input = &scene->plan->inputs[number];
    const Categories *categories = &scene->evaluation->table->columns[number].categories;
    ValueStyle style = {scene->numbers, scene->arena, '.'};
    InputValue value = {categories, found->state, found->number};
    int64_t option = 0;
    if (found->state != STATE_VALUE) return state_text(found->state);
    if (input->type == INPUT_NUMBER || input->type == INPUT_PERCENT)
        return exact_text(telling, found->number, input->type == INPUT_PERCENT);
    if (input->type == INPUT_TEXT) return quoted(telling, value_input(&style, input, &value).text);
    if (input->type == INPUT_OPTION && number_to_int(scene->numbers, found->number, &option))
        return quoted(telling, input->options[option].text);
    return value_input(&style, input, &value).text;
}

static void add_input(const Telling *telling, uint32_t number) {
    const TestScene *scene = telling->scene;
    Found found = found_in(&scene->evaluation->table->columns[number].values, telling->row);
    text_builder_add_format(telling->out, "    %.*s = %.*s\n", TEXT_ARG(scene->plan->inputs[number].name),
                            TEXT_ARG(input_text(telling, number, &found)));
}

/* Steps stand behind their operands, so one pass from the end finds all that are needed. */
static bool *steps_behind(const Telling *telling, StepId from) {
    const Plan *plan = telling->scene->plan;
    bool *needed = ARENA_ARRAY(telling->scene->arena, bool, plan->step_count);
    needed[from] = true;
    for (StepId id = from + 1; id-- > 0;)
        for (uint32_t i = 0; needed[id] && i < plan->steps[id].operand_count; i++)
            needed[plan_operands(plan, &plan->steps[id])[i]] = true;
    return needed;
}

static void add_inputs(const Telling *telling, StepId from) {
    const Plan *plan = telling->scene->plan;
    const bool *needed = steps_behind(telling, from);
    bool *told = ARENA_ARRAY(telling->scene->arena, bool, plan->input_count);
    for (StepId id = 0; id <= from; id++)
        if (needed[id] && plan->steps[id].op == OP_INPUT) told[plan->steps[id].input] = true;
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (told[i]) add_input(telling, i);
}

static void add_maximum(const Telling *telling, uint32_t output) {
    if (telling->scene->plan->outputs[output].max == STEP_NONE) return;
    Found max = found_of(telling, output, 3);
    if (max.state == STATE_VALUE)
        text_builder_add_format(telling->out, " of %.*s", TEXT_ARG(exact_text(telling, max.number, false)));
}

/* "points 17.1 of 20", or the maximum alone, where the points are the value. */
static void add_points(const Telling *telling, uint32_t output, const Found *value) {
    if (telling->scene->plan->outputs[output].points == STEP_NONE) return;
    Found points = found_of(telling, output, 2);
    if (points.state != STATE_VALUE) return;
    if (value->state != STATE_VALUE || !number_equal(telling->scene->numbers, points.number, value->number))
        text_builder_add_format(telling->out, ", points %.*s",
                                TEXT_ARG(exact_text(telling, points.number, false)));
    add_maximum(telling, output);
}

static void add_exact(const Telling *telling, uint32_t output, const Found *value) {
    const PlanOutput *declared = &telling->scene->plan->outputs[output];
    if (declared->exact == STEP_NONE || declared->exact == declared->value) return;
    Found exact = found_of(telling, output, 1);
    bool differs = exact.state == STATE_VALUE && value->state == STATE_VALUE &&
                   !number_equal(telling->scene->numbers, exact.number, value->number);
    if (differs)
        text_builder_add_format(telling->out, ", before rounding %.*s",
                                TEXT_ARG(exact_text(telling, exact.number, declared->as_percent)));
}

/* "tc_may_tinh = 5.6 of 6, before rounding 28/5" */
static void add_value(const Telling *telling, uint32_t number) {
    const PlanOutput *output = &telling->scene->plan->outputs[number];
    Found value = found_of(telling, number, 0);
    text_builder_add_format(telling->out, "%.*s = %.*s", TEXT_ARG(output->name),
                            TEXT_ARG(value_text(telling, number, 0, &value)));
    add_points(telling, number, &value);
    add_exact(telling, number, &value);
    text_builder_add_char(telling->out, '\n');
}

static void add_members(const Telling *telling, uint32_t number) {
    const Plan *plan = telling->scene->plan;
    for (uint32_t i = 0; i < plan->output_count; i++) {
        if (plan->outputs[i].parent != number) continue;
        text_builder_add(telling->out, TEXT("    "));
        add_value(telling, i);
    }
}

static void add_trace(const Telling *telling, uint32_t number) {
    const PlanOutput *output = &telling->scene->plan->outputs[number];
    text_builder_add(telling->out, TEXT("  "));
    add_value(telling, number);
    switch (output->kind) {
    case OUTPUT_INDEX:
    case OUTPUT_GROUP: add_members(telling, number); break;
    case OUTPUT_RANK:
    case OUTPUT_GRADE:
        text_builder_add(telling->out, TEXT("    "));
        add_value(telling, output->source);
        break;
    case OUTPUT_CRITERION:
    case OUTPUT_REPORT:
    case OUTPUT_GATE:
    case OUTPUT_LET: add_inputs(telling, output->value); break;
    }
}

/* ---- what came, and what did not */

static bool is_met(const Telling *telling, const PlanExpectation *expectation, const Found *found) {
    if (found->state != expectation->state) return false;
    return found->state != STATE_VALUE ||
           number_equal(telling->scene->numbers, found->number, expectation->number);
}

static Text written(const Telling *telling, Span span) {
    return visible(telling, text_slice(telling->scene->source->text, span.from, span.to));
}

static void add_failure(const Telling *telling, const PlanExpectation *expectation, const Found *found) {
    text_builder_add_format(telling->out, "  expected %.*s = %.*s, found %.*s\n",
                            TEXT_ARG(written(telling, expectation->subject)),
                            TEXT_ARG(written(telling, expectation->span)),
                            TEXT_ARG(value_text(telling, expectation->output, expectation->part, found)));
}

static void add_unit_head(const Telling *telling, const PlanTestUnit *unit) {
    if (telling->scene->test->unit_count < 2) return;
    text_builder_add_format(telling->out, "  unit %zu, line %zu\n", telling->unit + 1,
                            source_position(telling->scene->source, unit->span.from).line);
}

/* A wrong criterion tells more than what is made of it. */
static bool tells_more(const Plan *plan, const PlanExpectation *next, const PlanExpectation *chosen) {
    if (!chosen) return true;
    return plan->outputs[next->output].kind == OUTPUT_CRITERION &&
           plan->outputs[chosen->output].kind != OUTPUT_CRITERION;
}

static void tell_unit(const Telling *telling, const PlanTestUnit *unit) {
    const PlanExpectation *traced = NULL;
    for (size_t i = 0; i < unit->expectation_count; i++) {
        const PlanExpectation *expectation = &unit->expectations[i];
        Found found = found_of(telling, expectation->output, expectation->part);
        if (is_met(telling, expectation, &found)) continue;
        if (!traced) add_unit_head(telling, unit);
        add_failure(telling, expectation, &found);
        if (tells_more(telling->scene->plan, expectation, traced)) traced = expectation;
    }
    if (traced) add_trace(telling, traced->output);
}

Text test_story(const TestScene *scene) {
    TextBuilder out = text_builder(scene->arena);
    number_context_use(scene->numbers, scene->arena);
    for (size_t i = 0; i < scene->test->unit_count; i++) {
        Telling telling = {scene, i, scene->first_row + i, &out};
        tell_unit(&telling, &scene->test->units[i]);
    }
    return text_builder_text(&out);
}
