#include "evidence/changes/rule_difference_document.h"

#include "evidence/changes/effects_document.h"
#include "runtime/computing/value_told.h"
#include "runtime/results/json_text.h"

/* The texts are padded as json_add_text wants them. */
typedef struct Writer {
    const RuleDifference *difference;
    const Effects *effects;
    NumberContext *numbers;
    TextBuilder *out;
} Writer;

static void add_text(const Writer *writer, Text text) {
    Arena *arena = writer->out->arena;
    char *room = arena_alloc_zero(arena, text.len + TEXT_SLACK, 1);
    for (size_t i = 0; i < text.len; i++)
        room[i] = text.bytes[i];
    json_add_text(writer->out, (Text){room, text.len});
}

static void add_member(const Writer *writer, const char *name, Text text, bool *first) {
    json_add_name(writer->out, name, first);
    add_text(writer, text);
}

static void add_if_any(const Writer *writer, const char *name, Text text, bool *first) {
    if (text.len > 0) add_member(writer, name, text, first);
}

/* ---- changes */

static void add_side(const Writer *writer, const char *name, const Rule *rule, const RuleAspect *aspect,
                     bool *first) {
    bool inner = true;
    json_add_name(writer->out, name, first);
    if (aspect->meaning.len == 0) {
        text_builder_add(writer->out, TEXT("null"));
        return;
    }
    Span span = aspect->span.to > 0 ? aspect->span : rule->span;
    text_builder_add_char(writer->out, '{');
    add_member(writer, "text", aspect->written, &inner);
    add_member(writer, "place",
               rule_difference_place(writer->difference->new->source, span, writer->out->arena), &inner);
    text_builder_add_char(writer->out, '}');
}

static void add_aspect(const Writer *writer, const RuleChange *change, size_t number) {
    bool first = true;
    const Rule *rule = rule_change_rule(change);
    text_builder_add_char(writer->out, '{');
    add_member(writer, "what", text_from(rule->aspects[number].word), &first);
    if (change->before) add_side(writer, "before", change->before, &change->before->aspects[number], &first);
    if (change->after) add_side(writer, "after", change->after, &change->after->aspects[number], &first);
    text_builder_add_char(writer->out, '}');
}

static void add_aspects(const Writer *writer, const RuleChange *change) {
    const Rule *rule = rule_change_rule(change);
    bool is_whole = change->sort != RULE_CHANGED, is_first = true;
    size_t count = is_whole ? rule->aspect_count : change->aspect_count;
    text_builder_add_char(writer->out, '[');
    for (size_t i = 0; i < count; i++) {
        size_t number = is_whole ? i : change->aspects[i];
        if (is_whole && rule->aspects[number].meaning.len == 0) continue;
        if (!is_first) text_builder_add_char(writer->out, ',');
        is_first = false;
        add_aspect(writer, change, number);
    }
    text_builder_add_char(writer->out, ']');
}

static void add_change(const Writer *writer, const RuleChange *change) {
    static const char *const SORTS[] = {"changed", "added", "removed"};
    const Rule *rule = rule_change_rule(change);
    bool first = true;
    text_builder_add_char(writer->out, '{');
    add_member(writer, "kind", text_from(rule_kind_word(rule->kind)), &first);
    add_member(writer, "name", rule->name, &first);
    if (change->is_renamed) add_member(writer, "formerly", change->before->was, &first);
    add_if_any(writer, "label", rule->label, &first);
    add_member(writer, "sort", text_from(SORTS[change->sort]), &first);
    add_if_any(writer, "basis", change->basis, &first);
    add_if_any(writer, "note", change->note, &first);
    json_add_name(writer->out, "aspects", &first);
    add_aspects(writer, change);
    text_builder_add_char(writer->out, '}');
}

static void add_changes(const Writer *writer) {
    text_builder_add_char(writer->out, '[');
    for (size_t i = 0; i < writer->difference->count; i++) {
        text_builder_add(writer->out, i > 0 ? TEXT(",\n") : TEXT("\n"));
        add_change(writer, &writer->difference->items[i]);
    }
    text_builder_add_char(writer->out, ']');
}

/* ---- effects */

static Text exact(const Writer *writer, Number number) {
    ValueTeller teller = {.numbers = writer->numbers, .arena = writer->out->arena, .point = '.'};
    return told_number(&teller, number, false);
}

