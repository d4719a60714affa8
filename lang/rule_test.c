#include "lang/rule_test.h"

#include "lang/ast_expand.h"
#include "lang/rule_files.h"
#include "lang/test_value.h"

/* One test on its way into the plan. Marks hold the number of the test, or of the walk, that made them. */
typedef struct TestBuilder {
    Elaborator *elaborator;
    Plan *plan;
    Arena *arena;
    uint32_t number;      /* of the test at hand, from 1 */
    uint32_t *given_in;   /* per input */
    Span *given_at;       /* per input */
    uint32_t walk;        /* number of it, from 1 */
    uint32_t *walked_in;  /* per step */
    StepId *stack;        /* room for all steps */
    const Input **inputs; /* of the test at hand: those of the lines */
    size_t input_count, input_capacity;
    TestSubject *subjects; /* of the test at hand */
    size_t subject_count, subject_capacity;
} TestBuilder;

static Diagnostic *refuse(const TestBuilder *builder, Span span, DiagnosticCode code, Text message,
                          Text hint) {
    Context context = context_top(builder->elaborator);
    return report(builder->elaborator, &context, span, code, message, hint);
}

static Text written(const TestBuilder *builder, Span span) {
    return text_slice(builder->elaborator->methodology->source->text, span.from, span.to);
}

static void start(TestBuilder *builder) {
    builder->number++;
    builder->input_count = builder->subject_count = 0;
}

/* ---- names, each once */

static void refuse_twice(const TestBuilder *builder, Span span, Span first) {
    Diagnostic *said = refuse(
        builder, span, DIAGNOSTIC_TEST_TWICE,
        say(builder->elaborator, "`%.*s` is written twice in this test", TEXT_ARG(written(builder, span))),
        TEXT("keep one of the two"));
    diagnostic_relate(builder->elaborator->diagnostics, said, builder->elaborator->methodology->source, first,
                      TEXT("first written here"));
}

static bool give(TestBuilder *builder, const Input *input, Span span) {
    if (builder->given_in[input->number] == builder->number) {
        refuse_twice(builder, span, builder->given_at[input->number]);
        return false;
    }
    builder->given_in[input->number] = builder->number;
    builder->given_at[input->number] = span;
    return true;
}

static bool take_inputs(TestBuilder *builder, const ExpressionList *names) {
    bool all = true;
    for (size_t i = 0; i < names->count; i++) {
        const Input *input = test_input(builder->elaborator, names->items[i]);
        all &= input && give(builder, input, names->items[i]->span);
        ARENA_PUSH(builder->arena, builder->inputs, builder->input_count, builder->input_capacity, input);
    }
    return all;
}

static bool is_new_subject(const TestBuilder *builder, const TestSubject *subject) {
    for (size_t i = 0; i < builder->subject_count; i++) {
        const TestSubject *other = &builder->subjects[i];
        if (other->output != subject->output || other->part != subject->part) continue;
        refuse_twice(builder, subject->written->span, other->written->span);
        return false;
    }
    return true;
}

static bool take_subjects(TestBuilder *builder, const ExpressionList *names) {
    bool all = true;
    for (size_t i = 0; i < names->count; i++) {
        TestSubject subject;
        if (!test_subject(builder->elaborator, builder->plan, names->items[i], &subject) ||
            !is_new_subject(builder, &subject))
            all = false;
        else
            ARENA_PUSH(builder->arena, builder->subjects, builder->subject_count, builder->subject_capacity,
                       subject);
    }
    return all;
}

/* ---- what a result needs */

/* An input that data must have, that the step looks at, and that the test does not give; NULL: none. */
static const PlanInput *lacking(const TestBuilder *builder, const Step *step) {
    if (step->op != OP_INPUT || !builder->plan->inputs[step->input].rejects_missing) return NULL;
    return builder->given_in[step->input] == builder->number ? NULL : &builder->plan->inputs[step->input];
}

static uint32_t scope_of(const Step *step) {
    return step_op_is_cohort(step->op) ? step->cohort.scope_input : UINT32_MAX;
}

static const PlanInput *lacking_scope(const TestBuilder *builder, const Step *step) {
    uint32_t scope = scope_of(step);
    if (scope == UINT32_MAX || !builder->plan->inputs[scope].rejects_missing) return NULL;
    return builder->given_in[scope] == builder->number ? NULL : &builder->plan->inputs[scope];
}

