#include "evidence/checker/checker_steps.h"

#include "base/unicode.h"
#include "evidence/checker/python_text.h"
#include "lang/ast.h"

enum { DEEPEST_FORMULA = 3 };

/* How tightly a formula of Python binds. */
typedef enum Binding { BIND_COMPARISON, BIND_SUM, BIND_PRODUCT, BIND_SIGN, BIND_CALL } Binding;

typedef struct Formula {
    Text text;
    Binding binding;
} Formula;

typedef struct Writer {
    const CheckerSteps *steps;
    unsigned *depth; /* per step: of its formula; 0: it has a name or a line of its own */
    TextBuilder *out;
} Writer;

static const Step *step_at(const Writer *writer, StepId id) {
    return &writer->steps->plan->steps[id];
}

static const StepId *operands_of(const Writer *writer, StepId id) {
    return plan_operands(writer->steps->plan, step_at(writer, id));
}

/* ---- leaves */

static Formula constant(const Writer *writer, const Step *step) {
    const CheckerSteps *steps = writer->steps;
    Number number = steps->plan->constants[step->constant];
    bool is_negative = number_sign(number) < 0;
    if (step->type == PLAN_YES_NO)
        return (Formula){number_sign(number) ? TEXT("True") : TEXT("False"), BIND_CALL};
    return (Formula){python_number(steps->numbers, steps->arena, number),
                     is_negative && number_is_integer(steps->numbers, number) ? BIND_SIGN : BIND_CALL};
}

static Formula no_value(const Step *step) {
    return (Formula){step->state == STATE_NOT_APPLICABLE ? TEXT("NOT_APPLICABLE") : TEXT("MISSING"),
                     BIND_CALL};
}

/* ---- operations */

static Formula formula(const Writer *writer, StepId id);

static Text operand_text(const Writer *writer, StepId id, Binding least) {
    Formula operand = formula(writer, id);
    if (operand.binding >= least) return operand.text;
    return text_format(writer->steps->arena, "(%.*s)", TEXT_ARG(operand.text));
}

static Text arguments(const Writer *writer, StepId id, uint32_t from) {
    TextBuilder out = text_builder(writer->steps->arena);
    for (uint32_t i = from; i < step_at(writer, id)->operand_count; i++) {
        if (i > from) text_builder_add(&out, TEXT(", "));
        text_builder_add(&out, formula(writer, operands_of(writer, id)[i]).text);
    }
    return text_builder_text(&out);
}

/* (a, b), (c, d), e */
static Text argument_pairs(const Writer *writer, StepId id) {
    TextBuilder out = text_builder(writer->steps->arena);
    uint32_t count = step_at(writer, id)->operand_count;
    for (uint32_t i = 0; i < count; i++) {
        bool opens = i % 2 == 0 && i + 1 < count;
        text_builder_add_format(&out, "%s%s%.*s%s", i > 0 ? ", " : "", opens ? "(" : "",
                                TEXT_ARG(formula(writer, operands_of(writer, id)[i]).text),
                                i % 2 == 1 ? ")" : "");
    }
    return text_builder_text(&out);
}

static bool is_inline_negation(const Writer *writer, StepId id) {
    return step_at(writer, id)->op == OP_NEGATE && writer->depth[id] > 0;
}

static Formula sum(const Writer *writer, StepId id) {
    TextBuilder out = text_builder(writer->steps->arena);
    for (uint32_t i = 0; i < step_at(writer, id)->operand_count; i++) {
        StepId operand = operands_of(writer, id)[i];
        bool is_less = i > 0 && is_inline_negation(writer, operand);
        if (is_less) operand = operands_of(writer, operand)[0];
        text_builder_add(&out, i == 0 ? TEXT("") : is_less ? TEXT(" - ") : TEXT(" + "));
        text_builder_add(&out, operand_text(writer, operand, is_less ? BIND_PRODUCT : BIND_SUM));
    }
    return (Formula){text_builder_text(&out), BIND_SUM};
}

