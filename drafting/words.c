#include "drafting/words.h"

#include "drafting/words_bands.h"
#include "lang/tree_part.h"

/* ---- how tightly an expression binds: what binds less than its surroundings is put in brackets */

typedef enum Strength {
    LOOSE,
    IN_OR,
    IN_AND,
    IN_NOT,
    IN_COMPARISON,
    IN_SUM,
    IN_PRODUCT,
    IN_SIGN,
    IN_POWER,
    TIGHT
} Strength;

static Text tell(const Words *words, const AstExpression *node, Strength around);

static Text bracketed(const Words *words, Text text, Strength own, Strength around) {
    return own < around ? WORDS_SAY(words, BRACKETS, text) : text;
}

static Text number_words(const Words *words, const AstExpression *node) {
    switch (node->unit) {
    case LITERAL_PLAIN: return words_decimal(words, node->number);
    case LITERAL_RATIO: return words_percent(words, node->number);
    case LITERAL_POINTS: break;
    }
    bool is_one = number_compare(words->numbers, node->number, NUMBER_ONE) == 0;
    Text digits = words_decimal(words, node->number);
    return is_one ? WORDS_SAY(words, ONE_POINT, digits) : WORDS_SAY(words, N_POINTS, digits);
}

static Text date_words(const Words *words, Text date) {
    if (words->language == LANGUAGE_ENGLISH || date.len != 10) return date;
    return text_format(words->arena, "%.2s/%.2s/%.4s", date.bytes + 8, date.bytes + 5, date.bytes);
}

/* ---- maxima and points */

static const AstExpression *own_max(const Words *words) {
    const Tree *tree = words->tree;
    return tree ? tree_clause(tree, TEXT("max"), tree->ast->max) : NULL;
}

static bool is_criterion(const Words *words) {
    return words->tree && words->tree->kind == TREE_CRITERION;
}

static Text max_words(const Words *words) {
    const AstExpression *max = own_max(words);
    if (!is_criterion(words)) return words->tree ? WORDS(words, SUM_OF_MAXIMA) : WORDS(words, OWN_MAX);
    return max && max->kind == AST_NUMBER ? words_points(words, max) : WORDS(words, OWN_MAX);
}

/* Literals, the criterion's own maximum and what is computed from them. */
static bool constant_of(const Words *words, const AstExpression *node, Number *value);

static bool constant_chain(const Words *words, const AstExpression *node, Number *value) {
    bool is_sum = node->kind == AST_SUM;
    *value = is_sum ? NUMBER_ZERO : NUMBER_ONE;
    for (uint32_t i = 0; i < node->count; i++) {
        Number operand;
        if (!constant_of(words, node->operands[i], &operand)) return false;
        *value = is_sum ? number_add(words->numbers, *value, operand)
                        : number_multiply(words->numbers, *value, operand);
    }
    return true;
}

static bool constant_quotient(const Words *words, const AstExpression *node, Number *value) {
    Number top, bottom;
    if (!constant_of(words, node->operands[0], &top) || !constant_of(words, node->operands[1], &bottom))
        return false;
    if (number_sign(bottom) == 0) return false;
    *value = number_divide(words->numbers, top, bottom);
    return true;
}

static bool constant_of(const Words *words, const AstExpression *node, Number *value) {
    const AstExpression *bound = words_bound(words, node);
    switch ((int)bound->kind) {
    case AST_NUMBER: *value = bound->number; return true;
    case AST_MAX: {
        const AstExpression *max = is_criterion(words) ? own_max(words) : NULL;
        if (!max || max->kind != AST_NUMBER) return false;
        *value = max->number;
        return true;
    }
    case AST_NEGATE:
        if (!constant_of(words, bound->operands[0], value)) return false;
        *value = number_negate(words->numbers, *value);
        return true;
    case AST_SUM:
    case AST_PRODUCT: return constant_chain(words, bound, value);
    case AST_DIVIDE: return constant_quotient(words, bound, value);
    default: return false;
    }
}

Text words_points(const Words *words, const AstExpression *expression) {
    AstExpression points = {.kind = AST_NUMBER, .unit = LITERAL_POINTS};
    const AstExpression *bound = words_bound(words, expression);
    bool is_ratio = bound->kind == AST_NUMBER && bound->unit == LITERAL_RATIO;
    if (is_ratio || !constant_of(words, bound, &points.number)) return words_whole(words, bound);
    return number_words(words, &points);
}

