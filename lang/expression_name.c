/* Names and attributes in expressions: inputs, parameters, and what is declared elsewhere. */
#include "base/nearest.h"
#include "lang/builtin.h"
#include "lang/expression.h"
#include "lang/inherit.h"

typedef struct Offer {
    Nearest nearest;
    const Symbol **symbols;
    size_t count, capacity;
    Arena *arena;
    bool functions;
} Offer;

static void offer_symbol(void *user, const Symbol *symbol) {
    Offer *offer = user;
    if ((symbol->kind == SYMBOL_FUNCTION) != offer->functions) return;
    ARENA_PUSH(offer->arena, offer->symbols, offer->count, offer->capacity, symbol);
    nearest_offer(&offer->nearest, symbol->name, (long)offer->count - 1);
}

static void offer_builtins(Offer *offer) {
    for (size_t i = 0; builtin_at(i); i++) {
        Symbol *symbol = ARENA_NEW(offer->arena, Symbol);
        symbol->name = builtin_at(i)->name;
        symbol->kind = SYMBOL_FUNCTION;
        offer_symbol(offer, symbol);
    }
}

enum { MOST_OFFERED = 200000 };

/* A file of a hundred thousand names gets its first hints only. */
static Text nearest_name(Elaborator *elaborator, const Context *context, Text name, bool functions) {
    if (elaborator->offered > MOST_OFFERED) return (Text){0};
    elaborator->offered += elaborator->methodology->symbol_count;
    Offer offer = {.nearest = nearest_start(elaborator->arena, name),
                   .arena = elaborator->arena,
                   .functions = functions};
    for (const Binding *binding = context->bindings; binding && !functions; binding = binding->next) {
        Symbol *symbol = ARENA_NEW(elaborator->arena, Symbol);
        symbol->name = binding->name;
        symbol->kind = SYMBOL_INPUT;
        offer_symbol(&offer, symbol);
    }
    if (functions) offer_builtins(&offer);
    if (!context->function || functions) methodology_each(elaborator->methodology, offer_symbol, &offer);
    return offer.nearest.best >= 0 ? offer.symbols[offer.nearest.best]->name : (Text){0};
}

/* `khoi == so`: an option without its quotes. */
static bool is_option(const Elaborator *elaborator, Text name) {
    const Methodology *methodology = elaborator->methodology;
    for (size_t i = 0; i < methodology->input_count; i++) {
        const Category *category = methodology->inputs[i]->category;
        for (size_t j = 0; category && j < category->count; j++)
            if (text_equal(category->options[j].text, name)) return true;
    }
    return false;
}

static bool is_spreadsheet_if(Text name) {
    return name.len == 2 && (name.bytes[0] | 0x20) == 'i' && (name.bytes[1] | 0x20) == 'f';
}

static Text unknown_hint(Elaborator *elaborator, const Context *context, Text name, const char *what,
                         bool function) {
    if (function && is_spreadsheet_if(name)) return TEXT("write `if ... then ... else ...`");
    if (!function && is_option(elaborator, name))
        return say(elaborator, "an option stands in quotes: `\"%.*s\"`", TEXT_ARG(name));
    Text nearest = nearest_name(elaborator, context, name, function);
    if (nearest.len) return say(elaborator, "did you mean `%.*s`?", TEXT_ARG(nearest));
    return say(elaborator, "declare it, or correct the %s", what);
}

/* [L11.9] A name of older rules that newer ones took away. */
static bool report_lost_name(Elaborator *elaborator, const Context *context, AstName name) {
    const Methodology *methodology = elaborator->methodology;
    const AstChange *lost = inherit_find_lost(methodology->ast, name.text);
    if (!lost) return false;
    bool is_renamed = lost->kind == CHANGE_RENAME;
    Text hint = is_renamed ? say(elaborator, "it is called `%.*s` now", TEXT_ARG(lost->other.text))
                           : TEXT("change what needs it, or do not remove it");
    Diagnostic *said = report(elaborator, context, name.span, DIAGNOSTIC_UNKNOWN_NAME,
                              say(elaborator, "`%.*s` was %s", TEXT_ARG(name.text),
                                  is_renamed ? "renamed" : "removed, but is still used here"),
                              hint);
    diagnostic_relate(elaborator->diagnostics, said, methodology->source, lost->span,
                      is_renamed ? TEXT("renamed here") : TEXT("removed here"));
    return true;
}