static size_t push(TestBuilder *builder, size_t count, StepId id) {
    if (builder->walked_in[id] == builder->walk) return count;
    builder->walked_in[id] = builder->walk;
    builder->stack[count] = id;
    return count + 1;
}

static const PlanInput *find_lacking(TestBuilder *builder, StepId from) {
    const Plan *plan = builder->plan;
    builder->walk++;
    size_t count = push(builder, 0, from);
    while (count > 0) {
        const Step *step = &plan->steps[builder->stack[--count]];
        const PlanInput *found = lacking(builder, step);
        if (!found) found = lacking_scope(builder, step);
        if (found) return found;
        for (uint32_t i = step->operand_count; i-- > 0;)
            count = push(builder, count, plan_operands(plan, step)[i]);
    }
    return NULL;
}

static bool has_inputs(TestBuilder *builder, const TestSubject *subject, Span span) {
    const PlanInput *input = find_lacking(builder, subject->step);
    if (!input) return true;
    refuse(builder, span, DIAGNOSTIC_TEST_INPUT,
           say(builder->elaborator, "`%.*s` needs `%.*s`, which this test does not give",
               TEXT_ARG(builder->plan->outputs[subject->output].name), TEXT_ARG(input->name)),
           say(builder->elaborator, "write `%.*s = ...` behind `given`: data without it is rejected",
               TEXT_ARG(input->name)));
    return false;
}

/* ---- units */

static void add_cell(TestBuilder *builder, PlanTestUnit *unit, const Input *input,
                     const AstExpression *literal) {
    PlanTestCell cell;
    if (test_cell(builder->elaborator, input, literal, &cell))
        ARENA_PUSH(builder->arena, unit->cells, unit->cell_count, unit->cell_capacity, cell);
}

static void add_expectation(TestBuilder *builder, PlanTestUnit *unit, const TestSubject *subject,
                            const AstExpression *literal) {
    PlanExpectation expectation;
    if (literal->kind != AST_ERROR &&
        test_expectation(builder->elaborator, builder->plan, subject, literal, &expectation))
        ARENA_PUSH(builder->arena, unit->expectations, unit->expectation_count, unit->expectation_capacity,
                   expectation);
}

static bool is_whole_side(const TestBuilder *builder, const AstTestLine *line, size_t found, size_t names,
                          const char *side) {
    if (found == names) return true;
    refuse(builder, line->span, DIAGNOSTIC_TEST_LINE,
           say(builder->elaborator, "%zu value%s stand%s %s `->` here, %zu name%s above", found,
               found == 1 ? "" : "s", found == 1 ? "s" : "", side, names, names == 1 ? "" : "s"),
           TEXT("write one value for each name, with commas between them"));
    return false;
}

static void add_unit(TestBuilder *builder, PlanTest *test, const AstTest *ast, const AstTestLine *line) {
    PlanTestUnit unit = {.span = line->span};
    size_t fixed = ast->fixed.count;
    if (!is_whole_side(builder, line, line->given.count, ast->inputs.count, "before") ||
        !is_whole_side(builder, line, line->expected.count, ast->outputs.count, "behind"))
        return;
    for (size_t i = 0; i < fixed; i++)
        add_cell(builder, &unit, builder->inputs[i], ast->fixed_values.items[i]);
    for (size_t i = 0; i < line->given.count; i++)
        add_cell(builder, &unit, builder->inputs[fixed + i], line->given.items[i]);
    for (size_t i = 0; i < line->expected.count; i++)
        add_expectation(builder, &unit, &builder->subjects[i], line->expected.items[i]);
    ARENA_PUSH(builder->arena, test->units, test->unit_count, test->unit_capacity, unit);
}

static void add_test(TestBuilder *builder, PlanTest test) {
    Plan *plan = builder->plan;
    ARENA_PUSH(builder->arena, plan->tests, plan->test_count, plan->test_capacity, test);
}

/* [L9.9] A name is seen from the file that writes it. */
static bool take_file(const TestBuilder *builder, const AstName *written, Text *name) {
    const Source *source = builder->elaborator->methodology->source;
    Text file = source_file_name(source, written->span.from), first = source_file_name(source, 0);
    size_t folder = first.len;
    while (folder > 0 && first.bytes[folder - 1] != '/')
        folder--;
    *name = rule_file_name(builder->arena, text_slice(file, folder, file.len), written->text);
    if (name->len > 0) return true;
    refuse(builder, written->span, DIAGNOSTIC_EXTENDS_PATH,
           TEXT("only a file in the folder of the rules or below it can be read"),
           TEXT("write its name as seen from this file, with `/` between folders: `\"data2017.csv\"`"));
    return false;
}

