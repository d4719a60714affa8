#include "evidence/published/verify_reason_unit.h"

#include "evidence/published/swapped_rows.h"
#include "evidence/published/verify_forms.h"

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
        Text text = verify_shown_form(verification, column, row, decimals, arena);
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

/* The other unit is printed with what this one should show. */
static bool is_swapped(const Verification *verification, const VerifyColumn *column, uint32_t row,
                       uint32_t other) {
    uint32_t printed_row = verification->printed_rows[other];
    int decimals = 0;
    if (printed_row == UNIT_NONE) return false;
    Text text = verify_printed_form(verification, column, printed_row, &decimals, verification->scratch);
    return text.len > 0 &&
           text_equal(text, verify_shown_form(verification, column, row, decimals, verification->scratch));
}

/* The row as a whole tells more than one value, which several units may have. */
static bool is_of_swapped_row(Verification *verification, Disagreement *disagreement) {
    SwappedRow swapped =
        swapped_row_find(verification, disagreement->row, (uint32_t)disagreement->printed_row);
    if (swapped.other == UNIT_NONE) return false;
    Text name = full_score_name(verification->score, swapped.other);
    const char *what = swapped.is_mutual ? "swapped with" : "the whole row is that of";
    verify_add_reason(disagreement, "swapped",
                      text_format(verification->arena, "%s %.*s", what, TEXT_ARG(name)));
    return true;
}

/* A value that several units have says nothing about any of them. */
void verify_reason_unit(Verification *verification, Disagreement *disagreement) {
    if (is_of_swapped_row(verification, disagreement)) return;
    VerifyColumn *column = &verification->columns[disagreement->column];
    int decimals = 0;
    Text text = verify_printed_form(verification, column, (uint32_t)disagreement->printed_row, &decimals,
                                    verification->scratch);
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
