#include "lang/inherit_places.h"

struct Places {
    Arena *arena;
    Place **items;
    size_t count, capacity;
    Place **slots; /* open addressing, at most half full */
    size_t slot_count;
};

static Place *place_add(Places *places, AstPart part, AstName *name) {
    Place *place = ARENA_NEW(places->arena, Place);
    place->part = part;
    place->name = name;
    ARENA_PUSH(places->arena, places->items, places->count, places->capacity, place);
    return place;
}

static void add_rows(Places *places, AstNode *table, AstNode *parent) {
    for (size_t i = 0; i < table->row_count; i++) {
        Place *place = place_add(places, PART_CRITERION, &table->rows[i].name);
        place->node = table;
        place->row = &table->rows[i];
        place->parent = parent;
    }
}

static AstPart part_of_node(AstNodeKind kind) {
    return kind == NODE_CRITERION ? PART_CRITERION : kind == NODE_GROUP ? PART_GROUP : PART_INDEX;
}

/* At most as deep as braces may be nested. */
static void add_node(Places *places, AstNode *node, AstNode *parent) {
    if (node->kind == NODE_USE) return;
    if (node->kind == NODE_CRITERIA) {
        add_rows(places, node, parent);
        return;
    }
    Place *place = place_add(places, part_of_node(node->kind), &node->name);
    place->node = node;
    place->parent = parent;
    for (size_t i = 0; i < node->member_count; i++)
        add_node(places, node->members[i], node);
}

static void add_item(Places *places, AstItem *item) {
    Place *place = NULL;
    switch (item->kind) {
    case ITEM_FUNCTION: place = place_add(places, PART_FUNCTION, &item->function->name); break;
    case ITEM_LET:
        place = place_add(places, item->let->is_report ? PART_REPORT : PART_LET, &item->let->name);
        break;
    case ITEM_NODE: add_node(places, item->node, NULL); break;
    case ITEM_GATE: place = place_add(places, PART_GATE, &item->gate->name); break;
    case ITEM_RANK: place = place_add(places, PART_RANK, &item->rank->name); break;
    case ITEM_GRADE: place = place_add(places, PART_GRADE, &item->grade->name); break;
    case ITEM_TEST: break;
    }
    if (place) place->item = item;
}

static Place **slot_of(const Places *places, Text name) {
    size_t at = text_hash(name, 0) & (places->slot_count - 1);
    while (places->slots[at] && !text_equal(places->slots[at]->name->text, name))
        at = (at + 1) & (places->slot_count - 1);
    return &places->slots[at];
}

void places_name_again(Places *places) {
    for (places->slot_count = 64; places->slot_count < 2 * places->count;)
        places->slot_count *= 2;
    places->slots = ARENA_ARRAY(places->arena, Place *, places->slot_count);
    for (size_t i = 0; i < places->count; i++) {
        Place **slot = slot_of(places, places->items[i]->name->text);
        if (!*slot) *slot = places->items[i];
    }
}

Places *places_new(AstFile *file, Arena *arena) {
    Places *places = ARENA_NEW(arena, Places);
    places->arena = arena;
    for (size_t i = 0; i < file->data.input_count; i++)
        place_add(places, PART_INPUT, &file->data.inputs[i]->name)->input = file->data.inputs[i];
    for (size_t i = 0; i < file->item_count; i++)
        add_item(places, &file->items[i]);
    places_name_again(places);
    return places;
}

Place *places_find(const Places *places, Text name) {
    return *slot_of(places, name);
}

size_t places_count(const Places *places) {
    return places->count;
}

Place *places_get(const Places *places, size_t i) {
    return places->items[i];
}