static Text attribute_words(const Words *words, AstAttribute attribute, Text name) {
    switch (attribute) {
    case ATTRIBUTE_VALUE:
    case ATTRIBUTE_UNKNOWN: return name;
    case ATTRIBUTE_POINTS: return WORDS_SAY(words, POINTS_OF, name);
    case ATTRIBUTE_MAX: return WORDS_SAY(words, MAXIMUM_OF, name);
    case ATTRIBUTE_FULL_MAX: return WORDS_SAY(words, FULL_MAXIMUM_OF, name);
    case ATTRIBUTE_RATIO: return WORDS_SAY(words, RATIO_OF, name);
    case ATTRIBUTE_EXACT: return WORDS_SAY(words, EXACT_OF, name);
    }
    return name;
}

/* ---- operations: a quotient among factors stands in brackets, so that what it divides is plain */

static Text chain(const Words *words, const AstExpression *node, const char *sign, Strength own) {
    TextBuilder out = text_builder(words->arena);
    for (uint32_t i = 0; i < node->count; i++) {
        if (i > 0) text_builder_add(&out, text_from(sign));
        text_builder_add(&out, tell(words, node->operands[i], own + 1));
    }
    return text_builder_text(&out);
}

/* a - b is a sum whose operand is negated */
static Text sum_words(const Words *words, const AstExpression *node) {
    TextBuilder out = text_builder(words->arena);
    for (uint32_t i = 0; i < node->count; i++) {
        const AstExpression *operand = node->operands[i];
        bool is_minus = i > 0 && operand->kind == AST_NEGATE;
        if (i > 0) text_builder_add(&out, is_minus ? TEXT(" − ") : TEXT(" + "));
        text_builder_add(&out, tell(words, is_minus ? operand->operands[0] : operand, IN_PRODUCT));
    }
    return text_builder_text(&out);
}

/* `a / (b * c)` keeps its brackets */
static Text divide_words(const Words *words, const AstExpression *node) {
    return text_format(words->arena, "%.*s / %.*s", TEXT_ARG(tell(words, node->operands[0], IN_PRODUCT)),
                       TEXT_ARG(tell(words, node->operands[1], IN_SIGN)));
}

static Text logic_words(const Words *words, const AstExpression *node, Phrase phrase, Strength own) {
    Text text = tell(words, node->operands[0], own + 1);
    for (uint32_t i = 1; i < node->count; i++)
        text = words_say(words, phrase, (Text[]){text, tell(words, node->operands[i], own + 1)}, 2);
    return text;
}

static Phrase comparison_phrase(AstKind kind) {
    switch ((int)kind) {
    case AST_NOT_EQUAL: return PHRASE_DIFFERS;
    case AST_LESS: return PHRASE_LESS;
    case AST_LESS_EQUAL: return PHRASE_AT_MOST;
    case AST_GREATER: return PHRASE_MORE;
    case AST_GREATER_EQUAL: return PHRASE_AT_LEAST;
    default: return PHRASE_EQUALS;
    }
}

/* An option is what something *is*; numbers are equal. */
static Text comparison_words(const Words *words, const AstExpression *node) {
    const AstExpression *left = node->operands[0], *right = node->operands[1];
    bool is_word = right->kind == AST_TEXT || right->kind == AST_YES || right->kind == AST_NO;
    Text subject = tell(words, left, IN_SUM);
    Text value =
        right->kind == AST_TEXT ? words_option(words, left, right->text) : tell(words, right, IN_SUM);
    Phrase phrase = comparison_phrase(node->kind);
    if (is_word) phrase = node->kind == AST_NOT_EQUAL ? PHRASE_IS_NOT : PHRASE_IS;
    return words_say(words, phrase, (Text[]){subject, value}, 2);
}

static bool is_yes_no_name(const Words *words, const AstExpression *node) {
    const AstExpression *bound = words_bound(words, node);
    if (bound->kind != AST_NAME) return false;
    const Symbol *symbol = methodology_find(words->methodology, bound->name.text);
    return symbol && symbol->kind == SYMBOL_INPUT && symbol->input->ast->type == TYPE_YES_NO;
}