static Formula product(const Writer *writer, StepId id) {
    TextBuilder out = text_builder(writer->steps->arena);
    for (uint32_t i = 0; i < step_at(writer, id)->operand_count; i++) {
        if (i > 0) text_builder_add(&out, TEXT(" * "));
        text_builder_add(&out, operand_text(writer, operands_of(writer, id)[i], BIND_PRODUCT));
    }
    return (Formula){text_builder_text(&out), BIND_PRODUCT};
}

/* What varies stands on the left. */
static Formula comparison(const Writer *writer, StepId id, const char *sign, const char *turned) {
    StepId left = operands_of(writer, id)[0], right = operands_of(writer, id)[1];
    bool turns = step_at(writer, left)->op == OP_CONSTANT;
    Text a = operand_text(writer, turns ? right : left, BIND_SUM);
    Text b = operand_text(writer, turns ? left : right, BIND_SUM);
    Text text =
        text_format(writer->steps->arena, "%.*s %s %.*s", TEXT_ARG(a), turns ? turned : sign, TEXT_ARG(b));
    return (Formula){text, BIND_COMPARISON};
}

static Formula rounding(const Writer *writer, StepId id) {
    static const char *const modes[] = {
        [ROUND_HALF_AWAY] = "", [ROUND_HALF_EVEN] = ", HALF_EVEN", [ROUND_DOWN] = ", DOWN",
        [ROUND_UP] = ", UP",    [ROUND_FLOOR] = ", FLOOR",         [ROUND_CEILING] = ", CEILING"};
    const Step *step = step_at(writer, id);
    Text value = formula(writer, operands_of(writer, id)[0]).text;
    Text text = text_format(writer->steps->arena, "round_to(%.*s, %d%s)", TEXT_ARG(value),
                            step->round.decimals, modes[step->round.mode]);
    return (Formula){text, BIND_CALL};
}

/* ---- cohorts */

Text checker_scope(const CheckerSteps *steps, uint32_t scope_input) {
    if (scope_input == UINT32_MAX) return TEXT("None");
    Text name = python_name(steps->arena, steps->plan->inputs[scope_input].name);
    return text_format(steps->arena, "\"%.*s\"", TEXT_ARG(name));
}

static Text scope_of(const Writer *writer, StepId id) {
    return checker_scope(writer->steps, step_at(writer, id)->cohort.scope_input);
}

static Text column_name(const Writer *writer, StepId id) {
    return text_format(writer->steps->arena, "\"%.*s\"", TEXT_ARG(writer->steps->names->names[id]));
}

static Formula over(const Writer *writer, StepId id, const char *function) {
    TextBuilder out = text_builder(writer->steps->arena);
    const Step *step = step_at(writer, id);
    text_builder_add_format(&out, "over(u, %.*s, %s", TEXT_ARG(scope_of(writer, id)), function);
    for (uint32_t i = 0; i < step->operand_count && !step_op_is_parameter(step->op, i); i++)
        text_builder_add_format(&out, ", %.*s", TEXT_ARG(column_name(writer, operands_of(writer, id)[i])));
    text_builder_add_char(&out, ')');
    return (Formula){text_builder_text(&out), BIND_CALL};
}

static Formula percentile(const Writer *writer, StepId id) {
    Text share = formula(writer, operands_of(writer, id)[1]).text;
    return over(writer, id, text_format(writer->steps->arena, "percentile_of(%.*s)", TEXT_ARG(share)).bytes);
}

static Formula place(const Writer *writer, StepId id, const char *function) {
    Text name = column_name(writer, operands_of(writer, id)[0]);
    Text text = text_format(writer->steps->arena, "place_among(u, %.*s, %s, %.*s)",
                            TEXT_ARG(scope_of(writer, id)), function, TEXT_ARG(name));
    return (Formula){text, BIND_CALL};
}

