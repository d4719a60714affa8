#include "lang/token_stream.h"

#include "lang/nesting.h"
#include "lang/scanner.h"

/* The soft words are declared in one row, and so are the reserved ones. */
bool token_is_soft(int token) {
    return token >= TOKEN_ABOVE && token <= TOKEN_YES_NO;
}

bool token_is_reserved(int token) {
    return token >= TOKEN_METHODOLOGY && token <= TOKEN_DATE;
}

/* Soft words that begin a declaration of rules that build on others [L11]. */
static bool is_year_word(int token) {
    return token == TOKEN_EXTENDS || token == TOKEN_CHANGE || token == TOKEN_ADD || token == TOKEN_REMOVE ||
           token == TOKEN_RENAME || token == TOKEN_REVIEWED;
}

static bool is_top_word(int token) {
    return is_year_word(token) || token == TOKEN_METHODOLOGY || token == TOKEN_DATA ||
           token == TOKEN_FUNCTION || token == TOKEN_LET || token == TOKEN_REPORT || token == TOKEN_INDEX ||
           token == TOKEN_GATE || token == TOKEN_RANK || token == TOKEN_GRADE || token == TOKEN_TEST;
}

static bool is_member_word(int token) {
    return token == TOKEN_CRITERION || token == TOKEN_CRITERIA || token == TOKEN_GROUP || token == TOKEN_USE;
}

/* Behind these an operand or a name must come: a keyword there was meant as a name, and `-` is a sign. */
static bool wants_operand(int token) {
    if (is_top_word(token) || is_member_word(token)) return true;
    static const int KINDS[] = {
        TOKEN_LEFT,      TOKEN_COMMA,     TOKEN_COLON, TOKEN_DOT,        TOKEN_RANGE,   TOKEN_ASSIGN,
        TOKEN_EQUAL,     TOKEN_NOT_EQUAL, TOKEN_LESS,  TOKEN_LESS_EQUAL, TOKEN_GREATER, TOKEN_GREATER_EQUAL,
        TOKEN_PLUS,      TOKEN_MINUS,     TOKEN_TIMES, TOKEN_DIVIDE,     TOKEN_POWER,   TOKEN_IF,
        TOKEN_THEN,      TOKEN_ELSE,      TOKEN_BY,    TOKEN_AND,        TOKEN_OR,      TOKEN_NOT,
        TOKEN_OTHERWISE, TOKEN_WITHIN,    TOKEN_EVERY, TOKEN_USE,
    };
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (KINDS[i] == token) return true;
    return false;
}

static bool is_name_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           (unsigned char)byte >= 0x80;
}

static bool is_reserved_word(Text word) {
    for (int token = TOKEN_METHODOLOGY; token_is_reserved(token); token++)
        if (text_equal(word, text_from(parser_token_name(token)))) return true;
    return false;
}

static bool is_name_at(Text text, size_t at) {
    size_t end = at;
    while (end < text.len && is_name_byte(text.bytes[end]))
        end++;
    return end > at && !is_reserved_word(text_slice(text, at, end));
}

/* What can stand behind them: `change` itself may be a name. */
static bool goes_on_as_change(Text text, size_t at, int token) {
    static const char *const PARTS[] = {"criterion", "group", "index", "input", "let", "report", "function",
                                        "gate",      "rank",  "grade", "data",  "use", "require"};
    size_t end = at;
    while (end < text.len && is_name_byte(text.bytes[end]))
        end++;
    Text next = text_slice(text, at, end);
    if (token == TOKEN_EXTENDS) return at < text.len && text.bytes[at] == '"';
    if (token == TOKEN_ADD) return text_equal(next, TEXT("to"));
    if (token == TOKEN_REVIEWED) return is_name_at(text, at) || text_equal(next, TEXT("all"));
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++)
        if (text_equal(next, text_from(PARTS[i]))) return true;
    return false;
}

bool token_stream_starts_declaration(const ParseContext *context, int token, Span span) {
    if (!is_top_word(token) && !is_member_word(token)) return false;
    Text text = context->source->text;
    uint32_t at = parse_skip_blanks(context, span.to);
    char next = at < text.len ? text.bytes[at] : ' ';
    if (is_year_word(token)) return goes_on_as_change(text, at, token);
    if (token == TOKEN_METHODOLOGY || token == TOKEN_TEST) return next == '"';
    if (token == TOKEN_DATA) return next == '{';
    if (token == TOKEN_CRITERIA) return next == '(';
    return is_name_at(text, at);
}

static bool is_first_on_line(const ParseContext *context, SeenToken token) {
    Text text = context->source->text;
    uint32_t at = token.span.from;
    while (at > 0 && (text.bytes[at - 1] == ' ' || text.bytes[at - 1] == '\t'))
        at--;
    return at == 0 || text.bytes[at - 1] == '\n';
}