static Text not_words(const Words *words, const AstExpression *node) {
    const AstExpression *operand = node->operands[0];
    if (is_yes_no_name(words, operand))
        return WORDS_SAY(words, IS, tell(words, operand, TIGHT), WORDS(words, NO));
    return WORDS_SAY(words, NOT, tell(words, operand, TIGHT));
}

/* ---- by */

static bool literal_number(const Words *words, const AstExpression *node, Number *number) {
    bool is_negative = node->kind == AST_NEGATE;
    const AstExpression *literal = is_negative ? node->operands[0] : node;
    if (literal->kind != AST_NUMBER) return false;
    *number = is_negative ? number_negate(words->numbers, literal->number) : literal->number;
    return true;
}

static Edge edge_of(AstKind comparison) {
    switch ((int)comparison) {
    case AST_GREATER_EQUAL: return EDGE_FROM;
    case AST_GREATER: return EDGE_ABOVE;
    case AST_LESS_EQUAL: return EDGE_UP_TO;
    case AST_LESS: return EDGE_BELOW;
    default: return EDGE_NONE;
    }
}

/* EDGE_NONE where the arm is no single comparison with a number. */
static Band band_of(const Words *words, const AstExpression *arm) {
    Band band = {.edge = EDGE_NONE};
    if (arm->kind != AST_ARM || arm->count != 2 || arm->operands[0]->kind != AST_TEST_COMPARE) return band;
    const AstExpression *bound = arm->operands[0]->operands[0];
    if (!literal_number(words, bound, &band.bound)) return band;
    band.edge = edge_of(arm->operands[0]->comparison);
    band.text = tell(words, bound, IN_SUM);
    return band;
}

static Text compare_test_words(const Words *words, const AstExpression *test) {
    static const Phrase PHRASES[] = {PHRASE_EQUAL_TO, PHRASE_FROM_UP, PHRASE_ABOVE, PHRASE_UP_TO,
                                     PHRASE_BELOW};
    Phrase phrase = test->comparison == AST_NOT_EQUAL ? PHRASE_UNLIKE : PHRASES[edge_of(test->comparison)];
    return words_say(words, phrase, (Text[]){tell(words, test->operands[0], IN_SUM)}, 1);
}

static Text test_words(const Words *words, const AstExpression *subject, const AstExpression *test) {
    switch ((int)test->kind) {
    case AST_TEST_COMPARE: return compare_test_words(words, test);
    case AST_TEST_RANGE:
        return WORDS_SAY(words, FROM_TO, tell(words, test->operands[0], IN_SUM),
                         tell(words, test->operands[1], IN_SUM));
    case AST_TEXT: return words_option(words, subject, test->text);
    case AST_YES:
    case AST_NO: return tell(words, test, LOOSE);
    default: return WORDS_SAY(words, EQUAL_TO, tell(words, test, IN_SUM));
    }
}

static Text tests_words(const Words *words, const AstExpression *subject, const AstExpression *arm) {
    if (arm->kind == AST_ELSE) return WORDS(words, ALL_OTHERS);
    Text text = test_words(words, subject, arm->operands[0]);
    for (uint32_t i = 1; i + 1 < arm->count; i++)
        text = WORDS_SAY(words, ONE_OR, text, test_words(words, subject, arm->operands[i]));
    return text;
}

bool words_tests(const Words *words, const AstExpression *by, Text *tests) {
    bool is_chain = true, has_comparison = false;
    Band before = {.edge = EDGE_NONE};
    for (uint32_t i = 1; i < by->count; i++) {
        const AstExpression *arm = by->operands[i];
        Band band = band_of(words, arm);
        bool is_rest = arm->kind == AST_ELSE && i > 1;
        bool goes_on = i == 1 ? band.edge != EDGE_NONE : band_continues(words->numbers, &before, &band);
        is_chain = is_chain && (goes_on || is_rest);
        has_comparison |= arm->kind == AST_ARM && arm->operands[0]->kind == AST_TEST_COMPARE;
        tests[i - 1] = is_chain ? band_words(words->arena, words->language, i == 1 ? NULL : &before, &band)
                                : tests_words(words, by->operands[0], arm);
        before = band;
    }
    return !is_chain && has_comparison;
}

const AstExpression *words_arm_value(const AstExpression *arm) {
    return arm->operands[arm->count - 1];
}

