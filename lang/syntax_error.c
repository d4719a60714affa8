#include "lang/syntax_error.h"

#include "base/nearest.h"
#include "lang/parser.h"
#include "lang/token_stream.h"

typedef struct SyntaxError {
    ParseContext *context;
    int found;
    Span span;
    Text text; /* the token as written, cut when it is long */
    const int *expected;
    size_t count;
    SeenToken before;
} SyntaxError;

/* Tells one kind of mistake: false when it is another. */
typedef bool Explanation(const SyntaxError *error);

static bool expects(const SyntaxError *error, int token) {
    for (size_t i = 0; i < error->count; i++)
        if (error->expected[i] == token) return true;
    return false;
}

static bool expects_value(const SyntaxError *error) {
    return expects(error, TOKEN_NUMBER) && expects(error, TOKEN_LEFT) && expects(error, TOKEN_NAME);
}

static Text shortened(const ParseContext *context, Span span) {
    enum { LONGEST = 60 };
    Text text = parse_text(context, span);
    if (text.len <= LONGEST) return text;
    text.len = LONGEST;
    while (text.len > 0 && ((unsigned char)context->source->text.bytes[span.from + text.len] & 0xC0) == 0x80)
        text.len--;
    return text_format(context->arena, "%.*s…", TEXT_ARG(text));
}

/* ---- mistakes with a name */

static bool explain_assign(const SyntaxError *error) {
    if (error->found != TOKEN_ASSIGN || !expects(error, TOKEN_EQUAL)) return false;
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX,
                 "write `==` to ask whether two values are equal", "`=` does not compare");
    return true;
}

/* Words that somebody may want as a name; `then` and the like are misplaced instead. */
static bool is_noun(int token) {
    return token <= TOKEN_TEST || token == TOKEN_BLOCK || token == TOKEN_ALL || token == TOKEN_COHORT ||
           token == TOKEN_POINT;
}

static bool explain_reserved_word(const SyntaxError *error) {
    if (!token_is_reserved(error->found) || !expects(error, TOKEN_NAME)) return false;
    bool is_start = token_stream_starts_declaration(error->context, error->found, error->span);
    if (expects_value(error) && (is_start || !is_noun(error->found))) return false;
    if (!expects_value(error) && is_start && error->count > 1 && !expects(error, TOKEN_ABOVE)) return false;
    if (expects(error, TOKEN_SEPARATOR) && !expects(error, TOKEN_ABOVE) &&
        !parse_is_before_colon(error->context, error->span))
        return false;
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, "choose another name",
                 "`%.*s` is a word of the language and cannot be a name", TEXT_ARG(error->text));
    return true;
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool explain_decimal_comma(const SyntaxError *error) {
    Text text = error->context->source->text;
    Span number = error->before.span;
    if (error->found != TOKEN_COMMA || error->before.kind != TOKEN_NUMBER || number.to != error->span.from)
        return false;
    uint32_t at = error->span.to;
    while (at < text.len && is_digit(text.bytes[at]))
        at++;
    if (at == error->span.to) return false;
    Text whole = parse_text(error->context, number);
    Text decimals = parse_text(error->context, (Span){error->span.to, at});
    Text hint = text_format(error->context->arena, "write `%.*s.%.*s`", TEXT_ARG(whole), TEXT_ARG(decimals));
    parse_report(error->context, (Span){number.from, at}, DIAGNOSTIC_BAD_NUMBER, hint.bytes,
                 "numbers are written with a decimal point");
    return true;
}

static bool explain_if(const SyntaxError *error) {
    if (error->found != TOKEN_IF || !expects_value(error)) return false;
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, "put it in parentheses: `( if ... )`",
                 "`if` stands only where a whole value is expected");
    return true;
}

static const Bracket *innermost_bracket(const SyntaxError *error) {
    const Nesting *nesting = &error->context->nesting;
    return nesting->count > 0 ? &nesting->brackets[nesting->count - 1] : NULL;
}

static bool explain_call_of_if(const SyntaxError *error) {
    const Bracket *innermost = innermost_bracket(error);
    if (error->found != TOKEN_COMMA || !innermost || innermost->kind != BRACKET_ROUND) return false;
    if (!parse_is_call_of_if(error->context, innermost->span)) return false;
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, "write `if ... then ... else ...`",
                 "`if` has no arguments");
    return true;
}

