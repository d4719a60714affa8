#include "lang/test_value.h"

#include "lang/expression.h"
#include "lang/input_literal.h"

static void refuse(Elaborator *elaborator, Span span, DiagnosticCode code, Text message, Text hint) {
    Context context = context_top(elaborator);
    report(elaborator, &context, span, code, message, hint);
}

static Symbol *find(Elaborator *elaborator, const AstExpression *subject) {
    Context context = context_top(elaborator);
    Symbol *symbol = methodology_find(elaborator->methodology, subject->name.text);
    if (!symbol) report_unknown_name(elaborator, &context, subject->name, "name");
    return symbol;
}

static ValueState test_state(const AstExpression *literal) {
    return literal->kind == AST_MISSING          ? STATE_MISSING
           : literal->kind == AST_NOT_APPLICABLE ? STATE_NOT_APPLICABLE
                                                 : STATE_VALUE;
}

/* ---- what is given */

const Input *test_input(Elaborator *elaborator, const AstExpression *subject) {
    Symbol *symbol = find(elaborator, subject);
    if (!symbol) return NULL;
    if (symbol->kind == SYMBOL_INPUT && subject->kind == AST_NAME) return symbol->input;
    const char *kind = symbol_kind_text(symbol);
    refuse(elaborator, subject->span, DIAGNOSTIC_WRONG_KIND,
           say(elaborator, "`%.*s` is %s %s: a test gives values to inputs alone", TEXT_ARG(symbol->name),
               article_of(kind), kind),
           symbol->kind == SYMBOL_INPUT ? TEXT("name the input alone")
                                        : TEXT("what comes out stands behind `expect` or `->`"));
    return NULL;
}

static bool may_be_token(const PlanInput *plan, ValueState state) {
    for (size_t i = 0; i < plan->token_count; i++)
        if (plan->tokens[i].state == state) return true;
    return false;
}

static bool missing_cell(Elaborator *elaborator, const Input *input, Span span) {
    if (!elaborator->plan->inputs[input->number].rejects_missing) return true;
    refuse(elaborator, span, DIAGNOSTIC_BAD_LITERAL,
           say(elaborator, "`%.*s` cannot be missing: data with an empty cell is rejected",
               TEXT_ARG(input->name)),
           say(elaborator, "give it a value, or write `missing = ...` where `%.*s` is declared",
               TEXT_ARG(input->name)));
    return false;
}

static bool not_applicable_cell(Elaborator *elaborator, const Input *input, Span span) {
    bool is_empty = input->ast->has_missing && input->ast->missing == ON_MISSING_NOT_APPLICABLE;
    if (is_empty || may_be_token(&elaborator->plan->inputs[input->number], STATE_NOT_APPLICABLE)) return true;
    refuse(elaborator, span, DIAGNOSTIC_BAD_LITERAL,
           say(elaborator, "`%.*s` is applicable to every unit: no cell says that it is not",
               TEXT_ARG(input->name)),
           TEXT("give it a value, or declare a word for it: `token \"-\" means not applicable`"));
    return false;
}

static bool text_cell(Elaborator *elaborator, const Input *input, const AstExpression *literal, Text *text) {
    *text = text_trim(literal->text);
    if (literal->kind == AST_TEXT && text->len > 0) return true;
    refuse(elaborator, literal->span, DIAGNOSTIC_BAD_LITERAL,
           say(elaborator, "`%.*s` cannot have this value", TEXT_ARG(input->name)),
           TEXT("write a text that is not empty, in quotes"));
    return false;
}

static bool is_of_text(const Input *input) {
    AstType type = input->ast->type;
    return type == TYPE_KEY || type == TYPE_NAME || type == TYPE_TEXT;
}

/* [L3.6] lets 0 stand for a missing cell of any number; a cell with 0 is another matter. */
static bool is_in_range(Elaborator *elaborator, const Input *input, const AstExpression *literal,
                        Number number) {
    const Range *range = &elaborator->plan->inputs[input->number].range;
    if (input->category || range_contains(elaborator->numbers, range, number)) return true;
    refuse(elaborator, literal->span, DIAGNOSTIC_BAD_LITERAL,
           say(elaborator, "`%.*s` cannot have this value: its range is %.*s", TEXT_ARG(input->name),
               TEXT_ARG(range_text(elaborator->numbers, elaborator->arena, range,
                                   input->ast->type == TYPE_PERCENT))),
           TEXT("write a value that a cell could have, at its step"));
    return false;
}

