#include "drafting/words_rule.h"

#include "lang/tree_part.h"

void word_lines_add(const Words *words, WordLines *lines, Text text) {
    WordLine line = {text, false};
    ARENA_PUSH(words->arena, lines->items, lines->count, lines->capacity, line);
}

void word_lines_add_item(const Words *words, WordLines *lines, Text text) {
    WordLine line = {text, true};
    ARENA_PUSH(words->arena, lines->items, lines->count, lines->capacity, line);
}

/* ---- what an expression is made of */

static bool is_library_call(const Words *words, const AstExpression *node, const char *name, uint32_t count) {
    if (node->kind != AST_CALL || node->count != count || node->scope.kind != SCOPE_NONE) return false;
    const Symbol *symbol = methodology_find(words->methodology, node->name.text);
    return text_equal(node->name.text, text_from(name)) && symbol && symbol->is_library;
}

/* What points are in proportion to: the maximum, or a number. */
static bool is_worth(const Words *words, const AstExpression *node) {
    const AstExpression *bound = words_bound(words, node);
    bool is_own_max = bound->kind == AST_MAX && words->tree && words->tree->kind == TREE_CRITERION;
    return is_own_max || (bound->kind == AST_NUMBER && bound->unit == LITERAL_POINTS);
}

static bool is_positive_number(const Words *words, const AstExpression *node) {
    const AstExpression *bound = words_bound(words, node);
    return bound->kind == AST_NUMBER && number_sign(bound->number) > 0;
}

/* A value that cannot fall below 0: of it a part is never less than nothing. */
static bool is_never_negative(const Words *words, const AstExpression *node) {
    const AstExpression *bound = words_bound(words, node);
    const Symbol *symbol =
        bound->kind == AST_NAME ? methodology_find(words->methodology, bound->name.text) : NULL;
    if (!symbol || symbol->kind != SYMBOL_INPUT) return false;
    const AstInput *input = symbol->input->ast;
    if (input->low) return input->low->kind == AST_NUMBER;
    return input->type == TYPE_COUNT || input->type == TYPE_PERCENT || input->type == TYPE_POINTS;
}

/* In the criterion's own sentences a plain number is a number of points. */
static Text worth_words(const Words *words, const AstExpression *node) {
    return words_points(words, node);
}

/* ---- sentences for what is common; false: it has none */

static void say_part(const Words *words, const AstExpression *part, Text points, WordLines *lines) {
    if (is_library_call(words, part, "share", 2)) {
        word_lines_add(words, lines,
                       WORDS_SAY(words, SHARE_OF_MAX, words_part(words, part->operands[0]),
                                 words_part(words, part->operands[1]), points));
    } else if (is_library_call(words, part, "proportional", 2) &&
               is_never_negative(words, part->operands[0]) && is_positive_number(words, part->operands[1])) {
        Text value = words_part(words, part->operands[0]), full = words_part(words, part->operands[1]);
        word_lines_add(words, lines, WORDS_SAY(words, PROPORTIONAL_FULL, value, full, points));
        word_lines_add(words, lines, WORDS_SAY(words, PROPORTIONAL_PART, value, full, points));
    } else {
        word_lines_add(words, lines, WORDS_SAY(words, TIMES_MAX, words_part(words, part), points));
    }
}

static bool is_zero(const AstExpression *node) {
    return node->kind == AST_NUMBER && number_sign(node->number) == 0;
}

static void say_no_result(const Words *words, Text instead, WordLines *lines) {
    word_lines_add(words, lines, WORDS_SAY(words, NO_RESULT, instead));
}

/* what * worth; what has no result may be 0 points */
static bool say_part_of_max(const Words *words, const AstExpression *node, WordLines *lines) {
    if (node->kind != AST_PRODUCT || node->count != 2) return false;
    bool is_first = is_worth(words, node->operands[0]);
    const AstExpression *worth = node->operands[is_first ? 0 : 1], *part = node->operands[is_first ? 1 : 0];
    if (!is_worth(words, worth)) return false;
    bool falls_back = part->kind == AST_OTHERWISE && is_zero(part->operands[1]);
    say_part(words, falls_back ? part->operands[0] : part, worth_words(words, worth), lines);
    if (falls_back) say_no_result(words, WORDS_SAY(words, N_POINTS, TEXT("0")), lines);
    return true;
}

