#include "lang/inputs.h"

#include "lang/expression.h"
#include "lang/input_literal.h"

#include <string.h>

static PlanInputType plan_type(AstType type) {
    switch (type) {
    case TYPE_KEY: return INPUT_KEY;
    case TYPE_NAME: return INPUT_NAME;
    case TYPE_TEXT: return INPUT_TEXT;
    case TYPE_BLOCK:
    case TYPE_ONE_OF: return INPUT_OPTION;
    case TYPE_YES_NO: return INPUT_YES_NO;
    case TYPE_PERCENT: return INPUT_PERCENT;
    case TYPE_DATE: return INPUT_DATE;
    case TYPE_COUNT:
    case TYPE_NUMBER:
    case TYPE_POINTS: break;
    }
    return INPUT_NUMBER;
}

static ValueKind value_kind(AstType type) {
    switch (type) {
    case TYPE_TEXT:
    case TYPE_BLOCK:
    case TYPE_ONE_OF: return KIND_CATEGORY;
    case TYPE_YES_NO: return KIND_YES_NO;
    case TYPE_DATE: return KIND_DATE;
    case TYPE_KEY:
    case TYPE_NAME:
    case TYPE_COUNT:
    case TYPE_NUMBER:
    case TYPE_PERCENT:
    case TYPE_POINTS: break;
    }
    return KIND_NUMBER;
}

static Measure input_measure(const AstInput *ast) {
    if (ast->type == TYPE_COUNT) return measure_count();
    if (ast->type == TYPE_PERCENT) return measure_ratio();
    if (ast->type == TYPE_POINTS) return measure_points();
    if (ast->type == TYPE_NUMBER && ast->unit.len) return measure_named(&ast->unit);
    return measure_plain();
}

static void range_end(Elaborator *elaborator, const Input *input, const AstExpression *literal, Number *end,
                      bool *has) {
    Typed typed;
    Context context = context_top(elaborator);
    if (!literal) return;
    if (!elaborate_constant(elaborator, &context, literal, "a bound of the range", &typed, end)) return;
    *has = true;
    bool ratio = measure_is_ratio(&typed.measure);
    if (input->ast->type != TYPE_PERCENT || ratio || number_sign(*end) == 0) return;
    report(elaborator, &context, literal->span, DIAGNOSTIC_UNIT_MISMATCH,
           TEXT("the bounds of a `percent` are written with `%`"),
           TEXT("write for example `0%..100% step 0.1%`"));
}

static Range default_range(AstType type) {
    Range range = range_all();
    if (type == TYPE_COUNT || type == TYPE_PERCENT || type == TYPE_POINTS) range = range_from(NUMBER_ZERO);
    if (type == TYPE_COUNT) {
        range.step = NUMBER_ONE;
        range.has_step = true;
    }
    return range;
}

static bool is_numeric(AstType type) {
    return type == TYPE_COUNT || type == TYPE_NUMBER || type == TYPE_PERCENT || type == TYPE_POINTS;
}

static void check_range(Elaborator *elaborator, const Input *input, Range *range) {
    Context context = context_top(elaborator);
    const AstInput *ast = input->ast;
    const AstExpression *at = ast->step ? ast->step : ast->low ? ast->low : ast->high;
    if (range->has_step && number_sign(range->step) <= 0) {
        report(elaborator, &context, at->span, DIAGNOSTIC_BAD_RANGE, TEXT("a step must be above 0"),
               TEXT("write for example `step 0.1`"));
        range->has_step = false;
    }
    bool natural = ast->type == TYPE_COUNT || ast->type == TYPE_POINTS;
    if (natural && range->has_low && number_sign(range->low) < 0)
        report(elaborator, &context, at->span, DIAGNOSTIC_BAD_RANGE,
               TEXT("a count or points cannot be below 0"),
               TEXT("use `number` for values that can be negative"));
    if (range_is_empty(elaborator->numbers, range))
        report(elaborator, &context, at->span, DIAGNOSTIC_BAD_RANGE, TEXT("no value lies in this range"),
               TEXT("write the smaller bound first, and a step that fits between the two"));
}

