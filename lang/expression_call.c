/* Calls: built-in functions of values, functions written in ISL, and, handed on, those over members and
 * cohorts [L4.7, L7]. */
#include "lang/builtin.h"
#include "lang/expression.h"
#include "lang/stdlib.h"

enum {
    CALL_DEPTH = 256,
    STEPS_PER_REPEAT = 100, /* what a body counts for when all its steps are there already */
};

/* Results of calls already made: the same function with the same arguments is worked out once. */
typedef struct CallEntry {
    const Symbol *function;
    const Refinement *refinements;
    uint32_t cohort;
    const Typed *arguments;
    Typed result;
} CallEntry;

struct CallMemo {
    CallEntry **entries; /* open addressing; NULL: free */
    size_t count, slot_count;
};

static bool check_count(Elaborator *elaborator, const Context *context, const AstExpression *call,
                        size_t least, size_t most) {
    if (call->count >= least && call->count <= most) return true;
    const char *takes = least == most ? "exactly" : "at least";
    report(elaborator, context, call->span, DIAGNOSTIC_WRONG_ARGUMENTS,
           say(elaborator, "`%.*s` takes %s %zu argument%s, not %u", TEXT_ARG(call->name.text), takes, least,
               least == 1 ? "" : "s", call->count),
           TEXT("arguments stand in the parentheses, separated by commas"));
    return false;
}

static Typed *elaborate_arguments(Elaborator *elaborator, const Context *context, const AstExpression *call,
                                  bool *failed) {
    Typed *arguments = ARENA_ARRAY(elaborator->arena, Typed, call->count);
    for (uint32_t i = 0; i < call->count; i++) {
        arguments[i] = elaborate(elaborator, context, call->operands[i]);
        *failed |= typed_is_error(&arguments[i]);
        if (arguments[i].kind == KIND_YES_NO)
            occurrence_add(elaborator->occurrences, elaborator->arena, call->operands[i], &arguments[i]);
    }
    return arguments;
}

/* The largest of one value is that value: what is meant is the largest among the units. */
static Typed call_of_one(Elaborator *elaborator, const Context *context, const AstExpression *call) {
    Text name = call->name.text;
    report(elaborator, context, call->span, DIAGNOSTIC_WRONG_ARGUMENTS,
           say(elaborator, "`%.*s` of a single value is that value", TEXT_ARG(name)),
           say(elaborator,
               "to look at all units write `%.*s(...) within all`, or `within block`; in a group "
               "`%.*s(children)`",
               TEXT_ARG(name), TEXT_ARG(name)));
    return typed_error(call->span);
}

static Typed call_values(Elaborator *elaborator, const Context *context, const AstExpression *call,
                         const Builtin *builtin) {
    if (call->operands[0]->kind == AST_CHILDREN) return elaborate_children(elaborator, context, call);
    if (call->count == 1) return call_of_one(elaborator, context, call);
    bool failed = false;
    Typed *arguments = elaborate_arguments(elaborator, context, call, &failed);
    Typed unit = arguments[0];
    for (uint32_t i = 0; i < call->count && !failed; i++) {
        failed |= !require_number(elaborator, context, &arguments[i], "an argument");
        failed = failed || !unify(elaborator, context, &unit, &arguments[i], call->span, "take together");
    }
    if (failed) return typed_error(call->span);
    bool is_mean = builtin->op == OP_MEMBERS_MEAN; /* of values: their sum divided by their number */
    StepOp op = is_mean ? OP_ADD : builtin->op;
    Typed result = typed_apply(elaborator, context, op, KIND_NUMBER, arguments, call->count, call->span);
    result.measure = unit.measure;
    if (!is_mean) return result;
    Typed count = typed_number(elaborator, number_from_int(call->count), measure_plain(), call->span);
    Typed mean = divide(elaborator, context, result, count, call->span);
    mean.measure = unit.measure;
    return mean;
}

