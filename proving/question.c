#include "proving/question.h"

#include <string.h>

/* ---- the variables: an input of both rows, or of one */

typedef struct Variable {
    uint32_t input;
    unsigned rows; /* bit i: row i */
} Variable;

typedef struct Search {
    Prover *prover;
    const Question *question;
    Cone cone;
    int row_count;
    Variable *variables;
    size_t variable_count;
    const Possible **possible[PROVER_ROWS]; /* per input of the plan: of the box at hand */
    InputCell *cells[PROVER_ROWS];          /* per input of the plan: of the row at hand */
    bool *open;                             /* per input of the plan */
    Possible **boxes;                       /* a stack; per variable each */
    size_t box_count, box_capacity;
    uint64_t effort; /* at which prover->spent this ends */
    bool has_gap;    /* a part that could not be decided */
} Search;

static bool is_moved(const Question *question, uint32_t input) {
    for (size_t i = 0; i < question->moved_count; i++)
        if (question->moved[i] == input) return true;
    return false;
}

static void add_variables(Search *search) {
    size_t count = search->cone.input_count;
    search->variables = ARENA_ARRAY(search->prover->boxes, Variable, 2 * count + 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t input = search->cone.inputs[i];
        bool moved = is_moved(search->question, input);
        unsigned both = search->row_count == 2 ? 3 : 1;
        search->variables[search->variable_count++] = (Variable){input, moved ? 1 : both};
        if (moved) search->variables[search->variable_count++] = (Variable){input, 2};
    }
}

static Search search_new(Prover *prover, const Question *question) {
    Search search = {.prover = prover, .question = question};
    uint32_t inputs = prover->plan->input_count;
    arena_reset(prover->boxes);
    number_context_use(prover->numbers, prover->boxes);
    search.cone = cone_new(prover, question->steps, question->step_count);
    search.row_count = question->moved_count > 0 ? 2 : 1;
    add_variables(&search);
    search.open = ARENA_ARRAY(prover->boxes, bool, inputs + 1);
    for (int row = 0; row < search.row_count; row++) {
        search.possible[row] = ARENA_ARRAY(prover->boxes, const Possible *, inputs + 1);
        search.cells[row] = ARENA_ARRAY(prover->boxes, InputCell, inputs + 1);
    }
    uint64_t effort = question->effort ? question->effort : QUESTION_EFFORT;
    effort += 2 * prover->hint_count * search.cone.step_count;
    if (effort > prover->effort) effort = prover->effort;
    search.effort = prover->spent + effort;
    return search;
}

static const DomainInput *input_of(const Search *search, size_t variable) {
    return &search->prover->domain->inputs[search->variables[variable].input];
}

/* ---- one row, exactly */

static QuestionView view_of(const Search *search) {
    QuestionView view = {.numbers = search->prover->numbers};
    for (int row = 0; row < search->row_count; row++)
        view.facts[row] = search->prover->facts[row];
    return view;
}

static Truth legality(const Search *search) {
    Truth truth = TRUTH_YES;
    for (int row = 0; row < search->row_count; row++) {
        Truth one = cone_is_legal(search->prover, &search->cone, row);
        if (one < truth) truth = one;
    }
    return truth;
}

static bool can_be_written(const Search *search) {
    const Prover *prover = search->prover;
    for (size_t i = 0; i < search->variable_count; i++) {
        const Variable *variable = &search->variables[i];
        const InputCell *cell = &search->cells[variable->rows == 2][variable->input];
        if (cell->state == STATE_VALUE &&
            !domain_can_write(prover->domain, prover->numbers, variable->input, cell->number))
            return false;
    }
    return true;
}

static Truth both(Truth a, Truth b) {
    return a < b ? a : b;
}

/* In the rows computed last. */
static Truth truth_computed(Search *search) {
    QuestionView view = view_of(search);
    Truth truth = both(legality(search), search->question->holds(search->question->user, &view));
    return truth != TRUTH_NO && !can_be_written(search) ? TRUTH_NO : truth;
}

/* [PR2.3] Data of this row alone are legal data, and what holds there can be. */
static bool can_be_alone(const Search *search) {
    return search->row_count == 1 && search->cone.has_cohort && search->prover->plan->unit_count <= 1;
}

