#include "lang/plan_build.h"

typedef struct Builder {
    Elaborator *elaborator;
    Plan *plan;
    StepId *renumbered; /* per old step: its new number, or STEP_NONE where nothing needs it */
    uint32_t output_capacity;
    uint32_t *output_of; /* per symbol */
} Builder;

static StepId value_step(const Typed *typed) {
    return typed_is_error(typed) ? STEP_NONE : typed->step;
}

static void set_full_max(Builder *builder, const Tree *tree, PlanOutput *output) {
    Number max;
    output->has_full_max =
        !typed_is_error(&tree->max) && typed_constant(builder->elaborator, &tree->max, &max);
    output->full_max = output->has_full_max ? max : NUMBER_ZERO;
}

static void set_rounding(const AstRounding *rounding, PlanOutput *output) {
    output->decimals = rounding->present ? rounding->decimals : -1;
    output->as_percent = rounding->as_percent;
}

static void set_notes(const AstNote *notes, PlanOutput *output) {
    output->notes = (PlanNotes){notes->basis, notes->evidence, notes->note};
}

static size_t count_changes(const AstChange *last) {
    size_t count = 0;
    for (; last; last = last->previous)
        count++;
    return count;
}

static void set_changes(const Builder *builder, const AstChange *last, PlanOutput *output) {
    output->change_count = count_changes(last);
    output->changes = ARENA_ARRAY(builder->elaborator->arena, Span, output->change_count + 1);
    for (size_t i = output->change_count; i > 0; i--, last = last->previous)
        output->changes[i - 1] = last->span;
}

static void tree_output(Builder *builder, const Tree *tree, PlanOutput *output) {
    static const PlanOutputKind kinds[] = {
        [TREE_CRITERION] = OUTPUT_CRITERION, [TREE_GROUP] = OUTPUT_GROUP, [TREE_INDEX] = OUTPUT_INDEX};
    output->kind = kinds[tree->kind];
    output->label = tree->label;
    output->rule = tree->ast->written;
    set_changes(builder, tree->ast->change, output);
    if (tree->row) output->row = tree->row->span;
    set_notes(&tree->ast->notes, output);
    output->value = value_step(&tree->value);
    output->exact = value_step(&tree->exact);
    output->points = value_step(&tree->points);
    output->max = value_step(&tree->applicable_max);
    if (tree->expects_ratio) output->ratio = value_step(&tree->ratio);
    if (tree->expects_full_max) output->declared_max = value_step(&tree->max);
    output->of_points = tree->kind != TREE_CRITERION && tree_is_of_points(tree);
    output->is_bonus = tree->kind == TREE_CRITERION && tree->ast->is_bonus;
    output->is_penalty = tree->kind == TREE_CRITERION && tree->ast->is_penalty;
    output->depth = tree->depth;
    output->parent = tree->parent ? builder->output_of[tree->parent->symbol->number] : UINT32_MAX;
    set_rounding(&tree->ast->rounding, output);
    set_full_max(builder, tree, output);
}

static uint32_t category_input(const Builder *builder, const Category *category) {
    const Methodology *methodology = builder->elaborator->methodology;
    for (size_t i = 0; i < methodology->input_count; i++)
        if (methodology->inputs[i]->category == category) return methodology->inputs[i]->number;
    return UINT32_MAX;
}

static void let_output(const Builder *builder, const Symbol *symbol, PlanOutput *output) {
    output->kind = symbol->let->is_report ? OUTPUT_REPORT : OUTPUT_LET;
    output->label = symbol->let->label;
    output->rule = symbol->let->written;
    set_changes(builder, symbol->let->change, output);
    output->value = value_step(&symbol->outcome->value);
    output->exact = value_step(&symbol->outcome->exact);
    set_rounding(&symbol->let->rounding, output);
    if (!symbol->outcome->category) return;
    output->category_input = category_input(builder, symbol->outcome->category);
    output->grades = symbol->outcome->category->options;
    output->grade_count = symbol->outcome->category->count;
}

static uint32_t source_output(const Builder *builder, AstName name) {
    const Symbol *symbol = methodology_find(builder->elaborator->methodology, name.text);
    return builder->output_of[symbol->number];
}

static void rank_output(const Builder *builder, const Symbol *symbol, PlanOutput *output) {
    const AstRank *rank = symbol->rank;
    output->kind = OUTPUT_RANK;
    output->label = rank->label;
    output->rule = rank->written;
    set_changes(builder, rank->change, output);
    output->source = source_output(builder, rank->keys[0].name);
    output->scope_input = symbol->outcome->scope_input;
    output->lowest_first = rank->keys[0].lowest_first;
    output->show_shared = text_equal(rank->show, TEXT("=3"));
    output->show_of = text_equal(rank->show, TEXT("27/63"));
    output->is_exact = rank->exact;
    output->value = output->exact = value_step(&symbol->outcome->value);
}

