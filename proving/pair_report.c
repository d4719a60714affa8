#include "proving/pair_report.h"

#include "base/unicode.h"
#include "proving/pair_check.h"
#include "proving/told.h"
#include "proving/witness.h"
#include "runtime/computing/value_told.h"

/* Findings that are told once, with the inputs they were found for. */
typedef struct Gathered {
    PairFinding first;
    uint32_t last; /* input */
    TextBuilder names;
    size_t count;
} Gathered;

typedef struct PairReport {
    Prover *prover;
    const Plan *plan;
    const Source *source;
    Diagnostics *diagnostics;
    PairCheck *check;
    Gathered *claims;                              /* per output of the plan */
    Gathered open_improvements[2], open_blanks[2]; /* 1: those that hang on other units */
    const bool *is_told;                           /* per output: what is odd about it was said before */
    uint32_t last_costly, last_paying; /* where the inputs told last are declared: `a01..a20` is one place */
} PairReport;

/* ---- words */

static Text value_of(const PairReport *report, const Benefit *benefit, const StepValue *value) {
    const PlanOutput *output = &report->plan->outputs[benefit->output];
    ValueTeller teller = {.plan = report->plan,
                          .numbers = report->prover->numbers,
                          .arena = report->prover->arena,
                          .point = '.',
                          .words = &value_words_english};
    return told_output(&teller, benefit->output, benefit->step == output->value ? 0 : 2, value);
}

static const PlanToken *token_for(const PairReport *report, const PairFinding *finding) {
    const PlanInput *input = &report->plan->inputs[finding->input];
    for (size_t i = 0; i < input->token_count; i++) {
        const PlanToken *token = &input->tokens[i];
        bool is_value = token->state == STATE_VALUE && finding->cell.state == STATE_VALUE &&
                        number_equal(report->prover->numbers, token->value, finding->cell.number);
        if (is_value || (token->state != STATE_VALUE && token->state == finding->cell.state)) return token;
    }
    return NULL;
}

static bool is_empty_cell(const PairReport *report, const PairFinding *finding) {
    const PlanInput *input = &report->plan->inputs[finding->input];
    bool is_default = input->has_default || input->defaults_to_not_applicable;
    if (!finding->is_blank) return false;
    return !input->rejects_missing && (finding->cell.state == STATE_MISSING || is_default);
}

/* "`x = 70%`", "an empty cell", "`-` for `x`" */
static Text cell_words(const PairReport *report, const PairFinding *finding, int row) {
    Arena *arena = report->prover->arena;
    const PlanToken *token = row == 1 && finding->is_blank ? token_for(report, finding) : NULL;
    if (row == 1 && is_empty_cell(report, finding)) return TEXT("an empty cell");
    if (token)
        return text_format(arena, "`%.*s` for `%.*s`", TEXT_ARG(unicode_visible(arena, token->text)),
                           TEXT_ARG(report->plan->inputs[finding->input].name));
    return text_format(arena, "`%.*s`",
                       TEXT_ARG(witness_words(report->prover, finding->rows[row], &finding->input, 1)));
}

/* "`tc` is 3 with `x = 70%`, and 4 with `x = 69%`" */
static Text comparison(const PairReport *report, const PairFinding *finding) {
    StepValue values[PROVER_ROWS];
    pair_values(report->prover, finding->benefit->step, finding->rows, values);
    Text name = report->plan->outputs[finding->benefit->output].name;
    Text first = value_of(report, finding->benefit, &values[0]);
    Text second = value_of(report, finding->benefit, &values[1]);
    Text before = cell_words(report, finding, 0), after = cell_words(report, finding, 1);
    return text_format(report->prover->arena, "`%.*s` is %.*s with %.*s, and %.*s with %.*s", TEXT_ARG(name),
                       TEXT_ARG(second), TEXT_ARG(after), TEXT_ARG(first), TEXT_ARG(before));
}

static Span output_span(const PairReport *report, const Benefit *benefit) {
    return report->plan->outputs[benefit->output].span;
}

static Text input_name(const PairReport *report, uint32_t input) {
    return report->plan->inputs[input].name;
}

