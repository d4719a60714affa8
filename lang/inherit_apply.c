#include "lang/inherit_apply.h"

#include "lang/clause.h"

static uint64_t bit(ClauseKind kind) {
    return UINT64_C(1) << kind;
}

static bool writes(const AstChange *change, ClauseKind kind) {
    return (change->written & bit(kind)) != 0;
}

static bool leaves_out(const AstChange *change, ClauseKind kind) {
    return (change->without & bit(kind)) != 0;
}

static bool touches(const AstChange *change, ClauseKind kind) {
    return writes(change, kind) || leaves_out(change, kind);
}

/* What is left out is empty in the declaration that holds the change. */
static void set_expression(AstExpression **to, AstExpression *from, const AstChange *change,
                           ClauseKind kind) {
    if (writes(change, kind)) *to = from;
    if (leaves_out(change, kind)) *to = NULL;
}

static void set_notes(AstNote *to, const AstChange *change) {
    if (touches(change, CLAUSE_BASIS)) to->basis = change->notes.basis;
    if (touches(change, CLAUSE_EVIDENCE)) to->evidence = change->notes.evidence;
    if (touches(change, CLAUSE_NOTE)) to->note = change->notes.note;
}

static void set_rounding(AstRounding *to, const AstRounding *from, const AstChange *change) {
    AstRounding old = *to;
    if (touches(change, CLAUSE_ROUND)) {
        *to = *from;
        to->as_percent = old.as_percent;
        to->percent_span = old.percent_span;
    }
    if (touches(change, CLAUSE_PERCENT)) {
        to->as_percent = from->as_percent;
        to->percent_span = from->percent_span;
    }
}

/* ---- criteria, groups, indices */

/* Columns called `max` and `weight` hold these of each row [L5.11]. */
static bool set_in_row(AstNode *table, AstRow *row, Text column, AstExpression *value, Arena *arena) {
    for (size_t i = 0; row && i < table->parameter_count && i < row->count; i++) {
        if (!text_equal(table->parameters[i].text, column)) continue;
        row->arguments = arena_copy(arena, row->arguments, row->count * sizeof *row->arguments);
        row->arguments[i] = value;
        return true;
    }
    return false;
}

static void set_bonus(AstNode *node, const AstChange *change) {
    if (touches(change, CLAUSE_BONUS)) node->is_bonus = writes(change, CLAUSE_BONUS);
    if (touches(change, CLAUSE_PENALTY)) node->is_penalty = writes(change, CLAUSE_PENALTY);
    if (writes(change, CLAUSE_BONUS) && !writes(change, CLAUSE_PENALTY)) node->is_penalty = false;
    if (writes(change, CLAUSE_PENALTY) && !writes(change, CLAUSE_BONUS)) node->is_bonus = false;
    if (writes(change, CLAUSE_BONUS) || writes(change, CLAUSE_PENALTY))
        node->bonus_span = change->node->bonus_span;
}

static void set_weights(AstNode *node, const AstChange *change) {
    if (!touches(change, CLAUSE_WEIGHTS)) return;
    node->weights_total = change->node->weights_total;
    node->weights_relative = change->node->weights_relative;
    node->weights_span = change->node->weights_span;
}

/* [L11.7] An example shows what the criterion gave before. */
static void set_examples(AstNode *node, AstRow *row, const AstChange *change) {
    static const ClauseKind MATTER[] = {CLAUSE_MAX,     CLAUSE_APPLIES, CLAUSE_COUNTS,
                                        CLAUSE_FORMULA, CLAUSE_ROUND,   CLAUSE_EXAMPLE};
    bool is_other = false;
    for (size_t i = 0; i < sizeof MATTER / sizeof *MATTER; i++)
        is_other = is_other || touches(change, MATTER[i]);
    if (!is_other) return;
    const AstNode *from = change->node;
    *(row ? &row->examples : &node->examples) = from->examples;
    *(row ? &row->example_count : &node->example_count) = from->example_count;
    *(row ? &row->example_capacity : &node->example_capacity) = from->example_capacity;
}

/* So that a reader sees what was written before as well as what came of it. */
static void remember(const AstChange **last, AstChange *change) {
    change->previous = *last;
    *last = change;
}

void inherit_apply_node(AstNode *node, AstRow *row, AstChange *change, Arena *arena) {
    const AstNode *from = change->node;
    remember(&node->change, change);
    if (change->label.len > 0) *(row ? &row->label : &node->label) = change->label;
    if (!writes(change, CLAUSE_MAX) || !set_in_row(node, row, TEXT("max"), from->max, arena))
        set_expression(&node->max, from->max, change, CLAUSE_MAX);
    if (!writes(change, CLAUSE_WEIGHT) || !set_in_row(node, row, TEXT("weight"), from->weight, arena))
        set_expression(&node->weight, from->weight, change, CLAUSE_WEIGHT);
    set_expression(&node->applies, from->applies, change, CLAUSE_APPLIES);
    set_expression(&node->counts, from->counts, change, CLAUSE_COUNTS);
    set_expression(&node->formula, from->formula, change, CLAUSE_FORMULA);
    set_weights(node, change);
    set_bonus(node, change);
    set_rounding(&node->rounding, &from->rounding, change);
    set_notes(&node->notes, change);
    set_examples(node, row, change);
}

