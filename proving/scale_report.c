#include "proving/scale_report.h"

#include "proving/told.h"

typedef struct ScaleReport {
    Prover *prover;
    const Plan *plan;
    const Scale *scales;
    const Source *source;
    Diagnostics *diagnostics;
    bool *is_told;          /* per output: it or a member of it was told, and what follows from it is not */
    bool *has_fixed_answer; /* per output: W602 was told of its conditions */
    TextBuilder open;       /* names of what could not be decided */
    size_t open_count;
    Span first_open;
} ScaleReport;

enum { MOST_NAMES = 3 };

static Text number_text(const ScaleReport *report, Number number) {
    return number_format_exact(report->prover->numbers, report->prover->arena, number);
}

static void mark_told(ScaleReport *report, uint32_t output) {
    for (; output != UINT32_MAX && !report->is_told[output]; output = report->plan->outputs[output].parent)
        report->is_told[output] = true;
}

static void say(ScaleReport *report, uint32_t output, DiagnosticCode code, Text message, const char *hint) {
    (void)diagnostics_report(report->diagnostics, report->source, report->plan->outputs[output].span, code,
                             message, text_from(hint));
    mark_told(report, output);
}

/* ---- criteria */

static bool is_fixed(const ScaleReport *report, const Scale *scale) {
    return scale->least.exists && scale->least.is_certain && scale->greatest.is_certain &&
           number_equal(report->prover->numbers, scale->least.value, scale->greatest.value);
}

/* A criterion worth nothing gives nothing, and one whose step intervals know to be constant is told as well.
 */
static bool tell_fixed(ScaleReport *report, uint32_t number) {
    const PlanOutput *output = &report->plan->outputs[number];
    const Scale *scale = &report->scales[number];
    Arena *arena = report->prover->arena;
    bool never = !scale->least.exists && scale->least.is_certain;
    if (output->has_full_max && number_sign(output->full_max) == 0) return false;
    if (!never && !is_fixed(report, scale)) return false;
    if (never && report->has_fixed_answer[number]) {
        mark_told(report, number);
        return true;
    }
    Text message =
        never ? text_format(arena, "`%.*s` never has points: it applies to no legal row of data",
                            TEXT_ARG(output->name))
              : text_format(arena, "every unit to which `%.*s` applies gets the same: %.*s",
                            TEXT_ARG(output->name), TEXT_ARG(number_text(report, scale->least.value)));
    say(report, number, DIAGNOSTIC_FIXED_POINTS, message,
        "it tells nobody apart: correct its expression or its conditions, or leave it out");
    return true;
}

static void tell_unreached(ScaleReport *report, uint32_t number) {
    const PlanOutput *output = &report->plan->outputs[number];
    const Extreme *greatest = &report->scales[number].greatest;
    Arena *arena = report->prover->arena;
    Text max = output->has_full_max
                   ? text_format(arena, " %.*s", TEXT_ARG(number_text(report, output->full_max)))
                   : TEXT("");
    Text most = TEXT("");
    if (greatest->exists && greatest->is_certain)
        most = text_format(arena, ": the most is %.*s", TEXT_ARG(number_text(report, greatest->value)));
    else if (output->kind != OUTPUT_CRITERION)
        most = TEXT(": its members are never full together");
    say(report, number, DIAGNOSTIC_UNREACHED_MAX,
        text_format(arena, "no unit can reach the maximum%.*s of `%.*s`%.*s", TEXT_ARG(max),
                    TEXT_ARG(output->name), TEXT_ARG(most)),
        "correct the maximum, or what leads to it");
}

/* ---- what is open */

static void note_open(ScaleReport *report, uint32_t number) {
    const PlanOutput *output = &report->plan->outputs[number];
    if (report->open_count == 0) report->first_open = output->span;
    if (report->open_count < MOST_NAMES)
        text_builder_add_format(&report->open, "%s`%.*s`", report->open_count > 0 ? ", " : "",
                                TEXT_ARG(output->name));
    report->open_count++;
    mark_told(report, number);
}

static void tell_open(ScaleReport *report) {
    Text names = text_builder_text(&report->open);
    if (report->open_count == 0) return;
    if (report->open_count > MOST_NAMES)
        names = text_format(report->prover->arena, "%.*s and %zu more", TEXT_ARG(names),
                            report->open_count - MOST_NAMES);
    (void)diagnostics_report(
        report->diagnostics, report->source, report->first_open, DIAGNOSTIC_REACH_UNDECIDED,
        text_format(report->prover->arena, "it could not be decided whether the maximum can be reached: %.*s",
                    TEXT_ARG(names)),
        TEXT("it hangs on other units or on too many inputs at once; a `test` shows that it can be reached"));
}

/* What W505 was told of explains the rest of the criterion, and of the groups it is in. */
static void mark_fixed_conditions(ScaleReport *report) {
    size_t count = report->plan->output_count;
    bool *told = ARENA_ARRAY(report->prover->arena, bool, count + 1);
    told_mark(report->plan, report->source, report->diagnostics, DIAGNOSTIC_FIXED_CONDITION,
              report->prover->arena, told);
    for (uint32_t i = 0; i < count; i++)
        if (told[i]) mark_told(report, i);
}

static void examine(ScaleReport *report, uint32_t number) {
    const PlanOutput *output = &report->plan->outputs[number];
    const Scale *scale = &report->scales[number];
    bool is_tree =
        output->kind == OUTPUT_CRITERION || output->kind == OUTPUT_GROUP || output->kind == OUTPUT_INDEX;
    if (!is_tree || output->points == STEP_NONE || output->max == STEP_NONE || report->is_told[number])
        return;
    if (output->kind == OUTPUT_CRITERION && tell_fixed(report, number)) return;
    if (scale->never_reaches_max)
        tell_unreached(report, number);
    else if (!scale->reaches_max)
        note_open(report, number);
}

void scale_report(Prover *prover, const Scale *scales, const Source *source, Diagnostics *diagnostics) {
    const Plan *plan = prover->plan;
    ScaleReport report = {.prover = prover,
                          .plan = plan,
                          .scales = scales,
                          .source = source,
                          .diagnostics = diagnostics,
                          .is_told = ARENA_ARRAY(prover->arena, bool, plan->output_count + 1),
                          .has_fixed_answer = ARENA_ARRAY(prover->arena, bool, plan->output_count + 1),
                          .open = text_builder(prover->arena)};
    number_context_use(prover->numbers, prover->arena);
    told_mark(plan, source, diagnostics, DIAGNOSTIC_FIXED_ANSWER, prover->arena, report.has_fixed_answer);
    mark_fixed_conditions(&report);
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind == OUTPUT_CRITERION) examine(&report, i);
    for (uint32_t i = plan->output_count; i-- > 0;)
        if (plan->outputs[i].kind != OUTPUT_CRITERION) examine(&report, i);
    tell_open(&report);
}
