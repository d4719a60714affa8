#include "tests/proving/methodology.h"

static uint64_t chance_next(Chance *chance) {
    chance->state ^= chance->state >> 12;
    chance->state ^= chance->state << 25;
    chance->state ^= chance->state >> 27;
    return chance->state * 0x2545f4914f6cdd1du;
}

uint32_t chance_below(Chance *chance, uint32_t count) {
    return (uint32_t)((chance_next(chance) >> 32) % count);
}

bool chance_in(Chance *chance, uint32_t count) {
    return chance_below(chance, count) == 0;
}

typedef struct Draft {
    Chance *chance;
    RandomMethodology *made;
    TextBuilder out;
    uint32_t criterion_count;
    bool has_block;
} Draft;

#define ADD(draft, ...) text_builder_add_format(&(draft)->out, __VA_ARGS__)

static const char *const options[] = {"x", "y", "z"};

/* ---- inputs */

static void add_cell(LegalInput *input, ValueState state, Number number) {
    if (input->cell_count < MOST_CELLS) input->cells[input->cell_count++] = (LegalCell){state, number};
    input->may_lack |= state != STATE_VALUE;
}

static Number in_steps(InputKind kind, int steps) {
    if (kind == KIND_RATIO) return number_from_decimal(steps, 1);
    if (kind == KIND_DECIMAL) return number_from_decimal(steps * 5, 1);
    return number_from_int(steps);
}

static void add_values(LegalInput *input) {
    for (int i = input->low; i <= input->high; i++)
        add_cell(input, STATE_VALUE, in_steps(input->kind, i));
}

static void add_type(Draft *draft, LegalInput *input) {
    Chance *chance = draft->chance;
    input->kind = (InputKind)chance_below(chance, INPUT_KINDS);
    input->low = (int)chance_below(chance, 3);
    input->high = input->low + 1 + (int)chance_below(chance, 6);
    switch (input->kind) {
    case KIND_COUNTED: ADD(draft, "count %d..%d", input->low, input->high); break;
    case KIND_RATIO:
        input->low = 0;
        input->high = 10;
        ADD(draft, "percent 0%%..100%% step 10%%");
        break;
    case KIND_DECIMAL:
        input->low -= 2;
        input->high -= 1;
        ADD(draft, "number %s%d..%d step 0.5", input->low < 0 ? "-" : "",
            input->low < 0 ? -input->low : input->low, input->high);
        input->low *= 2;
        input->high *= 2;
        break;
    case KIND_WORD:
        input->low = 0;
        input->high = 1;
        ADD(draft, "yes_no");
        break;
    case KIND_OPTION_OF:
        input->low = 0;
        input->high = 1 + (int)chance_below(chance, 2);
        ADD(draft, "%s { \"x\", \"y\"%s }", draft->has_block ? "one of" : "block",
            input->high == 2 ? ", \"z\"" : "");
        draft->has_block = true;
        break;
    case INPUT_KINDS: break;
    }
}

/* What a missing cell of a category means is put in its place before anything looks at it. */
static void add_policy(Draft *draft, LegalInput *input) {
    bool is_category = input->kind == KIND_OPTION_OF;
    switch (chance_below(draft->chance, 7)) {
    case 0:
        ADD(draft, " missing = not applicable");
        add_cell(input, is_category ? STATE_NOT_APPLICABLE : STATE_MISSING, NUMBER_ZERO);
        break;
    case 1:
        ADD(draft, " missing = unranked");
        add_cell(input, STATE_MISSING, NUMBER_ZERO);
        break;
    case 2:
        if (input->kind == KIND_WORD || is_category) break;
        ADD(draft, " missing = 0");
        add_cell(input, STATE_MISSING, NUMBER_ZERO);
        break;
    case 3:
        ADD(draft, " token \"e\" means not applicable");
        add_cell(input, STATE_NOT_APPLICABLE, NUMBER_ZERO);
        break;
    case 4:
        if (input->kind == KIND_WORD || is_category) break;
        ADD(draft, " token \"o\" means 0");
        if (input->low > 0 || input->high < 0) add_cell(input, STATE_VALUE, NUMBER_ZERO);
        break;
    default: break;
    }
}

