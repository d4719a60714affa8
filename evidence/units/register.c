#include "evidence/units/register.h"

typedef struct Maker {
    Register *made;
    const CardMaker *maker;
    Arena *arena;       /* of entries */
    Arena *scratch;     /* of one unit */
    WatchState *before; /* per item, of the unit at hand */
} Maker;

static StepValue kept_value(const Maker *maker, StepValue value) {
    value.number = number_copy(maker->arena, value.number);
    return value;
}

static void add_entry(Maker *maker, size_t row, uint32_t input, Number from, Number to, size_t item,
                      const WatchState *after) {
    Register *made = maker->made;
    RegisterEntry entry = {row,
                           item,
                           input,
                           number_copy(maker->arena, from),
                           number_copy(maker->arena, to),
                           kept_value(maker, maker->before[item].value),
                           kept_value(maker, after->value)};
    ARENA_PUSH(maker->arena, made->entries, made->count, made->capacity, entry);
}

static void try_value(Maker *maker, size_t row, uint32_t input, Number from, Number to) {
    const Watch *watch = &maker->made->watch;
    unit_steps_try(maker->maker->steps, input, (StepValue){to, STATE_VALUE});
    size_t count = watch_is_legal(watch) ? watch->reached[input] : 0;
    for (size_t i = 0; i < count; i++) {
        size_t item = watch->by_input[input][i];
        WatchState after = watch_state(watch, item, row);
        if (watch_has_turned(watch, item, &maker->before[item], &after))
            add_entry(maker, row, input, from, to, item, &after);
    }
    unit_steps_restore(maker->maker->steps);
}

static void try_cell(Maker *maker, size_t row, uint32_t input) {
    const Watch *watch = &maker->made->watch;
    StepValue cell = scored_input(maker->maker->scored, input, row);
    if (cell.state != STATE_VALUE || watch->reached[input] == 0) return;
    for (int direction = -1; direction <= 1; direction += 2) {
        Number neighbour;
        if (watch_neighbour(watch, input, cell.number, number_from_int(direction), &neighbour))
            try_value(maker, row, input, cell.number, neighbour);
    }
}

static void try_unit(Maker *maker, size_t row) {
    const Watch *watch = &maker->made->watch;
    size_t before = maker->made->count;
    arena_reset(maker->scratch);
    unit_steps_load(maker->maker->steps, row);
    for (size_t item = 0; item < watch->count; item++)
        maker->before[item] = watch_state(watch, item, row);
    for (uint32_t input = 0; input < maker->maker->scored->plan->input_count; input++)
        if (watch_has_steps(watch, input)) try_cell(maker, row, input);
    maker->made->units += maker->made->count > before;
}

LeftOut register_left_out(const Register *made, uint32_t input) {
    const PlanInput *declared = &made->watch.maker->scored->plan->inputs[input];
    if (!declared->is_used || watch_has_steps(&made->watch, input)) return LEFT_OUT_NOT;
    switch (declared->type) {
    case INPUT_NUMBER:
    case INPUT_PERCENT:
    case INPUT_DATE: return LEFT_OUT_NO_STEP;
    case INPUT_YES_NO:
    case INPUT_OPTION: return LEFT_OUT_NO_NUMBER;
    default: return LEFT_OUT_NOT;
    }
}

Register register_made(const CardMaker *maker, Arena *arena) {
    Register made = {.watch = watch_new(maker, arena)};
    Maker making = {&made, maker, arena, arena_new(arena_memory(arena)), NULL};
    making.before = ARENA_ARRAY(arena, WatchState, made.watch.count + 1);
    number_context_use(maker->numbers, making.scratch);
    for (size_t row = 0; row < maker->scored->table->row_count; row++)
        try_unit(&making, row);
    number_context_use(maker->numbers, arena);
    arena_free(making.scratch);
    return made;
}