static Range input_range(Elaborator *elaborator, const Input *input) {
    const AstInput *ast = input->ast;
    Range range = default_range(ast->type);
    range_end(elaborator, input, ast->low, &range.low, &range.has_low);
    range_end(elaborator, input, ast->high, &range.high, &range.has_high);
    range_end(elaborator, input, ast->step, &range.step, &range.has_step);
    if (ast->low || ast->high || ast->step) {
        Context context = context_top(elaborator);
        if (is_numeric(ast->type))
            check_range(elaborator, input, &range);
        else
            report(elaborator, &context, ast->type_span, DIAGNOSTIC_MISPLACED_CLAUSE,
                   TEXT("only numbers have a range or a step"), TEXT("remove it"));
    }
    return range;
}

static Category *new_category(Elaborator *elaborator, const Input *input) {
    const AstInput *ast = input->ast;
    Category *category = ARENA_NEW(elaborator->arena, Category);
    category->name = input->name;
    category->open = ast->type == TYPE_TEXT;
    Context context = context_top(elaborator);
    for (size_t i = 0; i < ast->option_count; i++) {
        PlanOption option = {text_trim(ast->options[i].text), ast->options[i].label};
        bool twice = false;
        for (size_t j = 0; j < category->count && i < 4096; j++)
            twice |= text_equal(category->options[j].text, option.text);
        if (twice)
            report(elaborator, &context, ast->options[i].span, DIAGNOSTIC_DUPLICATE_NAME,
                   say(elaborator, "the option \"%.*s\" is listed twice", TEXT_ARG(option.text)),
                   TEXT("remove one"));
        else
            ARENA_PUSH(elaborator->arena, category->options, category->count, category->capacity, option);
    }
    return category;
}

static Range category_range(const Category *category) {
    Range range = range_from(NUMBER_ZERO);
    range.step = NUMBER_ONE;
    range.has_step = true;
    range.has_high = !category->open;
    range.high = number_from_int(category->count ? (int64_t)category->count - 1 : 0);
    return range;
}

static bool has_token(const PlanInput *plan, size_t from, Text text) {
    for (size_t i = from; i < plan->token_count; i++)
        if (text_equal(plan->tokens[i].text, text)) return true;
    return false;
}

/* What an input says of a token holds before what the file says; said twice in one place it is a slip. */
static bool is_new_token(Elaborator *elaborator, const PlanInput *plan, size_t from, const AstToken *token) {
    if (has_token(plan, from, token->text)) {
        Context context = context_top(elaborator);
        report(elaborator, &context, token->span, DIAGNOSTIC_REPEATED_CLAUSE,
               say(elaborator, "the token \"%.*s\" is given a meaning twice", TEXT_ARG(token->text)),
               TEXT("remove one of the two"));
        return false;
    }
    return !has_token(plan, 0, token->text);
}

static void add_tokens(Elaborator *elaborator, const Input *input, PlanInput *plan, const AstToken *tokens,
                       size_t count) {
    size_t from = plan->token_count;
    for (size_t i = 0; i < count; i++) {
        if (!is_new_token(elaborator, plan, from, &tokens[i])) continue;
        PlanToken *token = &plan->tokens[plan->token_count];
        *token = (PlanToken){tokens[i].text, STATE_MISSING, NUMBER_ZERO};
        if (tokens[i].meaning == TOKEN_MEANS_NOT_APPLICABLE) token->state = STATE_NOT_APPLICABLE;
        if (tokens[i].meaning == TOKEN_MEANS_VALUE) {
            token->state = STATE_VALUE;
            if (!input_literal(elaborator, input, tokens[i].value, &token->value)) continue;
        }
        plan->token_count++;
    }
}

/* A token of the whole file holds for the columns of values; keys, names and categories name their own
 * [L3.7]. */
static void plan_tokens(Elaborator *elaborator, const Input *input, PlanInput *plan) {
    const AstData *data = &elaborator->methodology->ast->data;
    plan->tokens = ARENA_ARRAY(elaborator->arena, PlanToken, data->token_count + input->ast->token_count + 1);
    add_tokens(elaborator, input, plan, input->ast->tokens, input->ast->token_count);
    bool values =
        is_numeric(input->ast->type) || input->ast->type == TYPE_YES_NO || input->ast->type == TYPE_DATE;
    if (values) add_tokens(elaborator, input, plan, data->tokens, data->token_count);
}