bool test_cell(Elaborator *elaborator, const Input *input, const AstExpression *literal, PlanTestCell *cell) {
    *cell = (PlanTestCell){.input = input->number, .number = NUMBER_ZERO};
    if (literal->kind == AST_ERROR) return false;
    cell->state = test_state(literal);
    if (cell->state == STATE_MISSING) return missing_cell(elaborator, input, literal->span);
    if (cell->state == STATE_NOT_APPLICABLE) return not_applicable_cell(elaborator, input, literal->span);
    if (is_of_text(input)) return text_cell(elaborator, input, literal, &cell->text);
    return input_literal_of_type(elaborator, input, literal, &cell->number) &&
           is_in_range(elaborator, input, literal, cell->number);
}

/* ---- what is expected */

static bool part_of(Elaborator *elaborator, const AstExpression *written, unsigned *part) {
    AstAttribute attribute = written->kind == AST_ATTRIBUTE ? written->attribute : ATTRIBUTE_VALUE;
    switch (attribute) {
    case ATTRIBUTE_VALUE: *part = 0; return true;
    case ATTRIBUTE_EXACT: *part = 1; return true;
    case ATTRIBUTE_POINTS: *part = 2; return true;
    case ATTRIBUTE_MAX: *part = 3; return true;
    case ATTRIBUTE_RATIO: *part = 4; return true;
    case ATTRIBUTE_FULL_MAX: *part = 5; return true;
    case ATTRIBUTE_UNKNOWN: break;
    }
    Context context = context_top(elaborator);
    return attribute_is_known(elaborator, &context, written);
}

/* [L9.5] */
static void require_maximum(Elaborator *elaborator, const Symbol *symbol, StepId ratio, Span span) {
    Context context = context_top(elaborator);
    Obligation obligation = {.kind = OBLIGATION_RESULT,
                             .step = ratio,
                             .bound = STEP_NONE,
                             .is_everywhere = true,
                             .code = DIAGNOSTIC_NO_RESULT,
                             .subject = say(elaborator, "the ratio of `%.*s`", TEXT_ARG(symbol->name)),
                             .hint = TEXT("where the maximum is 0 there is no ratio: expect something of its "
                                          "`points` and its `max`")};
    oblige(elaborator, &context, span, obligation);
}

static void attribute_elaborate(Elaborator *elaborator, const AstExpression *subject) {
    Context context = context_top(elaborator);
    const Symbol *symbol = methodology_find(elaborator->methodology, subject->name.text);
    if (subject->kind != AST_ATTRIBUTE || !symbol || symbol->kind != SYMBOL_TREE) return;
    if (subject->attribute == ATTRIBUTE_FULL_MAX) symbol->tree->expects_full_max = true;
    if (subject->attribute != ATTRIBUTE_RATIO || symbol->tree->expects_ratio) return;
    symbol->tree->expects_ratio = true;
    Typed ratio = tree_attribute(elaborator, &context, symbol->tree, subject->attribute, subject->span);
    if (ratio.facts.may_be_undefined && !typed_is_error(&ratio))
        require_maximum(elaborator, symbol, ratio.step, subject->span);
    symbol->tree->ratio = ratio;
}

void test_attributes_elaborate(Elaborator *elaborator) {
    const AstFile *file = elaborator->methodology->ast;
    for (size_t i = 0; i < file->item_count; i++) {
        if (file->items[i].kind != ITEM_TEST) continue;
        const ExpressionList *outputs = &file->items[i].test->outputs;
        for (size_t k = 0; k < outputs->count; k++)
            attribute_elaborate(elaborator, outputs->items[k]);
    }
}