static Typed call_one(Elaborator *elaborator, const Context *context, const AstExpression *call,
                      const Builtin *builtin) {
    Typed value = elaborate(elaborator, context, call->operands[0]);
    if (!require_number(elaborator, context, &value, "the argument")) return typed_error(call->span);
    Typed result = typed_apply(elaborator, context, builtin->op, KIND_NUMBER, &value, 1, call->span);
    bool keeps = builtin->form == BUILTIN_ONE || (builtin->op == OP_SQRT && measure_is_ratio(&value.measure));
    if (keeps) result.measure = value.measure;
    return result;
}

static Typed call_rounding(Elaborator *elaborator, const Context *context, const AstExpression *call,
                           const Builtin *builtin) {
    Typed value = elaborate(elaborator, context, call->operands[0]), typed;
    Number decimals;
    int64_t count;
    if (!require_number(elaborator, context, &value, "what is rounded")) return typed_error(call->span);
    if (!elaborate_constant(elaborator, context, call->operands[1], "the number of decimals", &typed,
                            &decimals))
        return typed_error(call->span);
    if (!number_to_int(elaborator->numbers, decimals, &count) || count < 0 || count > NUMBER_MAX_DECIMALS) {
        report(elaborator, context, call->operands[1]->span, DIAGNOSTIC_BAD_RANGE,
               TEXT("the number of decimals is a whole number from 0 to 38"),
               TEXT("write `round(x, 2)` for two decimals"));
        return typed_error(call->span);
    }
    AstRounding rounding = {
        .present = true, .mode = builtin->mode, .decimals = (int)count, .span = call->span};
    return elaborate_rounding(elaborator, context, &rounding, value);
}

static Typed call_state(Elaborator *elaborator, const Context *context, const AstExpression *call,
                        const Builtin *builtin) {
    Typed value = elaborate(elaborator, context, call->operands[0]);
    if (typed_is_error(&value)) return value;
    if (builtin->op == OP_PRESENT) {
        if (value.step != STEP_NONE)
            return typed_apply(elaborator, context, OP_PRESENT, KIND_YES_NO, &value, 1, call->span);
        report(elaborator, context, value.span, DIAGNOSTIC_TYPE_MISMATCH,
               TEXT("`present` asks about an input or a calculation"),
               TEXT("name an input: `present(so_may)`"));
        return typed_error(call->span);
    }
    if (!require_number(elaborator, context, &value, "the argument of `plain`"))
        return typed_error(call->span);
    value.measure = measure_plain();
    return value;
}

static Typed call_builtin(Elaborator *elaborator, const Context *context, const AstExpression *call,
                          const Builtin *builtin) {
    if (!check_count(elaborator, context, call, builtin->least, builtin->most))
        return typed_error(call->span);
    switch (builtin->form) {
    case BUILTIN_VALUES: return call_values(elaborator, context, call, builtin);
    case BUILTIN_ONE:
    case BUILTIN_PLAIN: return call_one(elaborator, context, call, builtin);
    case BUILTIN_ROUNDING: return call_rounding(elaborator, context, call, builtin);
    case BUILTIN_MEMBERS: return elaborate_children(elaborator, context, call);
    case BUILTIN_STATE: return call_state(elaborator, context, call, builtin);
    case BUILTIN_COHORT: break;
    }
    report(elaborator, context, call->span, DIAGNOSTIC_NO_COHORT,
           say(elaborator, "`%.*s` looks at many units: say at which", TEXT_ARG(call->name.text)),
           say(elaborator, "write `%.*s(...) within block`, or `within all`", TEXT_ARG(call->name.text)));
    return typed_error(call->span);
}

static uint64_t memo_hash(const CallEntry *key, size_t count) {
    uint64_t hash =
        (uint64_t)(uintptr_t)key->function ^ (uint64_t)(uintptr_t)key->refinements * 31 ^ key->cohort;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ key->arguments[i].step) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 31;
}

