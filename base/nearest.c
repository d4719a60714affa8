#include "base/nearest.h"

#include "base/unicode.h"

enum {
    DISTANCE_MAX = 2,     /* edits of a slip of the pen */
    LETTERS_PER_EDIT = 2, /* fewer and nothing of the name would be left */
    LENGTH_MAX = 1024,    /* code points; longer texts are compared for equality only */
};

typedef struct Letters {
    uint32_t *items;
    size_t count;
} Letters;

/* Three rows of the table of distances between the starts of two words. */
typedef struct Rows {
    unsigned *before, *last, *now;
} Rows;

static unsigned smaller(unsigned a, unsigned b) {
    return a < b ? a : b;
}

static Letters letters_of(Arena *scratch, Text text) {
    Letters letters = {arena_alloc(scratch, text.len * sizeof(uint32_t)), 0};
    for (size_t at = 0; at < text.len;) {
        size_t len = unicode_decode(text, at, &letters.items[letters.count++]);
        at += len ? len : 1;
    }
    return letters;
}

static unsigned cell(Letters a, Letters b, Rows rows, size_t i, size_t j) {
    bool is_same = a.items[i - 1] == b.items[j - 1];
    unsigned best = rows.last[j - 1] + !is_same;
    best = smaller(best, rows.last[j] + 1);
    best = smaller(best, rows.now[j - 1] + 1);
    bool is_swap = i > 1 && j > 1 && a.items[i - 1] == b.items[j - 2] && a.items[i - 2] == b.items[j - 1];
    return is_swap ? smaller(best, rows.before[j - 2] + 1) : best;
}

/* Row i within `limit` of the diagonal; the cells beside that band count as too far. Returns its smallest. */
static unsigned fill_row(Letters a, Letters b, Rows rows, size_t i, unsigned limit) {
    size_t first = i > limit ? i - limit : 1, last = i + limit < b.count ? i + limit : b.count;
    unsigned smallest = first == 1 && i <= limit ? (unsigned)i : limit + 1;
    rows.now[first - 1] = smallest;
    for (size_t j = first; j <= last; j++) {
        rows.now[j] = cell(a, b, rows, i, j);
        smallest = smaller(smallest, rows.now[j]);
    }
    if (last < b.count) rows.now[last + 1] = limit + 1;
    return smallest;
}

static Rows rows_new(Arena *scratch, size_t count, unsigned limit) {
    Rows rows = {ARENA_ARRAY(scratch, unsigned, count + 1), ARENA_ARRAY(scratch, unsigned, count + 1),
                 ARENA_ARRAY(scratch, unsigned, count + 1)};
    for (size_t j = 0; j <= count; j++) {
        rows.before[j] = limit + 1;
        rows.last[j] = j > limit ? limit + 1 : (unsigned)j;
    }
    return rows;
}

/* Optimal string alignment in a band along the diagonal: linear in the length for a fixed limit. */
static unsigned distance_of_letters(Arena *scratch, Letters a, Letters b, unsigned limit) {
    size_t difference = a.count > b.count ? a.count - b.count : b.count - a.count;
    if (difference > limit || a.count > LENGTH_MAX || b.count > LENGTH_MAX) return limit + 1;
    Rows rows = rows_new(scratch, b.count, limit);
    for (size_t i = 1; i <= a.count; i++) {
        if (fill_row(a, b, rows, i, limit) > limit) return limit + 1;
        rows = (Rows){rows.last, rows.now, rows.before};
    }
    return smaller(rows.last[b.count], limit + 1);
}

static unsigned distance_of_skeletons(Arena *scratch, Text a, Text b, unsigned limit) {
    if (text_equal(a, b)) return 0;
    /* A letter takes 4 bytes at most, so this saves decoding what is much too long. */
    size_t difference = a.len > b.len ? a.len - b.len : b.len - a.len;
    if (limit == 0 || difference / 4 > limit) return limit + 1;
    return distance_of_letters(scratch, letters_of(scratch, a), letters_of(scratch, b), limit);
}

unsigned nearest_distance(Arena *scratch, Text a, Text b, unsigned limit) {
    return distance_of_skeletons(scratch, unicode_skeleton(scratch, a), unicode_skeleton(scratch, b), limit);
}

Nearest nearest_start(Arena *scratch, Text wanted) {
    Text skeleton = unicode_skeleton(scratch, wanted);
    size_t edits = unicode_count(skeleton) / LETTERS_PER_EDIT;
    unsigned limit = edits < DISTANCE_MAX ? (unsigned)edits : DISTANCE_MAX;
    return (Nearest){.scratch = scratch, .wanted = skeleton, .best_distance = limit + 1, .best = -1};
}

void nearest_offer(Nearest *nearest, Text candidate, long id) {
    if (nearest->best_distance == 0) return;
    unsigned limit = nearest->best_distance - 1;
    Text skeleton = unicode_skeleton(nearest->scratch, candidate);
    unsigned distance = distance_of_skeletons(nearest->scratch, nearest->wanted, skeleton, limit);
    if (distance > limit) return;
    nearest->best_distance = distance;
    nearest->best = id;
}
