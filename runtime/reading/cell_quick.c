#include "runtime/reading/cell_quick.h"

#include "base/powers_of_ten.h"
#include "runtime/values/eight_bytes.h"

__extension__ typedef __int128 Wide;

/* No cell: a large number without a value. */
#define UNKNOWN UINT64_MAX

/* ---- ranges */

/* bound × 10^(decimals - scale), upwards or downwards; beyond 64 bits no short number comes. */
static int64_t scaled_bound(int64_t bound, unsigned scale, unsigned decimals, bool upwards) {
    if (decimals >= scale) {
        Wide wide = (Wide)bound * powers_of_ten[decimals - scale];
        return wide > INT64_MAX ? INT64_MAX : wide < INT64_MIN ? INT64_MIN : (int64_t)wide;
    }
    int64_t power = powers_of_ten[scale - decimals], rest = bound % power;
    return bound / power + (upwards && rest > 0) - (!upwards && rest < 0);
}

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Multiples of step × 10^-scale among numbers with so many decimals; INT64_MAX: none but 0. */
static int64_t scaled_step(int64_t step, unsigned scale, unsigned decimals) {
    if (decimals <= scale) return step / common_divisor(step, powers_of_ten[scale - decimals]);
    Wide wide = (Wide)step * powers_of_ten[decimals - scale];
    return wide > INT64_MAX ? INT64_MAX : (int64_t)wide;
}

static QuickRange range_with(const CellRange *range, unsigned decimals) {
    QuickRange made = {INT64_MIN, INT64_MAX, 1};
    if (range->is_free) return made;
    if (range->range->has_low) made.low = scaled_bound(range->low, range->scale, decimals, true);
    if (range->range->has_high) made.high = scaled_bound(range->high, range->scale, decimals, false);
    if (range->range->has_step) made.step = scaled_step(range->step, range->scale, decimals);
    return made;
}

static bool is_legal(const QuickRange *range, int64_t mantissa) {
    return mantissa >= range->low && mantissa <= range->high &&
           (range->step == 1 || mantissa % range->step == 0);
}

/* ---- what is prepared */

static bool may_read_numbers(const CellReader *reader, const CellInput *input) {
    PlanInputType type = input->input->type;
    if (type != INPUT_NUMBER && type != INPUT_PERCENT) return false;
    if (!input->range.is_free && (!input->range.is_scaled || input->range.step <= 0)) return false;
    for (unsigned char digit = '0'; digit <= '9'; digit++)
        if (input->starts_token[digit]) return false;
    return reader->marks.decimal != 0;
}

CellQuick cell_quick_new(CellReader *reader, uint32_t which) {
    const CellInput *input = &reader->inputs[which];
    CellQuick quick = {
        .is_input = true, .input = which, .type = input->input->type, .decimal = reader->marks.decimal};
    memset(quick.of_byte, 0xFF, sizeof quick.of_byte); /* UNKNOWN */
    quick.reads_numbers = may_read_numbers(reader, input);
    for (unsigned i = 0; quick.reads_numbers && i < QUICK_DECIMALS; i++)
        quick.ranges[i] = range_with(&input->range, i);
    if (!quick.reads_numbers) quick.slots = ARENA_ARRAY(reader->arena, QuickSlot, QUICK_SLOTS);
    return quick;
}

/* ---- numbers of at most eight bytes */

/* Eight digits 0..9, the first in the lowest byte, as a number. */
static uint32_t number_of_digits(uint64_t digits) {
    const uint64_t pairs = UINT64_C(0x000000FF000000FF);
    digits = digits * 10 + (digits >> 8);
    return (uint32_t)(((digits & pairs) * UINT64_C(0x000F424000000064) +
                       (digits >> 16 & pairs) * UINT64_C(0x0000271000000001)) >>
                      32);
}

static bool are_digits(uint64_t digits) {
    return ((((digits & ~EIGHT_HIGH) + UINT64_C(0x7676767676767676)) | digits) & EIGHT_HIGH) == 0;
}

/* Takes the decimal mark out of a text that stands at the end of the eight bytes; false: it may not stand
 * there. */
static inline bool take_mark(uint64_t *eight, unsigned *len, char mark, unsigned *decimals) {
    uint64_t found = eight_equal(*eight, mark);
    *decimals = 0;
    if (!found) return true;
    unsigned bit = (unsigned)__builtin_ctzll(found) - 7, place = bit / 8;
    if (place == 7 || place == 8 - *len) return false;
    uint64_t before = *eight & ((UINT64_C(1) << bit) - 1), behind = *eight >> (bit + 8) << (bit + 8);
    *eight = behind | before << 8;
    *decimals = 7 - place;
    *len -= 1;
    return true;
}

/* `len` is 1..8; the bytes behind the text can be read, whatever they are. */
static inline bool read_short(const CellQuick *quick, Text text, unsigned more_decimals, Cell *cell) {
    unsigned len = (unsigned)text.len, decimals;
    uint64_t eight = eight_load(text.bytes) << (64 - 8 * len);
    if (!take_mark(&eight, &len, quick->decimal, &decimals)) return false;
    uint64_t digits = eight ^ eight_of('0') << (64 - 8 * len);
    if (!are_digits(digits)) return false;
    int64_t mantissa = (int64_t)number_of_digits(digits);
    *cell = cell_from_decimal(mantissa, decimals + more_decimals);
    return is_legal(&quick->ranges[decimals + more_decimals], mantissa);
}

/* ---- all others */

