#include "lang/compile.h"

#include "lang/allow.h"
#include "lang/naming.h"
#include "lang/elaborator.h"
#include "lang/function_check.h"
#include "lang/inherit.h"
#include "lang/inputs.h"
#include "lang/order.h"
#include "lang/outcome.h"
#include "lang/parse.h"
#include "lang/plan_build.h"
#include "lang/review.h"
#include "lang/rule_test.h"
#include "lang/stdlib.h"
#include "lang/stdlib_text.h"
#include "lang/test_value.h"
#include "lang/totals.h"
#include "lang/tree.h"
#include "lang/usage.h"

#include <assert.h>

static void elaborate_symbol(Elaborator *elaborator, Symbol *symbol) {
    elaborator->occurrences->owner = elaborator->occurrences->declaration = symbol;
    switch (symbol->kind) {
    case SYMBOL_INPUT: break;
    case SYMBOL_FUNCTION: function_check(elaborator, symbol); break;
    case SYMBOL_LET: let_elaborate(elaborator, symbol); break;
    case SYMBOL_TREE: tree_elaborate(elaborator, symbol->tree); break;
    case SYMBOL_GATE: gate_elaborate(elaborator, symbol); break;
    case SYMBOL_RANK: rank_elaborate(elaborator, symbol); break;
    case SYMBOL_GRADE: grade_elaborate(elaborator, symbol); break;
    }
}

static void elaborate_all(Elaborator *elaborator, Plan *plan) {
    tree_link_uses(elaborator);
    DeclarationOrder order = order_declarations(elaborator->methodology, elaborator->diagnostics);
    for (size_t i = 0; i < order.count; i++)
        if (order.symbols[i]->kind == SYMBOL_FUNCTION) order.symbols[i]->is_done = true;
    inputs_elaborate(elaborator, plan);
    requires_elaborate(elaborator, plan);
    for (size_t i = 0; i < order.count; i++) {
        elaborate_symbol(elaborator, order.symbols[i]);
        order.symbols[i]->is_done = true;
    }
    elaborator->occurrences->owner = NULL;
    inputs_finish(elaborator, plan);
}

static void set_head(Plan *plan, const AstFile *file, NumberContext *numbers) {
    plan->title = file->methodology.title;
    plan->issued = file->methodology.issued;
    plan->source_name = file->source->name;
    if (!number_to_int(numbers, file->methodology.year, &plan->year)) plan->year = 0;
}

AstFile *compile_files(const Source *source, size_t first, size_t count, const RuleLimits *limits,
                       Arena *arena, NumberContext *numbers, Diagnostics *diagnostics) {
    AstFile **files = ARENA_ARRAY(arena, AstFile *, count);
    bool is_whole = true;
    for (size_t i = 0; i < count; i++) {
        files[i] = parse_file(source, first + i, limits, arena, numbers, diagnostics);
        is_whole = is_whole && files[i];
    }
    if (!is_whole || diagnostics_error_count(diagnostics) > 0) return files[0];
    AstFile *merged = files[count - 1];
    for (size_t i = count - 1; i > 0; i--)
        merged = inherit_merge(merged, files[i - 1], arena, diagnostics);
    return merged;
}

AstFile *compile_parse(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                       Diagnostics *diagnostics) {
    size_t count = source->file_count > 0 ? source->file_count : 1;
    return compile_files(source, 0, count, limits, arena, numbers, diagnostics);
}

static Elaborator *elaborate_file(const AstFile *file, Plan *plan, bool is_trial, const RuleLimits *limits,
                                  Arena *arena, NumberContext *numbers, Diagnostics *diagnostics) {
    number_context_use(numbers, arena);
    Methodology *methodology = methodology_new(file, arena);
    stdlib_declare(methodology);
    name_rules(methodology, diagnostics);
    if (diagnostics_area(diagnostics) == AREA_LIMIT) return NULL;
    Elaborator *elaborator = elaborator_new(methodology, limits, arena, numbers, diagnostics);
    elaborator->is_trial = is_trial;
    set_head(plan, file, numbers);
    elaborate_all(elaborator, plan);
    test_attributes_elaborate(elaborator);
    return elaborator;
}

