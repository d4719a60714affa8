#include "lang/declare.h"

static void push_key(ParseContext *context, AstRank *rank, AstRankKey key) {
    ARENA_PUSH(context->arena, rank->keys, rank->key_count, rank->key_capacity, key);
}

static AstTies ties_named(ParseContext *context, AstName name) {
    static const char *const WORDS[] = {
        [TIES_COMPETITION] = "competition", [TIES_DENSE] = "dense",   [TIES_ORDINAL] = "ordinal",
        [TIES_AVERAGE] = "average",         [TIES_LOWEST] = "lowest",
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (text_equal(name.text, text_from(WORDS[i]))) return (AstTies)i;
    parse_report(context, name.span, DIAGNOSTIC_SYNTAX,
                 "ties are `competition`, `dense`, `ordinal`, `average` or `lowest`",
                 "`%.*s` is not a way to treat ties", TEXT_ARG(name.text));
    return TIES_COMPETITION;
}

static void order_first_key(ParseContext *context, AstRank *rank, const Clause *clause) {
    if (rank->keys[0].lowest_first)
        parse_report(context, clause->span, DIAGNOSTIC_REPEATED_CLAUSE, "keep one of them",
                     "`lowest first` is written twice here");
    rank->keys[0].lowest_first = true;
}

void declare_rank_clause(ParseContext *context, AstRank *rank, const Clause *clause) {
    if (clause->kind == CLAUSE_THEN) push_key(context, rank, clause->key);
    if (clause->kind == CLAUSE_ORDER) order_first_key(context, rank, clause);
    if (clause->kind == CLAUSE_SCOPE) rank->scope = clause->scope;
    if (clause->kind == CLAUSE_TIES) rank->ties = ties_named(context, clause->name);
    if (clause->kind == CLAUSE_EXACT) rank->exact = true;
    if (clause->kind == CLAUSE_WHEN) rank->when = clause->value;
    if (clause->kind == CLAUSE_SHOW) {
        rank->show = clause->text;
        rank->show_span = clause->text_span;
    }
}

void declare_rank(ParseContext *context, Span span, AstName name, Text label, AstRankKey from,
                  ClauseSet *clauses) {
    AstRank *rank = ARENA_NEW(context->arena, AstRank);
    rank->name = name;
    rank->label = label;
    rank->written = span;
    push_key(context, rank, from);
    for (size_t i = 0; i < clauses->count; i++)
        declare_rank_clause(context, rank, clauses->items[i]);
    declare_allows(context, span, clauses);
    declare_item(context, (AstItem){.kind = ITEM_RANK, .rank = rank});
}

static void apply_lines(AstGrade *grade, const GradeLineList *lines) {
    if (!lines) return;
    grade->lines = lines->items;
    grade->line_count = lines->count;
    grade->line_capacity = lines->capacity;
}

void declare_grade_clause(AstGrade *grade, const Clause *clause) {
    if (clause->kind == CLAUSE_SCOPE) grade->scope = clause->scope;
    if (clause->kind == CLAUSE_EXACT) grade->exact = true;
    if (clause->kind == CLAUSE_WHEN) grade->when = clause->value;
    if (clause->kind == CLAUSE_LINES) apply_lines(grade, clause->lines);
    if (clause->kind == CLAUSE_CAP) {
        grade->cap = clause->text;
        grade->cap_span = clause->text_span;
        grade->cap_unless = clause->value;
    }
}

/* Lines with mistakes are lines all the same. */
static bool has_lines(const ClauseSet *clauses) {
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == CLAUSE_LINES && clauses->items[i]->lines) return true;
    return false;
}

void declare_grade(ParseContext *context, Span span, AstName name, Text label, AstName source,
                   ClauseSet *clauses) {
    AstGrade *grade = ARENA_NEW(context->arena, AstGrade);
    *grade = (AstGrade){.name = name, .label = label, .source = source, .span = span};
    for (size_t i = 0; i < clauses->count; i++)
        declare_grade_clause(grade, clauses->items[i]);
    declare_allows(context, span, clauses);
    declare_item(context, (AstItem){.kind = ITEM_GRADE, .grade = grade});
    if (!has_lines(clauses))
        parse_report(context, name.span, DIAGNOSTIC_MISSING_PART,
                     "write the grades in braces: { \"Tốt\" from 80%  \"Khá\" }",
                     "the grade `%.*s` has no lines", TEXT_ARG(name.text));
}
