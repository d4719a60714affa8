#include "evidence/published/verify_reason_unit.h"

#include "base/unicode.h"
#include "runtime/results/result_cell.h"

/* What a unit should show in a column, with the decimals of a printed number; as the eye compares it. */
static Text shown(const Verification *verification, const VerifyColumn *column, uint32_t row, int decimals,
                  Arena *arena) {
    if (column->kind == VERIFY_TEXT) {
        ValueText text = result_text(&verification->score->result, &column->shown, row, true);
        return text.state == STATE_VALUE ? unicode_fold(arena, text.text) : (Text){"", 0};
    }
    StepValue value = verify_value(verification, column, row, true);
    if (value.state != STATE_VALUE) return (Text){"", 0};
    Number rounded = number_round(verification->numbers, value.number, decimals, column->mode);
    return number_format(verification->numbers, arena, rounded, decimals, '.');
}

static ShownIndex *index_new(Verification *verification, const VerifyColumn *column, int decimals) {
    Arena *arena = verification->arena;
    size_t count = verification->score->table.row_count;
    ShownIndex *index = ARENA_NEW(arena, ShownIndex);
    *index = (ShownIndex){.decimals = decimals,
                          .texts = text_index_new(arena),
                          .rows = ARENA_ARRAY(arena, uint32_t, count + 1),
                          .are_many = ARENA_ARRAY(arena, bool, count + 1)};
    number_context_use(verification->numbers, arena);
    for (uint32_t row = 0; row < count; row++) {
        Text text = shown(verification, column, row, decimals, arena);
        uint32_t found = text_index_find(&index->texts, text);
        if (found != TEXT_INDEX_NONE)
            index->are_many[found] = true;
        else {
            index->rows[index->texts.count] = row;
            text_index_add(&index->texts, text);
        }
    }
    number_context_use(verification->numbers, verification->scratch);
    return index;
}

static const ShownIndex *index_of(Verification *verification, VerifyColumn *column, int decimals) {
    ShownIndex *index = column->indexes;
    while (index && index->decimals != decimals)
        index = index->next;
    if (index) return index;
    index = index_new(verification, column, decimals);
    index->next = column->indexes;
    column->indexes = index;
    return index;
}

/* A printed cell in the form of `shown`; empty where it cannot be. */
static Text printed_form(const Verification *verification, const VerifyColumn *column, uint32_t printed_row,
                         int *decimals) {
    const PrintedCell *cell = printed_cell(verification->table, printed_row, column->printed);
    PrintedNumber number;
    *decimals = 0;
    if (column->kind == VERIFY_TEXT) return unicode_fold(verification->scratch, cell->text);
    PrintedKind kind = printed_number_read(verification->numbers, cell->text, verification->marks,
                                           column->kind == VERIFY_PLACE, &number);
    if (kind != PRINTED_NUMBER || number.decimals > NUMBER_MAX_DECIMALS) return (Text){"", 0};
    *decimals = number.decimals;
    return number_format(verification->numbers, verification->scratch, number.value, number.decimals, '.');
}

/* The other unit is printed with what this one should show. */
static bool is_swapped(const Verification *verification, const VerifyColumn *column, uint32_t row,
                       uint32_t other) {
    uint32_t printed_row = verification->printed_rows[other];
    int decimals;
    if (printed_row == UNIT_NONE) return false;
    Text text = printed_form(verification, column, printed_row, &decimals);
    return text.len > 0 &&
           text_equal(text, shown(verification, column, row, decimals, verification->scratch));
}

/* A value that several units have says nothing about any of them. */
void verify_reason_unit(Verification *verification, Disagreement *disagreement) {
    VerifyColumn *column = &verification->columns[disagreement->column];
    int decimals;
    Text text = printed_form(verification, column, (uint32_t)disagreement->printed_row, &decimals);
    if (text.len == 0) return;
    const ShownIndex *index = index_of(verification, column, decimals);
    uint32_t found = text_index_find(&index->texts, text);
    if (found == TEXT_INDEX_NONE || index->are_many[found] || index->rows[found] == disagreement->row) return;
    uint32_t other = index->rows[found];
    Text name = full_score_name(verification->score, other);
    if (is_swapped(verification, column, disagreement->row, other))
        verify_add_reason(disagreement, "swapped",
                          text_format(verification->arena, "swapped with %.*s", TEXT_ARG(name)));
    else if (column->kind == VERIFY_NUMBER)
        verify_add_reason(disagreement, "other_unit",
                          text_format(verification->arena, "this is the value of %.*s", TEXT_ARG(name)));
}