static void build_file_test(TestBuilder *builder, const AstTest *ast) {
    PlanTest test = {.name = ast->name, .span = ast->span};
    start(builder);
    if (take_file(builder, &ast->data_file, &test.data_file) &&
        take_file(builder, &ast->result_file, &test.result_file))
        add_test(builder, test);
}

static void build_test(TestBuilder *builder, const AstTest *ast) {
    PlanTest test = {.name = ast->name, .span = ast->span};
    start(builder);
    bool is_good = take_inputs(builder, &ast->fixed);
    is_good &= take_inputs(builder, &ast->inputs);
    is_good &= take_subjects(builder, &ast->outputs);
    /* said once: what lacks one input lacks it everywhere */
    for (size_t i = 0; is_good && i < builder->subject_count; i++)
        is_good = has_inputs(builder, &builder->subjects[i], builder->subjects[i].written->span);
    for (size_t i = 0; is_good && i < ast->line_count; i++)
        add_unit(builder, &test, ast, &ast->lines[i]);
    add_test(builder, test);
}

/* ---- examples */

static bool unclear(const TestBuilder *builder, const AstTestLine *example, Text why) {
    refuse(builder, example->span, DIAGNOSTIC_EXAMPLE_UNCLEAR, why,
           TEXT("an example gives values to the inputs that a criterion names; write a `test` instead"));
    return false;
}

static bool take_named_input(TestBuilder *builder, const AstTestLine *example, AstName name) {
    Symbol *symbol = methodology_find(builder->elaborator->methodology, name.text);
    if (symbol->kind != SYMBOL_INPUT)
        return unclear(builder, example,
                       say(builder->elaborator, "the criterion looks at `%.*s`, which is no input",
                           TEXT_ARG(name.text)));
    if (builder->given_in[symbol->input->number] == builder->number) return true;
    const Input *input = symbol->input;
    ARENA_PUSH(builder->arena, builder->inputs, builder->input_count, builder->input_capacity, input);
    return give(builder, input, name.span);
}

/* Inputs in the order in which they are first named. Expressions are at most 256 deep. */
static bool take_named_inputs(TestBuilder *builder, const AstTestLine *example,
                              const AstExpression *expression) {
    if (!expression) return true;
    if (expression->kind == AST_NAME && !take_named_input(builder, example, expression->name)) return false;
    if (expression->kind == AST_ATTRIBUTE || expression->kind == AST_EVERY)
        return take_named_input(builder, example, expression->name);
    for (uint32_t i = 0; i < expression->count; i++)
        if (!take_named_inputs(builder, example, expression->operands[i])) return false;
    return true;
}

/* The clauses of a criterion that look at inputs, in the order in which they stand in the file. */
static void order_clauses(const AstNode *node, const AstExpression *clauses[4]) {
    const AstExpression *written[] = {node->max, node->applies, node->counts, node->formula};
    size_t count = 0;
    for (size_t i = 0; i < 4; i++) {
        size_t place = count;
        if (!written[i]) continue;
        for (; place > 0 && clauses[place - 1]->span.from > written[i]->span.from; place--)
            clauses[place] = clauses[place - 1];
        clauses[place] = written[i];
        count++;
    }
    while (count < 4)
        clauses[count++] = NULL;
}

static bool take_criterion_inputs(TestBuilder *builder, const AstNode *node, const AstTestLine *example) {
    const AstExpression *clauses[4];
    order_clauses(node, clauses);
    for (size_t i = 0; i < 4; i++)
        if (!take_named_inputs(builder, example, clauses[i])) return false;
    return true;
}

static Text input_names(const TestBuilder *builder) {
    TextBuilder names = text_builder(builder->arena);
    for (size_t i = 0; i < builder->input_count; i++)
        text_builder_add_format(&names, "%s`%.*s`", i > 0 ? ", " : "", TEXT_ARG(builder->inputs[i]->name));
    return text_builder_text(&names);
}

