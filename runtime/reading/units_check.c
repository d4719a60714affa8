#include "runtime/reading/units_check.h"

#include "base/nearest.h"
#include "base/unicode.h"
#include "runtime/reading/csv_report.h"
#include "runtime/reading/key_form.h"
#include "runtime/values/sorting.h"

#define WORD(literal)                                                                                        \
    { literal, sizeof(literal) - 1 }

enum { UNITS_LISTED = 10, TOTAL_MAX_BYTES = 32 };

UnitList unit_list_new(const Plan *plan, Arena *arena) {
    UnitList list = {.index = text_index_new(arena), .arena = arena};
    for (size_t i = 0; i < plan->unit_count; i++)
        text_index_add(&list.index, unicode_nfc(arena, plan->units[i]));
    list.is_seen = ARENA_ARRAY(arena, bool, plan->unit_count);
    return list;
}

bool unit_list_take(UnitList *list, Text key) {
    if (list->index.count == 0) return true;
    uint32_t found = text_index_find(&list->index, unicode_nfc(list->arena, key));
    if (found != TEXT_INDEX_NONE) list->is_seen[found] = true;
    return found != TEXT_INDEX_NONE;
}

void unit_list_join(UnitList *list, const UnitList *other) {
    for (size_t i = 0; i < list->index.count; i++)
        list->is_seen[i] |= other->is_seen[i];
}

Text unit_list_nearest(const UnitList *list, Text key) {
    Nearest nearest = nearest_start(list->arena, key);
    for (size_t i = 0; i < list->index.count; i++)
        if (!list->is_seen[i]) nearest_offer(&nearest, list->index.texts[i], (long)i);
    return nearest.best < 0 ? (Text){0} : list->index.texts[nearest.best];
}

Text unit_list_unseen(const UnitList *list) {
    TextBuilder names = text_builder(list->arena);
    size_t count = 0;
    for (size_t i = 0; i < list->index.count; i++) {
        if (list->is_seen[i] || ++count > UNITS_LISTED) continue;
        Text name = csv_report_quoted(list->arena, list->index.texts[i]);
        text_builder_add_format(&names, "%s%.*s", count > 1 ? ", " : "", TEXT_ARG(name));
    }
    if (count > UNITS_LISTED) text_builder_add_format(&names, " and %zu more", count - UNITS_LISTED);
    return text_builder_text(&names);
}

/* Most names are told apart by their first three bytes, before anything is folded: to, co, su, gr, and ổ or ộ
 * in any of their forms. */
static bool may_be_total(Text name) {
    if (name.len < 3 || name.len > TOTAL_MAX_BYTES) return false;
    unsigned char first = (unsigned char)name.bytes[0] | 0x20, second = (unsigned char)name.bytes[1];
    unsigned char third = (unsigned char)name.bytes[2];
    if (first == 's' || first == 'g') return (second | 0x20) == (first == 's' ? 'u' : 'r');
    if (first != 't' && first != 'c') return false;
    if ((second | 0x20) == 'o') return third == 0xCC || (third | 0x20) == 't';
    if (name.len < 4) return false;
    unsigned char fourth = (unsigned char)name.bytes[3];
    if (second == 0xC3) return (third | 0x20) == 0xB4 && fourth == 0xCC;
    return second == 0xE1 && third == 0xBB && fourth >= 0x8C && fourth <= 0x99;
}

bool unit_is_total(Arena *arena, Text name) {
    static const Text words[] = {WORD("tổng cộng"), WORD("tổng số"),  WORD("tổng"),        WORD("cộng"),
                                 WORD("total"),     WORD("totals"),   WORD("grand total"), WORD("sum"),
                                 WORD("tổng hợp"),  WORD("subtotal"), WORD("tổng cộng:"),  WORD("tổng số:"),
                                 WORD("cộng:"),     WORD("total:")};
    if (!may_be_total(name)) return false;
    Text folded = unicode_fold(arena, name);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(folded, words[i])) return true;
    return false;
}

/* ---- each unit once */

typedef struct UniqueCheck {
    const Table *table;
    const TextColumn *keys;
    Arena *arena, *scratch; /* scratch: emptied before each use */
    Diagnostics *diagnostics;
} UniqueCheck;

/* Hashes decide nothing: where they are equal the forms are compared, so colliding keys cost n log n like
 * others. */
