#include "lang/review.h"

#include "lang/ast_walk.h"

typedef struct Reviewing {
    AstFile *file;
    Arena *arena;
    Review review;
    uint32_t older;    /* where the text of older rules begins */
    size_t reviewed;   /* groups around that are reviewed with all below them */
    CarriedOver *open; /* the declaration that is looked at */
    bool *is_named;    /* for each name reviewed: it exists */
    bool is_bare;      /* 0 and 1 count, too: they are no part of a formula */
} Reviewing;

/* ---- what is reviewed */

static bool is_reviewed(Reviewing *reviewing, Text name) {
    const AstFile *file = reviewing->file;
    bool found = false;
    for (size_t i = 0, number = 0; i < file->review_count; i++) {
        const AstReview *review = &file->reviews[i];
        found = found || review->is_all;
        for (size_t k = 0; k < review->name_count; k++, number++) {
            if (!text_equal(review->names[k].text, name)) continue;
            reviewing->is_named[number] = found = true;
        }
    }
    return found;
}

/* ---- constants */

/* 0 and 1 in a formula say none and all, not how much. */
static bool is_constant(const Reviewing *reviewing, const AstExpression *number) {
    if (number->span.from < reviewing->older) return false;
    if (reviewing->is_bare || number->unit != LITERAL_PLAIN) return true;
    Text text = text_slice(reviewing->file->source->text, number->span.from, number->span.to);
    return !text_equal(text, TEXT("0")) && !text_equal(text, TEXT("1"));
}

static void meet_number(void *user, AstExpression *number) {
    Reviewing *reviewing = user;
    CarriedOver *open = reviewing->open;
    if (!is_constant(reviewing, number)) return;
    Text text = text_slice(reviewing->file->source->text, number->span.from, number->span.to);
    if (open->count == 0) open->span = number->span;
    open->numbers = open->count == 0 ? text
                    : open->count < 8
                        ? text_format(reviewing->arena, "%.*s, %.*s", TEXT_ARG(open->numbers), TEXT_ARG(text))
                    : open->count == 8 ? text_format(reviewing->arena, "%.*s, ...", TEXT_ARG(open->numbers))
                                       : open->numbers;
    open->count++;
}

static AstVisitor numbers_of(Reviewing *reviewing) {
    return (AstVisitor){NULL, meet_number, reviewing};
}

/* Looks at one declaration by `walk`. */
static CarriedOver begin(Reviewing *reviewing, AstName name) {
    reviewing->open = NULL;
    return (CarriedOver){.name = name.text, .span = name.span};
}

static void end(Reviewing *reviewing, const CarriedOver *carried, bool reviewed) {
    Review *review = &reviewing->review;
    if (carried->count == 0 || reviewed) return;
    review->constants += carried->count;
    ARENA_PUSH(reviewing->arena, review->items, review->count, review->capacity, *carried);
}

static void look_at_bare(Reviewing *reviewing, AstExpression *expression) {
    AstVisitor visitor = numbers_of(reviewing);
    reviewing->is_bare = true;
    ast_walk_expression(&visitor, expression);
    reviewing->is_bare = false;
}

static void look_at_clauses(Reviewing *reviewing, AstNode *node) {
    AstVisitor visitor = numbers_of(reviewing);
    look_at_bare(reviewing, node->max);
    look_at_bare(reviewing, node->weight);
    look_at_bare(reviewing, node->weights_total);
    ast_walk_expression(&visitor, node->applies);
    ast_walk_expression(&visitor, node->counts);
    ast_walk_expression(&visitor, node->formula);
}

static void look_at_rows(Reviewing *reviewing, AstNode *table) {
    for (size_t i = 0; i < table->row_count; i++) {
        AstRow *row = &table->rows[i];
        CarriedOver carried = begin(reviewing, row->name);
        reviewing->open = &carried;
        for (size_t k = 0; k < row->count; k++)
            look_at_bare(reviewing, row->arguments[k]);
        look_at_clauses(reviewing, table);
        end(reviewing, &carried, is_reviewed(reviewing, row->name.text) || reviewing->reviewed > 0);
    }
}