static void grade_output(const Builder *builder, const Symbol *symbol, PlanOutput *output) {
    output->kind = OUTPUT_GRADE;
    output->label = symbol->grade->label;
    output->rule = symbol->grade->span;
    set_changes(builder, symbol->grade->change, output);
    output->source = source_output(builder, symbol->grade->source);
    output->scope_input = symbol->outcome->scope_input;
    output->is_exact = symbol->grade->exact;
    output->grades = symbol->outcome->category->options;
    output->grade_count = symbol->outcome->category->count;
    output->value = output->exact = value_step(&symbol->outcome->value);
}

static void gate_output(const Builder *builder, const Symbol *symbol, PlanOutput *output) {
    output->kind = OUTPUT_GATE;
    output->label = symbol->gate->label;
    output->rule = symbol->gate->written;
    set_changes(builder, symbol->gate->change, output);
    output->value = output->exact = value_step(&symbol->outcome->value);
}

static void add_output(Builder *builder, const Symbol *symbol) {
    Plan *plan = builder->plan;
    PlanOutput *output = &plan->outputs[builder->output_of[symbol->number]];
    *output = (PlanOutput){.name = symbol->name,
                           .value = STEP_NONE,
                           .exact = STEP_NONE,
                           .points = STEP_NONE,
                           .max = STEP_NONE,
                           .ratio = STEP_NONE,
                           .declared_max = STEP_NONE,
                           .decimals = -1,
                           .parent = UINT32_MAX,
                           .source = UINT32_MAX,
                           .category_input = UINT32_MAX,
                           .scope_input = UINT32_MAX,
                           .full_max = NUMBER_ZERO,
                           .span = symbol->span};
    switch (symbol->kind) {
    case SYMBOL_TREE: tree_output(builder, symbol->tree, output); break;
    case SYMBOL_LET: let_output(builder, symbol, output); break;
    case SYMBOL_GATE: gate_output(builder, symbol, output); break;
    case SYMBOL_RANK: rank_output(builder, symbol, output); break;
    case SYMBOL_GRADE: grade_output(builder, symbol, output); break;
    case SYMBOL_INPUT:
    case SYMBOL_FUNCTION: break;
    }
}

static bool is_output(const Symbol *symbol) {
    return symbol->kind != SYMBOL_INPUT && symbol->kind != SYMBOL_FUNCTION;
}

static void add_outputs(Builder *builder) {
    const Methodology *methodology = builder->elaborator->methodology;
    Arena *arena = builder->elaborator->arena;
    builder->output_of = ARENA_ARRAY(arena, uint32_t, methodology->symbol_count);
    for (size_t i = 0; i < methodology->symbol_count; i++)
        if (is_output(methodology->symbols[i]))
            methodology->symbols[i]->output = builder->output_of[i] = builder->plan->output_count++;
    builder->plan->outputs = ARENA_ARRAY(arena, PlanOutput, builder->plan->output_count);
    for (size_t i = 0; i < methodology->symbol_count; i++)
        if (is_output(methodology->symbols[i])) add_output(builder, methodology->symbols[i]);
}

static void need(Builder *builder, StepId id) {
    if (id != STEP_NONE) builder->renumbered[id] = 0;
}

/* Steps stand behind their operands, so one pass from the end finds all that is needed. */
static void mark_needed(Builder *builder) {
    const Plan *plan = builder->plan;
    const Steps *steps = builder->elaborator->steps;
    for (uint32_t i = 0; i < plan->output_count; i++) {
        for (unsigned part = 0; part < PLAN_PART_COUNT; part++)
            need(builder, plan_part(&plan->outputs[i], PLAN_PART_ALL, part));
    }
    for (uint32_t i = 0; i < plan->require_count; i++)
        need(builder, plan->requires[i].condition);
    const Obligations *obligations = builder->elaborator->obligations;
    for (size_t i = 0; i < obligations->count; i++) {
        need(builder, obligations->items[i].step);
        need(builder, obligations->items[i].bound);
    }
    for (size_t id = steps_count(steps); id-- > 0;) {
        if (builder->renumbered[id] == STEP_NONE) continue;
        for (uint32_t i = 0; i < steps_get(steps, (StepId)id)->operand_count; i++)
            need(builder, steps_operands(steps, (StepId)id)[i]);
    }
}

static uint32_t stage_of(const Plan *plan, const Step *step) {
    uint32_t stage = 0;
    for (uint32_t i = 0; i < step->operand_count; i++) {
        uint32_t operand = plan->steps[plan_operands(plan, step)[i]].stage;
        if (operand > stage) stage = operand;
    }
    return step_op_is_cohort(step->op) ? stage + 1 : stage;
}

