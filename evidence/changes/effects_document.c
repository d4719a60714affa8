#include "evidence/changes/effects_document.h"

#include "runtime/computing/value_told.h"

typedef struct Telling {
    Document *document;
    const Effects *effects;
    NumberContext *numbers;
    Arena *arena;
} Telling;

/* ---- values */

static Text number_text(NumberContext *numbers, Arena *arena, Number number, bool as_percent) {
    ValueTeller teller = {.numbers = numbers, .arena = arena, .point = '.'};
    return told_number(&teller, number, as_percent);
}

Text effect_value_text(const EffectOutcome *outcome, const EffectValue *value, NumberContext *numbers,
                       Arena *arena) {
    if (!value->has_value) return TEXT("-");
    if (value->text.len > 0) return value->text;
    return number_text(numbers, arena, value->number, outcome->as_percent);
}

static Text signed_text(const Telling *telling, const EffectOutcome *outcome, Number number) {
    Text text = number_text(telling->numbers, telling->arena, number, outcome->as_percent);
    bool is_more = number_sign(number) > 0;
    return is_more ? text_format(telling->arena, "+%.*s", TEXT_ARG(text)) : text;
}

/* "82.7% → 83.1% (+0.4%)"; places and grades without the difference, which is seen. */
static Text change_text(const Telling *telling, const EffectOutcome *outcome, const EffectValue *before,
                        const EffectValue *after) {
    Text old = effect_value_text(outcome, before, telling->numbers, telling->arena);
    Text new = effect_value_text(outcome, after, telling->numbers, telling->arena);
    if (text_equal(old, new)) return (Text){0};
    if (outcome->kind == OUTCOME_RANK || outcome->kind == OUTCOME_GRADE)
        return text_format(telling->arena, "%.*s → %.*s", TEXT_ARG(old), TEXT_ARG(new));
    Number difference = effect_difference(telling->numbers, before, after);
    return text_format(telling->arena, "%.*s → %.*s (%.*s)", TEXT_ARG(old), TEXT_ARG(new),
                       TEXT_ARG(signed_text(telling, outcome, difference)));
}

static Text outcome_name(const Telling *telling, const EffectOutcome *outcome) {
    if (outcome->kind != OUTCOME_POINTS) return outcome->name;
    return text_format(telling->arena, "%.*s.points", TEXT_ARG(outcome->name));
}

/* ---- tables of units */

static const char *columns_of(const Telling *telling) {
    TextBuilder columns = text_builder(telling->arena);
    text_builder_add_char(&columns, 'l');
    for (size_t i = 0; i < telling->effects->outcome_count; i++)
        text_builder_add_char(&columns, 'l');
    text_builder_add_char(&columns, '\0');
    return columns.bytes;
}

static void start_table(const Telling *telling, const char *first) {
    document_table(telling->document, columns_of(telling), true);
    document_cell(telling->document, text_from(first));
    for (size_t i = 0; i < telling->effects->outcome_count; i++)
        document_cell(telling->document, outcome_name(telling, &telling->effects->outcomes[i]));
}

static bool differs(const Telling *telling, const EffectValue *before, const EffectValue *after) {
    return before->has_value != after->has_value || !text_equal(before->text, after->text) ||
           !number_equal(telling->numbers, before->number, after->number);
}

static bool is_touched(const Telling *telling, const EffectValue *values, size_t unit) {
    const Effects *effects = telling->effects;
    for (size_t i = 0; i < effects->outcome_count; i++)
        if (differs(telling, effect_value(effects, effects->old, i, unit),
                    effect_value(effects, values, i, unit)))
            return true;
    return false;
}

static void add_unit(const Telling *telling, const EffectValue *values, size_t unit) {
    const Effects *effects = telling->effects;
    document_cell(telling->document, effects->names[unit]);
    for (size_t i = 0; i < effects->outcome_count; i++)
        document_cell(telling->document, change_text(telling, &effects->outcomes[i],
                                                     effect_value(effects, effects->old, i, unit),
                                                     effect_value(effects, values, i, unit)));
}

/* Of the first outcome, which is what the methodology is about. */
static void count_winners(const Telling *telling, const EffectValue *values, size_t *touched, size_t *gain,
                          size_t *lose) {
    const Effects *effects = telling->effects;
    for (size_t unit = 0; unit < effects->unit_count; unit++) {
        *touched += is_touched(telling, values, unit);
        if (effects->outcome_count == 0) continue;
        int sign =
            number_sign(effect_difference(telling->numbers, effect_value(effects, effects->old, 0, unit),
                                          effect_value(effects, values, 0, unit)));
        *gain += sign > 0;
        *lose += sign < 0;
    }
}

static void add_units(const Telling *telling, const EffectValue *values) {
    const Effects *effects = telling->effects;
    size_t touched = 0, gain = 0, lose = 0;
    count_winners(telling, values, &touched, &gain, &lose);
    if (touched == 0) {
        document_line(telling->document, TEXT("no effect on any unit"));
        return;
    }
    document_line(telling->document,
                  text_format(telling->arena, "%zu of %zu units: %zu gain, %zu lose in %.*s", touched,
                              effects->unit_count, gain, lose, TEXT_ARG(effects->outcomes[0].name)));
    start_table(telling, "unit");
    for (size_t unit = 0; unit < effects->unit_count; unit++)
        if (is_touched(telling, values, unit)) add_unit(telling, values, unit);
}