/* A hint costs a look at every name: none is sought for messages that are only counted. */
void report_unknown_name(Elaborator *elaborator, const Context *context, AstName name, const char *what) {
    bool function = text_equal(text_from(what), TEXT("function"));
    if (report_lost_name(elaborator, context, name)) return;
    bool is_read = diagnostics_has_room(elaborator->diagnostics, DIAGNOSTIC_UNKNOWN_NAME);
    Text hint = is_read ? unknown_hint(elaborator, context, name.text, what, function) : (Text){0};
    report(elaborator, context, name.span, DIAGNOSTIC_UNKNOWN_NAME,
           say(elaborator, "unknown %s `%.*s`", what, TEXT_ARG(name.text)), hint);
}

static const Binding *find_binding(const Context *context, Text name) {
    for (const Binding *binding = context->bindings; binding; binding = binding->next)
        if (text_equal(binding->name, name)) return binding;
    return NULL;
}

static Typed input_as_value(Elaborator *elaborator, const Context *context, Symbol *symbol, Span span) {
    Input *input = symbol->input;
    input->is_used = true;
    if (input->ast->type == TYPE_KEY || input->ast->type == TYPE_NAME) {
        report(elaborator, context, span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` identifies a unit; rules treat units alike and cannot look at it",
                   TEXT_ARG(input->name)),
               TEXT("add a column that says what sets these units apart, and use that"));
        return typed_error(span);
    }
    return input->value;
}

static Typed symbol_as_value(Elaborator *elaborator, const Context *context, Symbol *symbol, Span span) {
    symbol->is_used = true;
    if (symbol->kind == SYMBOL_INPUT) return input_as_value(elaborator, context, symbol, span);
    if (symbol->kind == SYMBOL_FUNCTION) {
        report(elaborator, context, span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` is a function and needs its arguments", TEXT_ARG(symbol->name)),
               say(elaborator, "write `%.*s(...)`", TEXT_ARG(symbol->name)));
        return typed_error(span);
    }
    if (context->is_data) {
        report(elaborator, context, span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` is %s %s: the data declaration knows inputs only",
                   TEXT_ARG(symbol->name), article_of(symbol_kind_text(symbol)), symbol_kind_text(symbol)),
               TEXT("a condition on results is a `gate`"));
        return typed_error(span);
    }
    if (!symbol->is_done) return typed_error(span); /* in a circle, reported already */
    return symbol->kind == SYMBOL_TREE ? symbol->tree->value : symbol->outcome->value;
}

static Typed unknown_in_function(Elaborator *elaborator, const Context *context, AstName name) {
    bool is_read = diagnostics_has_room(elaborator->diagnostics, DIAGNOSTIC_UNKNOWN_NAME);
    Text nearest = is_read ? nearest_name(elaborator, context, name.text, false) : (Text){0};
    Text hint = nearest.len ? say(elaborator, "did you mean the parameter `%.*s`?", TEXT_ARG(nearest))
                            : TEXT("hand the value in as a parameter");
    report(elaborator, context, name.span, DIAGNOSTIC_UNKNOWN_NAME,
           say(elaborator, "`%.*s` is not a parameter of the function, and a function knows nothing else",
               TEXT_ARG(name.text)),
           hint);
    return typed_error(name.span);
}

Typed elaborate_name(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    const Binding *binding = find_binding(context, expression->name.text);
    Typed value;
    if (binding) {
        value = binding->value;
    } else if (context->function) {
        return unknown_in_function(elaborator, context, expression->name);
    } else {
        Symbol *symbol = methodology_find(elaborator->methodology, expression->name.text);
        if (!symbol) {
            report_unknown_name(elaborator, context, expression->name, "name");
            return typed_error(expression->span);
        }
        value = symbol_as_value(elaborator, context, symbol, expression->span);
    }
    value.span = expression->span;
    return typed_refine(elaborator, context, value);
}

static Typed tree_ratio(Elaborator *elaborator, const Context *context, const Tree *tree, Span span) {
    Typed ratio = divide(elaborator, context, tree->points, tree->applicable_max, span);
    ratio.measure = measure_ratio();
    return ratio;
}

Typed tree_attribute(Elaborator *elaborator, const Context *context, const Tree *tree, AstAttribute attribute,
                     Span span) {
    Typed value = typed_error(span);
    switch (attribute) {
    case ATTRIBUTE_VALUE: return tree->value;
    case ATTRIBUTE_EXACT: return tree->exact;
    case ATTRIBUTE_FULL_MAX: value = tree->max; break;
    case ATTRIBUTE_POINTS: value = tree->points; break;
    case ATTRIBUTE_MAX: value = tree->applicable_max; break;
    case ATTRIBUTE_RATIO:
        if (!typed_is_error(&tree->points) && !typed_is_error(&tree->applicable_max))
            value = tree_ratio(elaborator, context, tree, span);
        break;
    case ATTRIBUTE_UNKNOWN: return value;
    }
    if (typed_is_error(&value) && !typed_is_error(&tree->value))
        report(elaborator, context, span, DIAGNOSTIC_WRONG_KIND,
               say(elaborator, "`%.*s` has no such attribute: its members do not all give points",
                   TEXT_ARG(tree->symbol->name)),
               TEXT("use its value, or give its members points"));
    return value;
}

bool attribute_is_known(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    if (expression->attribute != ATTRIBUTE_UNKNOWN) return true;
    report(elaborator, context, expression->span, DIAGNOSTIC_UNKNOWN_NAME,
           say(elaborator, "unknown attribute `%.*s`", TEXT_ARG(expression->text)),
           TEXT("the attributes are `points`, `max`, `full_max`, `ratio` and `exact`"));
    return false;
}

static Typed attribute_of(Elaborator *elaborator, const Context *context, Symbol *symbol,
                          const AstExpression *expression) {
    if (context->is_data) return symbol_as_value(elaborator, context, symbol, expression->span);
    symbol->is_used = true;
    if (symbol->kind != SYMBOL_INPUT && !symbol->is_done) return typed_error(expression->span);
    if (symbol->kind == SYMBOL_TREE)
        return tree_attribute(elaborator, context, symbol->tree, expression->attribute, expression->span);
    if (symbol->kind == SYMBOL_LET && expression->attribute == ATTRIBUTE_EXACT) return symbol->outcome->exact;
    report(elaborator, context, expression->span, DIAGNOSTIC_WRONG_KIND,
           say(elaborator, "`%.*s` is %s %s: only criteria, groups and indices have attributes",
               TEXT_ARG(symbol->name), article_of(symbol_kind_text(symbol)), symbol_kind_text(symbol)),
           say(elaborator, "write `%.*s` alone", TEXT_ARG(symbol->name)));
    return typed_error(expression->span);
}

Typed elaborate_attribute(Elaborator *elaborator, const Context *context, const AstExpression *expression) {
    Symbol *symbol =
        context->function ? NULL : methodology_find(elaborator->methodology, expression->name.text);
    if (!attribute_is_known(elaborator, context, expression)) return typed_error(expression->span);
    if (!symbol) {
        report_unknown_name(elaborator, context, expression->name, "name");
        return typed_error(expression->span);
    }
    Typed value = attribute_of(elaborator, context, symbol, expression);
    value.span = expression->span;
    return typed_refine(elaborator, context, value);
}
