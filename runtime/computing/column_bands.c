#include "runtime/computing/column_bands.h"

__extension__ typedef __int128 Wide;

/* Bounds rise; a subject that has passed n of them is worth values[n]. */
struct ColumnBands {
    StepId subject;
    size_t count;
    Number *bounds;
    bool *at_bound;  /* per bound: a subject that is equal to it has passed it */
    int64_t *values; /* count + 1, over `scale` */
    int64_t scale;
    uint64_t limit; /* no value is larger in size */
    /* for the factors of the last subject */
    int64_t over, under;
    bool fits;
    int64_t *least; /* per bound: the least item that has passed it */
};

/* ---- found in a plan */

typedef struct Search {
    const Plan *plan;
    const StepId *operands;
    uint32_t count; /* tests */
    bool falling;   /* tests are `bound <= subject` or `bound < subject`, the highest bound first */
    StepId subject;
} Search;

static bool is_small_constant(const Plan *plan, StepId id) {
    const Step *step = &plan->steps[id];
    return step->op == OP_CONSTANT && plan->constants[step->constant].denominator != 0;
}

static Number constant_of(const Plan *plan, StepId id) {
    return plan->constants[plan->steps[id].constant];
}

static const StepId *test_operands(const Search *search, uint32_t i) {
    return plan_operands(search->plan, &search->plan->steps[search->operands[2 * i]]);
}

/* The first test says what the others have to look like. */
static bool start_search(Search *search) {
    const Step *test = &search->plan->steps[search->operands[0]];
    if (test->op != OP_LESS && test->op != OP_LESS_EQUAL) return false;
    const StepId *operands = test_operands(search, 0);
    search->falling = is_small_constant(search->plan, operands[0]);
    search->subject = operands[search->falling];
    return true;
}

static StepId bound_of(const Search *search, uint32_t i) {
    return test_operands(search, i)[!search->falling];
}

static bool fits_in(const Search *search, uint32_t i) {
    const Step *test = &search->plan->steps[search->operands[2 * i]];
    return (test->op == OP_LESS || test->op == OP_LESS_EQUAL) &&
           test_operands(search, i)[search->falling] == search->subject &&
           is_small_constant(search->plan, bound_of(search, i)) &&
           is_small_constant(search->plan, search->operands[2 * i + 1]);
}

static bool is_in_order(const Search *search, NumberContext *numbers, uint32_t i) {
    Number here = constant_of(search->plan, bound_of(search, i));
    Number before = constant_of(search->plan, bound_of(search, i - 1));
    int order = number_compare(numbers, before, here);
    return search->falling ? order > 0 : order < 0;
}

static bool is_chain(const Search *search, NumberContext *numbers) {
    for (uint32_t i = 0; i < search->count; i++)
        if (!fits_in(search, i) || (i > 0 && !is_in_order(search, numbers, i))) return false;
    return is_small_constant(search->plan, search->operands[2 * search->count]);
}

/* What a subject that has passed n bounds is worth. */
static Number value_after(const Search *search, uint32_t passed) {
    uint32_t test = search->falling ? search->count - passed : passed;
    StepId id = search->operands[test < search->count ? 2 * test + 1 : 2 * search->count];
    return constant_of(search->plan, id);
}

static bool set_values(const Search *search, ColumnBands *bands) {
    bands->scale = 1;
    for (uint32_t i = 0; i <= search->count; i++) {
        int64_t under = value_after(search, i).denominator;
        int64_t more = under / lanes_gcd(bands->scale, under);
        if (__builtin_mul_overflow(bands->scale, more, &bands->scale)) return false;
    }
    for (uint32_t i = 0; i <= search->count; i++) {
        Number value = value_after(search, i);
        int64_t more = bands->scale / value.denominator;
        const int64_t limit = INT64_C(1) << 60; /* differences of two must fit */
        if (__builtin_mul_overflow(value.numerator, more, &bands->values[i]) || bands->values[i] > limit ||
            bands->values[i] < -limit)
            return false;
        uint64_t size = (uint64_t)(bands->values[i] < 0 ? -bands->values[i] : bands->values[i]);
        if (size > bands->limit) bands->limit = size;
    }
    return true;
}

static void set_bounds(const Search *search, ColumnBands *bands) {
    for (uint32_t i = 0; i < search->count; i++) {
        uint32_t test = search->falling ? search->count - 1 - i : i;
        const Step *step = &search->plan->steps[search->operands[2 * test]];
        bands->bounds[i] = constant_of(search->plan, bound_of(search, test));
        bands->at_bound[i] = (step->op == OP_LESS_EQUAL) == search->falling;
    }
}

ColumnBands *column_bands_find(const Plan *plan, const Step *step, NumberContext *numbers, Arena *arena) {
    if (step->op != OP_CHOOSE || step->operand_count < 3 || step->operand_count % 2 == 0) return NULL;
    Search search = {plan, plan_operands(plan, step), step->operand_count / 2, false, 0};
    if (!start_search(&search) || !is_chain(&search, numbers)) return NULL;
    ColumnBands *bands = ARENA_NEW(arena, ColumnBands);
    bands->subject = search.subject;
    bands->count = search.count;
    bands->bounds = ARENA_ARRAY(arena, Number, search.count);
    bands->at_bound = ARENA_ARRAY(arena, bool, search.count);
    bands->values = ARENA_ARRAY(arena, int64_t, (size_t)search.count + 1);
    bands->least = ARENA_ARRAY(arena, int64_t, search.count);
    set_bounds(&search, bands);
    return set_values(&search, bands) ? bands : NULL;
}

