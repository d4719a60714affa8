#include "evidence/changes/effects.h"

#include "evidence/changes/hybrid.h"
#include "evidence/basis/scored.h"
#include "lang/compile.h"
#include "runtime/computing/scoring.h"

#include <string.h>

typedef struct Finding {
    const RuleDifference *difference;
    const EffectData *data;
    Effects *effects;
} Finding;

/* ---- one run */

typedef struct Run {
    const Plan *plan;
    Table table;
    Evaluation evaluation;
    Scored scored;
} Run;

/* The bytes again, from their start. */
static long read_bytes(void *user, char *buffer, size_t size) {
    Text *rest = user;
    size_t len = rest->len < size ? rest->len : size;
    if (len > 0) memcpy(buffer, rest->bytes, len);
    *rest = text_slice(*rest, len, rest->len);
    return (long)len;
}

static void keep_all(const Plan *plan, PlanParts **chosen, bool **kept, Arena *arena) {
    *chosen = ARENA_ARRAY(arena, PlanParts, (size_t)plan->output_count + 1);
    *kept = ARENA_ARRAY(arena, bool, (size_t)plan->input_count + 1);
    memset(*chosen, PLAN_PART_ALL, plan->output_count);
    memset(*kept, true, plan->input_count);
}

static bool run_plan(const EffectData *data, const Plan *plan, Arena *arena, Diagnostics *messages,
                     Run *run) {
    Text rest = data->bytes;
    PlanParts *chosen;
    bool *kept;
    ReadOptions read = *data->read;
    DataInput input = {.name = data->name, .size = data->bytes.len, .read = read_bytes, .user = &rest};
    read.allow_extra = true; /* what only the other methodology reads */
    keep_all(plan, &chosen, &kept, arena);
    ScoringOptions options = {.read = &read, .evaluate = {.chosen = chosen}, .kept = kept};
    ScoringCounts counts;
    run->plan = plan;
    ReadStatus status = scoring_run(plan, &input, &options, arena, data->numbers, messages, &run->table,
                                    &run->evaluation, &counts);
    run->scored = (Scored){.plan = plan, .table = &run->table, .evaluation = &run->evaluation};
    return status == READ_DONE && diagnostics_error_count(messages) == 0;
}

/* ---- what is looked at */

static uint32_t find_output(const Plan *plan, Text name) {
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (text_equal(plan->outputs[i].name, name)) return i;
    return UINT32_MAX;
}

static void add_outcome(Finding *finding, OutcomeKind kind, const PlanOutput *output) {
    EffectOutcome outcome = {kind, output->name, kind == OUTCOME_VALUE && output->as_percent};
    Effects *effects = finding->effects;
    ARENA_PUSH(finding->data->arena, effects->outcomes, effects->outcome_count, effects->outcome_capacity,
               outcome);
}

static void choose_outcomes(Finding *finding, const Plan *old, const Plan *new) {
    for (uint32_t i = 0; i < new->output_count; i++) {
        const PlanOutput *output = &new->outputs[i];
        uint32_t other = find_output(old, output->name);
        if (other == UINT32_MAX || old->outputs[other].kind != output->kind) continue;
        const PlanOutput *before = &old->outputs[other];
        if (output->kind == OUTPUT_INDEX) add_outcome(finding, OUTCOME_VALUE, output);
        if (output->kind == OUTPUT_INDEX && output->points != STEP_NONE && before->points != STEP_NONE &&
            output->points != output->value)
            add_outcome(finding, OUTCOME_POINTS, output);
        if (output->kind == OUTPUT_RANK) add_outcome(finding, OUTCOME_RANK, output);
        if (output->kind == OUTPUT_GRADE) add_outcome(finding, OUTCOME_GRADE, output);
    }
}

/* The grade of a number, which counts from the best one. */
static EffectValue grade_of(const Finding *finding, const PlanOutput *output, Number number) {
    int64_t place = 0;
    EffectValue value = {.has_value = true, .number = number};
    if (!number_to_int(finding->data->numbers, number, &place) || place < 0 ||
        (size_t)place >= output->grade_count)
        return value;
    value.number = number_from_int((int64_t)output->grade_count - place);
    value.text = text_copy(finding->data->arena, output->grades[place].label);
    return value;
}