/* ---- together */

static bool is_left(const Telling *telling, size_t unit) {
    for (size_t i = 0; i < telling->effects->outcome_count; i++)
        if (number_sign(effect_together(telling->effects, telling->numbers, i, unit)) != 0) return true;
    return false;
}

static void add_together(const Telling *telling) {
    const Effects *effects = telling->effects;
    size_t left = 0;
    document_heading(telling->document, 3, TEXT("together"));
    for (size_t unit = 0; unit < effects->unit_count; unit++)
        left += is_left(telling, unit);
    document_line(telling->document,
                  left == 0 ? TEXT("nothing: each change does by itself what it does beside the others")
                            : TEXT("what the changes do beside each other, and none of them by itself; a "
                                   "negative place is a better one"));
    if (left == 0) return;
    start_table(telling, "unit");
    for (size_t unit = 0; unit < effects->unit_count; unit++) {
        if (!is_left(telling, unit)) continue;
        document_cell(telling->document, effects->names[unit]);
        for (size_t i = 0; i < effects->outcome_count; i++) {
            Number rest = effect_together(effects, telling->numbers, i, unit);
            document_cell(telling->document, number_sign(rest) == 0
                                                 ? (Text){0}
                                                 : signed_text(telling, &effects->outcomes[i], rest));
        }
    }
}

/* ---- sums */

static Number sum_of(const Telling *telling, const EffectValue *values, size_t outcome) {
    const Effects *effects = telling->effects;
    Number sum = NUMBER_ZERO;
    for (size_t unit = 0; unit < effects->unit_count; unit++)
        sum =
            number_add(telling->numbers, sum,
                       effect_difference(telling->numbers, effect_value(effects, effects->old, outcome, unit),
                                         effect_value(effects, values, outcome, unit)));
    return sum;
}

static bool has_sum(const EffectOutcome *outcome) {
    return outcome->kind == OUTCOME_VALUE || outcome->kind == OUTCOME_POINTS;
}

static void add_sum_row(const Telling *telling, Text title, const EffectValue *values) {
    const Effects *effects = telling->effects;
    document_cell(telling->document, title);
    for (size_t i = 0; i < effects->outcome_count; i++) {
        if (!has_sum(&effects->outcomes[i])) continue;
        Number sum = NUMBER_ZERO;
        if (values) sum = sum_of(telling, values, i);
        for (size_t unit = 0; !values && unit < effects->unit_count; unit++)
            sum = number_add(telling->numbers, sum, effect_together(effects, telling->numbers, i, unit));
        document_cell(telling->document, signed_text(telling, &effects->outcomes[i], sum));
    }
}

static void add_sums(const Telling *telling) {
    const Effects *effects = telling->effects;
    TextBuilder columns = text_builder(telling->arena);
    text_builder_add_char(&columns, 'l');
    for (size_t i = 0; i < effects->outcome_count; i++)
        if (has_sum(&effects->outcomes[i])) text_builder_add_char(&columns, 'r');
    text_builder_add_char(&columns, '\0');
    document_heading(telling->document, 3, TEXT("sums over all units"));
    document_table(telling->document, columns.bytes, true);
    document_cell(telling->document, TEXT("change"));
    for (size_t i = 0; i < effects->outcome_count; i++)
        if (has_sum(&effects->outcomes[i]))
            document_cell(telling->document, outcome_name(telling, &effects->outcomes[i]));
    for (size_t i = 0; i < effects->count; i++)
        if (effects->items[i].values)
            add_sum_row(telling, effect_title(&effects->items[i], telling->arena), effects->items[i].values);
    add_sum_row(telling, TEXT("together"), NULL);
    add_sum_row(telling, TEXT("all changes"), effects->new);
}

/* ---- all */

Text effect_title(const Effect *effect, Arena *arena) {
    TextBuilder title = text_builder(arena);
    text_builder_add(&title, rule_change_title(effect->changes[0], arena));
    for (size_t i = 1; i < effect->change_count; i++) {
        const Rule *rule = rule_change_rule(effect->changes[i]);
        text_builder_add_format(&title, "%s%s %.*s", i == 1 ? ", with " : ", ", rule_kind_word(rule->kind),
                                TEXT_ARG(rule->name));
    }
    return text_builder_text(&title);
}

static void add_effect(const Telling *telling, const Effect *effect) {
    document_heading(telling->document, 3, effect_title(effect, telling->arena));
    if (effect->values)
        add_units(telling, effect->values);
    else
        document_line(telling->document,
                      text_format(telling->arena, "not by itself: %.*s; its effect is in `together`",
                                  TEXT_ARG(effect->problem)));
}

void effects_document_add(Document *document, const Effects *effects, NumberContext *numbers, Arena *arena) {
    Telling telling = {document, effects, numbers, arena};
    document_heading(document, 2, text_format(arena, "Effect on the units of %.*s", TEXT_ARG(effects->data)));
    if (effects->count == 0) {
        document_line(document, TEXT("no change can make a difference to units"));
        return;
    }
    for (size_t i = 0; i < effects->count; i++)
        add_effect(&telling, &effects->items[i]);
    add_together(&telling);
    document_heading(document, 3, TEXT("all changes"));
    add_units(&telling, effects->new);
    add_sums(&telling);
}