static Formula rank(const Writer *writer, StepId id) {
    static const char *const ties[] = {[TIES_COMPETITION] = "competition",
                                       [TIES_DENSE] = "dense",
                                       [TIES_ORDINAL] = "ordinal",
                                       [TIES_AVERAGE] = "average",
                                       [TIES_LOWEST] = "lowest"};
    const Step *step = step_at(writer, id);
    const StepId *operands = operands_of(writer, id);
    TextBuilder out = text_builder(writer->steps->arena);
    text_builder_add_format(&out, "rank(u, %.*s, \"%s\", %.*s", TEXT_ARG(scope_of(writer, id)),
                            ties[step->cohort.ties], TEXT_ARG(column_name(writer, operands[0])));
    for (uint32_t i = 1; i < step->operand_count; i++) {
        bool rises = i <= 16 && (step->cohort.flags >> (i - 1) & 1);
        text_builder_add_format(&out, ", (%.*s, %s)", TEXT_ARG(column_name(writer, operands[i])),
                                rises ? "True" : "False");
    }
    text_builder_add_char(&out, ')');
    return (Formula){text_builder_text(&out), BIND_CALL};
}

static Formula grade_by_place(const Writer *writer, StepId id) {
    const Step *step = step_at(writer, id);
    Text text = text_format(
        writer->steps->arena, "grade_by_place(u, %.*s, %.*s, %s, %s, %.*s)", TEXT_ARG(scope_of(writer, id)),
        TEXT_ARG(column_name(writer, operands_of(writer, id)[0])), step->cohort.flags & 1 ? "True" : "False",
        step->cohort.ties == 1 ? "True" : "False", TEXT_ARG(arguments(writer, id, 1)));
    return (Formula){text, BIND_CALL};
}

/* ---- any step */

/* Functions of all operands, of the values of a cohort, or of a value among those of a cohort. */
typedef struct Function {
    const char *before, *after;
    bool takes_pairs;
} Function;

static const Function functions[STEP_OP_COUNT] = {
    [OP_DIVIDE] = {"divide(", ")", false},
    [OP_POWER] = {"power(", ")", false},
    [OP_MIN] = {"least(", ")", false},
    [OP_MAX] = {"greatest(", ")", false},
    [OP_MEDIAN] = {"median(", ")", false},
    [OP_GEOMETRIC_MEAN] = {"geometric_mean(", ")", false},
    [OP_HARMONIC_MEAN] = {"harmonic_mean(", ")", false},
    [OP_ABS] = {"absolute(", ")", false},
    [OP_FLOOR] = {"floor_of(", ")", false},
    [OP_CEILING] = {"ceiling_of(", ")", false},
    [OP_SQRT] = {"square_root(", ")", false},
    [OP_LN] = {"natural_logarithm(", ")", false},
    [OP_LOG10] = {"decimal_logarithm(", ")", false},
    [OP_EXP] = {"exponential(", ")", false},
    [OP_EQUAL] = {"same(", ")", false},
    [OP_NOT_EQUAL] = {"differs(", ")", false},
    [OP_NOT] = {"opposite(", ")", false},
    [OP_AND] = {"both(", ")", false},
    [OP_OR] = {"either(", ")", false},
    [OP_CHOOSE] = {"choose(", ")", true},
    [OP_OTHERWISE] = {"otherwise(", ")", false},
    [OP_IF_MISSING] = {"if_missing(", ")", false},
    [OP_PRESENT] = {"present(", ")", false},
    [OP_WHERE_APPLICABLE] = {"where_applicable(", ")", false},
    [OP_MEMBERS_SUM] = {"of_members(total, [", "])", false},
    [OP_MEMBERS_MEAN] = {"of_members(mean, [", "])", false},
    [OP_MEMBERS_MIN] = {"of_members(least, [", "])", false},
    [OP_MEMBERS_MAX] = {"of_members(greatest, [", "])", false},
    [OP_MEMBERS_MEDIAN] = {"of_members(median, [", "])", false},
    [OP_MEMBERS_GEOMETRIC_MEAN] = {"of_members(geometric_mean, [", "])", false},
    [OP_MEMBERS_HARMONIC_MEAN] = {"of_members(harmonic_mean, [", "])", false},
    [OP_MEMBERS_COUNT] = {"count_members(", ")", false},
    [OP_MEMBERS_WEIGHTED_MEAN] = {"of_weighted(weighted_mean, [", "])", true},
    [OP_MEMBERS_WEIGHTED_SUM] = {"of_weighted(weighted_sum, [", "])", true},
    [OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN] = {"of_weighted(weighted_geometric_mean, [", "])", true},
};