/* ---- inputs */

/* Range, step and unit belong to the type they were written for. */
static void set_type(AstInput *input, const AstInput *from) {
    input->type = from->type;
    input->type_span = from->type_span;
    input->options = from->options;
    input->option_count = from->option_count;
    input->option_capacity = from->option_capacity;
    input->yes_texts = from->yes_texts;
    input->yes_count = from->yes_count;
    input->yes_capacity = from->yes_capacity;
    input->no_texts = from->no_texts;
    input->no_count = from->no_count;
    input->no_capacity = from->no_capacity;
    input->low = input->high = input->step = NULL;
    input->unit = (Text){0};
}

static void set_missing(AstInput *input, const AstChange *change) {
    const AstInput *from = change->input;
    if (!touches(change, CLAUSE_MISSING)) return;
    input->has_missing = from->has_missing;
    input->missing = from->missing;
    input->missing_value = from->missing_value;
    input->missing_scope = from->missing_scope;
    input->missing_span = from->missing_span;
}

static void set_range(AstInput *input, const AstChange *change) {
    const AstInput *from = change->input;
    if (touches(change, CLAUSE_RANGE) || touches(change, CLAUSE_LOW)) input->low = from->low;
    if (touches(change, CLAUSE_RANGE) || touches(change, CLAUSE_HIGH)) input->high = from->high;
    if (touches(change, CLAUSE_STEP)) input->step = from->step;
    if (touches(change, CLAUSE_UNIT)) input->unit = from->unit;
}

void inherit_apply_input(AstInput *input, const AstChange *change) {
    const AstInput *from = change->input;
    if (change->label.len > 0) input->label = change->label;
    if (change->has_type) set_type(input, from);
    set_range(input, change);
    set_missing(input, change);
    set_notes(&input->notes, change);
    if (touches(change, CLAUSE_INFO)) input->is_info = from->is_info;
    if (touches(change, CLAUSE_BETTER)) {
        input->better = from->better;
        input->better_span = from->better_span;
    }
    if (touches(change, CLAUSE_COLUMN)) {
        input->column = from->column;
        input->column_span = from->column_span;
    }
    if (touches(change, CLAUSE_TOKEN)) {
        input->tokens = from->tokens;
        input->token_count = from->token_count;
        input->token_capacity = from->token_capacity;
    }
}

/* ---- the others */

static void apply_let(AstLet *let, AstChange *change) {
    remember(&let->change, change);
    if (change->label.len > 0) let->label = change->label;
    if (writes(change, CLAUSE_FORMULA)) let->value = change->let->value;
    set_rounding(&let->rounding, &change->let->rounding, change);
}

static void apply_gate(AstGate *gate, AstChange *change) {
    remember(&gate->change, change);
    if (change->label.len > 0) gate->label = change->label;
    if (writes(change, CLAUSE_FORMULA)) gate->condition = change->gate->condition;
}

static void set_keys(AstRank *rank, const AstChange *change, Arena *arena) {
    const AstRank *from = change->rank;
    AstRankKey first = writes(change, CLAUSE_FROM) ? from->keys[0] : rank->keys[0];
    if (writes(change, CLAUSE_ORDER)) first.lowest_first = true;
    const AstRank *rest = touches(change, CLAUSE_THEN) ? from : rank;
    AstRankKey *keys = arena_copy(arena, rest->keys, rest->key_count * sizeof *keys);
    keys[0] = first;
    rank->key_count = rank->key_capacity = rest->key_count;
    rank->keys = keys;
}

static void apply_rank(AstRank *rank, AstChange *change, Arena *arena) {
    remember(&rank->change, change);
    const AstRank *from = change->rank;
    if (change->label.len > 0) rank->label = change->label;
    set_keys(rank, change, arena);
    if (touches(change, CLAUSE_SCOPE)) rank->scope = from->scope;
    if (touches(change, CLAUSE_TIES)) rank->ties = from->ties;
    if (touches(change, CLAUSE_EXACT)) rank->exact = from->exact;
    if (touches(change, CLAUSE_WHEN)) rank->when = from->when;
    if (touches(change, CLAUSE_SHOW)) {
        rank->show = from->show;
        rank->show_span = from->show_span;
    }
}

