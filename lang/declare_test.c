#include "lang/declare.h"

PairList *pair_add(ParseContext *context, PairList *list, AstExpression *name, AstExpression *value) {
    if (!list) list = ARENA_NEW(context->arena, PairList);
    (void)ast_list_add(context, &list->names, name);
    (void)ast_list_add(context, &list->values, value);
    return list;
}

TestLineList *test_line_add(ParseContext *context, TestLineList *list, AstTestLine line) {
    if (!list) list = ARENA_NEW(context->arena, TestLineList);
    ARENA_PUSH(context->arena, list->items, list->count, list->capacity, line);
    return list;
}

static void add_line(ParseContext *context, AstTest *test, AstTestLine line) {
    ARENA_PUSH(context->arena, test->lines, test->line_count, test->line_capacity, line);
}

AstTest *test_of_pairs(ParseContext *context, const PairList *expected) {
    AstTest *test = ARENA_NEW(context->arena, AstTest);
    Span first = expected->names.items[0]->span;
    Span last = expected->values.items[expected->values.count - 1]->span;
    test->outputs = expected->names;
    add_line(context, test, (AstTestLine){.expected = expected->values, .span = span_join(first, last)});
    return test;
}

AstTest *test_of_lines(ParseContext *context, const ExpressionList *inputs, const ExpressionList *outputs,
                       const TestLineList *lines) {
    AstTest *test = ARENA_NEW(context->arena, AstTest);
    test->inputs = *inputs;
    test->outputs = *outputs;
    for (size_t i = 0; i < lines->count; i++)
        add_line(context, test, lines->items[i]);
    return test;
}

AstTest *test_of_files(ParseContext *context, Text data, Span data_span, Text result, Span result_span) {
    AstTest *test = ARENA_NEW(context->arena, AstTest);
    test->data_file = (AstName){data, data_span};
    test->result_file = (AstName){result, result_span};
    return test;
}

AstTest *test_given(AstTest *test, const PairList *given) {
    test->fixed = given->names;
    test->fixed_values = given->values;
    return test;
}

void declare_test(ParseContext *context, Span span, Text name, AstTest *test) {
    test->name = name;
    test->span = span;
    declare_item(context, (AstItem){.kind = ITEM_TEST, .test = test});
}
