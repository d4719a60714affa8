#include "lang/totals.h"

#include "lang/expression.h"
#include "lang/tree_part.h"

static long block_count(const Elaborator *elaborator) {
    const Input *block = elaborator->methodology->block;
    return block ? (long)block->category->count : 0;
}

static Context block_context(Elaborator *elaborator, const Context *context, long block) {
    const Input *input = elaborator->methodology->block;
    if (block < 0 || !input) return *context;
    return context_within(elaborator, context, &input->value, range_exactly(number_from_int(block)));
}

static bool certainly_no(Elaborator *elaborator, const Context *context, const AstExpression *condition) {
    Typed typed = elaborate(elaborator, context, condition);
    return !typed_is_error(&typed) && typed.facts.range.has_high &&
           range_is_at_most(elaborator->numbers, &typed.facts.range, NUMBER_ZERO);
}

static bool excludes_block(Elaborator *elaborator, Tree *tree, long block) {
    if (!tree->ast->applies || block < 0) return false;
    Context context = tree_context(elaborator, tree), inside = block_context(elaborator, &context, block);
    return certainly_no(elaborator, &inside, tree->ast->applies);
}

static BlockMax own_max(Elaborator *elaborator, Tree *tree, long block) {
    BlockMax result = {.applies = true, .max = NUMBER_ZERO};
    if (typed_is_error(&tree->max)) return result;
    if (typed_constant(elaborator, &tree->max, &result.max)) {
        result.known = true;
        return result;
    }
    const AstExpression *clause = tree_clause(tree, TEXT("max"), tree->ast->max);
    if (!clause) return result;
    Context context = tree_context(elaborator, tree);
    context.tree = NULL;
    Context inside = block_context(elaborator, &context, block);
    Typed max = elaborate(elaborator, &inside, clause);
    result.known = typed_constant(elaborator, &max, &result.max);
    return result;
}

static BlockMax members_max(Elaborator *elaborator, const Tree *tree, long block) {
    BlockMax sum = {.known = true, .applies = false, .max = NUMBER_ZERO};
    for (size_t i = 0; i < tree->member_count; i++) {
        Tree *member = tree->members[i].tree;
        if (!member || !member->is_elaborated) return (BlockMax){.applies = true, .max = NUMBER_ZERO};
        if (tree_is_outside(member)) continue;
        BlockMax part = block_max(elaborator, member, block);
        if (!part.applies) continue;
        sum.applies = true;
        sum.known &= part.known && tree_has_own_max(member);
        sum.max = number_add(elaborator->numbers, sum.max, part.max);
    }
    return sum;
}

static BlockMax *remembered(Elaborator *elaborator, Tree *tree, long block) {
    size_t count = (size_t)block_count(elaborator) + 1; /* the first one without a block */
    if (!tree->maxima) tree->maxima = ARENA_ARRAY(elaborator->arena, BlockMax, count);
    return &tree->maxima[block + 1];
}

static void settle(Elaborator *elaborator, Tree *tree, long block) {
    BlockMax max = {.known = true, .max = NUMBER_ZERO};
    if (!excludes_block(elaborator, tree, block))
        max = tree->kind == TREE_CRITERION || tree->ast->max ? own_max(elaborator, tree, block)
                                                             : members_max(elaborator, tree, block);
    max.is_settled = true;
    *remembered(elaborator, tree, block) = max;
}

typedef struct Visit {
    Tree *tree;
    size_t next; /* member to look at */
} Visit;

/* The next member whose maximum is needed and not yet known; NULL: none. */
static Tree *next_unsettled(Elaborator *elaborator, Visit *visit, long block) {
    if (visit->tree->ast->max) return NULL;
    while (visit->next < visit->tree->member_count) {
        Tree *member = visit->tree->members[visit->next++].tree;
        if (member && member->is_elaborated && !remembered(elaborator, member, block)->is_settled)
            return member;
    }
    return NULL;
}

