/* What a condition says of the values it compares: `if b > 0 then a / b` divides by something that is not
 * zero [L4.3]. */
#include "lang/elaborator.h"

enum {
    MOST_KNOWN = 256, /* of one place: each value there is compared with all of them */
    EFFORT = 256,     /* conditions looked at for one: they can be nested through names without end */
};

static Context with_known(Elaborator *elaborator, Context context, Refinement refinement) {
    refinement.next = context.refinements;
    refinement.count = context.refinements ? context.refinements->count + 1 : 1;
    if (refinement.count > MOST_KNOWN) return context;
    context.refinements = arena_copy(elaborator->arena, &refinement, sizeof refinement);
    return context;
}

static Context with_facts(Elaborator *elaborator, Context context, StepId step, Facts facts) {
    return with_known(elaborator, context,
                      (Refinement){.step = step, .facts = facts, .not_above = STEP_NONE});
}

static Facts any_facts(Range range) {
    return (Facts){.range = range, .may_not_apply = true, .may_be_missing = true, .may_be_undefined = true};
}

/* The values of a step that compare with a constant as said; strict comparisons move to the next value of the
 * grid. */
static Range side_range(Elaborator *elaborator, StepId step, Number bound, bool below, bool strict) {
    Range own = steps_facts(elaborator->steps, step).range, range = range_all();
    if (below) {
        range.high = bound;
        range.has_high = true;
    } else {
        range.low = bound;
        range.has_low = true;
    }
    range.not_zero = strict && number_sign(bound) == 0;
    if (!strict || !own.has_step || !number_is_multiple_of(elaborator->numbers, bound, own.step))
        return range;
    Range next = range;
    if (below)
        next.high = number_subtract(elaborator->numbers, bound, own.step);
    else
        next.low = number_add(elaborator->numbers, bound, own.step);
    return number_context_take_overflow(elaborator->numbers) ? range : next;
}

static Range without_value(Elaborator *elaborator, StepId step, Number value) {
    Range own = steps_facts(elaborator->steps, step).range;
    if (own.has_low && number_equal(elaborator->numbers, own.low, value))
        return side_range(elaborator, step, value, false, true);
    if (own.has_high && number_equal(elaborator->numbers, own.high, value))
        return side_range(elaborator, step, value, true, true);
    Range range = range_all();
    range.not_zero = number_sign(value) == 0;
    return range;
}

static Context compare_with(Elaborator *elaborator, Context context, StepOp op, StepId step, Number bound,
                            bool constant_first, bool truth) {
    if (op == OP_EQUAL || op == OP_NOT_EQUAL) {
        bool equal = (op == OP_EQUAL) == truth;
        Range range = equal ? range_exactly(bound) : without_value(elaborator, step, bound);
        return with_facts(elaborator, context, step, any_facts(range));
    }
    bool strict = (op == OP_LESS) == truth;
    bool below = constant_first != truth;
    return with_facts(elaborator, context, step,
                      any_facts(side_range(elaborator, step, bound, below, strict)));
}

/* Two values of which neither is constant: low <= high, and each has the bound of the other. */
static Context relate(Elaborator *elaborator, Context context, StepId low, StepId high, bool strict) {
    Range below = steps_facts(elaborator->steps, low).range,
          above = steps_facts(elaborator->steps, high).range;
    if (below.has_low)
        context = with_facts(elaborator, context, high,
                             any_facts(side_range(elaborator, high, below.low, false, strict)));
    if (above.has_high)
        context = with_facts(elaborator, context, low,
                             any_facts(side_range(elaborator, low, above.high, true, strict)));
    return with_known(elaborator, context,
                      (Refinement){.step = low, .facts = any_facts(range_all()), .not_above = high});
}

static Context compare_steps(Elaborator *elaborator, Context context, StepOp op, const StepId *operands,
                             bool truth) {
    if (op == OP_EQUAL || op == OP_NOT_EQUAL) return context;
    bool strict = (op == OP_LESS) == truth;
    return relate(elaborator, context, operands[!truth], operands[truth], strict);
}

static Context refine_step(Elaborator *elaborator, Context context, StepId id, bool truth, int *effort);

static Context refine_operands(Elaborator *elaborator, Context context, StepId id, bool truth, int *effort) {
    const Step *step = steps_get(elaborator->steps, id);
    for (uint32_t i = 0; i < step->operand_count; i++) {
        if (*effort <= 0) break;
        context = refine_step(elaborator, context, steps_operands(elaborator->steps, id)[i], truth, effort);
    }
    return context;
}

static Context refine_comparison(Elaborator *elaborator, Context context, StepId id, bool truth) {
    const StepId *operands = steps_operands(elaborator->steps, id);
    StepOp op = steps_get(elaborator->steps, id)->op;
    Number bound;
    if (steps_is_constant(elaborator->steps, operands[1], &bound))
        return compare_with(elaborator, context, op, operands[0], bound, false, truth);
    if (steps_is_constant(elaborator->steps, operands[0], &bound))
        return compare_with(elaborator, context, op, operands[1], bound, true, truth);
    return compare_steps(elaborator, context, op, operands, truth);
}

static Context refine_present(Elaborator *elaborator, Context context, StepId id, bool truth) {
    if (!truth) return context;
    Facts facts = any_facts(range_all());
    facts.may_be_missing = facts.may_not_apply = false;
    return with_facts(elaborator, context, steps_operands(elaborator->steps, id)[0], facts);
}

static Context refine_step(Elaborator *elaborator, Context context, StepId id, bool truth, int *effort) {
    --*effort;
    switch (steps_get(elaborator->steps, id)->op) {
    case OP_EQUAL:
    case OP_NOT_EQUAL:
    case OP_LESS:
    case OP_LESS_EQUAL: return refine_comparison(elaborator, context, id, truth);
    case OP_AND: return truth ? refine_operands(elaborator, context, id, truth, effort) : context;
    case OP_OR: return truth ? context : refine_operands(elaborator, context, id, truth, effort);
    case OP_NOT: return refine_operands(elaborator, context, id, !truth, effort);
    case OP_PRESENT: return refine_present(elaborator, context, id, truth);
    default:
        return with_facts(elaborator, context, id,
                          any_facts(range_exactly(truth ? NUMBER_ONE : NUMBER_ZERO)));
    }
}

Context context_under(Elaborator *elaborator, const Context *context, const Typed *condition, bool truth) {
    if (typed_is_error(condition) || condition->kind != KIND_YES_NO) return *context;
    if (steps_get(elaborator->steps, condition->step)->op == OP_CONSTANT) return *context;
    int effort = EFFORT;
    return refine_step(elaborator, *context, condition->step, truth, &effort);
}

Context context_within(Elaborator *elaborator, const Context *context, const Typed *value, Range range) {
    if (typed_is_error(value) || value->step == STEP_NONE) return *context;
    return with_facts(elaborator, *context, value->step, any_facts(range));
}
