#include "proving/pair_check.h"
#include "tests/proving/verdicts.h"

/* What is asked of two rows. */
typedef struct Asked {
    const char *what;
    uint32_t input;
    PairMove move;
    InputCell cell; /* PAIR_BECOMES */
    bool for_worse;
    const uint64_t *lines; /* per row: what it holds in all other inputs */
} Asked;

static const LegalCell *cell_of(const Trial *trial, size_t row, uint32_t input) {
    return &trial->all->cells[row * trial->all->plan->input_count + input];
}

static bool same_cell(const Trial *trial, const LegalCell *a, const LegalCell *b) {
    return a->state == b->state &&
           (a->state != STATE_VALUE || number_equal(trial->numbers, a->number, b->number));
}

/* Equal for rows that are alike but for the input. */
static uint64_t *lines_of(const Trial *trial, uint32_t input) {
    uint64_t *lines = ARENA_ARRAY(trial->arena, uint64_t, trial->all->row_count + 1);
    for (size_t row = 0; row < trial->all->row_count; row++) {
        for (uint32_t i = 1; i < trial->all->plan->input_count; i++) {
            const LegalInput *legal = &trial->made->inputs[i - 1];
            uint32_t at = 0;
            while (i != input && !same_cell(trial, &legal->cells[at], cell_of(trial, row, i)))
                at++;
            lines[row] = lines[row] * MOST_CELLS + at;
        }
    }
    return lines;
}

/* A value of the declared range, not one that a token stands for. */
static bool is_own_value(const Trial *trial, const LegalCell *cell, uint32_t input) {
    const Range *range = &trial->all->plan->inputs[input].range;
    if (cell->state != STATE_VALUE) return false;
    if (range->has_low && number_compare(trial->numbers, cell->number, range->low) < 0) return false;
    return !range->has_high || number_compare(trial->numbers, cell->number, range->high) <= 0;
}

static bool moves(const Trial *trial, const Asked *asked, size_t first, size_t second) {
    const LegalCell *a = cell_of(trial, first, asked->input), *b = cell_of(trial, second, asked->input);
    LegalCell wanted = {asked->cell.state, asked->cell.number};
    if (asked->move == PAIR_LAPSES) return true;
    if (asked->move == PAIR_BECOMES)
        return is_own_value(trial, a, asked->input) && same_cell(trial, b, &wanted);
    if (a->state != STATE_VALUE || b->state != STATE_VALUE) return false;
    int order = number_compare(trial->numbers, b->number, a->number);
    return asked->move == PAIR_RISES ? order > 0 : order < 0;
}

static bool is_better(const Trial *trial, const Benefit *benefit, size_t row, size_t than) {
    const StepValue *a = enumerated(trial->all, row, benefit->step);
    const StepValue *b = enumerated(trial->all, than, benefit->step);
    if (a->state != STATE_VALUE) return false;
    if (b->state != STATE_VALUE) return benefit->must_have_value;
    return benefit->sign * number_compare(trial->numbers, a->number, b->number) > 0;
}

static bool shows(const Trial *trial, const Asked *asked, const Benefit *benefit, size_t first,
                  size_t second) {
    if (asked->lines[first] != asked->lines[second] || !moves(trial, asked, first, second)) return false;
    return asked->for_worse ? is_better(trial, benefit, first, second)
                            : is_better(trial, benefit, second, first);
}

static bool exists(const Trial *trial, const Asked *asked, const Benefit *benefit) {
    size_t count = trial->all->row_count;
    for (size_t first = 0; first < count; first++)
        for (size_t second = 0; second < count; second++)
            if (asked->lines[first] == asked->lines[second] && shows(trial, asked, benefit, first, second))
                return true;
    return false;
}

static size_t row_of(const Trial *trial, const InputCell *cells) {
    for (size_t row = 0; row < trial->all->row_count; row++) {
        bool same = true;
        for (uint32_t i = 1; i < trial->all->plan->input_count; i++) {
            LegalCell cell = {cells[i].state, cells[i].number};
            same &= same_cell(trial, cell_of(trial, row, i), &cell);
        }
        if (same) return row;
    }
    return SIZE_MAX;
}

