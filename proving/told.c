#include "proving/told.h"

/* For every byte of the source the declaration in which it stands, the last that begins before it: its number
 * in the plan, from 1; 0: none. */
static const uint32_t *declarations(const Plan *plan, const Source *source, Arena *arena) {
    uint32_t *owners = ARENA_ARRAY(arena, uint32_t, source->text.len + 1);
    for (uint32_t i = 0; i < plan->output_count; i++)
        owners[plan->outputs[i].span.from] = i + 1;
    for (size_t at = 1; at <= source->text.len; at++)
        if (owners[at] == 0) owners[at] = owners[at - 1];
    return owners;
}

void told_mark(const Plan *plan, const Source *source, const Diagnostics *diagnostics, DiagnosticCode code,
               Arena *arena, bool *is_told) {
    size_t count;
    const uint32_t *places = diagnostics_places(diagnostics, code, &count);
    if (count == 0) return;
    const uint32_t *owners = declarations(plan, source, arena);
    for (size_t i = 0; i < count; i++)
        if (owners[places[i]] > 0) is_told[owners[places[i]] - 1] = true;
}

bool *told_odd_lines(const Plan *plan, const Source *source, const Diagnostics *diagnostics, Arena *arena) {
    bool *is_told = ARENA_ARRAY(arena, bool, plan->output_count + 1);
    told_mark(plan, source, diagnostics, DIAGNOSTIC_NOT_MONOTONE, arena, is_told);
    told_mark(plan, source, diagnostics, DIAGNOSTIC_HOLE_IN_BANDS, arena, is_told);
    return is_told;
}
