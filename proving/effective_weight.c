#include "proving/effective_weight.h"

#include "base/unicode.h"
#include "lang/methodology.h"

typedef struct Weighing {
    Prover *prover;
    const Plan *plan;
    const Scale *scales;
    IndexWeights *index;
    bool is_open; /* something does not add up, or is not certain */
} Weighing;

/* ---- how a group is made of its members */

static bool is_member(const Member *member) {
    return member->tree && !tree_is_outside(member->tree);
}

static bool is_call(const AstExpression *formula, const char *name) {
    return formula->kind == AST_CALL && text_equal(formula->name.text, text_from(name)) &&
           formula->count == 1 && formula->operands[0]->kind == AST_CHILDREN;
}

static Number constant_of(Weighing *weighing, const Typed *typed) {
    Number value = NUMBER_ZERO;
    if (typed->kind == KIND_ERROR || !facts_have_value(&typed->facts) ||
        !range_is_constant(weighing->prover->numbers, &typed->facts.range, &value))
        weighing->is_open = true;
    return value;
}

static Number weight_of(Weighing *weighing, const Member *member, bool weighted) {
    return weighted ? constant_of(weighing, &member->weight_value) : NUMBER_ONE;
}

static Number weights_total(Weighing *weighing, const Tree *tree, bool weighted) {
    Number sum = NUMBER_ZERO;
    for (size_t i = 0; i < tree->member_count; i++)
        if (is_member(&tree->members[i]))
            sum =
                number_add(weighing->prover->numbers, sum, weight_of(weighing, &tree->members[i], weighted));
    return sum;
}

static Number full_max_of(Weighing *weighing, const Tree *tree) {
    const PlanOutput *output = &weighing->plan->outputs[tree->symbol->output];
    if (!output->has_full_max) weighing->is_open = true;
    return output->has_full_max ? output->full_max : NUMBER_ONE;
}

static Number points_factor(Weighing *weighing, const Tree *tree, const AstExpression *formula);

/* One factor holds the points, all others are numbers. */
static Number product_factor(Weighing *weighing, const Tree *tree, const AstExpression *product) {
    NumberContext *numbers = weighing->prover->numbers;
    Number factor = NUMBER_ONE;
    const AstExpression *rest = NULL;
    for (uint32_t i = 0; i < product->count; i++) {
        const AstExpression *operand = product->operands[i];
        if (operand->kind == AST_NUMBER)
            factor = number_multiply(numbers, factor, operand->number);
        else if (rest)
            weighing->is_open = true;
        else
            rest = operand;
    }
    if (!rest || weighing->is_open) weighing->is_open = true;
    return weighing->is_open ? NUMBER_ONE
                             : number_multiply(numbers, factor, points_factor(weighing, tree, rest));
}

static Number quotient_factor(Weighing *weighing, const Tree *tree, const AstExpression *quotient) {
    const AstExpression *below = quotient->operands[1];
    Number divisor = below->kind == AST_NUMBER                               ? below->number
                     : below->kind == AST_MAX || below->kind == AST_FULL_MAX ? full_max_of(weighing, tree)
                                                                             : NUMBER_ZERO;
    if (number_sign(divisor) <= 0) weighing->is_open = true;
    if (weighing->is_open) return NUMBER_ONE;
    Number factor = points_factor(weighing, tree, quotient->operands[0]);
    return number_divide(weighing->prover->numbers, factor, divisor);
}

/* The formula is so many times the points. Expressions are at most 256 deep. */
static Number points_factor(Weighing *weighing, const Tree *tree, const AstExpression *formula) {
    switch (formula->kind) {
    case AST_POINTS: return NUMBER_ONE;
    case AST_OTHERWISE: return points_factor(weighing, tree, formula->operands[0]);
    case AST_PRODUCT: return product_factor(weighing, tree, formula);
    case AST_DIVIDE: return quotient_factor(weighing, tree, formula);
    default: weighing->is_open = true; return NUMBER_ONE;
    }
}

/* What one point, or one of the value, of each member is worth in the value of the group, but for its weight.
 */
static Number group_factor(Weighing *weighing, const Tree *tree, bool *weighted) {
    const AstExpression *formula = tree->ast->formula;
    *weighted = formula && (is_call(formula, "weighted_mean") || is_call(formula, "weighted_sum"));
    if (!formula || is_call(formula, "sum") || is_call(formula, "weighted_sum")) return NUMBER_ONE;
    if (!*weighted && !is_call(formula, "mean")) return points_factor(weighing, tree, formula);
    Number sum = weights_total(weighing, tree, *weighted);
    if (number_sign(sum) <= 0) weighing->is_open = true;
    return weighing->is_open ? NUMBER_ONE : number_divide(weighing->prover->numbers, NUMBER_ONE, sum);
}

/* ---- criteria */

static void add_criterion(Weighing *weighing, const Tree *tree, Number factor) {
    NumberContext *numbers = weighing->prover->numbers;
    const PlanOutput *output = &weighing->plan->outputs[tree->symbol->output];
    const Scale *scale = &weighing->scales[tree->symbol->output];
    bool is_certain = scale->least.is_certain && scale->greatest.is_certain && scale->least.exists;
    if (!is_certain || !output->has_full_max) {
        weighing->is_open = true;
        return;
    }
    Number moved = number_subtract(numbers, scale->greatest.value, scale->least.value);
    EffectiveWeight weight = {tree->symbol->output,
                              number_multiply(numbers, factor, output->full_max),
                              number_multiply(numbers, factor, moved),
                              scale->least.value,
                              scale->greatest.value,
                              output->full_max};
    ARENA_PUSH(weighing->prover->arena, weighing->index->items, weighing->index->count,
               weighing->index->capacity, weight);
}

