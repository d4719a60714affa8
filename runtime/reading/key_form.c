#include "runtime/reading/key_form.h"

#include "base/unicode.h"
#include "runtime/values/eight_bytes.h"

#include <string.h>

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

/* ---- hashes of forms */

/* Eight letters of ASCII: capitals become small. */
static uint64_t small_eight(uint64_t eight) {
    uint64_t capitals = eight_below(eight, 'Z' + 1) & ~eight_below(eight, 'A') & ~eight & EIGHT_HIGH;
    return eight | capitals >> 2;
}

/* Bytes that make a form differ from its key in more than capitals. */
static uint64_t odd_bytes(uint64_t eight) {
    return (eight & EIGHT_HIGH) | eight_equal(eight, ' ') | eight_equal(eight, '\t') |
           eight_equal(eight, '_') | eight_equal(eight, '-');
}

/* A text of up to sixteen bytes. */
typedef struct Sixteen {
    uint64_t first, last; /* they overlap */
    size_t len;
} Sixteen;

static Sixteen sixteen_of(Text text) {
    Sixteen sixteen = {0, 0, text.len};
    char padded[8] = {0};
    if (text.len >= 8)
        return (Sixteen){eight_load(text.bytes), eight_load(text.bytes + text.len - 8), text.len};
    if (text.len > 0) memcpy(padded, text.bytes, text.len);
    sixteen.first = eight_load(padded);
    return sixteen;
}

static uint64_t mixed(uint64_t hash) {
    hash ^= hash >> 32;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 32;
}

static uint64_t hash_sixteen(Sixteen text) {
    uint64_t hash = (text.first + text.len) * UINT64_C(0x9e3779b97f4a7c15);
    return mixed((hash ^ hash >> 29) + text.last * UINT64_C(0xc2b2ae3d27d4eb4f));
}

enum { SHORT = 16 };

uint64_t key_hash(Arena *scratch, Text key) {
    if (key.len <= SHORT) {
        Sixteen text = sixteen_of(key);
        if ((odd_bytes(text.first) | odd_bytes(text.last)) == 0)
            return hash_sixteen((Sixteen){small_eight(text.first), small_eight(text.last), text.len});
    }
    arena_reset(scratch);
    Text form = key_form(scratch, key);
    return form.len <= SHORT ? hash_sixteen(sixteen_of(form)) : text_hash(form, 0);
}
