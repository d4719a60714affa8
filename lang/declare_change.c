#include "lang/declare.h"

#include <assert.h>

void declare_extends(ParseContext *context, Span span, Text path) {
    AstFile *file = context->file;
    bool is_late = file->has_methodology || file->data.present || file->item_count > 0;
    if (file->extends.bytes) {
        Diagnostic *diagnostic =
            parse_report(context, span, DIAGNOSTIC_REPEATED_CLAUSE, "rules build on the rules of one year",
                         "`extends` is written twice in this file");
        parse_relate(context, diagnostic, file->extends_span, "first written here");
        return;
    }
    if (is_late)
        parse_report(context, span, DIAGNOSTIC_MISPLACED_CLAUSE,
                     "a file that builds on others says so first, before `methodology`",
                     "`extends` stands too late in this file");
    file->extends = path;
    file->extends_span = span;
}

/* [L11.4] Otherwise there is nothing that could change. */
static bool builds_on_others(ParseContext *context, Span span, const char *word) {
    if (context->file->extends.bytes) return true;
    Span first = {span.from, span.from + (uint32_t)text_from(word).len};
    parse_report(context, first, DIAGNOSTIC_MISPLACED_CLAUSE,
                 "begin the file with the rules it builds on: `extends \"rules2017.isl\"`",
                 "`%s` stands only in rules that build on others", word);
    return false;
}

/* ---- changes of one declaration */

static AstChange *change_new(ParseContext *context, Span span, AstChangeKind kind, AstPart part, AstName name,
                             const ClauseSet *clauses) {
    static const char *const WORDS[] = {"change", "remove", "rename"};
    AstFile *file = context->file;
    AstChange *change = ARENA_NEW(context->arena, AstChange);
    *change = (AstChange){.kind = kind, .part = part, .name = name, .span = span};
    for (size_t i = 0; clauses && i < clauses->count; i++) {
        const Clause *clause = clauses->items[i];
        declare_note(&change->notes, clause);
        if (clause->kind == CLAUSE_WITHOUT)
            change->without |= UINT64_C(1) << clause->left_out;
        else
            change->written |= UINT64_C(1) << clause->kind;
    }
    if (builds_on_others(context, span, WORDS[kind]))
        ARENA_PUSH(context->arena, file->changes, file->change_count, file->change_capacity, change);
    return change;
}

static AstChange *change_with_label(ParseContext *context, Span span, AstPart part, AstName name, Text label,
                                    const ClauseSet *clauses) {
    AstChange *change = change_new(context, span, CHANGE_CHANGE, part, name, clauses);
    change->label = label;
    return change;
}

static AstPart part_of_node(AstNodeKind kind) {
    return kind == NODE_CRITERION ? PART_CRITERION : kind == NODE_GROUP ? PART_GROUP : PART_INDEX;
}

void declare_node_change(ParseContext *context, Span span, AstNodeKind kind, AstName name, Text label,
                         ClauseSet *clauses) {
    AstChange *change = change_with_label(context, span, part_of_node(kind), name, label, clauses);
    change->node = declare_node(context, kind, span, name, label, clauses);
}

void declare_input_change(ParseContext *context, Span span, AstName name, const InputType *type,
                          ClauseSet *clauses, Text label) {
    AstChange *change = change_with_label(context, span, PART_INPUT, name, label, clauses);
    change->input = ARENA_NEW(context->arena, AstInput);
    change->has_type = type != NULL;
    if (type) declare_input_type(change->input, type);
    for (size_t i = 0; i < clauses->count; i++)
        declare_input_clause(context, change->input, clauses->items[i]);
}

void declare_let_change(ParseContext *context, Span span, bool is_report, AstName name, Text label,
                        ClauseSet *clauses) {
    AstPart part = is_report ? PART_REPORT : PART_LET;
    AstChange *change = change_with_label(context, span, part, name, label, clauses);
    AstLet *let = change->let = ARENA_NEW(context->arena, AstLet);
    for (size_t i = 0; i < clauses->count; i++) {
        const Clause *clause = clauses->items[i];
        if (clause->kind == CLAUSE_FORMULA) let->value = clause->value;
        if (clause->kind == CLAUSE_ROUND || clause->kind == CLAUSE_PERCENT)
            declare_rounding(context, &let->rounding, clause);
    }
}

void declare_gate_change(ParseContext *context, Span span, AstName name, Text label, ClauseSet *clauses) {
    AstChange *change = change_with_label(context, span, PART_GATE, name, label, clauses);
    change->gate = ARENA_NEW(context->arena, AstGate);
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == CLAUSE_FORMULA) change->gate->condition = clauses->items[i]->value;
}

