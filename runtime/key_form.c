#include "runtime/key_form.h"

#include "base/unicode.h"

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_joint(char byte) {
    return byte == ' ' || byte == '\t' || byte == '_' || byte == '-';
}

static bool is_plain(Text key) {
    for (size_t i = 0; i < key.len; i++)
        if (is_joint(key.bytes[i]) || (unsigned char)key.bytes[i] >= 0x80 ||
            (key.bytes[i] >= 'A' && key.bytes[i] <= 'Z'))
            return false;
    return true;
}

static char small(char byte) {
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* The end of the joints that begin at `at`. */
static size_t joints_end(Text key, size_t at) {
    while (at < key.len && is_joint(key.bytes[at]))
        at++;
    return at;
}

/* Joints between digits become one '.'; others go, or stay where they still tell words apart. Capitals become
 * small. */
static Text joined(Arena *arena, Text key, bool keeps_joints) {
    char *bytes = arena_alloc(arena, key.len);
    size_t len = 0;
    for (size_t i = 0; i < key.len; i++) {
        char byte = key.bytes[i];
        size_t end = joints_end(key, i);
        bool is_between =
            len > 0 && end > i && end < key.len && is_digit(bytes[len - 1]) && is_digit(key.bytes[end]);
        if (is_between)
            bytes[len++] = '.';
        else if (end == i || keeps_joints)
            bytes[len++] = small(byte);
        if (end > i && (is_between || !keeps_joints)) i = end - 1;
    }
    return (Text){bytes, len};
}

Text key_form(Arena *arena, Text key) {
    if (is_plain(key)) return key;
    if (unicode_is_ascii(key)) return joined(arena, key, false);
    return unicode_spelling(arena, joined(arena, key, true)); /* a tone is put at the end of its word */
}

enum { SHORT_KEY = 64 };

/* The form of a short key of ASCII without joints: only capitals differ. */
static bool fold_short(Text key, char *form) {
    if (key.len > SHORT_KEY) return false;
    for (size_t i = 0; i < key.len; i++) {
        if ((unsigned char)key.bytes[i] >= 0x80 || is_joint(key.bytes[i])) return false;
        form[i] = small(key.bytes[i]);
    }
    return true;
}

uint64_t key_hash(Arena *scratch, Text key) {
    char form[SHORT_KEY];
    if (fold_short(key, form)) return text_hash((Text){form, key.len}, 0);
    arena_reset(scratch);
    return text_hash(key_form(scratch, key), 0);
}