static void copy_step(Builder *builder, StepId id) {
    Plan *plan = builder->plan;
    const Steps *steps = builder->elaborator->steps;
    Step *step = &plan->steps[plan->step_count];
    *step = *steps_get(steps, id);
    const StepId *operands = steps_operands(steps, id);
    step->first_operand = plan->operand_count;
    for (uint32_t i = 0; i < step->operand_count; i++)
        plan->operands[plan->operand_count++] = builder->renumbered[operands[i]];
    if (step->op == OP_CONSTANT) {
        plan->constants[plan->constant_count] = steps_constant_value(steps, step->constant);
        step->constant = plan->constant_count++;
    }
    step->stage = stage_of(plan, step);
    if (step->stage + 1 > plan->stage_count) plan->stage_count = step->stage + 1;
    builder->renumbered[id] = plan->step_count++;
}

static void copy_steps(Builder *builder) {
    const Steps *steps = builder->elaborator->steps;
    Arena *arena = builder->elaborator->arena;
    size_t count = 0, operands = 0, constants = 0;
    for (StepId id = 0; id < steps_count(steps); id++) {
        if (builder->renumbered[id] == STEP_NONE) continue;
        count++;
        operands += steps_get(steps, id)->operand_count;
        constants += steps_get(steps, id)->op == OP_CONSTANT;
    }
    builder->plan->steps = arena_alloc(arena, count * sizeof(Step));
    builder->plan->operands = arena_alloc(arena, operands * sizeof(StepId));
    builder->plan->constants = arena_alloc(arena, constants * sizeof(Number));
    builder->plan->stage_count = 1;
    for (StepId id = 0; id < steps_count(steps); id++)
        if (builder->renumbered[id] != STEP_NONE) copy_step(builder, id);
}

static void renumber(const Builder *builder, StepId *id) {
    if (*id != STEP_NONE) *id = builder->renumbered[*id];
}

static void renumber_uses(Builder *builder) {
    Plan *plan = builder->plan;
    for (uint32_t i = 0; i < plan->output_count; i++) {
        renumber(builder, &plan->outputs[i].value);
        renumber(builder, &plan->outputs[i].exact);
        renumber(builder, &plan->outputs[i].points);
        renumber(builder, &plan->outputs[i].max);
        renumber(builder, &plan->outputs[i].ratio);
        renumber(builder, &plan->outputs[i].declared_max);
    }
    for (uint32_t i = 0; i < plan->require_count; i++)
        renumber(builder, &plan->requires[i].condition);
    Occurrences *occurrences = builder->elaborator->occurrences;
    for (size_t i = 0; i < occurrences->count; i++)
        renumber(builder, &occurrences->items[i].step);
    Obligations *obligations = builder->elaborator->obligations;
    for (size_t i = 0; i < obligations->count; i++) {
        renumber(builder, &obligations->items[i].step);
        renumber(builder, &obligations->items[i].bound);
    }
}

static void check_step_limit(Builder *builder) {
    Elaborator *elaborator = builder->elaborator;
    if (builder->plan->step_count <= elaborator->limits->steps) return;
    Context context = context_top(elaborator);
    report(elaborator, &context, (Span){0, 0}, DIAGNOSTIC_LIMIT_STEPS,
           say(elaborator, "scoring one unit takes %u steps, more than %llu", builder->plan->step_count,
               (unsigned long long)elaborator->limits->steps),
           TEXT("raise the limit with `--limit steps=N`"));
}

static Builder builder_new(Elaborator *elaborator, Plan *plan) {
    Builder builder = {.elaborator = elaborator, .plan = plan};
    size_t count = steps_count(elaborator->steps);
    builder.renumbered = ARENA_ARRAY(elaborator->arena, StepId, count);
    for (size_t i = 0; i < count; i++)
        builder.renumbered[i] = STEP_NONE;
    return builder;
}

static void build_steps(Builder *builder) {
    mark_needed(builder);
    copy_steps(builder);
    renumber_uses(builder);
}

void plan_build_draft(Elaborator *elaborator, Plan *plan) {
    Builder builder = builder_new(elaborator, plan);
    build_steps(&builder);
}

void plan_build(Elaborator *elaborator, Plan *plan) {
    Builder builder = builder_new(elaborator, plan);
    add_outputs(&builder);
    build_steps(&builder);
    check_step_limit(&builder);
    PlanSelection selection = plan_select(plan, elaborator->arena, NULL);
    for (uint32_t i = 0; i < plan->step_count; i++)
        plan->steps[i].keep = selection.kept[i];
}