static bool say_library_call(const Words *words, const AstExpression *node, WordLines *lines) {
    if (is_library_call(words, node, "yes_points", 2)) {
        Text nothing = WORDS_SAY(words, N_POINTS, TEXT("0"));
        word_lines_add(words, lines,
                       WORDS_SAY(words, YES_POINTS, words_part(words, node->operands[0]),
                                 worth_words(words, node->operands[1]), nothing));
    } else if (is_library_call(words, node, "per_item", 3)) {
        word_lines_add(words, lines,
                       WORDS_SAY(words, PER_ITEM, words_part(words, node->operands[0]),
                                 worth_words(words, node->operands[1]),
                                 worth_words(words, node->operands[2])));
    } else if (is_library_call(words, node, "at_most", 2) && is_worth(words, node->operands[1])) {
        word_lines_add(words, lines,
                       WORDS_SAY(words, POINTS_ARE,
                                 WORDS_SAY(words, CAPPED_AT, words_part(words, node->operands[0]),
                                           worth_words(words, node->operands[1]))));
    } else {
        return false;
    }
    return true;
}

static Text result_words(const Words *words, const AstExpression *node, bool is_points) {
    return is_points ? worth_words(words, node) : words_whole(words, node);
}

static bool say_by(const Words *words, const AstExpression *node, bool is_points, WordLines *lines) {
    if (node->kind != AST_BY) return false;
    Text *tests = ARENA_ARRAY(words->arena, Text, node->count);
    bool in_order = words_tests(words, node, tests);
    Text subject = words_part(words, node->operands[0]);
    word_lines_add(words, lines,
                   words_say(words, in_order ? PHRASE_DEPENDS_IN_ORDER : PHRASE_DEPENDS_ON, &subject, 1));
    for (uint32_t i = 1; i < node->count; i++)
        word_lines_add_item(words, lines,
                            WORDS_SAY(words, ARM, tests[i - 1],
                                      result_words(words, words_arm_value(node->operands[i]), is_points)));
    return true;
}

/* `if` in the last branch goes on as one more line. */
static bool say_if(const Words *words, const AstExpression *node, bool is_points, WordLines *lines) {
    if (node->kind != AST_IF) return false;
    while (node->kind == AST_IF) {
        word_lines_add(words, lines,
                       WORDS_SAY(words, IF_LINE, words_whole(words, node->operands[0]),
                                 result_words(words, node->operands[1], is_points)));
        node = node->operands[2];
    }
    word_lines_add(words, lines, WORDS_SAY(words, ELSE_LINE, result_words(words, node, is_points)));
    return true;
}

static bool say_sum(const Words *words, const AstExpression *node, WordLines *lines) {
    if (node->kind != AST_SUM || node->count < 3) return false;
    word_lines_add(words, lines, WORDS(words, SUM_OF));
    for (uint32_t i = 0; i < node->count; i++) {
        const AstExpression *operand = node->operands[i];
        bool is_minus = operand->kind == AST_NEGATE;
        Text text = words_whole(words, is_minus ? operand->operands[0] : operand);
        word_lines_add_item(words, lines,
                            is_minus ? WORDS_SAY(words, MINUS_ITEM, words_part(words, operand->operands[0]))
                                     : text);
    }
    return true;
}

/* The best or worst of several. */
static bool say_extreme(const Words *words, const AstExpression *node, WordLines *lines) {
    bool is_max = text_equal(node->name.text, TEXT("max")), is_min = text_equal(node->name.text, TEXT("min"));
    if (node->kind != AST_CALL || (!is_max && !is_min) || node->count < 2 || node->scope.kind != SCOPE_NONE)
        return false;
    word_lines_add(words, lines, is_max ? WORDS(words, LARGEST_OF) : WORDS(words, SMALLEST_OF));
    for (uint32_t i = 0; i < node->count; i++)
        word_lines_add_item(words, lines, worth_words(words, node->operands[i]));
    return true;
}