static const char *const cohort_functions[STEP_OP_COUNT] = {
    [OP_COHORT_MAX] = "greatest_of",
    [OP_COHORT_MIN] = "least_of",
    [OP_COHORT_SUM] = "sum_of",
    [OP_COHORT_MEAN] = "mean_of",
    [OP_COHORT_MEDIAN] = "median_of",
    [OP_COHORT_SD] = "deviation_of",
    [OP_COHORT_SD_SAMPLE] = "sample_deviation_of",
    [OP_COHORT_COUNT] = "count_of",
    [OP_COHORT_WEIGHTED_MEAN] = "weighted_mean_of",
};

static const char *const place_functions[STEP_OP_COUNT] = {
    [OP_COHORT_BELOW] = "below",
    [OP_COHORT_AT_MOST] = "at_or_below",
    [OP_COHORT_PLACE] = "place",
};

static Formula function_call(const Writer *writer, StepId id, const Function *function) {
    Text inside = function->takes_pairs ? argument_pairs(writer, id) : arguments(writer, id, 0);
    Text text =
        text_format(writer->steps->arena, "%s%.*s%s", function->before, TEXT_ARG(inside), function->after);
    return (Formula){text, BIND_CALL};
}

static Formula negation(const Writer *writer, StepId id) {
    Text operand = operand_text(writer, operands_of(writer, id)[0], BIND_SIGN);
    return (Formula){text_format(writer->steps->arena, "-%.*s", TEXT_ARG(operand)), BIND_SIGN};
}

static Formula by_name(const Writer *writer, StepId id) {
    Text name = writer->steps->names->names[id];
    return (Formula){text_format(writer->steps->arena, "u.%.*s", TEXT_ARG(name)), BIND_CALL};
}

/* Operations with a form of their own. */
static Formula operation(const Writer *writer, StepId id) {
    StepOp op = step_at(writer, id)->op;
    if (functions[op].before) return function_call(writer, id, &functions[op]);
    if (cohort_functions[op]) return over(writer, id, cohort_functions[op]);
    if (place_functions[op]) return place(writer, id, place_functions[op]);
    switch ((int)op) {
    case OP_INPUT: return by_name(writer, id);
    case OP_CONSTANT: return constant(writer, step_at(writer, id));
    case OP_NO_VALUE: return no_value(step_at(writer, id));
    case OP_ADD: return sum(writer, id);
    case OP_NEGATE: return negation(writer, id);
    case OP_MULTIPLY: return product(writer, id);
    case OP_ROUND: return rounding(writer, id);
    case OP_LESS: return comparison(writer, id, "<", ">");
    case OP_LESS_EQUAL: return comparison(writer, id, "<=", ">=");
    case OP_COHORT_PERCENTILE: return percentile(writer, id);
    case OP_RANK: return rank(writer, id);
    case OP_GRADE_TOP: return grade_by_place(writer, id);
    }
    return (Formula){TEXT("NO_RESULT"), BIND_CALL};
}

/* A step seen from another: by name where it has one. */
static Formula formula(const Writer *writer, StepId id) {
    const CheckerNames *names = writer->steps->names;
    StepOp op = step_at(writer, id)->op;
    if (op == OP_CONSTANT || op == OP_NO_VALUE) return operation(writer, id);
    if (names->names[id].bytes) return by_name(writer, id);
    if (writer->depth[id] > 0) return operation(writer, id);
    return (Formula){text_format(writer->steps->arena, "s%u", id), BIND_CALL};
}

/* A formula of one place is written there, unless it is too deep. */
static unsigned depth_of(const Writer *writer, StepId id) {
    const CheckerNames *names = writer->steps->names;
    unsigned deepest = 0;
    for (uint32_t i = 0; i < step_at(writer, id)->operand_count; i++) {
        unsigned depth = writer->depth[operands_of(writer, id)[i]];
        if (depth > deepest) deepest = depth;
    }
    bool is_apart = names->is_named[id] || names->uses[id] > 1 || deepest >= DEEPEST_FORMULA;
    return is_apart ? 0 : deepest + 1;
}