static void apply_grade(AstGrade *grade, AstChange *change) {
    remember(&grade->change, change);
    const AstGrade *from = change->grade;
    if (change->label.len > 0) grade->label = change->label;
    if (writes(change, CLAUSE_FROM)) grade->source = from->source;
    if (touches(change, CLAUSE_SCOPE)) grade->scope = from->scope;
    if (touches(change, CLAUSE_EXACT)) grade->exact = from->exact;
    if (touches(change, CLAUSE_WHEN)) grade->when = from->when;
    if (touches(change, CLAUSE_CAP)) {
        grade->cap = from->cap;
        grade->cap_span = from->cap_span;
        grade->cap_unless = from->cap_unless;
    }
    if (writes(change, CLAUSE_LINES)) {
        grade->lines = from->lines;
        grade->line_count = from->line_count;
        grade->line_capacity = from->line_capacity;
    }
}

static void apply_function(AstFunction *function, const AstChange *change) {
    AstName name = function->name;
    Text doc = change->function->doc.len > 0 ? change->function->doc : function->doc;
    *function = *change->function;
    function->name = name;
    function->doc = doc;
}

void inherit_apply_item(AstItem *item, AstChange *change, Arena *arena) {
    switch (item->kind) {
    case ITEM_FUNCTION: apply_function(item->function, change); break;
    case ITEM_LET: apply_let(item->let, change); break;
    case ITEM_GATE: apply_gate(item->gate, change); break;
    case ITEM_RANK: apply_rank(item->rank, change, arena); break;
    case ITEM_GRADE: apply_grade(item->grade, change); break;
    case ITEM_NODE:
    case ITEM_TEST: break;
    }
}

/* ---- what cannot be left out */

static uint64_t if_any(bool has, ClauseKind kind) {
    return has ? bit(kind) : 0;
}

static uint64_t notes_of(const AstNote *notes) {
    return if_any(notes->basis.len > 0, CLAUSE_BASIS) | if_any(notes->evidence.len > 0, CLAUSE_EVIDENCE) |
           if_any(notes->note.len > 0, CLAUSE_NOTE);
}

static uint64_t rounding_of(const AstRounding *rounding) {
    return if_any(rounding->present, CLAUSE_ROUND) | if_any(rounding->as_percent, CLAUSE_PERCENT);
}

static uint64_t clauses_of_node(const AstNode *node) {
    return if_any(node->max, CLAUSE_MAX) | if_any(node->weight, CLAUSE_WEIGHT) |
           if_any(node->weights_span.to, CLAUSE_WEIGHTS) | if_any(node->is_bonus, CLAUSE_BONUS) |
           if_any(node->is_penalty, CLAUSE_PENALTY) | if_any(node->applies, CLAUSE_APPLIES) |
           if_any(node->counts, CLAUSE_COUNTS) | if_any(node->formula, CLAUSE_FORMULA) |
           if_any(node->example_count, CLAUSE_EXAMPLE) | rounding_of(&node->rounding) |
           notes_of(&node->notes);
}

static uint64_t clauses_of_input(const AstInput *input) {
    return if_any(input->low, CLAUSE_LOW) | if_any(input->high, CLAUSE_HIGH) |
           if_any(input->step, CLAUSE_STEP) | if_any(input->unit.len, CLAUSE_UNIT) |
           if_any(input->column.len, CLAUSE_COLUMN) | if_any(input->is_info, CLAUSE_INFO) |
           if_any(input->has_missing, CLAUSE_MISSING) | if_any(input->token_count, CLAUSE_TOKEN) |
           notes_of(&input->notes);
}

static uint64_t clauses_of_rank(const AstRank *rank) {
    return if_any(rank->key_count > 1, CLAUSE_THEN) | if_any(rank->scope.kind, CLAUSE_SCOPE) |
           if_any(rank->exact, CLAUSE_EXACT) | if_any(rank->when, CLAUSE_WHEN) |
           if_any(rank->show.len, CLAUSE_SHOW);
}

static uint64_t clauses_of_grade(const AstGrade *grade) {
    return if_any(grade->scope.kind, CLAUSE_SCOPE) | if_any(grade->exact, CLAUSE_EXACT) |
           if_any(grade->when, CLAUSE_WHEN) | if_any(grade->cap.len, CLAUSE_CAP);
}

static uint64_t clauses_of_item(const AstItem *item) {
    switch (item->kind) {
    case ITEM_LET: return rounding_of(&item->let->rounding);
    case ITEM_RANK: return clauses_of_rank(item->rank);
    case ITEM_GRADE: return clauses_of_grade(item->grade);
    case ITEM_FUNCTION:
    case ITEM_GATE:
    case ITEM_NODE:
    case ITEM_TEST: break;
    }
    return 0;
}

int inherit_apply_missing(const AstNode *node, const AstInput *input, const AstItem *item,
                          const AstChange *change) {
    uint64_t there = node ? clauses_of_node(node) : input ? clauses_of_input(input) : clauses_of_item(item);
    uint64_t missing = change->without & ~there;
    for (int kind = 0; kind < CLAUSE_COUNT; kind++)
        if (missing & bit((ClauseKind)kind)) return kind;
    return -1;
}
