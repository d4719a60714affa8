#include "testing/test_run.h"

#include "base/unicode.h"
#include "testing/file_test.h"
#include "testing/test_data.h"
#include "testing/test_story.h"
#include "runtime/computing/evaluate.h"

typedef struct Runner {
    const TestSetting *setting;
    const Plan *plan;
    const Source *source;
    const TestWatch *watch;
    Arena *arena, *scratch;
    NumberContext *numbers;
} Runner;

static Text title_of(const Runner *runner, const PlanTest *test) {
    if (!test->is_example)
        return text_format(runner->arena, "test \"%.*s\"",
                           TEXT_ARG(unicode_visible(runner->arena, test->name)));
    Text written = text_slice(runner->source->text, test->span.from, test->span.to);
    return text_format(runner->arena, "%.*s: %.*s", TEXT_ARG(runner->plan->outputs[test->criterion].name),
                       TEXT_ARG(unicode_visible(runner->arena, written)));
}

/* The plan knows from data which values are never missing; here cells may be left out, so every row goes
 * through the reference evaluator, which takes each as it is. */
static bool score(const Runner *runner, const PlanTest *test, Table *table, Diagnostics *messages,
                  Evaluation *evaluation) {
    EvaluateOptions options = {.by_reference = true, .watched = runner->watch ? runner->watch->steps : NULL};
    number_context_use(runner->numbers, runner->scratch);
    *table = test_table(runner->plan, runner->source, test, runner->scratch, runner->numbers);
    return evaluate(runner->plan, table, &options, runner->scratch, runner->numbers, messages, evaluation);
}

/* The units of a test expect something of the same names. */
static PlanParts *expected_parts(const Runner *runner, const PlanTest *test) {
    PlanParts *parts = ARENA_ARRAY(runner->scratch, PlanParts, (size_t)runner->plan->output_count + 1);
    for (size_t i = 0; test->unit_count > 0 && i < test->units[0].expectation_count; i++) {
        const PlanExpectation *expected = &test->units[0].expectations[i];
        parts[expected->output] |= (PlanParts)(1u << expected->part);
    }
    return parts;
}

static Text story_of(const Runner *runner, const PlanTest *test, const Evaluation *evaluation,
                     size_t first_row) {
    const TestWatch *watch = runner->watch;
    if (watch) watch->see(watch->user, expected_parts(runner, test), evaluation, first_row, test->unit_count);
    TestScene scene = {runner->plan, runner->source,  test,           evaluation,
                       first_row,    runner->scratch, runner->numbers};
    return text_copy(runner->arena, test_story(&scene));
}

/* What the data of a test must not be is told as it would be of data [L9.4]. */
static Text refusal(const Diagnostics *messages, Arena *arena) {
    TextBuilder story = text_builder(arena);
    diagnostics_render(messages, false, &story);
    return text_builder_text(&story);
}

static Text run_one(const Runner *runner, const PlanTest *test) {
    Table table;
    Evaluation evaluation;
    arena_reset(runner->scratch);
    Diagnostics *messages = diagnostics_new(runner->scratch);
    if (!score(runner, test, &table, messages, &evaluation)) return refusal(messages, runner->arena);
    return story_of(runner, test, &evaluation, 0);
}

static void run_files(const Runner *runner, TestVerdict *verdict) {
    FileTest file = {.setting = runner->setting, .test = verdict->test};
    const TestWatch *watch = runner->watch;
    arena_reset(runner->scratch);
    verdict->story =
        text_copy(runner->arena, file_test_run(&file, runner->arena, runner->scratch, runner->numbers));
    verdict->evaluation = file.evaluation;
    verdict->expected = file.expected;
    if (watch && file.evaluation)
        watch->see(watch->user, file.expected, file.evaluation, 0, file.evaluation->row_count);
}

/* ---- examples */

/* One test of all of them. */
static PlanTest all_examples(const Runner *runner) {
    PlanTest all = {.is_example = true};
    for (size_t i = 0; i < runner->plan->test_count; i++)
        if (runner->plan->tests[i].is_example)
            ARENA_PUSH(runner->arena, all.units, all.unit_count, all.unit_capacity,
                       runner->plan->tests[i].units[0]);
    return all;
}

/* Examples look at their own unit alone, so all are scored at once; false where one of them is data that must
 * not be: which one, each alone will tell. */
static bool run_examples(const Runner *runner, TestRun *run) {
    PlanTest all = all_examples(runner);
    Table table;
    Evaluation evaluation;
    arena_reset(runner->scratch);
    if (!score(runner, &all, &table, diagnostics_new(runner->scratch), &evaluation)) return false;
    size_t row = 0;
    for (size_t i = 0; i < run->count; i++)
        if (run->verdicts[i].test->is_example)
            run->verdicts[i].story = story_of(runner, run->verdicts[i].test, &evaluation, row++);
    return true;
}

static TestRun run_new(const Runner *runner) {
    const Plan *plan = runner->plan;
    TestRun run = {.file = runner->source->name,
                   .verdicts = ARENA_ARRAY(runner->arena, TestVerdict, plan->test_count),
                   .count = plan->test_count};
    for (size_t i = 0; i < run.count; i++) {
        const PlanTest *test = &plan->tests[i];
        Position position = source_position(runner->source, test->span.from);
        run.verdicts[i] = (TestVerdict){.test = test, .position = position, .title = title_of(runner, test)};
    }
    return run;
}

static void run_test(const Runner *runner, TestVerdict *verdict) {
    if (verdict->test->data_file.len > 0)
        run_files(runner, verdict);
    else
        verdict->story = run_one(runner, verdict->test);
}

TestRun test_run(const TestSetting *setting, Arena *arena, Arena *scratch, NumberContext *numbers) {
    Runner runner = {setting, setting->plan, setting->source, setting->watch, arena, scratch, numbers};
    TestRun run = run_new(&runner);
    bool are_told = run_examples(&runner, &run);
    for (size_t i = 0; i < run.count; i++) {
        TestVerdict *verdict = &run.verdicts[i];
        if (!verdict->test->is_example || !are_told) run_test(&runner, verdict);
        run.failed += verdict->story.len > 0;
    }
    number_context_use(numbers, arena);
    arena_reset(scratch);
    return run;
}
