/* Settings of the generated parser: its memory, the places of what it builds, what it does behind an error.
 * Included by the grammar alone. */
#ifndef LANG_PARSER_SETTINGS_H
#define LANG_PARSER_SETTINGS_H

#include "lang/parse_context.h"

/* Memory for the parser's stack. The stack of look-ahead correction asks without a context: the few states it
 * starts with are enough, as it grows only by rules that are empty. */
static ParseContext *const context = NULL;
#define YYMALLOC(size) parser_allocate(context, (size))
#define YYFREE(block) ((void)(block))
#define YYMAXDEPTH 4000000

#define YYLLOC_DEFAULT(current, parts, count)                                                                \
    ((current) = (count) ? span_join(YYRHSLOC(parts, 1), YYRHSLOC(parts, count))                             \
                         : (Span){YYRHSLOC(parts, 0).to, YYRHSLOC(parts, 0).to})

/* After an error token_stream.c chooses the token to go on with; it never offers one twice, so that this
 * ends. */
#define RESTART                                                                                              \
    do {                                                                                                     \
        yyerrok;                                                                                             \
        yyclearin;                                                                                           \
    } while (0)

static inline void *parser_allocate(ParseContext *owner, size_t size) {
    return owner ? arena_alloc(owner->arena, size) : NULL;
}

/* Only for a stack that is full: all other errors are reported by syntax_error.c. */
static inline void parser_error(const Span *span, ParseContext *owner, const char *message) {
    (void)message;
    parse_stop(owner, *span, DIAGNOSTIC_LIMIT_DEPTH, NULL, "the rules are nested too deeply here");
}

#endif
