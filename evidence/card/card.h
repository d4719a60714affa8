/* [E2] The score card of one unit: which steps led to each of its values, and in what order they are told. */
#ifndef EVIDENCE_CARD_CARD_H
#define EVIDENCE_CARD_CARD_H

#include "evidence/card/card_words.h"
#include "evidence/basis/standing.h"
#include "evidence/card/step_names.h"
#include "evidence/basis/submitted.h"
#include "evidence/basis/unit_steps.h"

/* What is told about one output. Steps and inputs that an earlier section told are not told again. */
typedef struct CardSection {
    uint32_t output;
    StepId *steps; /* in order, its own among them */
    size_t step_count;
    uint32_t *inputs;
    size_t input_count;
} CardSection;

/* What cards of one result have in common. */
typedef struct CardMaker {
    const Scored *scored;
    const StepName *names;
    CardLanguage language;
    ValueWords words;
    NumberContext *numbers;
    UnitSteps *steps;
    Submitted *submitted;
    const Ranking *rankings; /* per output; of ranks */
    Arena *arena;
} CardMaker;

typedef struct Card {
    const CardMaker *maker;
    const Scored *scored;
    size_t row;
    const StepValue *values; /* per step of the plan */
    uint32_t *step_numbers;  /* per step: as it is told; 0: it is not, or by the name of an output */
    CardSection *sections;   /* criteria before their groups, then ranks and grades */
    size_t section_count;
    ValueTeller teller;
    Arena *arena;
} Card;

/* `language`: of the words, with its decimal mark. Everything lives in `arena`. */
CardMaker card_maker_new(const Scored *scored, CardLanguage language, Arena *arena, NumberContext *numbers);
/* The card of a row, in `arena`, until the maker makes another one. */
Card card_make(const CardMaker *maker, size_t row, Arena *arena);
Text card_say(const Card *card, CardWord word);
/* Whether a step is told within the steps that need it. */
bool card_is_inline(const Plan *plan, StepId id);
/* The operands that a step looked at: the first `n` of them, and for choices and conditions none behind what
 * decided. [L4.5] */
uint32_t card_operands_used(const Card *card, StepId id);
/* The same, whether one operand of them. */
bool card_uses_operand(const Card *card, StepId id, uint32_t i);

#endif
