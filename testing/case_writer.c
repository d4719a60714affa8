#include "testing/case_writer.h"

#include "base/unicode.h"
#include "runtime/computing/evaluate.h"
#include "runtime/computing/value_told.h"
#include "testing/test_data.h"

/* One result of which something is expected. */
typedef struct Subject {
    uint32_t output;
    unsigned part;
} Subject;

enum { SUBJECTS = 4 };

/* The test of one declaration on its way to text. */
typedef struct Writer {
    const Plan *plan;
    const Source *source;
    CaseSet *set;
    bool *is_ratio; /* per output: its value is per cent, not only shown so */
    NumberContext *numbers;
    Arena *arena;
    TextBuilder *out;
    Evaluation evaluation;
    Table table;
    Subject subjects[SUBJECTS];
    size_t subject_count;
    size_t column_count; /* inputs, then subjects */
    Text *cells;         /* row × column; an empty one cannot be written */
    size_t row_count;
    size_t unwritten; /* rows that were left out */
    size_t *widths;   /* per column */
} Writer;

/* ---- texts */

/* [L1.5] */
static Text literal_text(Arena *arena, Text text) {
    TextBuilder out = text_builder(arena);
    text_builder_add_char(&out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == '"' || text.bytes[i] == '\\') text_builder_add_char(&out, '\\');
        text_builder_add_char(&out, text.bytes[i]);
    }
    text_builder_add_char(&out, '"');
    return text_builder_text(&out);
}

static ValueTeller teller_of(const Writer *writer) {
    return (ValueTeller){.plan = writer->plan,
                         .table = &writer->table,
                         .numbers = writer->numbers,
                         .arena = writer->arena,
                         .point = '.',
                         .words = &value_words_english};
}

static Text date_text(const Writer *writer, Text date) {
    return text_format(writer->arena, "date \"%.*s\"", TEXT_ARG(date));
}

static Text option_text(const Writer *writer, uint32_t number, const StepValue *value) {
    const PlanInput *input = &writer->plan->inputs[number];
    int64_t option = 0;
    (void)number_to_int(writer->numbers, value->number, &option);
    if ((size_t)option < input->option_count) return literal_text(writer->arena, input->options[option].text);
    return TEXT("\"-\""); /* any other text */
}

/* [L1.4] */
static Text within_limit(Text text) {
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++)
        digits += text.bytes[i] >= '0' && text.bytes[i] <= '9';
    return digits > NUMBER_MAX_DIGITS ? (Text){NULL, 0} : text;
}

/* Values that only a token means cannot be written. */
static Text given_text(const Writer *writer, uint32_t number, const StepValue *value) {
    const PlanInput *input = &writer->plan->inputs[number];
    ValueTeller teller = teller_of(writer);
    bool is_option = input->type == INPUT_OPTION || input->type == INPUT_TEXT;
    if (value->state != STATE_VALUE) return told_input(&teller, number, value);
    if (is_option) return option_text(writer, number, value);
    if (input->type == INPUT_YES_NO) return told_input(&teller, number, value);
    if (!range_contains(writer->numbers, &input->range, value->number)) return (Text){NULL, 0};
    if (input->type == INPUT_DATE) return date_text(writer, told_input(&teller, number, value));
    return within_limit(told_input(&teller, number, value));
}

/* Points are not compared with per cent, however they are shown. */
static Text value_text(const Writer *writer, const Subject *subject, const StepValue *value) {
    const PlanOutput *output = &writer->plan->outputs[subject->output];
    ValueTeller teller = teller_of(writer);
    bool is_shown_otherwise = output->as_percent && !writer->is_ratio[subject->output];
    return is_shown_otherwise ? told_number(&teller, value->number, false)
                              : told_output(&teller, subject->output, subject->part, value);
}

