#include "lang/parse_context.h"

static Diagnostic *report_list(ParseContext *context, Span span, DiagnosticCode code, const char *hint,
                               const char *format, va_list arguments) {
    if (context->stopped) return NULL;
    context->reported = span;
    Text message = text_format_list(context->arena, format, arguments);
    Text advice = hint ? text_from(hint) : (Text){0};
    return diagnostics_report(context->diagnostics, context->source, span, code, message, advice);
}

Diagnostic *parse_report(ParseContext *context, Span span, DiagnosticCode code, const char *hint,
                         const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Diagnostic *diagnostic = report_list(context, span, code, hint, format, arguments);
    va_end(arguments);
    return diagnostic;
}

void parse_stop(ParseContext *context, Span span, DiagnosticCode code, const char *hint, const char *format,
                ...) {
    va_list arguments;
    va_start(arguments, format);
    report_list(context, span, code, hint, format, arguments);
    va_end(arguments);
    context->stopped = true;
}

void parse_relate(ParseContext *context, Diagnostic *diagnostic, Span span, const char *message) {
    diagnostic_relate(context->diagnostics, diagnostic, context->source, span, text_from(message));
}

Text parse_text(const ParseContext *context, Span span) {
    return text_slice(context->source->text, span.from, span.to);
}

uint32_t parse_skip_blanks(const ParseContext *context, uint32_t at) {
    Text text = context->source->text;
    while (at < text.len && (text.bytes[at] == ' ' || text.bytes[at] == '\t' || text.bytes[at] == '\r' ||
                             text.bytes[at] == '\n'))
        at++;
    return at;
}

bool parse_is_before_colon(const ParseContext *context, Span span) {
    Text text = context->source->text;
    uint32_t next = parse_skip_blanks(context, span.to);
    return next < text.len && text.bytes[next] == ':';
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || (unsigned char)byte >= 0x80;
}

bool parse_is_call_of_if(const ParseContext *context, Span open) {
    Text text = context->source->text;
    size_t at = open.from;
    while (at > 0 && is_blank(text.bytes[at - 1]))
        at--;
    if (at < 2 || (text.bytes[at - 2] | 0x20) != 'i' || (text.bytes[at - 1] | 0x20) != 'f') return false;
    return at == 2 || !is_word_byte(text.bytes[at - 3]);
}
