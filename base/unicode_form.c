/* Normal forms: what is left of a text when we look away from encoding, case or diacritics. Code points are
 * handled in buffers of our own, since utf8proc_map calls malloc and sorts marks in quadratic time. */
#include "base/unicode.h"

#include <string.h>
#include <utf8proc.h>

enum {
    CHUNK_MAX = 64,     /* code points that hang together in text that means anything; Unicode suggests 31 */
    DECOMPOSED_MAX = 4, /* code points that one can decompose into */
    CLASS_COUNT = 256,
    SHORT_RUN = 16, /* marks that are sorted by insertion */
};

typedef struct CodePoints {
    int32_t *items;
    size_t count;
} CodePoints;

static unsigned combining_class(int32_t code_point) {
    return (unsigned)utf8proc_get_property(code_point)->combining_class;
}

static bool is_mark(int32_t code_point) {
    utf8proc_category_t category = utf8proc_category(code_point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
           category == UTF8PROC_CATEGORY_ME;
}

/* Composes with nothing before it and needs no sorting, whatever stands there. */
static bool begins_chunk(int32_t code_point) {
    bool is_hangul_part = code_point >= 0x1160 && code_point <= 0x11FF;
    return combining_class(code_point) == 0 && !is_mark(code_point) && !is_hangul_part;
}

/* In form C wherever it stands: Latin with Vietnamese, and its punctuation. */
static bool is_plain(uint32_t code_point) {
    return code_point < 0x0300 || (code_point >= 0x1E00 && code_point <= 0x1EFF) ||
           (code_point >= 0x2010 && code_point <= 0x2027);
}

static void insert_by_class(int32_t *run, size_t count) {
    for (size_t i = 1; i < count; i++) {
        int32_t mark = run[i];
        size_t at = i;
        for (; at > 0 && combining_class(run[at - 1]) > combining_class(mark); at--)
            run[at] = run[at - 1];
        run[at] = mark;
    }
}

/* Counting sort, since a hostile file may pile a million marks on one letter. */
static void count_by_class(Arena *arena, int32_t *run, size_t count) {
    size_t starts[CLASS_COUNT + 1] = {0};
    int32_t *old = arena_copy(arena, run, count * sizeof *run);
    for (size_t i = 0; i < count; i++)
        starts[combining_class(old[i]) + 1]++;
    for (size_t i = 0; i < CLASS_COUNT; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < count; i++)
        run[starts[combining_class(old[i])]++] = old[i];
}

/* Canonical ordering: marks between two base letters in the order of their classes. */
static void sort_marks(Arena *arena, CodePoints points) {
    for (size_t i = 0; i < points.count;) {
        size_t end = i;
        while (end < points.count && combining_class(points.items[end]) > 0)
            end++;
        if (end - i > SHORT_RUN)
            count_by_class(arena, points.items + i, end - i);
        else
            insert_by_class(points.items + i, end - i);
        i = end + 1;
    }
}

/* Writes at most `room` code points, returns how many there are. `text` is valid. */
static size_t decompose(Text text, int options, int32_t *to, size_t room) {
    size_t count = 0;
    int boundary = 0;
    int32_t spare[DECOMPOSED_MAX]; /* takes what there is no room for */
    for (size_t at = 0; at < text.len;) {
        uint32_t code_point;
        at += unicode_decode(text, at, &code_point);
        bool fits = count < room;
        utf8proc_ssize_t written = utf8proc_decompose_char(
            (int32_t)code_point, fits ? to + count : spare,
            fits ? (utf8proc_ssize_t)(room - count) : DECOMPOSED_MAX, (utf8proc_option_t)options, &boundary);
        if (written > 0) count += (size_t)written;
    }
    return count;
}

static CodePoints decomposed(Arena *arena, Text text, int options) {
    size_t count = decompose(text, options, NULL, 0);
    CodePoints points = {arena_alloc(arena, count * sizeof(int32_t)), count};
    decompose(text, options, points.items, count);
    return points;
}

static void compose(CodePoints *points) {
    utf8proc_ssize_t count = utf8proc_normalize_utf32(points->items, (utf8proc_ssize_t)points->count,
                                                      UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (count >= 0) points->count = (size_t)count;
}

static Text encoded(Arena *arena, CodePoints points) {
    char *bytes = arena_alloc(arena, points.count * 4);
    size_t len = 0;
    for (size_t i = 0; i < points.count; i++)
        len += (size_t)utf8proc_encode_char(points.items[i], (utf8proc_uint8_t *)bytes + len);
    return (Text){bytes, len};
}

/* End of the chunk that starts at `at`; `count` gets its code points. */
static size_t chunk_end(Text text, size_t at, size_t *count) {
    uint32_t code_point;
    at += unicode_decode(text, at, &code_point);
    for (*count = 1; at < text.len; ++*count) {
        size_t len = unicode_decode(text, at, &code_point);
        if (len == 0 || begins_chunk((int32_t)code_point)) break;
        at += len;
    }
    return at;
}

static bool chunk_is_nfc(Text chunk, size_t count) {
    int32_t items[CHUNK_MAX * DECOMPOSED_MAX];
    if (count > CHUNK_MAX) return false;
    CodePoints points = {
        items, decompose(chunk, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, items, CHUNK_MAX * DECOMPOSED_MAX)};
    for (size_t i = 0, end; i < points.count; i = end + 1) {
        for (end = i; end < points.count && combining_class(items[end]) > 0;)
            end++;
        insert_by_class(items + i, end - i);
    }
    compose(&points);
    for (size_t i = 0, at = 0; at < chunk.len; i++) {
        uint32_t code_point;
        at += unicode_decode(chunk, at, &code_point);
        if (i >= points.count || (uint32_t)items[i] != code_point) return false;
    }
    return points.count == count;
}

/* Passes over plain code points, each a chunk of its own, but for the last one before something else. */
static size_t skip_plain(Text text, size_t at) {
    for (size_t next = at; next < text.len;) {
        uint32_t code_point = (unsigned char)text.bytes[next];
        size_t len = code_point < 0x80 ? 1 : unicode_decode(text, next, &code_point);
        if (len == 0 || !is_plain(code_point)) return at;
        at = next;
        next += len;
        if (next == text.len) return next;
    }
    return at;
}

size_t unicode_find_not_nfc(Text text) {
    for (size_t at = skip_plain(text, 0), end, count; at < text.len; at = skip_plain(text, end)) {
        uint32_t code_point;
        size_t len = unicode_decode(text, at, &code_point);
        if (len == 0) return at;
        end = chunk_end(text, at, &count);
        bool is_done = count == 1 && is_plain(code_point);
        if (!is_done && !chunk_is_nfc(text_slice(text, at, end), count)) return at;
    }
    return text.len;
}

bool unicode_is_nfc(Text text) {
    return unicode_is_ascii(text) || unicode_find_not_nfc(text) == text.len;
}

static bool is_valid(Text text) {
    return unicode_find_invalid(text) == text.len;
}

static Text composed(Arena *arena, Text text, int options) {
    CodePoints points = decomposed(arena, text, options | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    sort_marks(arena, points);
    compose(&points);
    return encoded(arena, points);
}

Text unicode_nfc(Arena *arena, Text text) {
    if (unicode_is_nfc(text) || !is_valid(text)) return text;
    return composed(arena, text, 0);
}

static char folded_letter(char byte) {
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static Text folded_ascii(Arena *arena, Text text) {
    char *bytes = arena_alloc(arena, text.len);
    for (size_t i = 0; i < text.len; i++)
        bytes[i] = folded_letter(text.bytes[i]);
    return (Text){bytes, text.len};
}

Text unicode_fold(Arena *arena, Text text) {
    text = text_trim(text);
    if (unicode_is_ascii(text)) return folded_ascii(arena, text);
    text = unicode_nfc(arena, text); /* folding marks out of order would not give one result */
    return is_valid(text) ? composed(arena, text, UTF8PROC_CASEFOLD) : text;
}

/* đ, ð (eth) and ɖ (African d) share one capital to the eye: Đ, Ð, Ɖ. */
static int32_t without_stroke(int32_t folded) {
    return folded == 0x0111 || folded == 0x00F0 || folded == 0x0256 ? 'd' : folded;
}

static bool is_hidden(int32_t code_point) {
    return unicode_is_zero_width((uint32_t)code_point) || unicode_is_bidi_control((uint32_t)code_point);
}

/* Blanks and dashes of all widths. */
static bool is_joint(int32_t code_point) {
    utf8proc_category_t category = utf8proc_category(code_point);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_PD || code_point == '_' ||
           code_point == '\t';
}

static bool is_digit(int32_t code_point) {
    return code_point >= '0' && code_point <= '9';
}

/* Between digits one joint stays, as `_`: 1_12 and 11_2 are two numbers. */
static void drop_joints(CodePoints *points) {
    size_t kept = 0;
    bool joint = false;
    for (size_t i = 0; i < points->count; i++) {
        int32_t code_point = points->items[i];
        bool dropped = is_joint(code_point) || is_hidden(code_point);
        joint = joint || is_joint(code_point);
        if (dropped) continue;
        if (joint && kept > 0 && is_digit(points->items[kept - 1]) && is_digit(code_point))
            points->items[kept++] = '_';
        joint = false;
        points->items[kept++] = without_stroke(code_point);
    }
    points->count = kept;
}

static bool is_ascii_joint(char byte) {
    return byte == ' ' || byte == '-' || byte == '_' || byte == '\t';
}

/* The same for a text that is ASCII: folded and without joints. */
static Text ascii_skeleton(Arena *arena, Text text) {
    char *bytes = arena_alloc(arena, text.len);
    size_t kept = 0;
    bool joint = false;
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.bytes[i];
        bool is_dropped = is_ascii_joint(byte);
        if (!is_dropped && joint && kept > 0 && is_digit(bytes[kept - 1]) && is_digit(byte))
            bytes[kept++] = '_';
        if (!is_dropped) bytes[kept++] = folded_letter(byte);
        joint = is_dropped;
    }
    return (Text){bytes, kept};
}

Text unicode_skeleton(Arena *arena, Text text) {
    if (unicode_is_ascii(text)) return ascii_skeleton(arena, text);
    if (!is_valid(text)) return text;
    CodePoints points = decomposed(
        arena, text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
    drop_joints(&points);
    return encoded(arena, points);
}

/* The five written tones of Vietnamese: huyền, sắc, ngã, hỏi, nặng. */
static bool is_tone(int32_t code_point) {
    return code_point == 0x0300 || code_point == 0x0301 || code_point == 0x0303 || code_point == 0x0309 ||
           code_point == 0x0323;
}

static bool is_of_word(int32_t code_point) {
    utf8proc_category_t category = utf8proc_category(code_point);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) || is_mark(code_point);
}

/* Writes the code points of a word that are, or are not, tones; returns how many. */
static size_t copy_tones(int32_t *to, const int32_t *word, size_t count, bool tones) {
    size_t copied = 0;
    for (size_t i = 0; i < count; i++)
        if (is_tone(word[i]) == tones) to[copied++] = word[i];
    return copied;
}

static CodePoints with_tones_last(Arena *arena, CodePoints points) {
    CodePoints moved = {arena_alloc(arena, points.count * sizeof *points.items), points.count};
    for (size_t i = 0; i < points.count;) {
        size_t end = i;
        while (end < points.count && is_of_word(points.items[end]))
            end++;
        if (end == i) end++; /* a sign on its own; none is a tone */
        size_t letters = copy_tones(moved.items + i, points.items + i, end - i, false);
        copy_tones(moved.items + i + letters, points.items + i, end - i, true);
        i = end;
    }
    return moved;
}

Text unicode_spelling(Arena *arena, Text text) {
    if (!is_valid(text)) return text;
    CodePoints points = decomposed(arena, text, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
    sort_marks(arena, points);
    points = with_tones_last(arena, points);
    drop_joints(&points);
    return encoded(arena, points);
}