/* A number without an end cannot be expected. */
static Text expected_text(const Writer *writer, const Subject *subject, const StepValue *value) {
    const PlanOutput *output = &writer->plan->outputs[subject->output];
    ValueTeller teller = teller_of(writer);
    StepId step = plan_part(output, PLAN_PART_ALL, subject->part);
    PlanType type = writer->plan->steps[step].type;
    if (value->state != STATE_VALUE) return told_output(&teller, subject->output, subject->part, value);
    if (type == PLAN_NUMBER && number_decimals(writer->numbers, value->number, NUMBER_MAX_DECIMALS) < 0)
        return (Text){NULL, 0};
    if (type == PLAN_NUMBER) return within_limit(value_text(writer, subject, value));
    Text told = told_output(&teller, subject->output, subject->part, value);
    if (type == PLAN_DATE) return date_text(writer, told);
    if (type != PLAN_OPTION || told.len < 2) return told;
    return literal_text(writer->arena, text_slice(told, 1, told.len - 1));
}

/* ---- what is expected */

static void expect(Writer *writer, uint32_t output, unsigned part) {
    StepId step = plan_part(&writer->plan->outputs[output], PLAN_PART_ALL, part);
    if (step != STEP_NONE && writer->subject_count < SUBJECTS)
        writer->subjects[writer->subject_count++] = (Subject){output, part};
}

static void choose_subjects(Writer *writer) {
    uint32_t number = writer->set->declaration->output;
    const PlanOutput *output = &writer->plan->outputs[number];
    if (output->kind == OUTPUT_GRADE || output->kind == OUTPUT_RANK) expect(writer, output->source, 0);
    expect(writer, number, 0);
    bool is_tree = output->kind == OUTPUT_INDEX || output->kind == OUTPUT_GROUP;
    if (is_tree && output->points != output->value) expect(writer, number, 2);
    if (is_tree || (output->kind == OUTPUT_CRITERION && !output->has_full_max)) expect(writer, number, 3);
}

/* ---- the units, scored */

static void add_cells(const Writer *writer, PlanTestUnit *unit, const InputCell *row) {
    for (size_t i = 0; i < writer->set->input_count; i++) {
        uint32_t input = writer->set->inputs[i];
        PlanTestCell cell = {.input = input, .state = row[input].state, .number = row[input].number};
        if (writer->plan->inputs[input].type == INPUT_TEXT && cell.state == STATE_VALUE) {
            StepValue value = {cell.number, STATE_VALUE};
            Text text = option_text(writer, input, &value);
            cell.text = text_slice(text, 1, text.len - 1);
        }
        ARENA_PUSH(writer->arena, unit->cells, unit->cell_count, unit->cell_capacity, cell);
    }
}

static bool score(Writer *writer, InputCell *const *rows, size_t count) {
    PlanTest test = {.name = writer->set->declaration->name};
    EvaluateOptions options = {.by_reference = true};
    for (size_t i = 0; i < count; i++) {
        PlanTestUnit unit = {.cells = NULL};
        add_cells(writer, &unit, rows[i]);
        ARENA_PUSH(writer->arena, test.units, test.unit_count, test.unit_capacity, unit);
    }
    writer->table = test_table(writer->plan, writer->source, &test, writer->arena, writer->numbers);
    number_context_use(writer->numbers, writer->arena);
    return evaluate(writer->plan, &writer->table, &options, writer->arena, writer->numbers,
                    diagnostics_new(writer->arena), &writer->evaluation);
}

static Text cell_text(const Writer *writer, size_t row, size_t column) {
    size_t inputs = writer->set->input_count;
    if (column < inputs) {
        uint32_t input = writer->set->inputs[column];
        StepValue value = told_cell(&writer->table.columns[input].values, row);
        const InputCell *given = &writer->set->rows[row][input];
        if (given->state != STATE_VALUE) value.state = given->state;
        return given_text(writer, input, &value);
    }
    const Subject *subject = &writer->subjects[column - inputs];
    StepId step = plan_part(&writer->plan->outputs[subject->output], PLAN_PART_ALL, subject->part);
    StepValue value = told_cell(&writer->evaluation.columns[step], row);
    return expected_text(writer, subject, &value);
}

