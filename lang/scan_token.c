#include "lang/scan_token.h"

#include "base/unicode.h"
#include "lang/parser.h"

/* ---- signs */

typedef struct SignHint {
    uint32_t code_point;
    const char *hint;
} SignHint;

static const char *sign_hint(uint32_t code_point) {
    static const SignHint HINTS[] = {
        {'%', "write `%` directly behind a number: `85%`"},
        {'"', "a text stands between two straight quotes on one line"},
        {'[', "write `(` and `)`"},
        {']', "write `(` and `)`"},
        {'?', "write `if ... then ... else ...`"},
        {'@', "names are letters, digits and `_`"},
        {'$', "names are letters, digits and `_`"},
        {'\\', "a backslash stands only in texts"},
        {0x00A0, "this is a no-break space; type an ordinary one"},
        {0x202F, "this is a narrow no-break space; type an ordinary one"},
        {0x2026, "write two full stops, `..`, for a range"},
        {0x2192, "write `:` between a test and its value"},
    };
    for (size_t i = 0; i < sizeof HINTS / sizeof HINTS[0]; i++)
        if (HINTS[i].code_point == code_point) return HINTS[i].hint;
    return "leave it out";
}

static bool is_semicolon_at(const ParseContext *context, Span span) {
    return text_equal(parse_text(context, span), TEXT(";"));
}

/* Inside parentheses it was meant as a comma, as spreadsheets write it in some countries. */
static const char *semicolon_hint(const ParseContext *context, const char *hint) {
    const Nesting *nesting = &context->nesting;
    const Bracket *innermost = nesting->count > 0 ? &nesting->brackets[nesting->count - 1] : NULL;
    if (!innermost || innermost->kind != BRACKET_ROUND) return hint;
    if (parse_is_call_of_if(context, innermost->span)) return "write `if ... then ... else ...`";
    return "arguments are separated by a comma";
}

void scan_report_sign(ParseContext *context, Span span, const char *hint) {
    uint32_t code_point = 0;
    Text text = parse_text(context, span);
    bool is_semicolon = is_semicolon_at(context, span);
    if (is_semicolon && context->is_recovering && is_semicolon_at(context, context->reported)) return;
    if (is_semicolon) hint = semicolon_hint(context, hint);
    size_t length = unicode_decode(text, 0, &code_point);
    if (unicode_is_bidi_control(code_point)) { /* reported with the text as a whole [L1.1] */
        context->reported = span;
        return;
    }
    if (!hint) hint = sign_hint(code_point);
    if (unicode_is_ascii(text) || length != text.len)
        parse_report(context, span, DIAGNOSTIC_BAD_CHARACTER, hint, "`%.*s` means nothing here",
                     TEXT_ARG(text));
    else
        parse_report(context, span, DIAGNOSTIC_BAD_CHARACTER, hint, "`%.*s` (U+%04X) means nothing here",
                     TEXT_ARG(text), (unsigned)code_point);
}

/* ---- names */

bool scan_is_declared(const ParseContext *context, Span word) {
    Text text = context->source->text;
    uint32_t next = parse_skip_blanks(context, word.to);
    return parse_is_before_colon(context, word) ||
           text_starts_with(text_slice(text, next, text.len), TEXT(".."));
}

static bool is_in(uint32_t code_point, uint32_t from, uint32_t to) {
    return code_point >= from && code_point <= to;
}

/* What somebody may take for a letter: read as part of the name, and reported once. */
static bool is_other_letter(uint32_t code_point) {
    return is_in(code_point, 0x0300, 0x036F) || is_in(code_point, 0x0370, 0x1CFF) ||
           is_in(code_point, 0x1F00, 0x1FFF) || is_in(code_point, 0x3040, 0xD7FF) ||
           is_in(code_point, 0xFE70, 0xFEFE) || is_in(code_point, 0xFF10, 0xFF19) ||
           is_in(code_point, 0xFF21, 0xFFDC) || is_in(code_point, 0x1D400, 0x1D7FF) ||
           unicode_is_zero_width(code_point);
}

static bool is_plain(uint32_t code_point) {
    return is_in(code_point, 'a', 'z') || is_in(code_point, 'A', 'Z') || is_in(code_point, '0', '9') ||
           code_point == '_' || unicode_is_latin_letter(code_point);
}

static const char *script_of(uint32_t code_point) {
    if (is_in(code_point, 0x0370, 0x03FF) || is_in(code_point, 0x1F00, 0x1FFF)) return "a Greek letter";
    if (is_in(code_point, 0x0400, 0x052F)) return "a Cyrillic letter";
    if (is_in(code_point, 0x0300, 0x036F)) return "a combining mark";
    if (unicode_is_zero_width(code_point)) return "invisible";
    return "not a Latin letter";
}