/* With `use` groups can be nested as deep as the file is long: the walk has its own stack. */
BlockMax block_max(Elaborator *elaborator, Tree *tree, long block) {
    Visit *stack = NULL;
    size_t count = 0, capacity = 0;
    if (!remembered(elaborator, tree, block)->is_settled)
        ARENA_PUSH(elaborator->arena, stack, count, capacity, ((Visit){tree, 0}));
    while (count > 0) {
        Visit *top = &stack[count - 1];
        Tree *member = next_unsettled(elaborator, top, block);
        if (member)
            ARENA_PUSH(elaborator->arena, stack, count, capacity, ((Visit){member, 0}));
        else
            settle(elaborator, stack[--count].tree, block);
    }
    return *remembered(elaborator, tree, block);
}

static Text block_text(Elaborator *elaborator, long block) {
    if (block < 0) return TEXT("");
    const PlanOption *option = &elaborator->methodology->block->category->options[block];
    return say(elaborator, " for the block \"%.*s\"", TEXT_ARG(option->text));
}

static Text number_text(Elaborator *elaborator, Number number, bool percent) {
    Range range = range_exactly(number);
    return range_text(elaborator->numbers, elaborator->arena, &range, percent);
}

/* [L8.4] the sum, what was declared, and the difference */
static Diagnostic *report_total(Elaborator *elaborator, Span span, DiagnosticCode code, const char *what,
                                Number sum, Number declared, bool percent, long block, const char *hint) {
    Context context = context_top(elaborator);
    Number difference = number_subtract(elaborator->numbers, sum, declared);
    return report(elaborator, &context, span, code,
                  say(elaborator, "%s%.*s add up to %.*s, not to %.*s (difference %.*s)", what,
                      TEXT_ARG(block_text(elaborator, block)),
                      TEXT_ARG(number_text(elaborator, sum, percent)),
                      TEXT_ARG(number_text(elaborator, declared, percent)),
                      TEXT_ARG(number_text(elaborator, difference, percent))),
                  text_from(hint));
}

static bool is_written_in(const AstExpression *max, const AstChange *change) {
    return max && change && max->span.from >= change->span.from && max->span.to <= change->span.to;
}

/* [L11.5] The total may stand in older rules, and what it no longer fits in newer ones. */
static void relate_change(Elaborator *elaborator, Diagnostic *said, const Tree *tree) {
    for (size_t i = 0; i < tree->member_count; i++) {
        const Tree *member = tree->members[i].tree;
        if (!member || !is_written_in(member->ast->max, member->ast->change)) continue;
        diagnostic_relate(
            elaborator->diagnostics, said, context_top(elaborator).source, member->ast->max->span,
            say(elaborator, "the maximum of `%.*s` was changed here", TEXT_ARG(member->symbol->name)));
        return;
    }
}

/* false: reported; one block is enough */
static bool check_max(Elaborator *elaborator, Tree *tree, long block) {
    if (excludes_block(elaborator, tree, block)) return true;
    BlockMax sum = members_max(elaborator, tree, block), own = own_max(elaborator, tree, block);
    if (!sum.known || !own.known || !sum.applies || number_equal(elaborator->numbers, sum.max, own.max))
        return true;
    Diagnostic *said =
        report_total(elaborator, tree->ast->max->span, DIAGNOSTIC_MAX_TOTAL, "the maxima of the members",
                     sum.max, own.max, false, block, "correct a maximum, or the total declared here");
    relate_change(elaborator, said, tree);
    return false;
}

static bool has_weights(const Tree *tree) {
    if (tree->ast->weights_relative) return false;
    for (size_t i = 0; i < tree->member_count; i++)
        if (tree->members[i].weight) return true;
    return false;
}

static bool weight_in_block(Elaborator *elaborator, const Member *member, long block, Number *weight) {
    if (typed_is_error(&member->weight_value)) return false;
    if (typed_constant(elaborator, &member->weight_value, weight)) return true;
    Context context = context_top(elaborator), inside = block_context(elaborator, &context, block);
    Typed typed = elaborate(elaborator, &inside, member->weight);
    return typed_constant(elaborator, &typed, weight);
}