static void plan_words(Elaborator *elaborator, const AstInput *ast, PlanInput *plan) {
    plan->yes_texts = ARENA_ARRAY(elaborator->arena, Text, ast->yes_count + 1);
    plan->no_texts = ARENA_ARRAY(elaborator->arena, Text, ast->no_count + 1);
    for (size_t i = 0; i < ast->yes_count; i++)
        plan->yes_texts[plan->yes_count++] = ast->yes_texts[i].text;
    for (size_t i = 0; i < ast->no_count; i++)
        plan->no_texts[plan->no_count++] = ast->no_texts[i].text;
}

static bool rejects_missing(const AstInput *ast) {
    return !ast->has_missing || ast->missing == ON_MISSING_REJECT;
}

/* [L3.11] */
static int better_way(Elaborator *elaborator, const AstInput *ast) {
    if (ast->better == 0 || is_numeric(ast->type) || ast->type == TYPE_YES_NO || ast->type == TYPE_DATE)
        return ast->better;
    Context context = context_top(elaborator);
    report(elaborator, &context, ast->better_span, DIAGNOSTIC_MISPLACED_CLAUSE,
           TEXT("only numbers, dates and yes_no are higher or lower"),
           TEXT("remove it; which options are worth more is said where the points are given"));
    return 0;
}

static void plan_input(Elaborator *elaborator, Input *input, PlanInput *plan) {
    const AstInput *ast = input->ast;
    *plan = (PlanInput){.name = input->name,
                        .notes = {ast->notes.basis, ast->notes.evidence, ast->notes.note},
                        .header = input->header,
                        .label = ast->label,
                        .type = plan_type(ast->type),
                        .is_block = ast->type == TYPE_BLOCK,
                        .is_info = ast->is_info,
                        .unit = ast->type == TYPE_PERCENT ? TEXT("%") : ast->unit,
                        .rejects_missing = rejects_missing(ast),
                        .span = ast->name.span};
    plan->range = input_range(elaborator, input);
    if (value_kind(ast->type) == KIND_CATEGORY) {
        input->category = new_category(elaborator, input);
        plan->options = input->category->options;
        plan->option_count = input->category->count;
        plan->range = category_range(input->category);
    }
    if (ast->type == TYPE_YES_NO) plan->range = range_yes_no();
    plan->better = better_way(elaborator, ast);
    plan_words(elaborator, ast, plan);
    plan_tokens(elaborator, input, plan);
    Context context = context_top(elaborator);
    if (ast->unit.len && ast->type != TYPE_NUMBER)
        report(elaborator, &context, ast->type_span, DIAGNOSTIC_MISPLACED_CLAUSE,
               TEXT("only a `number` names its unit"), TEXT("remove `unit`"));
}

/* The cell itself, before the policy for missing ones. */
static Typed raw_value(Elaborator *elaborator, const Input *input, const PlanInput *plan) {
    Facts facts = facts_certain(plan->range);
    facts.may_be_missing = !plan->rejects_missing;
    if (input->category && input->ast->has_missing) {
        /* the cells of a category are filled before anything looks at them */
        facts.may_not_apply = input->ast->missing == ON_MISSING_NOT_APPLICABLE;
        facts.may_be_missing = input->ast->missing == ON_MISSING_UNRANKED;
    }
    for (size_t i = 0; i < plan->token_count; i++) {
        Range token = range_exactly(plan->tokens[i].value);
        facts.may_not_apply |= plan->tokens[i].state == STATE_NOT_APPLICABLE;
        if (plan->tokens[i].state == STATE_VALUE)
            facts.range = range_hull(elaborator->numbers, &facts.range, &token);
    }
    ValueKind kind = value_kind(input->ast->type);
    Span span = input->ast->name.span;
    StepId step = steps_input(elaborator->steps, input->number, typed_plan_type(kind), facts, span);
    return (Typed){.kind = kind,
                   .step = step,
                   .measure = input_measure(input->ast),
                   .category = input->category,
                   .facts = facts,
                   .undefined_at = span,
                   .span = span};
}