/* After cone_bound of a box with the cells in it. MAYBE: it hangs on what one row does not know. */
static Truth truth_at_cells(Search *search) {
    for (int row = 0; row < search->row_count; row++)
        cone_compute(search->prover, &search->cone, search->cells[row], row);
    Truth truth = truth_computed(search);
    if (truth != TRUTH_MAYBE || !can_be_alone(search)) return truth;
    cone_compute_alone(search->prover, &search->cone, search->cells[0], 0);
    return truth_computed(search) == TRUTH_YES ? TRUTH_YES : TRUTH_MAYBE;
}

/* ---- a box */

static void enter_box(Search *search, const Possible *box) {
    arena_reset(search->prover->work);
    for (size_t i = 0; i < search->variable_count; i++)
        for (int row = 0; row < search->row_count; row++)
            if (search->variables[i].rows >> row & 1)
                search->possible[row][search->variables[i].input] = &box[i];
    for (int row = 0; row < search->row_count; row++)
        cone_bound(search->prover, &search->cone, search->possible[row], row);
}

static Truth truth_in_box(Search *search) {
    Truth legal = legality(search);
    if (legal == TRUTH_NO) return TRUTH_NO;
    QuestionView view = view_of(search);
    return both(legal, search->question->holds(search->question->user, &view));
}

/* The nearest number of a box may have too many digits for data, and others in it not. */
static void write_shortly(const Search *search, size_t variable, const Possible *possible, InputCell *cell) {
    const Prover *prover = search->prover;
    uint32_t input = search->variables[variable].input;
    if (cell->state != STATE_VALUE || !possible->has_values) return;
    if (!domain_can_write(prover->domain, prover->numbers, input, cell->number))
        (void)domain_shorten(prover->domain, prover->numbers, input, &possible->range, &cell->number);
}

static void pick_cells(Search *search, const Possible *box) {
    for (size_t i = 0; i < search->variable_count; i++) {
        const DomainInput *input = input_of(search, i);
        InputCell cell = possible_nearest(search->prover->numbers, &box[i], &input->plain);
        write_shortly(search, i, &box[i], &cell);
        for (int row = 0; row < search->row_count; row++)
            if (search->variables[i].rows >> row & 1) search->cells[row][search->variables[i].input] = cell;
    }
}

static void find_open(Search *search) {
    const Question *question = search->question;
    memset(search->open, 0, search->prover->plan->input_count * sizeof *search->open);
    for (int row = 0; row < search->row_count; row++)
        cone_find_open(search->prover, &search->cone, question->steps, question->step_count, row,
                       search->open);
}

static bool is_larger(NumberContext *numbers, const PossibleSize *a, const PossibleSize *b) {
    if (a->kind != b->kind) return a->kind > b->kind;
    return number_compare(numbers, a->count, b->count) > 0;
}

/* The open variable with most to cut; false: the box is one row for all that matters. */
static bool find_variable(Search *search, const Possible *box, size_t *chosen) {
    NumberContext *numbers = search->prover->numbers;
    PossibleSize largest = {0, NUMBER_ZERO};
    for (size_t i = 0; i < search->variable_count; i++) {
        if (!search->open[search->variables[i].input]) continue;
        PossibleSize size = possible_size(numbers, &box[i], &input_of(search, i)->cuts);
        if (!is_larger(numbers, &size, &largest)) continue;
        largest = size;
        *chosen = i;
    }
    return largest.kind > 0;
}

static Possible *new_box(Search *search) {
    return ARENA_ARRAY(search->prover->boxes, Possible, search->variable_count + 1);
}

static void push_box(Search *search, Possible *box) {
    ARENA_PUSH(search->prover->boxes, search->boxes, search->box_count, search->box_capacity, box);
}

/* The part that holds the plain cell is looked at first. */
static void cut_box(Search *search, Possible *box, size_t variable) {
    NumberContext *numbers = search->prover->numbers;
    const DomainInput *input = input_of(search, variable);
    Possible parts[2];
    number_context_use(numbers, search->prover->boxes);
    possible_cut(numbers, &box[variable], &input->cuts, parts);
    Possible *other = new_box(search);
    memcpy(other, box, search->variable_count * sizeof *other);
    int first = possible_contains(numbers, &parts[1], &input->plain) ? 1 : 0;
    other[variable] = parts[1 - first];
    box[variable] = parts[first];
    push_box(search, other);
    push_box(search, box);
}

