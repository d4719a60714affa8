#include "drafting/rule_list.h"

#include "drafting/rule_aspects.h"

/* ---- found by kind and name */

static Rule **slot_of(const RuleList *list, RuleKind kind, Text name) {
    size_t at = text_hash(name, (uint64_t)kind) & (list->slot_count - 1);
    while (list->slots[at] && !(list->slots[at]->kind == kind && text_equal(list->slots[at]->name, name)))
        at = (at + 1) & (list->slot_count - 1);
    return &list->slots[at];
}

static void index_all(RuleList *list, Arena *arena) {
    for (list->slot_count = 64; list->slot_count < 2 * list->count;)
        list->slot_count *= 2;
    list->slots = ARENA_ARRAY(arena, Rule *, list->slot_count);
    for (size_t i = 0; i < list->count; i++) {
        Rule **slot = slot_of(list, list->items[i]->kind, list->items[i]->name);
        if (!*slot) *slot = list->items[i];
    }
}

Rule *rule_list_find(const RuleList *list, RuleKind kind, Text name) {
    return *slot_of(list, kind, name);
}

/* ---- filled */

static Rule *rule_add(RuleList *list, RuleKind kind, AstName name, Text label, Arena *arena) {
    Rule *rule = ARENA_NEW(arena, Rule);
    rule->kind = kind;
    rule->name = rule->was = name.text;
    rule->label = label;
    rule->span = name.span;
    ARENA_PUSH(arena, list->items, list->count, list->capacity, rule);
    return rule;
}

static RuleKind kind_of_node(AstNodeKind kind) {
    return kind == NODE_GROUP ? RULE_GROUP : kind == NODE_INDEX ? RULE_INDEX : RULE_CRITERION;
}

/* At most as deep as braces may be nested. */
static void add_node(RuleList *list, AstNode *node, Text parent, Arena *arena) {
    if (node->kind == NODE_USE) return;
    Rule *rule = rule_add(list, kind_of_node(node->kind), node->name, node->label, arena);
    rule->node = node;
    rule->parent = parent;
    for (size_t i = 0; i < node->member_count; i++)
        add_node(list, node->members[i], node->name.text, arena);
}

static void add_item(RuleList *list, const AstItem *item, Arena *arena) {
    Rule *rule = NULL;
    switch (item->kind) {
    case ITEM_NODE: add_node(list, item->node, (Text){0}, arena); break;
    case ITEM_FUNCTION:
        rule = rule_add(list, RULE_FUNCTION, item->function->name, item->function->doc, arena);
        break;
    case ITEM_LET:
        rule = rule_add(list, item->let->is_report ? RULE_REPORT : RULE_LET, item->let->name,
                        item->let->label, arena);
        break;
    case ITEM_GATE: rule = rule_add(list, RULE_GATE, item->gate->name, item->gate->label, arena); break;
    case ITEM_RANK: rule = rule_add(list, RULE_RANK, item->rank->name, item->rank->label, arena); break;
    case ITEM_GRADE: rule = rule_add(list, RULE_GRADE, item->grade->name, item->grade->label, arena); break;
    case ITEM_TEST: break;
    }
    if (rule) rule->item = item;
}

static void add_data(RuleList *list, const AstData *data, Arena *arena) {
    rule_add(list, RULE_DATA, (AstName){TEXT("data"), data->span}, (Text){0}, arena);
    for (size_t i = 0; i < data->input_count; i++) {
        AstInput *input = data->inputs[i];
        rule_add(list, RULE_INPUT, input->name, input->label, arena)->input = input;
    }
    for (size_t i = 0; i < data->require_count; i++) {
        AstName name = {data->requires[i].message, data->requires[i].span};
        rule_add(list, RULE_REQUIRE, name, (Text){0}, arena)->require = i;
    }
}

RuleList *rule_list_new(AstFile *file, NumberContext *numbers, Arena *arena) {
    RuleList *list = ARENA_NEW(arena, RuleList);
    AstName head = {TEXT("methodology"), file->methodology.span};
    rule_add(list, RULE_METHODOLOGY, head, (Text){0}, arena);
    add_data(list, &file->data, arena);
    for (size_t i = 0; i < file->item_count; i++)
        add_item(list, &file->items[i], arena);
    for (size_t i = 0; i < list->count; i++)
        rule_aspects_fill(list->items[i], file, numbers, arena);
    index_all(list, arena);
    return list;
}
