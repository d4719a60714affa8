#include "testing/test_run.h"

#include "base/unicode.h"
#include "testing/test_data.h"
#include "testing/test_story.h"
#include "runtime/computing/evaluate.h"

typedef struct Runner {
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

static Text story_of(const Runner *runner, const PlanTest *test, const Evaluation *evaluation,
                     size_t first_row) {
    if (runner->watch) runner->watch->see(runner->watch->user, test, evaluation, first_row);
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

TestRun test_run(const Plan *plan, const Source *source, const TestWatch *watch, Arena *arena, Arena *scratch,
                 NumberContext *numbers) {
    Runner runner = {plan, source, watch, arena, scratch, numbers};
    TestRun run = {.file = source->name,
                   .verdicts = ARENA_ARRAY(arena, TestVerdict, plan->test_count),
                   .count = plan->test_count};
    for (size_t i = 0; i < run.count; i++) {
        const PlanTest *test = &plan->tests[i];
        Position position = source_position(source, test->span.from);
        run.verdicts[i] = (TestVerdict){.test = test, .position = position, .title = title_of(&runner, test)};
    }
    bool are_told = run_examples(&runner, &run);
    for (size_t i = 0; i < run.count; i++) {
        TestVerdict *verdict = &run.verdicts[i];
        if (!verdict->test->is_example || !are_told) verdict->story = run_one(&runner, verdict->test);
        run.failed += verdict->story.len > 0;
    }
    number_context_use(numbers, arena);
    arena_reset(scratch);
    return run;
}