static bool memo_same(const CallEntry *a, const CallEntry *b, size_t count) {
    if (a->function != b->function || a->refinements != b->refinements || a->cohort != b->cohort)
        return false;
    for (size_t i = 0; i < count; i++)
        if (a->arguments[i].step != b->arguments[i].step || a->arguments[i].kind != b->arguments[i].kind ||
            !measure_equal(&a->arguments[i].measure, &b->arguments[i].measure))
            return false;
    return true;
}

static CallEntry **memo_slot(CallEntry **entries, size_t slot_count, const CallEntry *key) {
    size_t count = key->function->function->parameter_count;
    size_t at = memo_hash(key, count) & (slot_count - 1);
    while (entries[at] && !memo_same(entries[at], key, count))
        at = (at + 1) & (slot_count - 1);
    return &entries[at];
}

static CallEntry **memo_find(Elaborator *elaborator, const CallEntry *key) {
    if (!elaborator->memo) elaborator->memo = ARENA_NEW(elaborator->arena, CallMemo);
    CallMemo *memo = elaborator->memo;
    if (memo->count * 2 >= memo->slot_count) {
        size_t count = memo->slot_count ? memo->slot_count * 2 : 64;
        CallEntry **entries = ARENA_ARRAY(elaborator->arena, CallEntry *, count);
        for (size_t i = 0; i < memo->slot_count; i++)
            if (memo->entries[i]) *memo_slot(entries, count, memo->entries[i]) = memo->entries[i];
        memo->entries = entries;
        memo->slot_count = count;
    }
    return memo_slot(memo->entries, memo->slot_count, key);
}

static Context body_context(Elaborator *elaborator, const Context *caller, const AstExpression *call,
                            const Symbol *symbol, const Typed *arguments) {
    const AstFunction *function = symbol->function;
    Context body = *caller;
    body.source = symbol->source;
    body.function = symbol;
    body.is_repeated = true;
    body.tree = NULL;
    body.bindings = NULL;
    if (symbol->is_library && !caller->call_source) {
        body.call_source = caller->source;
        body.call_span = call->span;
    }
    for (size_t i = 0; i < function->parameter_count; i++) {
        Binding *binding = ARENA_NEW(elaborator->arena, Binding);
        *binding = (Binding){function->parameters[i].name.text, arguments[i], body.bindings};
        body.bindings = binding;
    }
    return body;
}

static bool arguments_have_steps(const Typed *arguments, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (arguments[i].step == STEP_NONE || arguments[i].kind == KIND_TEXT) return false;
    return true;
}

/* What may have no result is told where the call is written, not inside the function. */
static Typed at_call(Typed result, const AstExpression *call) {
    result.span = call->span;
    result.undefined_at = call->span;
    return result;
}

/* What happens inside a library function is no matter of the file that calls it. */
static Typed work_out_body(Elaborator *elaborator, const Context *context, const AstExpression *call,
                           const Symbol *symbol, const Typed *arguments) {
    Occurrences *occurrences = elaborator->occurrences;
    const Symbol *owner = occurrences->owner;
    uint32_t number = occurrences->call;
    Context body = body_context(elaborator, context, call, symbol, arguments);
    size_t steps = steps_count(elaborator->steps);
    occurrences->owner = owner && !symbol->is_library ? symbol : NULL;
    occurrences->call = ++occurrences->call_count;
    elaborator->call_depth++;
    Typed result = elaborate(elaborator, &body, symbol->function->body);
    elaborator->call_depth--;
    elaborator->repeats += steps_count(elaborator->steps) == steps;
    occurrences->owner = owner;
    occurrences->call = number;
    return result;
}