static void report_letter(ParseContext *context, Span span, size_t length, uint32_t code_point) {
    Text written = text_slice(parse_text(context, span), 0, length);
    if (!unicode_is_nfc(written)) return; /* rule_text.c has said so */
    Text name = unicode_visible(context->arena, written);
    Span whole = {span.from, span.from + (uint32_t)length};
    parse_report(context, whole, DIAGNOSTIC_BAD_LETTER,
                 "type the name again; names are Latin letters (Vietnamese ones included), digits and `_`",
                 "the name `%.*s` holds U+%04X, which is %s", TEXT_ARG(name), (unsigned)code_point,
                 script_of(code_point));
}

static size_t name_length(Text text, uint32_t *bad) {
    size_t at = 0;
    while (at < text.len) {
        uint32_t code_point = 0;
        size_t length = unicode_decode(text, at, &code_point);
        bool is_other = !is_plain(code_point);
        if (length == 0 || (is_other && !is_other_letter(code_point))) break;
        if (is_other && *bad == 0) *bad = code_point;
        at += length;
    }
    return at;
}

/* A sign beyond ASCII at the start of what looked like a word. */
static int scan_sign(ParseContext *context, Span span, size_t *length) {
    uint32_t code_point = 0;
    *length = unicode_decode(parse_text(context, span), 0, &code_point);
    Span sign = {span.from, span.from + (uint32_t)*length};
    scan_report_sign(context, sign,
                     code_point == 0xD7   ? "write `*` for a multiplication"
                     : code_point == 0xF7 ? "write `/` for a division"
                                          : NULL);
    return code_point == 0xD7 ? TOKEN_TIMES : code_point == 0xF7 ? TOKEN_DIVIDE : 0;
}

int scan_name(ParseContext *context, Span span, size_t *length) {
    Text text = parse_text(context, span);
    uint32_t bad = 0;
    *length = name_length(text, &bad);
    if (*length == 0) return scan_sign(context, span, length);
    if (*length > context->limits->name_bytes)
        parse_report(context, (Span){span.from, span.from + (uint32_t)*length}, DIAGNOSTIC_LIMIT_NAME,
                     "choose a shorter name", "this name has %zu bytes; names have at most %llu", *length,
                     (unsigned long long)context->limits->name_bytes);
    else if (bad != 0)
        report_letter(context, span, *length, bad);
    return TOKEN_NAME;
}

/* ---- numbers */

static const ScannedNumber BAD_NUMBER = {{{0}, 1}, false, true};

static size_t count_digits(Text text) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.bytes[i] >= '0' && text.bytes[i] <= '9';
    return count;
}

ScannedNumber scan_number(ParseContext *context, Span span, bool is_percent) {
    Text text = parse_text(context, span);
    if (is_percent) text.len--;
    size_t digits = count_digits(text);
    if (digits > NUMBER_MAX_DIGITS) {
        parse_report(context, span, DIAGNOSTIC_LONG_NUMBER, "write fewer digits",
                     "this number has %zu digits; numbers have at most %d", digits, NUMBER_MAX_DIGITS);
        return BAD_NUMBER;
    }
    Number value = number_from_digits(context->numbers, text);
    if (is_percent) value = number_divide(context->numbers, value, number_from_int(100));
    return (ScannedNumber){value, is_percent, false};
}

static bool is_exponent(Text text) {
    size_t at = 0;
    while (at < text.len && (text.bytes[at] == '.' || (text.bytes[at] >= '0' && text.bytes[at] <= '9')))
        at++;
    if (at == text.len || (text.bytes[at] != 'e' && text.bytes[at] != 'E')) return false;
    for (at++; at < text.len; at++)
        if (text.bytes[at] != '+' && text.bytes[at] != '-' && (text.bytes[at] < '0' || text.bytes[at] > '9'))
            return false;
    return true;
}

static const char *bad_number_hint(Text text) {
    if (text.bytes[0] == '.') return "write a digit before the point: `0.5`";
    if (is_exponent(text)) return "write the number out: `100000` instead of `1e5`";
    size_t points = 0;
    for (size_t i = 0; i < text.len; i++) {
        points += text.bytes[i] == '.';
        if (text.bytes[i] == '_') return "write the digits without groups: `1000000`";
    }
    if (points > 1) return "write the digits without groups, with one decimal point at most: `1000000.5`";
    return "put a blank between the number and the word; a name starts with a letter";
}

