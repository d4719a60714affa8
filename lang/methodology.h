/* The methodology as declared: every name with what it stands for, and the tree of criteria and groups.
 * Filled by `declare` (names), `elaborate` (meanings); read by the checks, the plan and the summary. */
#ifndef LANG_METHODOLOGY_H
#define LANG_METHODOLOGY_H

#include "lang/ast.h"
#include "lang/facts.h"
#include "lang/measure.h"
#include "lang/plan.h"

typedef enum ValueKind {
    KIND_ERROR, /* reported already */
    KIND_NUMBER,
    KIND_YES_NO,
    KIND_CATEGORY, /* `category` tells which options */
    KIND_DATE,
    KIND_TEXT,     /* a text literal not yet compared with a category */
    KIND_NO_VALUE, /* `not applicable`, `missing`: fits any kind */
    KIND_CHILDREN, /* the word `children` */
} ValueKind;

/* The options a category can be. Open: texts not listed may occur (type `text`). */
typedef struct Category {
    Text name; /* of the input or grade */
    PlanOption *options;
    size_t count, capacity;
    bool open;
} Category;

/* The meaning of an expression in its place. `facts` may be sharper than those of the step, because of the
 * conditions around. */
typedef struct Typed {
    ValueKind kind;
    StepId step;
    Measure measure;
    Category *category;
    const Text *text; /* KIND_TEXT: as written; NULL where it was worked out */
    Facts facts;
    Span undefined_at; /* facts.may_be_undefined: the operation to blame */
    Span span;
} Typed;

typedef struct Input {
    const AstInput *ast;
    uint32_t number; /* index into the plan's inputs */
    Text name, header;
    Category *category; /* block, one of, text */
    Typed value;        /* after the policy for missing cells */
    bool is_used;
} Input;

typedef enum TreeKind { TREE_CRITERION, TREE_GROUP, TREE_INDEX } TreeKind;

typedef struct Member {
    struct Tree *tree; /* NULL: the name was not found */
    const AstExpression *weight;
    AstName used; /* `use`: the name written */
    Span span;
    Typed weight_value;
} Member;

/* A criterion, group or index. Points and maximum are the sums over applicable members for a group. */
typedef struct Tree {
    TreeKind kind;
    struct Symbol *symbol;
    Text label;
    const AstNode *ast;
    const AstRow *row; /* of `criteria (...)`: its line; else NULL */
    Member *members;
    size_t member_count, member_capacity;
    struct Tree *parent; /* where it is declared */
    uint32_t depth;
    /* filled by elaboration */
    Typed max;          /* as declared: `max`, or the sum of the members' */
    Typed value, exact; /* declared (rounded), and before rounding */
    Typed points,
        applicable_max;      /* KIND_ERROR with step STEP_NONE where they do not exist (a group of ratios) */
    Typed up_points, up_max; /* what it hands to the group above */
    Typed ratio;             /* where a test expects it */
    bool expects_ratio, expects_full_max;
    bool has_points;
    bool is_elaborated;
    struct BlockMax *maxima; /* without a block and for each; NULL: not asked yet */
    unsigned visited;        /* number of the last walk that has met it */
} Tree;

typedef enum SymbolKind {
    SYMBOL_INPUT,
    SYMBOL_FUNCTION,
    SYMBOL_LET,
    SYMBOL_TREE,
    SYMBOL_GATE,
    SYMBOL_RANK,
    SYMBOL_GRADE,
} SymbolKind;

/* What elaboration makes of a let, a gate, a rank or a grade. */
typedef struct Outcome {
    Typed value, exact;
    Category *category;   /* grade */
    uint32_t scope_input; /* rank, grade */
} Outcome;

typedef struct Symbol {
    SymbolKind kind;
    Text name, skeleton; /* skeleton: set when it is declared */
    Span span;
    const Source *source; /* a library function lives in another source */
    uint32_t number;      /* place among the declarations of the file, or the functions of the library */
    bool is_library;
    bool is_used;
    bool is_done;    /* its meaning is known */
    uint32_t output; /* in the plan, once it is built; unless it is an input or a function */
    union {
        Input *input;
        const AstFunction *function; /* of the library: NULL until stdlib_load */
        const AstLet *let;
        Tree *tree;
        const AstGate *gate;
        const AstRank *rank;
        const AstGrade *grade;
    };
    Outcome *outcome; /* let, gate, rank, grade; else NULL */
} Symbol;

typedef struct Methodology {
    const AstFile *ast;
    const Source *source;
    Arena *arena;
    Symbol **symbols; /* in order of declaration; library functions are not among them */
    size_t symbol_count, symbol_capacity;
    Input **inputs;
    size_t input_count, input_capacity;
    Input *key, *name, *block; /* NULL: none */
    Tree **roots;              /* indices, and groups and criteria outside them */
    size_t root_count, root_capacity;
    size_t criterion_count;
    struct NameTable *names;
} Methodology;

Methodology *methodology_new(const AstFile *ast, Arena *arena);
/* false when the name is taken: then *other is the one that has it */
bool methodology_declare(Methodology *methodology, Symbol *symbol, Symbol **other);
Symbol *methodology_find(const Methodology *methodology, Text name); /* NULL: none */
/* The first that was declared with a name like that of `symbol`, but for diacritics, case and `_`: itself or
 * another. */
Symbol *methodology_first_alike(const Methodology *methodology, const Symbol *symbol);
/* Calls `visit` for every declared name, library functions included. */
void methodology_each(const Methodology *methodology, void (*visit)(void *user, const Symbol *symbol),
                      void *user);
/* "criterion", "input", "library function" ... */
const char *symbol_kind_text(const Symbol *symbol);
const char *tree_kind_text(TreeKind kind);
/* A bonus or penalty: outside the maximum, the weights and `children` [L5.5]. */
bool tree_is_outside(const Tree *tree);
/* Its formula is made of the points and the maximum of its members. */
bool tree_is_of_points(const Tree *tree);
/* A group with a formula has a maximum only where it declares one [L5.6]. */
bool tree_has_own_max(const Tree *tree);
const char *article_of(const char *kind_text); /* "an" of "index", "a" of "group" */

/* For --dump methodology. */
void methodology_dump(const Methodology *methodology, TextBuilder *out);

#endif
