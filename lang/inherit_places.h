/* Where the declarations of older rules stand, by their names, and what the newer rules do to each. */
#ifndef LANG_INHERIT_PLACES_H
#define LANG_INHERIT_PLACES_H

#include "lang/ast.h"
#include "lang/declare.h"

typedef struct Place {
    AstPart part;
    AstName *name; /* in the declaration */
    AstNode *node; /* of criteria, groups, indices; of a row of `criteria` the table */
    AstRow *row;
    AstInput *input;
    AstItem *item;   /* of all others */
    AstNode *parent; /* NULL: it stands in no group */
    AstChange *change;
    const AstChange *removal, *renaming;
    const AstChange *gone;  /* the removal of this or of a group around it */
    NodeList before, after; /* members added beside it */
    NodeList first, last;   /* members added to it */
} Place;

typedef struct Places Places;

/* All declarations of `file` that have a name. */
Places *places_new(AstFile *file, Arena *arena);
Place *places_find(const Places *places, Text name); /* NULL: none */
/* By the names as they are now. */
void places_name_again(Places *places);
size_t places_count(const Places *places);
Place *places_get(const Places *places, size_t i); /* in the order of the file */

#endif
