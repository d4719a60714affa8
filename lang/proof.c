#include "lang/proof.h"

enum { PROOF_DEPTH = 24, PROOF_EFFORT = 4000 };

/* A bounded search for a proof that a <= b. */
typedef struct Proof {
    const Steps *steps;
    NumberContext *numbers;
    int effort;
} Proof;

static const Range *known_range(const Proof *proof, StepId id) {
    return &steps_known(proof->steps, id)->range;
}

static bool never_above(Proof *proof, StepId a, StepId b, int depth);

static bool ranges_settle(const Proof *proof, StepId a, StepId b) {
    const Range *x = known_range(proof, a), *y = known_range(proof, b);
    return x->has_high && y->has_low && number_compare(proof->numbers, x->high, y->low) <= 0;
}

static bool within_zero_one(const Proof *proof, StepId id) {
    const Range *range = known_range(proof, id);
    return range_is_at_least(proof->numbers, range, NUMBER_ZERO) &&
           range_is_at_most(proof->numbers, range, NUMBER_ONE);
}

static bool any_operand(Proof *proof, StepId a, StepId b, int depth) {
    const Step *step = steps_get(proof->steps, a);
    for (uint32_t i = 0; i < step->operand_count; i++)
        if (never_above(proof, steps_operands(proof->steps, a)[i], b, depth)) return true;
    return false;
}

/* r × b <= b for r in 0..1 and b >= 0 */
static bool product_of(Proof *proof, StepId a, StepId b, int depth) {
    const Step *step = steps_get(proof->steps, a);
    const StepId *operands = steps_operands(proof->steps, a);
    if (!range_is_at_least(proof->numbers, known_range(proof, a), NUMBER_ZERO)) return false;
    const StepId *bounded = NULL; /* the factor that need not lie in 0..1 */
    for (uint32_t i = 0; i < step->operand_count; i++) {
        if (within_zero_one(proof, operands[i])) continue;
        if (bounded) return false;
        bounded = &operands[i];
    }
    return bounded ? never_above(proof, *bounded, b, depth) : any_operand(proof, a, b, depth);
}

/* Every value a choice can give, beside the value the same choice gives in b. */
static bool choices_below(Proof *proof, StepId a, StepId b, int depth) {
    const Step *x = steps_get(proof->steps, a), *y = steps_get(proof->steps, b);
    const StepId *from = steps_operands(proof->steps, a), *to = steps_operands(proof->steps, b);
    bool parallel = y->op == OP_CHOOSE && x->operand_count == y->operand_count;
    for (uint32_t i = 0; parallel && i + 1 < x->operand_count; i += 2)
        parallel = from[i] == to[i];
    for (uint32_t i = 0; i < x->operand_count; i++) {
        bool is_test = i % 2 == 0 && i + 1 < x->operand_count;
        if (is_test || steps_known(proof->steps, from[i])->no_value) continue;
        if (!never_above(proof, from[i], parallel ? to[i] : b, depth)) return false;
    }
    return true;
}

/* x + rest <= y + rest */
static bool sums_below(Proof *proof, StepId a, StepId b, int depth) {
    const Step *x = steps_get(proof->steps, a), *y = steps_get(proof->steps, b);
    if (x->operand_count != 2 || y->operand_count != 2) return false;
    const StepId *from = steps_operands(proof->steps, a), *to = steps_operands(proof->steps, b);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            if (from[i] == to[j] && never_above(proof, from[1 - i], to[1 - j], depth)) return true;
    return false;
}

/* a = max + (-min), whose difference from zero is never negative */
static bool is_natural(Proof *proof, StepId a, int depth) {
    if (range_is_at_least(proof->numbers, known_range(proof, a), NUMBER_ZERO)) return true;
    const Step *step = steps_get(proof->steps, a);
    const StepId *operands = steps_operands(proof->steps, a);
    if (step->op != OP_ADD || step->operand_count != 2) return false;
    for (int i = 0; i < 2; i++) {
        const Step *other = steps_get(proof->steps, operands[1 - i]);
        if (other->op != OP_NEGATE) continue;
        if (never_above(proof, steps_operands(proof->steps, operands[1 - i])[0], operands[i], depth))
            return true;
    }
    return false;
}

static bool same_cohort(const Steps *steps, StepId a, StepId b) {
    return steps_get(steps, a)->cohort.scope_input == steps_get(steps, b)->cohort.scope_input &&
           steps_operands(steps, a)[0] == steps_operands(steps, b)[0];
}

static bool cohort_settles(Proof *proof, StepId a, StepId b) {
    const Step *x = steps_get(proof->steps, a), *y = steps_get(proof->steps, b);
    if (y->op == OP_COHORT_MAX && steps_operands(proof->steps, b)[0] == a) return true;
    if (y->op == OP_COHORT_SUM && steps_operands(proof->steps, b)[0] == a)
        return range_is_at_least(proof->numbers, known_range(proof, a), NUMBER_ZERO);
    if (x->op == OP_COHORT_MIN && steps_operands(proof->steps, a)[0] == b) return true;
    if (x->op == OP_COHORT_MIN && y->op == OP_COHORT_MAX) return same_cohort(proof->steps, a, b);
    bool counts = x->op == OP_COHORT_BELOW || x->op == OP_COHORT_AT_MOST || x->op == OP_COHORT_PLACE;
    return counts && y->op == OP_COHORT_COUNT && same_cohort(proof->steps, a, b);
}

