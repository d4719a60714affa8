#include "evidence/card/turn_told.h"

static const PlanOutput *output_of(const Watch *watch, size_t item) {
    return &watch->maker->scored->plan->outputs[watch->items[item].output];
}

Text turn_name(const Watch *watch, size_t item) {
    return output_of(watch, item)->name;
}

const char *turn_kind(const Watch *watch, size_t item) {
    static const char *const kinds[] = {"band", "grade", "gate", "place"};
    return kinds[watch->items[item].kind];
}

Text turn_value(const Watch *watch, const ValueTeller *teller, size_t item, const StepValue *value) {
    const Watched *watched = &watch->items[item];
    if (value->state != STATE_VALUE) return told_output(teller, watched->output, 0, value);
    if (watched->kind == TURN_GRADE) return told_option(teller, output_of(watch, item), value->number);
    if (watched->kind == TURN_GATE)
        return number_sign(value->number) ? teller->words->yes : teller->words->no;
    Number number = value->number;
    if (watched->kind == TURN_PLACE) number = number_add(teller->numbers, number, NUMBER_ONE);
    return told_number(teller, number, false);
}

Text turn_bare(Text told) {
    bool is_quoted = told.len > 1 && told.bytes[0] == '"' && told.bytes[told.len - 1] == '"';
    return is_quoted ? text_slice(told, 1, told.len - 1) : told;
}

ValueTeller turn_teller(const Watch *watch, bool is_for_programs, Arena *arena) {
    const CardMaker *maker = watch->maker;
    bool is_vietnamese = maker->language == CARD_VIETNAMESE && !is_for_programs;
    return (ValueTeller){maker->scored->plan,
                         maker->scored->table,
                         maker->numbers,
                         arena,
                         is_vietnamese ? ',' : '.',
                         is_for_programs ? &value_words_english : &maker->words};
}