static EffectValue value_of(const Finding *finding, const Run *run, const EffectOutcome *outcome,
                            size_t row) {
    uint32_t number = find_output(run->plan, outcome->name);
    EffectValue value = {.number = NUMBER_ZERO};
    if (number == UINT32_MAX) return value;
    const PlanOutput *output = &run->plan->outputs[number];
    unsigned part = outcome->kind == OUTCOME_POINTS ? 2 : 0;
    StepValue found = scored_part(&run->scored, number, part, row);
    if (found.state != STATE_VALUE) return value;
    if (outcome->kind == OUTCOME_GRADE) return grade_of(finding, output, found.number);
    return (EffectValue){.has_value = true, .number = number_copy(finding->data->arena, found.number)};
}

static EffectValue *values_of(const Finding *finding, const Run *run) {
    const Effects *effects = finding->effects;
    size_t units = effects->unit_count;
    EffectValue *values = ARENA_ARRAY(finding->data->arena, EffectValue, effects->outcome_count * units + 1);
    for (size_t i = 0; i < effects->outcome_count; i++)
        for (size_t row = 0; row < units; row++)
            values[i * units + row] = value_of(finding, run, &effects->outcomes[i], row);
    return values;
}

/* ---- the two methodologies themselves */

static Compilation compile(const Finding *finding, AstFile *file, Arena *arena, Diagnostics *messages) {
    return compile_trial(file, finding->data->limits, arena, finding->data->numbers, messages);
}

static void name_units(const Finding *finding, const Run *run) {
    Effects *effects = finding->effects;
    Arena *arena = finding->data->arena;
    effects->unit_count = run->table.row_count;
    effects->keys = ARENA_ARRAY(arena, Text, effects->unit_count + 1);
    effects->names = ARENA_ARRAY(arena, Text, effects->unit_count + 1);
    for (size_t row = 0; row < effects->unit_count; row++) {
        effects->keys[row] = text_copy(arena, scored_key(&run->scored, row, arena));
        effects->names[row] = text_copy(arena, scored_name(&run->scored, row, arena));
    }
}

/* The newer rules say how the file is written; the older ones read the same file. */
static AstFile *old_rules(const Finding *finding, Arena *arena) {
    bool *none = ARENA_ARRAY(arena, bool, finding->difference->count + 1);
    return hybrid_make(finding->difference, none, arena);
}

/* Which of the two cannot read the data is not seen from the data. */
static void name_reader(const Finding *finding, const AstFile *file, Arena *scratch) {
    size_t count = 0;
    const EffectData *data = finding->data;
    Diagnostic **items = diagnostics_sorted(data->messages, scratch, &count);
    Text name = source_file_name(file->source, file->methodology.span.from);
    for (size_t i = 0; i < count; i++)
        items[i]->hint = text_format(data->arena, "the rules of `%.*s` read it%s%.*s", TEXT_ARG(name),
                                     items[i]->hint.len > 0 ? "; " : "", TEXT_ARG(items[i]->hint));
}

static bool run_or_tell(const Finding *finding, const AstFile *file, const Plan *plan, Arena *arena,
                        Run *run) {
    bool is_good = run_plan(finding->data, plan, arena, finding->data->messages, run);
    if (!is_good) name_reader(finding, file, arena);
    return is_good;
}

static bool run_both(Finding *finding, Arena *arena) {
    const EffectData *data = finding->data;
    Run old, new;
    Compilation before = compile(finding, old_rules(finding, arena), arena, data->messages);
    Compilation after = compile(finding, (AstFile *)finding->difference->new, arena, data->messages);
    if (!before.plan || !after.plan) return false;
    if (!run_or_tell(finding, finding->difference->new, after.plan, arena, &new)) return false;
    if (!run_or_tell(finding, finding->difference->old, before.plan, arena, &old)) return false;
    choose_outcomes(finding, before.plan, after.plan);
    name_units(finding, &new);
    finding->effects->old = values_of(finding, &old);
    finding->effects->new = values_of(finding, &new);
    return true;
}

