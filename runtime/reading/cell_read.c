#include "runtime/reading/cell_read.h"

#include "base/unicode.h"
#include "runtime/reading/cell_date.h"

#define WORD(literal)                                                                                        \
    { literal, sizeof(literal) - 1 }

/* Decimals of a cell of per cent once it is a ratio: 85.5 is 0.855. */
enum { PERCENT_DECIMALS = 2 };

static TextIndex index_texts(Arena *arena, const Text *texts, size_t count) {
    TextIndex index = text_index_new(arena);
    for (size_t i = 0; i < count; i++)
        text_index_add(&index, unicode_nfc(arena, texts[i]));
    return index;
}

static TextIndex index_options(Arena *arena, const PlanInput *input) {
    TextIndex index = text_index_new(arena);
    for (size_t i = 0; i < input->option_count; i++)
        text_index_add(&index, unicode_nfc(arena, input->options[i].text));
    return index;
}

static void prepare_tokens(CellInput *made, Arena *arena) {
    made->tokens = text_index_new(arena);
    for (size_t i = 0; i < made->input->token_count; i++) {
        Text text = unicode_nfc(arena, made->input->tokens[i].text);
        text_index_add(&made->tokens, text);
        if (text.len > 0) made->starts_token[(unsigned char)text.bytes[0]] = true;
        made->has_empty_token |= text.len == 0;
    }
}

/* A cell that is not in NFC may begin with another byte than the token it equals. */
static void open_to_marks(CellInput *made) {
    if (made->tokens.count == 0) return;
    for (unsigned byte = 'A'; byte < 256; byte++)
        made->starts_token[byte] = true;
}

static void prepare(CellInput *made, const PlanInput *input, Arena *arena, NumberContext *numbers) {
    made->input = input;
    made->last = TEXT_INDEX_NONE;
    made->options = index_options(arena, input);
    made->yes = index_texts(arena, input->yes_texts, input->yes_count);
    made->no = index_texts(arena, input->no_texts, input->no_count);
    /* the rules know the texts they name by number, so these come first */
    made->categories = input->type == INPUT_TEXT ? made->options : text_index_new(arena);
    made->range = cell_range_new(&input->range, numbers);
    prepare_tokens(made, arena);
    open_to_marks(made);
}

CellReader cell_reader_new(const Plan *plan, Arena *arena, NumberContext *numbers) {
    CellReader reader = {.plan = plan,
                         .marks = {plan->dialect.decimal ? plan->dialect.decimal : '.', plan->dialect.group},
                         .inputs = ARENA_ARRAY(arena, CellInput, plan->input_count),
                         .arena = arena,
                         .numbers = numbers};
    number_context_use(numbers, arena);
    for (uint32_t i = 0; i < plan->input_count; i++)
        prepare(&reader.inputs[i], &plan->inputs[i], arena, numbers);
    return reader;
}

static void set_categories(const CellInput *input, BlockInput *column) {
    const TextIndex *index = &input->categories;
    column->categories = (Categories){index->texts, index->count, index->capacity};
}

void cell_reader_start(const CellReader *reader, BlockInput *columns) {
    for (uint32_t i = 0; i < reader->plan->input_count; i++)
        set_categories(&reader->inputs[i], &columns[i]);
}

static CellVerdict add_state(BlockInput *column, ValueState state, CellVerdict verdict) {
    block_column_add(&column->values, cell_without_value(state));
    return verdict;
}

static CellVerdict refuse(BlockInput *column, CellVerdict verdict) {
    return add_state(column, STATE_MISSING, verdict);
}

static CellVerdict add_small(BlockInput *column, uint32_t value) {
    block_column_add(&column->values, cell_from_decimal((int64_t)value, 0));
    return CELL_GOOD;
}

/* [F2.3] A key or a name always has a value. */
static CellVerdict add_missing(const CellInput *input, BlockInput *column) {
    bool is_needed =
        input->input->rejects_missing || input->input->type == INPUT_KEY || input->input->type == INPUT_NAME;
    return add_state(column, STATE_MISSING, is_needed ? CELL_NO_VALUE : CELL_GOOD);
}

