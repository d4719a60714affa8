/* The brackets that are open, and how deep the parser's stack will stand at a token. */
#ifndef LANG_NESTING_H
#define LANG_NESTING_H

#include "lang/parse_context.h"

void nesting_open(ParseContext *context, BracketKind kind, Span span);
/* The innermost `{` opens a block of this kind; called by the grammar just behind the `{`. */
void nesting_mark(ParseContext *context, BracketKind kind);
void nesting_close_round(ParseContext *context);
/* Drops round brackets left open, then the innermost `{`. True when there was one; its kind then is *closed.
 */
bool nesting_close_curly(ParseContext *context, BracketKind *closed);
const Bracket *nesting_innermost_curly(const ParseContext *context); /* NULL: none */

/* What the parser can only reduce later: prefix signs and `^`, and `if`. */
void nesting_add_operator(ParseContext *context);
void nesting_add_conditional(ParseContext *context);
void nesting_end_operators(ParseContext *context);
void nesting_end_entry(ParseContext *context);
uint64_t nesting_depth(const ParseContext *context);

static inline bool bracket_is_block(BracketKind kind) {
    return kind >= BRACKET_METHODOLOGY;
}
/* Brackets of the innermost block and those around it. */
size_t nesting_block_count(const ParseContext *context);
/* Inside the innermost block: forgets round brackets, hides the `}` of the others from the parser, or forgets
 * these too, where their `}` are known to be missing. */
void nesting_give_up(ParseContext *context, bool are_missing);
/* Takes back the last nesting_close_curly. */
void nesting_reopen(ParseContext *context);

#endif
