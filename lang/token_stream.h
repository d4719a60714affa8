/* Between scanner and parser: counts how deep brackets and signs are nested, supplies `}` that are missing,
 * and after an error skips to where the grammar can go on. It defines parser_lex. */
#ifndef LANG_TOKEN_STREAM_H
#define LANG_TOKEN_STREAM_H

#include "lang/parse_context.h"

/* After a syntax error at the token delivered last: what comes next is chosen anew. */
void token_stream_recover(ParseContext *context);
/* Was the last token supplied, not written? */
bool token_stream_is_supplied(const ParseContext *context);
/* Does a keyword at `span` look like the start of a declaration, judged by what follows it? */
bool token_stream_starts_declaration(const ParseContext *context, int token, Span span);
/* A word of the language that may also be a name. */
bool token_is_soft(int token);
/* A word of the language that may not. */
bool token_is_reserved(int token);

#endif