static bool is_comparison(int token) {
    return token == TOKEN_EQUAL || token == TOKEN_NOT_EQUAL || token == TOKEN_LESS ||
           token == TOKEN_LESS_EQUAL || token == TOKEN_GREATER || token == TOKEN_GREATER_EQUAL;
}

static bool explain_comparison(const SyntaxError *error) {
    if (!is_comparison(error->found) || !expects(error, TOKEN_PLUS)) return false;
    if (expects(error, TOKEN_AND))
        parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, "write `a < b and b < c`",
                     "comparisons are not chained");
    else
        parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, "put the comparison in parentheses",
                     "a comparison cannot stand here");
    return true;
}

/* A text must come here, or the end of a list of texts. */
static bool expects_text(const SyntaxError *error) {
    for (size_t i = 0; i < error->count; i++)
        if (error->expected[i] != TOKEN_TEXT && error->expected[i] != TOKEN_CLOSE) return false;
    return expects(error, TOKEN_TEXT);
}

static bool explain_bare_text(const SyntaxError *error) {
    int found = error->found;
    bool is_bare =
        found == TOKEN_NAME || found == TOKEN_NUMBER || token_is_soft(found) || token_is_reserved(found);
    if (!is_bare || !expects_text(error)) return false;
    if (token_stream_starts_declaration(error->context, found, error->span)) return false;
    Text hint = text_format(error->context->arena, "put it in quotes: `\"%.*s\"`", TEXT_ARG(error->text));
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, hint.bytes, "expected a text, found `%.*s`",
                 TEXT_ARG(error->text));
    return true;
}

/* The word that says in a grade line what a sign of comparison says elsewhere; NULL: none. */
static const char *bound_word(int token) {
    switch (token) {
    case TOKEN_NUMBER:
    case TOKEN_GREATER_EQUAL: return "from";
    case TOKEN_GREATER: return "above";
    case TOKEN_LESS_EQUAL: return "up to";
    case TOKEN_LESS: return "below";
    default: return NULL;
    }
}

static bool is_number_byte(char byte) {
    return is_digit(byte) || byte == '.' || byte == '%';
}

static Text number_at(const ParseContext *context, uint32_t at) {
    enum { LONGEST = 20 };
    Text rest = text_slice(context->source->text, at, context->source->text.len);
    size_t len = 0;
    while (len < rest.len && len < LONGEST && is_number_byte(rest.bytes[len]))
        len++;
    return text_slice(rest, 0, len);
}

static bool explain_grade_bound(const SyntaxError *error) {
    const Bracket *innermost = innermost_bracket(error);
    const char *word = bound_word(error->found);
    if (!word || !innermost || innermost->kind != BRACKET_GRADES || error->before.kind != TOKEN_TEXT)
        return false;
    bool is_number = error->found == TOKEN_NUMBER;
    uint32_t at = is_number ? error->span.from : parse_skip_blanks(error->context, error->span.to);
    Text number = is_number ? error->text : number_at(error->context, at);
    if (number.len == 0) number = TEXT("...");
    Text hint = text_format(error->context->arena, "write `%s %.*s`", word, TEXT_ARG(number));
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, hint.bytes,
                 "a grade is followed by `from`, `above`, `up to` or `below`, found `%.*s`",
                 TEXT_ARG(error->text));
    return true;
}

static bool explain_extra_brace(const SyntaxError *error) {
    if (error->found != TOKEN_CLOSE || error->context->last_closed != BRACKET_SKIPPED) return false;
    if (error->context->supplied > 0) { /* it closes the block that was closed for it */
        error->context->supplied--;
        return true;
    }
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX,
                 "delete it, or look for a `}` too many above", "nothing is open that this `}` could close");
    return true;
}

static bool explain_else_if(const SyntaxError *error) {
    if (error->found != TOKEN_NAME) return false;
    if (!text_equal(error->text, TEXT("elseif")) && !text_equal(error->text, TEXT("elsif")) &&
        !text_equal(error->text, TEXT("elif")))
        return false;
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, "write `else if`", "`%.*s` is not a word",
                 TEXT_ARG(error->text));
    return true;
}

static bool is_word(int token) {
    return token_is_reserved(token) || token_is_soft(token);
}

