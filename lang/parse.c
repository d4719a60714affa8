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

/* Of several files the others before this one stay in the source, so that places in it are right. */
AstFile *parse_file(const Source *source, size_t file, const RuleLimits *limits, Arena *arena,
                    NumberContext *numbers, Diagnostics *diagnostics) {
    Span span = source_file_span(source, file);
    Source *part = arena_copy(arena, source, sizeof *source);
    part->text.len = span.to;
    ParseContext context = context_of(part, limits, arena, numbers, diagnostics);
    context.offset = span.from;
    int64_t start = rule_text_check(&context);
    AstFile *ast = start < 0 ? NULL : parse_from(&context, (uint32_t)start);
    if (ast) ast->source = source;
    return ast;
}

AstFile *parse_rules(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers,
                     Diagnostics *diagnostics) {
    return parse_file(source, 0, limits, arena, numbers, diagnostics);
}

AstFile *parse_declarations(const Source *source, uint32_t from, const RuleLimits *limits, Arena *arena,
                            NumberContext *numbers, Diagnostics *diagnostics) {
    ParseContext context = context_of(source, limits, arena, numbers, diagnostics);
    return parse_from(&context, from);
}