/* [F2.4] */
static CellVerdict read_token(CellReader *reader, const CellInput *input, uint32_t found,
                              BlockInput *column) {
    const PlanToken *token = &input->input->tokens[found];
    if (token->state == STATE_MISSING) return add_missing(input, column);
    if (token->state != STATE_VALUE) return add_state(column, token->state, CELL_GOOD);
    block_column_add_number(&column->values, reader->numbers, token->value);
    return CELL_GOOD;
}

static uint32_t find_token(const CellReader *reader, const CellInput *input, Text text) {
    bool may_be = text.len == 0 ? input->has_empty_token : input->starts_token[(unsigned char)text.bytes[0]];
    return may_be ? text_index_find(&input->tokens, unicode_nfc(reader->arena, text)) : TEXT_INDEX_NONE;
}

/* The verdicts of range and step. */
static CellVerdict verdict_of(CellRangeFault fault) {
    return fault == RANGE_GOOD ? CELL_GOOD : fault == RANGE_OUTSIDE ? CELL_OUTSIDE : CELL_BETWEEN;
}

static CellVerdict add_decimal(CellReader *reader, const CellInput *input, const CellNumber *number,
                               unsigned decimals, BlockInput *column) {
    int64_t mantissa = number->is_negative ? -number->mantissa : number->mantissa;
    CellVerdict verdict =
        verdict_of(cell_range_check_decimal(&input->range, reader->numbers, mantissa, decimals));
    if (cell_fits(mantissa))
        block_column_add(&column->values, cell_from_decimal(mantissa, decimals));
    else
        block_column_add_number(&column->values, reader->numbers, number_from_decimal(mantissa, decimals));
    return verdict;
}

static CellVerdict add_long(CellReader *reader, const CellInput *input, Number value, BlockInput *column) {
    if (input->input->type == INPUT_PERCENT)
        value = number_divide(reader->numbers, value, number_from_int(100));
    block_column_add_number(&column->values, reader->numbers, value);
    return verdict_of(cell_range_check(&input->range, reader->numbers, value));
}

/* [F2.7] What stands behind the number: nothing, or the declared unit with blanks before it. */
static bool ends_well(const CellInput *input, Text rest) {
    if (rest.len == 0) return true;
    while (rest.len > 0 && rest.bytes[0] == ' ')
        rest = text_slice(rest, 1, rest.len);
    return input->input->unit.len > 0 && text_equal(rest, input->input->unit);
}

static CellVerdict read_number(CellReader *reader, const CellInput *input, Text text, BlockInput *column) {
    CellNumber number;
    if (!cell_number_scan(text, reader->marks, &number)) return refuse(column, CELL_UNREADABLE);
    if (!ends_well(input, text_slice(text, number.len, text.len))) return refuse(column, CELL_UNREADABLE);
    if (number.digits > NUMBER_MAX_DIGITS) return refuse(column, CELL_LONG);
    unsigned decimals = number.decimals + (input->input->type == INPUT_PERCENT ? PERCENT_DECIMALS : 0);
    if (number.digits <= CELL_NUMBER_FAST_DIGITS && decimals <= CELL_MAX_DECIMALS)
        return add_decimal(reader, input, &number, decimals, column);
    return add_long(reader, input, cell_number_value(reader->numbers, text, reader->marks, &number), column);
}

static CellVerdict read_option(CellReader *reader, CellInput *input, Text text, BlockInput *column) {
    if (input->last == TEXT_INDEX_NONE || !text_equal(input->options.texts[input->last], text))
        input->last = text_index_find(&input->options, unicode_nfc(reader->arena, text));
    return input->last == TEXT_INDEX_NONE ? refuse(column, CELL_UNREADABLE) : add_small(column, input->last);
}