static Typed missing_from_cohort(Elaborator *elaborator, const Input *input, Typed raw) {
    Context context = context_top(elaborator);
    StepParameters parameters = {0};
    const AstInput *ast = input->ast;
    if (!is_numeric(ast->type)) {
        report(elaborator, &context, ast->missing_span, DIAGNOSTIC_TYPE_MISMATCH,
               TEXT("only numbers have a mean or a median"),
               TEXT("say what a missing cell means in another way"));
        return typed_error(ast->missing_span);
    }
    if (!resolve_scope(elaborator, &context, ast->missing_scope, &parameters.number))
        return typed_error(ast->missing_span);
    StepOp op = ast->missing == ON_MISSING_MEAN ? OP_COHORT_MEAN : OP_COHORT_MEDIAN;
    return typed_step(elaborator, &context, op, KIND_NUMBER, parameters, &raw, 1, ast->missing_span);
}

static Typed missing_from_input(Elaborator *elaborator, const Input *input, const Typed *raw_values) {
    Context context = context_top(elaborator);
    const AstExpression *written = input->ast->missing_value;
    Symbol *symbol = methodology_find(elaborator->methodology, written->name.text);
    if (!symbol) {
        report_unknown_name(elaborator, &context, written->name, "name");
        return typed_error(written->span);
    }
    if (symbol->kind != SYMBOL_INPUT || symbol->input->ast->type != input->ast->type ||
        symbol->input == input || input->category) {
        report(elaborator, &context, written->span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` is not another input of the same type", TEXT_ARG(written->name.text)),
               TEXT("name a number, count, percent, points, date or yes_no input of the same kind"));
        return typed_error(written->span);
    }
    symbol->input->is_used = symbol->is_used = true;
    return raw_values[symbol->input->number];
}

/* What is grouped by a category sees the option that stands for a missing cell. */
static void set_default(Elaborator *elaborator, const Input *input, Number value, PlanInput *plan) {
    int64_t option;
    plan->has_default = input->category && number_to_int(elaborator->numbers, value, &option);
    if (plan->has_default) plan->default_option = (uint32_t)option;
}

static Typed missing_literal(Elaborator *elaborator, const Input *input, PlanInput *plan) {
    Number value;
    if (!input_literal(elaborator, input, input->ast->missing_value, &value))
        return typed_error(input->ast->missing_span);
    set_default(elaborator, input, value, plan);
    Typed literal = typed_number(elaborator, value, measure_plain(), input->ast->missing_span);
    literal.kind = value_kind(input->ast->type);
    literal.step =
        steps_constant(elaborator->steps, value, typed_plan_type(literal.kind), input->ast->missing_span);
    return literal;
}

static Typed with_policy(Elaborator *elaborator, const Input *input, Typed raw, const Typed *raw_values,
                         PlanInput *plan) {
    Context context = context_top(elaborator);
    Typed instead;
    switch (input->ast->has_missing ? input->ast->missing : ON_MISSING_REJECT) {
    case ON_MISSING_REJECT:
    case ON_MISSING_UNRANKED: return raw;
    case ON_MISSING_NOT_APPLICABLE:
        plan->defaults_to_not_applicable = input->category;
        instead = typed_no_value(elaborator, STATE_NOT_APPLICABLE, input->ast->missing_span);
        break;
    case ON_MISSING_VALUE: instead = missing_literal(elaborator, input, plan); break;
    case ON_MISSING_MEAN:
    case ON_MISSING_MEDIAN: instead = missing_from_cohort(elaborator, input, raw); break;
    case ON_MISSING_INPUT: instead = missing_from_input(elaborator, input, raw_values); break;
    }
    Typed operands[] = {raw, instead};
    Typed value =
        typed_apply(elaborator, &context, OP_IF_MISSING, raw.kind, operands, 2, input->ast->name.span);
    value.measure = raw.measure;
    value.category = raw.category;
    return value;
}

/* [L3.10] */
static void plan_dialect(Elaborator *elaborator, PlanDialect *dialect) {
    const AstData *data = &elaborator->methodology->ast->data;
    Context context = context_top(elaborator);
    *dialect = (PlanDialect){',', '.', 0};
    if (text_equal(data->separator, TEXT("\t")))
        dialect->separator = '\t';
    else if (data->separator.len == 1)
        dialect->separator = data->separator.bytes[0];
    if (data->decimal.len == 1) dialect->decimal = data->decimal.bytes[0];
    if (data->group.len == 1) dialect->group = data->group.bytes[0];
    bool separator_fits =
        data->separator.len == 0 || (data->separator.len == 1 && strchr(",;|\t", dialect->separator));
    if (!separator_fits)
        report(elaborator, &context, data->separator_span, DIAGNOSTIC_BAD_DIALECT,
               TEXT("columns are separated by a comma, a semicolon, a bar `|` or a tab"),
               TEXT("write for example `separator \";\"`, or `separator tab`"));
    bool decimal_fits = data->decimal.len == 0 || (data->decimal.len == 1 && strchr(".,", dialect->decimal));
    bool group_fits = data->group.len == 0 || (data->group.len == 1 && strchr(".,' ", dialect->group));
    if (!decimal_fits || !group_fits || dialect->group == dialect->decimal)
        report(
            elaborator, &context, data->numbers_span, DIAGNOSTIC_BAD_DIALECT,
            TEXT("the decimal mark is a point or a comma; digits are grouped by another sign: point, comma, "
                 "apostrophe or blank"),
            TEXT("write for example `numbers decimal \",\" group \".\"`"));
}

