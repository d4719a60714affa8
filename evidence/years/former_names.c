#include "evidence/years/former_names.h"

#include "base/unicode.h"
#include "drafting/rule_difference.h"
#include "runtime/reading/cell_read.h"

struct FormerNames {
    const Plan *plans[YEARS];
    TextIndex names[YEARS]; /* of inputs and outputs; those of one number stand for each other */
};

/* ---- renamings */

/* Those of one file hold all at once, those of a newer file behind them. */
typedef struct Renamings {
    const AstChange **items;
    size_t count, capacity;
    const Source *source;
} Renamings;

static Renamings renamings_of(const AstFile *file, Arena *arena) {
    Renamings renamings = {.source = file->source};
    for (size_t i = 0; i < file->history_count; i++)
        if (file->history[i]->kind == CHANGE_RENAME)
            ARENA_PUSH(arena, renamings.items, renamings.count, renamings.capacity, file->history[i]);
    return renamings;
}

static Text file_of(const Renamings *renamings, size_t item) {
    return source_file_name(renamings->source, renamings->items[item]->span.from);
}

static bool is_start_of_file(const Renamings *renamings, size_t item) {
    return item == 0 || item >= renamings->count ||
           !text_equal(file_of(renamings, item - 1), file_of(renamings, item));
}

/* How many both have behind them; of a file all or none. */
static size_t in_common(const Renamings renamings[YEARS]) {
    const Renamings *old = &renamings[OLD], *new = &renamings[NEW];
    size_t count = 0;
    while (count < old->count &&
           count < new->count &&text_equal(old->items[count]->name.text, new->items[count]->name.text) &&
           text_equal(old->items[count]->other.text, new->items[count]->other.text))
        count++;
    while (!is_start_of_file(old, count) || !is_start_of_file(new, count))
        count--;
    return count;
}

/* The name before all of them but the first `from`. */
static Text name_before(const Renamings *renamings, size_t from, Text name) {
    for (size_t end = renamings->count; end > from;) {
        size_t start = end;
        Text before = name;
        do {
            start--;
            if (text_equal(renamings->items[start]->other.text, name))
                before = renamings->items[start]->name.text;
        } while (!is_start_of_file(renamings, start));
        name = before;
        end = start;
    }
    return name;
}

static Text name_behind(const Renamings *renamings, size_t from, Text name) {
    for (size_t i = from; i < renamings->count;) {
        Text behind = name;
        do {
            if (text_equal(renamings->items[i]->name.text, name)) behind = renamings->items[i]->other.text;
            i++;
        } while (!is_start_of_file(renamings, i));
        name = behind;
    }
    return name;
}

/* ---- names that stand for each other */

typedef struct Pairing {
    FormerNames *names;
    TextIndex all[YEARS]; /* the names of a year */
    Renamings renamings[YEARS];
    size_t common;
    bool are_related; /* one builds on the other, or both on a third that renames */
} Pairing;

static bool has(const TextIndex *index, Text name) {
    return text_index_find(index, name) != TEXT_INDEX_NONE;
}

static TextIndex all_names(const Plan *plan, Arena *arena) {
    TextIndex index = text_index_new(arena);
    for (uint32_t i = 0; i < plan->input_count; i++)
        text_index_add(&index, plan->inputs[i].name);
    for (uint32_t i = 0; i < plan->output_count; i++)
        text_index_add(&index, plan->outputs[i].name);
    return index;
}

static void add_pair(Pairing *pairing, Text old, Text new) {
    if (has(&pairing->names->names[OLD], old) || has(&pairing->names->names[NEW], new)) return;
    text_index_add(&pairing->names->names[OLD], old);
    text_index_add(&pairing->names->names[NEW], new);
}

