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

Measure measure_named(Text name) {
    Measure measure = {.named_count = 1};
    measure.named[0].name = name;
    measure.named[0].exponent = 1;
    return measure;
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
        if (a->named[i].exponent != b->named[i].exponent || !text_equal(a->named[i].name, b->named[i].name))
            return false;
    return true;
}

bool measure_common(const Measure *a, const Measure *b, Measure *common) {
    *common = a->plain ? *b : *a;
    return a->plain || b->plain || measure_equal(a, b);
}

/* Keeps the names sorted; false when there is no room for a further name. */
static bool add_named(Measure *measure, Text name, int exponent) {
    unsigned at = 0;
    while (at < measure->named_count && text_compare(measure->named[at].name, name) < 0)
        at++;
    if (at < measure->named_count && text_equal(measure->named[at].name, name)) {
        measure->named[at].exponent = (int8_t)(measure->named[at].exponent + exponent);
        if (measure->named[at].exponent != 0) return true;
        for (unsigned i = at + 1; i < measure->named_count; i++)
            measure->named[i - 1] = measure->named[i];
        measure->named_count--;
        return true;
    }
    if (measure->named_count == MEASURE_MAX_NAMED) return false;
    for (unsigned i = measure->named_count; i > at; i--)
        measure->named[i] = measure->named[i - 1];
    measure->named[at].name = name;
    measure->named[at].exponent = (int8_t)exponent;
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
        if (!add_named(&product, b->named[i].name, direction * b->named[i].exponent)) return measure_plain();
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
        if (measure->named[i].exponent * sign > 0)
            add_factor(text, measure->named[i].name, measure->named[i].exponent * sign);
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
