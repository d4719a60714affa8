#include "lang/rule_text.h"

#include "base/unicode.h"

#include <string.h>

/* The file that is looked at; the source may hold others before it. */
static Text file_text(const ParseContext *context) {
    Text text = context->source->text;
    return text_slice(text, context->offset, text.len);
}

static Span start_of(const ParseContext *context) {
    return (Span){context->offset, context->offset};
}

/* Of bytes from `from` to `to` of the file. */
static Span span_at(const ParseContext *context, size_t from, size_t to) {
    return (Span){context->offset + (uint32_t)from, context->offset + (uint32_t)to};
}

/* The BOM of UTF-32 in little-endian order begins like that of UTF-16: it is asked first. */
static const char *wide_encoding(Text text) {
    if (text_starts_with(text, TEXT("\xFF\xFE\x00\x00"))) return "UTF-32 (little-endian)";
    if (text_starts_with(text, TEXT("\x00\x00\xFE\xFF"))) return "UTF-32 (big-endian)";
    if (text_starts_with(text, TEXT("\xFF\xFE"))) return "UTF-16 (little-endian)";
    if (text_starts_with(text, TEXT("\xFE\xFF"))) return "UTF-16 (big-endian)";
    return NULL;
}

static bool check_size(ParseContext *context) {
    size_t len = context->source->text.len;
    if (len > context->limits->rule_bytes || len > INT32_MAX - 2) {
        parse_stop(context, start_of(context), DIAGNOSTIC_LIMIT_RULE_BYTES,
                   "raise the limit with `--limit rule_bytes=N`", "the rule file has more than %llu bytes",
                   (unsigned long long)context->limits->rule_bytes);
        return false;
    }
    return true;
}

static bool check_wide(ParseContext *context) {
    const char *encoding = wide_encoding(file_text(context));
    if (!encoding) return true;
    parse_report(context, start_of(context), DIAGNOSTIC_BAD_UTF8, "save the file as UTF-8", "this file is %s",
                 encoding);
    return false;
}

static bool check_nul(ParseContext *context) {
    Text text = file_text(context);
    const char *nul = text.len > 0 ? memchr(text.bytes, 0, text.len) : NULL;
    if (!nul) return true;
    uint32_t at = (uint32_t)(nul - text.bytes);
    parse_report(context, span_at(context, at, at + 1), DIAGNOSTIC_NUL_BYTE,
                 at < 4 ? "this looks like UTF-16 or UTF-32; save the file as UTF-8"
                        : "this is not a text file, or a damaged one",
                 "there is a NUL byte at offset %u", (unsigned)at);
    return false;
}

/* TCVN3 (ABC) has its Vietnamese letters mostly from A1 to BE, windows-1258 from C0 on. */
static const char *legacy_hint(Text text) {
    size_t low = 0, high = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        low += byte >= 0xA1 && byte <= 0xBE;
        high += byte >= 0xC0;
    }
    return low * 2 > high
               ? "the letters look like TCVN3 (ABC fonts); convert the file to Unicode, save as UTF-8"
               : "the letters look like windows-1258; save the file as UTF-8";
}

static bool check_utf8(ParseContext *context) {
    Text text = file_text(context);
    size_t at = unicode_find_invalid(text);
    if (at == text.len) return true;
    parse_report(context, span_at(context, at, at + 1), DIAGNOSTIC_BAD_UTF8, legacy_hint(text),
                 "the byte %02X at offset %zu is not UTF-8", (unsigned)(unsigned char)text.bytes[at], at);
    return false;
}

static bool is_control(uint32_t code_point) {
    if (code_point == '\t' || code_point == '\n' || code_point == '\r') return false;
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

/* [L1.1] in names, texts and comments alike: what a reader cannot see must not decide */
static void check_code_point(ParseContext *context, Span span, uint32_t code_point) {
    if (unicode_is_bidi_control(code_point))
        parse_report(context, span, DIAGNOSTIC_BIDI_CONTROL,
                     "delete it: it can make the rules look different",
                     "there is a hidden U+%04X, which turns the direction of the text", (unsigned)code_point);
    else if (is_control(code_point))
        parse_report(context, span, DIAGNOSTIC_BAD_CHARACTER, "delete it",
                     "there is a hidden control character U+%04X", (unsigned)code_point);
}

/* Past the printable signs of ASCII, most of every file. */
static size_t skip_printable(Text text, size_t at) {
    while (at < text.len && text.bytes[at] >= 0x20 && text.bytes[at] < 0x7F)
        at++;
    return at;
}

static void check_code_points(ParseContext *context, size_t from) {
    Text text = file_text(context);
    for (size_t at = skip_printable(text, from); at < text.len; at = skip_printable(text, at)) {
        uint32_t code_point = 0;
        size_t length = unicode_decode(text, at, &code_point);
        check_code_point(context, span_at(context, at, at + length), code_point);
        at += length;
    }
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Word by word, so that the message shows the word. */
static void check_nfc(ParseContext *context) {
    Text text = file_text(context);
    if (unicode_is_nfc(text)) return;
    size_t from = 0;
    while (from < text.len) {
        size_t to = from;
        while (to < text.len && !is_blank(text.bytes[to]))
            to++;
        if (to > from && !unicode_is_nfc(text_slice(text, from, to)))
            parse_report(context, span_at(context, from, to), DIAGNOSTIC_NOT_NFC,
                         "type it again, or save the file with composed letters (Unicode NFC)",
                         "letters and their diacritics are stored apart in `%.*s`", (int)(to - from),
                         text.bytes + from);
        from = to + 1;
    }
}

int64_t rule_text_check(ParseContext *context) {
    if (!check_size(context) || !check_wide(context) || !check_nul(context) || !check_utf8(context))
        return -1;
    Text text = file_text(context);
    size_t start = text_starts_with(text, TEXT("\xEF\xBB\xBF")) ? 3 : 0;
    if (parse_skip_blanks(context, context->offset + (uint32_t)start) == context->source->text.len) {
        parse_report(context, start_of(context), DIAGNOSTIC_EMPTY_RULES,
                     "a rule file begins with `methodology \"...\" { ... }`", "the rule file is empty");
        return -1;
    }
    check_code_points(context, start);
    check_nfc(context);
    return (int64_t)context->offset + (int64_t)start;
}