/* While an error is passed over, a keyword at the start of a line is enough. */
static bool starts_declaration(const ParseContext *context, SeenToken token) {
    bool is_keyword = is_top_word(token.kind) || is_member_word(token.kind);
    if (context->is_recovering && is_keyword && is_first_on_line(context, token))
        return !parse_is_before_colon(context, token.span);
    if (!is_keyword) return false;
    if (context->is_recovering ? context->last.kind == TOKEN_EVERY : wants_operand(context->last.kind))
        return false;
    return token_stream_starts_declaration(context, token.kind, token.span);
}

static bool is_data_word(int token) {
    return token == TOKEN_NAME || token == TOKEN_SEPARATOR || token == TOKEN_NUMBERS ||
           token == TOKEN_TOKEN || token == TOKEN_UNITS || token == TOKEN_REQUIRE;
}

/* Can the innermost block go on with this token? */
static bool starts_entry(const ParseContext *context, SeenToken token) {
    size_t count = nesting_block_count(context);
    BracketKind kind = count > 0 ? context->nesting.brackets[count - 1].kind : BRACKET_MEMBERS;
    if (kind == BRACKET_MEMBERS || starts_declaration(context, token))
        return starts_declaration(context, token);
    if (!is_first_on_line(context, token)) return false;
    if (kind == BRACKET_DATA) return is_data_word(token.kind);
    if (kind == BRACKET_GRADES) return token.kind == TOKEN_TEXT;
    return token.kind == TOKEN_NAME || token_is_soft(token.kind);
}

/* Of the brackets that the parser knows: whose `}` must come before a member can start? */
static bool is_inside_no_members(const ParseContext *context) {
    const Nesting *nesting = &context->nesting;
    for (size_t i = nesting->count; i > 0; i--) {
        BracketKind kind = nesting->brackets[i - 1].kind;
        if (kind != BRACKET_SKIPPED && kind != BRACKET_ROUND) return kind != BRACKET_MEMBERS;
    }
    return false;
}

static bool needs_closing(const ParseContext *context, SeenToken token) {
    if (!nesting_innermost_curly(context)) return false;
    if (token.kind == TOKEN_END) return true;
    if (!starts_declaration(context, token)) return false;
    return is_top_word(token.kind) || is_inside_no_members(context);
}

static void report_missing_brace(ParseContext *context, SeenToken next, Span open) {
    Text word = parse_text(context, next.span);
    const char *hint =
        is_top_word(next.kind)
            ? text_format(context->arena, "write `}` where the block ends; `%.*s` cannot stand inside it",
                          TEXT_ARG(word))
                  .bytes
            : "write `}` where the block ends";
    Diagnostic *diagnostic =
        next.kind == TOKEN_END
            ? parse_report(context, next.span, DIAGNOSTIC_SYNTAX, hint, "the file ends, but a `}` is missing")
            : parse_report(context, next.span, DIAGNOSTIC_SYNTAX, hint, "a `}` is missing before `%.*s`",
                           TEXT_ARG(word));
    parse_relate(context, diagnostic, open, "this `{` is not closed");
}

/* A `}` for the innermost bracket that the parser knows; false when there was none any more. */
static bool supply_brace(ParseContext *context, SeenToken next) {
    const Bracket *innermost = nesting_innermost_curly(context);
    while (innermost && innermost->kind == BRACKET_SKIPPED) {
        nesting_close_curly(context, &context->last_closed);
        innermost = nesting_innermost_curly(context);
    }
    if (!innermost) return false;
    if (!context->is_supplying) report_missing_brace(context, next, innermost->span);
    context->is_supplying = true;
    context->supplied++;
    nesting_close_curly(context, &context->last_closed);
    return true;
}

static void check_depth(ParseContext *context, Span span) {
    if (nesting_depth(context) > context->limits->depth)
        parse_stop(context, span, DIAGNOSTIC_LIMIT_DEPTH,
                   "name parts of it with `let`; declare inner groups apart and `use` them",
                   "the rules are nested more than %llu levels deep here",
                   (unsigned long long)context->limits->depth);
}

static void count_sign(ParseContext *context, SeenToken token) {
    bool is_prefix = wants_operand(context->last.kind) || context->last.kind == TOKEN_OPEN;
    if (token.kind == TOKEN_MINUS && !is_prefix)
        nesting_end_operators(context);
    else
        nesting_add_operator(context);
}