/* `8,5`: a decimal comma, or two values that a reader would take for one. */
static bool report_comma(ParseContext *context, Span span, Text text) {
    size_t at = 0;
    while (at < text.len && text.bytes[at] != ',')
        at++;
    if (at == text.len) return false;
    if (text.len > 40) text.len = at + 1 < 40 ? 40 : at + 1;
    Text whole = text_slice(text, 0, at), rest = text_slice(text, at + 1, text.len);
    Text hint = text_format(context->arena, "write `%.*s.%.*s`, or `%.*s, %.*s` for two values",
                            TEXT_ARG(whole), TEXT_ARG(rest), TEXT_ARG(whole), TEXT_ARG(rest));
    parse_report(context, span, DIAGNOSTIC_BAD_NUMBER, hint.bytes,
                 "numbers are written with a decimal point");
    return true;
}

ScannedNumber scan_bad_number(ParseContext *context, Span span) {
    Text text = parse_text(context, span);
    if (report_comma(context, span, text)) return BAD_NUMBER;
    if (text.len > 40)
        parse_report(context, span, DIAGNOSTIC_BAD_NUMBER, bad_number_hint(text), "this is not a number");
    else
        parse_report(context, span, DIAGNOSTIC_BAD_NUMBER, bad_number_hint(text), "`%.*s` is not a number",
                     TEXT_ARG(text));
    return BAD_NUMBER;
}

ScannedNumber scan_number_word(ParseContext *context, Span span, size_t *length) {
    Text text = parse_text(context, span);
    size_t digits = 0;
    while (text.bytes[digits] == '.' || (text.bytes[digits] >= '0' && text.bytes[digits] <= '9'))
        digits++;
    uint32_t bad = 0;
    *length = digits + name_length(text_slice(text, digits, text.len), &bad);
    Span kept = {span.from, span.from + (uint32_t)*length};
    return *length == digits ? scan_number(context, kept, false) : scan_bad_number(context, kept);
}

/* ---- texts */

static void report_escape(ParseContext *context, Span span, Text inner, size_t at) {
    uint32_t code_point = 0;
    size_t length = unicode_decode(inner, at + 1, &code_point);
    uint32_t from = span.from + 1 + (uint32_t)at;
    const char *hint = code_point == 't' ? "a tab as separator is written `separator tab`"
                                         : "only `\\\"` and `\\\\` are escapes; write `\\\\` for a backslash";
    parse_report(context, (Span){from, from + 1 + (uint32_t)length}, DIAGNOSTIC_BAD_ESCAPE, hint,
                 "`\\%.*s` is not an escape", (int)length, inner.bytes + at + 1);
}

/* A backslash always has a byte behind it: the pattern says so. */
static Text without_escapes(ParseContext *context, Span span, Text inner) {
    char *bytes = arena_alloc(context->arena, inner.len);
    size_t len = 0;
    for (size_t i = 0; i < inner.len; i++) {
        if (inner.bytes[i] == '\\') {
            char escaped = inner.bytes[i + 1];
            if (escaped != '"' && escaped != '\\') report_escape(context, span, inner, i);
            i++;
        }
        bytes[len++] = inner.bytes[i];
    }
    return (Text){bytes, len};
}

Text scan_text(ParseContext *context, Span span) {
    Text inner = parse_text(context, (Span){span.from + 1, span.to - 1});
    for (size_t i = 0; i < inner.len; i++)
        if (inner.bytes[i] == '\\') return without_escapes(context, span, inner);
    return inner;
}

Text scan_open_text(ParseContext *context, Span span) {
    while (span.to > span.from + 1 && context->source->text.bytes[span.to - 1] == '\r')
        span.to--;
    parse_report(context, span, DIAGNOSTIC_UNTERMINATED_TEXT,
                 "put `\"` at its end; a text stands on one line", "this text has no closing quote");
    return parse_text(context, (Span){span.from + 1, span.to});
}

Text scan_foreign_text(ParseContext *context, Span span) {
    Text text = parse_text(context, span);
    uint32_t code_point = 0;
    size_t open = unicode_decode(text, 0, &code_point);
    Span quote = {span.from, span.from + (uint32_t)open};
    parse_report(context, quote, DIAGNOSTIC_BAD_CHARACTER, "type straight quotes: \"...\"",
                 "texts stand between straight double quotes, not `%.*s`", (int)open, text.bytes);
    Text inner = text_slice(text, open, text.len);
    if (inner.len > 0 && (inner.bytes[inner.len - 1] == '"' || inner.bytes[inner.len - 1] == '\''))
        inner.len--;
    else if (inner.len >= 3 &&
             text_starts_with(text_slice(inner, inner.len - 3, inner.len), TEXT("\xE2\x80")))
        inner.len -= 3;
    return inner;
}