/* ---- one change, with what it cannot do without */

static void note_changes(const Finding *finding, Effect *effect, const bool *taken, size_t first) {
    const RuleDifference *difference = finding->difference;
    ARENA_PUSH(finding->data->arena, effect->changes, effect->change_count, effect->change_capacity,
               &difference->items[first]);
    for (size_t i = 0; i < difference->count; i++)
        if (taken[i] && i != first)
            ARENA_PUSH(finding->data->arena, effect->changes, effect->change_count, effect->change_capacity,
                       &difference->items[i]);
}

static Text problem_of(const Finding *finding, const Diagnostics *messages, Arena *scratch) {
    size_t count = 0;
    Diagnostic **sorted = diagnostics_sorted(messages, scratch, &count);
    for (size_t i = 0; i < count; i++)
        if (diagnostics_severity_of(messages, sorted[i]->code) == SEVERITY_ERROR)
            return text_copy(finding->data->arena, sorted[i]->message);
    return TEXT("these rules give no values");
}

static void run_change(const Finding *finding, Effect *effect, const bool *taken) {
    Arena *arena = arena_new(finding->data->memory);
    Diagnostics *messages = diagnostics_new(arena);
    AstFile *file = hybrid_make(finding->difference, taken, arena);
    Compilation compilation = {0};
    Run run;
    if (file) compilation = compile(finding, file, arena, messages);
    if (compilation.plan && run_plan(finding->data, compilation.plan, arena, messages, &run)) {
        number_context_use(finding->data->numbers, finding->data->arena);
        effect->values = values_of(finding, &run);
    } else {
        effect->problem = problem_of(finding, messages, arena);
    }
    number_context_use(finding->data->numbers, finding->data->arena);
    arena_free(arena);
}

static bool is_known(const Effects *effects, const Effect *effect) {
    for (size_t i = 0; i < effects->count; i++) {
        const Effect *other = &effects->items[i];
        size_t shared = 0;
        if (other->change_count != effect->change_count) continue;
        for (size_t a = 0; a < other->change_count; a++)
            for (size_t b = 0; b < effect->change_count; b++)
                shared += other->changes[a] == effect->changes[b];
        if (shared == effect->change_count) return true;
    }
    return false;
}

static void find_effect(Finding *finding, size_t change) {
    Effects *effects = finding->effects;
    Effect effect = {0};
    bool *taken = ARENA_ARRAY(finding->data->arena, bool, finding->difference->count);
    taken[change] = true;
    hybrid_complete(finding->difference, taken, finding->data->arena);
    note_changes(finding, &effect, taken, change);
    if (is_known(effects, &effect)) return;
    run_change(finding, &effect, taken);
    ARENA_PUSH(finding->data->arena, effects->items, effects->count, effects->capacity, effect);
}

bool effects_find(const RuleDifference *difference, const EffectData *data, Effects *effects) {
    Finding finding = {difference, data, effects};
    *effects = (Effects){.data = data->name};
    Arena *arena = arena_new(data->memory);
    number_context_use(data->numbers, arena);
    bool is_good = run_both(&finding, arena);
    number_context_use(data->numbers, data->arena);
    for (size_t i = 0; is_good && i < difference->count; i++)
        if (hybrid_matters(&difference->items[i])) find_effect(&finding, i);
    arena_free(arena);
    return is_good;
}

/* ---- arithmetic */

Number effect_difference(NumberContext *numbers, const EffectValue *before, const EffectValue *after) {
    return number_subtract(numbers, after->number, before->number);
}

Number effect_together(const Effects *effects, NumberContext *numbers, size_t outcome, size_t unit) {
    const EffectValue *old = effect_value(effects, effects->old, outcome, unit);
    Number rest = effect_difference(numbers, old, effect_value(effects, effects->new, outcome, unit));
    for (size_t i = 0; i < effects->count; i++) {
        if (!effects->items[i].values) continue;
        const EffectValue *alone = effect_value(effects, effects->items[i].values, outcome, unit);
        rest = number_subtract(numbers, rest, effect_difference(numbers, old, alone));
    }
    return rest;
}
