/* The words, signs and comments of a rule file, one after the other: all of it but the white space. */
#ifndef DRAFTING_TOKENS_H
#define DRAFTING_TOKENS_H

#include "base/diagnostic.h"
#include "base/number.h"
#include "lang/limits.h"

/* Kinds are those of the parser; these two are no tokens to it. */
enum { TOKEN_COMMENT = 10000 /* on a line of its own */, TOKEN_REMARK /* behind something, on its line */ };

/* What a token means for the layout; set by the outline. */
typedef enum Role {
    ROLE_INSIDE,      /* goes on with its line */
    ROLE_DECLARATION, /* starts one of the file */
    ROLE_MEMBER,      /* starts a member of a group */
    ROLE_ENTRY,       /* starts a line of a block */
    ROLE_CLAUSE,      /* starts a clause of a declaration */
    ROLE_ARM,         /* starts a test of `by`, or a line of a short block */
    ROLE_PAIR,        /* starts `name = value` of a test */
    ROLE_OPEN,        /* the `{` of a block that stands alone where the head above it takes several lines */
    ROLE_CLOSE,       /* the `}` of a block that takes several lines */
} Role;

/* Which lines below each other are one table. */
typedef enum LineKind {
    LINE_PLAIN,
    LINE_HEAD_ENTRY,
    LINE_DATA_ITEM,
    LINE_INPUT,
    LINE_REQUIRE,
    LINE_CRITERION,
    LINE_ROW,
    LINE_OUTCOME, /* let, report, gate, rank, grade */
    LINE_GRADE,
    LINE_ARM,
    LINE_EXAMPLE,
    LINE_TEST,
} LineKind;

enum { NO_SECTION = 0xFFFFFFFF, NO_CELL = 0xFFFF };

typedef struct Token {
    int kind;
    Text text;
    uint32_t width;      /* columns */
    bool is_after_blank; /* a blank line stands before it */
    bool is_name;        /* a name or `max` as an operand, even where it looks like a word of the language */
    bool is_sign;        /* `-` before its operand */
    bool may_break;      /* a line that is too long can end before it */
    Role role;
    LineKind line;  /* of the line that it starts */
    uint16_t cell;  /* it starts this column of the table; NO_CELL: none */
    uint16_t gap;   /* blanks before it, within a line */
    uint32_t level; /* columns before it at the start of a line */
    uint32_t depth; /* open brackets */
    uint32_t part;  /* of the outline: whether it breaks depends on that part; NO_SECTION: it always does */
} Token;

typedef struct TokenList {
    Token *items;
    size_t count, capacity;
} TokenList;

/* Of a text that has been parsed without an error. */
TokenList token_list(const Source *source, const RuleLimits *limits, Arena *arena, NumberContext *numbers);
bool token_is_comment(const Token *token);
/* The same words, signs and comments in the same order? */
bool token_lists_equal(const TokenList *a, const TokenList *b);

#endif