uint32_t cell_reader_category(CellReader *reader, uint32_t which, Text category, BlockInput *column) {
    CellInput *input = &reader->inputs[which];
    TextIndex *index = &input->categories;
    uint32_t found = text_index_find(index, category);
    if (found != TEXT_INDEX_NONE) return found;
    found = (uint32_t)index->count;
    text_index_add(index, text_copy(reader->arena, category));
    set_categories(input, column);
    return found;
}

static CellVerdict read_category(CellReader *reader, CellInput *input, Text text, BlockInput *column) {
    TextIndex *index = &input->categories;
    if (input->last != TEXT_INDEX_NONE && text_equal(index->texts[input->last], text))
        return add_small(column, input->last);
    uint32_t found = cell_reader_category(reader, (uint32_t)(input - reader->inputs),
                                          unicode_nfc(reader->arena, text), column);
    input->last = found;
    return add_small(column, found);
}

static bool equal_ignoring_case(Text text, const char *lower, size_t len) {
    if (text.len != len) return false;
    for (size_t i = 0; i < len; i++) {
        char byte = text.bytes[i];
        if (byte >= 'A' && byte <= 'Z') byte = (char)(byte - 'A' + 'a');
        if (byte != lower[i]) return false;
    }
    return true;
}

/* [F2.11] 1, 0, or -1 for neither. */
static int default_yes_no(Text text) {
    static const struct {
        Text word;
        int value;
    } words[] = {{WORD("1"), 1},  {WORD("0"), 0},     {WORD("yes"), 1},  {WORD("no"), 0},
                 {WORD("có"), 1}, {WORD("không"), 0}, {WORD("true"), 1}, {WORD("false"), 0}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (equal_ignoring_case(text, words[i].word.bytes, words[i].word.len)) return words[i].value;
    return -1;
}

static int declared_yes_no(CellReader *reader, const CellInput *input, Text text) {
    Text composed = unicode_nfc(reader->arena, text);
    if (text_index_find(&input->yes, composed) != TEXT_INDEX_NONE) return 1;
    return text_index_find(&input->no, composed) != TEXT_INDEX_NONE ? 0 : -1;
}

static CellVerdict read_yes_no(CellReader *reader, const CellInput *input, Text text, BlockInput *column) {
    bool is_declared = input->yes.count + input->no.count > 0;
    int value = is_declared ? declared_yes_no(reader, input, text) : default_yes_no(text);
    /* CÓ, KHÔNG and forms that are not NFC: folding costs memory, so only where the plain look failed */
    if (value < 0 && !is_declared && text.len <= 16 && !unicode_is_ascii(text))
        value = default_yes_no(unicode_fold(reader->arena, text));
    return value < 0 ? refuse(column, CELL_UNREADABLE) : add_small(column, (uint32_t)value);
}

static CellVerdict read_date(CellReader *reader, const CellInput *input, Text text, BlockInput *column) {
    int64_t days;
    if (cell_date_read(text, &days) != DATE_GOOD) return refuse(column, CELL_UNREADABLE);
    block_column_add(&column->values, cell_from_decimal(days, 0));
    return verdict_of(cell_range_check_decimal(&input->range, reader->numbers, days, 0));
}

CellVerdict cell_read(CellReader *reader, uint32_t which, Text text, BlockInput *column) {
    CellInput *input = &reader->inputs[which];
    uint32_t token = input->tokens.count > 0 ? find_token(reader, input, text) : TEXT_INDEX_NONE;
    if (token != TEXT_INDEX_NONE) return read_token(reader, input, token, column);
    if (text.len == 0) return add_missing(input, column);
    switch (input->input->type) {
    case INPUT_KEY:
    case INPUT_NAME: return add_state(column, STATE_VALUE, CELL_GOOD);
    case INPUT_TEXT: return read_category(reader, input, text, column);
    case INPUT_OPTION: return read_option(reader, input, text, column);
    case INPUT_YES_NO: return read_yes_no(reader, input, text, column);
    case INPUT_NUMBER:
    case INPUT_PERCENT: return read_number(reader, input, text, column);
    case INPUT_DATE: return read_date(reader, input, text, column);
    }
    return refuse(column, CELL_UNREADABLE);
}
