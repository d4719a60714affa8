#include "runtime/reading/cell_advice.h"

#include "base/nearest.h"
#include "runtime/reading/cell_date.h"
#include "runtime/reading/csv_report.h"

enum { OPTIONS_LISTED = 8 };

/* A cell that was refused, and all that its advice is made of. */
typedef struct Case {
    CellReader *reader;
    const CellInput *input;
    Text cell, header, where; /* where: "`cell` in column `x`" */
} Case;

static bool is_percent(const Case *refused) {
    return refused->input->input->type == INPUT_PERCENT;
}

/* A number as the rules write it: 0.855 of per cent is 85.5%. */
static Text rule_number(const Case *refused, Number number) {
    CellReader *reader = refused->reader;
    if (!is_percent(refused)) return number_format_exact(reader->numbers, reader->arena, number);
    Number shown = number_multiply(reader->numbers, number, number_from_int(100));
    Text digits = number_format_exact(reader->numbers, reader->arena, shown);
    return text_format(reader->arena, "%.*s%%", TEXT_ARG(digits));
}

static Text range_text(const Case *refused, const Range *range) {
    Arena *arena = refused->reader->arena;
    Text low = range->has_low ? rule_number(refused, range->low) : TEXT("");
    Text high = range->has_high ? rule_number(refused, range->high) : TEXT("");
    if (range->has_low && range->has_high)
        return text_format(arena, "%.*s..%.*s", TEXT_ARG(low), TEXT_ARG(high));
    if (range->has_low) return text_format(arena, "from %.*s", TEXT_ARG(low));
    return text_format(arena, "to %.*s", TEXT_ARG(high));
}

static CellAdvice advice_outside(const Case *refused) {
    Arena *arena = refused->reader->arena;
    Text range = range_text(refused, &refused->input->input->range);
    return (CellAdvice){.code = DIAGNOSTIC_OUT_OF_RANGE,
                        .message = text_format(arena, "%.*s is outside the declared range `%.*s`",
                                               TEXT_ARG(refused->where), TEXT_ARG(range)),
                        .hint = TEXT("correct the cell, or the range in the rules")};
}

static CellAdvice advice_between(const Case *refused) {
    Arena *arena = refused->reader->arena;
    Number step = refused->input->input->range.step;
    if (!is_percent(refused) && number_equal(refused->reader->numbers, step, NUMBER_ONE))
        return (CellAdvice){.code = DIAGNOSTIC_NOT_WHOLE,
                            .message =
                                text_format(arena, "%.*s is not a whole number", TEXT_ARG(refused->where)),
                            .hint = TEXT("correct the cell, or declare a `number` instead in the rules")};
    return (CellAdvice){.code = DIAGNOSTIC_OFF_STEP,
                        .message =
                            text_format(arena, "%.*s is not a multiple of the declared step %.*s",
                                        TEXT_ARG(refused->where), TEXT_ARG(rule_number(refused, step))),
                        .hint = TEXT("correct the cell, or the step in the rules")};
}

static CellAdvice advice_no_value(const Case *refused) {
    Arena *arena = refused->reader->arena;
    PlanInputType type = refused->input->input->type;
    CellAdvice advice = {.code = DIAGNOSTIC_EMPTY_CELL};
    advice.message = text_format(arena, "column `%.*s` is empty", TEXT_ARG(refused->header));
    if (refused->cell.len > 0)
        advice.message = text_format(arena, "%.*s means that the value is missing", TEXT_ARG(refused->where));
    advice.hint =
        type == INPUT_KEY || type == INPUT_NAME
            ? TEXT("every unit needs one; write it, or delete the row")
            : text_format(
                  arena,
                  "write the value, or say in the rules what then counts: `%.*s : ... missing = unranked`",
                  TEXT_ARG(refused->input->input->name));
    return advice;
}

static CellAdvice advice_long(const Case *refused) {
    CellNumber number;
    cell_number_scan(refused->cell, refused->reader->marks, &number);
    return (CellAdvice){.code = DIAGNOSTIC_DATA_LONG_NUMBER,
                        .from = number.digit_39,
                        .to = number.digit_39 + 1,
                        .message = TEXT("number with more than 38 digits"),
                        .hint = TEXT("this is the 39th digit; correct the number")};
}

static Text list_options(Arena *arena, const TextIndex *options) {
    TextBuilder list = text_builder(arena);
    for (size_t i = 0; i < options->count && i < OPTIONS_LISTED; i++)
        text_builder_add_format(&list, "%s\"%.*s\"", i > 0 ? ", " : "", TEXT_ARG(options->texts[i]));
    if (options->count > OPTIONS_LISTED)
        text_builder_add_format(&list, " and %zu more", options->count - OPTIONS_LISTED);
    return text_builder_text(&list);
}