static void plan_units(Elaborator *elaborator, Plan *plan) {
    const AstData *data = &elaborator->methodology->ast->data;
    plan->units = ARENA_ARRAY(elaborator->arena, Text, data->unit_count + 1);
    for (size_t i = 0; i < data->unit_count; i++)
        plan->units[plan->unit_count++] = data->units[i].text;
}

static uint32_t number_of(const Input *input) {
    return input ? input->number : UINT32_MAX;
}

void inputs_elaborate(Elaborator *elaborator, Plan *plan) {
    elaborator->plan = plan;
    Methodology *methodology = elaborator->methodology;
    plan->input_count = (uint32_t)methodology->input_count;
    plan->inputs = ARENA_ARRAY(elaborator->arena, PlanInput, methodology->input_count);
    plan->key_input = number_of(methodology->key ? methodology->key : methodology->name);
    plan->name_input = number_of(methodology->name);
    plan->block_input = number_of(methodology->block);
    plan_dialect(elaborator, &plan->dialect);
    plan_units(elaborator, plan);
    Typed *raw = ARENA_ARRAY(elaborator->arena, Typed, methodology->input_count);
    for (size_t i = 0; i < methodology->input_count; i++) {
        plan_input(elaborator, methodology->inputs[i], &plan->inputs[i]);
        raw[i] = raw_value(elaborator, methodology->inputs[i], &plan->inputs[i]);
    }
    for (size_t i = 0; i < methodology->input_count; i++)
        methodology->inputs[i]->value =
            with_policy(elaborator, methodology->inputs[i], raw[i], raw, &plan->inputs[i]);
}

/* [L3.9] a <= b between two values is remembered */
static void relate(Elaborator *elaborator, const Typed *condition) {
    const Step *step = steps_get(elaborator->steps, condition->step);
    if (step->op != OP_LESS && step->op != OP_LESS_EQUAL) return;
    const StepId *operands = steps_operands(elaborator->steps, condition->step);
    steps_relate(elaborator->steps, operands[0], operands[1]);
}

void requires_elaborate(Elaborator *elaborator, Plan *plan) {
    const AstData *data = &elaborator->methodology->ast->data;
    Context context = context_top(elaborator);
    context.is_data = true;
    plan->requires = ARENA_ARRAY(elaborator->arena, PlanRequire, data->require_count + 1);
    for (size_t i = 0; i < data->require_count; i++) {
        const AstRequire *require = &data->requires[i];
        Typed condition =
            elaborate_condition(elaborator, &context, require->condition, "what is behind `require`");
        if (typed_is_error(&condition)) continue;
        Span span = require->condition->span;
        relate(elaborator, &condition);
        plan->requires[plan->require_count++] = (PlanRequire){
            condition.step, require->message,
            text_slice(elaborator->methodology->source->text, span.from, span.to), require->span};
    }
}

void inputs_finish(Elaborator *elaborator, Plan *plan) {
    for (size_t i = 0; i < plan->input_count; i++) {
        const Input *input = elaborator->methodology->inputs[i];
        plan->inputs[i].is_used = input->is_used;
        if (!input->category) continue;
        plan->inputs[i].options = input->category->options;
        plan->inputs[i].option_count = input->category->count;
    }
}