/* ---- functions */

static Text declared_as(const Writer *writer, StepId id) {
    static const char *const kinds[] = {
        [OUTPUT_INDEX] = "index",   [OUTPUT_GROUP] = "group", [OUTPUT_CRITERION] = "criterion",
        [OUTPUT_REPORT] = "report", [OUTPUT_GATE] = "gate",   [OUTPUT_RANK] = "rank",
        [OUTPUT_GRADE] = "grade",   [OUTPUT_LET] = "let"};
    const CheckerSteps *steps = writer->steps;
    uint32_t number = steps->names->output[id];
    if (number == UINT32_MAX) return TEXT("");
    const PlanOutput *output = &steps->plan->outputs[number];
    Text label = output->label.len ? output->label : output->name;
    return text_format(steps->arena, "    # %s %.*s (%.*s, line %zu)\n", kinds[output->kind],
                       TEXT_ARG(unicode_visible(steps->arena, label)),
                       TEXT_ARG(unicode_visible(steps->arena, steps->source->name)),
                       source_position(steps->source, output->span.from).line);
}

static void write_function(const Writer *writer, StepId id, const StepId *lines, size_t count) {
    text_builder_add_format(writer->out, "\n%.*s    def %.*s(u):\n", TEXT_ARG(declared_as(writer, id)),
                            TEXT_ARG(writer->steps->names->names[id]));
    for (size_t i = 0; i < count; i++)
        text_builder_add_format(writer->out, "        s%u = %.*s\n", lines[i],
                                TEXT_ARG(operation(writer, lines[i]).text));
    text_builder_add_format(writer->out, "        return %.*s\n", TEXT_ARG(operation(writer, id).text));
}

static bool is_line(const Writer *writer, StepId id) {
    const CheckerNames *names = writer->steps->names;
    StepOp op = step_at(writer, id)->op;
    return names->owner[id] != STEP_NONE && !names->names[id].bytes && writer->depth[id] == 0 &&
           op != OP_CONSTANT && op != OP_NO_VALUE;
}

/* The lines of all functions, one function behind the other; `starts[id]` is where those of function id
 * begin, and `starts[id + 1]` where they end. */
static StepId *sort_lines(const Writer *writer, size_t *starts) {
    const CheckerSteps *steps = writer->steps;
    StepId count = steps->plan->step_count;
    for (StepId id = 0; id < count; id++)
        if (is_line(writer, id)) starts[steps->names->owner[id] + 2]++;
    for (StepId id = 0; id < count; id++)
        starts[id + 2] += starts[id + 1];
    StepId *lines = ARENA_ARRAY(steps->arena, StepId, starts[count + 1] + 1);
    for (StepId id = 0; id < count; id++)
        if (is_line(writer, id)) lines[starts[steps->names->owner[id] + 1]++] = id;
    return lines;
}

void checker_steps_write(const CheckerSteps *steps, TextBuilder *out) {
    StepId count = steps->plan->step_count;
    Writer writer = {steps, ARENA_ARRAY(steps->arena, unsigned, (size_t)count + 1), out};
    for (StepId id = 0; id < count; id++)
        writer.depth[id] = depth_of(&writer, id);
    size_t *starts = ARENA_ARRAY(steps->arena, size_t, (size_t)count + 3);
    const StepId *lines = sort_lines(&writer, starts);
    for (StepId id = 0; id < count; id++)
        if (steps->names->is_named[id])
            write_function(&writer, id, lines + starts[id], starts[id + 1] - starts[id]);
}

bool checker_steps_leave_fractions(const Plan *plan) {
    for (StepId id = 0; id < plan->step_count; id++) {
        switch ((int)plan->steps[id].op) {
        case OP_POWER:
        case OP_GEOMETRIC_MEAN:
        case OP_SQRT:
        case OP_LN:
        case OP_LOG10:
        case OP_EXP:
        case OP_MEMBERS_GEOMETRIC_MEAN:
        case OP_MEMBERS_WEIGHTED_GEOMETRIC_MEAN:
        case OP_COHORT_SD:
        case OP_COHORT_SD_SAMPLE: return true;
        }
    }
    return false;
}