static int compare_forms(const UniqueCheck *check, uint32_t a, uint32_t b) {
    arena_reset(check->scratch);
    return text_compare(key_form(check->scratch, text_column_get(check->keys, a)),
                        key_form(check->scratch, text_column_get(check->keys, b)));
}

static int compare_keys(const void *order, SortEntry a, SortEntry b) {
    if (sort_key(a) != sort_key(b)) return sort_key(a) < sort_key(b) ? -1 : 1;
    int forms = compare_forms(order, sort_row(a), sort_row(b));
    if (forms != 0) return forms;
    return (sort_row(a) > sort_row(b)) - (sort_row(a) < sort_row(b));
}

enum { HASH_BITS = 32 };

/* By hashes, then what is equal in them by all of the order. */
static SortEntry *sort_keys(const UniqueCheck *check, Arena *arena) {
    size_t count = check->table->row_count;
    SortEntry *entries = arena_alloc(arena, count * sizeof *entries);
    SortEntry *spare = arena_alloc(arena, count * sizeof *spare);
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = key_hash(check->scratch, text_column_get(check->keys, i));
        entries[i] = sort_entry((uint32_t)(hash >> HASH_BITS), (uint32_t)i);
    }
    SortEntry *sorted = sort_by_keys(entries, spare, count, HASH_BITS);
    sort_equal_keys(sorted, sorted == entries ? spare : entries, count, compare_keys, check);
    return sorted;
}

static Position position_of(const Table *table, uint32_t row) {
    return (Position){table_line(table, row), table_key_column(table, row)};
}

static bool are_equal(const UniqueCheck *check, uint32_t a, uint32_t b) {
    arena_reset(check->scratch);
    return text_equal(unicode_nfc(check->scratch, text_column_get(check->keys, a)),
                      unicode_nfc(check->scratch, text_column_get(check->keys, b)));
}

static void report_pair(const UniqueCheck *check, uint32_t first, uint32_t second, bool is_equal) {
    if (text_column_get(check->keys, second).len == 0) return; /* that it has no key was said */
    DiagnosticCode code = is_equal ? DIAGNOSTIC_DUPLICATE_KEY : DIAGNOSTIC_CONFUSABLE_KEY;
    Diagnostic diagnostic = {.code = code};
    if (diagnostics_has_room(check->diagnostics, code)) {
        Arena *arena = check->arena;
        Text key = csv_report_quoted(arena, text_column_get(check->keys, second));
        diagnostic.file = check->table->file;
        diagnostic.position = position_of(check->table, second);
        diagnostic.related = position_of(check->table, first);
        diagnostic.related_message = is_equal ? TEXT("listed here before") : TEXT("the other one");
        diagnostic.message = is_equal ? text_format(arena, "unit %.*s is listed twice", TEXT_ARG(key))
                                      : text_format(arena, "unit %.*s can be taken for the one in line %zu",
                                                    TEXT_ARG(key), diagnostic.related.line);
        diagnostic.hint = is_equal
                              ? TEXT("each unit has one row; delete one, or correct its key")
                              : TEXT("keys that differ only in case, blanks, the place of a tone mark or a "
                                     "look-alike letter are refused; write one unit one way");
    }
    diagnostics_add(check->diagnostics, &diagnostic);
}

/* A run of rows whose keys have one form, in the order of the file. Each is held against the first and the
 * one before. */
static void report_run(const UniqueCheck *check, const SortEntry *run, size_t count) {
    for (size_t i = 1; i < count; i++) {
        uint32_t first = sort_row(run[0]), before = sort_row(run[i - 1]), row = sort_row(run[i]);
        bool is_first = are_equal(check, first, row);
        bool is_before = !is_first && are_equal(check, before, row);
        report_pair(check, is_before ? before : first, row, is_first || is_before);
    }
}

void units_check_unique(const Table *table, uint32_t key_input, Arena *arena, Diagnostics *diagnostics) {
    UniqueCheck check = {table, table->columns[key_input].texts, arena, arena_new(arena_memory(arena)),
                         diagnostics};
    Arena *arena_of_entries = arena_new(arena_memory(arena));
    SortEntry *entries = sort_keys(&check, arena_of_entries);
    for (size_t from = 0, to; from < table->row_count; from = to) {
        to = from + 1;
        while (to < table->row_count && sort_key(entries[to]) == sort_key(entries[from]) &&
               compare_forms(&check, sort_row(entries[from]), sort_row(entries[to])) == 0)
            to++;
        report_run(&check, entries + from, to - from);
    }
    arena_free(arena_of_entries);
    arena_free(check.scratch);
}
