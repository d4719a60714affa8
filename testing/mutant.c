#include "testing/mutant.h"

#include "base/unicode.h"

#include <assert.h>
#include <string.h>

const char *mutant_kind_text(MutantKind kind) {
    switch (kind) {
    case MUTANT_THRESHOLD: return "threshold";
    case MUTANT_CONSTANT: return "number";
    case MUTANT_MAXIMUM: return "maximum";
    case MUTANT_WEIGHT: return "weight";
    case MUTANT_COMPARISON: return "comparison";
    case MUTANT_CONDITION: return "condition";
    case MUTANT_ROUNDING: return "rounding";
    case MUTANT_ORDER: return "order";
    }
    return "";
}

void mutant_edit(Mutant *mutant, void *place, const void *other, size_t size) {
    MutantEdit *edit = &mutant->edits[mutant->edit_count++];
    assert(size <= sizeof edit->other);
    edit->place = place;
    edit->size = size;
    memcpy(edit->other, other, size);
}

void mutant_turn(Mutant *mutant) {
    for (size_t i = 0; i < mutant->edit_count; i++) {
        MutantEdit *edit = &mutant->edits[i];
        unsigned char kept[sizeof edit->other];
        memcpy(kept, edit->place, edit->size);
        memcpy(edit->place, edit->other, edit->size);
        memcpy(edit->other, kept, edit->size);
    }
}

Text mutants_written(const Mutants *mutants, Span span) {
    return unicode_visible(mutants->arena, text_slice(mutants->source->text, span.from, span.to));
}

void mutants_add(Mutants *mutants, Mutant mutant) {
    mutant.owner = mutants->owner;
    ARENA_PUSH(mutants->arena, mutants->items, mutants->count, mutants->capacity, mutant);
}

/* ---- numbers */

/* Decimals as written: 12.50% has two. */
static int decimals_of(Text written) {
    int decimals = 0;
    bool is_behind = false;
    for (size_t i = 0; i < written.len; i++) {
        bool is_digit = written.bytes[i] >= '0' && written.bytes[i] <= '9';
        if (is_behind && !is_digit) break;
        decimals += is_behind;
        is_behind |= written.bytes[i] == '.';
    }
    return decimals;
}

/* What is written behind the digits. */
static Text unit_of(Text written) {
    size_t from = 0;
    while (from < written.len &&
           ((written.bytes[from] >= '0' && written.bytes[from] <= '9') || written.bytes[from] == '.'))
        from++;
    return text_slice(written, from, written.len);
}

typedef struct Moved {
    Number number;
    Text text;
} Moved;

static Moved move(const Mutants *mutants, const AstExpression *literal, int direction) {
    NumberContext *numbers = mutants->numbers;
    Text written = mutants_written(mutants, literal->span), unit = unit_of(written);
    bool is_ratio = literal->unit == LITERAL_RATIO;
    int decimals = decimals_of(written);
    Number step = number_from_int(direction), ten = number_from_int(10);
    for (int i = 0; i < decimals + (is_ratio ? 2 : 0); i++)
        step = number_divide(numbers, step, ten);
    Number number = number_add(numbers, literal->number, step);
    Number shown = is_ratio ? number_multiply(numbers, number, number_from_int(100)) : number;
    Text digits = number_format(numbers, mutants->arena, shown, decimals, '.');
    return (Moved){number_copy(mutants->arena, number_reduce(numbers, number)),
                   text_format(mutants->arena, "%.*s%.*s", TEXT_ARG(digits), TEXT_ARG(unit))};
}

void mutants_add_number(Mutants *mutants, MutantKind kind, AstExpression *literal) {
    for (int direction = 1; direction >= -1; direction -= 2) {
        Moved moved = move(mutants, literal, direction);
        Mutant mutant = {.kind = kind,
                         .span = literal->span,
                         .was = mutants_written(mutants, literal->span),
                         .became = moved.text};
        mutant_edit(&mutant, &literal->number, &moved.number, sizeof moved.number);
        mutants_add(mutants, mutant);
    }
}

void mutants_add_pair(Mutants *mutants, MutantKind kind, AstExpression *literal, AstExpression *next) {
    Moved up = move(mutants, literal, 1), down = move(mutants, next, -1);
    Text was = mutants_written(mutants, literal->span), other = mutants_written(mutants, next->span);
    Mutant mutant = {
        .kind = kind,
        .span = literal->span,
        .was = text_format(mutants->arena, "%.*s and %.*s", TEXT_ARG(was), TEXT_ARG(other)),
        .became = text_format(mutants->arena, "%.*s and %.*s", TEXT_ARG(up.text), TEXT_ARG(down.text))};
    mutant_edit(&mutant, &literal->number, &up.number, sizeof up.number);
    mutant_edit(&mutant, &next->number, &down.number, sizeof down.number);
    mutants_add(mutants, mutant);
}
