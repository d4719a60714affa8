#include "evidence/card/card.h"

#include <stdlib.h>

Text card_say(const Card *card, CardWord word) {
    return card_word(card->maker->language, word);
}

CardMaker card_maker_new(const Scored *scored, CardLanguage language, Arena *arena, NumberContext *numbers) {
    return (CardMaker){.scored = scored,
                       .names = step_names_new(scored->plan, arena),
                       .language = language,
                       .words = card_value_words(language),
                       .numbers = numbers,
                       .steps = unit_steps_new(scored, arena, numbers),
                       .submitted = submitted_new(scored, arena),
                       .rankings = rankings_new(scored, numbers, arena),
                       .arena = arena};
}

/* ---- which operands count */

static bool is_comparison(StepOp op) {
    return op == OP_EQUAL || op == OP_NOT_EQUAL || op == OP_LESS || op == OP_LESS_EQUAL;
}

static bool is_leaf(const Step *step) {
    return step->op == OP_INPUT || step->op == OP_CONSTANT || step->op == OP_NO_VALUE;
}

/* Nothing inline stands in another, so that a line stays readable. */
bool card_is_inline(const Plan *plan, StepId id) {
    const Step *step = &plan->steps[id];
    if (step->op != OP_NEGATE && !is_comparison(step->op)) return false;
    for (uint32_t i = 0; i < step->operand_count; i++) {
        StepOp op = plan->steps[plan_operands(plan, step)[i]].op;
        if (op == OP_NEGATE || is_comparison(op)) return false;
    }
    return true;
}

static bool is_yes(const StepValue *value) {
    return value->state == STATE_VALUE && number_sign(value->number) != 0;
}

static bool is_no(const StepValue *value) {
    return value->state == STATE_VALUE && number_sign(value->number) == 0;
}

static uint32_t used_of_choice(const Card *card, const Step *step) {
    const StepId *operands = plan_operands(card->scored->plan, step);
    uint32_t i = 0;
    while (i + 2 < step->operand_count && is_no(&card->values[operands[i]]))
        i += 2;
    bool takes_value = i + 1 < step->operand_count && is_yes(&card->values[operands[i]]);
    return i + 1 + takes_value;
}

static uint32_t used_of_chain(const Card *card, const Step *step, bool (*goes_on)(const StepValue *value)) {
    const StepId *operands = plan_operands(card->scored->plan, step);
    uint32_t i = 0;
    while (i + 1 < step->operand_count && goes_on(&card->values[operands[i]]))
        i++;
    return i + 1;
}

uint32_t card_operands_used(const Card *card, StepId id) {
    const Step *step = &card->scored->plan->steps[id];
    const StepId *operands = plan_operands(card->scored->plan, step);
    if (step->op == OP_CHOOSE) return used_of_choice(card, step);
    if (step->op == OP_AND) return used_of_chain(card, step, is_yes);
    if (step->op == OP_OR) return used_of_chain(card, step, is_no);
    if (step->op == OP_OTHERWISE) return 1 + (card->values[operands[0]].state == STATE_UNDEFINED);
    if (step->op == OP_IF_MISSING) return 1 + (card->values[operands[0]].state == STATE_MISSING);
    return step->operand_count;
}

/* Of a choice: the tests that were asked, and the value that was taken. */
bool card_uses_operand(const Card *card, StepId id, uint32_t i) {
    const Step *step = &card->scored->plan->steps[id];
    uint32_t used = card_operands_used(card, id);
    if (i >= used) return false;
    bool is_value = step->op == OP_CHOOSE && i % 2 == 1;
    return !is_value || i + 1 == used;
}

/* ---- what each section tells */

typedef struct Collector {
    Card *card;
    uint8_t *seen;       /* per step */
    uint8_t *seen_input; /* per input */
    StepId *stack;
    size_t stack_count, stack_capacity;
    CardSection *section;
    size_t step_capacity, input_capacity;
} Collector;

static void tell_input(Collector *collector, uint32_t input) {
    CardSection *section = collector->section;
    if (collector->seen_input[input]) return;
    collector->seen_input[input] = 1;
    ARENA_PUSH(collector->card->arena, section->inputs, section->input_count, collector->input_capacity,
               input);
}

/* What another output is, its own section tells. */
static bool is_of_another(const Collector *collector, StepId id) {
    uint32_t owner = collector->card->maker->names[id].output;
    return owner != UINT32_MAX && owner != collector->section->output;
}

static void push(Collector *collector, StepId id) {
    if (collector->seen[id]) return;
    ARENA_PUSH(collector->card->arena, collector->stack, collector->stack_count, collector->stack_capacity,
               id);
}