static bool explain_misspelt_word(const SyntaxError *error) {
    if (error->found != TOKEN_NAME) return false;
    Nearest nearest = nearest_start(error->context->arena, error->text);
    for (size_t i = 0; i < error->count; i++)
        if (is_word(error->expected[i]))
            nearest_offer(&nearest, text_from(parser_token_name(error->expected[i])), error->expected[i]);
    bool is_far = nearest.best_distance > 1 && error->text.len < 5;
    if (nearest.best < 0 || is_far) return false;
    Text hint =
        text_format(error->context->arena, "did you mean `%s`?", parser_token_name((int)nearest.best));
    parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, hint.bytes, "`%.*s` does not fit here",
                 TEXT_ARG(error->text));
    return true;
}

/* ---- all others: what was expected, behind what, and what was found */

static bool starts_value(int token) {
    switch (token) {
    case TOKEN_NUMBER:
    case TOKEN_TEXT:
    case TOKEN_NAME:
    case TOKEN_LEFT:
    case TOKEN_MINUS:
    case TOKEN_IF:
    case TOKEN_BY:
    case TOKEN_NOT:
    case TOKEN_EVERY:
    case TOKEN_YES:
    case TOKEN_NO:
    case TOKEN_MISSING:
    case TOKEN_MAX:
    case TOKEN_POINTS:
    case TOKEN_FULL_MAX:
    case TOKEN_CHILDREN:
    case TOKEN_DATE: return true;
    default: return token_is_soft(token);
    }
}

static bool continues_value(int token) {
    switch (token) {
    case TOKEN_PLUS:
    case TOKEN_MINUS:
    case TOKEN_TIMES:
    case TOKEN_DIVIDE:
    case TOKEN_POWER:
    case TOKEN_AND:
    case TOKEN_OR:
    case TOKEN_OTHERWISE:
    case TOKEN_WITHIN:
    case TOKEN_LEFT:
    case TOKEN_DOT: return true;
    default: return is_comparison(token);
    }
}

typedef struct Alternatives {
    const char *phrases[5];
    size_t count;
} Alternatives;

static void offer(Alternatives *alternatives, Arena *arena, int token) {
    bool is_phrase = token == TOKEN_NUMBER || token == TOKEN_TEXT || token == TOKEN_NAME;
    const char *name = parser_token_name(token);
    if (alternatives->count < 5)
        alternatives->phrases[alternatives->count] = is_phrase ? name
                                                     : token == TOKEN_END
                                                         ? "the end of the file"
                                                         : text_format(arena, "`%s`", name).bytes;
    alternatives->count++;
}

static bool is_told(const SyntaxError *error, int token) {
    if (expects(error, TOKEN_POINT) && (token == TOKEN_POINT || token == TOKEN_POINTS)) return false;
    if (expects_value(error)) return !starts_value(token);
    if (expects(error, TOKEN_PLUS) && continues_value(token)) return false;
    return !(expects(error, TOKEN_NAME) && expects(error, TOKEN_ABOVE) && token_is_soft(token));
}

static Alternatives alternatives(const SyntaxError *error) {
    Alternatives result = {.count = 0};
    if (expects_value(error)) result.phrases[result.count++] = "a value";
    for (size_t i = 0; i < error->count; i++)
        if (is_told(error, error->expected[i])) offer(&result, error->context->arena, error->expected[i]);
    return result;
}

/* "`:`", "`,` or `)`", "`a`, `b` or `c`" */
static Text list_of(const SyntaxError *error, const Alternatives *list) {
    TextBuilder builder = text_builder(error->context->arena);
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0) text_builder_add(&builder, i + 1 < list->count ? TEXT(", ") : TEXT(" or "));
        text_builder_add(&builder, text_from(list->phrases[i]));
    }
    return text_builder_text(&builder);
}

