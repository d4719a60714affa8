#include "base/allowance.h"

static bool is_same(Span a, Span b) {
    return a.from == b.from && a.to == b.to;
}

/* Those added before and not yet inside another lie inside this one, or before it. */
static void take_in(Allowances *allowances, Allowance *added) {
    Allowance *before = allowances->last_outermost;
    for (; before && before->scope.from >= added->scope.from; before = before->below)
        before->outer = added;
    added->below = before;
    allowances->last_outermost = added;
}

const Allowance *allowances_add(Arena *arena, Allowances *allowances, Span scope, Span span, Text reason) {
    const Allowance *last = allowances->count > 0 ? allowances->items[allowances->count - 1] : NULL;
    if (last && is_same(last->scope, scope)) return last;
    Allowance *added = ARENA_NEW(arena, Allowance);
    *added = (Allowance){.scope = scope, .span = span, .reason = reason};
    take_in(allowances, added);
    ARENA_PUSH(arena, allowances->items, allowances->count, allowances->capacity, added);
    return NULL;
}

/* The first that ends behind `offset`: any inside it ends before. */
static Allowance *first_behind(const Allowances *allowances, uint32_t offset) {
    size_t from = 0, to = allowances->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (allowances->items[middle]->scope.to > offset)
            to = middle;
        else
            from = middle + 1;
    }
    return from < allowances->count ? allowances->items[from] : NULL;
}

Allowance *allowances_find(const Allowances *allowances, uint32_t offset) {
    Allowance *found = first_behind(allowances, offset);
    while (found && found->scope.from > offset)
        found = found->outer;
    return found;
}
