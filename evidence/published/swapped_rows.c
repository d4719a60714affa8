#include "evidence/published/swapped_rows.h"

#include "evidence/published/verify_forms.h"

/* Units by a text of their values. */
typedef struct RowIndex {
    TextIndex texts;
    uint32_t *units; /* the first of each text; UNIT_NONE: there are more */
} RowIndex;

struct SwappedRows {
    int *decimals;   /* per column: the most that are printed */
    RowIndex wholes; /* by what the unit should show */
    RowIndex parts;  /* by what differs: what should be shown, then what is printed */
    SwappedRow last; /* cells are looked at row after row */
    uint32_t last_row;
};

/* What differs between a row and its unit. */
typedef struct RowTexts {
    Text printed;       /* the whole row */
    Text right_first;   /* columns that differ: what should be shown, then what is printed */
    Text printed_first; /* the same, the other way about */
    size_t differing;
    bool has_blank; /* among what differs */
} RowTexts;

/* Lengths keep two cells apart whatever stands in them. */
static void add_cell(TextBuilder *out, size_t column, Text text) {
    text_builder_add_format(out, "%zu:%zu:%.*s", column, (size_t)text.len, TEXT_ARG(text));
}

static Text whole_row(const Verification *verification, const int *decimals, uint32_t row) {
    TextBuilder out = text_builder(verification->arena);
    for (size_t i = 0; i < verification->column_count; i++)
        add_cell(&out, i,
                 verify_shown_form(verification, &verification->columns[i], row, decimals[i],
                                   verification->arena));
    return text_builder_text(&out);
}

static RowTexts row_texts(const Verification *verification, const int *decimals, uint32_t row,
                          uint32_t printed_row) {
    Arena *arena = verification->arena;
    TextBuilder whole = text_builder(arena), right_first = text_builder(arena),
                printed_first = text_builder(arena);
    size_t differing = 0;
    bool has_blank = false;
    for (size_t i = 0; i < verification->column_count; i++) {
        const VerifyColumn *column = &verification->columns[i];
        int count = decimals[i];
        Text printed = verify_printed_form(verification, column, printed_row, &count, arena);
        Text right = verify_shown_form(verification, column, row, decimals[i], arena);
        add_cell(&whole, i, printed);
        if (text_equal(printed, right)) continue;
        differing++;
        has_blank |= printed.len == 0;
        add_cell(&right_first, i, right);
        add_cell(&right_first, i, printed);
        add_cell(&printed_first, i, printed);
        add_cell(&printed_first, i, right);
    }
    return (RowTexts){text_builder_text(&whole), text_builder_text(&right_first),
                      text_builder_text(&printed_first), differing, has_blank};
}

static RowIndex row_index_new(Arena *arena, size_t count) {
    return (RowIndex){text_index_new(arena), ARENA_ARRAY(arena, uint32_t, count + 1)};
}

static void row_index_add(RowIndex *index, Text text, uint32_t unit) {
    uint32_t found = text_index_find(&index->texts, text);
    if (found != TEXT_INDEX_NONE) {
        index->units[found] = UNIT_NONE;
        return;
    }
    index->units[index->texts.count] = unit;
    text_index_add(&index->texts, text);
}

static uint32_t row_index_find(const RowIndex *index, Text text) {
    uint32_t found = text_index_find(&index->texts, text);
    return found == TEXT_INDEX_NONE ? UNIT_NONE : index->units[found];
}

static int *printed_decimals(const Verification *verification) {
    Arena *arena = verification->arena;
    int *decimals = ARENA_ARRAY(arena, int, verification->column_count + 1);
    for (uint32_t row = 0; row < verification->table->row_count; row++)
        for (size_t i = 0; i < verification->column_count; i++)
            verify_printed_form(verification, &verification->columns[i], row, &decimals[i], arena);
    return decimals;
}

static SwappedRows *swapped_rows_new(const Verification *verification) {
    Arena *arena = verification->arena;
    size_t count = verification->score->table.row_count;
    SwappedRows *rows = ARENA_NEW(arena, SwappedRows);
    *rows = (SwappedRows){printed_decimals(verification),
                          row_index_new(arena, count),
                          row_index_new(arena, count),
                          {UNIT_NONE, false},
                          UNIT_NONE};
    for (uint32_t row = 0; row < count; row++) {
        uint32_t printed_row = verification->printed_rows[row];
        row_index_add(&rows->wholes, whole_row(verification, rows->decimals, row), row);
        if (printed_row == UNIT_NONE) continue;
        RowTexts texts = row_texts(verification, rows->decimals, row, printed_row);
        if (texts.differing > 0) row_index_add(&rows->parts, texts.right_first, row);
    }
    return rows;
}

/* One value that another unit has may be chance: a whole row differs in more. That nothing is printed says of
 * no unit that it is meant. */
static SwappedRow find(const Verification *verification, uint32_t row, uint32_t printed_row) {
    enum { DIFFERING_LEAST = 2 };
    const SwappedRows *rows = verification->swapped;
    RowTexts texts = row_texts(verification, rows->decimals, row, printed_row);
    uint32_t mutual = row_index_find(&rows->parts, texts.printed_first);
    if (mutual != UNIT_NONE) return (SwappedRow){mutual, true};
    uint32_t other = row_index_find(&rows->wholes, texts.printed);
    if (other == row || texts.has_blank || texts.differing < DIFFERING_LEAST) other = UNIT_NONE;
    return (SwappedRow){other, false};
}

SwappedRow swapped_row_find(Verification *verification, uint32_t row, uint32_t printed_row) {
    number_context_use(verification->numbers, verification->arena);
    if (!verification->swapped) verification->swapped = swapped_rows_new(verification);
    SwappedRows *rows = verification->swapped;
    if (rows->last_row != row) rows->last = find(verification, row, printed_row);
    rows->last_row = row;
    number_context_use(verification->numbers, verification->scratch);
    return rows->last;
}
