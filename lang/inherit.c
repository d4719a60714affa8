#include "lang/inherit.h"

#include "base/nearest.h"
#include "lang/ast_walk.h"
#include "lang/inherit_apply.h"
#include "lang/inherit_places.h"
#include "lang/inherit_tree.h"

typedef struct Inheriting {
    AstFile *older, *newer;
    Arena *arena;
    Diagnostics *diagnostics;
    Places *places;
} Inheriting;

/* ---- what is said about changes */

static Diagnostic *complain(Inheriting *inheriting, Span span, DiagnosticCode code, Text message, Text hint) {
    return diagnostics_report(inheriting->diagnostics, inheriting->newer->source, span, code, message, hint);
}

static void relate(Inheriting *inheriting, Diagnostic *diagnostic, Span span, const char *message) {
    diagnostic_relate(inheriting->diagnostics, diagnostic, inheriting->newer->source, span,
                      text_from(message));
}

static Text nearest_place(Inheriting *inheriting, Text name) {
    Nearest nearest = nearest_start(inheriting->arena, name);
    for (size_t i = 0; i < places_count(inheriting->places); i++)
        nearest_offer(&nearest, places_get(inheriting->places, i)->name->text, (long)i);
    return nearest.best < 0 ? (Text){0} : places_get(inheriting->places, (size_t)nearest.best)->name->text;
}

/* What an older file took away, a newer one cannot change. */
static bool complain_lost(Inheriting *inheriting, AstName name) {
    const AstChange *lost = inherit_find_lost(inheriting->older, name.text);
    if (!lost) return false;
    bool is_renamed = lost->kind == CHANGE_RENAME;
    Text hint = is_renamed
                    ? text_format(inheriting->arena, "it is called `%.*s` now", TEXT_ARG(lost->other.text))
                    : TEXT("declare it anew, or leave the change out");
    Diagnostic *said = complain(inheriting, name.span, DIAGNOSTIC_NOTHING_TO_CHANGE,
                                text_format(inheriting->arena, "`%.*s` was %s before", TEXT_ARG(name.text),
                                            is_renamed ? "renamed" : "removed"),
                                hint);
    relate(inheriting, said, lost->span, is_renamed ? "renamed here" : "removed here");
    return true;
}

static void complain_absent(Inheriting *inheriting, AstName name, const char *word) {
    if (complain_lost(inheriting, name)) return;
    bool is_read = diagnostics_has_room(inheriting->diagnostics, DIAGNOSTIC_NOTHING_TO_CHANGE);
    Text nearest = is_read ? nearest_place(inheriting, name.text) : (Text){0};
    Text hint = TEXT("only what the older rules declare can be changed, removed or renamed");
    if (nearest.len > 0) hint = text_format(inheriting->arena, "did you mean `%.*s`?", TEXT_ARG(nearest));
    complain(inheriting, name.span, DIAGNOSTIC_NOTHING_TO_CHANGE,
             text_format(inheriting->arena, "`%.*s` has no %s `%.*s`", TEXT_ARG(inheriting->newer->extends),
                         word, TEXT_ARG(name.text)),
             hint);
}

static void complain_kind(Inheriting *inheriting, const Place *place, AstName name, const char *word) {
    const char *there = part_word(place->part);
    Diagnostic *said =
        complain(inheriting, name.span, DIAGNOSTIC_WRONG_KIND,
                 text_format(inheriting->arena, "`%.*s` is declared as `%s`, not as `%s`",
                             TEXT_ARG(name.text), there, word),
                 text_format(inheriting->arena, "write `%s %.*s`", there, TEXT_ARG(name.text)));
    relate(inheriting, said, place->name->span, "declared here");
}

/* NULL: there is no such declaration, or it is of another kind. */
static Place *find_part(Inheriting *inheriting, AstName name, AstPart part) {
    Place *place = places_find(inheriting->places, name.text);
    if (!place)
        complain_absent(inheriting, name, part_word(part));
    else if (place->part != part)
        complain_kind(inheriting, place, name, part_word(part));
    else
        return place;
    return NULL;
}

/* [L11.9] What is said twice about one declaration may contradict itself. */
static bool is_first(Inheriting *inheriting, const AstChange *change, const AstChange *before) {
    if (!before) return true;
    Diagnostic *said = complain(
        inheriting, change->span, DIAGNOSTIC_CHANGED_TWICE,
        text_format(inheriting->arena, "`%.*s` is changed twice", TEXT_ARG(change->name.text)),
        TEXT("write all that changes in one place; what is removed or renamed away cannot be changed"));
    relate(inheriting, said, before->span, "the other change");
    return false;
}

