#include "proving/told.h"

typedef struct Telling {
    const Plan *plan;
    const Source *source;
    DiagnosticCode code;
    bool *is_told;
} Telling;

static bool begins_before(Position a, Position b) {
    return a.line != b.line ? a.line < b.line : a.column <= b.column;
}

/* The declaration in which a message stands is the last that begins before it. */
static void mark_declaration(const Telling *telling, Position position) {
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < telling->plan->output_count; i++) {
        Span span = telling->plan->outputs[i].span;
        if (!begins_before(source_position(telling->source, span.from), position)) continue;
        if (best == UINT32_MAX || span.from >= telling->plan->outputs[best].span.from) best = i;
    }
    if (best != UINT32_MAX) telling->is_told[best] = true;
}

static void mark_all(const Telling *telling, Diagnostic **said, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (said[i]->code == telling->code) mark_declaration(telling, said[i]->position);
}

void told_mark(const Plan *plan, const Source *source, const Diagnostics *diagnostics, DiagnosticCode code,
               Arena *arena, bool *is_told) {
    size_t count;
    Telling telling = {plan, source, code, is_told};
    Diagnostic **said = diagnostics_sorted(diagnostics, arena, &count);
    mark_all(&telling, said, count);
    said = diagnostics_accepted(diagnostics, arena, &count);
    mark_all(&telling, said, count);
}
