#include "proving/cuts.h"

/* A step that is factor × input + offset, or nearly so. */
typedef struct Line {
    bool exists;
    uint32_t input;
    Number factor, offset;
} Line;

typedef struct Search {
    const Plan *plan;
    const Range *legal; /* per input */
    Cuts *cuts;
    Arena *arena;
    NumberContext *numbers;
    Line *lines; /* per step */
} Search;

static bool constant_of(const Plan *plan, StepId id, Number *value) {
    const Step *step = &plan->steps[id];
    if (step->op != OP_CONSTANT) return false;
    *value = plan->constants[step->constant];
    return true;
}

static Line scaled(NumberContext *numbers, Line line, Number by) {
    if (!line.exists || number_sign(by) == 0) return (Line){0};
    line.factor = number_multiply(numbers, line.factor, by);
    line.offset = number_multiply(numbers, line.offset, by);
    return line;
}

/* One operand is a line, all others are constants. */
static Line combined(const Search *search, const Step *step) {
    const StepId *operands = plan_operands(search->plan, step);
    Line line = {0};
    Number constant, rest = step->op == OP_ADD ? NUMBER_ZERO : NUMBER_ONE;
    for (uint32_t i = 0; i < step->operand_count; i++) {
        if (!constant_of(search->plan, operands[i], &constant)) {
            if (line.exists || !search->lines[operands[i]].exists) return (Line){0};
            line = search->lines[operands[i]];
        } else if (step->op == OP_ADD) {
            rest = number_add(search->numbers, rest, constant);
        } else {
            rest = number_multiply(search->numbers, rest, constant);
        }
    }
    if (step->op == OP_MULTIPLY || !line.exists) return scaled(search->numbers, line, rest);
    line.offset = number_add(search->numbers, line.offset, rest);
    return line;
}

static Line line_of(const Search *search, const Step *step) {
    const StepId *operands = plan_operands(search->plan, step);
    Number constant;
    switch (step->op) {
    case OP_INPUT: return (Line){true, step->input, NUMBER_ONE, NUMBER_ZERO};
    case OP_ADD:
    case OP_MULTIPLY: return combined(search, step);
    case OP_NEGATE: return scaled(search->numbers, search->lines[operands[0]], number_from_int(-1));
    case OP_DIVIDE:
        if (!constant_of(search->plan, operands[1], &constant) || number_sign(constant) == 0)
            return (Line){0};
        return scaled(search->numbers, search->lines[operands[0]],
                      number_divide(search->numbers, NUMBER_ONE, constant));
    case OP_IF_MISSING:
    case OP_OTHERWISE:
    case OP_WHERE_APPLICABLE:
    case OP_MIN:
    case OP_MAX:
    case OP_ABS:
    case OP_ROUND:
    case OP_FLOOR:
    case OP_CEILING: return step->operand_count > 0 ? search->lines[operands[0]] : (Line){0};
    default: return (Line){0};
    }
}

/* Behind the last value below the one compared with, and behind that. */
static void add_cut(Search *search, const Line *line, Number compared) {
    NumberContext *numbers = search->numbers;
    Cuts *cuts = &search->cuts[line->input];
    Number step = search->legal[line->input].step;
    if (!search->legal[line->input].has_step) return;
    Number at = number_divide(numbers, number_subtract(numbers, compared, line->offset), line->factor);
    Number multiples = number_divide(numbers, at, step), below = number_floor(numbers, multiples);
    bool is_value = number_equal(numbers, below, multiples);
    Number cut = number_reduce(numbers, number_multiply(numbers, below, step));
    Number before = number_reduce(numbers, number_subtract(numbers, cut, step));
    if (number_context_take_overflow(numbers)) return;
    ARENA_PUSH(search->arena, cuts->behind, cuts->count, cuts->capacity, number_copy(search->arena, cut));
    if (is_value)
        ARENA_PUSH(search->arena, cuts->behind, cuts->count, cuts->capacity,
                   number_copy(search->arena, before));
}

static bool compares(StepOp op) {
    switch (op) {
    case OP_EQUAL:
    case OP_NOT_EQUAL:
    case OP_LESS:
    case OP_LESS_EQUAL:
    case OP_MIN:
    case OP_MAX: return true;
    default: return false;
    }
}

static void add_comparison(Search *search, const Step *step) {
    const StepId *operands = plan_operands(search->plan, step);
    Number constant;
    for (uint32_t i = 0; i < step->operand_count && step->operand_count <= 3; i++)
        for (uint32_t j = 0; j < step->operand_count; j++)
            if (search->lines[operands[i]].exists && constant_of(search->plan, operands[j], &constant))
                add_cut(search, &search->lines[operands[i]], constant);
}

static bool changes_sign(const Line *line, const Step *step) {
    return line->exists && step->op == OP_ABS;
}

/* ---- in order, each once */

static void merge(NumberContext *numbers, const Number *from, Number *to, size_t start, size_t middle,
                  size_t end) {
    size_t left = start, right = middle;
    for (size_t i = start; i < end; i++) {
        bool takes_left =
            right >= end || (left < middle && number_compare(numbers, from[left], from[right]) <= 0);
        to[i] = takes_left ? from[left++] : from[right++];
    }
}

static void sort_cuts(Search *search, Cuts *cuts) {
    Number *from = cuts->behind, *to = ARENA_ARRAY(search->arena, Number, cuts->count + 1);
    for (size_t width = 1; width < cuts->count; width *= 2) {
        for (size_t start = 0; start < cuts->count; start += 2 * width) {
            size_t middle = start + width < cuts->count ? start + width : cuts->count;
            size_t end = middle + width < cuts->count ? middle + width : cuts->count;
            merge(search->numbers, from, to, start, middle, end);
        }
        Number *other = from;
        from = to;
        to = other;
    }
    size_t kept = 0;
    for (size_t i = 0; i < cuts->count; i++)
        if (kept == 0 || !number_equal(search->numbers, from[i], from[kept - 1])) from[kept++] = from[i];
    cuts->behind = from;
    cuts->count = kept;
}

Cuts *cuts_find(const Plan *plan, const Range *legal, Arena *arena, NumberContext *numbers) {
    Search search = {plan,  legal,   ARENA_ARRAY(arena, Cuts, plan->input_count + 1),
                     arena, numbers, ARENA_ARRAY(arena, Line, plan->step_count + 1)};
    for (StepId id = 0; id < plan->step_count; id++) {
        const Step *step = &plan->steps[id];
        search.lines[id] = line_of(&search, step);
        if (number_context_take_overflow(numbers)) search.lines[id].exists = false;
        if (compares(step->op)) add_comparison(&search, step);
        if (changes_sign(&search.lines[id], step)) add_cut(&search, &search.lines[id], NUMBER_ZERO);
    }
    for (uint32_t i = 0; i < plan->input_count; i++)
        sort_cuts(&search, &search.cuts[i]);
    return search.cuts;
}
