/* Random small methodologies, and every verdict about them compared with all their legal rows.
 * proving [FIRST_SEED [METHODOLOGIES]]; `proving SEED 1` shows one again, with its text where a verdict is
 * wrong. */
#include "lang/compile.h"
#include "tests/proving/verdicts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const Verdicts all_verdicts[] = {claim_verdicts, scale_verdicts, pair_verdicts};

enum { METHODOLOGIES = 1000 };

static void *get(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void give_back(void *user, void *block) {
    (void)user;
    free(block);
}

static void exhausted(void *user) {
    (void)user;
    exit(7);
}

void trial_check(Trial *trial, bool right, const char *format, ...) {
    va_list arguments;
    trial->tally->verdicts++;
    if (right) return;
    trial->tally->wrong++;
    va_start(arguments, format);
    Text text = text_format_list(trial->arena, format, arguments);
    va_end(arguments);
    printf("WRONG: %.*s\n", TEXT_ARG(text));
}

void trial_undecided(Trial *trial) {
    trial->tally->verdicts++;
    trial->tally->undecided++;
}

typedef struct Counts {
    uint64_t tried, compiled, rows;
    Tally tally;
} Counts;

static void try_one(uint64_t seed, Arena *arena, NumberContext *numbers, Counts *counts) {
    static const RuleLimits limits = RULE_LIMITS_DEFAULT;
    Chance chance = {(seed + 1) * 0x9E3779B97F4A7C15u};
    RandomMethodology made = random_methodology(&chance, arena);
    Source source = {.name = TEXT("random.isl"), .text = made.text};
    Diagnostics *diagnostics = diagnostics_new(arena);
    Compilation compilation = compile_rules(&source, &limits, arena, numbers, diagnostics);
    counts->tried++;
    if (!compilation.plan) return;
    counts->compiled++;
    Enumeration all = enumerate(&made, compilation.plan, arena, numbers);
    counts->rows += all.row_count;
    if (all.has_large) return;
    uint64_t before = counts->tally.wrong;
    Prover *prover = prover_new(compilation.plan, arena, numbers);
    Trial trial = {.made = &made,
                   .all = &all,
                   .obligations = compilation.obligations,
                   .prover = prover,
                   .compilation = &compilation,
                   .source = &source,
                   .chance = &chance,
                   .arena = arena,
                   .numbers = numbers,
                   .tally = &counts->tally};
    bool is_used = obligation_verdicts(&trial);
    for (size_t i = 0; is_used && i < sizeof all_verdicts / sizeof *all_verdicts; i++)
        all_verdicts[i](&trial);
    prover_free(prover);
    if (counts->tally.wrong > before) printf("seed %" PRIu64 ":\n%.*s\n", seed, TEXT_ARG(made.text));
}

int main(int count, char **arguments) {
    static const Memory memory = {.allocate = get, .release = give_back, .exhausted = exhausted};
    uint64_t first = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    uint64_t trials = count > 2 ? strtoull(arguments[2], NULL, 10) : METHODOLOGIES;
    Arena *own = arena_new(&memory), *arena = arena_new(&memory);
    NumberContext *numbers = number_context_new(own);
    Counts counts = {0};
    for (uint64_t i = 0; i < trials; i++) {
        try_one(first + i, arena, numbers, &counts);
        arena_reset(arena);
    }
    printf("%" PRIu64 " methodologies, %" PRIu64 " accepted, %" PRIu64 " legal rows; %" PRIu64
           " verdicts, %" PRIu64 " undecided, %" PRIu64 " wrong\n",
           counts.tried, counts.compiled, counts.rows, counts.tally.verdicts, counts.tally.undecided,
           counts.tally.wrong);
    number_context_free(numbers);
    arena_free(arena);
    arena_free(own);
    return counts.tally.wrong > 0;
}