static void add_value(const Writer *writer, const char *name, const EffectValue *value, bool *first) {
    json_add_name(writer->out, name, first);
    if (!value->has_value)
        text_builder_add(writer->out, TEXT("null"));
    else
        add_text(writer, value->text.len > 0 ? value->text : exact(writer, value->number));
}

static void add_outcomes(const Writer *writer) {
    static const char *const KINDS[] = {"value", "points", "rank", "grade"};
    text_builder_add_char(writer->out, '[');
    for (size_t i = 0; i < writer->effects->outcome_count; i++) {
        bool first = true;
        text_builder_add(writer->out, i > 0 ? TEXT(",{") : TEXT("{"));
        add_member(writer, "name", writer->effects->outcomes[i].name, &first);
        add_member(writer, "of", text_from(KINDS[writer->effects->outcomes[i].kind]), &first);
        text_builder_add_char(writer->out, '}');
    }
    text_builder_add_char(writer->out, ']');
}

/* `values` NULL: what is left to all together. */
static void add_outcome(const Writer *writer, const EffectValue *values, size_t outcome, size_t unit) {
    const Effects *effects = writer->effects;
    bool first = true;
    text_builder_add_char(writer->out, '{');
    if (!values) {
        add_member(writer, "difference",
                   exact(writer, effect_together(effects, writer->numbers, outcome, unit)), &first);
    } else {
        const EffectValue *before = effect_value(effects, effects->old, outcome, unit);
        const EffectValue *after = effect_value(effects, values, outcome, unit);
        add_value(writer, "before", before, &first);
        add_value(writer, "after", after, &first);
        add_member(writer, "difference", exact(writer, effect_difference(writer->numbers, before, after)),
                   &first);
    }
    text_builder_add_char(writer->out, '}');
}

static void add_units(const Writer *writer, const EffectValue *values) {
    const Effects *effects = writer->effects;
    text_builder_add_char(writer->out, '[');
    for (size_t unit = 0; unit < effects->unit_count; unit++) {
        bool first = true;
        text_builder_add(writer->out, unit > 0 ? TEXT(",\n{") : TEXT("\n{"));
        add_member(writer, "unit", effects->keys[unit], &first);
        json_add_name(writer->out, "outcomes", &first);
        text_builder_add_char(writer->out, '[');
        for (size_t i = 0; i < effects->outcome_count; i++) {
            if (i > 0) text_builder_add_char(writer->out, ',');
            add_outcome(writer, values, i, unit);
        }
        text_builder_add(writer->out, TEXT("]}"));
    }
    text_builder_add_char(writer->out, ']');
}

static void add_effect(const Writer *writer, Text title, const EffectValue *values, Text problem) {
    bool first = true;
    text_builder_add_char(writer->out, '{');
    add_member(writer, "change", title, &first);
    if (problem.len > 0) add_member(writer, "problem", problem, &first);
    if (problem.len == 0) {
        json_add_name(writer->out, "units", &first);
        add_units(writer, values);
    }
    text_builder_add_char(writer->out, '}');
}

static void add_effects(const Writer *writer, bool *first) {
    const Effects *effects = writer->effects;
    add_member(writer, "data", effects->data, first);
    json_add_name(writer->out, "outcomes", first);
    add_outcomes(writer);
    json_add_name(writer->out, "effects", first);
    text_builder_add_char(writer->out, '[');
    for (size_t i = 0; i < effects->count; i++) {
        const Effect *effect = &effects->items[i];
        if (i > 0) text_builder_add_char(writer->out, ',');
        add_effect(writer, effect_title(effect, writer->out->arena), effect->values, effect->problem);
    }
    text_builder_add_char(writer->out, ']');
    json_add_name(writer->out, "together", first);
    add_effect(writer, TEXT("together"), NULL, (Text){0});
    json_add_name(writer->out, "all", first);
    add_effect(writer, TEXT("all changes"), effects->new, (Text){0});
}

void rule_difference_json(const RuleDifference *difference, const Effects *effects, NumberContext *numbers,
                          TextBuilder *out) {
    Writer writer = {difference, effects, numbers, out};
    const Source *source = difference->new->source;
    bool first = true;
    text_builder_add_char(out, '{');
    add_member(&writer, "format", TEXT("ictscore difference 1"), &first);
    add_member(&writer, "before", source_file_name(source, difference->old->methodology.span.from), &first);
    add_member(&writer, "after", source_file_name(source, difference->new->methodology.span.from), &first);
    json_add_name(out, "changes", &first);
    add_changes(&writer);
    if (effects) add_effects(&writer, &first);
    text_builder_add(out, TEXT("}\n"));
}
