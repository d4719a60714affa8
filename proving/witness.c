#include "proving/witness.h"

#include "base/calendar.h"
#include "runtime/results/csv_field.h"

typedef struct Writer {
    Prover *prover;
    TextBuilder *out;
    CsvStyle style;
} Writer;

static Text with_point(Arena *arena, Text digits, char point) {
    char *bytes = arena_copy(arena, digits.bytes, digits.len + 1);
    for (size_t i = 0; i < digits.len; i++)
        if (bytes[i] == '.') bytes[i] = point;
    return (Text){bytes, digits.len};
}

static Text number_text(Prover *prover, Number number, bool is_percent) {
    if (is_percent) number = number_multiply(prover->numbers, number, number_from_int(100));
    return number_format_exact(prover->numbers, prover->arena, number);
}

static const PlanToken *token_of(Prover *prover, const PlanInput *input, const InputCell *cell) {
    for (size_t i = 0; i < input->token_count; i++) {
        const PlanToken *token = &input->tokens[i];
        if (token->state != cell->state) continue;
        if (cell->state != STATE_VALUE || number_equal(prover->numbers, token->value, cell->number))
            return token;
    }
    return NULL;
}

/* An empty cell is missing, or what a category makes of it. */
static Text state_cell(Prover *prover, const PlanInput *input, const InputCell *cell) {
    if (cell->state == STATE_MISSING || input->defaults_to_not_applicable) return TEXT("");
    const PlanToken *token = token_of(prover, input, cell);
    return token ? token->text : TEXT("");
}

static Text option_cell(const PlanInput *input, Number number, NumberContext *numbers) {
    int64_t option = 0;
    if (!number_to_int(numbers, number, &option) || option < 0 || (size_t)option >= input->option_count)
        return TEXT("-- another text --");
    return input->options[option].text;
}

static Text yes_no_cell(const PlanInput *input, Number number) {
    bool yes = number_sign(number) != 0;
    if (yes) return input->yes_count ? input->yes_texts[0] : TEXT("yes");
    return input->no_count ? input->no_texts[0] : TEXT("no");
}

static Text value_cell(Prover *prover, const PlanInput *input, const DomainInput *domain, Number number) {
    int64_t day = 0;
    switch (input->type) {
    case INPUT_KEY:
    case INPUT_NAME: return TEXT("1");
    case INPUT_TEXT:
    case INPUT_OPTION: return option_cell(input, number, prover->numbers);
    case INPUT_YES_NO: return yes_no_cell(input, number);
    case INPUT_DATE:
        return number_to_int(prover->numbers, number, &day) ? calendar_text(prover->arena, day) : TEXT("");
    case INPUT_NUMBER:
    case INPUT_PERCENT: break;
    }
    InputCell cell = {STATE_VALUE, number};
    const PlanToken *token = token_of(prover, input, &cell);
    if (token && !range_contains(prover->numbers, &domain->all.range, number)) return token->text;
    Text digits = number_text(prover, number, input->type == INPUT_PERCENT);
    return with_point(prover->arena, digits, prover->plan->dialect.decimal);
}

static void add_field(const Writer *writer, uint32_t input, Text text) {
    if (input > 0) text_builder_add_char(writer->out, writer->style.separator);
    /* what stands behind the text is looked at eight bytes at a time */
    char *room = arena_alloc(writer->prover->arena, text.len + TEXT_SLACK);
    for (size_t i = 0; i < text.len + TEXT_SLACK; i++)
        room[i] = i < text.len ? text.bytes[i] : ' ';
    text_builder_add(writer->out, csv_field(writer->prover->arena, (Text){room, text.len}, &writer->style));
}

static void add_header(const Writer *writer) {
    for (uint32_t i = 0; i < writer->prover->plan->input_count; i++)
        add_field(writer, i, writer->prover->plan->inputs[i].header);
    text_builder_add_char(writer->out, '\n');
}