void declare_rank_change(ParseContext *context, Span span, AstName name, Text label, ClauseSet *clauses) {
    AstChange *change = change_with_label(context, span, PART_RANK, name, label, clauses);
    AstRank *rank = change->rank = ARENA_NEW(context->arena, AstRank);
    AstRankKey from = {0};
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == CLAUSE_FROM) from = clauses->items[i]->key;
    ARENA_PUSH(context->arena, rank->keys, rank->key_count, rank->key_capacity, from);
    for (size_t i = 0; i < clauses->count; i++)
        declare_rank_clause(context, rank, clauses->items[i]);
}

void declare_grade_change(ParseContext *context, Span span, AstName name, Text label, ClauseSet *clauses) {
    AstChange *change = change_with_label(context, span, PART_GRADE, name, label, clauses);
    change->grade = ARENA_NEW(context->arena, AstGrade);
    for (size_t i = 0; i < clauses->count; i++) {
        if (clauses->items[i]->kind == CLAUSE_FROM) change->grade->source = clauses->items[i]->name;
        declare_grade_clause(change->grade, clauses->items[i]);
    }
}

void declare_function_change(ParseContext *context, Span span) {
    AstFile *file = context->file;
    assert(file->item_count > 0);
    AstFunction *function = file->items[--file->item_count].function;
    AstChange *change = change_new(context, span, CHANGE_CHANGE, PART_FUNCTION, function->name, NULL);
    change->function = function;
    change->notes = function->notes;
}

void declare_removal(ParseContext *context, Span span, AstPart part, AstName name, AstName other,
                     ClauseSet *notes) {
    change_new(context, span, CHANGE_REMOVE, part, name, notes)->other = other;
}

void declare_renaming(ParseContext *context, Span span, AstPart part, AstName name, AstName other, Text label,
                      ClauseSet *notes) {
    AstChange *change = change_new(context, span, CHANGE_RENAME, part, name, notes);
    change->other = other;
    change->label = label;
}

/* ---- data */

static void open_data(ParseContext *context, Span span, bool is_change) {
    const AstData *data = &context->file->data;
    context->open_data = (OpenData){
        .span = span,
        .is_change = is_change,
        .has_units = data->has_units,
        .input_count = data->input_count,
        .require_count = data->require_count,
        .separator_span = data->separator_span,
        .numbers_span = data->numbers_span,
    };
}

void declare_data_change(ParseContext *context, Span span) {
    open_data(context, span, true);
}

void declare_data_addition(ParseContext *context, Span span) {
    open_data(context, span, false);
}

static void complain_of_entry(ParseContext *context, Span span, const char *hint, const char *block) {
    parse_report(context, span, DIAGNOSTIC_MISPLACED_CLAUSE, hint, "this does not belong into `%s`", block);
}

/* [L11.6] Inputs and requirements are added; what there is once is changed. */
void declare_data_end(ParseContext *context) {
    const OpenData *open = &context->open_data;
    const AstData *data = &context->file->data;
    if (!builds_on_others(context, open->span, "data")) return;
    if (open->is_change && data->input_count > open->input_count)
        complain_of_entry(
            context, data->inputs[open->input_count]->name.span,
            "write `change input NAME ...` for an input there is, `add to data { ... }` for a new one",
            "change data");
    if (open->is_change && data->require_count > open->require_count)
        complain_of_entry(
            context, data->requires[open->require_count].span,
            "write `add to data { ... }`; one that falls away: `remove require \"its message\"`",
            "change data");
    if (!open->is_change && data->separator_span.to != open->separator_span.to)
        complain_of_entry(context, data->separator_span, "write `change data { ... }`", "add to data");
    if (!open->is_change && data->numbers_span.to != open->numbers_span.to)
        complain_of_entry(context, data->numbers_span, "write `change data { ... }`", "add to data");
    if (!open->is_change && data->has_units != open->has_units)
        complain_of_entry(context, open->span, "write the whole list in `change data { units { ... } }`",
                          "add to data");
}

/* ---- additions and reviews */

void declare_addition(ParseContext *context, Span span, AstName group, AstPosition position,
                      const NodeList *members) {
    AstFile *file = context->file;
    AstAddition addition = {group, position, members->items, members->count, span};
    if (builds_on_others(context, span, "add"))
        ARENA_PUSH(context->arena, file->additions, file->addition_count, file->addition_capacity, addition);
}

void declare_review(ParseContext *context, Span span, const ParameterList *names, ClauseSet *notes) {
    AstFile *file = context->file;
    AstReview review = {.is_all = !names, .span = span};
    for (size_t i = 0; names && i < names->count; i++)
        ARENA_PUSH(context->arena, review.names, review.name_count, review.name_capacity,
                   names->items[i].name);
    for (size_t i = 0; i < notes->count; i++)
        declare_note(&review.notes, notes->items[i]);
    if (builds_on_others(context, span, "reviewed"))
        ARENA_PUSH(context->arena, file->reviews, file->review_count, file->review_capacity, review);
}
