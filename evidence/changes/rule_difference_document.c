#include "evidence/changes/rule_difference_document.h"

#include "evidence/changes/effects_document.h"

typedef struct Telling {
    const RuleDifference *difference;
    Document *document;
    Arena *arena;
} Telling;

Text rule_difference_place(const Source *source, Span span, Arena *arena) {
    if (span.to == 0) return (Text){0};
    return text_format(arena, "%.*s:%zu", TEXT_ARG(source_file_name(source, span.from)),
                       source_position(source, span.from).line);
}

static Text place_of(const Telling *telling, const Rule *rule, const RuleAspect *aspect) {
    bool is_head = rule->kind == RULE_METHODOLOGY || rule->kind == RULE_DATA;
    Span span = is_head ? rule->span : aspect->span;
    return rule_difference_place(telling->difference->new->source, span, telling->arena);
}

/* ---- one rule */

static void add_row(const Telling *telling, const char *word, const char *when, const Rule *rule,
                    const RuleAspect *aspect) {
    bool is_said = aspect->meaning.len > 0;
    document_cell(telling->document, text_from(word));
    if (when) document_cell(telling->document, text_from(when));
    document_cell(telling->document, is_said ? aspect->written : TEXT("-"));
    document_cell(telling->document, is_said ? place_of(telling, rule, aspect) : (Text){0});
}

static void add_changed(const Telling *telling, const RuleChange *change) {
    document_table(telling->document, "llll", false);
    for (size_t i = 0; i < change->aspect_count; i++) {
        size_t number = change->aspects[i];
        const RuleAspect *before = &change->before->aspects[number], *after = &change->after->aspects[number];
        add_row(telling, before->word, "before", change->before, before);
        add_row(telling, "", "after", change->after, after);
    }
}

static void add_whole(const Telling *telling, const Rule *rule) {
    Text place = rule_difference_place(telling->difference->new->source, rule->span, telling->arena);
    document_line(telling->document, text_format(telling->arena, "declared in %.*s", TEXT_ARG(place)));
    document_table(telling->document, "lll", false);
    for (size_t i = 0; i < rule->aspect_count; i++)
        if (rule->aspects[i].meaning.len > 0 && !text_equal(text_from(rule->aspects[i].word), TEXT("label")))
            add_row(telling, rule->aspects[i].word, NULL, rule, &rule->aspects[i]);
}

/* What stands among the aspects is not said twice. */
static bool is_told(const RuleChange *change, const char *word) {
    const Rule *rule = rule_change_rule(change);
    for (size_t i = 0; i < change->aspect_count; i++)
        if (text_equal(text_from(rule->aspects[change->aspects[i]].word), text_from(word))) return true;
    return false;
}

static void add_ground(const Telling *telling, const RuleChange *change, const char *word, Text text) {
    if (text.len > 0 && !is_told(change, word))
        document_line(telling->document, text_format(telling->arena, "%s: %.*s", word, TEXT_ARG(text)));
}

static void add_change(const Telling *telling, const RuleChange *change) {
    document_heading(telling->document, 3, rule_change_title(change, telling->arena));
    add_ground(telling, change, "basis", change->basis);
    add_ground(telling, change, "note", change->note);
    if (change->sort == RULE_CHANGED && change->aspect_count > 0) add_changed(telling, change);
    if (change->sort != RULE_CHANGED) add_whole(telling, rule_change_rule(change));
}

/* ---- all of them */

static const char *section_of(RuleKind kind) {
    switch (kind) {
    case RULE_METHODOLOGY: return "Methodology";
    case RULE_DATA:
    case RULE_REQUIRE:
    case RULE_INPUT: return "Data";
    case RULE_FUNCTION:
    case RULE_LET:
    case RULE_REPORT: return "Functions, lets and reports";
    case RULE_CRITERION: return "Criteria";
    case RULE_GROUP: return "Groups";
    case RULE_INDEX: return "Indices";
    case RULE_GATE:
    case RULE_RANK:
    case RULE_GRADE: return "Gates, ranks and grades";
    case RULE_KIND_COUNT: break;
    }
    return "";
}

Document *rule_difference_document(const RuleDifference *difference, const Effects *effects,
                                   NumberContext *numbers, Arena *arena) {
    Telling telling = {difference, document_new(arena), arena};
    const Source *source = difference->new->source;
    Text old = source_file_name(source, difference->old->methodology.span.from);
    Text new = source_file_name(source, difference->new->methodology.span.from);
    document_heading(telling.document, 1, text_format(arena, "%.*s → %.*s", TEXT_ARG(old), TEXT_ARG(new)));
    document_line(telling.document, text_format(arena, "%zu difference%s in meaning", difference->count,
                                                difference->count == 1 ? "" : "s"));
    const char *section = "";
    for (size_t i = 0; i < difference->count; i++) {
        const char *next = section_of(rule_change_rule(&difference->items[i])->kind);
        if (next != section) document_heading(telling.document, 2, text_from(next));
        section = next;
        add_change(&telling, &difference->items[i]);
    }
    if (effects) effects_document_add(telling.document, effects, numbers, arena);
    return telling.document;
}