static bool fill_row(const Writer *writer, size_t row, Text *cells) {
    bool can_be_written = true;
    for (size_t column = 0; column < writer->column_count; column++) {
        cells[column] = cell_text(writer, row, column);
        can_be_written &= cells[column].bytes != NULL;
    }
    return can_be_written;
}

static void fill_cells(Writer *writer) {
    writer->column_count = writer->set->input_count + writer->subject_count;
    writer->cells = ARENA_ARRAY(writer->arena, Text, writer->set->row_count * writer->column_count + 1);
    writer->row_count = 0;
    for (size_t row = 0; row < writer->set->row_count; row++) {
        InputCell *cells = writer->set->rows[row];
        if (!fill_row(writer, row, &writer->cells[writer->row_count * writer->column_count])) continue;
        writer->set->rows[writer->row_count++] = cells;
    }
}

/* Units that cannot be written are left out; where all units are looked at, the others are scored anew. */
static void score_set(Writer *writer) {
    CaseSet *set = writer->set;
    for (;;) {
        size_t count = set->row_count;
        writer->row_count = 0;
        if (count == 0 || !score(writer, set->rows, count)) return;
        fill_cells(writer);
        writer->unwritten += count - writer->row_count;
        set->row_count = writer->row_count;
        if (set->row_count == count || !set->looks_at_units) return;
    }
}

/* ---- as a test */

static Text column_name(const Writer *writer, size_t column) {
    static const char *const parts[] = {"", ".exact", ".points", ".max"};
    size_t inputs = writer->set->input_count;
    if (column < inputs) return writer->plan->inputs[writer->set->inputs[column]].name;
    const Subject *subject = &writer->subjects[column - inputs];
    return text_format(writer->arena, "%.*s%s", TEXT_ARG(writer->plan->outputs[subject->output].name),
                       parts[subject->part]);
}

static Text text_in(const Writer *writer, size_t row, size_t column) {
    return writer->cells[row * writer->column_count + column];
}

static bool is_fixed(const Writer *writer, size_t column) {
    for (size_t row = 1; row < writer->row_count; row++)
        if (!text_equal(text_in(writer, 0, column), text_in(writer, row, column))) return false;
    return true;
}

enum { LINE_WIDTH = 110 };

/* "name = value", on a new line where this one is full; gives where the line ends. */
static size_t add_named(const Writer *writer, size_t column, size_t at) {
    Text text = text_format(writer->arena, "  %.*s = %.*s", TEXT_ARG(column_name(writer, column)),
                            TEXT_ARG(text_in(writer, 0, column)));
    bool is_full = at + unicode_width(text) > LINE_WIDTH;
    if (is_full) text_builder_add(writer->out, TEXT("\n       "));
    text_builder_add(writer->out, text);
    return (is_full ? sizeof "       " - 1 : at) + unicode_width(text);
}

/* What is not given is missing. */
static void add_given(const Writer *writer) {
    bool has_begun = false;
    size_t at = sizeof "  given" - 1;
    for (size_t i = 0; i < writer->set->input_count; i++) {
        if (!is_fixed(writer, i) || text_equal(text_in(writer, 0, i), TEXT("missing"))) continue;
        if (!has_begun) text_builder_add(writer->out, TEXT("  given"));
        has_begun = true;
        at = add_named(writer, i, at);
    }
    if (has_begun) text_builder_add_char(writer->out, '\n');
}

static void add_one(const Writer *writer) {
    size_t at = sizeof "  expect" - 1;
    text_builder_add(writer->out, TEXT("  expect"));
    for (size_t i = writer->set->input_count; i < writer->column_count; i++)
        at = add_named(writer, i, at);
    text_builder_add_char(writer->out, '\n');
}

static void find_widths(Writer *writer) {
    writer->widths = ARENA_ARRAY(writer->arena, size_t, writer->column_count + 1);
    for (size_t i = 0; i < writer->column_count; i++) {
        writer->widths[i] = unicode_width(column_name(writer, i));
        for (size_t row = 0; row < writer->row_count; row++) {
            size_t width = unicode_width(text_in(writer, row, i));
            if (width > writer->widths[i]) writer->widths[i] = width;
        }
    }
}