static Typed call_body(Elaborator *elaborator, const Context *context, const AstExpression *call,
                       const Symbol *symbol, const Typed *arguments) {
    size_t count = symbol->function->parameter_count;
    CallEntry key = {.function = symbol, .refinements = context->refinements, .cohort = context->cohort};
    key.arguments = arguments;
    bool remember = arguments_have_steps(arguments, count);
    if (remember) {
        const CallEntry *known = *memo_find(elaborator, &key);
        if (known && !typed_is_error(&known->result)) return at_call(known->result, call);
    }
    key.result = work_out_body(elaborator, context, call, symbol, arguments);
    if (remember) {
        CallEntry **slot = memo_find(elaborator, &key);
        if (!*slot) elaborator->memo->count++;
        *slot = arena_copy(elaborator->arena, &key, sizeof key);
    }
    return at_call(key.result, call);
}

/* A few functions that call each other twice over are more steps than any machine has; or few steps, worked
 * out anew in every branch. */
static bool check_size(Elaborator *elaborator, const Context *context, const AstExpression *call) {
    if (elaborator->is_too_large) return false;
    size_t written = steps_count(elaborator->steps) + STEPS_PER_REPEAT * elaborator->repeats;
    elaborator->is_too_large = written > elaborator->limits->steps;
    if (!elaborator->is_too_large) return true;
    report(elaborator, context, call->span, DIAGNOSTIC_LIMIT_STEPS,
           say(elaborator, "with its functions written out, the rules take more than %llu steps for one unit",
               (unsigned long long)elaborator->limits->steps),
           TEXT("simplify the functions, or raise the limit with `--limit steps=N`"));
    return false;
}

static Typed call_function(Elaborator *elaborator, const Context *context, const AstExpression *call,
                           Symbol *symbol) {
    symbol->is_used = true;
    if (symbol->is_library)
        stdlib_load(elaborator->methodology, symbol, elaborator->numbers, elaborator->diagnostics);
    size_t count = symbol->function->parameter_count;
    if (!check_count(elaborator, context, call, count, count)) return typed_error(call->span);
    if (!symbol->is_library && !symbol->is_done) return typed_error(call->span);
    Context inner = *context;
    if (call->scope.kind != SCOPE_NONE && !resolve_scope(elaborator, context, call->scope, &inner.cohort))
        return typed_error(call->span);
    bool failed = false;
    Typed *arguments = elaborate_arguments(elaborator, context, call, &failed);
    if (failed) return typed_error(call->span);
    if (!check_size(elaborator, context, call)) return typed_error(call->span);
    if (elaborator->call_depth >= CALL_DEPTH) {
        report(elaborator, context, call->span, DIAGNOSTIC_LIMIT_DEPTH,
               TEXT("functions call each other more than 256 deep"),
               TEXT("write the calculation more directly"));
        return typed_error(call->span);
    }
    return call_body(elaborator, &inner, call, symbol, arguments);
}

Typed elaborate_call(Elaborator *elaborator, const Context *context, const AstExpression *call) {
    bool known = false;
    if (call->scope.kind != SCOPE_NONE) {
        Typed cohort = elaborate_cohort(elaborator, context, call, &known);
        if (known) return cohort;
    }
    Symbol *symbol = methodology_find(elaborator->methodology, call->name.text);
    if (symbol && symbol->kind == SYMBOL_FUNCTION) return call_function(elaborator, context, call, symbol);
    const Builtin *builtin = builtin_find(call->name.text);
    if (builtin && call->scope.kind == SCOPE_NONE) return call_builtin(elaborator, context, call, builtin);
    if (builtin) {
        report(elaborator, context, call->scope.span, DIAGNOSTIC_NO_COHORT,
               say(elaborator, "`%.*s` does not look at other units", TEXT_ARG(call->name.text)),
               TEXT("remove `within ...`"));
    } else if (symbol) {
        report(elaborator, context, call->name.span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` is %s %s, not a function", TEXT_ARG(call->name.text),
                   article_of(symbol_kind_text(symbol)), symbol_kind_text(symbol)),
               TEXT("write it without parentheses"));
    } else {
        report_unknown_name(elaborator, context, call->name, "function");
    }
    return typed_error(call->span);
}
