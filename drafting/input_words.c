#include "drafting/input_words.h"

Text input_words_column(const Words *words, const AstInput *input) {
    if (input->last.text.len > 0)
        return text_format(words->arena, "%.*s..%.*s", TEXT_ARG(input->name.text),
                           TEXT_ARG(input->last.text));
    return input->column.len ? input->column : input->name.text;
}

static Phrase type_phrase(AstType type) {
    switch (type) {
    case TYPE_KEY: return PHRASE_TYPE_KEY;
    case TYPE_NAME: return PHRASE_TYPE_NAME;
    case TYPE_COUNT: return PHRASE_TYPE_COUNT;
    case TYPE_NUMBER: return PHRASE_TYPE_NUMBER;
    case TYPE_PERCENT: return PHRASE_TYPE_PERCENT;
    case TYPE_POINTS: return PHRASE_TYPE_POINTS;
    case TYPE_DATE: return PHRASE_TYPE_DATE;
    case TYPE_TEXT:
    case TYPE_BLOCK:
    case TYPE_ONE_OF:
    case TYPE_YES_NO: break;
    }
    return PHRASE_TYPE_TEXT;
}

static void join(TextBuilder *out, Text text) {
    if (out->len > 0) text_builder_add(out, TEXT("; "));
    text_builder_add(out, text);
}

static Text options_words(const Words *words, const AstOption *options, size_t count) {
    TextBuilder out = text_builder(words->arena);
    for (size_t i = 0; i < count; i++) {
        Text text = words_quoted(words, options[i].text);
        bool has_label = !text_equal(options[i].text, options[i].label);
        join(&out, has_label ? WORDS_SAY(words, OPTION_AS, text, options[i].label) : text);
    }
    return text_builder_text(&out);
}

static Text yes_no_words(const Words *words, const AstInput *input) {
    TextBuilder out = text_builder(words->arena);
    if (input->yes_count + input->no_count == 0) {
        join(&out, words_quoted(words, WORDS(words, YES)));
        join(&out, words_quoted(words, WORDS(words, NO)));
    } else {
        join(&out, options_words(words, input->yes_texts, input->yes_count));
        join(&out, options_words(words, input->no_texts, input->no_count));
    }
    return text_builder_text(&out);
}

Text input_words_type(const Words *words, const AstInput *input) {
    if (input->option_count > 0)
        return WORDS_SAY(words, ONE_OF, options_words(words, input->options, input->option_count));
    if (input->type == TYPE_YES_NO) return WORDS_SAY(words, ONE_OF, yes_no_words(words, input));
    Text type = WORDS(words, TYPE_TEXT);
    type = phrase_text(type_phrase(input->type), words->language);
    return input->unit.len ? WORDS_SAY(words, IN_UNIT, type, input->unit) : type;
}

Text input_words_unit(const Words *words, const AstInput *input) {
    if (input->type == TYPE_PERCENT) return TEXT("%");
    if (input->type == TYPE_POINTS) return WORDS(words, TYPE_POINTS);
    return input->unit;
}

/* Types that start at 0 without saying so [L3.3]. */
static bool starts_at_zero(const AstInput *input) {
    return input->type == TYPE_COUNT || input->type == TYPE_PERCENT || input->type == TYPE_POINTS;
}

static Text range_words(const Words *words, const AstInput *input) {
    Text zero = input->type == TYPE_PERCENT ? TEXT("0%") : TEXT("0");
    bool has_low = input->low || starts_at_zero(input);
    Text low = input->low ? words_whole(words, input->low) : zero;
    if (has_low && input->high) return WORDS_SAY(words, FROM_TO, low, words_whole(words, input->high));
    if (input->high) return WORDS_SAY(words, UP_TO, words_whole(words, input->high));
    return has_low ? WORDS_SAY(words, FROM_UP, low) : TEXT("");
}

static Text token_meaning(const Words *words, const AstToken *token) {
    switch (token->meaning) {
    case TOKEN_MEANS_MISSING: return WORDS(words, MISSING);
    case TOKEN_MEANS_NOT_APPLICABLE: return WORDS(words, NOT_APPLICABLE);
    case TOKEN_MEANS_VALUE: return words_whole(words, token->value);
    }
    return TEXT("");
}

static void add_tokens(const Words *words, const AstToken *tokens, size_t count, WordLines *lines) {
    for (size_t i = 0; i < count; i++)
        word_lines_add(words, lines,
                       WORDS_SAY(words, TOKEN_MEANS, words_quoted(words, tokens[i].text),
                                 token_meaning(words, &tokens[i])));
}

/* [L3.7] Tokens for all columns are for those of numbers, `yes_no` and dates. */
static bool takes_common_tokens(const AstInput *input) {
    return input->type == TYPE_COUNT || input->type == TYPE_NUMBER || input->type == TYPE_PERCENT ||
           input->type == TYPE_POINTS || input->type == TYPE_DATE || input->type == TYPE_YES_NO;
}

void input_words_values(const Words *words, const AstInput *input, WordLines *lines) {
    const AstData *data = &words->methodology->ast->data;
    Text range = range_words(words, input);
    word_lines_add(words, lines, input_words_type(words, input));
    if (range.len > 0) word_lines_add(words, lines, range);
    if (input->step) word_lines_add(words, lines, WORDS_SAY(words, STEP, words_whole(words, input->step)));
    if (takes_common_tokens(input)) add_tokens(words, data->tokens, data->token_count, lines);
    add_tokens(words, input->tokens, input->token_count, lines);
    if (input->is_info) word_lines_add(words, lines, WORDS(words, INFORMATION_ONLY));
}

Text input_words_empty(const Words *words, const AstInput *input) {
    switch (input->missing) {
    case ON_MISSING_REJECT: return WORDS(words, EMPTY_REJECTED);
    case ON_MISSING_VALUE: return WORDS_SAY(words, EMPTY_IS, words_whole(words, input->missing_value));
    case ON_MISSING_NOT_APPLICABLE: return WORDS(words, EMPTY_NOT_APPLICABLE);
    case ON_MISSING_UNRANKED: return WORDS(words, EMPTY_UNRANKED);
    case ON_MISSING_MEAN: return words_scope(words, WORDS(words, EMPTY_MEAN), input->missing_scope);
    case ON_MISSING_MEDIAN: return words_scope(words, WORDS(words, EMPTY_MEDIAN), input->missing_scope);
    case ON_MISSING_INPUT: return WORDS_SAY(words, EMPTY_INPUT, words_whole(words, input->missing_value));
    }
    return TEXT("");
}
