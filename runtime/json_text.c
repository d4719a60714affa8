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

/* Length of the code point at `at`; `*code_point` is what it is, U+FFFD where the bytes are none. */
static size_t decode(Text text, size_t at, uint32_t *code_point) {
    *code_point = (unsigned char)text.bytes[at];
    if (*code_point < 0x80) return 1;
    size_t length = unicode_decode(text, at, code_point);
    if (length > 0) return length;
    *code_point = 0xFFFD;
    return 1;
}

/* Bytes that begin nothing to escape: all but controls, signs of JSON, and what U+0080 to U+009F, U+061C,
 * U+2028 and the like, and U+FEFF begin with. */
static bool is_plain(unsigned char byte) {
    if (byte < 0x80) return byte >= 0x20 && byte != '"' && byte != '\\' && byte != '<' && byte != 0x7F;
    return byte != 0xC2 && byte != 0xD8 && byte != 0xE2 && byte != 0xEF;
}

void json_add_text(ResultSink *sink, Text text) {
    size_t plain = 0; /* from here to `at` nothing needs an escape */
    sink_add_char(sink, '"');
    for (size_t at = 0, length; at < text.len; at += length) {
        uint32_t code_point;
        length = 1;
        if (is_plain((unsigned char)text.bytes[at])) continue;
        length = decode(text, at, &code_point);
        if (code_point != 0xFFFD && !must_escape(code_point)) continue;
        sink_add(sink, text_slice(text, plain, at));
        add_escape(sink, code_point);
        plain = at + length;
    }
    sink_add(sink, text_slice(text, plain, text.len));
    sink_add_char(sink, '"');
}

static bool collect(void *user, const char *bytes, size_t len) {
    text_builder_add(user, (Text){bytes, len});
    return true;
}

Text *json_texts(Arena *arena, Arena *scratch, const Text *texts, size_t count) {
    TextBuilder builder = text_builder(scratch);
    Output output = {collect, &builder};
    ResultSink sink = sink_new(scratch, &output);
    Text *quoted = ARENA_ARRAY(arena, Text, count + 1);
    for (size_t i = 0; i < count; i++) {
        builder.len = 0;
        json_add_text(&sink, texts[i]);
        sink_flush(&sink);
        quoted[i] = text_copy(arena, text_builder_text(&builder));
    }
    arena_reset(scratch);
    return quoted;
}

void json_add_name(ResultSink *sink, const char *name, bool *first) {
    if (!*first) sink_add_char(sink, ',');
    *first = false;
    json_add_text(sink, text_from(name));
    sink_add_char(sink, ':');
}