/* true: found. What is left of the box is on the stack. */
static bool take_box(Search *search, Possible *box) {
    size_t variable;
    enter_box(search, box);
    if (truth_in_box(search) == TRUTH_NO) return false;
    find_open(search);
    pick_cells(search, box);
    Truth at_cells = truth_at_cells(search);
    if (at_cells == TRUTH_YES) return true;
    if (find_variable(search, box, &variable))
        cut_box(search, box, variable);
    else if (at_cells == TRUTH_MAYBE)
        search->has_gap = true;
    return false;
}

static Possible *whole_box(Search *search) {
    Possible *box = new_box(search);
    for (size_t i = 0; i < search->variable_count; i++)
        box[i] = input_of(search, i)->all;
    return box;
}

/* Are these the rows? Leaves their cells where a found row stands. */
static bool holds_in(Search *search, Possible *box, InputCell *const rows[PROVER_ROWS]) {
    for (size_t i = 0; i < search->variable_count; i++) {
        const Variable *variable = &search->variables[i];
        const InputCell *cell = &rows[variable->rows == 2][variable->input];
        if (!possible_contains(search->prover->numbers, &input_of(search, i)->all, cell)) return false;
        box[i] = possible_exactly(&input_of(search, i)->all, cell);
        for (int row = 0; row < search->row_count; row++)
            if (variable->rows >> row & 1) search->cells[row][variable->input] = *cell;
    }
    enter_box(search, box);
    return truth_at_cells(search) == TRUTH_YES;
}

enum { MANY_INPUTS = 4 };

/* [PR2.2] Rows between the best and the worst show most of what can be, where boxes have too many sides. */
static bool try_hints(Search *search) {
    if (search->row_count > 1 || search->cone.input_count < MANY_INPUTS) return false;
    Possible *box = new_box(search);
    for (size_t i = 0; i < search->prover->hint_count; i++) {
        InputCell *const rows[PROVER_ROWS] = {search->prover->hints[i], NULL};
        if (search->prover->spent >= search->effort) return false;
        if (holds_in(search, box, rows)) return true;
    }
    return false;
}

static bool search_run(Search *search) {
    if (try_hints(search)) return true;
    push_box(search, whole_box(search));
    while (search->box_count > 0) {
        if (search->prover->spent >= search->effort) {
            search->has_gap = true;
            return false;
        }
        if (take_box(search, search->boxes[--search->box_count])) return true;
    }
    return false;
}

/* ---- the rest of the row */

typedef struct GroupQuestion {
    const Plan *plan;
    const DomainGroup *group;
} GroupQuestion;

/* Inputs bring their requirements with them; requirements without an input are only asked for here. */
static Truth group_holds(const void *user, const QuestionView *view) {
    const GroupQuestion *asked = user;
    Truth truth = TRUTH_YES;
    for (size_t i = 0; i < asked->group->require_count; i++) {
        StepId condition = asked->plan->requires[asked->group->requires[i]].condition;
        truth = both(truth, require_truth(view->numbers, &view->facts[0][condition]));
    }
    return truth;
}

/* A range that holds nothing was reported where it is declared. */
static bool has_no_cell(Prover *prover, uint32_t number) {
    const DomainInput *input = &prover->domain->inputs[number];
    return !input->is_free && possible_is_empty(prover->numbers, &input->all);
}

