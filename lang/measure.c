#include "lang/measure.h"

Measure measure_plain(void) {
    return (Measure){.plain = true};
}

Measure measure_ratio(void) {
    return (Measure){.plain = false};
}

Measure measure_points(void) {
    return (Measure){.points = 1};
}

Measure measure_count(void) {
    return (Measure){.count = 1};
}

Measure measure_named(const Text *name) {
    return (Measure){.named_count = 1, .exponents = {1}, .names = {name}};
}

bool measure_is_ratio(const Measure *measure) {
    return !measure->plain && measure->points == 0 && measure->count == 0 && measure->named_count == 0;
}

bool measure_is_points(const Measure *measure) {
    Measure points = measure_points();
    return measure_equal(measure, &points);
}

bool measure_equal(const Measure *a, const Measure *b) {
    if (a->plain != b->plain || a->points != b->points || a->count != b->count) return false;
    if (a->named_count != b->named_count) return false;
    for (unsigned i = 0; i < a->named_count; i++)
        if (a->exponents[i] != b->exponents[i] || !text_equal(*a->names[i], *b->names[i])) return false;
    return true;
}

bool measure_common(const Measure *a, const Measure *b, Measure *common) {
    *common = a->plain ? *b : *a;
    return a->plain || b->plain || measure_equal(a, b);
}

static void move_named(Measure *measure, unsigned from, unsigned to) {
    measure->names[to] = measure->names[from];
    measure->exponents[to] = measure->exponents[from];
}

/* Keeps the names sorted; false when there is no room for a further name. */
static bool add_named(Measure *measure, const Text *name, int exponent) {
    unsigned at = 0;
    while (at < measure->named_count && text_compare(*measure->names[at], *name) < 0)
        at++;
    if (at < measure->named_count && text_equal(*measure->names[at], *name)) {
        measure->exponents[at] = (int8_t)(measure->exponents[at] + exponent);
        if (measure->exponents[at] != 0) return true;
        for (unsigned i = at + 1; i < measure->named_count; i++)
            move_named(measure, i, i - 1);
        measure->named_count--;
        return true;
    }
    if (measure->named_count == MEASURE_MAX_NAMED) return false;
    for (unsigned i = measure->named_count; i > at; i--)
        move_named(measure, i - 1, i);
    measure->names[at] = name;
    measure->exponents[at] = (int8_t)exponent;
    measure->named_count++;
    return true;
}

Measure measure_multiply(const Measure *a, const Measure *b, int direction) {
    /* a ratio times a plain number is what the number stands for: share(a, b) * 10 gives points */
    if (direction > 0 && a->plain && measure_is_ratio(b)) return *a;
    if (direction > 0 && b->plain && measure_is_ratio(a)) return *b;
    if (b->plain) return *a;
    Measure product = *a;
    product.plain = false;
    product.points = (int8_t)(product.points + direction * b->points);
    product.count = (int8_t)(product.count + direction * b->count);
    for (unsigned i = 0; i < b->named_count; i++)
        if (!add_named(&product, b->names[i], direction * b->exponents[i])) return measure_plain();
    /* [L4.6] points × count is points: so many points for each */
    if (product.points == 1 && product.count == 1 && product.named_count == 0) product.count = 0;
    return product;
}

static void add_factor(TextBuilder *text, Text name, int exponent) {
    if (text->len > 0) text_builder_add(text, TEXT(" × "));
    text_builder_add(text, name);
    if (exponent > 1) text_builder_add_format(text, "^%d", exponent);
}

static void add_factors(TextBuilder *text, const Measure *measure, int sign) {
    if (measure->points * sign > 0) add_factor(text, TEXT("points"), measure->points * sign);
    if (measure->count * sign > 0) add_factor(text, TEXT("count"), measure->count * sign);
    for (unsigned i = 0; i < measure->named_count; i++)
        if (measure->exponents[i] * sign > 0)
            add_factor(text, *measure->names[i], measure->exponents[i] * sign);
}

Text measure_text(Arena *arena, const Measure *measure) {
    if (measure->plain) return TEXT("a plain number");
    if (measure_is_ratio(measure)) return TEXT("a ratio (per cent)");
    if (measure_is_points(measure)) return TEXT("points");
    if (measure->count == 1 && measure->points == 0 && measure->named_count == 0) return TEXT("a count");
    TextBuilder above = text_builder(arena), below = text_builder(arena);
    add_factors(&above, measure, 1);
    add_factors(&below, measure, -1);
    if (above.len == 0) text_builder_add(&above, TEXT("1"));
    if (below.len == 0) return text_builder_text(&above);
    return text_format(arena, "%.*s per %.*s", (int)above.len, above.bytes, (int)below.len, below.bytes);
}