/* ---- renaming */

static void rename_name(void *user, AstName *name) {
    const Inheriting *inheriting = user;
    const Place *place = places_find(inheriting->places, name->text);
    if (place && place->renaming) name->text = place->renaming->other.text;
}

static void find_renamings(Inheriting *inheriting) {
    AstFile *newer = inheriting->newer;
    for (size_t i = 0; i < newer->change_count; i++) {
        const AstChange *change = newer->changes[i];
        if (change->kind != CHANGE_RENAME) continue;
        Place *place = find_part(inheriting, change->name, change->part);
        if (!place || !is_first(inheriting, change, place->renaming)) continue;
        if (place->input && place->input->last.text.len > 0)
            complain(inheriting, change->name.span, DIAGNOSTIC_WRONG_KIND,
                     text_format(inheriting->arena, "`%.*s` is the first of a series of inputs",
                                 TEXT_ARG(change->name.text)),
                     TEXT("remove the series, and add it with its new name"));
        place->renaming = change;
    }
}

static void set_label(Place *place, Text label) {
    if (place->input) place->input->label = label;
    if (place->row) place->row->label = label;
    if (place->node && !place->row) place->node->label = label;
    if (!place->item) return;
    AstItem *item = place->item;
    if (item->kind == ITEM_LET) item->let->label = label;
    if (item->kind == ITEM_GATE) item->gate->label = label;
    if (item->kind == ITEM_RANK) item->rank->label = label;
    if (item->kind == ITEM_GRADE) item->grade->label = label;
}

/* [L11.8] All at once, so that two names may change places. */
static void rename_all(Inheriting *inheriting) {
    find_renamings(inheriting);
    AstVisitor visitor = {rename_name, NULL, inheriting};
    ast_walk_file(&visitor, inheriting->older);
    for (size_t i = 0; i < places_count(inheriting->places); i++) {
        Place *place = places_get(inheriting->places, i);
        if (!place->renaming) continue;
        *place->name = place->renaming->other;
        if (place->renaming->label.len > 0) set_label(place, place->renaming->label);
    }
    places_name_again(inheriting->places);
}

/* ---- removing and changing */

static void note_removal(Inheriting *inheriting, const AstChange *change) {
    Place *place = find_part(inheriting, change->name, change->part);
    if (place && is_first(inheriting, change, place->removal)) place->removal = change;
}

static void apply(Inheriting *inheriting, Place *place, AstChange *change) {
    int lacking = inherit_apply_missing(place->node, place->input, place->item, change);
    if (lacking >= 0)
        complain(inheriting, change->span, DIAGNOSTIC_NOTHING_TO_CHANGE,
                 text_format(inheriting->arena, "`%.*s` has no `%s` that could be left out",
                             TEXT_ARG(change->name.text), clause_word((ClauseKind)lacking)),
                 TEXT("delete these words"));
    place->change = change;
    if (place->input) inherit_apply_input(place->input, change);
    if (place->node && !place->row) inherit_apply_node(place->node, NULL, change, inheriting->arena);
    if (place->item) inherit_apply_item(place->item, change, inheriting->arena);
}

static void make_change(Inheriting *inheriting, AstChange *change) {
    Place *place = find_part(inheriting, change->name, change->part);
    if (!place) return;
    const AstChange *before = place->change ? place->change : place->removal;
    if (is_first(inheriting, change, before)) apply(inheriting, place, change);
}

/* What stands in a group that is removed goes with it. Groups come before their members. */
static void find_gone(Inheriting *inheriting) {
    for (size_t i = 0; i < places_count(inheriting->places); i++) {
        Place *place = places_get(inheriting->places, i);
        const Place *group = place->parent ? places_find(inheriting->places, place->parent->name.text) : NULL;
        place->gone = place->removal ? place->removal : group ? group->gone : NULL;
    }
}

static void make_changes(Inheriting *inheriting) {
    AstFile *newer = inheriting->newer;
    for (size_t i = 0; i < newer->change_count; i++) {
        const AstChange *change = newer->changes[i];
        bool is_named = change->part != PART_USE && change->part != PART_REQUIRE;
        if (change->kind == CHANGE_REMOVE && is_named) note_removal(inheriting, change);
    }
    for (size_t i = 0; i < newer->change_count; i++)
        if (newer->changes[i]->kind == CHANGE_CHANGE) make_change(inheriting, newer->changes[i]);
    find_gone(inheriting);
}