static void tell(PairReport *report, const PairFinding *finding, Span span, DiagnosticCode code, Text message,
                 Text hint, Span related, const char *about) {
    /* one input does not accept what is told of many */
    bool is_of_many = code == DIAGNOSTIC_PAYING_CLAIM && report->claims[finding->benefit->output].count > 1;
    Span other = is_of_many ? span : related;
    Diagnostic *told =
        diagnostics_report_two(report->diagnostics, report->source, span, other, code, message, hint);
    diagnostic_relate(report->diagnostics, told, report->source, related, text_from(about));
    if (is_empty_cell(report, finding))
        finding->rows[1][finding->input] = (InputCell){STATE_MISSING, NUMBER_ZERO};
    diagnostic_show(report->diagnostics, told, witness_csv(report->prover, finding->rows));
}

/* ---- one input */

static bool is_new_place(const PairReport *report, uint32_t input, uint32_t *last) {
    uint32_t place = report->plan->inputs[input].span.from + 1;
    bool is_new = *last != place;
    *last = place;
    return is_new;
}

static void tell_costly(PairReport *report, PairFinding *finding) {
    if (!is_new_place(report, finding->input, &report->last_costly)) return;
    pair_check_show(report->check, finding);
    Arena *arena = report->prover->arena;
    Text name = input_name(report, finding->input);
    bool higher = report->plan->inputs[finding->input].better > 0;
    tell(report, finding, report->plan->inputs[finding->input].span, DIAGNOSTIC_COSTLY_IMPROVEMENT,
         text_format(arena, "a better `%.*s` is worth less: %.*s", TEXT_ARG(name),
                     TEXT_ARG(comparison(report, finding))),
         text_format(arena, "correct what is given for it, or remove `%s is better`",
                     higher ? "higher" : "lower"),
         output_span(report, finding->benefit), "what is worth less");
}

static void tell_turning(PairReport *report, PairFinding *finding) {
    Arena *arena = report->prover->arena;
    Text name = input_name(report, finding->input);
    if (report->is_told[finding->benefit->output]) return;
    pair_check_show(report->check, finding);
    tell(report, finding, output_span(report, finding->benefit), DIAGNOSTIC_TURNING_POINTS,
         text_format(arena, "points rise with `%.*s` here and fall there: %.*s", TEXT_ARG(name),
                     TEXT_ARG(comparison(report, finding))),
         text_format(arena,
                     "where a target is meant, nothing is wrong; otherwise correct the points, and write "
                     "`higher is better` behind `%.*s`",
                     TEXT_ARG(name)),
         report->plan->inputs[finding->input].span, "the input");
}

static Text blank_words(const PairReport *report, const PairFinding *finding) {
    Arena *arena = report->prover->arena;
    Text name = input_name(report, finding->input);
    if (is_empty_cell(report, finding))
        return text_format(arena, "leaving `%.*s` empty pays", TEXT_ARG(name));
    return text_format(arena, "a word in place of a value of `%.*s` pays", TEXT_ARG(name));
}

static void tell_blank(PairReport *report, PairFinding *finding) {
    if (!is_new_place(report, finding->input, &report->last_paying)) return;
    pair_check_show(report->check, finding);
    Arena *arena = report->prover->arena;
    tell(report, finding, report->plan->inputs[finding->input].span, DIAGNOSTIC_PAYING_BLANK,
         text_format(arena, "%.*s: %.*s", TEXT_ARG(blank_words(report, finding)),
                     TEXT_ARG(comparison(report, finding))),
         TEXT("let it count as the worst value, or reject missing cells"),
         output_span(report, finding->benefit), "what is worth more");
}

/* ---- told once for many inputs */

enum { NAMES_SHOWN = 3 };

static void gather(const PairReport *report, Gathered *gathered, const PairFinding *finding) {
    Text name = input_name(report, finding->input);
    if (gathered->count > 0 && gathered->last == finding->input) return;
    gathered->last = finding->input;
    if (gathered->count == 0) {
        gathered->first = *finding;
        gathered->names = text_builder(report->prover->arena);
    }
    if (gathered->count < NAMES_SHOWN)
        text_builder_add_format(&gathered->names, "%s`%.*s`", gathered->count ? ", " : "", TEXT_ARG(name));
    gathered->count++;
}

static Text names_of(const PairReport *report, const Gathered *gathered) {
    Text names = text_builder_text(&gathered->names);
    if (gathered->count <= NAMES_SHOWN) return names;
    return text_format(report->prover->arena, "%.*s and %zu more", TEXT_ARG(names),
                       gathered->count - NAMES_SHOWN);
}

