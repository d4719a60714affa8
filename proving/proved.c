#include "proving/proved.h"

#include "proving/discharge.h"

void prove_compilation(Compilation *compilation, const Source *source, Arena *arena, NumberContext *numbers,
                       Diagnostics *diagnostics) {
    if (!compilation->draft || compilation->obligations->count == 0) return;
    Prover *prover = prover_new(compilation->draft, arena, numbers);
    bool all_hold = discharge(compilation->obligations, prover, source, diagnostics);
    prover_free(prover);
    number_context_use(numbers, arena);
    if (all_hold) return;
    compilation->plan = NULL;
    compilation->methodology = NULL;
    compilation->elaborator = NULL;
}

Compilation compile_proved(const Source *source, const RuleLimits *limits, Arena *arena,
                           NumberContext *numbers, Diagnostics *diagnostics) {
    Compilation compilation = compile_rules(source, limits, arena, numbers, diagnostics);
    prove_compilation(&compilation, source, arena, numbers, diagnostics);
    return compilation;
}