static Text by_words(const Words *words, const AstExpression *node) {
    Text *tests = ARENA_ARRAY(words->arena, Text, node->count);
    bool in_order = words_tests(words, node, tests);
    TextBuilder out = text_builder(words->arena);
    for (uint32_t i = 1; i < node->count; i++) {
        if (i > 1) text_builder_add(&out, TEXT("; "));
        text_builder_add(&out, WORDS_SAY(words, ARM, tests[i - 1],
                                         tell(words, words_arm_value(node->operands[i]), IN_SUM)));
    }
    Text parts[] = {tell(words, node->operands[0], IN_SUM), text_builder_text(&out)};
    return words_say(words, in_order ? PHRASE_BY_IN_ORDER : PHRASE_BY, parts, 2);
}

/* ---- functions */

static Text arguments_words(const Words *words, const AstExpression *node) {
    TextBuilder out = text_builder(words->arena);
    for (uint32_t i = 0; i < node->count; i++) {
        if (i > 0) text_builder_add(&out, TEXT("; "));
        text_builder_add(&out, tell(words, node->operands[i], node->count > 1 ? IN_SUM : LOOSE));
    }
    return text_builder_text(&out);
}

/* What has no words is shown as it is written: `name(a; b)`. */
static Text plain_call(const Words *words, const AstExpression *node) {
    return text_format(words->arena, "%.*s(%.*s)", TEXT_ARG(node->name.text),
                       TEXT_ARG(arguments_words(words, node)));
}

static bool is_own_function(const Words *words, Text name) {
    const Symbol *symbol = methodology_find(words->methodology, name);
    return symbol && symbol->kind == SYMBOL_FUNCTION && !symbol->is_library;
}

enum { MAX_ARGUMENTS = 9 };

/* Functions of the cohort look at the block, or at all units where there is none. */
static AstScope scope_of(const Words *words, const AstExpression *node) {
    const Symbol *symbol = methodology_find(words->methodology, node->name.text);
    bool looks_at_others = symbol && symbol->kind == SYMBOL_FUNCTION && symbol->is_library &&
                           phrase_is_of_cohort(node->name.text);
    if (node->scope.kind == SCOPE_NONE && looks_at_others) return (AstScope){.kind = SCOPE_COHORT};
    return node->scope;
}

static Text call_words(const Words *words, const AstExpression *node, Strength *own) {
    Text parts[MAX_ARGUMENTS] = {{0}};
    bool joins = false;
    Text template = phrase_of_function(node->name.text, node->count, words->language, &joins);
    bool is_told = template.bytes && !is_own_function(words, node->name.text) &&
                   node->count <= MAX_ARGUMENTS &&
                   !(joins && node->scope.kind != SCOPE_NONE && node->count > 1);
    if (!is_told) {
        *own = node->scope.kind == SCOPE_NONE ? TIGHT : LOOSE;
        return words_scope(words, plain_call(words, node), node->scope);
    }
    if (text_equal(node->name.text, TEXT("plain"))) return tell(words, node->operands[0], LOOSE);
    if (text_equal(node->name.text, TEXT("present"))) *own = IN_COMPARISON;
    for (uint32_t i = 0; i < node->count && !joins; i++)
        parts[i] = tell(words, node->operands[i], TIGHT);
    if (joins)
        parts[0] = node->count > 1 ? WORDS_SAY(words, BRACKETS, arguments_words(words, node))
                                   : tell(words, node->operands[0], TIGHT);
    Text text = phrase_fill(words->arena, template, parts, joins ? 1 : node->count);
    return words_scope(words, text, scope_of(words, node));
}

static Text every_words(const Words *words, const AstExpression *node) {
    static const Phrase PHRASES[] = {
        [MEMBERS_CRITERION] = PHRASE_EVERY_CRITERION,
        [MEMBERS_GROUP] = PHRASE_EVERY_GROUP,
        [MEMBERS_CHILD] = PHRASE_EVERY_CHILD,
    };
    Text parts[] = {words_name(words, node->name.text), tell(words, node->operands[0], IN_SUM)};
    return words_say(words, PHRASES[node->members], parts, 2);
}

/* ---- one expression */

static Text name_words(const Words *words, const AstExpression *node, Strength around) {
    const AstExpression *bound = words_bound(words, node);
    if (bound != node) return tell(words, bound, around);
    return words_name(words, node->name.text);
}

