#include "runtime/reading/csv_index.h"

#include <string.h>

enum { UNUSUAL_MASKS = 2 };

CsvIndex csv_index_new(Arena *arena, char separator, MachinePath path) {
    return (CsvIndex){.arena = arena, .path = path, .separator = separator};
}

static void make_room(CsvIndex *index, size_t len) {
    if (index->capacity > 0 && len <= index->capacity) return;
    size_t capacity = index->capacity ? index->capacity : 4096;
    while (capacity < len)
        capacity *= 2;
    index->capacity = capacity;
    index->starts = arena_alloc(index->arena, (capacity + 1 + CSV_PLACES_ROOM) * sizeof *index->starts);
    index->places.starts = index->starts + 1;
    index->places.rows = arena_alloc(index->arena, (capacity + CSV_PLACES_ROOM) * sizeof(uint32_t));
    index->places.quotes = arena_alloc(index->arena, capacity * sizeof(uint32_t));
}

/* ---- what is unusual */

/* A carriage return before a line feed, or a letter that only begins like a control character. The next byte
 * is there: a piece ends in whole characters, and a return at its end is not usual. */
static bool is_usual(Text bytes, size_t at) {
    unsigned char byte = (unsigned char)bytes.bytes[at];
    if (byte == '\r') return at + 1 < bytes.len && bytes.bytes[at + 1] == '\n';
    if (byte == 0xC2) return at + 1 < bytes.len && (unsigned char)bytes.bytes[at + 1] >= 0xA0;
    if (byte == 0xEF) return at + 2 < bytes.len && memcmp(bytes.bytes + at, "\xEF\xBB\xBF", 3) != 0;
    return false;
}

/* The bits before the first place that is not usual. */
static uint64_t bits_before_odd(Text bytes, size_t base, uint64_t odd) {
    for (; odd; odd &= odd - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(odd);
        if (!is_usual(bytes, base + bit)) return (UINT64_C(1) << bit) - 1;
    }
    return ~UINT64_C(0);
}

/* ---- bytes among which anything may be */

/* false: something unusual is among these bytes, and indexing ends there */
static bool add_masks(CsvIndex *index, Text bytes, size_t base, CsvMasks masks) {
    uint64_t kept = ~UINT64_C(0);
    if (masks.odd) kept = bits_before_odd(bytes, base, masks.odd);
    uint64_t broken = csv_places_pass_quotes(&index->places, &masks, base);
    if (broken) kept &= (broken & -broken) - 1;
    csv_places_add_masks(&index->places, (masks.separators | masks.newlines) & kept, masks.newlines & kept,
                         base);
    return kept == ~UINT64_C(0);
}

/* The last bytes, too few for a mask: the rest is filled with what means nothing. */
static void mask_rest(const CsvIndex *index, Text rest, CsvMasks *masks) {
    char padded[CSV_MASK_BYTES];
    memset(padded, ' ', sizeof padded);
    memcpy(padded, rest.bytes, rest.len);
    csv_masks(index->path, padded, 1, index->separator, masks);
}

/* May a text direction control begin there? */
static bool may_turn(const char *bytes, size_t len) {
    return memchr(bytes, 0xE2, len) || memchr(bytes, 0xD8, len);
}

/* A few masks at once, where unusual bytes often follow each other. Returns how many bytes were passed. */
static size_t add_unusual(CsvIndex *index, Text bytes, size_t at) {
    CsvMasks masks[UNUSUAL_MASKS];
    size_t whole = (bytes.len - at) / CSV_MASK_BYTES, count = whole < UNUSUAL_MASKS ? whole : UNUSUAL_MASKS;
    csv_masks(index->path, bytes.bytes + at, count, index->separator, masks);
    size_t passed = count > 0 ? count * CSV_MASK_BYTES : bytes.len - at;
    if (may_turn(bytes.bytes + at, passed)) index->places.may_turn = true;
    if (count == 0) mask_rest(index, text_slice(bytes, at, bytes.len), &masks[count++]);
    for (size_t i = 0; i < count && !index->is_stopped; i++)
        index->is_stopped = !add_masks(index, bytes, at + i * CSV_MASK_BYTES, masks[i]);
    return count * CSV_MASK_BYTES;
}

