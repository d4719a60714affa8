#include "testing/test_story.h"

#include "base/unicode.h"
#include "runtime/computing/value_told.h"

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

static ValueTeller teller_of(const Telling *telling) {
    const TestScene *scene = telling->scene;
    return (ValueTeller){.plan = scene->plan,
                         .table = scene->evaluation->table,
                         .numbers = scene->numbers,
                         .arena = scene->arena,
                         .point = '.',
                         .words = &value_words_english};
}

static StepValue found_of(const Telling *telling, uint32_t output, unsigned part) {
    const TestScene *scene = telling->scene;
    StepId step = plan_part(&scene->plan->outputs[output], PLAN_PART_ALL, part);
    return told_cell(&scene->evaluation->columns[step], telling->row);
}

static Text exact_text(const Telling *telling, Number number, bool as_percent) {
    ValueTeller teller = teller_of(telling);
    return told_number(&teller, number, as_percent);
}

static Text value_text(const Telling *telling, uint32_t number, unsigned part, const StepValue *found) {
    ValueTeller teller = teller_of(telling);
    return told_output(&teller, number, part, found);
}

/* ---- what a value was made of */

static void add_input(const Telling *telling, uint32_t number) {
    const TestScene *scene = telling->scene;
    ValueTeller teller = teller_of(telling);
    StepValue found = told_cell(&scene->evaluation->table->columns[number].values, telling->row);
    text_builder_add_format(telling->out, "    %.*s = %.*s\n", TEXT_ARG(scene->plan->inputs[number].name),
                            TEXT_ARG(told_input(&teller, number, &found)));
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
    StepValue max = found_of(telling, output, 3);
    if (max.state == STATE_VALUE)
        text_builder_add_format(telling->out, " of %.*s", TEXT_ARG(exact_text(telling, max.number, false)));
}

/* "points 17.1 of 20", or the maximum alone, where the points are the value. */
static void add_points(const Telling *telling, uint32_t output, const StepValue *value) {
    if (telling->scene->plan->outputs[output].points == STEP_NONE) return;
    StepValue points = found_of(telling, output, 2);
    if (points.state != STATE_VALUE) return;
    if (value->state != STATE_VALUE || !number_equal(telling->scene->numbers, points.number, value->number))
        text_builder_add_format(telling->out, ", points %.*s",
                                TEXT_ARG(exact_text(telling, points.number, false)));
    add_maximum(telling, output);
}

static void add_exact(const Telling *telling, uint32_t output, const StepValue *value) {
    const PlanOutput *declared = &telling->scene->plan->outputs[output];
    if (declared->exact == STEP_NONE || declared->exact == declared->value) return;
    StepValue exact = found_of(telling, output, 1);
    bool differs = exact.state == STATE_VALUE && value->state == STATE_VALUE &&
                   !number_equal(telling->scene->numbers, exact.number, value->number);
    if (differs)
        text_builder_add_format(telling->out, ", before rounding %.*s",
                                TEXT_ARG(exact_text(telling, exact.number, declared->as_percent)));
}

/* "tc_may_tinh = 5.6 of 6, before rounding 28/5" */
static void add_value(const Telling *telling, uint32_t number) {
    const PlanOutput *output = &telling->scene->plan->outputs[number];
    StepValue value = found_of(telling, number, 0);
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

static bool is_met(const Telling *telling, const PlanExpectation *expectation, const StepValue *found) {
    if (found->state != expectation->state) return false;
    return found->state != STATE_VALUE ||
           number_equal(telling->scene->numbers, found->number, expectation->number);
}

static Text written(const Telling *telling, Span span) {
    return visible(telling, text_slice(telling->scene->source->text, span.from, span.to));
}

static void add_failure(const Telling *telling, const PlanExpectation *expectation, const StepValue *found) {
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
        StepValue found = found_of(telling, expectation->output, expectation->part);
        if (is_met(telling, expectation, &found)) continue;
        if (!traced) add_unit_head(telling, unit);
        add_failure(telling, expectation, &found);
        if (tells_more(telling->scene->plan, expectation, traced)) traced = expectation;
    }
    if (traced) add_trace(telling, traced->output);
}

Text test_story_trace(const TestScene *scene, uint32_t output) {
    TextBuilder out = text_builder(scene->arena);
    Telling telling = {scene, 0, scene->first_row, &out};
    number_context_use(scene->numbers, scene->arena);
    add_trace(&telling, output);
    return text_builder_text(&out);
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
