#include "runtime/reading/bare_row.h"

typedef struct Tally {
    size_t values, filled; /* cells of inputs that are neither key nor name */
    bool lacks_needed, lacks_key;
    bool has_word; /* where a number or date belongs */
} Tally;

static bool has_digit(Text text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] >= '0' && text.bytes[i] <= '9') return true;
    return false;
}

/* [F2.4] Do the rules say that an empty cell means something? */
static bool declares_empty(const PlanInput *input) {
    for (size_t i = 0; i < input->token_count; i++)
        if (input->tokens[i].text.len == 0) return input->tokens[i].state != STATE_MISSING;
    return false;
}

static void take(Tally *tally, const PlanInput *input, Text text) {
    bool is_number = input->type == INPUT_NUMBER || input->type == INPUT_PERCENT || input->type == INPUT_DATE;
    tally->values++;
    tally->filled += text.len > 0;
    tally->lacks_needed |= text.len == 0 && input->rejects_missing && !declares_empty(input);
    tally->has_word |= is_number && text.len > 0 && !has_digit(text);
}

static Tally tally_of(const Plan *plan, const Header *header, Csv *csv) {
    Tally tally = {0};
    for (size_t i = 0; i < header->count; i++) {
        uint32_t id = header->inputs[i];
        if (id == HEADER_NO_INPUT) continue;
        const PlanInput *input = &plan->inputs[id];
        Text text = text_trim(csv_text(csv, i));
        if (id == plan->key_input) tally.lacks_key = text.len == 0;
        if (input->type != INPUT_KEY && input->type != INPUT_NAME) take(&tally, input, text);
    }
    return tally;
}

/* Most rows are told by this alone. */
static bool is_sparse(const CsvRecord *record) {
    size_t filled = 0;
    for (size_t i = 0; i < record->count; i++)
        filled += record->fields[i].to > record->fields[i].from;
    return filled * 2 <= record->count + 1;
}

/* One cell may hold a name, or a place and date, behind a signature. */
BareRow bare_row(const Plan *plan, const Header *header, Csv *csv) {
    if (!is_sparse(&csv->record)) return ROW_OF_UNIT;
    Tally tally = tally_of(plan, header, csv);
    if (!tally.lacks_needed) return ROW_OF_UNIT;
    if (tally.filled == 0) return tally.values > 1 ? ROW_WITHOUT_VALUES : ROW_OF_UNIT;
    bool is_stray = tally.filled == 1 && tally.values > 2 && (tally.lacks_key || tally.has_word);
    return is_stray ? ROW_OF_ONE_CELL : ROW_OF_UNIT;
}

void bare_row_report(BareRow bare, const CsvReport *report) {
    if (!csv_report_wants(report, DIAGNOSTIC_EMPTY_CELL)) return;
    CsvMessage message = {
        .code = DIAGNOSTIC_EMPTY_CELL,
        .to = report->csv->record.len,
        .message = bare == ROW_WITHOUT_VALUES ? TEXT("this row has no values")
                                              : TEXT("this row has hardly any values"),
        .hint = TEXT("delete it if it is a title, a total or a signature; for a unit write its values, "
                     "or `missing = unranked` in the rules"),
    };
    csv_report_add(report, &message);
}