/* Rules that do not build on the older ones may have had a name for something else. */
static void add_renamed(Pairing *pairing, Text old) {
    Text base = name_before(&pairing->renamings[OLD], pairing->common, old);
    Text new = name_behind(&pairing->renamings[NEW], pairing->common, base);
    if (text_equal(old, new) || !has(&pairing->all[NEW], new)) return;
    if (!pairing->are_related && (has(&pairing->all[OLD], new) || has(&pairing->all[NEW], old))) return;
    add_pair(pairing, old, new);
}

/* What was renamed goes first: its new name may have been another's, which is gone. */
static void add_pairs(Pairing *pairing) {
    const TextIndex *old = &pairing->all[OLD];
    for (size_t i = 0; i < old->count; i++)
        add_renamed(pairing, old->texts[i]);
    for (size_t i = 0; i < old->count; i++)
        if (has(&pairing->all[NEW], old->texts[i])) add_pair(pairing, old->texts[i], old->texts[i]);
}

FormerNames *former_names_find(const AstFile *const trees[YEARS], const Plan *const plans[YEARS],
                               Arena *arena) {
    FormerNames *names = ARENA_NEW(arena, FormerNames);
    Pairing pairing = {.names = names};
    for (int year = OLD; year < YEARS; year++) {
        names->plans[year] = plans[year];
        names->names[year] = text_index_new(arena);
        pairing.all[year] = all_names(plans[year], arena);
        pairing.renamings[year] = renamings_of(trees[year], arena);
    }
    pairing.common = in_common(pairing.renamings);
    pairing.are_related = pairing.common > 0 || rule_difference_builds_on(trees[NEW], trees[OLD]) ||
                          rule_difference_builds_on(trees[OLD], trees[NEW]);
    add_pairs(&pairing);
    return names;
}

Text former_names_other(const FormerNames *names, int year, Text name) {
    uint32_t found = text_index_find(&names->names[year], name);
    return found == TEXT_INDEX_NONE ? (Text){"", 0} : names->names[!year].texts[found];
}

/* ---- columns */

static TextIndex index_inputs(const Plan *plan, Arena *arena) {
    TextIndex index = text_index_new(arena);
    for (uint32_t i = 0; i < plan->input_count; i++)
        text_index_add(&index, plan->inputs[i].name);
    return index;
}

/* A new input whose header belongs to another one in the data of the other year has no column there. */
static bool is_without_column(const Plan *plan, const bool *is_known, Arena *arena, Text *obstacle) {
    TextIndex headers = text_index_new(arena);
    for (uint32_t i = 0; i < plan->input_count; i++)
        if (is_known[i]) text_index_add(&headers, unicode_fold(arena, cell_input_header(&plan->inputs[i])));
    for (uint32_t i = 0; i < plan->input_count; i++) {
        Text header = cell_input_header(&plan->inputs[i]);
        if (is_known[i] || !has(&headers, unicode_fold(arena, header))) continue;
        *obstacle = text_format(arena, "missing column `%.*s`: the one of this name belongs to another input",
                                TEXT_ARG(header));
        return true;
    }
    return false;
}

const Plan *former_names_plan(const FormerNames *names, int year, Arena *arena, Text *obstacle) {
    const Plan *own = names->plans[year], *other = names->plans[!year];
    Plan *plan = ARENA_NEW(arena, Plan);
    TextIndex inputs = index_inputs(other, arena);
    bool *is_known = ARENA_ARRAY(arena, bool, (size_t)own->input_count + 1);
    *plan = *own;
    plan->inputs = ARENA_ARRAY(arena, PlanInput, (size_t)own->input_count + 1);
    for (uint32_t i = 0; i < own->input_count; i++) {
        plan->inputs[i] = own->inputs[i];
        Text name = former_names_other(names, year, own->inputs[i].name);
        uint32_t found = text_index_find(&inputs, name);
        is_known[i] = found != TEXT_INDEX_NONE;
        if (is_known[i]) plan->inputs[i].header = cell_input_header(&other->inputs[found]);
    }
    return is_without_column(plan, is_known, arena, obstacle) ? NULL : plan;
}