static CellAdvice advice_option(const Case *refused) {
    Arena *arena = refused->reader->arena;
    const TextIndex *options = &refused->input->options;
    CellAdvice advice = {.code = DIAGNOSTIC_NOT_AN_OPTION};
    advice.message = text_format(arena, "%.*s is not one of the options", TEXT_ARG(refused->where));
    Nearest nearest = nearest_start(arena, refused->cell);
    for (size_t i = 0; i < options->count; i++)
        nearest_offer(&nearest, options->texts[i], (long)i);
    Text list = list_options(arena, options);
    if (nearest.best < 0)
        advice.hint = text_format(arena, "the options are %.*s", TEXT_ARG(list));
    else
        advice.hint = text_format(arena, "did you mean \"%.*s\"? The options are %.*s",
                                  TEXT_ARG(options->texts[nearest.best]), TEXT_ARG(list));
    return advice;
}

static CellAdvice advice_yes_no(const Case *refused) {
    Arena *arena = refused->reader->arena;
    const CellInput *input = refused->input;
    CellAdvice advice = {.code = DIAGNOSTIC_NOT_YES_NO};
    advice.message = text_format(arena, "%.*s is neither yes nor no", TEXT_ARG(refused->where));
    advice.hint = TEXT("write yes or no, có or không, true or false, 1 or 0");
    if (input->yes.count + input->no.count > 0) {
        Text yes = list_options(arena, &input->yes), no = list_options(arena, &input->no);
        advice.hint =
            text_format(arena, "the rules declare %.*s for yes and %.*s for no", TEXT_ARG(yes), TEXT_ARG(no));
    }
    return advice;
}

static bool is_all_digits(Text text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
    return text.len > 0;
}

static CellAdvice advice_date(const Case *refused) {
    int64_t days;
    Arena *arena = refused->reader->arena;
    CellAdvice advice = {.code = DIAGNOSTIC_NOT_A_DATE};
    bool has_form = cell_date_read(refused->cell, &days) == DATE_NO_SUCH_DAY;
    advice.message = text_format(arena, "%.*s %s", TEXT_ARG(refused->where),
                                 has_form ? "is a day that no calendar has" : "is not a date");
    advice.hint = TEXT("write year, month and day like 2018-01-31");
    if (is_all_digits(refused->cell))
        advice.hint =
            TEXT("it looks like the day number of a spreadsheet; show the column as year-month-day there "
                 "and export again");
    return advice;
}

/* [F2.4] Where no text is expected, `N/A` and its like are told apart from other mistakes. */
static CellAdvice advice_unreadable(const Case *refused) {
    CellAdvice advice = {0};
    PlanInputType type = refused->input->input->type;
    switch (type) {
    case INPUT_NUMBER:
    case INPUT_PERCENT:
        cell_number_advice(refused->reader, refused->input, refused->cell, refused->where, &advice);
        return advice;
    case INPUT_OPTION: advice = advice_option(refused); break;
    case INPUT_YES_NO: advice = advice_yes_no(refused); break;
    case INPUT_DATE: advice = advice_date(refused); break;
    case INPUT_KEY:
    case INPUT_NAME:
    case INPUT_TEXT: return advice_no_value(refused); /* any text is good */
    }
    cell_token_advice(refused->reader, refused->cell, refused->where, &advice);
    return advice;
}

CellAdvice cell_advice(CellReader *reader, uint32_t which, Text cell, CellVerdict verdict) {
    const CellInput *input = &reader->inputs[which];
    Text header = cell_input_header(input->input), quoted = csv_report_quoted(reader->arena, cell);
    Case refused = {reader, input, cell, header,
                    text_format(reader->arena, "%.*s in column `%.*s`", TEXT_ARG(quoted), TEXT_ARG(header))};
    CellAdvice advice = {0};
    switch (verdict) {
    case CELL_GOOD: break;
    case CELL_NO_VALUE: advice = advice_no_value(&refused); break;
    case CELL_UNREADABLE: advice = advice_unreadable(&refused); break;
    case CELL_LONG: advice = advice_long(&refused); break;
    case CELL_OUTSIDE: advice = advice_outside(&refused); break;
    case CELL_BETWEEN: advice = advice_between(&refused); break;
    }
    if (advice.to == 0) advice.to = cell.len;
    return advice;
}