static bool say_name(const Words *words, const AstExpression *node, WordLines *lines) {
    const AstExpression *bound = words_bound(words, node);
    if (bound->kind != AST_NAME) return false;
    word_lines_add(words, lines, WORDS_SAY(words, TAKEN_FROM, words_name(words, bound->name.text)));
    return true;
}

/* Recursion: `a otherwise b otherwise c`, no deeper than the limit of nesting. */
static void say_points(const Words *words, const AstExpression *node, WordLines *lines) {
    const AstExpression *instead = node->kind == AST_OTHERWISE ? node->operands[1] : NULL;
    if (instead) {
        say_points(words, node->operands[0], lines);
        say_no_result(words, worth_words(words, instead), lines);
        return;
    }
    if (say_part_of_max(words, node, lines) || say_library_call(words, node, lines) ||
        say_by(words, node, true, lines) || say_if(words, node, true, lines) || say_sum(words, node, lines) ||
        say_extreme(words, node, lines) || say_name(words, node, lines))
        return;
    word_lines_add(words, lines, WORDS_SAY(words, POINTS_ARE, worth_words(words, node)));
}

void words_value(const Words *words, const AstExpression *expression, Phrase phrase, WordLines *lines) {
    if (phrase == PHRASE_VALUE_IS &&
        (say_by(words, expression, false, lines) || say_if(words, expression, false, lines)))
        return;
    Text text = words_whole(words, expression);
    word_lines_add(words, lines, words_say(words, phrase, &text, 1));
}

/* ---- what stands around an expression */

static Text mode_words(const Words *words, RoundingMode mode) {
    switch (mode) {
    case ROUND_HALF_EVEN: return WORDS(words, HALF_EVEN);
    case ROUND_DOWN: return WORDS(words, ROUND_DOWN);
    case ROUND_UP: return WORDS(words, ROUND_UP);
    case ROUND_HALF_AWAY:
    case ROUND_FLOOR:
    case ROUND_CEILING: break;
    }
    return TEXT("");
}

void words_rounding(const Words *words, const AstRounding *rounding, WordLines *lines) {
    Text mode = mode_words(words, rounding->mode);
    Text decimals = text_format(words->arena, "%d", rounding->decimals);
    if (rounding->present && rounding->decimals == 0)
        word_lines_add(words, lines, WORDS_SAY(words, ROUNDED_WHOLE, mode));
    else if (rounding->present)
        word_lines_add(words, lines, WORDS_SAY(words, ROUNDED, decimals, mode));
    if (rounding->as_percent) word_lines_add(words, lines, WORDS(words, AS_PERCENT));
}

static void say_conditions(const Words *words, const AstNode *node, WordLines *lines) {
    if (node->applies)
        word_lines_add(words, lines, WORDS_SAY(words, APPLIES_WHEN, words_whole(words, node->applies)));
    if (node->counts)
        word_lines_add(words, lines, WORDS_SAY(words, COUNTS_WHEN, words_whole(words, node->counts)));
}

void words_tree(const Words *words, const Tree *tree, WordLines *lines) {
    Words own = *words;
    own.tree = tree;
    const AstNode *node = tree->ast;
    if (node->is_bonus) word_lines_add(&own, lines, WORDS(words, IS_BONUS));
    if (node->is_penalty) word_lines_add(&own, lines, WORDS(words, IS_PENALTY));
    if (tree->kind == TREE_CRITERION)
        say_points(&own, node->formula, lines);
    else if (node->formula)
        words_value(&own, node->formula, PHRASE_VALUE_IS, lines);
    else
        word_lines_add(&own, lines, WORDS(words, SUM_OF_MEMBERS));
    words_rounding(&own, &node->rounding, lines);
    say_conditions(&own, node, lines);
    if (node->notes.note.len) word_lines_add(&own, lines, WORDS_SAY(words, NOTE_IS, node->notes.note));
}
