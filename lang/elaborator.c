#include "lang/elaborator.h"

#include "lang/facts_operation.h"

Elaborator *elaborator_new(Methodology *methodology, const RuleLimits *limits, Arena *arena,
                           NumberContext *numbers, Diagnostics *diagnostics) {
    Elaborator *elaborator = ARENA_NEW(arena, Elaborator);
    elaborator->methodology = methodology;
    elaborator->steps = steps_new(arena, numbers);
    elaborator->arena = arena;
    elaborator->numbers = numbers;
    elaborator->diagnostics = diagnostics;
    elaborator->limits = limits;
    elaborator->occurrences = ARENA_NEW(arena, Occurrences);
    elaborator->obligations = ARENA_NEW(arena, Obligations);
    return elaborator;
}

/* [L4.9] the default cohort is the block where the data has one */
Context context_top(const Elaborator *elaborator) {
    const Input *block = elaborator->methodology->block;
    return (Context){.source = elaborator->methodology->source,
                     .is_repeated = elaborator->is_trial,
                     .cohort = block ? block->number : ALL_UNITS};
}

Text say(Elaborator *elaborator, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Text text = text_format_list(elaborator->arena, format, arguments);
    va_end(arguments);
    return text;
}

enum { TOLD_MAX = 2 * DIAGNOSTICS_MAX_ERRORS };

/* A clause is looked at once for its value and once for each block it matters to, and a body once per call.
 */
typedef struct Told {
    struct {
        const Source *source;
        uint32_t from;
        DiagnosticCode code;
        Text message;
    } items[TOLD_MAX];
    size_t count;
} Told;

static bool is_told(Elaborator *elaborator, const Source *source, Span span, DiagnosticCode code,
                    Text message) {
    if (!elaborator->told) elaborator->told = ARENA_NEW(elaborator->arena, Told);
    Told *told = elaborator->told;
    for (size_t i = 0; i < told->count; i++)
        if (told->items[i].source == source && told->items[i].from == span.from &&
            told->items[i].code == code && text_equal(told->items[i].message, message))
            return true;
    if (told->count == TOLD_MAX) return false;
    told->items[told->count].source = source;
    told->items[told->count].from = span.from;
    told->items[told->count].code = code;
    told->items[told->count++].message = message;
    return false;
}

Diagnostic *report(Elaborator *elaborator, const Context *context, Span span, DiagnosticCode code,
                   Text message, Text hint) {
    const Source *source = context->source;
    if (context->call_source) {
        Text where = context->function ? context->function->name : TEXT("?");
        message = say(elaborator, "in `%.*s`: %.*s", TEXT_ARG(where), TEXT_ARG(message));
        source = context->call_source;
        span = context->call_span;
    }
    if (is_told(elaborator, source, span, code, message)) return NULL;
    return diagnostics_report(elaborator->diagnostics, source, span, code, message, hint);
}

Typed typed_error(Span span) {
    return (Typed){.kind = KIND_ERROR, .step = STEP_NONE, .span = span};
}

bool typed_is_error(const Typed *typed) {
    return typed->kind == KIND_ERROR;
}

PlanType typed_plan_type(ValueKind kind) {
    switch (kind) {
    case KIND_YES_NO: return PLAN_YES_NO;
    case KIND_CATEGORY: return PLAN_OPTION;
    case KIND_DATE: return PLAN_DATE;
    case KIND_ERROR:
    case KIND_NUMBER:
    case KIND_TEXT:
    case KIND_NO_VALUE:
    case KIND_CHILDREN: break;
    }
    return PLAN_NUMBER;
}

static Typed typed_leaf(Elaborator *elaborator, StepId step, ValueKind kind, Measure measure, Span span) {
    return (Typed){.kind = kind,
                   .step = step,
                   .measure = measure,
                   .facts = steps_facts(elaborator->steps, step),
                   .undefined_at = span,
                   .span = span};
}

Typed typed_number(Elaborator *elaborator, Number value, Measure measure, Span span) {
    StepId step = steps_constant(elaborator->steps, value, PLAN_NUMBER, span);
    return typed_leaf(elaborator, step, KIND_NUMBER, measure, span);
}

Typed typed_yes_no(Elaborator *elaborator, bool value, Span span) {
    StepId step = steps_constant(elaborator->steps, value ? NUMBER_ONE : NUMBER_ZERO, PLAN_YES_NO, span);
    return typed_leaf(elaborator, step, KIND_YES_NO, measure_plain(), span);
}

Typed typed_no_value(Elaborator *elaborator, ValueState state, Span span) {
    StepId step = steps_no_value(elaborator->steps, state, span);
    return typed_leaf(elaborator, step, KIND_NO_VALUE, measure_plain(), span);
}