static bool rows_show(const Trial *trial, PairCheck *check, const Asked *asked, PairFinding *finding) {
    pair_check_show(check, finding);
    size_t first = row_of(trial, finding->rows[0]), second = row_of(trial, finding->rows[1]);
    return first != SIZE_MAX && second != SIZE_MAX && shows(trial, asked, finding->benefit, first, second);
}

/* The first benefit for which it is so is the one that is told; before it stands none that was not ruled out.
 */
static void compare(Trial *trial, PairCheck *check, const Asked *asked, PairFinding *finding) {
    for (size_t i = 0; i < check->benefit_count; i++) {
        const Benefit *benefit = &check->benefits[i];
        bool is_told = finding->benefit == benefit && finding->verdict == VERDICT_YES;
        if (finding->verdict == VERDICT_UNDECIDED && finding->benefit == benefit) break;
        if (!is_told && !benefit->hangs_on_others && !finding->has_open)
            trial_check(trial, !exists(trial, asked, benefit), "%s, input %u: %.*s is passed over",
                        asked->what, asked->input, TEXT_ARG(trial->all->plan->outputs[benefit->output].name));
        if (!is_told) continue;
        trial_check(trial, rows_show(trial, check, asked, finding), "%s, input %u: the rows do not show it",
                    asked->what, asked->input);
        return;
    }
    if (finding->verdict == VERDICT_UNDECIDED) trial_undecided(trial);
}

static void compare_improvement(Trial *trial, PairCheck *check, uint32_t input, const uint64_t *lines) {
    int better = trial->all->plan->inputs[input].better;
    Asked asked = {"improvement", input, better > 0 ? PAIR_RISES : PAIR_FALLS, {0}, true, lines};
    PairFinding finding = pair_check_improvement(check, input);
    if (better != 0) compare(trial, check, &asked, &finding);
}

static void compare_blanks(Trial *trial, PairCheck *check, uint32_t input, const uint64_t *lines) {
    size_t count;
    InputCell *blanks = pair_check_blanks(check, input, &count);
    for (size_t i = 0; i < count; i++) {
        Asked asked = {"blank", input, PAIR_BECOMES, blanks[i], false, lines};
        PairFinding finding = pair_check_blank(check, input, blanks[i]);
        compare(trial, check, &asked, &finding);
    }
}

/* Only what is told can be wrong. */
static void compare_turning(Trial *trial, PairCheck *check, uint32_t input, const uint64_t *lines) {
    Asked falls = {"turning", input, PAIR_RISES, {0}, true, lines},
          rises = {"turning", input, PAIR_RISES, {0}, false, lines};
    PairFinding finding = pair_check_turning(check, input);
    if (finding.verdict != VERDICT_YES) return;
    trial_check(trial, rows_show(trial, check, &falls, &finding) && exists(trial, &rises, finding.benefit),
                "turning, input %u: it does not", input);
}

static void compare_claim(Trial *trial, PairCheck *check, uint32_t input, const uint64_t *lines) {
    Asked asked = {"claim", input, PAIR_LAPSES, {0}, false, lines};
    PairFinding finding = pair_check_claim(check, input);
    if (finding.verdict == VERDICT_YES)
        trial_check(trial, rows_show(trial, check, &asked, &finding),
                    "claim, input %u: the rows do not show it", input);
}

void pair_verdicts(Trial *trial) {
    PairCheck check = pair_check_new(trial->prover);
    for (uint32_t input = 1; input < trial->all->plan->input_count; input++) {
        const uint64_t *lines = lines_of(trial, input);
        compare_improvement(trial, &check, input, lines);
        compare_blanks(trial, &check, input, lines);
        compare_turning(trial, &check, input, lines);
        compare_claim(trial, &check, input, lines);
    }
    pair_check_free(&check);
}
