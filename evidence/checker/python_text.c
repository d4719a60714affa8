#include "evidence/checker/python_text.h"

#include "base/unicode.h"

static bool needs_escape(char byte) {
    return byte == '"' || byte == '\\' || (unsigned char)byte < 0x20 || byte == 0x7f;
}

Text python_text(Arena *arena, Text text) {
    TextBuilder out = text_builder(arena);
    text_builder_add_char(&out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.bytes[i];
        if (byte == '"' || byte == '\\')
            text_builder_add_format(&out, "\\%c", byte);
        else if (needs_escape(byte))
            text_builder_add_format(&out, "\\x%02x", (unsigned)(unsigned char)byte);
        else
            text_builder_add_char(&out, byte);
    }
    text_builder_add_char(&out, '"');
    return text_builder_text(&out);
}

/* Words of Python, and what a unit of the checker is made of. */
static bool is_taken(Text name) {
    static const char *const words[] = {
        "False",   "None",     "True",     "and",        "as",    "assert",     "async",  "await",
        "break",   "class",    "continue", "def",        "del",   "elif",       "else",   "except",
        "finally", "for",      "from",     "global",     "if",    "import",     "in",     "is",
        "lambda",  "nonlocal", "not",      "or",         "pass",  "raise",      "return", "try",
        "while",   "with",     "yield",    "everybody_", "line_", "text_of_key"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_equal(name, text_from(words[i]))) return true;
    return false;
}

/* Names of Python are compared in NFKC, to which letters of ISL are the same as they stand. */
Text python_name(Arena *arena, Text name) {
    bool is_private = name.len >= 2 && name.bytes[0] == '_' && name.bytes[1] == '_';
    if (is_private) return text_format(arena, "x%.*s", TEXT_ARG(name));
    return is_taken(name) ? text_format(arena, "%.*s_", TEXT_ARG(name)) : name;
}

Text python_number(NumberContext *numbers, Arena *arena, Number number) {
    Text digits = number_format_exact(numbers, arena, number);
    if (number_is_integer(numbers, number)) return digits;
    return text_format(arena, "Fraction(\"%.*s\")", TEXT_ARG(digits));
}