Typed typed_refine(Elaborator *elaborator, const Context *context, Typed value) {
    for (const Refinement *known = context->refinements; known; known = known->next)
        if (known->step == value.step)
            value.facts = facts_intersect(elaborator->numbers, &value.facts, &known->facts);
    return value;
}

static bool is_not_above(const Context *context, StepId low, StepId high) {
    for (const Refinement *known = context->refinements; known; known = known->next)
        if (known->step == low && known->not_above == high) return true;
    return false;
}

/* a / b inside a branch whose condition says 0 <= a <= b */
static void sharpen_share(NumberContext *numbers, const Context *context, const Typed *operands,
                          Range *quotient) {
    Range share = range_between(NUMBER_ZERO, NUMBER_ONE);
    for (int i = 0; i < 2; i++)
        if (!range_is_at_least(numbers, &operands[i].facts.range, NUMBER_ZERO)) return;
    if (is_not_above(context, operands[0].step, operands[1].step))
        *quotient = range_intersect(numbers, quotient, &share);
}

/* What the operands are known to be here can be more than what is known of their steps everywhere. */
static Facts sharper_facts(Elaborator *elaborator, const Context *context, StepOp op,
                           StepParameters parameters, const Typed *operands, size_t count) {
    Facts few[8];
    Facts *facts = count <= 8 ? few : ARENA_ARRAY(elaborator->arena, Facts, count);
    for (size_t i = 0; i < count; i++)
        facts[i] = operands[i].facts;
    Facts result = facts_operation(elaborator->numbers, op, parameters, facts, count);
    steps_add_scope(elaborator->steps, op, parameters, &result);
    if (op == OP_DIVIDE)
        proof_sharpen_quotient(elaborator->steps, elaborator->numbers, operands[0].step, operands[1].step,
                               &result.range);
    if (op == OP_DIVIDE) sharpen_share(elaborator->numbers, context, operands, &result.range);
    return result;
}

/* What the operands are known to be in this context says more than their steps do: inside a branch, say. */
static void sharpen(Elaborator *elaborator, const Context *context, Typed *result, Facts sharper) {
    result->facts = facts_intersect(elaborator->numbers, &result->facts, &sharper);
    if (!context->refinements) steps_learn(elaborator->steps, result->step, result->facts);
}

/* A division is looked at with what is proved of its operands together. */
static bool can_be_sharper(const Elaborator *elaborator, StepOp op, const Typed *operands, size_t count) {
    if (op == OP_DIVIDE) return true;
    for (size_t i = 0; i < count; i++)
        if (!facts_same(&operands[i].facts, steps_known(elaborator->steps, operands[i].step))) return true;
    return false;
}

static Span blame(const Typed *operands, size_t count, Span own) {
    for (size_t i = 0; i < count; i++)
        if (operands[i].facts.may_be_undefined) return operands[i].undefined_at;
    return own;
}

Typed typed_step(Elaborator *elaborator, const Context *context, StepOp op, ValueKind kind,
                 StepParameters parameters, const Typed *operands, size_t count, Span span) {
    StepId few[8];
    StepId *ids = count <= 8 ? few : ARENA_ARRAY(elaborator->arena, StepId, count);
    for (size_t i = 0; i < count; i++) {
        if (typed_is_error(&operands[i])) return typed_error(span);
        ids[i] = operands[i].step;
    }
    size_t before = steps_count(elaborator->steps);
    StepId step = steps_add(elaborator->steps, op, typed_plan_type(kind), parameters, ids, count, span);
    Typed result = typed_leaf(elaborator, step, kind, measure_plain(), span);
    bool is_new =
        steps_count(elaborator->steps) > before; /* just made from what its operands are known to be */
    if (steps_get(elaborator->steps, step)->op != OP_CONSTANT &&
        (!is_new || can_be_sharper(elaborator, op, operands, count)))
        sharpen(elaborator, context, &result,
                sharper_facts(elaborator, context, op, parameters, operands, count));
    result.undefined_at = blame(operands, count, span);
    return typed_refine(elaborator, context, result);
}

Typed typed_apply(Elaborator *elaborator, const Context *context, StepOp op, ValueKind kind,
                  const Typed *operands, size_t count, Span span) {
    return typed_step(elaborator, context, op, kind, (StepParameters){0}, operands, count, span);
}

Typed typed_choice(Elaborator *elaborator, const Context *context, Typed condition, Typed a, Typed b,
                   Span span) {
    Typed operands[] = {condition, a, b};
    Typed choice = typed_apply(elaborator, context, OP_CHOOSE, a.kind, operands, 3, span);
    if (typed_is_error(&choice)) return choice;
    choice.measure = a.measure;
    choice.category = a.category;
    return choice;
}

