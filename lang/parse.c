#include "lang/parse.h"

#include "lang/parser.h"
#include "lang/rule_text.h"
#include "lang/scanner.h"
#include "lang/syntax_error.h"

AstFile *parse_rules(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                     Diagnostics *diagnostics) {
    ParseContext context = {
        .source = source,
        .limits = limits,
        .arena = arena,
        .numbers = numbers,
        .diagnostics = diagnostics,
        .report_syntax = syntax_error_report,
    };
    int64_t start = rule_text_check(&context);
    if (start < 0) return NULL;
    number_context_use(numbers, arena);
    context.file = ARENA_NEW(arena, AstFile);
    context.file->source = source;
    context.reported = (Span){0};
    context.offset = (uint32_t)start;
    scanner_open(&context);
    parser_parse(&context);
    return context.file;
}