/* What has no operands of its own binds like a name. */
static Text leaf_words(const Words *words, const AstExpression *node, Strength around) {
    switch ((int)node->kind) {
    case AST_NUMBER: return number_words(words, node);
    case AST_TEXT: return words_quoted(words, node->text);
    case AST_DATE: return date_words(words, node->text);
    case AST_YES: return WORDS(words, YES);
    case AST_NO: return WORDS(words, NO);
    case AST_NOT_APPLICABLE: return WORDS(words, NOT_APPLICABLE);
    case AST_MISSING: return WORDS(words, MISSING);
    case AST_NAME: return name_words(words, node, around);
    case AST_MAX: return max_words(words);
    case AST_POINTS: return WORDS(words, SUM_OF_POINTS);
    case AST_FULL_MAX: return WORDS(words, FULL_MAXIMUM);
    case AST_CHILDREN: return attribute_words(words, node->attribute, WORDS(words, CHILDREN));
    case AST_ATTRIBUTE: return attribute_words(words, node->attribute, words_name(words, node->name.text));
    default: return TEXT(""); /* nothing stands where an error was reported */
    }
}

static Text negative_words(const Words *words, const AstExpression *node) {
    return text_format(words->arena, "−%.*s", TEXT_ARG(tell(words, node->operands[0], IN_POWER)));
}

static Text power_words(const Words *words, const AstExpression *node) {
    return text_format(words->arena, "%.*s ^ %.*s", TEXT_ARG(tell(words, node->operands[0], TIGHT)),
                       TEXT_ARG(tell(words, node->operands[1], TIGHT)));
}

static Text otherwise_words(const Words *words, const AstExpression *node) {
    return WORDS_SAY(words, OTHERWISE, tell(words, node->operands[0], IN_SUM),
                     tell(words, node->operands[1], IN_SUM));
}

static Text if_words(const Words *words, const AstExpression *node) {
    return WORDS_SAY(words, IF, tell(words, node->operands[0], IN_OR), tell(words, node->operands[1], IN_SUM),
                     tell(words, node->operands[2], IN_SUM));
}

static Strength strength_of(AstKind kind) {
    switch ((int)kind) {
    case AST_OTHERWISE:
    case AST_IF:
    case AST_BY:
    case AST_CALL: return LOOSE;
    case AST_OR: return IN_OR;
    case AST_AND: return IN_AND;
    case AST_NOT: return IN_NOT;
    case AST_EQUAL:
    case AST_NOT_EQUAL:
    case AST_LESS:
    case AST_LESS_EQUAL:
    case AST_GREATER:
    case AST_GREATER_EQUAL:
    case AST_EVERY: return IN_COMPARISON;
    case AST_SUM: return IN_SUM;
    case AST_PRODUCT:
    case AST_DIVIDE: return IN_PRODUCT;
    case AST_NEGATE: return IN_SIGN;
    case AST_POWER: return IN_POWER;
    default: return TIGHT;
    }
}

/* The text, and in *own how tightly it binds. */
static Text node_words(const Words *words, const AstExpression *node, Strength around, Strength *own) {
    *own = strength_of(node->kind);
    switch ((int)node->kind) {
    case AST_SUM: return sum_words(words, node);
    case AST_PRODUCT: return chain(words, node, " × ", IN_PRODUCT);
    case AST_DIVIDE: return divide_words(words, node);
    case AST_NEGATE: return negative_words(words, node);
    case AST_POWER: return power_words(words, node);
    case AST_AND: return logic_words(words, node, PHRASE_AND, IN_AND);
    case AST_OR: return logic_words(words, node, PHRASE_OR, IN_OR);
    case AST_NOT: return not_words(words, node);
    case AST_OTHERWISE: return otherwise_words(words, node);
    case AST_IF: return if_words(words, node);
    case AST_BY: return by_words(words, node);
    case AST_CALL: return call_words(words, node, own);
    case AST_EVERY: return every_words(words, node);
    default: return *own == IN_COMPARISON ? comparison_words(words, node) : leaf_words(words, node, around);
    }
}

/* Recursion: as deep as expressions may be nested. */
static Text tell(const Words *words, const AstExpression *node, Strength around) {
    Strength own;
    Text text = node_words(words, node, around, &own);
    return bracketed(words, text, own, around);
}

Text words_part(const Words *words, const AstExpression *expression) {
    return tell(words, expression, TIGHT);
}

Text words_whole(const Words *words, const AstExpression *expression) {
    return tell(words, expression, LOOSE);
}