static void gather_claim(PairReport *report, const PairFinding *finding) {
    gather(report, &report->claims[finding->benefit->output], finding);
}

static void tell_claims(PairReport *report, Gathered *gathered) {
    PairFinding *first = &gathered->first;
    if (gathered->count == 0) return;
    pair_check_show(report->check, first);
    tell(
        report, first, output_span(report, first->benefit), DIAGNOSTIC_PAYING_CLAIM,
        text_format(report->prover->arena, "to say that something does not apply pays (%.*s): %.*s",
                    TEXT_ARG(names_of(report, gathered)), TEXT_ARG(comparison(report, first))),
        TEXT("whether it applies should not be left to the unit: have it confirmed, or let the block decide"),
        report->plan->inputs[first->input].span, "the first of these inputs");
}

static void tell_open(PairReport *report, const Gathered *gathered, DiagnosticCode code,
                      const char *question) {
    if (gathered->count == 0) return;
    Arena *arena = report->prover->arena;
    const PairFinding *first = &gathered->first;
    Text message = text_format(
        arena, "whether %s is not decided (%.*s): %s", question, TEXT_ARG(names_of(report, gathered)),
        first->benefit->hangs_on_others ? "it depends on the other units" : "it would take too long");
    diagnostics_report(report->diagnostics, report->source, report->plan->inputs[first->input].span, code,
                       message, TEXT("score two rows of your own that differ in such an input alone"));
}

/* ---- all inputs */

/* It hangs on what a criterion with this input hands up: a criterion ceased to apply, no value was made up.
 */
static bool is_claim(const PairReport *report, const PairFinding *finding) {
    return report->plan->outputs[finding->benefit->output].kind != OUTPUT_CRITERION;
}

static void examine_improvement(PairReport *report, uint32_t input) {
    PairFinding finding = pair_check_improvement(report->check, input);
    if (finding.verdict == VERDICT_UNDECIDED)
        gather(report, &report->open_improvements[finding.benefit->hangs_on_others], &finding);
    if (finding.verdict != VERDICT_YES) return;
    if (!report->is_told[finding.benefit->output]) tell_costly(report, &finding);
}

static void examine_blank(PairReport *report, uint32_t input, InputCell cell) {
    PairFinding finding = pair_check_blank(report->check, input, cell);
    if (finding.verdict == VERDICT_UNDECIDED)
        gather(report, &report->open_blanks[finding.benefit->hangs_on_others], &finding);
    if (finding.verdict != VERDICT_YES) return;
    if (is_claim(report, &finding)) {
        gather_claim(report, &finding);
        return;
    }
    tell_blank(report, &finding);
}

static void examine(PairReport *report, uint32_t input) {
    size_t count;
    examine_improvement(report, input);
    PairFinding turning = pair_check_turning(report->check, input);
    if (turning.verdict == VERDICT_YES) tell_turning(report, &turning);
    InputCell *blanks = pair_check_blanks(report->check, input, &count);
    for (size_t i = 0; i < count; i++)
        examine_blank(report, input, blanks[i]);
    PairFinding claim = pair_check_claim(report->check, input);
    if (claim.verdict == VERDICT_YES) gather_claim(report, &claim);
}

void pairs_report(PairCheck *check, const Source *source, Diagnostics *diagnostics) {
    Prover *prover = check->prover;
    size_t outputs = prover->plan->output_count + 1;
    PairReport report = {.prover = prover,
                         .plan = prover->plan,
                         .source = source,
                         .diagnostics = diagnostics,
                         .check = check,
                         .claims = ARENA_ARRAY(prover->arena, Gathered, outputs),
                         .is_told = told_odd_lines(prover->plan, source, diagnostics, prover->arena)};
    for (uint32_t input = 0; input < prover->plan->input_count; input++)
        examine(&report, input);
    for (size_t i = 0; i + 1 < outputs; i++)
        tell_claims(&report, &report.claims[i]);
    for (int i = 0; i < 2; i++) {
        tell_open(&report, &report.open_improvements[i], DIAGNOSTIC_IMPROVEMENT_UNDECIDED,
                  "a better value can be worth less");
        tell_open(&report, &report.open_blanks[i], DIAGNOSTIC_BLANK_UNDECIDED, "an empty cell can pay");
    }
}
