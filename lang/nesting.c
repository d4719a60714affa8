#include "lang/nesting.h"

uint64_t nesting_depth(const ParseContext *context) {
    const Nesting *nesting = &context->nesting;
    return nesting->count + nesting->outer + nesting->operators + nesting->conditionals;
}

void nesting_open(ParseContext *context, BracketKind kind, Span span) {
    Nesting *nesting = &context->nesting;
    Bracket bracket = {kind, span, nesting->operators, nesting->conditionals};
    nesting->outer += nesting->operators + nesting->conditionals;
    nesting->operators = nesting->conditionals = 0;
    ARENA_PUSH(context->arena, nesting->brackets, nesting->count, nesting->capacity, bracket);
}

void nesting_mark(ParseContext *context, BracketKind kind) {
    Nesting *nesting = &context->nesting;
    if (nesting->count > 0) nesting->brackets[nesting->count - 1].kind = kind;
}

static void pop(Nesting *nesting) {
    const Bracket *bracket = &nesting->brackets[--nesting->count];
    nesting->operators = bracket->operators;
    nesting->conditionals = bracket->conditionals;
    nesting->outer -= bracket->operators + bracket->conditionals;
}

static bool is_innermost_round(const Nesting *nesting) {
    return nesting->count > 0 && nesting->brackets[nesting->count - 1].kind == BRACKET_ROUND;
}

void nesting_close_round(ParseContext *context) {
    if (is_innermost_round(&context->nesting)) pop(&context->nesting);
}

bool nesting_close_curly(ParseContext *context, BracketKind *closed) {
    Nesting *nesting = &context->nesting;
    while (is_innermost_round(nesting))
        pop(nesting);
    if (nesting->count == 0) return false;
    *closed = nesting->brackets[nesting->count - 1].kind;
    pop(nesting);
    return true;
}

const Bracket *nesting_innermost_curly(const ParseContext *context) {
    const Nesting *nesting = &context->nesting;
    for (size_t i = nesting->count; i > 0; i--)
        if (nesting->brackets[i - 1].kind != BRACKET_ROUND) return &nesting->brackets[i - 1];
    return NULL;
}

void nesting_add_operator(ParseContext *context) {
    context->nesting.operators++;
}

void nesting_add_conditional(ParseContext *context) {
    context->nesting.conditionals++;
}

void nesting_end_operators(ParseContext *context) {
    context->nesting.operators = 0;
}

void nesting_end_entry(ParseContext *context) {
    context->nesting.operators = context->nesting.conditionals = 0;
}

size_t nesting_block_count(const ParseContext *context) {
    const Nesting *nesting = &context->nesting;
    size_t count = nesting->count;
    while (count > 0 && !bracket_is_block(nesting->brackets[count - 1].kind))
        count--;
    return count;
}

/* What was pending belonged to the declaration that is given up. */
static void forget_pending(Nesting *nesting, size_t from) {
    for (size_t i = from; i < nesting->count; i++) {
        nesting->outer -= nesting->brackets[i].operators + nesting->brackets[i].conditionals;
        nesting->brackets[i].operators = nesting->brackets[i].conditionals = 0;
    }
    nesting->operators = nesting->conditionals = 0;
}

void nesting_give_up(ParseContext *context, bool are_missing) {
    Nesting *nesting = &context->nesting;
    size_t first = nesting_block_count(context);
    forget_pending(nesting, first);
    size_t kept = first;
    for (size_t i = first; i < nesting->count && !are_missing; i++) {
        if (nesting->brackets[i].kind == BRACKET_ROUND) continue;
        nesting->brackets[kept] = nesting->brackets[i];
        nesting->brackets[kept++].kind = BRACKET_SKIPPED;
    }
    nesting->count = kept;
}

void nesting_reopen(ParseContext *context) {
    Nesting *nesting = &context->nesting;
    const Bracket *bracket = &nesting->brackets[nesting->count++];
    nesting->outer += bracket->operators + bracket->conditionals;
    nesting->operators = nesting->conditionals = 0;
}