/* A legal row for the inputs of one group. */
static void fill_group(Prover *prover, uint32_t number) {
    const DomainGroup *group = &prover->domain->groups[number];
    prover->groups[number] = GROUP_FILLED;
    for (size_t i = 0; i < group->input_count; i++)
        if (has_no_cell(prover, group->inputs[i])) prover->groups[number] = GROUP_EMPTY;
    if (group->require_count == 0 || prover->groups[number] == GROUP_EMPTY) return;
    StepId *steps = ARENA_ARRAY(prover->arena, StepId, group->require_count);
    for (size_t i = 0; i < group->require_count; i++)
    steps[i] = prover->plan->requires[group->requires[i]].condition;
    GroupQuestion asked = {prover->plan, group};
    Question question = {
        .steps = steps, .step_count = group->require_count, .holds = group_holds, .user = &asked};
    Search search = search_new(prover, &question);
    uint64_t before = prover->spent;
    bool found = search_run(&search);
    prover->effort -= prover->spent - before < prover->effort ? prover->spent - before : prover->effort;
    if (!found) prover->groups[number] = search.has_gap ? GROUP_UNDECIDED : GROUP_EMPTY;
    for (size_t i = 0; found && i < search.variable_count; i++) {
        InputCell cell = search.cells[0][search.variables[i].input];
        cell.number = number_copy(prover->arena, cell.number);
        prover->legal[search.variables[i].input] = cell;
    }
}

bool question_fill_legal(Prover *prover) {
    bool all_filled = true;
    for (uint32_t i = 0; i < prover->domain->group_count; i++) {
        if (prover->groups[i] == GROUP_UNKNOWN) fill_group(prover, i);
        all_filled &= prover->groups[i] == GROUP_FILLED;
    }
    number_context_use(prover->numbers, prover->arena);
    return all_filled;
}

/* Is data impossible, or not known to be possible, whatever is asked? */
static Verdict verdict_of_groups(const Prover *prover) {
    Verdict verdict = VERDICT_YES;
    for (size_t i = 0; i < prover->domain->group_count; i++) {
        if (prover->groups[i] == GROUP_EMPTY) return VERDICT_NO;
        if (prover->groups[i] == GROUP_UNDECIDED) verdict = VERDICT_UNDECIDED;
    }
    return verdict;
}

static InputCell *whole_row(const Search *search, int row) {
    const Prover *prover = search->prover;
    size_t count = prover->plan->input_count + 1;
    InputCell *cells = arena_alloc(prover->arena, count * sizeof *cells);
    memcpy(cells, prover->legal, (count - 1) * sizeof *cells);
    for (size_t i = 0; i < search->variable_count; i++) {
        if (!(search->variables[i].rows >> row & 1)) continue;
        InputCell cell = search->cells[row][search->variables[i].input];
        cell.number = number_copy(prover->arena, cell.number);
        cells[search->variables[i].input] = cell;
    }
    return cells;
}

static void keep_found(const Search *search) {
    Prover *prover = search->prover;
    memcpy(prover->found, prover->legal, prover->plan->input_count * sizeof *prover->found);
    const Cone *cone = &search->cone;
    arena_reset(prover->kept);
    for (size_t i = 0; i < cone->input_count; i++) {
        InputCell cell = search->cells[0][cone->inputs[i]];
        cell.number = number_copy(prover->kept, cell.number);
        prover->found[cone->inputs[i]] = cell;
    }
    prover->found_inputs = arena_copy(prover->kept, cone->inputs, cone->input_count * sizeof *cone->inputs);
    prover->found_count = cone->input_count;
}

Answer question_ask(Prover *prover, const Question *question) {
    Answer answer = {VERDICT_NO, {NULL, NULL}};
    (void)question_fill_legal(prover);
    Verdict groups = verdict_of_groups(prover);
    if (groups == VERDICT_NO) return answer;
    Search search = search_new(prover, question);
    uint64_t before = prover->spent;
    bool found = search_run(&search);
    uint64_t used = prover->spent - before;
    prover->effort -= used < prover->effort ? used : prover->effort;
    answer.verdict = search.has_gap ? VERDICT_UNDECIDED : VERDICT_NO;
    if (found) answer.verdict = groups;
    if (answer.verdict == VERDICT_YES) keep_found(&search);
    for (int row = 0; answer.verdict == VERDICT_YES && !question->needs_no_row && row < search.row_count;
         row++)
        answer.rows[row] = whole_row(&search, row);
    number_context_use(prover->numbers, prover->arena);
    return answer;
}

/* ---- rows given */

bool question_holds_at(Prover *prover, const Question *question, InputCell *const rows[PROVER_ROWS]) {
    Search search = search_new(prover, question);
    bool holds = holds_in(&search, new_box(&search), rows);
    number_context_use(prover->numbers, prover->arena);
    return holds;
}