/* One line of names or values; `row` SIZE_MAX: names. */
static void add_line(const Writer *writer, size_t row) {
    size_t inputs = writer->set->input_count, width = 0;
    bool has_begun = false;
    text_builder_add(writer->out, row == SIZE_MAX ? TEXT("  units ") : TEXT("        "));
    for (size_t i = 0; i < writer->column_count; i++) {
        Text text = row == SIZE_MAX ? column_name(writer, i) : text_in(writer, row, i);
        if (i < inputs && is_fixed(writer, i)) continue;
        if (has_begun && i != inputs) text_builder_add_char(writer->out, ',');
        if (has_begun) text_builder_add_repeated(writer->out, TEXT(" "), width + 1);
        if (i == inputs) text_builder_add(writer->out, TEXT("-> "));
        text_builder_add(writer->out, text);
        width = writer->widths[i] - unicode_width(text);
        has_begun = true;
    }
    text_builder_add_char(writer->out, '\n');
}

static void add_table(Writer *writer) {
    find_widths(writer);
    add_line(writer, SIZE_MAX);
    for (size_t row = 0; row < writer->row_count; row++)
        add_line(writer, row);
}

static void add_left(const Writer *writer) {
    for (size_t i = 0; i < writer->set->left_count; i++) {
        const CaseTarget *target = writer->set->left[i];
        Position position = source_position(writer->source, target->span.from);
        text_builder_add_format(writer->out, "# no case was found: line %zu, %.*s\n", position.line,
                                TEXT_ARG(target->text));
    }
}

static void add_test(Writer *writer) {
    Text name = literal_text(writer->arena, writer->set->declaration->name);
    text_builder_add_format(writer->out, "test %.*s {\n", TEXT_ARG(name));
    add_given(writer);
    if (writer->row_count == 1)
        add_one(writer);
    else
        add_table(writer);
    text_builder_add(writer->out, TEXT("}\n"));
}

static void write_set(Writer *writer) {
    choose_subjects(writer);
    text_builder_add_char(writer->out, '\n');
    if (writer->subject_count > 0) score_set(writer);
    if (writer->row_count > 0) add_test(writer);
    if (writer->unwritten > 0)
        text_builder_add_format(writer->out, "# left out: %zu whose values cannot be written as numbers\n",
                                writer->unwritten);
    add_left(writer);
}

static bool is_ratio(const Symbol *symbol) {
    if (symbol->kind == SYMBOL_TREE) return measure_is_ratio(&symbol->tree->value.measure);
    return symbol->outcome && measure_is_ratio(&symbol->outcome->value.measure);
}

static bool *find_ratios(const Compilation *compilation, Arena *arena) {
    const Methodology *methodology = compilation->methodology;
    bool *ratios = ARENA_ARRAY(arena, bool, (size_t)compilation->plan->output_count + 1);
    for (size_t i = 0; i < methodology->symbol_count; i++) {
        const Symbol *symbol = methodology->symbols[i];
        if (symbol->kind != SYMBOL_INPUT && symbol->kind != SYMBOL_FUNCTION)
            ratios[symbol->output] = is_ratio(symbol);
    }
    return ratios;
}

void case_write(const Compilation *compilation, const Source *source, const CaseSets *sets,
                NumberContext *numbers, Arena *arena, TextBuilder *out) {
    text_builder_add_format(out,
                            "# Cases for %.*s, generated: they record what the rules do now.\n"
                            "# A mistake in the rules is recorded here as if it were right: read every value "
                            "and compare it with\n"
                            "# the decision before you keep it.\n",
                            TEXT_ARG(source->name));
    bool *ratios = find_ratios(compilation, arena);
    for (size_t i = 0; i < sets->count; i++) {
        Writer writer = {.plan = compilation->plan,
                         .source = source,
                         .set = &sets->items[i],
                         .is_ratio = ratios,
                         .numbers = numbers,
                         .arena = arena,
                         .out = out};
        write_set(&writer);
    }
}
