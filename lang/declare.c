#include "lang/declare.h"

OptionList *option_add(ParseContext *context, OptionList *list, AstOption option) {
    if (!list) list = ARENA_NEW(context->arena, OptionList);
    ARENA_PUSH(context->arena, list->items, list->count, list->capacity, option);
    return list;
}

static void count_criterion(ParseContext *context, Span span) {
    if (++context->criterion_count > context->limits->criteria)
        parse_stop(context, span, DIAGNOSTIC_LIMIT_CRITERIA, "raise the limit with `--limit criteria=N`",
                   "the rules have more than %llu criteria", (unsigned long long)context->limits->criteria);
}

RowList *row_add(ParseContext *context, RowList *list, Span span, AstName name, Text label,
                 ExpressionList *arguments) {
    if (!list) list = ARENA_NEW(context->arena, RowList);
    AstRow row = {.name = name,
                  .label = label,
                  .arguments = arguments->items,
                  .count = arguments->count,
                  .capacity = arguments->capacity,
                  .span = span};
    ARENA_PUSH(context->arena, list->items, list->count, list->capacity, row);
    count_criterion(context, name.span);
    return list;
}

RowList *row_add_example(ParseContext *context, RowList *list, const Clause *example) {
    if (!list) {
        parse_report(context, example->span, DIAGNOSTIC_MISPLACED_CLAUSE,
                     "write it below the line whose criterion it belongs to",
                     "there is no line before this example");
        return NULL;
    }
    AstRow *row = &list->items[list->count - 1];
    ARENA_PUSH(context->arena, row->examples, row->example_count, row->example_capacity, *example->example);
    return list;
}

NodeList *node_add(ParseContext *context, NodeList *list, AstNode *node) {
    if (!list) list = ARENA_NEW(context->arena, NodeList);
    ARENA_PUSH(context->arena, list->items, list->count, list->capacity, node);
    return list;
}

ParameterList *parameter_add(ParseContext *context, ParameterList *list, AstName name, Text doc) {
    if (!list) list = ARENA_NEW(context->arena, ParameterList);
    AstParameter parameter = {name, doc};
    ARENA_PUSH(context->arena, list->items, list->count, list->capacity, parameter);
    return list;
}

GradeLineList *grade_line_add(ParseContext *context, GradeLineList *list, Span span, Text text,
                              AstBound bound, AstExpression *value) {
    if (!list) list = ARENA_NEW(context->arena, GradeLineList);
    AstGradeLine line = {text, span, bound, value};
    ARENA_PUSH(context->arena, list->items, list->count, list->capacity, line);
    return list;
}

GradeLineList *grade_lines_given(GradeLineList *list, ParseContext *context) {
    return list ? list : ARENA_NEW(context->arena, GradeLineList);
}

/* [L5.12] */
void declare_rounding(ParseContext *context, AstRounding *rounding, const Clause *clause) {
    if (clause->kind == CLAUSE_PERCENT) {
        rounding->as_percent = true;
        rounding->percent_span = clause->span;
        return;
    }
    int64_t decimals = 0;
    bool is_whole =
        !clause->number.is_ratio && number_to_int(context->numbers, clause->number.value, &decimals);
    if (!clause->number.is_bad && (!is_whole || decimals > NUMBER_MAX_DECIMALS)) {
        parse_report(context, clause->number_span, DIAGNOSTIC_BAD_RANGE, "write `round 2` for two decimals",
                     "the number of decimals is a whole number from 0 to %d", NUMBER_MAX_DECIMALS);
        decimals = 0;
    }
    rounding->present = true;
    rounding->decimals = (int)decimals;
    rounding->mode = clause->mode;
    rounding->span = clause->span;
}

void declare_note(AstNote *notes, const Clause *clause) {
    if (clause->kind == CLAUSE_BASIS) notes->basis = clause->text;
    if (clause->kind == CLAUSE_EVIDENCE) notes->evidence = clause->text;
    if (clause->kind == CLAUSE_NOTE) notes->note = clause->text;
}

void declare_allows(ParseContext *context, Span scope, const ClauseSet *clauses) {
    AstFile *file = context->file;
    for (size_t i = 0; i < clauses->count; i++) {
        const Clause *clause = clauses->items[i];
        if (clause->kind != CLAUSE_ALLOW) continue;
        AstAllow allow = {clause->name, clause->text, clause->span, clause->text_span, scope};
        ARENA_PUSH(context->arena, file->allows, file->allow_count, file->allow_capacity, allow);
    }
}

static void apply_bonus(AstNode *node, const Clause *clause) {
    if (clause->kind == CLAUSE_BONUS) node->is_bonus = true;
    if (clause->kind == CLAUSE_PENALTY) node->is_penalty = true;
    node->bonus_span = clause->span;
}

static void apply_weights(AstNode *node, const Clause *clause) {
    node->weights_total = clause->value;
    node->weights_relative = !clause->value;
    node->weights_span = clause->span;
}