static bool check_weights(Elaborator *elaborator, const Tree *tree, Number declared, Span span, long block) {
    Number sum = NUMBER_ZERO, weight;
    for (size_t i = 0; i < tree->member_count; i++) {
        if (tree->members[i].tree && tree_is_outside(tree->members[i].tree)) continue;
        if (tree->members[i].tree && excludes_block(elaborator, tree->members[i].tree, block)) continue;
        if (!weight_in_block(elaborator, &tree->members[i], block, &weight)) return true;
        sum = number_add(elaborator->numbers, sum, weight);
    }
    if (number_equal(elaborator->numbers, sum, declared)) return true;
    report_total(
        elaborator, span, DIAGNOSTIC_WEIGHT_TOTAL, "the weights", sum, declared, !tree->ast->weights_total,
        block,
        "correct a weight; `weights total 100` declares another total, `weights relative` takes any weights");
    return false;
}

static void check_tree_weights(Elaborator *elaborator, Tree *tree) {
    Context context = context_top(elaborator);
    Number declared = NUMBER_ONE;
    Typed typed;
    Span span = tree->symbol->span;
    if (tree->ast->weights_total) {
        span = tree->ast->weights_span;
        if (!elaborate_constant(elaborator, &context, tree->ast->weights_total, "the total of the weights",
                                &typed, &declared))
            return;
    }
    long blocks = block_count(elaborator);
    if (blocks == 0) check_weights(elaborator, tree, declared, span, -1);
    for (long block = 0; block < blocks; block++)
        if (!check_weights(elaborator, tree, declared, span, block)) return;
}

/* A total over a member that has no maximum of its own cannot be checked. */
static bool members_have_max(Elaborator *elaborator, const Tree *tree) {
    Context context = context_top(elaborator);
    for (size_t i = 0; i < tree->member_count; i++) {
        const Tree *member = tree->members[i].tree;
        if (!member || tree_has_own_max(member)) continue;
        report(elaborator, &context, member->symbol->span, DIAGNOSTIC_MISSING_PART,
               say(elaborator,
                   "`%.*s` has a formula but no maximum, so the total of `%.*s` cannot be checked",
                   TEXT_ARG(member->symbol->name), TEXT_ARG(tree->symbol->name)),
               TEXT("write `max ...` behind its label"));
        return false;
    }
    return true;
}

static void check_tree_max(Elaborator *elaborator, Tree *tree) {
    if (!members_have_max(elaborator, tree)) return;
    long blocks = block_count(elaborator);
    if (blocks == 0) check_max(elaborator, tree, -1);
    for (long block = 0; block < blocks; block++)
        if (!check_max(elaborator, tree, block)) return;
}

/* A ratio of the points of the members: a maximum says what they add up to, or nothing. */
static bool is_ratio_of_points(const Tree *tree) {
    return tree->ast->formula && tree_is_of_points(tree) && !tree->value.measure.plain &&
           measure_is_ratio(&tree->value.measure);
}

static bool all_members_have_max(const Tree *tree) {
    for (size_t i = 0; i < tree->member_count; i++)
        if (tree->members[i].tree && !tree_has_own_max(tree->members[i].tree)) return false;
    return true;
}

static bool declares_total(const Tree *tree) {
    if (!tree->ast->max) return false;
    return !tree->ast->formula || (is_ratio_of_points(tree) && all_members_have_max(tree));
}

void totals_check(Elaborator *elaborator) {
    const Methodology *methodology = elaborator->methodology;
    for (size_t i = 0; i < methodology->symbol_count; i++) {
        const Symbol *symbol = methodology->symbols[i];
        if (symbol->kind != SYMBOL_TREE || symbol->tree->kind == TREE_CRITERION || !symbol->is_done) continue;
        if (declares_total(symbol->tree)) check_tree_max(elaborator, symbol->tree);
        if (has_weights(symbol->tree)) check_tree_weights(elaborator, symbol->tree);
    }
}
