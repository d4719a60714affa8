#include "lang/function_check.h"

#include "lang/expression.h"

static void check_parameters(Elaborator *elaborator, const Context *context, const AstFunction *function,
                             bool is_library) {
    for (size_t i = 0; i < function->parameter_count; i++) {
        AstName name = function->parameters[i].name;
        for (size_t j = 0; j < i; j++)
            if (text_equal(function->parameters[j].name.text, name.text))
                report(elaborator, context, name.span, DIAGNOSTIC_DUPLICATE_NAME,
                       say(elaborator, "the parameter `%.*s` is named twice", TEXT_ARG(name.text)),
                       TEXT("give it another name"));
        Symbol *hidden = is_library ? NULL : methodology_find(elaborator->methodology, name.text);
        if (!hidden || hidden->is_library) continue;
        Diagnostic *said =
            report(elaborator, context, name.span, DIAGNOSTIC_DUPLICATE_NAME,
                   say(elaborator, "the parameter `%.*s` hides %s %s of that name", TEXT_ARG(name.text),
                       article_of(symbol_kind_text(hidden)), symbol_kind_text(hidden)),
                   TEXT("give the parameter another name"));
        diagnostic_relate(elaborator->diagnostics, said, hidden->source, hidden->span, TEXT("declared here"));
    }
}

static Text value_text(Elaborator *elaborator, const Typed *typed) {
    Number value;
    if (typed_is_error(typed)) return TEXT("an error");
    if (!typed_constant(elaborator, typed, &value)) return TEXT("no constant");
    return number_format_exact(elaborator->numbers, elaborator->arena, value);
}

static void check_example(Elaborator *elaborator, const Context *context, const AstExample *example) {
    Typed found = elaborate(elaborator, context, example->call);
    Typed expected = elaborate(elaborator, context, example->expected);
    Number x, y;
    if (typed_is_error(&found) || typed_is_error(&expected)) return;
    bool equal = typed_constant(elaborator, &found, &x) && typed_constant(elaborator, &expected, &y) &&
                 number_equal(elaborator->numbers, x, y);
    if (equal) return;
    report(elaborator, context, example->span, DIAGNOSTIC_EXAMPLE_FAILS,
           say(elaborator, "this example gives %.*s, not %.*s", TEXT_ARG(value_text(elaborator, &found)),
               TEXT_ARG(value_text(elaborator, &expected))),
           TEXT("correct the function or the example"));
}

void function_check(Elaborator *elaborator, const Symbol *symbol) {
    Context context = context_top(elaborator);
    context.source = symbol->source;
    check_parameters(elaborator, &context, symbol->function, symbol->is_library);
    for (size_t i = 0; i < symbol->function->example_count; i++)
        check_example(elaborator, &context, &symbol->function->examples[i]);
}
