#include "evidence/changes/hybrid.h"

#include "lang/ast_walk.h"
#include "lang/declare.h"

#include <string.h>

/* ---- which changes can matter */

static bool is_wording(const char *word) {
    static const char *const WORDS[] = {"label",          "basis",  "evidence", "note",
                                        "only collected", "better", "shown as"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(word, WORDS[i]) == 0) return true;
    return false;
}

static bool changes_more_than_words(const RuleChange *change) {
    for (size_t i = 0; i < change->aspect_count; i++)
        if (!is_wording(change->after->aspects[change->aspects[i]].word)) return true;
    return false;
}

/* Without its users it does nothing, and they bring it with them. */
static bool is_passive(RuleKind kind) {
    return kind == RULE_INPUT || kind == RULE_FUNCTION || kind == RULE_LET || kind == RULE_REPORT;
}

bool hybrid_matters(const RuleChange *change) {
    RuleKind kind = rule_change_rule(change)->kind;
    if (kind == RULE_METHODOLOGY || kind == RULE_DATA || kind == RULE_REQUIRE) return false;
    if (change->sort == RULE_CHANGED) return changes_more_than_words(change);
    bool is_container = kind == RULE_GROUP || kind == RULE_INDEX; /* what comes into it brings it */
    if (change->sort == RULE_ADDED && is_container) return false;
    return !is_passive(kind) && kind != RULE_RANK && kind != RULE_GRADE && kind != RULE_GATE;
}

/* ---- the rules of a hybrid */

typedef struct Hybrid {
    const RuleDifference *difference;
    const bool *taken;
    Arena *arena;
} Hybrid;

static bool is_taken(const Hybrid *hybrid, const Rule *rule) {
    return rule->change > 0 && hybrid->taken[rule->change - 1];
}

/* What stands for a rule of the older methodology; NULL: it is gone. What others may use stays. */
static const Rule *version_of(const Hybrid *hybrid, const Rule *before) {
    if (!is_taken(hybrid, before)) return before;
    const RuleChange *change = &hybrid->difference->items[before->change - 1];
    if (change->after) return change->after;
    return is_passive(before->kind) ? before : NULL;
}

static bool is_added(const Hybrid *hybrid, const Rule *after) {
    return is_taken(hybrid, after) && hybrid->difference->items[after->change - 1].sort == RULE_ADDED;
}

/* Calls `visit` for every rule of the hybrid until it gives false. */
static void each_rule(const Hybrid *hybrid, void (*visit)(void *user, const Rule *rule), void *user) {
    const RuleList *before = hybrid->difference->before, *after = hybrid->difference->after;
    for (size_t i = 0; i < before->count; i++) {
        const Rule *version = version_of(hybrid, before->items[i]);
        if (version) visit(user, version);
    }
    for (size_t i = 0; i < after->count; i++)
        if (is_added(hybrid, after->items[i])) visit(user, after->items[i]);
}

/* ---- what changes need */

typedef struct Completing {
    Hybrid hybrid;
    bool *taken;
    bool is_more;
    const Rule *user; /* the rule that is looked at */
} Completing;

static void take(Completing *completing, const Rule *rule) {
    if (rule->change == 0 || completing->taken[rule->change - 1]) return;
    completing->taken[rule->change - 1] = true;
    completing->is_more = true;
}

static const Rule *find_any(const RuleList *list, Text name) {
    for (int kind = RULE_INPUT; kind < RULE_KIND_COUNT; kind++) {
        const Rule *rule = rule_list_find(list, (RuleKind)kind, name);
        if (rule) return rule;
    }
    return NULL;
}

/* A name that the hybrid does not have is brought, or its user becomes the one that does without. */
static void need(Completing *completing, Text name) {
    const RuleDifference *difference = completing->hybrid.difference;
    const Rule *before = find_any(difference->before, name), *after = find_any(difference->after, name);
    if (!before && !after) return; /* of the library, or a parameter */
    if (before && version_of(&completing->hybrid, before)) return;
    if (after && (!before || before->kind != after->kind)) take(completing, after);
    if (!after) take(completing, completing->user);
}

static void meet_name(void *user, AstName *name) {
    need(user, name->text);
}

static void look_at(void *user, const Rule *rule) {
    Completing *completing = user;
    AstVisitor visitor = {meet_name, NULL, completing};
    completing->user = rule;
    if (rule->parent.len > 0) need(completing, rule->parent);
    if (rule->input) ast_walk_input(&visitor, rule->input);
    if (rule->item) ast_walk_item(&visitor, (AstItem *)rule->item);
    if (!rule->node) return;
    ast_walk_node(&visitor, rule->node);
    for (size_t i = 0; i < rule->node->member_count; i++)
        if (rule->node->members[i]->kind == NODE_USE) ast_walk_node(&visitor, rule->node->members[i]);
}