const StepId *column_bands_subject(const ColumnBands *bands) {
    return &bands->subject;
}

/* ---- run */

/* The least item of the subject that has passed the bound; false: it does not fit. */
static bool least_item(ColumnVector subject, Number bound, bool at_bound, int64_t *item) {
    Wide over = (Wide)bound.numerator * subject.under.factor;
    Wide under = (Wide)bound.denominator * subject.over.factor;
    Wide quotient = over / under, rest = over % under;
    if (rest < 0) quotient--; /* rounded down */
    if (!at_bound || rest != 0) quotient++;
    if (quotient > INT64_MAX - 1 || quotient < -INT64_MAX) return false;
    *item = (int64_t)quotient;
    return true;
}

static bool find_least(const ColumnBands *bands, ColumnVector subject) {
    for (size_t i = 0; i < bands->count; i++)
        if (!least_item(subject, bands->bounds[i], bands->at_bound[i], &bands->least[i])) return false;
    return true;
}

/* Subjects have the same factors in nearly all blocks. */
static bool can_search(ColumnBands *bands, ColumnVector subject) {
    if (!subject.over.items || !lanes_are_same(subject.under) || subject.over.factor <= 0) return false;
    if (subject.over.factor != bands->over || subject.under.factor != bands->under)
        bands->fits = find_least(bands, subject);
    bands->over = subject.over.factor;
    bands->under = subject.under.factor;
    return bands->fits;
}

/* Some bounds with what the value rises by where they are passed. */
typedef struct Rises {
    int64_t least[KERNEL_BOUNDS], rises[KERNEL_BOUNDS];
} Rises;

static Rises rises_from(const ColumnBands *bands, size_t start) {
    Rises some = {{0}, {0}};
    for (size_t i = 0; i < KERNEL_BOUNDS && start + i < bands->count; i++) {
        some.least[i] = bands->least[start + i];
        some.rises[i] = bands->values[start + i + 1] - bands->values[start + i];
    }
    return some;
}

/* No narrow item is the largest or the least number of 32 bits: these bounds are passed by none, and by all.
 */
static int32_t narrow_bound(int64_t least) {
    if (least > INT32_MAX) return INT32_MAX;
    return least < INT32_MIN ? INT32_MIN : (int32_t)least;
}

static void add_narrow(LaneContext *context, int32_t *out, const int32_t *items, const Rises *some) {
    int32_t least[KERNEL_BOUNDS], rises[KERNEL_BOUNDS];
    for (size_t i = 0; i < KERNEL_BOUNDS; i++) {
        least[i] = narrow_bound(some->least[i]);
        rises[i] = (int32_t)some->rises[i];
    }
    context->kernels->narrow.add_rises(out, items, least, rises);
}

static Lanes search_bounds(LaneContext *context, const ColumnBands *bands, ColumnVector subject) {
    uint64_t limit = bands->limit;
    bool narrow = subject.over.form != LANES_WIDE && subject.over.limit < INT32_MAX && limit <= INT32_MAX / 2;
    const LaneBuffer *items = lanes_items(context, subject.over, narrow ? LANES_NARROW : LANES_WIDE);
    LaneBuffer *out = column_pool_lanes(context->pool);
    if (narrow)
        context->kernels->narrow.fill(out->narrow, (int32_t)bands->values[0]);
    else
        context->kernels->wide.fill(out->wide, bands->values[0]);
    for (size_t start = 0; start < bands->count; start += KERNEL_BOUNDS) {
        Rises some = rises_from(bands, start);
        if (narrow)
            add_narrow(context, out->narrow, items->narrow, &some);
        else
            context->kernels->wide.add_rises(out->wide, items->wide, some.least, some.rises);
    }
    lane_items_release(context, items);
    return (Lanes){out, 1, limit, narrow ? LANES_NARROW : LANES_WIDE};
}

/* Bound by bound, for subjects whose denominators differ from row to row. */
static Lanes compare_bounds(LaneContext *context, const ColumnBands *bands, ColumnVector subject) {
    Lanes result = lanes_all(bands->values[0]);
    for (size_t i = 0; i < bands->count; i++) {
        ColumnVector bound = vector_all(bands->bounds[i], STATE_VALUE);
        bool at_bound = bands->at_bound[i];
        Lanes test = at_bound ? vector_less(context, subject, bound) : vector_less(context, bound, subject);
        RowBits mask = lanes_not_zero(context, test);
        lanes_release(context, test);
        Lanes passed = lanes_all(bands->values[i + 1]);
        Lanes next = at_bound ? lanes_pick(context, &mask, result, passed)
                              : lanes_pick(context, &mask, passed, result);
        lanes_release(context, result);
        result = next;
    }
    return result;
}

ColumnVector column_bands_run(ColumnRun *run, const ColumnStep *step) {
    ColumnBands *bands = step->bands;
    ColumnVector subject = *column_operand(run, step, 0);
    bool is_plain = can_search(bands, subject);
    Lanes over =
        is_plain ? search_bounds(&run->lanes, bands, subject) : compare_bounds(&run->lanes, bands, subject);
    return (ColumnVector){over, lanes_all(bands->scale), states_share(subject.states)};
}
