#include "lang/operation.h"

#define OPERATION(name)                                                                                      \
    static bool name(NumberContext *context, Operation operation, Number *operands, size_t count,            \
                     Number *result)
/* for operations that do not look at these */
#define UNUSED(name) ((void)(name))

OPERATION(apply_add) {
    UNUSED(operation);
    Number total = count ? operands[0] : NUMBER_ZERO;
    for (size_t i = 1; i < count; i++)
        total = number_add(context, total, operands[i]);
    *result = total;
    return true;
}

OPERATION(apply_multiply) {
    UNUSED(operation);
    Number product = count ? operands[0] : NUMBER_ONE;
    for (size_t i = 1; i < count; i++)
        product = number_multiply(context, product, operands[i]);
    *result = product;
    return true;
}

OPERATION(apply_negate) {
    UNUSED(operation), UNUSED(count);
    *result = number_negate(context, operands[0]);
    return true;
}

/* [L4.3] */
OPERATION(apply_divide) {
    UNUSED(operation), UNUSED(count);
    if (number_sign(operands[1]) == 0) return false;
    *result = number_divide(context, operands[0], operands[1]);
    return true;
}

OPERATION(apply_power) {
    UNUSED(operation), UNUSED(count);
    return number_power(context, operands[0], operands[1], result);
}

OPERATION(apply_min) {
    UNUSED(operation);
    if (count == 0) return false;
    Number least = operands[0];
    for (size_t i = 1; i < count; i++)
        least = number_min(context, least, operands[i]);
    *result = least;
    return true;
}

OPERATION(apply_max) {
    UNUSED(operation);
    if (count == 0) return false;
    Number greatest = operands[0];
    for (size_t i = 1; i < count; i++)
        greatest = number_max(context, greatest, operands[i]);
    *result = greatest;
    return true;
}

OPERATION(apply_mean) {
    if (count == 0) return false;
    apply_add(context, operation, operands, count, result);
    *result = number_divide(context, *result, number_from_int((int64_t)count));
    return true;
}

static void swap(Number *a, Number *b) {
    Number kept = *a;
    *a = *b;
    *b = kept;
}

static void sift_down(NumberContext *context, Number *heap, size_t root, size_t count) {
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && number_compare(context, heap[child], heap[child + 1]) < 0) child++;
        if (number_compare(context, heap[root], heap[child]) >= 0) return;
        swap(&heap[root], &heap[child]);
    }
}

/* Heap sort: in place, so that no operation needs memory, and n log n for any operands. */
static void sort(NumberContext *context, Number *numbers, size_t count) {
    for (size_t root = count / 2; root-- > 0;)
        sift_down(context, numbers, root, count);
    for (size_t end = count; end > 1; end--) {
        swap(&numbers[0], &numbers[end - 1]);
        sift_down(context, numbers, 0, end - 1);
    }
}

OPERATION(apply_median) {
    UNUSED(operation);
    if (count == 0) return false;
    sort(context, operands, count);
    *result = operands[count / 2];
    if (count % 2 == 1) return true;
    Number both = number_add(context, operands[count / 2 - 1], operands[count / 2]);
    *result = number_divide(context, both, number_from_int(2));
    return true;
}

/* The root of the product is the geometric mean to the last digit, as the product is exact [N4.5]. */
OPERATION(apply_geometric_mean) {
    if (count == 0 || count > UINT32_MAX) return false;
    for (size_t i = 0; i < count; i++)
        if (number_sign(operands[i]) < 0) return false;
    apply_multiply(context, operation, operands, count, result);
    return number_root(context, *result, (unsigned)count, result);
}

OPERATION(apply_harmonic_mean) {
    UNUSED(operation);
    Number total = NUMBER_ZERO;
    for (size_t i = 0; i < count; i++) {
        if (number_sign(operands[i]) == 0) return false;
        total = number_add(context, total, number_divide(context, NUMBER_ONE, operands[i]));
    }
    if (number_sign(total) == 0) return false;
    *result = number_divide(context, number_from_int((int64_t)count), total);
    return true;
}

OPERATION(apply_absolute) {
    UNUSED(operation), UNUSED(count);
    *result = number_absolute(context, operands[0]);
    return true;
}

OPERATION(apply_floor) {
    UNUSED(operation), UNUSED(count);
    *result = number_floor(context, operands[0]);
    return true;
}

OPERATION(apply_ceiling) {
    UNUSED(operation), UNUSED(count);
    *result = number_ceiling(context, operands[0]);
    return true;
}

OPERATION(apply_round) {
    UNUSED(count);
    *result = number_round(context, operands[0], operation.decimals, operation.mode);
    return true;
}

OPERATION(apply_sqrt) {
    UNUSED(operation), UNUSED(count);
    return number_sqrt(context, operands[0], result);
}

OPERATION(apply_ln) {
    UNUSED(operation), UNUSED(count);
    return number_ln(context, operands[0], result);
}

OPERATION(apply_log10) {
    UNUSED(operation), UNUSED(count);
    return number_log10(context, operands[0], result);
}

OPERATION(apply_exp) {
    UNUSED(operation), UNUSED(count);
    return number_exp(context, operands[0], result);
}

static Number yes_no(bool answer) {
    return answer ? NUMBER_ONE : NUMBER_ZERO;
}

OPERATION(apply_equal) {
    UNUSED(operation), UNUSED(count);
    *result = yes_no(number_equal(context, operands[0], operands[1]));
    return true;
}

OPERATION(apply_not_equal) {
    UNUSED(operation), UNUSED(count);
    *result = yes_no(!number_equal(context, operands[0], operands[1]));
    return true;
}