static void add_input(Draft *draft, uint32_t number) {
    LegalInput *input = &draft->made->inputs[number];
    ADD(draft, "  %c : ", 'a' + (int)number);
    add_type(draft, input);
    add_values(input);
    add_policy(draft, input);
    if (input->kind != KIND_OPTION_OF && !chance_in(draft->chance, 3))
        ADD(draft, " %s is better", chance_in(draft->chance, 2) ? "higher" : "lower");
    ADD(draft, "\n");
}

/* ---- expressions */

static void add_number(Draft *draft, int depth);
static void add_condition(Draft *draft, int depth);

static bool is_numeric(const LegalInput *input) {
    return input->kind == KIND_COUNTED || input->kind == KIND_RATIO || input->kind == KIND_DECIMAL;
}

static void add_constant(Draft *draft) {
    static const char *const constants[] = {"0", "1", "2", "3", "0.5", "5", "10", "0.3", "(-1)", "4"};
    ADD(draft, "%s", constants[chance_below(draft->chance, sizeof constants / sizeof *constants)]);
}

static void add_leaf(Draft *draft) {
    uint32_t number = chance_below(draft->chance, draft->made->input_count);
    const LegalInput *input = &draft->made->inputs[number];
    if (chance_in(draft->chance, 4) || (draft->criterion_count > 0 && chance_in(draft->chance, 12)))
        add_constant(draft);
    else if (is_numeric(input))
        ADD(draft, input->kind == KIND_DECIMAL ? "%c" : "plain(%c)", 'a' + (int)number);
    else if (input->kind == KIND_WORD)
        ADD(draft, "(if %c then 3 else 1)", 'a' + (int)number);
    else
        ADD(draft, "(if %c == \"x\" then 2 else 4)", 'a' + (int)number);
}

static void add_call(Draft *draft, const char *name, uint32_t arguments, int depth) {
    ADD(draft, "%s(", name);
    for (uint32_t i = 0; i < arguments; i++) {
        if (i > 0) ADD(draft, ", ");
        add_number(draft, depth - 1);
    }
    ADD(draft, ")");
}

static void add_by(Draft *draft, int depth) {
    int bound = 2 + (int)chance_below(draft->chance, 4);
    ADD(draft, "(by ");
    add_number(draft, depth - 1);
    ADD(draft, " { >= %d : ", bound);
    add_number(draft, 0);
    ADD(draft, "   >= %d : ", bound - 1 - (int)chance_below(draft->chance, 2));
    add_number(draft, 0);
    ADD(draft, "   else ");
    add_number(draft, 0);
    ADD(draft, " })");
}

static void add_operation(Draft *draft, const char *sign, int depth) {
    ADD(draft, "(");
    add_number(draft, depth - 1);
    ADD(draft, " %s ", sign);
    add_number(draft, depth - 1);
    ADD(draft, ")");
}

static void add_number(Draft *draft, int depth) {
    if (depth <= 0 || chance_in(draft->chance, 4)) {
        add_leaf(draft);
        return;
    }
    switch (chance_below(draft->chance, 13)) {
    case 0:
    case 1: add_operation(draft, "+", depth); break;
    case 2: add_operation(draft, "-", depth); break;
    case 3:
    case 4: add_operation(draft, "*", depth); break;
    case 5:
        ADD(draft, "(");
        add_operation(draft, "/", depth);
        ADD(draft, " otherwise 2)");
        break;
    case 6: add_call(draft, "min", 2, depth); break;
    case 7: add_call(draft, "max", 3, depth); break;
    case 8: add_call(draft, "median", 3, depth); break;
    case 9: add_call(draft, chance_in(draft->chance, 2) ? "abs" : "floor", 1, depth); break;
    case 10: add_by(draft, depth); break;
    default:
        ADD(draft, "(if ");
        add_condition(draft, depth - 1);
        ADD(draft, " then ");
        add_number(draft, depth - 1);
        ADD(draft, " else ");
        add_number(draft, depth - 1);
        ADD(draft, ")");
        break;
    }
}

static void add_comparison(Draft *draft, int depth) {
    static const char *const signs[] = {"<", "<=", ">", ">=", "==", "!="};
    add_number(draft, depth - 1);
    ADD(draft, " %s ", signs[chance_below(draft->chance, 6)]);
    add_number(draft, chance_in(draft->chance, 2) ? depth - 1 : 0);
}