/* ---- plainer rows */

typedef struct Simplifier {
    Search *search;
    Possible *box;
    InputCell **rows;
    const Variable *variable;
} Simplifier;

static void put(const Simplifier *simplifier, InputCell cell) {
    cell.number = number_copy(simplifier->search->prover->arena, cell.number);
    for (int row = 0; row < simplifier->search->row_count; row++)
        if (simplifier->variable->rows >> row & 1) simplifier->rows[row][simplifier->variable->input] = cell;
}

/* Keeps the cell where the answer still holds with it. */
static bool try_cell(const Simplifier *simplifier, InputCell cell) {
    int row = simplifier->variable->rows == 2;
    InputCell before = simplifier->rows[row][simplifier->variable->input];
    put(simplifier, cell);
    if (holds_in(simplifier->search, simplifier->box, simplifier->rows)) return true;
    put(simplifier, before);
    return false;
}

static InputCell current(const Simplifier *simplifier) {
    return simplifier->rows[simplifier->variable->rows == 2][simplifier->variable->input];
}

/* Fewer decimals, where the input has no step of its own. */
static Number shorten(const Simplifier *simplifier, bool is_percent) {
    Prover *prover = simplifier->search->prover;
    for (int decimals = 0; decimals < NUMBER_MAX_DIGITS; decimals++) {
        Number value = current(simplifier).number;
        for (int mode = ROUND_DOWN; mode <= ROUND_UP; mode++) {
            number_context_use(prover->numbers, prover->arena);
            InputCell cell = {STATE_VALUE, number_round(prover->numbers, value, decimals + 2 * is_percent,
                                                        (RoundingMode)mode)};
            if (!try_cell(simplifier, cell)) continue;
            Number unit = NUMBER_ONE;
            for (int i = 0; i < decimals + 2 * is_percent; i++)
                unit = number_divide(prover->numbers, unit, number_from_int(10));
            return number_copy(prover->arena, unit);
        }
    }
    return NUMBER_ZERO;
}

/* [PR2.5] Between the plain value, where it does not hold, and this one the steps are halved. */
static void approach(const Simplifier *simplifier, Number plain, Number step) {
    Prover *prover = simplifier->search->prover;
    NumberContext *numbers = prover->numbers;
    for (int halvings = 0; halvings < 160; halvings++) {
        number_context_use(numbers, prover->arena);
        Number far = number_subtract(numbers, current(simplifier).number, plain);
        Number half = number_divide(numbers, far, number_multiply(numbers, step, number_from_int(2)));
        Number steps = number_round(numbers, half, 0, ROUND_DOWN);
        Number middle = number_add(numbers, plain, number_multiply(numbers, steps, step));
        if (number_sign(steps) == 0) {
            Number next = number_multiply(numbers, step, number_from_int(number_sign(far)));
            middle = number_add(numbers, plain, next);
        }
        if (number_equal(numbers, middle, current(simplifier).number)) return;
        if (!try_cell(simplifier, (InputCell){STATE_VALUE, middle})) plain = middle;
    }
}

static void simplify_variable(const Simplifier *simplifier, const DomainInput *input) {
    NumberContext *numbers = simplifier->search->prover->numbers;
    InputCell cell = current(simplifier);
    bool is_plain = cell.state == input->plain.state &&
                    (cell.state != STATE_VALUE || number_equal(numbers, cell.number, input->plain.number));
    if (is_plain || try_cell(simplifier, input->plain)) return;
    if (cell.state != STATE_VALUE || input->plain.state != STATE_VALUE) return;
    Number step = input->is_short ? shorten(simplifier, input->is_percent) : input->all.range.step;
    if (number_sign(step) > 0) approach(simplifier, input->plain.number, step);
}

void question_simplify(Prover *prover, const Question *question, Answer *answer) {
    if (answer->verdict != VERDICT_YES) return;
    Search search = search_new(prover, question);
    Possible *box = new_box(&search);
    for (size_t i = 0; i < search.variable_count; i++) {
        Simplifier simplifier = {&search, box, answer->rows, &search.variables[i]};
        simplify_variable(&simplifier, input_of(&search, i));
    }
    number_context_use(prover->numbers, prover->arena);
}