/* Groups are nested as deep as a file may be. */
static void add_tree(Weighing *weighing, const Tree *tree, Number factor) {
    NumberContext *numbers = weighing->prover->numbers;
    bool weighted;
    if (tree->kind == TREE_CRITERION) {
        add_criterion(weighing, tree, factor);
        return;
    }
    Number worth = group_factor(weighing, tree, &weighted);
    if (weighing->is_open) return;
    Number share = number_multiply(numbers, factor, worth);
    for (size_t i = 0; i < tree->member_count && !weighing->is_open; i++) {
        const Member *member = &tree->members[i];
        if (!is_member(member)) continue;
        Number weight = weight_of(weighing, member, weighted);
        add_tree(weighing, member->tree, number_reduce(numbers, number_multiply(numbers, share, weight)));
    }
}

static Number share_of(NumberContext *numbers, Number part, Number whole) {
    if (number_sign(whole) == 0) return NUMBER_ZERO;
    return number_reduce(numbers, number_divide(numbers, part, whole));
}

static void make_shares(Weighing *weighing) {
    NumberContext *numbers = weighing->prover->numbers;
    Number nominal = NUMBER_ZERO, effective = NUMBER_ZERO;
    for (size_t i = 0; i < weighing->index->count; i++) {
        nominal = number_reduce(numbers, number_add(numbers, nominal, weighing->index->items[i].nominal));
        effective =
            number_reduce(numbers, number_add(numbers, effective, weighing->index->items[i].effective));
    }
    for (size_t i = 0; i < weighing->index->count; i++) {
        EffectiveWeight *item = &weighing->index->items[i];
        item->nominal = share_of(numbers, item->nominal, nominal);
        item->effective = share_of(numbers, item->effective, effective);
    }
}

EffectiveWeights effective_weights(Prover *prover, const Compilation *compilation, const Scale *scales) {
    const Methodology *methodology = compilation->methodology;
    EffectiveWeights weights = {0};
    number_context_use(prover->numbers, prover->arena);
    for (size_t i = 0; i < methodology->root_count; i++) {
        const Tree *tree = methodology->roots[i];
        IndexWeights index = {.output = tree->symbol->output};
        Weighing weighing = {prover, prover->plan, scales, &index, false};
        if (tree->kind != TREE_INDEX) continue;
        add_tree(&weighing, tree, NUMBER_ONE);
        if (number_context_take_overflow(prover->numbers) || weighing.is_open || index.count == 0) continue;
        make_shares(&weighing);
        ARENA_PUSH(prover->arena, weights.indices, weights.count, weights.capacity, index);
    }
    return weights;
}

/* ---- as a table */

static bool is_full(NumberContext *numbers, const EffectiveWeight *item) {
    return number_sign(item->least) == 0 && number_equal(numbers, item->greatest, item->max);
}

static Text percent(NumberContext *numbers, Arena *arena, Number share) {
    Number hundred = number_multiply(numbers, share, number_from_int(100));
    return text_format(arena, "%.*s%%", TEXT_ARG(number_format(numbers, arena, hundred, 1, '.')));
}

static void add_row(const Plan *plan, NumberContext *numbers, const EffectiveWeight *item, size_t width,
                    TextBuilder *out) {
    Text name = plan->outputs[item->output].name;
    Text nominal = percent(numbers, out->arena, item->nominal);
    Text effective = percent(numbers, out->arena, item->effective);
    Text least = number_format_exact(numbers, out->arena, item->least);
    Text greatest = number_format_exact(numbers, out->arena, item->greatest);
    Text max = number_format_exact(numbers, out->arena, item->max);
    text_builder_add_format(out, "  %.*s", TEXT_ARG(name));
    text_builder_add_repeated(out, TEXT(" "), width - unicode_width(name));
    text_builder_add_format(out, "  %7.*s  %9.*s  %.*s..%.*s of %.*s\n", TEXT_ARG(nominal),
                            TEXT_ARG(effective), TEXT_ARG(least), TEXT_ARG(greatest), TEXT_ARG(max));
}

static void write_index(const IndexWeights *index, const Plan *plan, NumberContext *numbers,
                        TextBuilder *out) {
    size_t width = 9, shown = 0;
    for (size_t i = 0; i < index->count; i++) {
        size_t own = unicode_width(plan->outputs[index->items[i].output].name);
        if (is_full(numbers, &index->items[i])) continue;
        shown++;
        if (own > width) width = own;
    }
    if (shown == 0) return;
    text_builder_add_format(out, "\nWeights in %.*s, as written and as data can move it\n  Criterion",
                            TEXT_ARG(plan->outputs[index->output].name));
    text_builder_add_repeated(out, TEXT(" "), width - 9);
    text_builder_add(out, TEXT("  Nominal  Effective  Points\n"));
    for (size_t i = 0; i < index->count; i++)
        if (!is_full(numbers, &index->items[i])) add_row(plan, numbers, &index->items[i], width, out);
}

void effective_weights_write(const EffectiveWeights *weights, const Plan *plan, NumberContext *numbers,
                             TextBuilder *out) {
    for (size_t i = 0; i < weights->count; i++)
        write_index(&weights->indices[i], plan, numbers, out);
}
