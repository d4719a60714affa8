#include "lang/parse.h"

#include "lang/parser.h"
#include "lang/rule_text.h"
#include "lang/scanner.h"
#include "lang/syntax_error.h"

static ParseContext context_of(const Source *source, const RuleLimits *limits, Arena *arena,
                               NumberContext *numbers, Diagnostics *diagnostics) {
    return (ParseContext){
        .source = source,
        .limits = limits,
        .arena = arena,
        .numbers = numbers,
        .diagnostics = diagnostics,
        .report_syntax = syntax_error_report,
    };
}

static AstFile *parse_from(ParseContext *context, uint32_t start) {
    number_context_use(context->numbers, context->arena);
    context->file = ARENA_NEW(context->arena, AstFile);
    context->file->source = context->source;
    context->reported = (Span){0};
    context->offset = start;
    scanner_open(context);
    parser_parse(context);
    return context->file;
}

AstFile *parse_rules(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                     Diagnostics *diagnostics) {
    ParseContext context = context_of(source, limits, arena, numbers, diagnostics);
    int64_t start = rule_text_check(&context);
    return start < 0 ? NULL : parse_from(&context, (uint32_t)start);
}

AstFile *parse_declarations(const Source *source, uint32_t from, const RuleLimits *limits, Arena *arena,
                            NumberContext *numbers, Diagnostics *diagnostics) {
    ParseContext context = context_of(source, limits, arena, numbers, diagnostics);
    return parse_from(&context, from);
}
