/* Constants that came over from older rules and that nobody has looked at for the new year [L11.11]. */
#ifndef LANG_REVIEW_H
#define LANG_REVIEW_H

#include "base/diagnostic.h"
#include "lang/ast.h"

/* A declaration with constants of older rules. */
typedef struct CarriedOver {
    Text name;
    Span span;    /* the first of its constants */
    Text numbers; /* as written, separated by commas */
    size_t count;
} CarriedOver;

typedef struct Review {
    CarriedOver *items;
    size_t count, capacity;
    size_t constants; /* of all of them */
} Review;

/* Those not marked as reviewed, in the order of declaration; none where the rules build on no others. */
Review review_find(AstFile *file, Arena *arena);
/* Warns of them, and complains of reviews of names that do not exist. */
void review_check(AstFile *file, Arena *arena, Diagnostics *diagnostics);

#endif