/* At most as deep as braces may be nested. */
static void look_at_node(Reviewing *reviewing, AstNode *node) {
    if (node->kind == NODE_CRITERIA) {
        look_at_rows(reviewing, node);
        return;
    }
    if (node->kind == NODE_USE) return;
    bool reviewed = is_reviewed(reviewing, node->name.text);
    CarriedOver carried = begin(reviewing, node->name);
    reviewing->open = &carried;
    look_at_clauses(reviewing, node);
    end(reviewing, &carried, reviewed || reviewing->reviewed > 0);
    reviewing->reviewed += reviewed;
    for (size_t i = 0; i < node->member_count; i++)
        look_at_node(reviewing, node->members[i]);
    reviewing->reviewed -= reviewed;
}

static void look_at(Reviewing *reviewing, AstName name, AstItem *item) {
    AstVisitor visitor = numbers_of(reviewing);
    CarriedOver carried = begin(reviewing, name);
    reviewing->open = &carried;
    reviewing->is_bare = item->kind == ITEM_LET;
    ast_walk_item(&visitor, item);
    reviewing->is_bare = false;
    end(reviewing, &carried, is_reviewed(reviewing, name.text));
}

static void look_at_item(Reviewing *reviewing, AstItem *item) {
    switch (item->kind) {
    case ITEM_FUNCTION: look_at(reviewing, item->function->name, item); break;
    case ITEM_LET: look_at(reviewing, item->let->name, item); break;
    case ITEM_NODE: look_at_node(reviewing, item->node); break;
    case ITEM_GATE: look_at(reviewing, item->gate->name, item); break;
    case ITEM_RANK: look_at(reviewing, item->rank->name, item); break;
    case ITEM_GRADE: look_at(reviewing, item->grade->name, item); break;
    case ITEM_TEST: break;
    }
}

static size_t name_count(const AstFile *file) {
    size_t count = 0;
    for (size_t i = 0; i < file->review_count; i++)
        count += file->reviews[i].name_count;
    return count;
}

static Reviewing look_at_all(AstFile *file, Arena *arena) {
    Reviewing reviewing = {.file = file, .arena = arena};
    reviewing.older = file->source->file_count > 1 ? file->source->files[1].start : UINT32_MAX;
    reviewing.is_named = ARENA_ARRAY(arena, bool, name_count(file) + 1);
    for (size_t i = 0; i < file->item_count; i++)
        look_at_item(&reviewing, &file->items[i]);
    return reviewing;
}

Review review_find(AstFile *file, Arena *arena) {
    return look_at_all(file, arena).review;
}

/* ---- messages */

static void complain_unknown(const Reviewing *reviewing, Diagnostics *diagnostics) {
    const AstFile *file = reviewing->file;
    for (size_t i = 0, number = 0; i < file->review_count; i++)
        for (size_t k = 0; k < file->reviews[i].name_count; k++, number++) {
            AstName name = file->reviews[i].names[k];
            if (reviewing->is_named[number]) continue;
            diagnostics_report(diagnostics, file->source, name.span, DIAGNOSTIC_NOTHING_TO_CHANGE,
                               text_format(reviewing->arena, "there is no `%.*s` with constants to review",
                                           TEXT_ARG(name.text)),
                               TEXT("name criteria, groups, lets, gates, grades or functions; a group stands "
                                    "for all in it"));
        }
}

static Text listed(const Review *review, Arena *arena) {
    enum { LISTED = 6 };
    TextBuilder text = text_builder(arena);
    for (size_t i = 0; i < review->count && i < LISTED; i++)
        text_builder_add_format(&text, "%s`%.*s` (%.*s)", i > 0 ? ", " : "", TEXT_ARG(review->items[i].name),
                                TEXT_ARG(review->items[i].numbers));
    if (review->count > LISTED) text_builder_add_format(&text, " and %zu more", review->count - LISTED);
    return text_builder_text(&text);
}

void review_check(AstFile *file, Arena *arena, Diagnostics *diagnostics) {
    if (file->review_count == 0 && !file->extends.bytes) return;
    Reviewing reviewing = look_at_all(file, arena);
    const Review *review = &reviewing.review;
    complain_unknown(&reviewing, diagnostics);
    if (review->count == 0) return;
    diagnostics_report(diagnostics, file->source, file->extends_span, DIAGNOSTIC_NOT_REVIEWED,
                       text_format(arena, "%zu constants are carried over without review: %.*s",
                                   review->constants, TEXT_ARG(listed(review, arena))),
                       TEXT("look at each for the new year; then write `reviewed NAME, ...` or `reviewed all "
                            "basis \"...\"`; `ictscore check` lists them"));
}
