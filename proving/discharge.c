#include "proving/discharge.h"

#include "proving/claim.h"
#include "proving/witness.h"

enum { DISCHARGE_EFFORT = 1000000 };

typedef struct Discharge {
    Prover *prover;
    const Source *source;
    Diagnostics *diagnostics;
    bool *has_failed; /* per step of the plan: it may have no result */
    size_t *results;  /* per step of the plan: behind the place where its result was asked for last */
} Discharge;

/* What would break it. */
static Claim broken(const Obligation *obligation) {
    Claim claim = {.step = obligation->step, .other = obligation->bound, .number = NUMBER_ZERO};
    switch (obligation->kind) {
    case OBLIGATION_NOT_BELOW_ZERO: claim.kind = CLAIM_BELOW_NUMBER; break;
    case OBLIGATION_NOT_ABOVE: claim.kind = CLAIM_ABOVE; break;
    case OBLIGATION_RESULT:
        claim.kind = CLAIM_IN_STATE;
        claim.state = STATE_UNDEFINED;
        break;
    }
    return claim;
}

/* ---- refuted */

static Text value_at(const Discharge *discharge, StepId step) {
    const StepValue *value = &discharge->prover->values[0][step];
    if (value->state != STATE_VALUE) return TEXT("no number");
    return number_format_exact(discharge->prover->numbers, discharge->prover->arena, value->number);
}

/* "with a = 1, b = 0 " */
static Text row_words(const Discharge *discharge, const Obligation *obligation, const InputCell *row) {
    size_t count;
    Prover *prover = discharge->prover;
    const uint32_t *inputs = witness_inputs(prover, obligation->step, &count);
    if (count == 0) return TEXT("");
    return text_format(prover->arena, "with %.*s ", TEXT_ARG(witness_words(prover, row, inputs, count)));
}

static Text refutation(const Discharge *discharge, const Obligation *obligation, const InputCell *row) {
    Arena *arena = discharge->prover->arena;
    Text subject = obligation->subject, words = row_words(discharge, obligation, row);
    switch (obligation->kind) {
    case OBLIGATION_NOT_BELOW_ZERO:
        return text_format(arena, "%.*s can fall below zero: %.*sthey are %.*s", TEXT_ARG(subject),
                           TEXT_ARG(words), TEXT_ARG(value_at(discharge, obligation->step)));
    case OBLIGATION_NOT_ABOVE:
        return text_format(arena, "%.*s can exceed the maximum: %.*sthey are %.*s, the maximum is %.*s",
                           TEXT_ARG(subject), TEXT_ARG(words),
                           TEXT_ARG(value_at(discharge, obligation->step)),
                           TEXT_ARG(value_at(discharge, obligation->bound)));
    case OBLIGATION_RESULT: break;
    }
    return text_format(arena, "%.*s may have no result%s%.*s: this is a division by zero or the like",
                       TEXT_ARG(subject), words.len > 0 ? ", " : "",
                       TEXT_ARG(text_slice(words, 0, words.len > 0 ? words.len - 1 : 0)));
}

static Diagnostic *say_at(const Discharge *discharge, const Obligation *obligation, Text message) {
    return diagnostics_report(discharge->diagnostics, discharge->source, obligation->span, obligation->code,
                              message, obligation->hint);
}

static void refute(const Discharge *discharge, const Obligation *obligation, const Claim *claim,
                   const Answer *answer) {
    Prover *prover = discharge->prover;
    if (!claims_hold_at(prover, claim, 1, answer->rows[0])) return;
    Diagnostic *said = say_at(discharge, obligation, refutation(discharge, obligation, answer->rows[0]));
    diagnostic_show(discharge->diagnostics, said, witness_csv(prover, answer->rows));
}

/* ---- not proved */

static Text doubt(const Discharge *discharge, const Obligation *obligation) {
    Arena *arena = discharge->prover->arena;
    switch (obligation->kind) {
    case OBLIGATION_NOT_BELOW_ZERO:
        return text_format(
            arena,
            "it could not be decided whether %.*s can fall below zero: as far as is known they "
            "can be %.*s",
            TEXT_ARG(obligation->subject), TEXT_ARG(obligation->known));
    case OBLIGATION_NOT_ABOVE:
        return text_format(arena,
                           "it could not be decided whether %.*s can exceed the maximum: as far as is known "
                           "they can be %.*s, the maximum is %.*s",
                           TEXT_ARG(obligation->subject), TEXT_ARG(obligation->known),
                           TEXT_ARG(obligation->at_most));
    case OBLIGATION_RESULT: break;
    }
    return text_format(arena, "%.*s may have no result: this can be a division by zero or the like",
                       TEXT_ARG(obligation->subject));
}

/* A condition is worked out wherever it is looked at. */
static bool is_new(const Discharge *discharge, const Obligation *obligation) {
    size_t *last = &discharge->results[obligation->step], place = obligation->span.to;
    bool same = *last == place;
    if (obligation->kind == OBLIGATION_RESULT) *last = place;
    return obligation->kind != OBLIGATION_RESULT || !same;
}

/* Under conditions a row of the whole may not be one that gets there: then it proves nothing. */
static bool holds(const Discharge *discharge, const Obligation *obligation) {
    if (!is_new(discharge, obligation)) return true;
    Claim claim = broken(obligation);
    Answer answer = claims_ask(discharge->prover, &claim, 1, true, DISCHARGE_EFFORT);
    if (answer.verdict == VERDICT_NO) return true;
    bool *has_failed = &discharge->has_failed[obligation->step];
    if (answer.verdict == VERDICT_YES && obligation->is_everywhere)
        refute(discharge, obligation, &claim, &answer);
    else if (!*has_failed) /* what is certain comes first */
        (void)say_at(discharge, obligation, doubt(discharge, obligation));
    *has_failed |= obligation->kind == OBLIGATION_RESULT;
    return false;
}

bool discharge(const Obligations *obligations, Prover *prover, const Source *source,
               Diagnostics *diagnostics) {
    Discharge work = {prover, source, diagnostics,
                      ARENA_ARRAY(prover->arena, bool, prover->plan->step_count + 1),
                      ARENA_ARRAY(prover->arena, size_t, prover->plan->step_count + 1)};
    bool all_hold = true;
    for (size_t i = 0; i < obligations->count; i++)
        if (obligations->items[i].step != STEP_NONE) all_hold &= holds(&work, &obligations->items[i]);
    return all_hold;
}