static bool rounded_below(Proof *proof, StepId a, StepId b, int depth) {
    const Step *step = steps_get(proof->steps, a);
    const Range *range = known_range(proof, b);
    Number unit, bound;
    if (!steps_known(proof->steps, a)->range.has_step) return false;
    unit = steps_known(proof->steps, a)->range.step;
    bool on_grid = range_is_constant(proof->numbers, range, &bound)
                       ? number_is_multiple_of(proof->numbers, bound, unit)
                       : range->has_step && number_is_multiple_of(proof->numbers, range->step, unit);
    return on_grid && never_above(proof, steps_operands(proof->steps, a)[0], b, depth) &&
           step->operand_count == 1;
}

static bool negation_below(Proof *proof, StepId a, StepId b, int depth) {
    if (steps_get(proof->steps, b)->op != OP_NEGATE) return false;
    return never_above(proof, steps_operands(proof->steps, b)[0], steps_operands(proof->steps, a)[0], depth);
}

static bool divided_below(Proof *proof, StepId a, StepId b, int depth) {
    const StepId *operands = steps_operands(proof->steps, a);
    return range_is_at_least(proof->numbers, known_range(proof, operands[1]), NUMBER_ONE) &&
           is_natural(proof, operands[0], depth) && never_above(proof, operands[0], b, depth);
}

static bool above_by_structure(Proof *proof, StepId a, StepId b, int depth) {
    const Step *y = steps_get(proof->steps, b);
    const StepId *to = steps_operands(proof->steps, b);
    if (y->op == OP_WHERE_APPLICABLE) return never_above(proof, a, to[0], depth);
    if (y->op != OP_MAX) return false;
    for (uint32_t i = 0; i < y->operand_count; i++)
        if (never_above(proof, a, to[i], depth)) return true;
    return false;
}

static bool below_by_structure(Proof *proof, StepId a, StepId b, int depth) {
    const StepId *from = steps_operands(proof->steps, a);
    switch (steps_get(proof->steps, a)->op) {
    case OP_MULTIPLY: return product_of(proof, a, b, depth);
    case OP_DIVIDE: return divided_below(proof, a, b, depth);
    case OP_MIN: return any_operand(proof, a, b, depth);
    case OP_CHOOSE: return choices_below(proof, a, b, depth);
    case OP_ADD: return steps_get(proof->steps, b)->op == OP_ADD && sums_below(proof, a, b, depth);
    case OP_NEGATE: return negation_below(proof, a, b, depth);
    case OP_ROUND:
    case OP_FLOOR:
    case OP_CEILING: return rounded_below(proof, a, b, depth);
    case OP_WHERE_APPLICABLE: return never_above(proof, from[0], b, depth);
    case OP_OTHERWISE:
    case OP_IF_MISSING: return never_above(proof, from[0], b, depth) && never_above(proof, from[1], b, depth);
    default: return false;
    }
}

static bool never_above(Proof *proof, StepId a, StepId b, int depth) {
    if (a == b || ranges_settle(proof, a, b)) return true;
    if (depth == 0 || proof->effort-- <= 0) return false;
    if (steps_are_related(proof->steps, a, b) || cohort_settles(proof, a, b)) return true;
    return below_by_structure(proof, a, b, depth - 1) || above_by_structure(proof, a, b, depth - 1);
}

bool proof_never_above(const Steps *steps, NumberContext *numbers, StepId a, StepId b) {
    Proof proof = {steps, numbers, PROOF_EFFORT};
    return never_above(&proof, a, b, PROOF_DEPTH);
}

/* Bounds of a / b: from 0, and up to 1, as far as 0 <= a <= b is known. */
static Range bare_quotient(Proof *proof, StepId a, StepId b) {
    if (!is_natural(proof, a, PROOF_DEPTH)) return range_all();
    if (never_above(proof, a, b, PROOF_DEPTH)) return range_between(NUMBER_ZERO, NUMBER_ONE);
    return range_from(NUMBER_ZERO);
}

/* (9 × x) / b is 9 × (x / b): the factor that b bounds is divided first. */
static Range factored_quotient(Proof *proof, StepId a, StepId b) {
    NumberContext *numbers = proof->numbers;
    const Step *step = steps_get(proof->steps, a);
    const StepId *operands = steps_operands(proof->steps, a);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        Range range = bare_quotient(proof, operands[i], b);
        if (!range.has_high) continue;
        for (uint32_t j = 0; j < step->operand_count; j++)
            if (j != i) range = range_multiply(numbers, &range, known_range(proof, operands[j]));
        return range;
    }
    return range_all();
}

void proof_sharpen_quotient(const Steps *steps, NumberContext *numbers, StepId a, StepId b, Range *quotient) {
    Proof proof = {steps, numbers, PROOF_EFFORT};
    if (!is_natural(&proof, b, PROOF_DEPTH)) return;
    Range sharp = bare_quotient(&proof, a, b);
    *quotient = range_intersect(numbers, quotient, &sharp);
    if (steps_get(steps, a)->op != OP_MULTIPLY) return;
    sharp = factored_quotient(&proof, a, b);
    if (number_context_take_overflow(numbers)) return;
    *quotient = range_intersect(numbers, quotient, &sharp);
}