void hybrid_complete(const RuleDifference *difference, bool *taken, Arena *arena) {
    Completing completing = {{difference, taken, arena}, taken, true, NULL};
    while (completing.is_more) {
        completing.is_more = false;
        each_rule(&completing.hybrid, look_at, &completing);
    }
}

/* ---- made */

typedef struct Making {
    Hybrid hybrid;
    AstFile *file;
    AstNode **nodes; /* made so far, with the names of their groups */
    Text *parents;
    size_t node_count, node_capacity, parent_count, parent_capacity;
} Making;

static void add_item(Making *making, AstItem item) {
    AstFile *file = making->file;
    ARENA_PUSH(making->hybrid.arena, file->items, file->item_count, file->item_capacity, item);
}

/* Without its members, which may be others now, but with what it uses. */
static AstNode *alone(const Making *making, const AstNode *from) {
    AstNode *node = arena_copy(making->hybrid.arena, from, sizeof *from);
    node->members = NULL;
    node->member_count = node->member_capacity = 0;
    for (size_t i = 0; i < from->member_count; i++)
        if (from->members[i]->kind == NODE_USE)
            ARENA_PUSH(making->hybrid.arena, node->members, node->member_count, node->member_capacity,
                       from->members[i]);
    return node;
}

static void add_node(Making *making, const Rule *rule) {
    AstNode *node = alone(making, rule->node);
    ARENA_PUSH(making->hybrid.arena, making->nodes, making->node_count, making->node_capacity, node);
    ARENA_PUSH(making->hybrid.arena, making->parents, making->parent_count, making->parent_capacity,
               rule->parent);
}

static void add_rule(void *user, const Rule *rule) {
    Making *making = user;
    AstData *data = &making->file->data;
    if (rule->input)
        ARENA_PUSH(making->hybrid.arena, data->inputs, data->input_count, data->input_capacity, rule->input);
    if (rule->node) add_node(making, rule);
    if (rule->item) add_item(making, *rule->item);
}

/* Groups by their names: open addressing, at most half full. */
typedef struct Groups {
    AstNode **slots;
    size_t count;
} Groups;

static AstNode **group_slot(const Groups *groups, Text name) {
    size_t at = text_hash(name, 0) & (groups->count - 1);
    while (groups->slots[at] && !text_equal(groups->slots[at]->name.text, name))
        at = (at + 1) & (groups->count - 1);
    return &groups->slots[at];
}

static Groups groups_of(const Making *making) {
    Groups groups = {NULL, 64};
    while (groups.count < 2 * making->node_count)
        groups.count *= 2;
    groups.slots = ARENA_ARRAY(making->hybrid.arena, AstNode *, groups.count);
    for (size_t i = 0; i < making->node_count; i++)
        if (making->nodes[i]->has_members)
            *group_slot(&groups, making->nodes[i]->name.text) = making->nodes[i];
    return groups;
}

static bool link_members(Making *making) {
    Groups groups = groups_of(making);
    for (size_t i = 0; i < making->node_count; i++) {
        if (making->parents[i].len == 0) {
            add_item(making, (AstItem){.kind = ITEM_NODE, .node = making->nodes[i]});
            continue;
        }
        AstNode *group = *group_slot(&groups, making->parents[i]);
        if (!group) return false;
        ARENA_PUSH(making->hybrid.arena, group->members, group->member_count, group->member_capacity,
                   making->nodes[i]);
    }
    return true;
}

static AstData data_of(const RuleDifference *difference) {
    AstData data = difference->new->data;
    data.inputs = NULL;
    data.input_count = data.input_capacity = 0;
    data.requires = difference->old->data.requires;
    data.require_count = data.require_capacity = difference->old->data.require_count;
    return data;
}

AstFile *hybrid_make(const RuleDifference *difference, const bool *taken, Arena *arena) {
    Making making = {.hybrid = {difference, taken, arena}, .file = ARENA_NEW(arena, AstFile)};
    making.file->source = difference->old->source;
    making.file->methodology = difference->old->methodology;
    making.file->has_methodology = true;
    making.file->data = data_of(difference);
    each_rule(&making.hybrid, add_rule, &making);
    return link_members(&making) ? making.file : NULL;
}
