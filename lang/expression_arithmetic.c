/* Sums, products, quotients and powers; dates and counts of days. */
#include "lang/expression.h"

/* [L4.6] a date and a count */
static bool is_date_sum(const Typed *a, const Typed *b) {
    bool first = a->kind == KIND_DATE && b->kind == KIND_NUMBER,
         second = b->kind == KIND_DATE && a->kind == KIND_NUMBER;
    const Measure *days = first ? &b->measure : &a->measure;
    return (first || second) &&
           (days->plain || (days->count == 1 && days->points == 0 && days->named_count == 0));
}

Typed add_two(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span) {
    if (is_date_sum(&a, &b)) {
        Typed operands[] = {a, b};
        return typed_apply(elaborator, context, OP_ADD, KIND_DATE, operands, 2, span);
    }
    if (!unify(elaborator, context, &a, &b, span, "add")) return typed_error(span);
    if (!require_number(elaborator, context, &a, "what is added")) return typed_error(span);
    Typed operands[] = {a, b};
    Typed sum = typed_apply(elaborator, context, OP_ADD, KIND_NUMBER, operands, 2, span);
    sum.measure = a.measure;
    return sum;
}

Typed elaborate_negated(Elaborator *elaborator, const Context *context, Typed value, Span span) {
    if (!require_number(elaborator, context, &value, "what follows `-`")) return typed_error(span);
    Typed negated = typed_apply(elaborator, context, OP_NEGATE, KIND_NUMBER, &value, 1, span);
    negated.measure = value.measure;
    return negated;
}

static Typed subtract_dates(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span) {
    a.kind = b.kind = KIND_NUMBER;
    Typed negated = typed_apply(elaborator, context, OP_NEGATE, KIND_NUMBER, &b, 1, span);
    Typed operands[] = {a, negated};
    Typed days = typed_apply(elaborator, context, OP_ADD, KIND_NUMBER, operands, 2, span);
    days.measure = measure_count();
    return days;
}

static bool is_minus(const AstExpression *sum, uint32_t term) {
    return sum->operands[term]->kind == AST_NEGATE;
}

/* Without their minus signs. */
static Typed *elaborate_terms(Elaborator *elaborator, const Context *context, const AstExpression *sum,
                              bool *has_date) {
    Typed *terms = ARENA_ARRAY(elaborator->arena, Typed, sum->count);
    for (uint32_t i = 0; i < sum->count; i++) {
        const AstExpression *term = sum->operands[i];
        terms[i] = elaborate(elaborator, context, is_minus(sum, i) ? term->operands[0] : term);
        *has_date |= terms[i].kind == KIND_DATE;
    }
    return terms;
}

/* From left to right: a date minus a date is a count, which more can be added to. */
static Typed sum_with_dates(Elaborator *elaborator, const Context *context, const AstExpression *expression,
                            const Typed *terms) {
    Span span = expression->span;
    Typed sum = is_minus(expression, 0) ? elaborate_negated(elaborator, context, terms[0], span) : terms[0];
    for (uint32_t i = 1; i < expression->count; i++) {
        Typed term = terms[i];
        bool minus = is_minus(expression, i);
        if (minus && sum.kind == KIND_DATE && term.kind == KIND_DATE) {
            sum = subtract_dates(elaborator, context, sum, term, span);
            continue;
        }
        if (minus) term = elaborate_negated(elaborator, context, term, expression->operands[i]->span);
        sum = add_two(elaborator, context, sum, term, span);
    }
    return sum;
}

/* Terms of equal standing are one step, so that long sums stay flat. */
Typed elaborate_sum(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    bool has_date = false, failed = false;
    Typed *terms = elaborate_terms(elaborator, context, expression, &has_date);
    if (has_date) return sum_with_dates(elaborator, context, expression, terms);
    Typed unit = terms[0];
    for (uint32_t i = 0; i < expression->count; i++) {
        bool minus = is_minus(expression, i);
        bool is_number = require_number(elaborator, context, &terms[i], "what is added");
        failed |= !is_number;
        if (!is_number) continue;
        if (minus) terms[i] = elaborate_negated(elaborator, context, terms[i], expression->operands[i]->span);
        if (i == 0) unit = terms[0];
        failed = failed ||
                 !unify(elaborator, context, &unit, &terms[i], expression->span, minus ? "subtract" : "add");
    }
    if (failed) return typed_error(expression->span);
    Typed result =
        typed_apply(elaborator, context, OP_ADD, KIND_NUMBER, terms, expression->count, expression->span);
    result.measure = unit.measure;
    return result;
}

Typed multiply_two(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span) {
    if (!require_number(elaborator, context, &a, "what is multiplied")) return typed_error(span);
    if (!require_number(elaborator, context, &b, "what is multiplied")) return typed_error(span);
    Typed operands[] = {a, b};
    Typed product = typed_apply(elaborator, context, OP_MULTIPLY, KIND_NUMBER, operands, 2, span);
    product.measure = measure_multiply(&a.measure, &b.measure, 1);
    return product;
}

Typed elaborate_product(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    Typed *factors = ARENA_ARRAY(elaborator->arena, Typed, expression->count);
    Measure measure = measure_plain();
    bool failed = false;
    for (uint32_t i = 0; i < expression->count; i++) {
        factors[i] = elaborate(elaborator, context, expression->operands[i]);
        failed |= !require_number(elaborator, context, &factors[i], "what is multiplied");
        measure = i == 0 ? factors[i].measure : measure_multiply(&measure, &factors[i].measure, 1);
    }
    if (failed) return typed_error(expression->span);
    Typed product = typed_apply(elaborator, context, OP_MULTIPLY, KIND_NUMBER, factors, expression->count,
                                expression->span);
    product.measure = measure;
    return product;
}

Typed divide(Elaborator *elaborator, const Context *context, Typed a, Typed b, Span span) {
    if (!require_number(elaborator, context, &a, "what is divided")) return typed_error(span);
    if (!require_number(elaborator, context, &b, "the divisor")) return typed_error(span);
    Number zero;
    if (typed_constant(elaborator, &b, &zero) && number_sign(zero) == 0) {
        report(elaborator, context, b.span, DIAGNOSTIC_NO_RESULT, TEXT("this divides by zero"),
               TEXT("divide by something else"));
        return typed_error(span);
    }
    Typed operands[] = {a, b};
    Typed quotient = typed_apply(elaborator, context, OP_DIVIDE, KIND_NUMBER, operands, 2, span);
    quotient.measure = measure_multiply(&a.measure, &b.measure, -1);
    return quotient;
}

Typed elaborate_divide(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    Typed a = elaborate(elaborator, context, expression->operands[0]);
    Typed b = elaborate(elaborator, context, expression->operands[1]);
    return divide(elaborator, context, a, b, expression->span);
}

Typed elaborate_power(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    Typed operands[2];
    for (int i = 0; i < 2; i++) {
        operands[i] = elaborate(elaborator, context, expression->operands[i]);
        if (!require_number(elaborator, context, &operands[i], "a power"))
            return typed_error(expression->span);
    }
    Typed power = typed_apply(elaborator, context, OP_POWER, KIND_NUMBER, operands, 2, expression->span);
    if (measure_is_ratio(&operands[0].measure)) power.measure = measure_ratio();
    return power;
}
