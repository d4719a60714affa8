#include "drafting/words_names.h"

#include "lang/tree_part.h"

Text words_say(const Words *words, Phrase phrase, const Text *parts, size_t count) {
    return phrase_fill(words->arena, phrase_text(phrase, words->language), parts, count);
}

/* ---- numbers and names */

Text words_decimal(const Words *words, Number number) {
    Text text = number_format_exact(words->numbers, words->arena, number);
    char *bytes = arena_copy(words->arena, text.bytes, text.len);
    for (size_t i = 0; i < text.len && words->language == LANGUAGE_VIETNAMESE; i++)
        if (bytes[i] == '.') bytes[i] = ',';
    return (Text){bytes, text.len};
}

Text words_percent(const Words *words, Number ratio) {
    Text text = words_decimal(words, number_multiply(words->numbers, ratio, number_from_int(100)));
    return text_format(words->arena, "%.*s%%", TEXT_ARG(text));
}

Text words_quoted(const Words *words, Text text) {
    return WORDS_SAY(words, QUOTED, text);
}

static Text label_of(const Symbol *symbol) {
    switch (symbol->kind) {
    case SYMBOL_INPUT: return symbol->input->ast->label;
    case SYMBOL_FUNCTION: return (Text){0};
    case SYMBOL_LET: return symbol->let->label;
    case SYMBOL_TREE: return symbol->tree->label;
    case SYMBOL_GATE: return symbol->gate->label;
    case SYMBOL_RANK: return symbol->rank->label;
    case SYMBOL_GRADE: return symbol->grade->label;
    }
    return (Text){0};
}

/* The inputs of a row `y01..y20` have one label: there the name tells them apart. */
static bool is_of_row(const Symbol *symbol) {
    return symbol->kind == SYMBOL_INPUT && symbol->input->ast->last.text.len > 0;
}

static bool is_block(const Words *words, const Symbol *symbol) {
    return symbol && symbol->kind == SYMBOL_INPUT && symbol->input == words->methodology->block;
}

bool words_is_block(const Words *words, AstScope scope) {
    return scope.kind == SCOPE_NAME && is_block(words, methodology_find(words->methodology, scope.name.text));
}

Text words_name(const Words *words, Text name) {
    const Symbol *symbol = methodology_find(words->methodology, name);
    Text label = symbol ? label_of(symbol) : (Text){0};
    if (label.len == 0) return is_block(words, symbol) ? WORDS(words, THE_BLOCK) : name;
    if (is_of_row(symbol)) label = text_format(words->arena, "%.*s (%.*s)", TEXT_ARG(label), TEXT_ARG(name));
    return words_quoted(words, label);
}

const AstExpression *words_bound(const Words *words, const AstExpression *expression) {
    const Tree *tree = words->tree;
    if (expression->kind != AST_NAME || !tree || !tree->row) return expression;
    return tree_clause(tree, expression->name.text, expression);
}

static const AstOption *find_option(const AstInput *input, Text text) {
    for (size_t i = 0; input && i < input->option_count; i++)
        if (text_equal(input->options[i].text, text)) return &input->options[i];
    return NULL;
}

Text words_option(const Words *words, const AstExpression *subject, Text text) {
    const AstExpression *bound = words_bound(words, subject);
    const Symbol *symbol =
        bound->kind == AST_NAME ? methodology_find(words->methodology, bound->name.text) : NULL;
    const AstOption *option =
        symbol && symbol->kind == SYMBOL_INPUT ? find_option(symbol->input->ast, text) : NULL;
    return words_quoted(words, option ? option->label : text);
}

Text words_scope(const Words *words, Text value, AstScope scope) {
    if (words_is_block(words, scope)) return WORDS_SAY(words, WITHIN_BLOCK, value);
    switch (scope.kind) {
    case SCOPE_NONE: return value;
    case SCOPE_ALL: return WORDS_SAY(words, WITHIN_ALL, value);
    case SCOPE_COHORT:
        return words->methodology->block ? WORDS_SAY(words, WITHIN_BLOCK, value)
                                         : WORDS_SAY(words, WITHIN_ALL, value);
    case SCOPE_BLOCK: return WORDS_SAY(words, WITHIN_BLOCK, value);
    case SCOPE_NAME: return WORDS_SAY(words, WITHIN_NAME, value, words_name(words, scope.name.text));
    }
    return value;
}