static void finish(Compilation *compilation, Elaborator *elaborator, Plan *plan) {
    compilation->methodology = elaborator->methodology;
    compilation->elaborator = elaborator;
    compilation->plan = plan;
    compilation->occurrences = elaborator->occurrences;
}

Compilation compile_tree(AstFile *ast, bool with_tests, const RuleLimits *limits, Arena *arena,
                         NumberContext *numbers, Diagnostics *diagnostics) {
    Compilation compilation = {.ast = ast};
    Plan *plan = ARENA_NEW(arena, Plan);
    Elaborator *elaborator = elaborate_file(ast, plan, false, limits, arena, numbers, diagnostics);
    if (!elaborator) return compilation;
    totals_check(elaborator);
    usage_check(elaborator);
    compilation.draft = plan;
    compilation.obligations = elaborator->obligations;
    if (diagnostics_error_count(diagnostics) > 0) {
        plan_build_draft(elaborator, plan);
        return compilation;
    }
    review_check(ast, arena, diagnostics);
    plan_build(elaborator, plan);
    if (with_tests) tests_build(elaborator, plan);
    if (diagnostics_error_count(diagnostics) == 0) finish(&compilation, elaborator, plan);
    return compilation;
}

Compilation compile_trial(AstFile *ast, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                          Diagnostics *diagnostics) {
    Compilation compilation = {.ast = ast};
    Plan *plan = ARENA_NEW(arena, Plan);
    Elaborator *elaborator = elaborate_file(ast, plan, true, limits, arena, numbers, diagnostics);
    if (!elaborator || diagnostics_error_count(diagnostics) > 0) return compilation;
    plan_build(elaborator, plan);
    finish(&compilation, elaborator, plan);
    return compilation;
}

Compilation compile_rules(const Source *source, const RuleLimits *limits, Arena *arena,
                          NumberContext *numbers, Diagnostics *diagnostics) {
    number_context_use(numbers, arena);
    AstFile *ast = compile_parse(source, limits, arena, numbers, diagnostics);
    if (!ast || diagnostics_error_count(diagnostics) > 0) return (Compilation){.ast = ast};
    allow_findings(ast, arena, diagnostics);
    return compile_tree(ast, true, limits, arena, numbers, diagnostics);
}

/* The texts themselves, which rule files take on trust: they are not looked at but where a function is used.
 */
static void check_library_texts(Arena *arena, NumberContext *numbers, Diagnostics *diagnostics) {
    const RuleLimits limits = RULE_LIMITS_DEFAULT;
    for (size_t i = 0; i < stdlib_file_count; i++) {
        Source *source = ARENA_NEW(arena, Source);
        source->name = text_from(stdlib_files[i].name);
        source->text = (Text){stdlib_files[i].text, stdlib_files[i].len};
        (void)parse_rules(source, &limits, arena, numbers, diagnostics);
    }
}

static size_t check_library_function(Elaborator *elaborator, const char *name) {
    Symbol *symbol = methodology_find(elaborator->methodology, text_from(name));
    stdlib_load(elaborator->methodology, symbol, elaborator->numbers, elaborator->diagnostics);
    assert(text_equal(symbol->function->name.text, symbol->name));
    function_check(elaborator, symbol);
    return symbol->function->example_count;
}

size_t compile_check_library(Arena *arena, NumberContext *numbers, Diagnostics *diagnostics) {
    const RuleLimits limits = RULE_LIMITS_DEFAULT;
    AstFile *nothing = ARENA_NEW(arena, AstFile);
    Source *source = ARENA_NEW(arena, Source);
    nothing->source = source;
    number_context_use(numbers, arena);
    check_library_texts(arena, numbers, diagnostics);
    Methodology *methodology = methodology_new(nothing, arena);
    stdlib_declare(methodology);
    Elaborator *elaborator = elaborator_new(methodology, &limits, arena, numbers, diagnostics);
    size_t examples = 0;
    for (size_t i = 0; i < stdlib_function_count; i++)
        examples += check_library_function(elaborator, stdlib_functions[i].name);
    return examples;
}