/* ---- data */

static void merge_inputs(Inheriting *inheriting, AstData *data, const AstData *more) {
    AstInput **kept = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < data->input_count; i++) {
        const Place *place = places_find(inheriting->places, data->inputs[i]->name.text);
        if (!place || place->input != data->inputs[i] || !place->removal)
            ARENA_PUSH(inheriting->arena, kept, count, capacity, data->inputs[i]);
    }
    for (size_t i = 0; i < more->input_count; i++)
        ARENA_PUSH(inheriting->arena, kept, count, capacity, more->inputs[i]);
    data->inputs = kept;
    data->input_count = count;
    data->input_capacity = capacity;
}

static size_t find_require(const AstData *data, Text message) {
    size_t i = 0;
    while (i < data->require_count && !text_equal(data->requires[i].message, message))
        i++;
    return i;
}

static void remove_require(Inheriting *inheriting, AstData *data, const AstChange *change) {
    size_t at = find_require(data, change->name.text);
    if (at == data->require_count) {
        complain(inheriting, change->name.span, DIAGNOSTIC_NOTHING_TO_CHANGE,
                 text_format(inheriting->arena, "`%.*s` has no `require` with this message",
                             TEXT_ARG(inheriting->newer->extends)),
                 TEXT("write the message as it stands there"));
        return;
    }
    for (data->require_count--; at < data->require_count; at++)
    data->requires[at] = data->requires[at + 1];
}

static void merge_requires(Inheriting *inheriting, AstData *data, const AstData *more) {
    AstFile *newer = inheriting->newer;
    for (size_t i = 0; i < newer->change_count; i++)
        if (newer->changes[i]->part == PART_REQUIRE) remove_require(inheriting, data, newer->changes[i]);
    for (size_t i = 0; i < more->require_count; i++)
        ARENA_PUSH(inheriting->arena, data->requires, data->require_count, data->require_capacity,
                   more->requires[i]);
}

static void merge_tokens(Inheriting *inheriting, AstData *data, const AstData *more) {
    for (size_t i = 0; i < more->token_count; i++) {
        size_t at = 0;
        while (at < data->token_count && !text_equal(data->tokens[at].text, more->tokens[i].text))
            at++;
        if (at < data->token_count)
            data->tokens[at] = more->tokens[i];
        else
            ARENA_PUSH(inheriting->arena, data->tokens, data->token_count, data->token_capacity,
                       more->tokens[i]);
    }
}

static void merge_dialect(AstData *data, const AstData *more) {
    if (more->separator_span.to != 0) {
        data->separator = more->separator;
        data->separator_span = more->separator_span;
    }
    if (more->numbers_span.to != 0) {
        data->decimal = more->decimal;
        data->group = more->group;
        data->numbers_span = more->numbers_span;
    }
    if (!more->has_units) return;
    data->has_units = true;
    data->units = more->units;
    data->unit_count = more->unit_count;
    data->unit_capacity = more->unit_capacity;
}

/* [L11.6] */
static AstData merge_data(Inheriting *inheriting) {
    AstData data = inheriting->older->data;
    const AstData *more = &inheriting->newer->data;
    if (more->present) {
        Diagnostic *said =
            complain(inheriting, more->span, DIAGNOSTIC_WHOLE_DATA,
                     TEXT("these rules have the data of those they build on"),
                     TEXT("write `add to data { ... }`, `change input NAME ...`, `remove input NAME`"));
        relate(inheriting, said, data.span, "declared here");
    }
    merge_inputs(inheriting, &data, more);
    merge_requires(inheriting, &data, more);
    merge_tokens(inheriting, &data, more);
    merge_dialect(&data, more);
    return data;
}

/* ---- items */

static bool is_removed(const Inheriting *inheriting, const AstItem *item) {
    for (size_t i = 0; i < places_count(inheriting->places); i++) {
        const Place *place = places_get(inheriting->places, i);
        if (place->item == item) return place->removal != NULL;
    }
    return false;
}