static bool has_all_values(const TestBuilder *builder, const AstTestLine *example) {
    size_t found = example->given.count, names = builder->input_count;
    if (found == names) return true;
    if (names == 0) return unclear(builder, example, TEXT("the criterion names no input"));
    refuse(builder, example->span, DIAGNOSTIC_TEST_LINE,
           say(builder->elaborator,
               "this example has %zu value%s before `->`, the criterion names %zu input%s", found,
               found == 1 ? "" : "s", names, names == 1 ? "" : "s"),
           say(builder->elaborator, "write values of %.*s, in this order", TEXT_ARG(input_names(builder))));
    return false;
}

static bool take_criterion(TestBuilder *builder, const AstNode *node) {
    AstExpression *name = ARENA_NEW(builder->arena, AstExpression);
    *name = (AstExpression){.kind = AST_NAME, .span = node->name.span, .name = node->name};
    ExpressionList names = {&name, 1, 1};
    return take_subjects(builder, &names);
}

/* Functions may look at other units, too, and so may what stands for a missing cell. */
static bool is_alone(const TestBuilder *builder, const AstTestLine *example) {
    if (builder->plan->steps[builder->subjects[0].step].stage == 0) return true;
    return unclear(builder, example, TEXT("the criterion looks at other units, too"));
}

static void build_example(TestBuilder *builder, const AstNode *node, const AstTestLine *example) {
    start(builder);
    if (!take_criterion_inputs(builder, node, example) || !has_all_values(builder, example) ||
        !take_criterion(builder, node) || !is_alone(builder, example) ||
        !has_inputs(builder, &builder->subjects[0], example->span))
        return;
    PlanTestUnit unit = {.span = example->span};
    PlanTest test = {.is_example = true, .criterion = builder->subjects[0].output, .span = example->span};
    for (size_t i = 0; i < builder->input_count; i++)
        add_cell(builder, &unit, builder->inputs[i], example->given.items[i]);
    add_expectation(builder, &unit, &builder->subjects[0], example->expected.items[0]);
    ARENA_PUSH(builder->arena, test.units, test.unit_count, test.unit_capacity, unit);
    add_test(builder, test);
}

/* Recursion: groups in groups, no deeper than the limit on brackets. */
static void build_examples(TestBuilder *builder, const AstNode *node) {
    for (size_t i = 0; i < node->example_count; i++)
        build_example(builder, node, &node->examples[i]);
    for (size_t i = 0; i < node->row_count; i++)
        if (node->rows[i].example_count > 0)
            build_examples(builder, ast_row_criterion(node, &node->rows[i], builder->arena));
    for (size_t i = 0; i < node->member_count; i++)
        build_examples(builder, node->members[i]);
}

/* ---- all of them */

static bool has_examples(const AstNode *node) {
    bool found = node->example_count > 0;
    for (size_t i = 0; !found && i < node->row_count; i++)
        found = node->rows[i].example_count > 0;
    for (size_t i = 0; !found && i < node->member_count; i++)
        found = has_examples(node->members[i]);
    return found;
}

static bool is_wanted(const AstItem *item) {
    return item->kind == ITEM_TEST || (item->kind == ITEM_NODE && has_examples(item->node));
}

static bool any_wanted(const AstFile *file) {
    for (size_t i = 0; i < file->item_count; i++)
        if (is_wanted(&file->items[i])) return true;
    return false;
}

void tests_build(Elaborator *elaborator, Plan *plan) {
    const AstFile *file = elaborator->methodology->ast;
    Arena *arena = elaborator->arena;
    if (!any_wanted(file)) return;
    TestBuilder builder = {.elaborator = elaborator,
                           .plan = plan,
                           .arena = arena,
                           .given_in = ARENA_ARRAY(arena, uint32_t, plan->input_count),
                           .given_at = ARENA_ARRAY(arena, Span, plan->input_count),
                           .walked_in = ARENA_ARRAY(arena, uint32_t, plan->step_count),
                           .stack = ARENA_ARRAY(arena, StepId, plan->step_count)};
    for (size_t i = 0; i < file->item_count; i++) {
        const AstTest *test = file->items[i].kind == ITEM_TEST ? file->items[i].test : NULL;
        if (test && test->data_file.text.bytes)
            build_file_test(&builder, test);
        else if (test)
            build_test(&builder, test);
        if (file->items[i].kind == ITEM_NODE) build_examples(&builder, file->items[i].node);
    }
}