static void add_row(const Writer *writer, const InputCell *row, Text key) {
    Prover *prover = writer->prover;
    for (uint32_t i = 0; i < prover->plan->input_count; i++) {
        const PlanInput *input = &prover->plan->inputs[i];
        bool is_free = prover->domain->inputs[i].is_free;
        Text text = is_free ? key
                    : row[i].state != STATE_VALUE
                        ? state_cell(prover, input, &row[i])
                        : value_cell(prover, input, &prover->domain->inputs[i], row[i].number);
        add_field(writer, i, text);
    }
    text_builder_add_char(writer->out, '\n');
}

Text witness_csv(Prover *prover, InputCell *const rows[PROVER_ROWS]) {
    const Plan *plan = prover->plan;
    TextBuilder out = text_builder(prover->arena);
    Writer writer = {prover, &out, {plan->dialect.separator, false}};
    number_context_use(prover->numbers, prover->arena);
    add_header(&writer);
    size_t count = rows[1] ? 2 : 1;
    for (size_t i = 0; i < count || i < plan->unit_count; i++) {
        const InputCell *row = i < count ? rows[i] : prover->legal;
        add_row(&writer, row,
                i < plan->unit_count ? plan->units[i] : text_format(prover->arena, "%zu", i + 1));
    }
    return text_builder_text(&out);
}

/* ---- in words */

static Text words_of(Prover *prover, uint32_t number, const InputCell *cell) {
    const PlanInput *input = &prover->plan->inputs[number];
    if (cell->state == STATE_MISSING) return TEXT("missing");
    if (cell->state == STATE_NOT_APPLICABLE) return TEXT("not applicable");
    if (input->type == INPUT_YES_NO) return number_sign(cell->number) ? TEXT("yes") : TEXT("no");
    if (input->type == INPUT_OPTION || input->type == INPUT_TEXT)
        return text_format(prover->arena, "\"%.*s\"",
                           TEXT_ARG(option_cell(input, cell->number, prover->numbers)));
    if (input->type == INPUT_DATE) return value_cell(prover, input, NULL, cell->number);
    Text digits = number_text(prover, cell->number, input->type == INPUT_PERCENT);
    return input->type == INPUT_PERCENT ? text_format(prover->arena, "%.*s%%", TEXT_ARG(digits)) : digits;
}

Text witness_words(Prover *prover, const InputCell *row, const uint32_t *inputs, size_t count) {
    TextBuilder out = text_builder(prover->arena);
    number_context_use(prover->numbers, prover->arena);
    for (size_t i = 0; i < count; i++) {
        if (out.len > 0) text_builder_add(&out, TEXT(", "));
        Text words = words_of(prover, inputs[i], &row[inputs[i]]);
        text_builder_add_format(&out, "%.*s = %.*s", TEXT_ARG(prover->plan->inputs[inputs[i]].name),
                                TEXT_ARG(words));
    }
    return text_builder_text(&out);
}

uint32_t *witness_inputs(Prover *prover, StepId step, size_t *count) {
    bool *found = ARENA_ARRAY(prover->arena, bool, prover->plan->input_count + 1);
    uint32_t *inputs = ARENA_ARRAY(prover->arena, uint32_t, prover->plan->input_count + 1);
    uint32_t mark = prover_new_mark(prover);
    size_t depth = 0;
    *count = 0;
    prover->marks[step] = mark;
    prover->stack[depth++] = step;
    while (depth > 0) {
        const Step *at = &prover->plan->steps[prover->stack[--depth]];
        if (at->op == OP_INPUT) found[at->input] = true;
        for (uint32_t i = 0; i < at->operand_count; i++) {
            StepId operand = plan_operands(prover->plan, at)[i];
            if (prover->marks[operand] != mark) prover->stack[depth++] = operand;
            prover->marks[operand] = mark;
        }
    }
    for (uint32_t i = 0; i < prover->plan->input_count; i++)
        if (found[i]) inputs[(*count)++] = i;
    return inputs;
}