static uint64_t first_bytes(Text text) {
    return text.len >= 8 ? eight_load(text.bytes) : eight_load(text.bytes) << (64 - 8 * text.len);
}

static QuickSlot *slot_of(const CellQuick *quick, Text text) {
    uint64_t mixed = first_bytes(text) ^ text.len;
    if (text.len > 8) mixed = mixed * 31 + eight_load(text.bytes + text.len - 8);
    return &quick->slots[mixed * UINT64_C(0x9e3779b97f4a7c15) >> 58];
}

static bool find(const CellQuick *quick, Text text, Cell *cell) {
    if (text.len == 0) {
        *cell = quick->empty;
        return quick->knows_empty;
    }
    if (text.len == 1) {
        *cell = quick->of_byte[(unsigned char)text.bytes[0]];
        return *cell != UNKNOWN;
    }
    if (!quick->slots || text.len > QUICK_TEXT) return false;
    const QuickSlot *slot = slot_of(quick, text);
    *cell = slot->cell;
    return slot->len == text.len && memcmp(slot->bytes, text.bytes, text.len) == 0;
}

static void remember(CellQuick *quick, Text text, Cell cell) {
    if (text.len == 0) {
        quick->empty = cell;
        quick->knows_empty = true;
    } else if (text.len == 1) {
        quick->of_byte[(unsigned char)text.bytes[0]] = cell;
    } else if (quick->slots && text.len <= QUICK_TEXT) {
        QuickSlot *slot = slot_of(quick, text);
        slot->cell = cell;
        slot->len = (uint8_t)text.len;
        memcpy(slot->bytes, text.bytes, text.len);
    }
}

/* [F2.14] */
static bool is_turn(const unsigned char *bytes, size_t len) {
    if (bytes[0] == 0xD8) return true;
    if (bytes[0] != 0xE2 || len < 3) return false;
    return (bytes[1] == 0x80 && (bytes[2] < 0x90 || bytes[2] >= 0xAA)) ||
           (bytes[1] == 0x81 && bytes[2] >= 0xA0);
}

static bool has_turn(Text text) {
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    for (size_t i = 0; i < text.len; i++)
        if (is_turn(bytes + i, text.len - i)) return true;
    return false;
}

bool cell_quick_may_turn(Text text) {
    for (size_t i = 0; i < text.len; i += 8) {
        uint64_t eight = eight_load(text.bytes + i);
        if (text.len - i < 8) eight <<= 64 - 8 * (text.len - i);
        if (eight_equal(eight, (char)0xE2) | eight_equal(eight, (char)0xD8)) return has_turn(text);
    }
    return false;
}

/* A category is numbered where it first appears, and rows before this one may still be unread. */
static bool find_category(const CellInput *input, Text text, Cell *cell) {
    bool may_be_token = input->tokens.count > 0 && input->starts_token[(unsigned char)text.bytes[0]];
    if (cell_quick_may_turn(text)) return false;
    uint32_t found = may_be_token ? TEXT_INDEX_NONE : text_index_find(&input->categories, text);
    *cell = cell_from_decimal((int64_t)found, 0);
    return found != TEXT_INDEX_NONE;
}

static bool read_by_itself(CellReader *reader, CellQuick *quick, Text text, BlockInput *column, size_t row) {
    if (cell_quick_has_blanks(text)) return false;
    Cell cell;
    if (quick->type == INPUT_TEXT && text.len > 0) {
        if (!find_category(&reader->inputs[quick->input], text, &cell)) return false;
        block_column_set(&column->values, row, cell);
    } else {
        column->values.count = row;
        if (cell_read(reader, quick->input, text, column) != CELL_GOOD) return false;
    }
    remember(quick, text, block_column_cell(&column->values, row));
    return true;
}

static inline bool read_other(CellReader *reader, CellQuick *quick, Text text, BlockInput *column,
                              size_t row) {
    Cell cell;
    if (!find(quick, text, &cell)) return read_by_itself(reader, quick, text, column, row);
    block_column_set(&column->values, row, cell);
    return true;
}

bool cell_quick_read_one(CellReader *reader, CellQuick *quick, Text text, BlockInput *column, size_t row) {
    return read_other(reader, quick, text, column, row);
}

static void read_numbers(CellReader *reader, CellQuick *quick, const CsvRows *rows, size_t from,
                         BlockInput *column, size_t first_row, uint8_t *is_left) {
    const CsvRows of = *rows; /* which no store to a cell can change */
    unsigned more_decimals = quick->type == INPUT_PERCENT ? 2 : 0;
    for (size_t row = 0; row < of.count; row++) {
        Text text = csv_rows_cell(&of, row, from);
        Cell cell;
        if (text.len - 1 < QUICK_DIGITS && read_short(quick, text, more_decimals, &cell))
            block_column_set(&column->values, first_row + row, cell);
        else if (!read_other(reader, quick, text, column, first_row + row))
            is_left[row] = 1;
    }
}

void cell_quick_read(CellReader *reader, CellQuick *quick, const CsvRows *rows, size_t from,
                     BlockInput *column, size_t first_row, uint8_t *is_left) {
    if (quick->reads_numbers) {
        read_numbers(reader, quick, rows, from, column, first_row, is_left);
        return;
    }
    const CsvRows of = *rows;
    for (size_t row = 0; row < of.count; row++)
        if (!read_other(reader, quick, csv_rows_cell(&of, row, from), column, first_row + row))
            is_left[row] = 1;
}