void csv_index_read(CsvIndex *index, Text bytes) {
    make_room(index, bytes.len);
    index->places.cell_count = index->places.row_count = index->places.quote_count = 0;
    index->places.in_quotes = index->places.may_turn = false;
    index->starts[0] = 0;
    index->is_stopped = false;
    for (size_t at = 0; at < bytes.len && !index->is_stopped;) {
        at += csv_places_add(&index->places, index->path, bytes.bytes, at, bytes.len, index->separator);
        if (at < bytes.len) at += add_unusual(index, bytes, at);
    }
}

/* ---- rows of a shape */

typedef enum RowQuotes { QUOTES_SIMPLE, QUOTES_DOUBLED, QUOTES_STRAY } RowQuotes;

/* The quotes of a row come in pairs, or its end would stand inside; each must hold a whole cell, or follow
 * the pair before at once: there a quote is doubled. */
static RowQuotes quotes_of(Text row, const uint32_t *quotes, size_t count, size_t start, char separator) {
    RowQuotes found = QUOTES_SIMPLE;
    for (size_t i = 0; i < count; i += 2) {
        size_t open = quotes[i] - start, behind = quotes[i + 1] - start + 1;
        bool follows = i > 0 && quotes[i - 1] + 1 == quotes[i];
        bool goes_on = i + 2 < count && quotes[i + 1] + 1 == quotes[i + 2];
        if (!follows && open > 0 && row.bytes[open - 1] != separator) return QUOTES_STRAY;
        if (!goes_on && behind < row.len && row.bytes[behind] != separator) return QUOTES_STRAY;
        if (follows) found = QUOTES_DOUBLED;
    }
    return found;
}

/* [F1.8] A row that begins with an empty cell or a blank may be an empty or a blank line. */
static bool may_be_blank(Text row, char separator) {
    size_t at = row.len > 0 && row.bytes[0] == '"';
    if (row.len == at) return true;
    char byte = row.bytes[at];
    return byte == ' ' || byte == '\t' || byte == separator || byte == '"';
}

/* Without its line end, which must be of the kind that the shape has. */
static bool cut_line_end(Text *row, bool is_crlf) {
    row->len--;
    bool has_return = row->len > 0 && row->bytes[row->len - 1] == '\r';
    row->len -= has_return;
    return has_return == is_crlf;
}

CsvRows csv_index_rows(const CsvIndex *index, Text bytes, const CsvRowShape *shape) {
    CsvRows rows = {
        .bytes = bytes.bytes, .starts = index->starts, .columns = shape->columns, .is_crlf = shape->is_crlf};
    size_t most = index->places.row_count < shape->max_rows ? index->places.row_count : shape->max_rows,
           quote = 0;
    for (; rows.count < most; rows.count++) {
        if (index->places.rows[rows.count] != (rows.count + 1) * shape->columns) break;
        size_t start = csv_rows_start(&rows, rows.count), end = csv_rows_start(&rows, rows.count + 1);
        Text row = text_slice(bytes, start, end);
        if (!cut_line_end(&row, shape->is_crlf) || row.len > shape->max_cell) break;
        if (may_be_blank(row, index->separator)) break;
        size_t first = quote;
        while (quote < index->places.quote_count && index->places.quotes[quote] < end)
            quote++;
        RowQuotes quotes =
            quotes_of(row, index->places.quotes + first, quote - first, start, index->separator);
        if (quotes == QUOTES_STRAY) break;
        shape->marks[rows.count] = quotes == QUOTES_DOUBLED ? ROW_DOUBLED : ROW_TAKEN;
    }
    return rows;
}
