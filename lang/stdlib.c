#include "lang/stdlib.h"

#include "lang/parse.h"
#include "lang/stdlib_text.h"

enum { WORD_BYTES = sizeof "function " - 1 };

static Source *sources_new(Arena *arena) {
    Source *sources = ARENA_ARRAY(arena, Source, stdlib_file_count);
    for (size_t i = 0; i < stdlib_file_count; i++) {
        sources[i].name = text_from(stdlib_files[i].name);
        sources[i].text = (Text){stdlib_files[i].text, stdlib_files[i].len};
    }
    return sources;
}

void stdlib_declare(Methodology *methodology) {
    const Source *sources = sources_new(methodology->arena);
    Symbol *symbols = ARENA_ARRAY(methodology->arena, Symbol, stdlib_function_count), *other;
    for (size_t i = 0; i < stdlib_function_count; i++) {
        const StdlibFunction *function = &stdlib_functions[i];
        symbols[i].kind = SYMBOL_FUNCTION;
        symbols[i].name = text_from(function->name);
        symbols[i].span.from = function->from + WORD_BYTES;
        symbols[i].span.to = symbols[i].span.from + (uint32_t)symbols[i].name.len;
        symbols[i].source = &sources[function->file];
        symbols[i].number = (uint32_t)i;
        symbols[i].is_library = true;
        (void)methodology_declare(methodology, &symbols[i], &other);
    }
}

/* Limits are for the file of the user. */
void stdlib_load(Methodology *methodology, Symbol *symbol, NumberContext *numbers, Diagnostics *diagnostics) {
    if (symbol->function) return;
    const RuleLimits limits = RULE_LIMITS_DEFAULT;
    const StdlibFunction *place = &stdlib_functions[symbol->number];
    Source *part = arena_copy(methodology->arena, symbol->source, sizeof *part);
    part->text = text_slice(part->text, 0, place->to);
    AstFile *file = parse_declarations(part, place->from, &limits, methodology->arena, numbers, diagnostics);
    symbol->function = file->items[0].function;
}