bool typed_constant(Elaborator *elaborator, const Typed *typed, Number *value) {
    return !typed_is_error(typed) && facts_have_value(&typed->facts) &&
           range_is_constant(elaborator->numbers, &typed->facts.range, value);
}

Text typed_text(Elaborator *elaborator, const Typed *typed) {
    switch (typed->kind) {
    case KIND_NUMBER: return measure_text(elaborator->arena, &typed->measure);
    case KIND_YES_NO: return TEXT("yes or no");
    case KIND_CATEGORY: return say(elaborator, "an option of `%.*s`", TEXT_ARG(typed->category->name));
    case KIND_DATE: return TEXT("a date");
    case KIND_TEXT: return TEXT("a text");
    case KIND_NO_VALUE: return TEXT("no value");
    case KIND_CHILDREN: return TEXT("a list of values");
    case KIND_ERROR: break;
    }
    return TEXT("nothing");
}

void oblige(Elaborator *elaborator, const Context *context, Span span, Obligation obligation) {
    obligation.span = context->call_source ? context->call_span : span;
    if (context->call_source && context->function)
        obligation.subject = say(elaborator, "in `%.*s`: %.*s", TEXT_ARG(context->function->name),
                                 TEXT_ARG(obligation.subject));
    Obligations *all = elaborator->obligations;
    ARENA_PUSH(elaborator->arena, all->items, all->count, all->capacity, obligation);
}

static Obligation result_obligation(StepId step, Text what, bool is_everywhere) {
    return (Obligation){.kind = OBLIGATION_RESULT,
                        .step = step,
                        .bound = STEP_NONE,
                        .is_everywhere = is_everywhere,
                        .code = DIAGNOSTIC_NO_RESULT,
                        .subject = what,
                        .hint = TEXT("declare the range of what can be zero, `count from 1`, or say what "
                                     "then happens: `... otherwise 0` or `... otherwise not applicable`")};
}

static bool may_lack_result(const Typed *value) {
    return !typed_is_error(value) && value->facts.may_be_undefined;
}

bool require_result(Elaborator *elaborator, const Context *context, Typed *value, Text what) {
    if (!may_lack_result(value)) return true;
    Obligation obligation = result_obligation(value->step, what, context->refinements == NULL);
    if (context->is_data) {
        report(elaborator, context, value->undefined_at, obligation.code,
               say(elaborator, "%.*s may have no result: this can be a division by zero or the like",
                   TEXT_ARG(what)),
               obligation.hint);
        return false;
    }
    oblige(elaborator, context, value->undefined_at, obligation);
    value->facts.may_be_undefined = false;
    return true;
}

void require_result_everywhere(Elaborator *elaborator, const Context *context, Typed *value, Span at,
                               Text what) {
    if (!may_lack_result(value)) return;
    oblige(elaborator, context, at, result_obligation(value->step, what, true));
    value->facts.may_be_undefined = false;
}

static Text number_hint(ValueKind kind) {
    switch (kind) {
    case KIND_YES_NO: return TEXT("to turn yes and no into numbers write `if ... then 1 else 0`");
    case KIND_CATEGORY:
        return TEXT("to turn options into numbers write `by khoi { \"...\" : 1  \"...\" : 2 }`");
    case KIND_DATE: return TEXT("a date minus a date is a number of days");
    case KIND_TEXT: return TEXT("write numbers without quotes");
    case KIND_CHILDREN: return TEXT("`children` stands alone in a call: `mean(children)`");
    case KIND_ERROR:
    case KIND_NUMBER:
    case KIND_NO_VALUE: break;
    }
    return TEXT("");
}

bool require_number(Elaborator *elaborator, const Context *context, const Typed *value, const char *what) {
    if (value->kind == KIND_NUMBER || value->kind == KIND_NO_VALUE) return true;
    if (typed_is_error(value)) return false;
    Text found = typed_text(elaborator, value);
    report(elaborator, context, value->span, DIAGNOSTIC_TYPE_MISMATCH,
           say(elaborator, "%s must be a number, this is %.*s", what, TEXT_ARG(found)),
           number_hint(value->kind));
    return false;
}

bool require_yes_no(Elaborator *elaborator, const Context *context, const Typed *value, const char *what) {
    if (value->kind == KIND_YES_NO) return true;
    if (typed_is_error(value)) return false;
    Text found = typed_text(elaborator, value);
    report(elaborator, context, value->span, DIAGNOSTIC_TYPE_MISMATCH,
           say(elaborator, "%s must be yes or no, this is %.*s", what, TEXT_ARG(found)),
           TEXT("write a comparison, for example `x >= 3` or `khoi == \"...\"`"));
    return false;
}