OPERATION(apply_less) {
    UNUSED(operation), UNUSED(count);
    *result = yes_no(number_compare(context, operands[0], operands[1]) < 0);
    return true;
}

OPERATION(apply_less_equal) {
    UNUSED(operation), UNUSED(count);
    *result = yes_no(number_compare(context, operands[0], operands[1]) <= 0);
    return true;
}

OPERATION(apply_not) {
    UNUSED(context), UNUSED(operation), UNUSED(count);
    *result = yes_no(number_sign(operands[0]) == 0);
    return true;
}

OPERATION(apply_count) {
    UNUSED(context), UNUSED(operation), UNUSED(operands);
    *result = number_from_int((int64_t)count);
    return true;
}

OPERATION(apply_weighted_sum) {
    UNUSED(operation);
    Number total = NUMBER_ZERO;
    for (size_t i = 0; i + 1 < count; i += 2)
        total = number_add(context, total, number_multiply(context, operands[i], operands[i + 1]));
    *result = total;
    return true;
}

static Number total_weight(NumberContext *context, const Number *operands, size_t count) {
    Number total = NUMBER_ZERO;
    for (size_t i = 0; i + 1 < count; i += 2)
        total = number_add(context, total, operands[i + 1]);
    return total;
}

/* [L5.9] */
OPERATION(apply_weighted_mean) {
    Number weight = total_weight(context, operands, count);
    if (number_sign(weight) == 0) return false;
    apply_weighted_sum(context, operation, operands, count, result);
    *result = number_divide(context, *result, weight);
    return true;
}

static void reverse(Number *numbers, size_t count) {
    for (size_t i = 0; i < count / 2; i++)
        swap(&numbers[i], &numbers[count - 1 - i]);
}

/* Turns v w v w ... into v v ... w w ... without memory: halves are sorted out recursively, then the inner
 * ones change places by three reversals. The depth is the logarithm of the number of pairs. */
static void separate_pairs(Number *operands, size_t pairs) {
    if (pairs < 2) return;
    size_t left = pairs / 2, right = pairs - left;
    separate_pairs(operands, left);
    separate_pairs(operands + 2 * left, right);
    reverse(operands + left, left);
    reverse(operands + 2 * left, right);
    reverse(operands + left, left + right);
}

OPERATION(apply_weighted_geometric_mean) {
    UNUSED(operation);
    for (size_t i = 0; i < count; i++)
        if (number_sign(operands[i]) < 0) return false;
    if (number_sign(total_weight(context, operands, count)) == 0) return false;
    size_t pairs = count / 2;
    separate_pairs(operands, pairs);
    return number_geometric_mean(context, operands, operands + pairs, pairs, result);
}

static const OperationFunction functions[] = {
    [OP_ADD] = apply_add,
    [OP_NEGATE] = apply_negate,
    [OP_MULTIPLY] = apply_multiply,
    [OP_DIVIDE] = apply_divide,
    [OP_POWER] = apply_power,
    [OP_MIN] = apply_min,
    [OP_MAX] = apply_max,
    [OP_MEDIAN] = apply_median,
    [OP_GEOMETRIC_MEAN] = apply_geometric_mean,
    [OP_HARMONIC_MEAN] = apply_harmonic_mean,
    [OP_ABS] = apply_absolute,
    [OP_FLOOR] = apply_floor,
    [OP_CEILING] = apply_ceiling,
    [OP_ROUND] = apply_round,
    [OP_SQRT] = apply_sqrt,
    [OP_LN] = apply_ln,
    [OP_LOG10] = apply_log10,
    [OP_EXP] = apply_exp,
    [OP_EQUAL] = apply_equal,
    [OP_NOT_EQUAL] = apply_not_equal,
    [OP_LESS] = apply_less,
    [OP_LESS_EQUAL] = apply_less_equal,
    [OP_NOT] = apply_not,
    [OP_MEMBERS_SUM] = apply_add,
    [OP_MEMBERS_MEAN] = apply_mean,
    [OP_MEMBERS_MIN] = apply_min,
    [OP_MEMBERS_MAX] = apply_max,
    [OP_MEMBERS_MEDIAN] = apply_median,
    [OP_MEMBERS_GEOMETRIC_MEAN] = apply_geometric_mean,
    [OP_MEMBERS_HARMONIC_MEAN] = apply_harmonic_mean,
    [OP_MEMBERS_COUNT] = apply_count,
    [OP_MEMBERS_WEIGHTED_MEAN] = apply_weighted_mean,
    [OP_MEMBERS_WEIGHTED_SUM] = apply_weighted_sum,
    [OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN] = apply_weighted_geometric_mean,
    [STEP_OP_COUNT - 1] = NULL, /* the cohort operations at the end have none */
};
_Static_assert(sizeof functions / sizeof *functions == STEP_OP_COUNT, "one function per operation");

static const OperationKind kinds[] = {
#define STEP_OP(id, name, kind) OPERATION_##kind,
#include "lang/step_ops.def"
#undef STEP_OP
};
_Static_assert(sizeof kinds / sizeof *kinds == STEP_OP_COUNT, "one kind per operation");

OperationFunction operation_function(StepOp op) {
    return functions[op];
}

bool operation_apply(NumberContext *context, Operation operation, Number *operands, size_t count,
                     Number *result) {
    OperationFunction function = functions[operation.op];
    return function && function(context, operation, operands, count, result);
}

OperationKind operation_kind(StepOp op) {
    return kinds[op];
}

bool operation_is_weighted(StepOp op) {
    return op == OP_MEMBERS_WEIGHTED_MEAN || op == OP_MEMBERS_WEIGHTED_SUM ||
           op == OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN;
}
