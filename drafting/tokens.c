#include "drafting/tokens.h"

#include "base/unicode.h"
#include "lang/scanner.h"

#include <string.h>

typedef struct Reading {
    const Source *source;
    Arena *arena;
    TokenList list;
    uint32_t end; /* of the last token */
} Reading;

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r';
}

static void add(Reading *reading, int kind, Text text, size_t line_ends) {
    Token token = {
        .kind = kind,
        .text = text,
        .width = (uint32_t)unicode_width(text),
        .is_after_blank = line_ends > 1,
        .cell = NO_CELL,
        .part = NO_SECTION,
    };
    TokenList *list = &reading->list;
    ARENA_PUSH(reading->arena, list->items, list->count, list->capacity, token);
}

/* From `#` to the end of the line, without blanks at its end. */
static Text comment_at(Text text, size_t from) {
    const char *line_end = memchr(text.bytes + from, '\n', text.len - from);
    size_t to = line_end ? (size_t)(line_end - text.bytes) : text.len;
    while (to > from && is_blank(text.bytes[to - 1]))
        to--;
    return text_slice(text, from, to);
}

/* Comments between two tokens. Returns the line ends since the last of them. */
static size_t add_comments(Reading *reading, uint32_t from, uint32_t to) {
    Text text = text_slice(reading->source->text, 0, to);
    bool starts_line = from == 0;
    size_t line_ends = 0;
    for (size_t at = from; at < to; at++) {
        if (text.bytes[at] == '\n') {
            line_ends++;
        } else if (text.bytes[at] == '#') {
            Text comment = comment_at(text, at);
            bool is_remark = line_ends == 0 && !starts_line && reading->list.count > 0;
            add(reading, is_remark ? (int)TOKEN_REMARK : (int)TOKEN_COMMENT, comment, line_ends);
            at += comment.len - 1;
            line_ends = 0;
        }
    }
    return line_ends;
}

TokenList token_list(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers) {
    Reading reading = {.source = source, .arena = arena};
    bool has_mark = text_starts_with(source->text, TEXT("\xEF\xBB\xBF"));
    ParseContext context = {
        .source = source,
        .limits = limits,
        .arena = arena,
        .numbers = numbers,
        .diagnostics = diagnostics_new(arena),
        .offset = has_mark ? 3 : 0,
    };
    reading.end = context.offset;
    scanner_open(&context);
    for (;;) {
        PARSER_STYPE value;
        Span span;
        int kind = scanner_next(&value, &span, context.scanner);
        size_t line_ends = add_comments(&reading, reading.end, span.from);
        if (kind == TOKEN_END) return reading.list;
        add(&reading, kind, parse_text(&context, span), line_ends);
        reading.end = span.to;
    }
}

bool token_is_comment(const Token *token) {
    return token->kind == TOKEN_COMMENT || token->kind == TOKEN_REMARK;
}

bool token_lists_equal(const TokenList *a, const TokenList *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].kind != b->items[i].kind || !text_equal(a->items[i].text, b->items[i].text))
            return false;
    return true;
}
