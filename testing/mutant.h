/* One small change of a rule file: a number moved by one in its last digit, a comparison with the equal sign
 * gained or lost, two lines exchanged [C9.2]. It is made in the tree of the file, and taken back. */
#ifndef TESTING_MUTANT_H
#define TESTING_MUTANT_H

#include "base/number.h"
#include "lang/ast.h"

typedef enum MutantKind {
    MUTANT_THRESHOLD,
    MUTANT_CONSTANT,
    MUTANT_MAXIMUM,
    MUTANT_WEIGHT,
    MUTANT_COMPARISON,
    MUTANT_CONDITION,
    MUTANT_ROUNDING,
    MUTANT_ORDER,
} MutantKind;

/* What stands in `place`, or what stands there instead. */
typedef struct MutantEdit {
    void *place;
    unsigned char other[16];
    size_t size;
} MutantEdit;

typedef struct Mutant {
    MutantKind kind;
    Text owner; /* the declaration it is in */
    Span span;
    Text was, became;
    MutantEdit edits[2]; /* they are made together */
    size_t edit_count;
} Mutant;

typedef struct Mutants {
    Mutant *items;
    size_t count, capacity;
    const Source *source;
    Arena *arena;
    NumberContext *numbers;
    Text owner; /* of those that are added */
} Mutants;

const char *mutant_kind_text(MutantKind kind);

/* Adds an edit that puts `size` bytes of `other` into `place`. */
void mutant_edit(Mutant *mutant, void *place, const void *other, size_t size);
Text mutants_written(const Mutants *mutants, Span span);
/* `owner` is set; texts must live as long as the mutants. */
void mutants_add(Mutants *mutants, Mutant mutant);
/* A literal number one up and one down in its last digit, as written. */
void mutants_add_number(Mutants *mutants, MutantKind kind, AstExpression *literal);
/* The first one up and the second one down, so that their sum stays. */
void mutants_add_pair(Mutants *mutants, MutantKind kind, AstExpression *literal, AstExpression *next);

/* Makes the change; once more takes it back. */
void mutant_turn(Mutant *mutant);

#endif
