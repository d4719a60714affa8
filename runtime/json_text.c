#include "runtime/json_text.h"

#include "base/unicode.h"

/* `<` would end a script; control, direction and line separators mislead terminals and older parsers. */
static bool must_escape(uint32_t code_point) {
    return code_point < 0x20 || code_point == '"' || code_point == '\\' || code_point == '<' ||
           (code_point >= 0x7F && code_point <= 0x9F) || code_point == 0x2028 || code_point == 0x2029 ||
           code_point == 0xFEFF || unicode_is_bidi_control(code_point);
}

static void add_escape(ResultSink *sink, uint32_t code_point) {
    static const char digits[] = "0123456789abcdef";
    if (code_point == '"' || code_point == '\\') {
        sink_add_char(sink, '\\');
        sink_add_char(sink, (char)code_point);
        return;
    }
    sink_add(sink, TEXT("\\u"));
    for (int shift = 12; shift >= 0; shift -= 4)
        sink_add_char(sink, digits[code_point >> shift & 15]);
}

void json_add_text(ResultSink *sink, Text text) {
    sink_add_char(sink, '"');
    for (size_t at = 0; at < text.len;) {
        uint32_t code_point = 0;
        size_t length = unicode_decode(text, at, &code_point);
        if (length == 0) {
            code_point = 0xFFFD;
            length = 1;
        }
        if (code_point == 0xFFFD || must_escape(code_point))
            add_escape(sink, code_point);
        else
            sink_add(sink, text_slice(text, at, at + length));
        at += length;
    }
    sink_add_char(sink, '"');
}

void json_add_name(ResultSink *sink, const char *name, bool *first) {
    if (!*first) sink_add_char(sink, ',');
    *first = false;
    json_add_text(sink, text_from(name));
    sink_add_char(sink, ':');
}