static void visit(Collector *collector, StepId id) {
    const Card *card = collector->card;
    const Plan *plan = card->scored->plan;
    const Step *step = &plan->steps[id];
    if (collector->seen[id] || is_of_another(collector, id)) return;
    collector->seen[id] = 1;
    if (step->op == OP_INPUT) tell_input(collector, step->input);
    if (is_leaf(step)) return;
    ARENA_PUSH(card->arena, collector->section->steps, collector->section->step_count,
               collector->step_capacity, id);
    for (uint32_t i = 0; i < step->operand_count; i++)
        if (card_uses_operand(card, id, i)) push(collector, plan_operands(plan, step)[i]);
}

static int compare_ids(const void *a, const void *b) {
    StepId left = *(const StepId *)a, right = *(const StepId *)b;
    return (left > right) - (left < right);
}

static void collect(Collector *collector, uint32_t output) {
    Card *card = collector->card;
    CardSection *section = &card->sections[card->section_count++];
    *section = (CardSection){.output = output};
    collector->section = section;
    collector->step_capacity = collector->input_capacity = 0;
    for (unsigned part = 0; part < PLAN_PART_COUNT; part++) {
        StepId id = plan_part(&card->scored->plan->outputs[output], PLAN_PART_ALL, part);
        if (id != STEP_NONE) push(collector, id);
    }
    while (collector->stack_count > 0)
        visit(collector, collector->stack[--collector->stack_count]);
    if (section->step_count > 1)
        qsort(section->steps, section->step_count, sizeof *section->steps, compare_ids);
}

/* ---- the order of sections */

static bool is_tree(PlanOutputKind kind) {
    return kind == OUTPUT_INDEX || kind == OUTPUT_GROUP || kind == OUTPUT_CRITERION;
}

/* Outputs of a tree stand behind their group; here the group comes behind its members. */
static void collect_tree(Collector *collector) {
    const Plan *plan = collector->card->scored->plan;
    uint32_t *open = ARENA_ARRAY(collector->card->arena, uint32_t, (size_t)plan->output_count + 1);
    size_t count = 0;
    for (uint32_t i = 0; i < plan->output_count; i++) {
        if (!is_tree(plan->outputs[i].kind)) continue;
        while (count > 0 && open[count - 1] != plan->outputs[i].parent)
            collect(collector, open[--count]);
        open[count++] = i;
    }
    while (count > 0)
        collect(collector, open[--count]);
}

static void collect_kind(Collector *collector, PlanOutputKind kind) {
    const Plan *plan = collector->card->scored->plan;
    for (uint32_t i = 0; i < plan->output_count; i++)
        if (plan->outputs[i].kind == kind) collect(collector, i);
}

static void number_steps(Card *card) {
    uint32_t number = 0;
    for (size_t i = 0; i < card->section_count; i++) {
        const CardSection *section = &card->sections[i];
        for (size_t k = 0; k < section->step_count; k++) {
            StepId id = section->steps[k];
            bool is_named = card->maker->names[id].output != UINT32_MAX;
            if (!is_named && !card_is_inline(card->scored->plan, id)) card->step_numbers[id] = ++number;
        }
    }
}

Card card_make(const CardMaker *maker, size_t row, Arena *arena) {
    const Plan *plan = maker->scored->plan;
    Card card = {.maker = maker, .scored = maker->scored, .row = row, .arena = arena};
    card.teller = (ValueTeller){plan,
                                maker->scored->table,
                                maker->numbers,
                                arena,
                                maker->language == CARD_VIETNAMESE ? ',' : '.',
                                &maker->words};
    unit_steps_load(maker->steps, row);
    submitted_go(maker->submitted, row);
    card.values = unit_steps_values(maker->steps);
    card.step_numbers = ARENA_ARRAY(arena, uint32_t, (size_t)plan->step_count + 1);
    card.sections = ARENA_ARRAY(arena, CardSection, (size_t)plan->output_count + 1);
    Collector collector = {.card = &card,
                           .seen = ARENA_ARRAY(arena, uint8_t, (size_t)plan->step_count + 1),
                           .seen_input = ARENA_ARRAY(arena, uint8_t, (size_t)plan->input_count + 1)};
    collect_kind(&collector, OUTPUT_LET);
    collect_tree(&collector);
    collect_kind(&collector, OUTPUT_REPORT);
    collect_kind(&collector, OUTPUT_GATE);
    collect_kind(&collector, OUTPUT_RANK);
    collect_kind(&collector, OUTPUT_GRADE);
    number_steps(&card);
    return card;
}
