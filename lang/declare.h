/* Makes declarations out of names and clauses, and adds them to the file. */
#ifndef LANG_DECLARE_H
#define LANG_DECLARE_H

#include "lang/ast_build.h"
#include "lang/clause.h"

typedef struct OptionList {
    AstOption *items;
    size_t count, capacity;
} OptionList;

typedef struct RowList {
    AstRow *items;
    size_t count, capacity;
} RowList;

typedef struct NodeList {
    AstNode **items;
    size_t count, capacity;
} NodeList;

typedef struct ParameterList {
    AstParameter *items;
    size_t count, capacity;
} ParameterList;

/* `name = value`, as many names as values. */
typedef struct PairList {
    ExpressionList names, values;
} PairList;

typedef struct TestLineList {
    AstTestLine *items;
    size_t count, capacity;
} TestLineList;

/* The type of an input, with what belongs to it. */
typedef struct InputType {
    AstType type;
    Span span;
    OptionList *options, *yes_texts, *no_texts;
} InputType;

/* Lists start as NULL; each returns the list. */
OptionList *option_add(ParseContext *context, OptionList *list, AstOption option);
/* Behind the line at the end of the list. */
RowList *row_add_example(ParseContext *context, RowList *list, const Clause *example);
RowList *row_add(ParseContext *context, RowList *list, Span span, AstName name, Text label,
                 ExpressionList *arguments);
NodeList *node_add(ParseContext *context, NodeList *list, AstNode *node);
ParameterList *parameter_add(ParseContext *context, ParameterList *list, AstName name, Text doc);
/* The lines so far, where one cannot be read. */
GradeLineList *grade_lines_given(GradeLineList *list, ParseContext *context);
GradeLineList *grade_line_add(ParseContext *context, GradeLineList *list, Span span, Text text,
                              AstBound bound, AstExpression *value);
PairList *pair_add(ParseContext *context, PairList *list, AstExpression *name, AstExpression *value);
TestLineList *test_line_add(ParseContext *context, TestLineList *list, AstTestLine line);
InputType *input_type(ParseContext *context, AstType type, Span span, OptionList *options);

void declare_methodology(ParseContext *context, Span span, Text title, ClauseSet *clauses);
void declare_data(ParseContext *context, Span span); /* the keyword; the entries follow */
void declare_input(ParseContext *context, Span span, AstName name, AstName last, const InputType *type,
                   ClauseSet *clauses, Text label);
void declare_separator(ParseContext *context, Span span, Text separator);
void declare_numbers(ParseContext *context, Span span, Text decimal, Text group);
void declare_token(ParseContext *context, Span span, AstToken token);
void declare_units(ParseContext *context, Span span, OptionList *units);
void declare_require(ParseContext *context, Span span, AstExpression *condition, Text message);

/* Criterion, group, index, use. */
AstNode *declare_node(ParseContext *context, AstNodeKind kind, Span span, AstName name, Text label,
                      ClauseSet *clauses);
AstNode *declare_members(AstNode *node, NodeList *members);
AstNode *declare_criteria(ParseContext *context, Span span, ParameterList *parameters, ClauseSet *clauses,
                          RowList *rows);
void declare_rounding(ParseContext *context, AstRounding *rounding, const Clause *clause);
void declare_note(AstNote *notes, const Clause *clause); /* basis, evidence, note; others are passed over */
/* What the clauses allow within `scope`; an empty one is the whole file. */
void declare_allows(ParseContext *context, Span scope, const ClauseSet *clauses);
void declare_node_item(ParseContext *context, AstNode *node);
void declare_item(ParseContext *context, AstItem item);
void declare_function(ParseContext *context, Span span, AstName name, ParameterList *parameters, Text doc,
                      ClauseSet *clauses);
void declare_let(ParseContext *context, Span span, bool is_report, AstName name, Text label,
                 AstExpression *value, ClauseSet *clauses);
void declare_gate(ParseContext *context, Span span, AstName name, Text label, AstExpression *condition,
                  const ClauseSet *clauses);
void declare_rank(ParseContext *context, Span span, AstName name, Text label, AstRankKey from,
                  ClauseSet *clauses);
void declare_grade(ParseContext *context, Span span, AstName name, Text label, AstName source,
                   ClauseSet *clauses);
/* What a test expects of one unit, or of the units of its lines. */
AstTest *test_of_pairs(ParseContext *context, const PairList *expected);
AstTest *test_of_lines(ParseContext *context, const ExpressionList *inputs, const ExpressionList *outputs,
                       const TestLineList *lines);
/* The same with data and results in files. */
AstTest *test_of_files(ParseContext *context, Text data, Span data_span, Text result, Span result_span);
/* The same with values that hold for every unit. */
AstTest *test_given(AstTest *test, const PairList *given);
void declare_test(ParseContext *context, Span span, Text name, AstTest *test);

/* One clause of a rank or a grade. */
void declare_rank_clause(ParseContext *context, AstRank *rank, const Clause *clause);
void declare_grade_clause(AstGrade *grade, const Clause *clause);
/* One clause of an input. */
void declare_input_clause(ParseContext *context, AstInput *input, const Clause *clause);
void declare_input_type(AstInput *input, const InputType *type);

/* ---- rules that build on others [L11] */

void declare_extends(ParseContext *context, Span span, Text path);
void declare_node_change(ParseContext *context, Span span, AstNodeKind kind, AstName name, Text label,
                         ClauseSet *clauses);
/* `type` is NULL where it stays. */
void declare_input_change(ParseContext *context, Span span, AstName name, const InputType *type,
                          ClauseSet *clauses, Text label);
void declare_let_change(ParseContext *context, Span span, bool is_report, AstName name, Text label,
                        ClauseSet *clauses);
void declare_gate_change(ParseContext *context, Span span, AstName name, Text label, ClauseSet *clauses);
void declare_rank_change(ParseContext *context, Span span, AstName name, Text label, ClauseSet *clauses);
void declare_grade_change(ParseContext *context, Span span, AstName name, Text label, ClauseSet *clauses);
/* The last declaration, a function, is what one of the older rules becomes. */
void declare_function_change(ParseContext *context, Span span);
/* The keywords of `change data` and `add to data`; the entries follow, then the end. */
void declare_data_change(ParseContext *context, Span span);
void declare_data_addition(ParseContext *context, Span span);
void declare_data_end(ParseContext *context);
void declare_addition(ParseContext *context, Span span, AstName group, AstPosition position,
                      const NodeList *members);
void declare_removal(ParseContext *context, Span span, AstPart part, AstName name, AstName other,
                     ClauseSet *notes);
void declare_renaming(ParseContext *context, Span span, AstPart part, AstName name, AstName other, Text label,
                      ClauseSet *notes);
/* NULL: all that is carried over. */
void declare_review(ParseContext *context, Span span, const ParameterList *names, ClauseSet *notes);

#endif
