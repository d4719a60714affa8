#include "lang/inherit_tree.h"

#include "lang/inherit_apply.h"

static void push(NodeList *list, AstNode *node, Arena *arena) {
    ARENA_PUSH(arena, list->items, list->count, list->capacity, node);
}

static void push_all(NodeList *list, const NodeList *more, Arena *arena) {
    for (size_t i = 0; i < more->count; i++)
        push(list, more->items[i], arena);
}

/* ---- what is added */

static void complain(Diagnostics *diagnostics, const AstFile *newer, AstName name, Text message,
                     const Place *place) {
    Diagnostic *said =
        diagnostics_report(diagnostics, newer->source, name.span, DIAGNOSTIC_NOTHING_TO_CHANGE, message,
                           TEXT("name a group or index of the older rules, and one of its members"));
    if (place) diagnostic_relate(diagnostics, said, newer->source, place->name->span, TEXT("declared here"));
}

static bool can_hold_members(const Place *place) {
    return place && (place->part == PART_GROUP || place->part == PART_INDEX) && !place->removal;
}

static NodeList *list_at(Place *group, Place *anchor, AstPositionKind kind) {
    switch (kind) {
    case POSITION_FIRST: return &group->first;
    case POSITION_BEFORE: return &anchor->before;
    case POSITION_AFTER: return &anchor->after;
    case POSITION_LAST: break;
    }
    return &group->last;
}

static void add_members(Places *places, const AstFile *newer, const AstAddition *addition, Arena *arena,
                        Diagnostics *diagnostics) {
    Place *group = places_find(places, addition->group.text), *anchor = NULL;
    AstName beside = addition->position.name;
    if (!can_hold_members(group)) {
        complain(
            diagnostics, newer, addition->group,
            text_format(arena, "there is no group or index `%.*s` to add to", TEXT_ARG(addition->group.text)),
            group);
        return;
    }
    if (beside.text.len > 0) anchor = places_find(places, beside.text);
    if (beside.text.len > 0 && (!anchor || anchor->parent != group->node)) {
        complain(diagnostics, newer, beside,
                 text_format(arena, "`%.*s` is no member of `%.*s`", TEXT_ARG(beside.text),
                             TEXT_ARG(addition->group.text)),
                 anchor);
        return;
    }
    NodeList *list = list_at(group, anchor, addition->position.kind);
    for (size_t i = 0; i < addition->member_count; i++)
        push(list, addition->members[i], arena);
}

static bool drop_use(AstNode *group, Text name) {
    for (size_t i = 0; i < group->member_count; i++) {
        if (group->members[i]->kind != NODE_USE || !text_equal(group->members[i]->name.text, name)) continue;
        for (group->member_count--; i < group->member_count; i++)
            group->members[i] = group->members[i + 1];
        return true;
    }
    return false;
}

static void remove_use(Places *places, const AstFile *newer, const AstChange *change, Arena *arena,
                       Diagnostics *diagnostics) {
    Place *group = places_find(places, change->other.text);
    if (can_hold_members(group) && drop_use(group->node, change->name.text)) return;
    complain(diagnostics, newer, change->name,
             text_format(arena, "`%.*s` does not use `%.*s`", TEXT_ARG(change->other.text),
                         TEXT_ARG(change->name.text)),
             group);
}

void inherit_tree_add(Places *places, AstFile *newer, Arena *arena, Diagnostics *diagnostics) {
    for (size_t i = 0; i < newer->change_count; i++)
        if (newer->changes[i]->part == PART_USE)
            remove_use(places, newer, newer->changes[i], arena, diagnostics);
    for (size_t i = 0; i < newer->addition_count; i++)
        add_members(places, newer, &newer->additions[i], arena, diagnostics);
}

/* ---- rows of criteria: those that something happens to stand alone, so that the others stay as they are */

static AstNode *part_of_table(const AstNode *table, size_t from, size_t to, Arena *arena) {
    AstNode *part = arena_copy(arena, table, sizeof *table);
    part->rows = arena_copy(arena, table->rows + from, (to - from) * sizeof *table->rows);
    part->row_count = part->row_capacity = to - from;
    return part;
}

static bool is_touched(const Place *place) {
    return place->change || place->removal || place->before.count > 0 || place->after.count > 0;
}

static void add_row(const Place *place, const AstNode *table, size_t row, NodeList *out, Arena *arena) {
    push_all(out, &place->before, arena);
    if (!place->removal) {
        AstNode *alone = part_of_table(table, row, row + 1, arena);
        if (place->change) inherit_apply_node(alone, &alone->rows[0], place->change, arena);
        push(out, alone, arena);
    }
    push_all(out, &place->after, arena);
}

static void add_table(const Places *places, AstNode *table, NodeList *out, Arena *arena) {
    size_t from = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        const Place *place = places_find(places, table->rows[i].name.text);
        if (!place || place->row != &table->rows[i] || !is_touched(place)) continue;
        if (i > from) push(out, part_of_table(table, from, i, arena), arena);
        add_row(place, table, i, out, arena);
        from = i + 1;
    }
    if (from == 0)
        push(out, table, arena);
    else if (from < table->row_count)
        push(out, part_of_table(table, from, table->row_count, arena), arena);
}

/* ---- groups */

static void set_members(const Places *places, AstNode *group, const Place *place, Arena *arena) {
    NodeList members = {0};
    if (place) push_all(&members, &place->first, arena);
    for (size_t i = 0; i < group->member_count; i++)
        inherit_tree_member(places, group->members[i], &members, arena);
    if (place) push_all(&members, &place->last, arena);
    group->members = members.items;
    group->member_count = members.count;
    group->member_capacity = members.capacity;
}

/* At most as deep as braces may be nested. */
void inherit_tree_member(const Places *places, AstNode *node, NodeList *out, Arena *arena) {
    if (node->kind == NODE_CRITERIA) {
        add_table(places, node, out, arena);
        return;
    }
    const Place *place = node->kind == NODE_USE ? NULL : places_find(places, node->name.text);
    if (place && place->node != node) place = NULL;
    if (place) push_all(out, &place->before, arena);
    if (!place || !place->removal) {
        if (node->has_members) set_members(places, node, place, arena);
        push(out, node, arena);
    }
    if (place) push_all(out, &place->after, arena);
}