/* Where many things may come next, a hint names them. */
static const char *place_hint(const SyntaxError *error) {
    typedef struct PlaceHint {
        int first, second; /* expected where the hint holds, and no name */
        const char *hint;
    } PlaceHint;
    static const PlaceHint HINTS[] = {
        {TOKEN_APPLIES, TOKEN_COUNTS,
         "here comes a clause (`max`, `weight`, `applies when`, `= ...`) or the next declaration"},
        {TOKEN_STEP, TOKEN_COLUMN,
         "here comes a qualifier (`from`, `to`, `step`, `unit`, `missing`), the label, or the next input"},
        {TOKEN_REQUIRE, TOKEN_SEPARATOR,
         "here comes an input (`name : type`), `separator`, `numbers`, `token`, `units` or `require`"},
        {TOKEN_KEY, TOKEN_YES_NO,
         "the types are `key`, `name`, `text`, `block`, `one of`, `yes_no`, `count`, `number`, `percent`, "
         "`points` "
         "and `date`"},
        {TOKEN_TIES, TOKEN_SHOW,
         "here comes `within`, `ties`, `then`, `lowest first`, `exact`, `when` or `show`"},
        {TOKEN_CAPPED, TOKEN_WHEN, "here comes `within`, `exact`, `when`, `capped at` or `{`"},
        {TOKEN_INPUT, TOKEN_GATE,
         "say what it is: `criterion`, `group`, `index`, `input`, `let`, `report`, `function`, `gate`, "
         "`rank` "
         "or `grade`"},
        {TOKEN_GATE, TOKEN_RANK,
         "here comes `criterion`, `criteria`, `group`, `index`, `let`, `report`, `gate`, `rank`, `grade`, "
         "`function` or `test`"},
        {TOKEN_CRITERION, TOKEN_USE, "here comes `criterion`, `criteria`, `group`, `use` or `}`"},
    };
    /* `above` is expected with these only where any name is */
    for (size_t i = 0; i < sizeof HINTS / sizeof HINTS[0] && !expects(error, TOKEN_ABOVE); i++)
        if (expects(error, HINTS[i].first) && expects(error, HINTS[i].second)) return HINTS[i].hint;
    return NULL;
}

static Text found_text(const SyntaxError *error) {
    if (error->found == TOKEN_END) return TEXT("the end of the file");
    return text_format(error->context->arena, "`%.*s`", TEXT_ARG(error->text));
}

static bool ends_something(int token) {
    return token == TOKEN_END || token == TOKEN_CLOSE || token_is_reserved(token);
}

static void relate_open_bracket(const SyntaxError *error, Diagnostic *diagnostic) {
    const Bracket *innermost = innermost_bracket(error);
    if (!innermost || innermost->kind != BRACKET_ROUND) return;
    if (expects(error, TOKEN_RIGHT) && ends_something(error->found))
        parse_relate(error->context, diagnostic, innermost->span, "this `(` is not closed");
}

static bool explain_expected(const SyntaxError *error) {
    enum { MOST = 4 };
    Alternatives list = alternatives(error);
    Text found = found_text(error);
    Text before = shortened(error->context, error->before.span);
    const char *hint = place_hint(error);
    Diagnostic *diagnostic;
    if (before.len == 0)
        diagnostic = parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX,
                                  "a rule file begins with `methodology \"...\" { ... }`",
                                  "%.*s cannot start a rule file", TEXT_ARG(found));
    else if (list.count == 0 || list.count > MOST)
        diagnostic = parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, hint,
                                  "%.*s does not fit after `%.*s`", TEXT_ARG(found), TEXT_ARG(before));
    else
        diagnostic = parse_report(error->context, error->span, DIAGNOSTIC_SYNTAX, hint,
                                  "expected %.*s after `%.*s`, found %.*s", TEXT_ARG(list_of(error, &list)),
                                  TEXT_ARG(before), TEXT_ARG(found));
    relate_open_bracket(error, diagnostic);
    return true;
}

/* Of a supplied `}`, or of what the scanner reported in the token, just before it, or in a text that lacks
 * its end. */
static bool is_consequence(const SyntaxError *error) {
    const ParseContext *context = error->context;
    SeenToken before = error->before;
    uint32_t from = before.kind == TOKEN_TEXT ? before.span.from : before.span.to;
    bool was_reported = context->reported.to != 0 && context->reported.from >= from &&
                        context->reported.from <= error->span.from;
    return context->stopped || was_reported || token_stream_is_supplied(context);
}

void syntax_error_report(ParseContext *context, int found, Span span, const int *expected, size_t count) {
    static Explanation *const EXPLANATIONS[] = {
        explain_assign,
        explain_decimal_comma,
        explain_else_if,
        explain_call_of_if,
        explain_if,
        explain_comparison,
        explain_grade_bound,
        explain_bare_text,
        explain_reserved_word,
        explain_extra_brace,
        explain_misspelt_word,
        explain_expected,
    };
    SyntaxError error = {context, found, span, shortened(context, span), expected, count, context->before};
    size_t i = 0;
    while (!is_consequence(&error) && !EXPLANATIONS[i](&error))
        i++;
    token_stream_recover(context);
}
