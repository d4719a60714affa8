#include "drafting/rule_difference.h"

#include "lang/ast_expand.h"
#include "lang/ast_walk.h"
#include "lang/inherit_places.h"

#include <string.h>

/* ---- names of the newer methodology for the older one */

/* Renamings of one file hold all at once, those of a newer file behind them. */
typedef struct Renaming {
    const AstChange **items;
    size_t count, capacity;
    const Source *source;
} Renaming;

static size_t file_of(const Source *source, uint32_t offset) {
    size_t file = 0;
    while (file + 1 < source->file_count && source->files[file + 1].start <= offset)
        file++;
    return file;
}

static Text text_of_file(const Source *source, size_t file) {
    Span span = source_file_span(source, file);
    return text_slice(source->text, span.from, span.to);
}

/* Those that rules build on stand behind them in the source. */
bool rule_difference_builds_on(const AstFile *new, const AstFile *old) {
    const Source *source = new->source;
    Text text = text_of_file(old->source, file_of(old->source, old->methodology.span.from));
    for (size_t i = file_of(source, new->methodology.span.from) + 1; i < source->file_count; i++)
        if (text_equal(text_of_file(source, i), text)) return true;
    return false;
}

/* What older rules have behind them as well is no difference. */
static size_t first_renaming(const AstFile *old, const AstFile *new) {
    return rule_difference_builds_on(new, old) ? old->history_count : 0;
}

/* Rules that do not build on the older ones may have had a name for something else. */
static bool is_renamed_here(const AstChange *change, const Places *places) {
    return places_find(places, change->name.text) && !places_find(places, change->other.text);
}

static Renaming find_renamings(const AstFile *old, const AstFile *new, const Places *places, Arena *arena) {
    Renaming renaming = {.source = new->source};
    bool builds_on = rule_difference_builds_on(new, old);
    for (size_t i = first_renaming(old, new); i < new->history_count; i++)
        if (new->history[i]->kind == CHANGE_RENAME && (builds_on || is_renamed_here(new->history[i], places)))
            ARENA_PUSH(arena, renaming.items, renaming.count, renaming.capacity, new->history[i]);
    return renaming;
}

static bool is_same_file(const Renaming *renaming, size_t a, size_t b) {
    return text_equal(source_file_name(renaming->source, renaming->items[a]->span.from),
                      source_file_name(renaming->source, renaming->items[b]->span.from));
}

static Text new_name(const Renaming *renaming, Text name) {
    for (size_t i = 0; i < renaming->count;) {
        size_t next = i;
        Text now = name;
        for (; next < renaming->count && is_same_file(renaming, i, next); next++)
            if (text_equal(renaming->items[next]->name.text, name)) now = renaming->items[next]->other.text;
        name = now;
        i = next;
    }
    return name;
}

static void rename_name(void *user, AstName *name) {
    name->text = new_name(user, name->text);
}

static void rename_all(AstFile *old, Renaming *renaming, const Places *places) {
    AstVisitor visitor = {rename_name, NULL, renaming};
    if (renaming->count == 0) return;
    ast_walk_file(&visitor, old);
    for (size_t i = 0; i < places_count(places); i++) {
        AstName *name = places_get(places, i)->name;
        name->text = new_name(renaming, name->text);
    }
}

/* ---- rules that stand for each other */

static bool is_equal(const RuleAspect *a, const RuleAspect *b) {
    return text_equal(a->meaning, b->meaning);
}

static void compare_aspects(RuleChange *change) {
    for (size_t i = 0; i < change->before->aspect_count; i++)
        if (!is_equal(&change->before->aspects[i], &change->after->aspects[i]))
            change->aspects[change->aspect_count++] = i;
}

static void push(RuleDifference *difference, RuleChange change, Arena *arena) {
    ARENA_PUSH(arena, difference->items, difference->count, difference->capacity, change);
}

static void compare_rule(RuleDifference *difference, const Rule *after, Arena *arena) {
    RuleChange change = {.after = after};
    change.before = rule_list_find(difference->before, after->kind, after->name);
    if (!change.before) {
        change.sort = RULE_ADDED;
        push(difference, change, arena);
        return;
    }
    compare_aspects(&change);
    change.is_renamed = !text_equal(change.before->was, after->name);
    if (change.aspect_count > 0 || change.is_renamed) push(difference, change, arena);
}

const Rule *rule_change_rule(const RuleChange *change) {
    return change->after ? change->after : change->before;
}

Text rule_change_title(const RuleChange *change, Arena *arena) {
    static const char *const SORTS[] = {"", "added: ", "removed: "};
    const Rule *rule = rule_change_rule(change);
    TextBuilder title = text_builder(arena);
    if (rule->kind == RULE_METHODOLOGY || rule->kind == RULE_DATA)
        return text_from(rule_kind_word(rule->kind));
    text_builder_add_format(&title, "%s%s", SORTS[change->sort], rule_kind_word(rule->kind));
    if (rule->kind != RULE_REQUIRE) text_builder_add_format(&title, " %.*s", TEXT_ARG(rule->name));
    Text label = rule->kind == RULE_REQUIRE ? rule->name : rule->label;
    if (label.len > 0) text_builder_add_format(&title, " \"%.*s\"", TEXT_ARG(label));
    if (change->is_renamed) text_builder_add_format(&title, ", formerly %.*s", TEXT_ARG(change->before->was));
    return text_builder_text(&title);
}