static void add_simple_condition(Draft *draft, int depth) {
    uint32_t number = chance_below(draft->chance, draft->made->input_count);
    const LegalInput *input = &draft->made->inputs[number];
    if (input->may_lack && chance_in(draft->chance, 4))
        ADD(draft, "present(%c)", 'a' + (int)number);
    else if (input->kind == KIND_WORD)
        ADD(draft, "%c", 'a' + (int)number);
    else if (input->kind == KIND_OPTION_OF)
        ADD(draft, "%c %s \"%s\"", 'a' + (int)number,
            chance_in(draft->chance, 2) ? "==" : "!=", options[chance_below(draft->chance, 2)]);
    else
        add_comparison(draft, depth);
}

static void add_condition(Draft *draft, int depth) {
    if (depth <= 0 || !chance_in(draft->chance, 3)) {
        add_simple_condition(draft, depth);
        return;
    }
    bool negated = chance_in(draft->chance, 4);
    ADD(draft, negated ? "not (" : "(");
    add_condition(draft, depth - 1);
    ADD(draft, chance_in(draft->chance, 2) ? " and " : " or ");
    add_condition(draft, depth - 1);
    ADD(draft, ")");
}

/* ---- declarations */

static void add_requires(Draft *draft, TextBuilder *gates) {
    uint32_t count = chance_in(draft->chance, 2) ? 1 + chance_below(draft->chance, MOST_REQUIRES) : 0;
    for (uint32_t i = 0; i < count; i++) {
        ADD(draft, "  require ");
        size_t from = draft->out.len;
        add_condition(draft, 1);
        Text condition = text_slice(text_builder_text(&draft->out), from, draft->out.len);
        text_builder_add_format(gates, "gate must%u = %.*s\n", i + 1, TEXT_ARG(condition));
        ADD(draft, " \"no\"\n");
    }
    draft->made->require_count = count;
}

static void add_criterion(Draft *draft) {
    static const char *const roundings[] = {"", " round 1", " round 0 half_even", " round 0 up"};
    uint32_t number = ++draft->criterion_count;
    int max = 2 + (int)chance_below(draft->chance, 9);
    ADD(draft, "  criterion k%u max %d%s", number, max, roundings[chance_below(draft->chance, 4)]);
    if (chance_in(draft->chance, 4)) {
        ADD(draft, " applies when ");
        add_condition(draft, 1);
    }
    if (chance_in(draft->chance, 6)) {
        ADD(draft, " counts when ");
        add_condition(draft, 1);
    }
    bool is_bare = chance_in(draft->chance, 3);
    ADD(draft, is_bare ? " = " : " = clamp(");
    add_number(draft, 2);
    ADD(draft, is_bare ? "\n" : ", 0, max)\n");
}

static void add_tree(Draft *draft) {
    uint32_t count = 1 + chance_below(draft->chance, 3);
    ADD(draft, "index tong %s{\n", chance_in(draft->chance, 2) ? "= points / max otherwise 0 round 2 " : "");
    for (uint32_t i = 0; i < count; i++)
        add_criterion(draft);
    ADD(draft, "}\n");
}

static void add_outcomes(Draft *draft) {
    if (chance_in(draft->chance, 2)) {
        ADD(draft, "gate g = ");
        add_condition(draft, 2);
        ADD(draft, "\n");
    }
    if (chance_in(draft->chance, 2)) {
        ADD(draft, "report r = ");
        add_number(draft, 3);
        ADD(draft, "\n");
    }
    if (chance_in(draft->chance, 2)) ADD(draft, "grade h from k1 { \"A\" from 2  \"B\" from 1  \"C\" }\n");
}

RandomMethodology random_methodology(Chance *chance, Arena *arena) {
    RandomMethodology made = {0};
    Draft draft = {.chance = chance, .made = &made, .out = text_builder(arena)};
    TextBuilder gates = text_builder(arena);
    ADD(&draft, "methodology \"thử\" { year 2018 }\ndata {\n  ma : key\n");
    made.input_count = 1 + chance_below(chance, 3);
    for (uint32_t i = 0; i < made.input_count; i++)
        add_input(&draft, i);
    add_requires(&draft, &gates);
    ADD(&draft, "}\n%.*s", TEXT_ARG(text_builder_text(&gates)));
    add_tree(&draft);
    add_outcomes(&draft);
    made.text = text_builder_text(&draft.out);
    return made;
}
