#include "proving/discharge.h"
#include "tests/proving/verdicts.h"

static bool breaks(const Trial *trial, const Obligation *obligation, size_t row) {
    const StepValue *value = enumerated(trial->all, row, obligation->step);
    switch (obligation->kind) {
    case OBLIGATION_RESULT: return value->state == STATE_UNDEFINED;
    case OBLIGATION_NOT_BELOW_ZERO: return value->state == STATE_VALUE && number_sign(value->number) < 0;
    case OBLIGATION_NOT_ABOVE: break;
    }
    const StepValue *bound = enumerated(trial->all, row, obligation->bound);
    return value->state == STATE_VALUE && bound->state == STATE_VALUE &&
           number_compare(trial->numbers, value->number, bound->number) > 0;
}

static bool is_doubt(const Trial *trial, const Diagnostics *diagnostics, const Obligation *obligation) {
    size_t count;
    Diagnostic **said = diagnostics_sorted(diagnostics, trial->arena, &count);
    return !obligation->is_everywhere || (count > 0 && said[0]->witness.len == 0);
}

static bool holds(Trial *trial, const Obligation *obligation) {
    Obligations one = {.items = arena_copy(trial->arena, obligation, sizeof *obligation), .count = 1};
    Diagnostics *diagnostics = diagnostics_new(trial->arena);
    Source source = {.name = TEXT("random.isl"), .text = trial->made->text};
    size_t broken = 0;
    for (size_t row = 0; row < trial->all->row_count; row++)
        broken += breaks(trial, obligation, row);
    bool proved = discharge(&one, trial->prover, &source, diagnostics);
    if (!proved && is_doubt(trial, diagnostics, obligation))
        trial_undecided(trial);
    else
        trial_check(trial, proved == (broken == 0),
                    "obligation %d about step %u: %s, but %zu rows of %zu break it", (int)obligation->kind,
                    obligation->step, proved ? "proved" : "refuted", broken, trial->all->row_count);
    return proved;
}

bool obligation_verdicts(Trial *trial) {
    bool all_hold = true;
    for (size_t i = 0; i < trial->obligations->count; i++)
        if (trial->obligations->items[i].step != STEP_NONE)
            all_hold &= holds(trial, &trial->obligations->items[i]);
    return all_hold;
}