bool test_subject(Elaborator *elaborator, const Plan *plan, const AstExpression *written,
                  TestSubject *subject) {
    Context context = context_top(elaborator);
    const Symbol *symbol = find(elaborator, written);
    *subject = (TestSubject){.written = written};
    if (!symbol) return false;
    if (symbol->kind == SYMBOL_INPUT) {
        refuse(elaborator, written->span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` is an input: a test expects something of results",
                   TEXT_ARG(symbol->name)),
               TEXT("what goes in stands behind `given`, or before `->`"));
        return false;
    }
    if (!part_of(elaborator, written, &subject->part)) return false;
    bool is_ratio = symbol->kind == SYMBOL_TREE && subject->part == 4;
    subject->value = is_ratio ? symbol->tree->ratio : elaborate(elaborator, &context, written);
    if (typed_is_error(&subject->value)) return false;
    subject->output = symbol->output;
    subject->step = plan_part(&plan->outputs[symbol->output], PLAN_PART_ALL, subject->part);
    return subject->step != STEP_NONE;
}

static bool impossible(Elaborator *elaborator, const TestSubject *subject, Span span, const char *why) {
    Span name = subject->written->span;
    Text written = text_slice(elaborator->methodology->source->text, name.from, name.to);
    refuse(elaborator, span, DIAGNOSTIC_TEST_IMPOSSIBLE,
           say(elaborator, "whatever the data, `%.*s` is never %s", TEXT_ARG(written), why),
           TEXT("correct the expectation, or the rules"));
    return false;
}

static bool is_possible_state(Elaborator *elaborator, const TestSubject *subject, const Step *step, Span span,
                              ValueState state) {
    if (state == STATE_MISSING && !step->may_be_missing)
        return impossible(elaborator, subject, span, "missing");
    if (state == STATE_NOT_APPLICABLE && !step->may_not_apply)
        return impossible(elaborator, subject, span, "not applicable");
    return true;
}

/* "0..10 in steps of 0.1" */
static Text possible_text(Elaborator *elaborator, const Range *range, bool percent) {
    Text text = range_text(elaborator->numbers, elaborator->arena, range, percent);
    if (!range->has_step) return text;
    Number step = range->step;
    if (percent) step = number_multiply(elaborator->numbers, step, number_from_int(100));
    return say(elaborator, "%.*s in steps of %.*s%s", TEXT_ARG(text),
               TEXT_ARG(number_format_exact(elaborator->numbers, elaborator->arena, step)),
               percent ? "%" : "");
}

static bool is_possible_number(Elaborator *elaborator, const TestSubject *subject, const Step *step,
                               Span span, Number number) {
    if (subject->value.kind != KIND_NUMBER || range_contains(elaborator->numbers, &step->range, number))
        return true;
    Text range = possible_text(elaborator, &step->range, measure_is_ratio(&subject->value.measure));
    Text written = text_slice(elaborator->methodology->source->text, span.from, span.to);
    return impossible(elaborator, subject, span,
                      say(elaborator, "%.*s: it is %.*s", TEXT_ARG(written), TEXT_ARG(range)).bytes);
}

/* The options of a category of type `text` are those the rules name and those the data has. */
static bool is_known_option(Elaborator *elaborator, const Category *category, const AstExpression *literal) {
    if (!category || !category->open || literal->kind != AST_TEXT) return true;
    for (size_t i = 0; i < category->count; i++)
        if (text_equal(category->options[i].text, literal->text)) return true;
    refuse(elaborator, literal->span, DIAGNOSTIC_UNKNOWN_OPTION,
           say(elaborator, "no rule names \"%.*s\"", TEXT_ARG(literal->text)),
           TEXT("a test can expect a text that the rules name"));
    return false;
}

bool test_expectation(Elaborator *elaborator, const Plan *plan, const TestSubject *subject,
                      const AstExpression *literal, PlanExpectation *expectation) {
    Context context = context_top(elaborator);
    const Step *step = &plan->steps[subject->step];
    *expectation = (PlanExpectation){.output = subject->output,
                                     .part = subject->part,
                                     .state = test_state(literal),
                                     .number = NUMBER_ZERO,
                                     .subject = subject->written->span,
                                     .span = literal->span};
    if (expectation->state != STATE_VALUE)
        return is_possible_state(elaborator, subject, step, literal->span, expectation->state);
    if (!is_known_option(elaborator, subject->value.category, literal)) return false;
    Typed found = subject->value, expected = elaborate(elaborator, &context, literal);
    return unify(elaborator, &context, &found, &expected, literal->span, "compare") &&
           typed_constant(elaborator, &expected, &expectation->number) &&
           is_possible_number(elaborator, subject, step, literal->span, expectation->number);
}
