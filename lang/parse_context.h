/* What scanner, token stream, grammar actions and messages share while one rule file is parsed. */
#ifndef LANG_PARSE_CONTEXT_H
#define LANG_PARSE_CONTEXT_H

#include "base/diagnostic.h"
#include "lang/ast.h"
#include "lang/limits.h"

/* A number as scanned; a bad one was reported and becomes AST_ERROR. */
typedef struct ScannedNumber {
    Number value;
    bool is_ratio, is_bad;
} ScannedNumber;

typedef enum BracketKind {
    BRACKET_ROUND,
    BRACKET_INNER,   /* `{` of by, options, lists */
    BRACKET_SKIPPED, /* `{` whose `}` the parser must not see: its declaration was given up */
    /* blocks in which the grammar can start again after an error: */
    BRACKET_METHODOLOGY,
    BRACKET_DATA,
    BRACKET_MEMBERS,
    BRACKET_ROWS,
    BRACKET_GRADES,
} BracketKind;

/* An open bracket, with what was pending outside it. */
typedef struct Bracket {
    BracketKind kind;
    Span span;
    uint64_t operators, conditionals;
} Bracket;

/* How deep the next token stands; see nesting.c. */
typedef struct Nesting {
    Bracket *brackets;
    size_t count, capacity;
    uint64_t operators, conditionals; /* pending inside the innermost bracket */
    uint64_t outer;                   /* pending outside it */
} Nesting;

typedef struct SeenToken {
    int kind;
    Span span;
} SeenToken;

/* What the data of a file had before `change data` or `add to data` began. */
typedef struct OpenData {
    Span span;
    bool is_change, has_units;
    size_t input_count, require_count;
    Span separator_span, numbers_span;
} OpenData;

typedef struct ParseContext {
    const Source *source;
    const RuleLimits *limits;
    Arena *arena;
    NumberContext *numbers;
    Diagnostics *diagnostics;
    AstFile *file;
    uint64_t criterion_count;
    OpenData open_data;
    void *scanner;
    uint32_t offset; /* of the next byte to scan */
    Nesting nesting;
    SeenToken last, before; /* the last two tokens the parser got */
    SeenToken held;         /* to be delivered again */
    bool has_held;
    size_t supplied;         /* `}` that were supplied and not met since */
    bool is_supplying;       /* `}` are supplied before `held` */
    BracketKind last_closed; /* by the last `}` */
    bool is_recovering;      /* tokens are skipped up to one that starts a declaration or entry */
    SeenToken restarted_at;  /* offered to the parser after an error; never a second time */
    Span reported;           /* the last place reported */
    bool stopped;            /* a limit was passed: no more tokens, no more messages */
    /* How a syntax error is told: the token found, and those that would have fitted. */
    void (*report_syntax)(struct ParseContext *context, int found, Span span, const int *expected,
                          size_t count);
} ParseContext;

/* Reports unless parsing was stopped. `hint` may be NULL. */
Diagnostic *parse_report(ParseContext *context, Span span, DiagnosticCode code, const char *hint,
                         const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same for a limit, after which nothing more is read or said. */
void parse_stop(ParseContext *context, Span span, DiagnosticCode code, const char *hint, const char *format,
                ...) __attribute__((format(printf, 5, 6)));
void parse_relate(ParseContext *context, Diagnostic *diagnostic, Span span, const char *message);
Text parse_text(const ParseContext *context, Span span); /* the source at `span` */
/* Offset of the first byte at or behind `at` that is not a blank or a line end. */
uint32_t parse_skip_blanks(const ParseContext *context, uint32_t at);
/* Is the word at `span` followed by `:`, as the name of an input or a row is? */
bool parse_is_before_colon(const ParseContext *context, Span span);
/* Is the word before the `(` at `open` an `if`, in whatever case? */
bool parse_is_call_of_if(const ParseContext *context, Span open);

#endif