static void apply_to_node(ParseContext *context, AstNode *node, const Clause *clause) {
    ClauseKind kind = clause->kind;
    if (kind == CLAUSE_MAX) node->max = clause->value;
    if (kind == CLAUSE_WEIGHT) node->weight = clause->value;
    if (kind == CLAUSE_APPLIES) node->applies = clause->value;
    if (kind == CLAUSE_COUNTS) node->counts = clause->value;
    if (kind == CLAUSE_FORMULA) node->formula = clause->value;
    if (kind == CLAUSE_BONUS || kind == CLAUSE_PENALTY) apply_bonus(node, clause);
    if (kind == CLAUSE_WEIGHTS) apply_weights(node, clause);
    if (kind == CLAUSE_ROUND || kind == CLAUSE_PERCENT) declare_rounding(context, &node->rounding, clause);
    if (kind == CLAUSE_EXAMPLE)
        ARENA_PUSH(context->arena, node->examples, node->example_count, node->example_capacity,
                   *clause->example);
    declare_note(&node->notes, clause);
}

/* From `from` to the end of the clauses that say how a value comes about. */
static Span written_span(Span from, AstName name, const ClauseSet *clauses) {
    Span written = {from.from, name.span.to > from.from ? name.span.to : from.from};
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind != CLAUSE_EXAMPLE && clauses->items[i]->span.to > written.to)
            written.to = clauses->items[i]->span.to;
    return written;
}

AstNode *declare_node(ParseContext *context, AstNodeKind kind, Span span, AstName name, Text label,
                      ClauseSet *clauses) {
    AstNode *node = ARENA_NEW(context->arena, AstNode);
    node->kind = kind;
    node->span = span;
    node->written = written_span(span, name, clauses);
    node->name = name;
    node->label = label;
    for (size_t i = 0; i < clauses->count; i++)
        apply_to_node(context, node, clauses->items[i]);
    declare_allows(context, span, clauses);
    if (kind == NODE_CRITERION) count_criterion(context, name.span);
    return node;
}

AstNode *declare_members(AstNode *node, NodeList *members) {
    node->has_members = true;
    if (!members) return node;
    node->members = members->items;
    node->member_count = members->count;
    node->member_capacity = members->capacity;
    return node;
}

AstNode *declare_criteria(ParseContext *context, Span span, ParameterList *parameters, ClauseSet *clauses,
                          RowList *rows) {
    AstNode *node = declare_node(context, NODE_CRITERIA, span, (AstName){0}, (Text){0}, clauses);
    for (size_t i = 0; i < parameters->count; i++)
        ARENA_PUSH(context->arena, node->parameters, node->parameter_count, node->parameter_capacity,
                   parameters->items[i].name);
    node->has_members = true;
    if (!rows) return node;
    node->rows = rows->items;
    node->row_count = rows->count;
    node->row_capacity = rows->capacity;
    return node;
}

void declare_item(ParseContext *context, AstItem item) {
    AstFile *file = context->file;
    ARENA_PUSH(context->arena, file->items, file->item_count, file->item_capacity, item);
}

void declare_node_item(ParseContext *context, AstNode *node) {
    declare_item(context, (AstItem){.kind = ITEM_NODE, .node = node});
}

static void apply_to_function(ParseContext *context, AstFunction *function, const Clause *clause) {
    declare_note(&function->notes, clause);
    if (clause->kind == CLAUSE_FORMULA) function->body = clause->value;
    if (clause->kind != CLAUSE_EXAMPLE) return;
    AstExample example = {clause->value, clause->second, clause->span};
    ARENA_PUSH(context->arena, function->examples, function->example_count, function->example_capacity,
               example);
}

void declare_function(ParseContext *context, Span span, AstName name, ParameterList *parameters, Text doc,
                      ClauseSet *clauses) {
    AstFunction *function = ARENA_NEW(context->arena, AstFunction);
    *function = (AstFunction){.name = name, .doc = doc};
    if (parameters) {
        function->parameters = parameters->items;
        function->parameter_count = parameters->count;
        function->parameter_capacity = parameters->capacity;
    }
    for (size_t i = 0; i < clauses->count; i++)
        apply_to_function(context, function, clauses->items[i]);
    declare_allows(context, span, clauses);
    declare_item(context, (AstItem){.kind = ITEM_FUNCTION, .function = function});
    if (function->body) return;
    parse_report(context, name.span, DIAGNOSTIC_MISSING_PART, "write `= ...` behind the parameters",
                 "the function `%.*s` does not say what it gives", TEXT_ARG(name.text));
    function->body = ast_leaf(context, AST_ERROR, name.span);
}

void declare_let(ParseContext *context, Span span, bool is_report, AstName name, Text label,
                 AstExpression *value, ClauseSet *clauses) {
    AstLet *let = ARENA_NEW(context->arena, AstLet);
    *let = (AstLet){.name = name, .label = label, .written = span, .value = value, .is_report = is_report};
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind != CLAUSE_ALLOW)
            declare_rounding(context, &let->rounding, clauses->items[i]);
    declare_allows(context, span, clauses);
    declare_item(context, (AstItem){.kind = ITEM_LET, .let = let});
}

void declare_gate(ParseContext *context, Span span, AstName name, Text label, AstExpression *condition,
                  const ClauseSet *clauses) {
    AstGate *gate = ARENA_NEW(context->arena, AstGate);
    *gate = (AstGate){.name = name, .label = label, .written = span, .condition = condition};
    declare_allows(context, span, clauses);
    declare_item(context, (AstItem){.kind = ITEM_GATE, .gate = gate});
}
