#include "evidence/published/verify_forms.h"

#include "base/unicode.h"
#include "runtime/results/result_cell.h"

Text verify_shown_form(const Verification *verification, const VerifyColumn *column, uint32_t row,
                       int decimals, Arena *arena) {
    if (column->kind == VERIFY_TEXT) {
        ValueText text = result_text(&verification->score->result, &column->shown, row, true);
        return text.state == STATE_VALUE ? unicode_fold(arena, text.text) : (Text){"", 0};
    }
    StepValue value = verify_value(verification, column, row, true);
    if (value.state != STATE_VALUE) return (Text){"", 0};
    Number rounded = number_round(verification->numbers, value.number, decimals, column->mode);
    return number_format(verification->numbers, arena, rounded, decimals, '.');
}

Text verify_printed_form(const Verification *verification, const VerifyColumn *column, uint32_t printed_row,
                         int *decimals, Arena *arena) {
    const PrintedCell *cell = printed_cell(verification->table, printed_row, column->printed);
    PrintedNumber number;
    PrintedKind kind = printed_number_read(verification->numbers, cell->text, verification->marks,
                                           column->kind == VERIFY_PLACE, &number);
    if (kind == PRINTED_MARK) return (Text){"", 0};
    if (column->kind == VERIFY_TEXT) return unicode_fold(arena, cell->text);
    if (kind != PRINTED_NUMBER || number.decimals > NUMBER_MAX_DECIMALS) return (Text){"", 0};
    if (*decimals < number.decimals) *decimals = number.decimals;
    return number_format(verification->numbers, arena, number.value, *decimals, '.');
}