static void count_nesting(ParseContext *context, SeenToken token) {
    switch (token.kind) {
    case TOKEN_LEFT: nesting_open(context, BRACKET_ROUND, token.span); break;
    case TOKEN_OPEN:
        nesting_open(context, context->is_recovering ? BRACKET_SKIPPED : BRACKET_INNER, token.span);
        break;
    case TOKEN_RIGHT: nesting_close_round(context); break;
    case TOKEN_CLOSE:
        if (!nesting_close_curly(context, &context->last_closed)) context->last_closed = BRACKET_SKIPPED;
        break;
    case TOKEN_MINUS:
    case TOKEN_NOT:
    case TOKEN_POWER:
    case TOKEN_BY: count_sign(context, token); break;
    case TOKEN_IF: nesting_add_conditional(context); break;
    case TOKEN_PLUS:
    case TOKEN_TIMES:
    case TOKEN_DIVIDE:
    case TOKEN_AND:
    case TOKEN_OR:
    case TOKEN_OTHERWISE:
    case TOKEN_THEN:
    case TOKEN_ELSE: nesting_end_operators(context); break;
    case TOKEN_COMMA:
    case TOKEN_COLON:
    case TOKEN_ASSIGN: nesting_end_entry(context); break;
    default:
        if (is_top_word(token.kind) || is_member_word(token.kind)) nesting_end_entry(context);
        break;
    }
    check_depth(context, token.span);
}

static void remember(ParseContext *context, SeenToken token) {
    context->before = context->last;
    context->last = token;
}

static SeenToken fetch(ParseContext *context, PARSER_STYPE *value) {
    SeenToken token = context->held;
    if (context->stopped) return (SeenToken){TOKEN_END, {context->offset, context->offset}};
    if (!context->has_held) token.kind = scanner_next(value, &token.span, context->scanner);
    if (token.kind == TOKEN_APPLICABLE && context->last.kind != TOKEN_NOT) token.kind = TOKEN_NAME;
    context->has_held = false;
    return token;
}

/* Does the `}` belong to something the parser has given up? */
static bool closes_skipped(const ParseContext *context) {
    const Bracket *innermost = nesting_innermost_curly(context);
    if (!innermost) return context->is_recovering;
    return innermost->kind == BRACKET_SKIPPED ||
           (context->is_recovering && !bracket_is_block(innermost->kind));
}

static bool is_passed_over(const ParseContext *context, SeenToken token) {
    if (context->stopped || token.kind == TOKEN_END) return false;
    if (token.kind == TOKEN_CLOSE) return closes_skipped(context);
    return context->is_recovering && !starts_entry(context, token);
}

static int deliver(ParseContext *context, SeenToken token, Span *span) {
    remember(context, token);
    *span = token.span;
    return token.kind;
}

int parser_lex(PARSER_STYPE *value, Span *span, ParseContext *context) {
    SeenToken token = fetch(context, value);
    while (is_passed_over(context, token)) {
        count_nesting(context, token);
        remember(context, token);
        token = fetch(context, value);
    }
    bool lacks_brace = needs_closing(context, token) && supply_brace(context, token);
    context->is_recovering = false;
    if (lacks_brace) {
        context->held = token;
        context->has_held = true;
        return deliver(context, (SeenToken){TOKEN_CLOSE, {token.span.from, token.span.from}}, span);
    }
    context->is_supplying = false;
    count_nesting(context, token);
    if (context->stopped) token.kind = TOKEN_END;
    return deliver(context, token, span);
}

bool token_stream_is_supplied(const ParseContext *context) {
    return context->is_supplying;
}

/* A token whose value is lost cannot be delivered again: a grade's text is passed over. */
static bool can_go_on_with(const ParseContext *context, SeenToken token) {
    const SeenToken *tried = &context->restarted_at;
    if (tried->span.to != 0 && tried->kind == token.kind && tried->span.from == token.span.from) return false;
    if (token.kind == TOKEN_END || token.kind == TOKEN_CLOSE) return true;
    return token.kind != TOKEN_TEXT && starts_entry(context, token);
}

static void hold_again(ParseContext *context, SeenToken token) {
    context->last = (SeenToken){0};
    context->has_held = can_go_on_with(context, token);
    context->held = token;
    if (context->has_held)
        context->restarted_at = token;
    else if (token.kind == TOKEN_END)
        context->stopped = true;
}

void token_stream_recover(ParseContext *context) {
    SeenToken token = context->last;
    bool closed_block = token.kind == TOKEN_CLOSE && bracket_is_block(context->last_closed);
    if (closed_block) nesting_reopen(context);
    nesting_give_up(context, context->is_supplying);
    context->is_recovering = true;
    if (context->is_supplying || (token.kind == TOKEN_CLOSE && !closed_block)) return;
    hold_again(context, token);
}