/* ---- grounds */

static bool is_about(const AstChange *change, const Rule *rule) {
    static const int KINDS[] = {
        [PART_INPUT] = RULE_INPUT,       [PART_CRITERION] = RULE_CRITERION,
        [PART_GROUP] = RULE_GROUP,       [PART_INDEX] = RULE_INDEX,
        [PART_LET] = RULE_LET,           [PART_REPORT] = RULE_REPORT,
        [PART_FUNCTION] = RULE_FUNCTION, [PART_GATE] = RULE_GATE,
        [PART_RANK] = RULE_RANK,         [PART_GRADE] = RULE_GRADE,
        [PART_REQUIRE] = RULE_REQUIRE,   [PART_USE] = RULE_KIND_COUNT,
    };
    Text name = change->kind == CHANGE_RENAME ? change->other.text : change->name.text;
    return KINDS[change->part] == (int)rule->kind && text_equal(name, rule->name);
}

/* What the newest change of a rule says of its grounds. */
static void find_grounds(RuleDifference *difference, size_t from) {
    for (size_t i = 0; i < difference->count; i++) {
        RuleChange *change = &difference->items[i];
        for (size_t k = from; k < difference->new->history_count; k++) {
            const AstChange *said = difference->new->history[k];
            if (!is_about(said, rule_change_rule(change))) continue;
            if (said->notes.basis.len > 0) change->basis = said->notes.basis;
            if (said->notes.note.len > 0) change->note = said->notes.note;
        }
    }
}

/* ---- all */

static void compare_kind(RuleDifference *difference, RuleKind kind, Arena *arena) {
    for (size_t i = 0; i < difference->after->count; i++)
        if (difference->after->items[i]->kind == kind)
            compare_rule(difference, difference->after->items[i], arena);
    for (size_t i = 0; i < difference->before->count; i++) {
        const Rule *before = difference->before->items[i];
        if (before->kind == kind && !rule_list_find(difference->after, kind, before->name))
            push(difference, (RuleChange){.sort = RULE_REMOVED, .before = before}, arena);
    }
}

/* So that a rule leads to what happened to it. */
static void number_changes(RuleDifference *difference) {
    for (size_t i = 0; i < difference->count; i++) {
        const RuleChange *change = &difference->items[i];
        if (change->before)
            rule_list_find(difference->before, change->before->kind, change->before->name)->change = i + 1;
        if (change->after)
            rule_list_find(difference->after, change->after->kind, change->after->name)->change = i + 1;
    }
}

static Text *names_of(const Places *places, Arena *arena) {
    Text *names = ARENA_ARRAY(arena, Text, places_count(places));
    for (size_t i = 0; i < places_count(places); i++)
        names[i] = places_get(places, i)->name->text;
    return names;
}

/* The names that declarations had before, for a reader. */
static void remember_names(RuleList *list, const Places *places, const Text *names) {
    static const RuleKind KINDS[] = {
        [PART_INPUT] = RULE_INPUT,       [PART_CRITERION] = RULE_CRITERION,
        [PART_GROUP] = RULE_GROUP,       [PART_INDEX] = RULE_INDEX,
        [PART_LET] = RULE_LET,           [PART_REPORT] = RULE_REPORT,
        [PART_FUNCTION] = RULE_FUNCTION, [PART_GATE] = RULE_GATE,
        [PART_RANK] = RULE_RANK,         [PART_GRADE] = RULE_GRADE,
    };
    for (size_t i = 0; i < places_count(places); i++) {
        const Place *place = places_get(places, i);
        Rule *rule = rule_list_find(list, KINDS[place->part], place->name->text);
        if (rule) rule->was = names[i];
    }
}

RuleDifference rule_difference_find(AstFile *old, AstFile *new, NumberContext *numbers, Arena *arena) {
    RuleDifference difference = {.old = old, .new = new};
    ast_expand(old, arena);
    ast_expand(new, arena);
    Places *places = places_new(old, arena);
    Text *names = names_of(places, arena);
    Renaming renaming = find_renamings(old, new, places, arena);
    rename_all(old, &renaming, places);
    difference.before = rule_list_new(old, numbers, arena);
    difference.after = rule_list_new(new, numbers, arena);
    remember_names(difference.before, places, names);
    for (int kind = 0; kind < RULE_KIND_COUNT; kind++)
        compare_kind(&difference, (RuleKind)kind, arena);
    find_grounds(&difference, first_renaming(old, new));
    number_changes(&difference);
    return difference;
}