static const AstName *name_of(const AstItem *item) {
    switch (item->kind) {
    case ITEM_FUNCTION: return &item->function->name;
    case ITEM_LET: return &item->let->name;
    case ITEM_NODE: return &item->node->name;
    case ITEM_GATE: return &item->gate->name;
    case ITEM_RANK: return &item->rank->name;
    case ITEM_GRADE: return &item->grade->name;
    case ITEM_TEST: break;
    }
    return NULL;
}

/* [L11.7] Tests are cases of their year: those of older rules stay with them. */
static void keep_item(Inheriting *inheriting, AstFile *merged, AstItem *item) {
    if (item->kind == ITEM_TEST) return;
    if (item->kind == ITEM_NODE) {
        NodeList nodes = {0};
        inherit_tree_member(inheriting->places, item->node, &nodes, inheriting->arena);
        for (size_t i = 0; i < nodes.count; i++)
            ARENA_PUSH(inheriting->arena, merged->items, merged->item_count, merged->item_capacity,
                       ((AstItem){.kind = ITEM_NODE, .node = nodes.items[i]}));
        return;
    }
    const Place *place = places_find(inheriting->places, name_of(item)->text);
    bool is_gone = place && place->item == item ? place->removal != NULL : is_removed(inheriting, item);
    if (!is_gone)
        ARENA_PUSH(inheriting->arena, merged->items, merged->item_count, merged->item_capacity, *item);
}

static void merge_items(Inheriting *inheriting, AstFile *merged) {
    merged->items = NULL;
    merged->item_count = merged->item_capacity = 0;
    for (size_t i = 0; i < inheriting->older->item_count; i++)
        keep_item(inheriting, merged, &inheriting->older->items[i]);
    for (size_t i = 0; i < inheriting->newer->item_count; i++)
        ARENA_PUSH(inheriting->arena, merged->items, merged->item_count, merged->item_capacity,
                   inheriting->newer->items[i]);
}

/* Members of removed groups are removed, as if that had been written. */
static void add_gone(AstFile *merged, const Places *places, Arena *arena) {
    for (size_t i = 0; i < places_count(places); i++) {
        const Place *place = places_get(places, i);
        if (!place->gone || place->removal) continue;
        AstChange *change = arena_copy(arena, place->gone, sizeof *change);
        change->part = place->part;
        change->name = *place->name;
        ARENA_PUSH(arena, merged->history, merged->history_count, merged->history_capacity, change);
    }
}

static void add_history(AstFile *merged, const AstFile *older, const AstFile *newer, Arena *arena) {
    merged->history = NULL;
    merged->history_count = merged->history_capacity = 0;
    for (size_t i = 0; i < older->history_count; i++)
        ARENA_PUSH(arena, merged->history, merged->history_count, merged->history_capacity,
                   older->history[i]);
    for (size_t i = 0; i < newer->change_count; i++)
        ARENA_PUSH(arena, merged->history, merged->history_count, merged->history_capacity,
                   newer->changes[i]);
}

/* [L11.10] What is accepted in a declaration goes with it; what holds for a whole file is written anew. */
static void add_allows(AstFile *merged, const AstFile *older, Arena *arena) {
    merged->allows = arena_copy(arena, merged->allows, merged->allow_count * sizeof *merged->allows);
    merged->allow_capacity = merged->allow_count;
    for (size_t i = 0; i < older->allow_count; i++)
        if (older->allows[i].scope.to != 0)
            ARENA_PUSH(arena, merged->allows, merged->allow_count, merged->allow_capacity, older->allows[i]);
}

AstFile *inherit_merge(AstFile *older, AstFile *newer, Arena *arena, Diagnostics *diagnostics) {
    Inheriting inheriting = {older, newer, arena, diagnostics, places_new(older, arena)};
    rename_all(&inheriting);
    make_changes(&inheriting);
    inherit_tree_add(inheriting.places, newer, arena, diagnostics);
    AstFile *merged = arena_copy(arena, newer, sizeof *newer);
    merged->data = merge_data(&inheriting);
    merge_items(&inheriting, merged);
    add_history(merged, older, newer, arena);
    add_gone(merged, inheriting.places, arena);
    add_allows(merged, older, arena);
    merged->expression_count = older->expression_count + newer->expression_count;
    return merged;
}

const AstChange *inherit_find_lost(const AstFile *file, Text name) {
    for (size_t i = file->history_count; i > 0; i--) {
        const AstChange *change = file->history[i - 1];
        if (change->kind != CHANGE_CHANGE && text_equal(change->name.text, name)) return change;
    }
    return NULL;
}
